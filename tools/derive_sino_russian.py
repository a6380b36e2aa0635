"""Derive the built-in case `sino-russian` from the coded facts of five published assessments.

    python tools/derive_sino_russian.py [--facts ../shared/facts] [--into FOLDER]

Writes the six files of the case, the same bytes for the same facts. The rules are told in docs/cases/sino-russian.md,
and each stands in one module of `sino_russian` beside this script.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sino_russian.case_files import case_files
from sino_russian.facts import read_facts

HERE = Path(__file__).resolve().parent
CASE = HERE.parent / "src" / "equipoise" / "data" / "cases" / "sino-russian"


def main() -> None:
    """Read the facts, write the case."""
    parser = argparse.ArgumentParser(description="Derive the built-in case sino-russian from the coded facts.")
    parser.add_argument("--facts", type=Path, default=Path("../shared/facts"), help="folder of the coded facts")
    parser.add_argument("--into", type=Path, default=CASE, help="folder of the case to write")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    for name, text in case_files(read_facts(arguments.facts)).items():
        (arguments.into / name).write_text(text, "utf-8")
    print(f"wrote {arguments.into}")


if __name__ == "__main__":
    main()
