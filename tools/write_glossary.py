"""Write the words of `data/glossary.toml` into docs/glossary.md; with --check, say whether they stand there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from equipoise.web.glossary import glossary

PAGE = Path(__file__).parents[1] / "docs" / "glossary.md"
_TABLE = re.compile(r"(\| word \| meaning \|\n\|---\|---\|\n)(?:\|.*\n)+")


def page_with_words(page: str) -> str:
    """The page with the table of all words."""
    rows = "".join(f"| {term.word} | {term.means} |\n" for term in glossary().values())
    return _TABLE.sub(lambda match: match[1] + rows, page, count=1)


def main() -> int:
    """Write the page, or compare it."""
    page = PAGE.read_text(encoding="utf-8")
    written = page_with_words(page)
    if "--check" in sys.argv:
        return int(written != page)
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
