"""Cases to bring things into, items to exchange, and what two cases differ in."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.schema import EvidenceItem, Rating, Source
from equipoise.exchange.in_file import InFile

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "proofs" / "example"
SCENARIOS = ("apart", "hedged", "allied")


def example_copy(folder: Path) -> Path:
    """A copy of a small case with a few items."""
    shutil.copytree(EXAMPLE, folder)
    return folder


def bare_case(folder: Path) -> Path:
    """The same case with its model alone."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(EXAMPLE / "case.yaml", folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a case, but those that an import keeps."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".before-import" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def csv(text: str, name: str = "table.csv") -> InFile:
    return InFile(name, text.encode())


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]], merge: Sequence[str] = ()) -> InFile:
    """A workbook as a person would make it, by openpyxl alone."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for block in merge:
            sheet.merge_cells(block)
    out = io.BytesIO()
    book.save(out)
    return InFile("table.xlsx", out.getvalue())


def differences(one: Case, other: Case) -> set[str]:
    """Fields in which two cases differ, named as a loss report names them."""
    found: set[str] = set()
    if set(one.items) != set(other.items):
        found.add("evidence")
    for name in one.items.keys() & other.items.keys():
        found |= {f"evidence.{field}" for field in _differing(one.items[name], other.items[name])}
    if set(one.sources) != set(other.sources):
        found.add("sources")
    for name in one.sources.keys() & other.sources.keys():
        found |= {f"sources.{field}" for field in _differing(one.sources[name], other.sources[name])}
    rows, others = ({_key(row): row for row in case.ratings} for case in (one, other))
    if rows.keys() != others.keys():
        found.add("ratings")
    for key in rows.keys() & others.keys():
        found |= {f"ratings.{field}" for field in _differing(rows[key], others[key])}
    return found


def _differing(one: Any, other: Any) -> set[str]:
    return {field for field in type(one).model_fields if getattr(one, field) != getattr(other, field)}


def _key(row: Rating) -> tuple[str, ...]:
    return (row.item, row.subject, row.level, row.rater)


# --- generated -------------------------------------------------------------------------------------------------

_SIGNS = st.sampled_from(
    ["", "=", "+", "-", "@", "'", "'=", "''@", "[", "{", "1;2", " > ", "a:1-2", "Total", "NA", "#N/A"]
)
_LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.builds(lambda sign, text: sign + text, _SIGNS, _LETTERS)
NAMES = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,6}", fullmatch=True)
WHYS = st.none() | TEXTS.map(str.strip).filter(bool)
"""As ratings.csv holds them: without white space at the ends."""
MARKS = st.sampled_from(["--", "-", "0", "+", "++"])
WEIGHTS = MARKS | st.floats(-20, 20).map(float) | st.sampled_from([0.0, -0.0, 3.0, 1e-7])
DATES = st.one_of(
    st.dates(date(2021, 1, 1), date(2021, 10, 31)).map(str),
    st.sampled_from(["2021-03", "2021-Q2", "2021"]),
)
PUBLISHED = st.sampled_from([None, "2021-12-01", "2021-12", "2021-Q4"])
"""No earlier than the items end: nothing is known before it is so."""
SUBJECTS = [("scenarios", name) for name in SCENARIOS] + [("pressure", "high"), ("explanations", "kin")]


@st.composite
def cases(draw: st.DrawFn, *, raters: Sequence[str] = ("default",)) -> Case:
    """The example with other evidence, other ratings and other sources, all of them valid."""
    sources = {
        name: Source(title=title, grade="B", published=draw(PUBLISHED), access=draw(st.none() | TEXTS))
        for name, title in zip(
            draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)), draw(st.lists(TEXTS, min_size=3)), strict=False
        )
    }
    names = draw(st.lists(NAMES, max_size=5, unique=True))
    items = [_item(draw, name, names[:at], list(sources)) for at, name in enumerate(names)]
    ratings = []
    for item in items:
        if item.kind == "judgement" or not draw(st.booleans()):
            continue
        rated = draw(st.lists(st.sampled_from(SUBJECTS), min_size=1, unique=True))
        for rater in raters:
            ratings += [
                Rating(item=item.id, subject=subject, level=level, rating=draw(WEIGHTS), rater=rater, why=draw(WHYS))
                for subject, level in rated
            ]
    ratings = draw(st.permutations(ratings))
    return replace(load_case(EXAMPLE), sources=sources, evidence=tuple(items), ratings=tuple(ratings), folder=None)


def _item(draw: st.DrawFn, name: str, earlier: Sequence[str], sources: Sequence[str]) -> EvidenceItem:
    kind = draw(st.sampled_from(["conduct", "reading", "statement", "report", "silence", "judgement", "background"]))
    said: dict[str, Any] = {"id": name, "date": draw(DATES), "what": draw(TEXTS.filter(_says_something)), "kind": kind}
    may = st.booleans()
    if draw(may):
        said["known"] = "2021-10-31"
    if draw(may):
        said["sources"] = draw(st.lists(st.sampled_from(list(sources)), min_size=1, unique=True))
    if draw(may):
        said["chain"] = draw(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=2))
    for field in ("origin", "note"):
        if draw(may):
            said[field] = draw(TEXTS)
    if draw(may):
        said |= {"grade": draw(st.sampled_from(["B", "A1", "F6"])), "accuracy": draw(st.floats(0, 1))}
    if draw(may):
        said["where"] = [{"document": draw(NAMES), "start": 0, "end": draw(st.integers(1, 9))}]
    if draw(may):
        said["planted"] = {"chance": draw(st.floats(0, 1)), "serves": draw(st.none() | TEXTS)}
    elif draw(may):
        said["exact"] = True
    if draw(may):
        said["stage"] = draw(st.sampled_from(["idea", "talks", "decision", "act"]))
    if earlier and draw(may):
        said[draw(st.sampled_from(["supersedes", "disputes"]))] = earlier[-1]
    if kind == "silence":
        said["silence"] = {
            "months": draw(st.floats(0.1, 9)),
            "rate_per_month": draw(st.dictionaries(st.sampled_from(SCENARIOS), st.floats(0, 3))),
        }
    return EvidenceItem(**said)


def _says_something(text: str) -> bool:
    return bool(text.strip())
