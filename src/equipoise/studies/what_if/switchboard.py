"""A decision-maker you can switch: the scenarios under other decision-makers, and where their ranking flips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from equipoise.assess.assessment import CourseRow
from equipoise.assess.perception_rows import course_rows, read_eyes
from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.errors import EquipoiseError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.shared_draws.versions import WHENS, Version, believe_version
from equipoise.studies.what_if.switches import Switch, switches

SCHEMA = "equipoise/switchboard/1"
NO_DIFFERENCE = 1e-9
"""Probabilities nearer than this in every scenario are the same: single precision has no more digits."""
CLEAR = 2.0
"""Monte Carlo standard errors that a lead must measure, before and after, for a flip to be more than noise."""


@dataclass(frozen=True)
class Flip:
    """Two scenarios that change places: `over` leads `under` in a setting, and did not as authored.

    Attributes:
        lead: By how much, in probability.
        is_clear: Whether the lead, there and as authored, exceeds two Monte Carlo standard errors.
    """

    over: str
    under: str
    lead: float
    is_clear: bool


@dataclass(frozen=True)
class SettingRow:
    """One decision-maker.

    Attributes:
        switch: Who it is, with the edits that make it so; None for the case as authored.
        scenarios: Each scenario on the horizon.
        leader: The likeliest.
        flips: Pairs that change places against the case as authored; the one highest up first.
        best_to_actor, best_to_analyst: The best course on the as-of date by its reasons alone, as the actor sees
            things and takes risks, and to an analyst with the same motives who sees them as they are.
        error: Largest Monte Carlo standard error of a scenario, 0 to 1.
    """

    switch: Switch | None
    scenarios: Mapping[str, Spread]
    leader: str
    flips: tuple[Flip, ...]
    best_to_actor: Mapping[str, str]
    best_to_analyst: Mapping[str, str]
    error: float


@dataclass(frozen=True)
class Skipped:
    """A setting that is not shown, and why."""

    switch: Switch
    reason: str


@dataclass(frozen=True)
class Switchboard:
    """All decision-makers.

    Attributes:
        case, fingerprint: The case.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        rater, seed, particles: Whose ratings count, and the draws.
        authored: The case as it stands.
        settings: The others, in the order of `studies.what_if.switches`.
        skipped: Settings that make no difference or cannot be made.
        courses: Every course as authored, the best for the actor first, to the actor and to an analyst.
        error: Largest Monte Carlo standard error of a scenario under any setting, 0 to 1.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    authored: SettingRow
    settings: tuple[SettingRow, ...]
    skipped: tuple[Skipped, ...]
    courses: tuple[CourseRow, ...]
    error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def switchboard(
    case: Case,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Switchboard:
    """Give a case other decision-makers, one at a time, and see which scenarios lead.

    Each is the case edited and run as `assess` runs it, with the same seed: what the record says of everything else is
    found anew under it.

    Args:
        case: The case.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands of every run.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the date or rater is not one the case has.
        NotTrustworthyError: If the evidence of the case is impossible under every state.
    """
    say = progress or silence
    day = resolve_as_of(case, as_of)

    def believe(version: Case) -> Version:
        return believe_version(version, as_of=day, rater=rater, particles=particles, seed=seed)

    say("believing the record")
    authored = believe(case)
    rows: list[SettingRow] = []
    skipped: list[Skipped] = []
    for switch in switches(as_known(case, day, rater=rater)):
        row = switch.refusal or _tried(case, switch, authored, believe, say)
        if isinstance(row, str):
            skipped.append(Skipped(switch, row))
        else:
            rows.append(row)
    first, courses = _row(None, authored, authored)
    return Switchboard(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=authored.run.posterior.num_particles,
        authored=first,
        settings=tuple(rows),
        skipped=tuple(skipped),
        courses=courses,
        error=max(row.error for row in (first, *rows)),
    )


def flips(authored: Version, other: Version) -> tuple[Flip, ...]:
    """Pairs of scenarios that change places on the horizon between two versions."""
    now = other.probability()
    found = []
    for over, under in combinations(sorted(now, key=lambda name: -now[name]), 2):
        lead, error = _lead(other, over, under)
        was, error_then = _lead(authored, over, under)
        if lead > 0 > was:
            found.append(Flip(over, under, lead, is_clear=lead > CLEAR * error and -was > CLEAR * error_then))
    return tuple(found)


def _lead(version: Version, one: str, two: str) -> tuple[float, float]:
    """By how much one scenario leads another on the horizon, with its Monte Carlo standard error."""
    scenarios = version.scenarios[WHENS.index("horizon")]
    lead = scenarios[version.names.index(one)] - scenarios[version.names.index(two)]
    return float(lead.mean()), float(standard_error(by_island(lead)))


def _tried(
    case: Case, switch: Switch, authored: Version, believe: Callable[[Case], Version], say: Progress
) -> SettingRow | str:
    """The row of a setting, or why there is none."""
    say("switching to " + " ".join(filter(None, (switch.kind.replace("_", "-"), switch.explanation))))
    try:
        version = believe(case.edited(switch.edits))
    except EquipoiseError as error:
        return str(error)
    was, now = authored.probability(), version.probability()
    if all(abs(now[name] - was[name]) < NO_DIFFERENCE for name in was):
        return "it makes no difference"
    return _row(switch, version, authored)[0]


def _row(switch: Switch | None, version: Version, authored: Version) -> tuple[SettingRow, tuple[CourseRow, ...]]:
    courses = course_rows(version.run, read_eyes(version.run))
    row = SettingRow(
        switch=switch,
        scenarios=version.spreads(),
        leader=version.leader,
        flips=() if switch is None else flips(authored, version),
        best_to_actor=_best(courses, "to_actor"),
        best_to_analyst=_best(courses, "to_analyst"),
        error=version.error,
    )
    return row, courses


def _best(courses: Sequence[CourseRow], to: str) -> Mapping[str, str]:
    return max(courses, key=lambda row: float(getattr(row, to))).course
