"""What others judged, revisited: was their condition met, do their assumptions stand, what do they say now.

Nothing is scored here: whether a judgement came true, and what it then scored, is for a ledger to say, whose answers
are handed in as plain data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import numpy as np

from equipoise.assess.sets import states_of_condition
from equipoise.assess.stretches import read_stretches
from equipoise.assess.vintage_run import Stretch, VintageRun, days_from_opens
from equipoise.calendar import end_of_step
from equipoise.case.case import Case
from equipoise.case.events import members, paths_written
from equipoise.case.paths import entry_of, follow, value_at
from equipoise.case.schema import Event, PublishedJudgement
from equipoise.case.vintage import as_known
from equipoise.inference.belief import Belief
from equipoise.inference.schedule import Span
from equipoise.model.arrays import Bools, Floats
from equipoise.studies.revisiting.resolved import Resolved

MET, NOT_MET = 0.8, 0.2
"""A condition counts as met where it held for this share of its span or more, and as not met for this or less."""

Verdict = Literal["met", "not_met", "open"]
Standing = Literal["as_authored", "edited", "not_named"]


@dataclass(frozen=True)
class ConditionRevisited:
    """A condition on which a judgement was made, looked at from the later vintage.

    Attributes:
        condition, level: What was to hold.
        first, last: Throughout this span: as authored, else from the judgement to the end of its event's term.
        read_until: The last day that the later vintage can tell of; before `last` where the span is not over.
        held: Expected share of the days up to then on which it held, given all that is known at the later vintage;
            None where the span had not begun or the vintage does not know the condition.
        lowest: Least probability that it held, over the days read; None likewise.
        throughout: Probability that it held without a break; None likewise.
        verdict: `met` from 80 per cent of the span on, `not_met` up to 20 per cent, else `open`; and `open` as long as
            the days to come can still decide.
    """

    condition: str
    level: str
    first: date
    last: date
    read_until: date
    held: float | None
    lowest: float | None
    throughout: float | None
    verdict: Verdict


@dataclass(frozen=True)
class AssumptionRevisited:
    """An assumption of a judgement.

    Attributes:
        assumption: Its id.
        says: What it says; empty where the case does not name it.
        then, now: Its standing in the case at the earlier and the later vintage: `as_authored` or `edited`, by whether
            what it would change stands as the case first had it, or `not_named`.
        values_then, values_now: What stands at the paths that it would change.
    """

    assumption: str
    says: str
    then: Standing
    now: Standing
    values_then: Mapping[str, Any]
    values_now: Mapping[str, Any]


@dataclass(frozen=True)
class Wording:
    """How an author worded a judgement, and when."""

    judgement: str
    when: str
    word: str


@dataclass(frozen=True)
class JudgementRevisited:
    """A judgement of others, looked at from the later vintage.

    Attributes:
        judgement, who, when, says: What it is.
        event: What it is about; None where it names no event.
        conditions: The conditions of its event.
        verdict: `met` where all are, `not_met` where one is not, else `open`; None without conditions.
        assumptions: What it assumes.
        then: The author's wording of this event as of the earlier vintage; None where there was none yet.
        now: The same as of the later one.
        resolution: What happened, and what the judgement scored; None until a resolution is on the record.
    """

    judgement: str
    who: str
    when: str
    says: str
    event: Mapping[str, object] | None
    conditions: tuple[ConditionRevisited, ...]
    verdict: Verdict | None
    assumptions: tuple[AssumptionRevisited, ...]
    then: Wording | None
    now: Wording | None
    resolution: Resolved | None = None


def revisit_judgements(
    case: Case, run: VintageRun, *, older: Case, since: date, rater: str, resolved: Sequence[Resolved] = ()
) -> tuple[JudgementRevisited, ...]:
    """Go back to judgements made by the later vintage: with a condition, an assumption, a later wording or an outcome.

    Args:
        case: The case as it is.
        run: Its later vintage.
        older: The case as it was at the earlier one.
        since: The earlier vintage.
        rater: Whose ratings count.
        resolved: Judgements whose event a ledger has resolved, whatever the day on which that was.
    """
    outcomes = {one.published: one for one in resolved}
    made = [one for one in case.judgements if one.when.end <= run.as_of]
    then, now = as_known(older, since, rater=rater), run.case
    looked = _look(run, [stretch for one in made for stretch in _stretches(one, case)])
    found = []
    for one in made:
        conditions = tuple(looked[str(stretch)] for stretch in _stretches(one, case))
        chain = _chain(one, made)
        is_reworded = len(chain) > 1 and chain[-1] is one
        if conditions or one.assumes or is_reworded or one.id in outcomes:
            found.append(
                JudgementRevisited(
                    judgement=one.id,
                    who=one.who,
                    when=str(one.when),
                    says=one.says,
                    event=None if one.event is None else _plain(one.event),
                    conditions=conditions,
                    verdict=_together([condition.verdict for condition in conditions]),
                    assumptions=tuple(_assumption(name, then, now) for name in one.assumes),
                    then=_wording([link for link in chain if link.when.end <= since]),
                    now=_wording(chain),
                    resolution=outcomes.get(one.id),
                )
            )
    return tuple(found)


def _plain(event: Event) -> Mapping[str, object]:
    found: Mapping[str, object] = event.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return found


# --- conditions --------------------------------------------------------------------------------------------------


def _stretches(judgement: PublishedJudgement, case: Case) -> tuple[Stretch, ...]:
    """The spans of its conditions; one without dates runs from the judgement to the end of its event's term."""
    event, clock = judgement.event, case.definition.clock
    if event is None or not event.given:
        return ()
    last = min(event.until or clock.horizon, clock.horizon)
    first = min(max(judgement.when.end, clock.opens), last)
    return read_stretches(event.given, case, first=first, last=last)


def _look(run: VintageRun, stretches: Sequence[Stretch]) -> dict[str, ConditionRevisited]:
    """Each span as the vintage sees it, by its text: all of them in two passes, however many judgements share them."""
    distinct = list({str(stretch): stretch for stretch in stretches}.values())
    known = run.case.definition.conditions
    begun = [one for one in distinct if one.first < min(one.last, run.as_of) and one.condition in known]
    found = {str(one): _unread(one, run.as_of) for one in distinct}
    if begun:
        days = sorted({day for one in begun for day in _days_of(one, run)})
        levels = _levels_on(run, begun, days)
        for stretch, held in zip(begun, levels, strict=True):
            found[str(stretch)] = _read(run, stretch, days, held)
    return found


def _days_of(stretch: Stretch, run: VintageRun) -> list[date]:
    """The days of the span that are read: its ends, so far as they are past, and the ends of months between."""
    first, last = stretch.first, min(stretch.last, run.as_of)
    days = [first]
    while (following := end_of_step(date.fromordinal(days[-1].toordinal() + 1), "month")) < last:
        days.append(following)
    return [*days, last]


def _levels_on(run: VintageRun, stretches: Sequence[Stretch], days: Sequence[date]) -> Floats:
    """Probability that each condition is at its level on each day, smoothed, `[stretch, day]`."""
    sets = [states_of_condition(run.case, run.model, one.condition, one.level) for one in stretches]
    at = [run.day(day) for day in days]
    asked = _asking(run, days=at)

    def read(belief: Belief) -> Floats:
        return np.stack([[_inside(belief.on(day), states) for day in at] for states in sets])

    return np.asarray(np.concatenate(asked.posterior.read(read), axis=-1).mean(axis=-1))


def _inside(state: Floats, states: Bools) -> Floats:
    return np.asarray(state[states].sum(axis=0, dtype=np.float64))


def _read(run: VintageRun, stretch: Stretch, days: Sequence[date], held: Floats) -> ConditionRevisited:
    own = [index for index, day in enumerate(days) if stretch.first <= day <= min(stretch.last, run.as_of)]
    times = np.array([days[index].toordinal() for index in own], dtype=np.float64)
    probability = np.minimum(held[own], 1.0)
    share = float(np.trapezoid(probability, times) / (times[-1] - times[0]))
    length = (stretch.last - stretch.first).days
    so_far = (times[-1] - times[0]) / length
    return ConditionRevisited(
        condition=stretch.condition,
        level=stretch.level,
        first=stretch.first,
        last=stretch.last,
        read_until=min(stretch.last, run.as_of),
        held=share,
        lowest=float(probability.min()),
        throughout=_throughout(run, stretch),
        verdict=_verdict(share * so_far, share * so_far + (1 - so_far)),
    )


def _verdict(least: float, most: float) -> Verdict:
    """Whether it held, by the least and the most of its span for which it can turn out to have held."""
    if least >= MET:
        return "met"
    return "not_met" if most <= NOT_MET else "open"


def _throughout(run: VintageRun, stretch: Stretch) -> float:
    """Probability that the condition kept to its level all along, given the record.

    Under each setting it is the likelihood of the record together with the span over that of the record alone.
    """
    inside = states_of_condition(run.case, run.model, stretch.condition, stretch.level)
    last = min(stretch.last, run.as_of)
    span = Span(run.day(stretch.first), run.day(last), inside[:, :, None, None])
    alone = _log_likelihoods(_asking(run, days=(span.first, span.last)))
    together = _log_likelihoods(_asking(run, days=(span.first, span.last), spans=(span,)))
    return float(min(np.exp(np.minimum(together - alone, 0.0)).mean(), 1.0))


def _asking(run: VintageRun, *, days: Sequence[int], spans: tuple[Span, ...] = ()) -> VintageRun:
    """The same vintage asked about other days, and no further ahead than it knows."""
    at = days_from_opens(run.case, run.as_of)
    inquiry = replace(run.posterior.inquiry, last=at, days=tuple(days), spans=spans)
    return replace(run, posterior=replace(run.posterior, inquiry=inquiry))


def _log_likelihoods(run: VintageRun) -> Floats:
    parts = run.posterior.read(lambda belief: np.asarray(belief.log_evidence + belief.log_span, dtype=np.float64))
    return np.concatenate(parts)


def _unread(stretch: Stretch, as_of: date) -> ConditionRevisited:
    return ConditionRevisited(
        condition=stretch.condition,
        level=stretch.level,
        first=stretch.first,
        last=stretch.last,
        read_until=min(stretch.last, as_of),
        held=None,
        lowest=None,
        throughout=None,
        verdict="open",
    )


def _together(verdicts: Sequence[Verdict]) -> Verdict | None:
    if not verdicts:
        return None
    if "not_met" in verdicts:
        return "not_met"
    return "open" if "open" in verdicts else "met"


# --- assumptions and words -----------------------------------------------------------------------------------------


def _assumption(name: str, then: Case, now: Case) -> AssumptionRevisited:
    authored = then.definition.assumptions.get(name) or now.definition.assumptions.get(name)
    values_then, values_now = _values(then, name), _values(now, name)
    # Edits are told against the case as it was; where that did not name the assumption, against itself.
    stands = values_then if name in then.definition.assumptions else values_now
    return AssumptionRevisited(
        assumption=name,
        says=authored.says if authored is not None else "",
        then=_standing(then, name, values_then, stands),
        now=_standing(now, name, values_now, stands),
        values_then=values_then,
        values_now=values_now,
    )


def _standing(case: Case, name: str, values: Mapping[str, Any], first: Mapping[str, Any]) -> Standing:
    if name not in case.definition.assumptions:
        return "not_named"
    is_touched = any(path in case.definition.assumptions[name].if_false for path, _ in case.edits)
    return "edited" if values != first or is_touched else "as_authored"


def _values(case: Case, name: str) -> dict[str, Any]:
    """What stands at the paths that an assumption would change; nothing where the vintage does not have the path."""
    assumption = case.definition.assumptions.get(name)
    if assumption is None:
        return {}
    found = {}
    for path in assumption.if_false:
        entry, parts = entry_of(case, path)
        data = entry.written(case)
        found[path] = value_at(data, follow(path, data, entry, parts))
    return found


def _chain(judgement: PublishedJudgement, made: Sequence[PublishedJudgement]) -> list[PublishedJudgement]:
    """What the same author judged of the same event, in the order of time; the judgement alone without an event."""
    if judgement.event is None:
        return [judgement]
    about = _about(judgement.event)
    same = [one for one in made if one.who == judgement.who and one.event is not None and _about(one.event) == about]
    return sorted(same, key=lambda one: one.when.end)


def _about(event: Event) -> tuple[object, ...]:
    """What an event is about, its term apart: a later judgement of the same thing looks to a later day."""
    return paths_written(event), frozenset(members(event)), tuple(sorted(event.given)), tuple(sorted(event.do))


def _wording(chain: Sequence[PublishedJudgement]) -> Wording | None:
    if not chain:
        return None
    last = chain[-1]
    return Wording(last.id, str(last.when), last.word or "")
