#!/usr/bin/env bash
# Everything that a change must pass: format, lint, types, imports, docs, tests.
#   tools/check.sh          all of it
#   tools/check.sh quick    all but the tests
# Uses the tools of the environment that `python` belongs to (set PYTHON for another one).
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-.venv/bin/python}
command -v "$python" >/dev/null || python=python3

step() {
  printf '== %s\n' "$1"
  shift
  "$@"
}

step format  "$python" -m ruff format --check .
step lint    "$python" -m ruff check .
step types   "$python" -m mypy
step imports "$python" -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
step docs    "$python" tools/write_cli_reference.py --check
step docs    "$python" tools/write_glossary.py --check
if [ "${1:-}" != quick ]; then
  step tests "$python" -m pytest
fi
