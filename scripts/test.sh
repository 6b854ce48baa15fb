#!/usr/bin/env bash
# Every check and every test, the quick ones first. `npm test` runs this on a fresh machine as well as on a used one.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n── %s\n' "$1"; }

step "What the tests need"
scripts/setup.sh
export PATH="$PWD/models/recipe/.venv/bin:$PATH"

step "Format, layers, types, and what nothing uses"
npm run --silent check

# Each keeps one core busy, so they run beside each other.
step "The recipe, in Python; and the pipeline, the runtime and the store"
said=$(mktemp)
(cd models/recipe && python -m pytest) >"$said" 2>&1 &
recipe=$!
trap 'kill "$recipe" 2>/dev/null || true' EXIT
npx vitest run --coverage
wait "$recipe" || { cat "$said"; exit 1; }
cat "$said"

step "The page, in a browser"
npx playwright test

step "What takes long: files and answers at random, a walk at random, hostile days, a GPU, other browsers"
FUZZ_RUNS=2000 npx vitest run src/runtime/checkpoint/fuzz.test.ts
npx playwright test --config playwright.slow.config.ts
