"""Vintages side by side, in words and rounded numbers; and the judgements of others beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from equipoise.calendar import parse_date
from equipoise.case.case import Case
from equipoise.case.schema import Event
from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import (
    EN_DASH,
    NARROW_SPACE,
    bare_percent,
    coarse_date,
    count,
    counted,
    listed,
    prose_date,
    table_date,
)
from equipoise.report.rounding import whole_percent
from equipoise.report.view.baselines import BASELINES
from equipoise.report.view.chances import Chance, Chances, chance
from equipoise.report.view.event_words import event_words
from equipoise.report.view.scenarios import by_probability
from equipoise.studies.vintages import Compared, Listed, Unnamed, Vintage, Vintages

_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PLURAL = {
    "consideration": "considerations",
    "explanation": "explanations",
    "condition": "conditions",
    "analogue": "analogues",
}


@dataclass(frozen=True)
class ScenarioThen:
    """A scenario at one vintage.

    Attributes:
        id: Its id.
        slot: Its place in the case's order, from 1: it decides its colour.
        title: What it is called.
        now: On the day of the vintage.
        at: On the horizon.
        ever: At some time from the vintage to the horizon.
        baselines: Plainer forecasts for the horizon, by id; those that the assessment has.
    """

    id: str
    slot: int
    title: str
    now: Chance
    at: Chance
    ever: Chance
    baselines: dict[str, Chance]


@dataclass(frozen=True)
class VintageView:
    """One vintage.

    Attributes:
        as_of, as_of_short: Its day, in prose and for tables.
        trustworthy: Whether its numbers may be used.
        evidence: How many items it rests on, and how many became known later; a sentence.
        not_used: What the case names only later, in a sentence; empty where nothing.
        not_used_titles: The titles of those things.
        rows: Every scenario, in the case's order.
    """

    as_of: str
    as_of_short: str
    trustworthy: bool
    evidence: str
    not_used: str
    not_used_titles: tuple[str, ...]
    rows: tuple[ScenarioThen, ...]


@dataclass(frozen=True)
class ComparedView:
    """A judgement and the model on the same event.

    Attributes:
        id, who, when, says: The judgement.
        event: What both numbers are about.
        author: The author's range, `55–80 %`.
        as_of_short: The vintage.
        model: The model's chance.
        stands: Where the model's range lies: `below` the author's, `above` it, or `overlaps` with it.
        marks: What a reader must know of the comparison: imputed parts, a range read out of words, days between.
    """

    id: str
    who: str
    when: str
    says: str
    event: str
    author: str
    as_of_short: str
    model: Chance
    stands: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class ListedView:
    """A judgement that is not compared, and why."""

    id: str
    who: str
    when: str
    says: str
    reason: str
    why: str


@dataclass(frozen=True)
class VintagesView:
    """All vintages.

    Attributes:
        heading: What changed from vintage to vintage.
        horizon: The day that all of them look to.
        baselines: Id and title of each plainer forecast that a vintage has.
        vintages: In the order of time.
        compared_heading: What comes of setting judgements beside the model.
        compared: Judgements about an event that the model computed.
        not_compared: How many are not compared, and why; empty where none.
        listed: Those, one by one.
        how_to_read: What the columns mean, and what is not claimed.
    """

    heading: str
    horizon: str
    baselines: tuple[tuple[str, str], ...]
    vintages: tuple[VintageView, ...]
    compared_heading: str
    compared: tuple[ComparedView, ...]
    not_compared: str
    listed: tuple[ListedView, ...]
    how_to_read: str


def vintages_view(vintages: Vintages) -> VintagesView:
    """Word and round vintages; every number is one of the study's."""
    shown = tuple(_vintage(vintage) for vintage in vintages.vintages)
    last = vintages.vintages[-1].assessment
    compared = tuple(_compared(one, last.case) for one in vintages.compared)
    present = {name for vintage in shown for row in vintage.rows for name in row.baselines}
    return VintagesView(
        heading=_heading(shown, prose_date(last.horizon)),
        horizon=prose_date(last.horizon),
        baselines=tuple((name, title) for name, title, _ in BASELINES if name in present),
        vintages=shown,
        compared_heading=_compared_heading(compared),
        compared=compared,
        not_compared=_not_compared(vintages.listed),
        listed=tuple(_listed(one) for one in vintages.listed),
        how_to_read=(
            "Each vintage counts only what was known by the end of its day. A judgement stands beside the first "
            "vintage at or after it, where the model computes the same event. Nothing is scored: no side is said to be "
            "right."
        ),
    )


def stands(one: Compared) -> str:
    """Where the model's range lies: `below` the author's, `above` it, or `overlaps` with it."""
    low = one.probability if one.model_low is None else one.model_low
    high = one.probability if one.model_high is None else one.model_high
    return "below" if high < one.low else "above" if low > one.high else "overlaps"


def _vintage(vintage: Vintage) -> VintageView:
    assessment, names = vintage.assessment, Names(vintage.assessment.case)
    chances = Chances(assessment)
    now, at = chances.at(assessment.as_of), chances.at(assessment.horizon)
    baselines = {name: found for name, _, _ in BASELINES if (found := chances.baseline(name, assessment.horizon))}
    titles = tuple(_title(one) for one in vintage.unnamed)
    return VintageView(
        as_of=prose_date(vintage.as_of),
        as_of_short=table_date(vintage.as_of),
        trustworthy=assessment.trustworthy,
        evidence=_evidence(vintage),
        not_used=_not_used(vintage.unnamed),
        not_used_titles=titles,
        rows=tuple(
            ScenarioThen(
                id=name,
                slot=slot,
                title=names.scenario(name),
                now=now[name],
                at=at[name],
                ever=chances.ever(name, assessment.horizon),
                baselines={baseline: found[name] for baseline, found in baselines.items()},
            )
            for slot, name in enumerate(assessment.case.definition.scenarios, start=1)
        ),
    )


def _evidence(vintage: Vintage) -> str:
    told = f"{counted(vintage.items, 'item')} of evidence"
    return f"{told}; {vintage.items_later} became known later." if vintage.items_later else f"{told}."


def _title(one: Unnamed) -> str:
    return readable(one.id) if one.title == one.id else tidy(one.title)


def _not_used(unnamed: tuple[Unnamed, ...]) -> str:
    """How much a vintage leaves out, by kind: `14 considerations and 1 explanation`."""
    kinds = [one.kind for one in unnamed]
    parts = [counted(kinds.count(kind), kind, plural) for kind, plural in _PLURAL.items() if kind in kinds]
    them = "it" if len(unnamed) == 1 else "them"
    return f"Not used here, since the case names {them} only later: {listed(parts)}." if parts else ""


def _heading(shown: tuple[VintageView, ...], horizon: str) -> str:
    leaders = [_leader(vintage) for vintage in shown]
    if any(leader is None for leader in leaders):
        return f"{count(len(shown)).capitalize()} {'vintage' if len(shown) == 1 else 'vintages'} of the case"
    there = [leader for leader in leaders if leader is not None]
    chances = [row.at.number for row in there]
    if len(there) == 1:
        return f"As of {shown[0].as_of}, {there[0].title} was likeliest for {horizon}: {chances[0]}"
    if len({row.id for row in there}) == 1:
        return (
            f"{there[0].title} was likeliest for {horizon} at each of {count(len(there))} vintages: {listed(chances)}"
        )
    told = [f"{row.title} as of {vintage.as_of} ({row.at.number})" for row, vintage in zip(there, shown, strict=True)]
    return f"The likeliest scenario for {horizon} changed: {listed(told)}"


def _leader(vintage: VintageView) -> ScenarioThen | None:
    """The likeliest on the horizon; None where two read the same or the numbers may not be used."""
    rows = {row.id: row for row in vintage.rows}
    first, *others = by_probability({name: row.at for name, row in rows.items()})
    is_alone = not others or rows[others[0]].at.percent < rows[first].at.percent
    return rows[first] if is_alone and vintage.trustworthy else None


# --- judgements ------------------------------------------------------------------------------------------------


def _compared(one: Compared, case: Case) -> ComparedView:
    low, high = bare_percent(whole_percent(one.low)), bare_percent(whole_percent(one.high))
    return ComparedView(
        id=one.judgement,
        who=tidy(one.who),
        when=coarse_date(parse_date(one.when)),
        says=tidy(one.says),
        event=event_words(Event.model_validate(one.event), case),
        author=f"{low}{EN_DASH}{high}{NARROW_SPACE}%",
        as_of_short=table_date(one.as_of),
        model=chance(one.probability, one.model_low, one.model_high),
        stands=stands(one),
        marks=_marks(one),
    )


def _marks(one: Compared) -> tuple[str, ...]:
    marks = []
    if one.imputed:
        parts = "; ".join(f"{part}: {tidy(why)}" for part, why in one.imputed_parts.items())
        marks.append(f"Event partly imputed ({parts})")
    if one.range_imputed:
        marks.append(f"Range read out of “{tidy(one.word)}”" if one.word else "Range set by a coder")
    if one.days_later:
        marks.append(f"Vintage {counted(one.days_later, 'day')} after the judgement")
    return tuple(marks)


def _compared_heading(compared: tuple[ComparedView, ...]) -> str:
    if not compared:
        return "No judgement of others is about an event that the model computed"
    found = [one.stands for one in compared]
    told = [
        f"{words} {count(number)}"
        for kind, words in (("overlaps", "they overlap in"), ("below", "lies lower in"), ("above", "lies higher in"))
        if (number := found.count(kind))
    ]
    # The subject changes from both ranges to the model's alone.
    if told[0].startswith("lies"):
        told[0] = f"the model’s {told[0]}"
    elif len(told) > 1:
        told[1] = f"the model’s {told[1]}"
    return f"The model’s range and the author’s for {counted(len(compared), 'judgement')}: {listed(told)}"


def _not_compared(left: tuple[Listed, ...]) -> str:
    if not left:
        return ""
    bare = sum(one.reason == "no_event" for one in left)
    others = len(left) - bare
    told = [
        *([f"{bare} name no event that the case describes" if bare > 1 else "one names no event"] if bare else []),
        *(
            [f"{others} for other reasons, told one by one" if others > 1 else "one for another reason"]
            if others
            else []
        ),
    ]
    return f"{counted(len(left), 'judgement is', 'judgements are')} not compared: {listed(told)}."


def _listed(one: Listed) -> ListedView:
    return ListedView(
        id=one.judgement,
        who=tidy(one.who),
        when=coarse_date(parse_date(one.when)),
        says=tidy(one.says),
        reason=one.reason,
        why=_ISO_DAY.sub(lambda found: prose_date(date.fromisoformat(found[0])), tidy(one.why)),
    )
