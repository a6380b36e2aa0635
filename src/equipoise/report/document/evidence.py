"""The evidence that moved the judgement, and what surprised the model."""

from __future__ import annotations

from equipoise.report.charts.weight_bar import weight_bar
from equipoise.report.document.agreement import agreement
from equipoise.report.document.blocks import Bullets, Cell, Column, Folded, Note, Section, Subheading, Table, Text
from equipoise.report.document.text import dim, joined, link, prose, strong
from equipoise.report.numbers import count, counted
from equipoise.report.view import View
from equipoise.report.view.evidence import SMALLEST_SHOWN_DB, ItemView, Surprise

ITEMS_AT_ONCE = 12
"""Items at most in the table that is open from the start; all others are one click away."""

FEWEST_ITEMS = 5
"""Items in that table even where they move nothing."""

SURPRISES_SHOWN = 3


def evidence(view: View) -> Section:
    """The items that move the leader most, all counted items, the least expected ones."""
    told = view.evidence
    if not told.items:
        return Section("evidence", prose(told.heading), sub=prose(told.left_out), kind="wide")
    weightiest = _weightiest(view)
    everything = (_everything(view),) if len(weightiest) < len(told.items) else ()
    surprises = (Bullets(tuple(_surprise(one) for one in told.surprises[:SURPRISES_SHOWN])),) if told.surprises else ()
    return Section(
        id="evidence",
        heading=prose(told.heading),
        sub=_sub(view, len(weightiest)),
        sub_of_drawing=prose("Bars: right and solid is toward, left and open is away."),
        blocks=(
            _table(view, weightiest),
            *everything,
            Subheading(prose(told.surprise_heading)),
            *surprises,
            *agreement(view),
            _sources(view),
        ),
        notes=_notes(view),
        kind="wide",
    )


def _weightiest(view: View) -> list[ItemView]:
    """The items that move the leader most, by date; a few in any case."""
    most = sorted(view.evidence.items, key=lambda item: -abs(item.weight))
    felt = sum(abs(item.weight) >= SMALLEST_SHOWN_DB for item in most)
    most = most[: min(max(felt, FEWEST_ITEMS), ITEMS_AT_ONCE)]
    return [item for item in view.evidence.items if item in most]


def _sub(view: View, shown: int) -> Text:
    counts = view.evidence.counts
    said = (
        f"What each item adds to the odds of {view.leader.title} on {view.as_of}, in decibans. "
        f"{counts[:1].upper()}{counts[1:]}."
    )
    if shown < len(view.evidence.items):
        said += f" Shown: the {count(shown)} that move it most."
    return prose(said)


def _table(view: View, items: list[ItemView]) -> Table:
    largest = max((abs(item.weight) for item in view.evidence.items), default=0.0)
    columns = (
        Column("Date", "date", label=""),
        Column("What happened", "head"),
        Column("Source, grade", label="Source"),
        Column("Origin"),
        Column("Away · toward", "drawing"),
        Column("dB", "drawn", label="Weight"),
        Column("Surprise, dB", "number", label="Surprise"),
    )
    rows = tuple(_row(item, n, largest) for n, item in enumerate(items))
    return Table(columns, rows)


def _row(item: ItemView, n: int, largest: float) -> tuple[Cell, ...]:
    bar = weight_bar(item.weight, largest=largest, name=f"weight-{n}")
    return (*_who_says_so(item), bar, prose(item.weight_text), prose(item.surprise))


def _everything(view: View) -> Folded:
    columns = (
        Column("Date", "date", label=""),
        Column("What happened", "head"),
        Column("Source, grade", label="Source"),
        Column("Origin"),
        Column("Known", "date"),
        Column("Moves most, dB", label="Moves most"),
        Column(f"{view.leader.title}, dB", "number", label=view.leader.title),
        Column("Surprise, dB", "number", label="Surprise"),
    )
    rows = tuple(
        (
            *_who_says_so(item),
            prose(item.known),
            prose(item.most or "none"),
            prose(item.weight_text),
            prose(item.surprise),
        )
        for item in view.evidence.items
    )
    return Folded(f"All {len(rows)} counted items", (Table(columns, rows),))


def _who_says_so(item: ItemView) -> tuple[Text, ...]:
    """Date, what happened, sources with the grade, origin."""
    sources = joined((link(source.title, source.url) for source in item.sources), "; ")
    origin = prose(item.origin) if item.origin else dim("its own")
    share = dim(f" ({item.share})") if item.share else ()
    what = (*prose(item.what), *(dim(f" ({item.marks})") if item.marks else ()))
    return (prose(item.date), what, (*sources, *dim(f" {item.grade}")), (*origin, *share))


def _sources(view: View) -> Folded:
    columns = (
        Column("Source", "head"),
        Column("Published by", label="By"),
        Column("Grade"),
        Column("Access"),
        Column("Motive"),
        Column("Items", "number"),
    )
    rows = tuple(
        (
            link(source.title, source.url),
            dim(source.by),
            prose(source.grade),
            prose(source.access),
            prose(source.motive),
            prose(str(source.items)),
        )
        for source in view.sources
    )
    return Folded(f"The {counted(len(rows), 'source')} of counted items, with grades", (Table(columns, rows),))


def _surprise(surprise: Surprise) -> Text:
    item = surprise.item
    return (*strong(f"{item.date}."), *prose(f" {item.what}: {surprise.times} ({surprise.text})."))


def _notes(view: View) -> tuple[Note, ...]:
    told = (
        ("Weight", f"+3\u202fdB doubles the odds; +10\u202fdB makes them ten times as great. {view.evidence.copies}"),
        (
            "Surprise",
            "How much less the model expected the item than somebody without a view would have; below 0 it expected it "
            "more.",
        ),
        (
            "Grades",
            "Letter: source. Digit: report. A missing grade widens what the item may mean; it is never read as a "
            "middling one.",
        ),
        ("Not counted", view.evidence.left_out),
    )
    return tuple(Note(heading, (prose(said),)) for heading, said in told if said)
