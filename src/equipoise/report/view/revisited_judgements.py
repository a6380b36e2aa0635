"""What became of the judgements of others, of their conditions and assumptions, and of the authors' own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.calendar import parse_date
from equipoise.case.schema import Event
from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import coarse_date, count, counted, listed, percent_text, table_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.event_words import event_words
from equipoise.report.view.resolved import resolution_words
from equipoise.studies.revisiting import (
    AssumptionRevisited,
    ConditionRevisited,
    JudgementRevisited,
    Revisit,
    Wording,
)
from equipoise.studies.revisiting.judgements_revisited import Standing, Verdict

_VERDICTS: dict[Verdict, str] = {"met": "met", "not_met": "not met", "open": "open"}
_STANDINGS: dict[Standing, str] = {
    "as_authored": "as authored",
    "edited": "edited",
    "not_named": "not named by the case",
}


@dataclass(frozen=True)
class JudgementView:
    """A judgement of others, revisited.

    Attributes:
        id, who, when, says: What it is.
        event: What it is about, in words; empty where it names none.
        conditions: What became of each of its conditions, a sentence each.
        verdict: `met`, `not met` or `open`; empty without conditions.
        assumptions: How its assumptions stand, a sentence each.
        wording: The author's words then and now; empty where they are the same.
        resolution: What happened, and what it scored; empty while that is open.
    """

    id: str
    who: str
    when: str
    says: str
    event: str
    conditions: tuple[str, ...]
    verdict: str
    assumptions: tuple[str, ...]
    wording: str
    resolution: str


def judgements_heading(judgements: Sequence[JudgementRevisited]) -> str:
    """How many were revisited, and what became of them; empty where there are none."""
    if not judgements:
        return ""
    verdicts = [one.verdict for one in judgements if one.verdict is not None]
    revisited = f"{counted(len(judgements), 'judgement')} of others revisited"
    if not verdicts:
        conditions = "none is made on a condition of the case"
    elif len(verdicts) == 1:
        conditions = f"one has a condition, which is {_VERDICTS[verdicts[0]]}"
    else:
        parts = [f"{count(n)} {_VERDICTS[kind]}" for kind in ("met", "not_met", "open") if (n := verdicts.count(kind))]
        conditions = f"of {count(len(verdicts))} with conditions, {listed(parts)}"
    resolved = sum(one.resolution is not None for one in judgements)
    return f"{revisited}; {conditions}" + (f"; {count(resolved)} resolved" if resolved else "")


def judgement_view(one: JudgementRevisited, found: Revisit, names: Names) -> JudgementView:
    """Word one judgement revisited."""
    outcome = one.resolution
    return JudgementView(
        id=one.judgement,
        who=tidy(one.who),
        when=coarse_date(parse_date(one.when)),
        says=tidy(one.says),
        event=event_words(Event.model_validate(one.event), found.case) if one.event else "",
        conditions=tuple(_condition(condition, names) for condition in one.conditions),
        verdict=_VERDICTS[one.verdict] if one.verdict is not None else "",
        assumptions=tuple(_assumption(assumption) for assumption in one.assumptions),
        wording=_wording(one.then, one.now),
        resolution="" if outcome is None else resolution_words(outcome, names, seen_from=found.until),
    )


def _condition(one: ConditionRevisited, names: Names) -> str:
    what = f"{names.condition(one.condition)}: {names.level(one.condition, one.level)}"
    span = f"{table_date(one.first)} to {table_date(one.last)}"
    if one.held is None or one.throughout is None:
        return f"{what}, {span}: nothing to read yet, so open."
    so_far = "" if one.read_until == one.last else f" so far, to {table_date(one.read_until)}"
    return (
        f"{what}, {span}: held for {percent_text(whole_percent(one.held))} of the time{so_far}, without a break with "
        f"{percent_text(whole_percent(one.throughout))}; {_VERDICTS[one.verdict]}."
    )


def _assumption(one: AssumptionRevisited) -> str:
    says = tidy(one.says).rstrip(".") or readable(one.assumption)
    if one.then == one.now:
        return f"Assumes “{says}”: {_STANDINGS[one.now]} then and now."
    return f"Assumes “{says}”: {_STANDINGS[one.then]} then, {_STANDINGS[one.now]} now."


def _wording(then: Wording | None, now: Wording | None) -> str:
    """The words then and now, where the author has judged the same again."""
    if then is None or now is None or then.judgement == now.judgement:
        return ""
    first, second = (f"“{tidy(one.word)}” in {coarse_date(parse_date(one.when))}" for one in (then, now))
    return f"The author’s words: {first}, {second}."
