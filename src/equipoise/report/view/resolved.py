"""Resolved judgements in words: what happened, what was said, what that scores, and whether it counts."""

from __future__ import annotations

from datetime import date

from equipoise.case.case import Case
from equipoise.case.schema import Event
from equipoise.probability.scores import RULES
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import EN_DASH, counted, decimal, percent_text, prose_date, table_date
from equipoise.report.rounding import whole_percent, whole_percents
from equipoise.report.view.event_words import event_words
from equipoise.studies.revisiting import Resolved

_OUTCOMES = {"occurred": "occurred", "did_not": "did not occur", "void": "void", "disputed": "disputed"}
_KINDS = {"model": "the model", "person": "a person", "published": "published"}
_STATUS = {
    "counted": "",
    "backcast": "; a backcast, which does not count",
    "late": "; recorded when it was settled, so it does not count",
    "not_recorded": "; never put on the record, so it does not count",
}
_ROUNDED = 0.005
"""How far from one probabilities may add up and still be shown as a set that does."""


def recorded_heading(number: int) -> str:
    """How many judgements of the ledger are resolved; empty without any."""
    return f"{counted(number, 'judgement')} on the record resolved" if number else ""


def recorded_words(one: Resolved, case: Case, names: Names, *, seen_from: date) -> str:
    """A judgement that stands in the ledger alone: who said what of which event, and what became of it."""
    judge = f"{tidy(one.by_whom)} ({_KINDS[one.kind]}), as of {table_date(one.as_of)}"
    return f"{judge}: {_event(one, case)}. {resolution_words(one, names, seen_from=seen_from)}"


def resolution_words(one: Resolved, names: Names, *, seen_from: date) -> str:
    """What happened, by whom it can be looked up, and the score.

    Args:
        one: The judgement.
        names: Titles of the case.
        seen_from: The later vintage: an outcome of a later day is said to be one.
    """
    held = f"{names.scenario(one.scenario)} held" if one.scenario is not None else _OUTCOMES[one.outcome]
    later = ", after this vintage" if one.resolved_on > seen_from else ""
    happened = f"Resolved: {held} on {table_date(one.resolved_on)}{later} ({tidy(one.source)})."
    if one.score is None or one.rule is None:
        return f"{happened} Not scored: {tidy(one.unscored)}."
    read = ", read into its words" if one.imputed else ""
    return f"{happened} It said {_said(one, names)}{read}: {_score(one.rule, one.score)}{_STATUS[one.status]}."


def _event(one: Resolved, case: Case) -> str:
    if "which" in one.event:
        return f"which scenario holds on {prose_date(date.fromisoformat(str(one.event['until'])))}"
    return event_words(Event.model_validate(one.event), case)


def _said(one: Resolved, names: Names) -> str:
    if "yes" in one.said:
        return percent_text(whole_percent(one.said["yes"]))
    values = list(one.said.values())
    adds_up = abs(sum(values) - 1) < _ROUNDED
    percents = whole_percents(values) if adds_up else [whole_percent(value) for value in values]
    return ", ".join(
        f"{names.scenario(name)} {percent_text(percent)}" for name, percent in zip(one.said, percents, strict=True)
    )


def _score(rule: str, score: float) -> str:
    """`Brier score 0.090 (0–1, lower is better)`."""
    return f"Brier score {decimal(score, 3)} ({RULES[rule].best:g}{EN_DASH}{RULES[rule].worst:g}, lower is better)"
