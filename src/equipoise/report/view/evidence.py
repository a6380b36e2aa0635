"""The evidence as a reader meets it: what happened, who says so, what it weighs, what surprised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from equipoise.assess.assessment import Assessment, EvidenceRow, OriginRow
from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.probability.decibans import db_of_nats, ratio_of_db
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import (
    coarse_date,
    count,
    counted,
    decibans,
    decimal,
    percent_text,
    signed,
    table_date,
    weight_of,
)
from equipoise.report.rounding import whole_percent

SMALLEST_SHOWN_DB = 0.05
"""A weight below this reads `0.0` and is not called a move."""

SMALLEST_SURPRISE_DB = 0.5
"""Items predicted less badly than this are not called surprises: that is a factor of 1.12."""

NOT_IN_THE_LIKELIHOOD = {
    "judgement": "judgements of others, which are never evidence",
    "background": "background",
}


@dataclass(frozen=True)
class SourceView:
    """A source by title, with its address where the author gave one."""

    title: str
    url: str


@dataclass(frozen=True)
class ItemView:
    """One evidence item.

    Attributes:
        id: Its id in the case.
        day: The day it is weighed on.
        date: Its date, no finer than its author gave it.
        known: The day it became known.
        what: What happened or was said.
        sources: Who reports it.
        grade: Letter of the source and digit of the report, or the accuracy the author stated.
        origin: Its common root with other items, in words; empty where it has its own.
        marks: What is special about it: that it is a silence, or that it may have been planted; empty for most.
        share: How much of it counts beside copies of its origin, as `counts 0.3`; empty where all of it does.
        moved: Per scenario, the decibans it moves the log-odds on the as-of date.
        weight: Decibans on the leading scenario, for drawing.
        weight_text: The same as text, `+2.1`.
        most: The scenario it moves most, and by how much; empty where it moves none.
        surprise: Decibans by which the model expected it less than somebody without a view would, `+2.3`.
        surprise_db: The same in full; below 0 it was expected more.
    """

    id: str
    day: date
    date: str
    known: str
    what: str
    sources: tuple[SourceView, ...]
    grade: str
    origin: str
    marks: str
    share: str
    moved: Mapping[str, float]
    weight: float
    weight_text: str
    most: str
    surprise: str
    surprise_db: float


@dataclass(frozen=True)
class Mover:
    """An item, or all items of one origin together, and what it moves.

    Attributes:
        what: What happened; of several items, what the weightiest says.
        day: The day that item is weighed on.
        date: Its date, as written.
        items: How many items.
        note: `4 reports`; empty for a single item.
        moved: Decibans per scenario, were it left out.
    """

    what: str
    day: date
    date: str
    items: int
    note: str
    moved: Mapping[str, float]


@dataclass(frozen=True)
class Surprise:
    """An item the model did not expect.

    Attributes:
        item: The item.
        text: By how much, `+2.3 dB`.
        times: The same as a factor, in words.
    """

    item: ItemView
    text: str
    times: str


@dataclass(frozen=True)
class EvidenceView:
    """All evidence.

    Attributes:
        heading: What moved the leading scenario most.
        surprise_heading: How far the record surprised the model.
        items: Items in the likelihood, by date.
        movers: Origins that move any scenario, the weightiest on the leader first.
        item_movers: Single items in the same way.
        surprises: Items least expected, worst first.
        counts: How many items from how many origins, and what they count as.
        copies: One sentence: what a further report of one origin counts.
        left_out: One sentence: what the case keeps without counting it; empty where nothing.
        largest: Largest weight of any origin on any scenario, decibans.
    """

    heading: str
    surprise_heading: str
    items: tuple[ItemView, ...]
    movers: tuple[Mover, ...]
    item_movers: tuple[Mover, ...]
    surprises: tuple[Surprise, ...]
    counts: str
    copies: str
    left_out: str
    largest: float


def evidence_view(assessment: Assessment, *, leader: str, names: Names) -> EvidenceView:
    """Items by date, and what moved the leading scenario most."""
    case = assessment.case
    weighed = {name for row in assessment.origin_rows for name in row.items}
    rows = [row for row in assessment.evidence_rows if row.id in weighed]
    items = tuple(
        sorted((_item(row, case, leader=leader, names=names) for row in rows), key=lambda item: (item.day, item.id))
    )
    by_id = {item.id: item for item in items}
    movers = [_origin_mover(row, by_id) for row in assessment.origin_rows]
    weights = [abs(db) for mover in movers for db in mover.moved.values() if abs(db) < float("inf")]
    weightiest = _weightiest(movers, leader)
    surprises = _surprises(items)
    return EvidenceView(
        heading=_heading(items, weightiest, leader=leader, names=names),
        surprise_heading=_surprise_heading(surprises),
        items=items,
        movers=weightiest,
        item_movers=_weightiest([_item_mover(item) for item in items], leader),
        surprises=surprises,
        counts=_counts(assessment, items),
        copies=_copies(case.definition.origin_discount),
        left_out=_left_out(case, by_id),
        largest=max(weights, default=0.0),
    )


def _heading(items: tuple[ItemView, ...], movers: tuple[Mover, ...], *, leader: str, names: Names) -> str:
    if not items:
        return "Nothing but the base rate so far: add evidence"
    db = movers[0].moved.get(leader, 0.0) if movers else 0.0
    if abs(db) < SMALLEST_SHOWN_DB:
        return f"No evidence moves {names.scenario(leader)}"
    verb = "speaks for" if db > 0 else "speaks against"
    return f"“{movers[0].what}” {verb} {names.scenario(leader)} most, by {weight_of(db)}"


def _surprise_heading(surprises: tuple[Surprise, ...]) -> str:
    if not surprises:
        return "Nothing in the record surprised the model much"
    number = count(len(surprises)).capitalize()
    return f"{number} item{'' if len(surprises) == 1 else 's'} surprised the model"


def _item(row: EvidenceRow, case: Case, *, leader: str, names: Names) -> ItemView:
    item = case.items[row.id]
    surprise = -db_of_nats(row.predictive_log_score)
    weight = row.moved_db.get(leader, 0.0)
    most, db = max(row.moved_db.items(), key=lambda moved: abs(moved[1]), default=(leader, 0.0))
    return ItemView(
        id=row.id,
        day=row.date,
        date=coarse_date(item.date),
        known=table_date(row.known),
        what=tidy(item.what),
        sources=tuple(_source(name, case, names) for name in item.sources),
        grade=_grade(item, case),
        origin=names.origin(item),
        marks=_marks(item),
        share=f"counts {decimal(row.exponent, 2).rstrip('0')}" if row.exponent < 1 else "",
        moved=dict(row.moved_db),
        weight=weight,
        weight_text=signed(weight),
        most=f"{names.scenario(most)} {signed(db)}" if abs(db) >= SMALLEST_SHOWN_DB else "",
        surprise=signed(surprise),
        surprise_db=surprise,
    )


def _source(name: str, case: Case, names: Names) -> SourceView:
    source = case.sources.get(name)
    url = (source.url or "").strip() if source else ""
    return SourceView(title=names.source(name), url=url)


def _grade(item: EvidenceItem, case: Case) -> str:
    """What the author graded: the item itself, else the best of its sources."""
    if item.accuracy is not None:
        return f"accuracy {item.accuracy:g}"
    if item.grade:
        return item.grade
    grades = sorted(source.grade for name in item.sources if (source := case.sources.get(name)) and source.grade)
    return grades[0] if grades else "ungraded"


def _marks(item: EvidenceItem) -> str:
    """`silence`, `planted, 15 %`: what a reader must know before believing or missing the report."""
    planted = item.planted.chance
    return "; ".join(
        [
            *(["a silence: what was not seen"] if item.silence else []),
            *([f"may be planted, with a chance of {percent_text(whole_percent(planted))}"] if planted else []),
        ]
    )


def _origin_mover(row: OriginRow, by_id: Mapping[str, ItemView]) -> Mover:
    items = [by_id[name] for name in row.items if name in by_id]
    weightiest = max(items, key=lambda item: (max(map(abs, item.moved.values()), default=0.0), item.day, item.id))
    return Mover(
        what=weightiest.what,
        date=weightiest.date,
        day=weightiest.day,
        items=len(items),
        note=counted(len(items), "report") if len(items) > 1 else "",
        moved=dict(row.moved_db),
    )


def _item_mover(item: ItemView) -> Mover:
    return Mover(what=item.what, date=item.date, day=item.day, items=1, note="", moved=item.moved)


def _weightiest(movers: list[Mover], leader: str) -> tuple[Mover, ...]:
    felt = [mover for mover in movers if max(map(abs, mover.moved.values()), default=0.0) >= SMALLEST_SHOWN_DB]
    return tuple(sorted(felt, key=lambda mover: (-abs(mover.moved.get(leader, 0.0)), mover.day, mover.what)))


def _surprises(items: tuple[ItemView, ...]) -> tuple[Surprise, ...]:
    unexpected = [item for item in items if item.surprise_db >= SMALLEST_SURPRISE_DB]
    return tuple(
        Surprise(
            item=item,
            text=decibans(item.surprise_db),
            times=f"{decimal(ratio_of_db(item.surprise_db))} times less expected than by someone without a view",
        )
        for item in sorted(unexpected, key=lambda item: (-item.surprise_db, item.day, item.id))
    )


def _counts(assessment: Assessment, items: tuple[ItemView, ...]) -> str:
    if not items:
        return "no item of evidence is counted"
    reports, roots = counted(len(items), "item"), counted(len(assessment.origin_rows), "independent origin")
    return f"{reports} from {roots}, counted as {decimal(assessment.effective_origins)}"


def _copies(discount: float) -> str:
    if discount == 0:
        return "Of the reports of one origin only the strongest counts."
    return f"Reports of one origin count 1, {discount:g}, {discount**2:.2g} and so on, the strongest first."


def _left_out(case: Case, counted_items: Mapping[str, ItemView]) -> str:
    rest = [item for item in case.evidence if item.id not in counted_items]
    reasons: dict[str, int] = {}
    for item in rest:
        reasons[_reason(item, case)] = reasons.get(_reason(item, case), 0) + 1
    if not reasons:
        return ""
    parts = "; ".join(f"{number} {reason}" for reason, number in sorted(reasons.items(), key=lambda r: (-r[1], r[0])))
    return f"{counted(len(rest), 'item is', 'items are')} kept in the case without being counted: {parts}."


def _reason(item: EvidenceItem, case: Case) -> str:
    if item.kind in NOT_IN_THE_LIKELIHOOD:
        return NOT_IN_THE_LIKELIHOOD[item.kind]
    clock, day = case.definition.clock, item.date.day(case.known(item))
    if day < clock.opens:
        return "dated before the case opens"
    if day > clock.horizon:
        return "dated after the horizon"
    return "not rated"
