"""A case at a vintage, compiled and believed: what `assess` and `event_probability` share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from equipoise.assess.sets import states_of_condition
from equipoise.calendar import parse_day
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.inference.belief import Belief, Inquiry, believe
from equipoise.inference.parameters import median_parameters
from equipoise.inference.posterior import PARTICLES, Posterior, infer
from equipoise.inference.schedule import Hold, Span
from equipoise.model.arrays import Model
from equipoise.model.compile import compile_model


@dataclass(frozen=True)
class Stretch:
    """A condition at a level from the end of one day to the end of another, for `given` or `do`."""

    condition: str
    level: str
    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.condition}={self.level}@{self.first.isoformat()}..{self.last.isoformat()}"


@dataclass(frozen=True)
class VintageRun:
    """What came of a vintage.

    Attributes:
        case: The case as known (and, under a `do` in the past, with later items gone).
        as_of: The vintage.
        posterior: The parameters, and what beliefs under them are read from.
        given, do: The spans asked for.
        counterfactual_from: First day of a `do` that starts no later than the as-of date; None without one.
    """

    case: Case
    as_of: date
    posterior: Posterior
    given: tuple[Stretch, ...]
    do: tuple[Stretch, ...]
    counterfactual_from: date | None

    @property
    def model(self) -> Model:
        """Arrays of the case."""
        return self.posterior.model

    def day(self, day: date) -> int:
        """Days from the start of the case to the end of a day."""
        return days_from_opens(self.case, day)


@dataclass(frozen=True)
class Asked:
    """A case at a vintage and what is asked of it, compiled and not yet believed.

    Attributes:
        case: The case as known (and, under a `do` in the past, with later items gone).
        model: Its arrays.
        inquiry: Days, spans and holds.
        counterfactual_from: First day of a `do` that starts no later than the as-of date; None without one.
    """

    case: Case
    model: Model
    inquiry: Inquiry
    counterfactual_from: date | None


def run_vintage(
    case: Case,
    *,
    as_of: date,
    rater: str,
    given: Sequence[Stretch] = (),
    do: Sequence[Stretch] = (),
    days: Sequence[date] = (),
    particles: int = PARTICLES,
    seed: int = 0,
) -> VintageRun:
    """Compile a case at a vintage and infer its parameters, with spans and holds.

    Raises:
        NotTrustworthyError: If the evidence or the spans are impossible under every state.
        InvalidCaseError: If a number of the case is too large to compute with.
        UsageError: If the seed or the number of particles makes no sense, or the chain is too fast to follow.
    """
    if particles < 1 or seed < 0:
        raise UsageError(f"{particles} particles, seed {seed}", hint="ask for 1 particle or more, and a seed from 0 on")
    asked = ask_vintage(case, as_of=as_of, rater=rater, given=given, do=do, days=days)
    return VintageRun(
        case=asked.case,
        as_of=as_of,
        posterior=infer(asked.model, asked.inquiry, particles=particles, seed=seed),
        given=tuple(given),
        do=tuple(do),
        counterfactual_from=asked.counterfactual_from,
    )


def ask_vintage(
    case: Case,
    *,
    as_of: date,
    rater: str,
    given: Sequence[Stretch] = (),
    do: Sequence[Stretch] = (),
    days: Sequence[date] = (),
) -> Asked:
    """Compile a case at a vintage, with spans and holds.

    Raises:
        NotTrustworthyError: If the evidence or the spans are impossible under every state.
        InvalidCaseError: If a number of the case is too large to compute with.
        UsageError: If the chain is too fast to follow.
    """
    past = [stretch.first for stretch in do if stretch.first <= as_of]
    known = as_known(case, as_of, rater=rater)
    if past:
        known = _before(known, min(past))
    model = compile_model(known, as_of)
    inquiry = Inquiry(
        as_of=days_from_opens(known, as_of),
        last=days_from_opens(known, known.definition.clock.horizon),
        days=tuple(days_from_opens(known, day) for day in days),
        spans=tuple(_span(known, model, stretch) for stretch in given),
        holds=tuple(_hold(known, stretch) for stretch in do),
    )
    _refuse_the_impossible(believe(model, median_parameters(model), inquiry), given)
    return Asked(known, model, inquiry, min(past) if past else None)


def days_from_opens(case: Case, day: date) -> int:
    """Whole days from the start of the case to the end of a day."""
    return (day - case.definition.clock.opens).days + 1


def date_of_day(case: Case, day: int) -> date:
    """The date whose end is so many whole days from the start of the case."""
    return case.definition.clock.opens + timedelta(days=day - 1)


def resolve_as_of(case: Case, as_of: date | str | None) -> date:
    """The as-of date asked for, or the last day something became known within the case.

    Raises:
        UsageError: If it is no day, or lies outside `opens … horizon`.
    """
    opens, horizon = case.definition.clock.opens, case.definition.clock.horizon
    if as_of is None:
        known = [day for item in case.evidence if opens <= (day := case.known(item)) <= horizon]
        return max(known, default=opens)
    day = read_day(as_of, "the as-of date")
    if not opens <= day <= horizon:
        raise UsageError(
            f"the as-of date {day} lies outside the case",
            hint=f"choose a day from {opens} (opens) to {horizon} (horizon)",
        )
    return day


def with_horizon(case: Case, until: date | str | None) -> Case:
    """The case with its horizon brought forward to `until`.

    Raises:
        UsageError: If `until` is no day, or lies outside `opens … horizon`.
    """
    if until is None:
        return case
    opens, horizon = case.definition.clock.opens, case.definition.clock.horizon
    day = read_day(until, "the until date")
    if not opens <= day <= horizon:
        raise UsageError(
            f"the until date {day} lies outside the case", hint=f"choose a day from {opens} to {horizon} (horizon)"
        )
    clock = case.definition.clock.model_copy(update={"horizon": day})
    return replace(case, definition=case.definition.model_copy(update={"clock": clock}))


def read_day(written: date | str, what: str) -> date:
    """A day, or a plain refusal.

    Raises:
        UsageError: If it is no day.
    """
    try:
        return parse_day(written)
    except ValueError as error:
        raise UsageError(f"{what}: {error}") from None


def _before(case: Case, first: date) -> Case:
    """Only items dated before a day: under a `do` in the past the later ones never happened."""
    kept = tuple(item for item in case.evidence if item.date.day(case.known(item)) < first)
    return replace(case, evidence=kept)


def _span(case: Case, model: Model, stretch: Stretch) -> Span:
    inside = states_of_condition(case, model, stretch.condition, stretch.level)
    return Span(
        first=days_from_opens(case, stretch.first),
        last=days_from_opens(case, stretch.last),
        inside=inside[:, :, None, None],
    )


def _hold(case: Case, stretch: Stretch) -> Hold:
    conditions = case.definition.conditions
    return Hold(
        first=days_from_opens(case, stretch.first),
        last=days_from_opens(case, stretch.last),
        condition=list(conditions).index(stretch.condition),
        level=conditions[stretch.condition].levels.index(stretch.level),
    )


def _refuse_the_impossible(belief: Belief, given: Sequence[Stretch]) -> None:
    """Refuse what no state allows. Which states are possible does not depend on the parameters."""
    if np.any(np.isneginf(belief.log_span)):
        raise NotTrustworthyError(
            "what is given cannot happen in this case: " + ", ".join(str(stretch) for stretch in given),
            items=(),
            hint="look at the starts of the condition and at other spans",
        )
    day = belief.passed.impossible_on
    if day is not None:
        items = [item.id for item in belief.model.items if item.day == day and item.is_rated]
        raise NotTrustworthyError(
            "the evidence is impossible under every state: " + ", ".join(items),
            items=items,
            hint="look at starts with zero probability and at items whose accuracy is 1",
        )
    if not np.all(np.isfinite(belief.log_evidence)):
        names = [analogue.name for analogue in belief.model.analogues]
        raise NotTrustworthyError(
            "an analogue is impossible in this case: one of " + ", ".join(names),
            items=names,
            hint="look at the courses and conditions it names",
        )
