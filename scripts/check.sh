#!/usr/bin/env bash
# Everything that is known without running: format, lint and layers, types, what nothing uses; and the recipe's own.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

biome check .
for project in src/mae src/tsconfig.worker.json src . bench; do tsc -p "$project"; done
knip
# That no message is missing, types say; that none is unused, this.
vitest run src/words --silent=true

# Of the version that the recipe pins, so no other will do.
ruff=models/recipe/.venv/bin/ruff
if [ -x "$ruff" ]; then
  "$ruff" check models/recipe
  "$ruff" format --check models/recipe
else
  echo "models/recipe was not checked: it has no Python environment yet. scripts/setup.sh makes one."
fi
