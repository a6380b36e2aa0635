"""How long reading takes: the five documents into a case, and a PDF of a thousand pages.

python benchmarks/documents.py [--documents FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import typst

from equipoise.documents.ingest import Ingested, ingest

PAGES = 1000
PARAGRAPH = (
    "The minister told reporter {n} that the talks of round {n} would go on, and that nobody had objected so far. "
)


def main() -> None:
    """Measure both, from files on disk to records on disk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, default=Path("../shared/seeds"), help="folder of the five documents")
    folder: Path = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as scratch:
        if folder.is_dir():
            _timed("documents", lambda: _into(Path(scratch) / "five", folder))
        long = Path(scratch) / "long.pdf"
        long.write_bytes(_pages())
        _timed(f"{PAGES} pages of PDF, {long.stat().st_size / 1e6:.1f} MB", lambda: _into(Path(scratch) / "long", long))


def _into(case: Path, what: Path) -> Ingested:
    case.mkdir()
    return ingest(case, [what], progress=lambda text: print(f"  {text}", file=sys.stderr))


def _timed(what: str, run: Callable[[], Ingested]) -> None:
    began = time.perf_counter()
    found = run()
    seconds = time.perf_counter() - began
    letters = sum(one.record.characters for one in found.arrivals if one.record is not None)
    print(f"{len(found.arrivals)} file(s), {what}: {letters} characters in {seconds:.2f} s")


def _pages() -> bytes:
    pages = ["".join(PARAGRAPH.format(n=100 * page + n) for n in range(25)) for page in range(PAGES)]
    made = typst.compile("\n#pagebreak()\n".join(pages).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


if __name__ == "__main__":
    main()
