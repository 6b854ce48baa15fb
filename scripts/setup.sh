#!/usr/bin/env bash
# Gets what the tests need and this machine lacks: Chromium, Firefox, WebKitGTK, and a Python environment for models/recipe.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_packages() {
  command -v apt-get >/dev/null || return 1
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

has_chromium() {
  for browser in chromium chromium-browser google-chrome; do
    [ -x "/usr/bin/$browser" ] && return
  done
  node -e 'process.exit(require("fs").existsSync(require("@playwright/test").chromium.executablePath()) ? 0 : 1)'
}

# Without these the tests still run, in fewer engines.
without() { echo "!! $1 could not be installed: ALL TESTS OF $1 ARE SKIPPED !!" >&2; }

get_browsers() {
  if ! has_chromium; then
    echo "Installing Chromium"
    install_packages chromium || npx playwright install chromium ||
      { echo "No Chromium could be installed. Install one as /usr/bin/chromium and run the tests again." >&2; return 1; }
  fi

  # With which the tests' own hub says who it is.
  command -v openssl >/dev/null || install_packages openssl ||
    { echo "No openssl could be installed. Install one and run the tests again." >&2; return 1; }

  if [ ! -x /usr/bin/firefox-esr ] && [ ! -x /usr/bin/firefox ]; then
    echo "Installing Firefox"
    install_packages firefox-esr || without FIREFOX
  fi

  if [ ! -x /usr/bin/WebKitWebDriver ] || [ ! -x /usr/bin/Xvfb ]; then
    echo "Installing WebKitGTK"
    install_packages webkit2gtk-driver xvfb || without WEBKIT
  fi
}

recipe=models/recipe
wanted=$(cksum <"$recipe/requirements.txt")
has_environment() { [ "$(cat "$recipe/.venv/wanted" 2>/dev/null)" = "$wanted" ]; }

fill_environment() {
  has_environment && return
  "$recipe/.venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$recipe/requirements.txt"
  echo "$wanted" >"$recipe/.venv/wanted"
}

if ! has_environment; then
  echo "Making the Python environment $recipe/.venv"
  python=$(command -v python3) || { install_packages python3 && python=$(command -v python3); }
  "$python" -m venv --clear "$recipe/.venv" 2>/dev/null ||
    { install_packages python3-venv && "$python" -m venv --clear "$recipe/.venv"; }
fi

# Side by side: both mostly wait for what they download.
get_browsers &
browsers=$!
fill_environment
wait "$browsers"
