"""Alternatives and dissent for page one: raters and authors who see it otherwise, and what speaks for the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.calendar import parse_date
from equipoise.case.raters import decibans
from equipoise.ledger.records import Judgement
from equipoise.model.compile import EXPLANATIONS
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import (
    EN_DASH,
    bare_percent,
    coarse_date,
    count,
    listed,
    percent_text,
    prose_date,
    weight_of,
)
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import chance
from equipoise.report.view.choices import points, span_under_choices
from equipoise.report.view.estimates import estimates_told, number_far
from equipoise.report.view.evidence import SMALLEST_SHOWN_DB, EvidenceView
from equipoise.report.view.explanations import ExplanationsView
from equipoise.report.view.raters import number_of_raters, rater_settings, ratings_of
from equipoise.report.view.scenarios import ScenarioView
from equipoise.report.view.vintages import stands
from equipoise.report.view.would_change import strongest_indicator

if TYPE_CHECKING:
    from equipoise.studies.agreement import Agreement
    from equipoise.studies.stability import Stability
    from equipoise.studies.vintages import Compared, Vintages

FILLED_IN = {"until": "last day", "from": "first day", "set": "set of scenarios", "given": "condition"}
"""What a reader calls the parts of an event that a coder filled in."""

AUTHORS_SHOWN = 3
"""At most so many authors who differ from the model."""


@dataclass(frozen=True)
class AuthorView:
    """A published judgement beside the model's number for the same event, as known at the same time.

    Attributes:
        who: The author.
        when: When it was published.
        says: The judgement in the case's words.
        sentence: What it was read as, and what the model gave.
        imputed: Whether a coder read the number, the day or the set out of words; such a number is never the author's.
    """

    who: str
    when: str
    says: str
    sentence: str
    imputed: bool


@dataclass(frozen=True)
class DissentView:
    """Who and what speaks against the headline.

    Attributes:
        heading: In how many ways.
        raters: Sentences: the headline by other raters' ratings, or that there is no other rater.
        estimates: Sentences: what people on the record give the leading scenario; empty where nobody is.
        authors: Published judgements whose range lies furthest from the model's; empty where all overlap.
        compared: One sentence on how many were compared, and how many overlap; empty where none was.
        alternative: Sentences on the second scenario and what would speak for it.
        explanations: Sentences on the raters' marks on explanations against what the record earned them.
    """

    heading: str
    raters: tuple[str, ...]
    estimates: tuple[str, ...]
    authors: tuple[AuthorView, ...]
    compared: str
    alternative: tuple[str, ...]
    explanations: tuple[str, ...]


def dissent_view(
    assessment: Assessment,
    *,
    ranked: tuple[ScenarioView, ...],
    evidence: EvidenceView,
    explanations: ExplanationsView,
    names: Names,
    stability: Stability | None,
    vintages: Vintages | None,
    agreement: Agreement | None,
    estimates: Sequence[Judgement] = (),
) -> DissentView:
    """Alternatives and dissent; what was not computed is left empty, what does not exist is said not to."""
    raters = (*_raters(assessment, ranked[0], stability, agreement), *_widest_difference(assessment, agreement))
    authors = tuple(_author(one) for one in furthest(vintages))
    scenarios = tuple(assessment.case.definition.scenarios)
    return DissentView(
        heading=_heading(vintages, ranked, len(estimates), number_far(estimates, ranked[0], scenarios)),
        raters=raters,
        estimates=estimates_told(estimates, ranked[0], scenarios, prose_date(assessment.horizon)),
        authors=authors,
        compared=_compared(vintages),
        alternative=tuple(_alternative(assessment, ranked, evidence, names, stability)),
        explanations=tuple(_marks(assessment, explanations, names)),
    )


def _heading(vintages: Vintages | None, ranked: tuple[ScenarioView, ...], estimates: int, far: int) -> str:
    parts = []
    if far:
        told = "the one estimate" if estimates == 1 else f"{count(far)} of {estimates} estimates"
        parts.append(f"{told} of people more than ten points from the model")
    judged = () if vintages is None else vintages.compared
    apart = sum(stands(one) != "overlaps" for one in judged)
    if apart:
        told = (
            "the one published judgement"
            if len(judged) == 1
            else f"{count(apart)} of {len(judged)} published judgements"
        )
        parts.append(f"{told} apart from the model’s range")
    if len(ranked) > 1:
        parts.append(f"{ranked[1].title} as the main alternative")
    if not parts:
        return "Nothing on record speaks against the headline"
    told = listed(parts)
    return f"{told[:1].upper()}{told[1:]}"


# --- raters --------------------------------------------------------------------------------------------------


def _raters(
    assessment: Assessment, leader: ScenarioView, stability: Stability | None, agreement: Agreement | None
) -> tuple[str, ...]:
    number = number_of_raters(assessment, stability, agreement)
    if number < 2:
        return ("Nobody has rated the evidence a second time, so there is no dissent of raters to show.",)
    settings = rater_settings(stability)
    if stability is None or not settings:
        return (f"{count(number).capitalize()} raters judged the evidence; the headline by each was not computed.",)
    day, base = prose_date(assessment.horizon), stability.base[leader.id]
    return tuple(
        f"By {ratings_of(one)}, {leader.title} on {day} would stand at "
        f"{percent_text(whole_percent(one.probability[leader.id]))}{_apart(one.probability[leader.id] - base)}."
        for one in sorted(settings, key=lambda one: -abs(one.probability[leader.id] - base))
    )


def _apart(difference: float) -> str:
    if abs(difference) < 0.005:
        return ", the same within a point"
    return f", {points(difference)} {'higher' if difference > 0 else 'lower'}"


def _widest_difference(assessment: Assessment, agreement: Agreement | None) -> tuple[str, ...]:
    """The item on which raters differ most, of those ratings that enter the assessment."""
    if agreement is None:
        return ()
    differing = [one for one in agreement.differences if one.largest and one.subject != EXPLANATIONS]
    if not differing:
        return ()
    worst = max(differing, key=lambda one: one.largest or 0.0)
    item = assessment.case.items.get(worst.item)
    what = worst.item if item is None else tidy(item.what)
    return (f"They differ most on “{what}”, by {weight_of(worst.largest or 0.0)} on one level.",)


# --- published authors ---------------------------------------------------------------------------------------


def furthest(vintages: Vintages | None) -> list[Compared]:
    """Published judgements whose range leaves out all of the model's, the furthest first; one an author at most."""
    if vintages is None:
        return []
    seen: dict[str, Compared] = {}
    for one in sorted(vintages.compared, key=lambda one: -_gap(one)):
        if stands(one) != "overlaps":
            seen.setdefault(one.who, one)
    return list(seen.values())[:AUTHORS_SHOWN]


def _gap(one: Compared) -> float:
    """Room between the author's range and the model's, in probability; 0 or less where they overlap."""
    low = one.probability if one.model_low is None else one.model_low
    high = one.probability if one.model_high is None else one.model_high
    return max(one.low - high, low - one.high)


def _author(one: Compared) -> AuthorView:
    low, high = whole_percent(one.low), whole_percent(one.high)
    read = "were read as" if one.range_imputed else "gave"
    theirs = percent_text(low) if low == high else f"{bare_percent(low)}{EN_DASH}{percent_text(high)}"
    model = chance(one.probability, one.model_low, one.model_high).text
    told = "The author’s words" if one.range_imputed else "The author"
    filled = f"; a coder filled in its {_parts(one)}" if one.imputed_parts else ""
    return AuthorView(
        who=tidy(one.who),
        when=coarse_date(parse_date(one.when)),
        says=tidy(one.says),
        sentence=f"{told} {read} {theirs} for an event to which the model, as of {prose_date(one.as_of)}, gives "
        f"{model}{filled}.",
        imputed=one.imputed or one.range_imputed,
    )


def _parts(one: Compared) -> str:
    return listed([FILLED_IN.get(part, part) for part in sorted(one.imputed_parts)])


def _compared(vintages: Vintages | None) -> str:
    if vintages is None:
        return ""
    total = len(vintages.compared)
    if not total:
        return "No published judgement is about an event and a day for which the model has a number."
    overlapping = sum(stands(one) == "overlaps" for one in vintages.compared)
    were = "judgement was" if total == 1 else "judgements were"
    told = (
        f"{count(total).capitalize()} published {were} compared on the same event; the model’s range and the author’s"
    )
    told += f" overlap for {count(overlapping) if overlapping else 'none'}."
    shown, apart = len(furthest(vintages)), total - overlapping
    return f"{told} Of the {count(apart)} apart, {count(shown)} stand here." if shown < apart else told


# --- the alternative -----------------------------------------------------------------------------------------


def _alternative(
    assessment: Assessment,
    ranked: tuple[ScenarioView, ...],
    evidence: EvidenceView,
    names: Names,
    stability: Stability | None,
) -> Iterator[str]:
    if len(ranked) < 2:
        return
    leader, second = ranked[:2]
    day = prose_date(assessment.horizon)
    if stability is None or stability.leads_with_level:
        yield f"The second scenario on {day} is {second.title}, {second.at.text}."
    else:
        span = span_under_choices(second.id, second.at, stability)
        yield f"As assessed the second scenario on {day} is {second.title}, {span} under the choices tested."
    speaking = [mover for mover in evidence.movers if mover.moved.get(second.id, 0.0) >= SMALLEST_SHOWN_DB]
    if speaking:
        most = max(speaking, key=lambda mover: mover.moved[second.id])
        yield f"On the record, “{most.what}” speaks for it most, by {weight_of(most.moved[second.id])}."
    else:
        yield "Nothing on the record speaks for it noticeably."
    indicator = strongest_indicator(second.id, leader.id, assessment)
    if indicator is not None:
        name, watched, _, _ = indicator
        by = f" by {prose_date(watched.until)}" if watched.until else ""
        yield f"It would gain most from this, if seen{by}: “{tidy(watched.title or '') or name}”."


# --- explanations --------------------------------------------------------------------------------------------


def _marks(assessment: Assessment, explanations: ExplanationsView, names: Names) -> Iterator[str]:
    """Whom the raters' marks favour, item by item, against what each explanation predicted.

    Marks are counted, not added up, and enter no number: they only show where analysts and record part ways.
    """
    favoured, items = favoured_explanations(assessment)
    if not items:
        return
    most = max(favoured.values(), default=0)
    first = [names.explanation(name) for name, number in favoured.items() if number == most and most]
    if not first:
        yield f"The raters’ marks favour no single explanation on any of {items} counted items."
    else:
        often = f"{most} of {items} counted items"
        yield f"The raters’ marks, which enter no number, favour {listed(first)} most often: {often}."
    yield f"{explanations.heading}."


def favoured_explanations(assessment: Assessment) -> tuple[dict[str, int], int]:
    """On how many counted items each explanation alone has the highest mean mark, and how many items have marks."""
    case, counted = assessment.case, {row.id for row in assessment.evidence_rows}
    marks: dict[str, dict[str, list[float]]] = {}
    for row in case.ratings:
        if row.subject == EXPLANATIONS and row.item in counted:
            marks.setdefault(row.item, {}).setdefault(row.level, []).append(decibans(row, case.definition.scale))
    favoured = dict.fromkeys(case.definition.explanations, 0)
    for levels in marks.values():
        means = {level: sum(given) / len(given) for level, given in levels.items()}
        first = [level for level, mean in means.items() if mean == max(means.values())]
        if len(first) == 1 and first[0] in favoured:
            favoured[first[0]] += 1
    return favoured, len(marks)
