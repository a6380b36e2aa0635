"""How far the scenarios on the horizon move when each number of a case moves by the standard step of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.errors import EquipoiseError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.sensitivity.authored_numbers import AuthoredNumber, LeftOut, Written, authored_numbers, edits_to
from equipoise.studies.sensitivity.close_versions import CloseVersions
from equipoise.studies.sensitivity.number_kinds import STEPS, KindOfNumber, as_written
from equipoise.studies.sensitivity.written_places import written_places
from equipoise.studies.shared_draws.spreads import by_scenario

SCHEMA = "equipoise/sensitivity/1"

WEIGHED = 64
"""Particles that every version is read under: a case of some hundred numbers then takes a minute or two."""
TELLS = 20
"""How often progress is told."""


@dataclass(frozen=True)
class Move:
    """A number set to another value.

    Attributes:
        value: The value: of a prior, the share of the mix it stands for.
        edits: The edits that set it; `case.edited` takes them.
        difference: What they change of each scenario on the horizon, as a probability.
        error: Monte Carlo standard error of each difference.
        effective: Effective share of the particles; where it is small, few of them carry the difference.
    """

    value: Written
    edits: Mapping[str, Any]
    difference: Mapping[str, float]
    error: Mapping[str, float]
    effective: float


@dataclass(frozen=True)
class Sensitive:
    """A number, and how far it moves the scenarios.

    Attributes:
        path: Where it stands, as in an edit.
        line: Line of `case.yaml`; None where a default counts, or the case lies in no folder.
        kind: What kind of number it is, which tells its step.
        value: What is written.
        down, up: One step down and one up; None where it cannot go there.
        refused: Why a step cannot be taken; empty where each could, or where its field ends.
        number: The number itself; no part of the plain data.
    """

    path: str
    line: int | None
    kind: KindOfNumber
    value: Written
    down: Move | None
    up: Move | None
    refused: str
    number: AuthoredNumber = field(repr=False, compare=False)

    def moves(self, scenario: str) -> float:
        """The farther of the two differences of a scenario, without its sign."""
        return max((abs(one.difference[scenario]) for one in (self.down, self.up) if one is not None), default=0.0)


@dataclass(frozen=True)
class Sensitivity:
    """Every number of a case, and how far each moves the scenarios on the horizon by itself.

    Attributes:
        case, fingerprint: The case.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        rater, seed: Whose ratings count, and the seed of the draws.
        particles, weighed: Particles drawn for the case, and how many of them each version was read under.
        base: Probability of each scenario as assessed.
        error: Largest Monte Carlo standard error of these, 0 to 1.
        file: The file that lines are of.
        numbers: In the order of the case.
        left_out: Numbers that were not moved, and why.
        steps: The step of each kind there is, in words.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    weighed: int
    base: Mapping[str, float]
    error: float
    file: str
    numbers: tuple[Sensitive, ...]
    left_out: tuple[LeftOut, ...]
    steps: Mapping[str, str]

    @property
    def leader(self) -> str:
        """The likeliest scenario on the horizon, as assessed."""
        return max(self.base, key=lambda name: self.base[name])

    def widest(self, scenario: str) -> tuple[Sensitive, ...]:
        """Numbers by how far they move a scenario, the farthest first; those alike in the order of the case.

        Raises:
            UsageError: If the case has no such scenario.
        """
        if scenario not in self.base:
            raise UsageError(f"there is no scenario {scenario!r}", hint="the case has: " + ", ".join(self.base))
        return tuple(sorted(self.numbers, key=lambda one: -one.moves(scenario)))

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text; the numbers in the order of the case."""
        numbers = [
            {
                "path": one.path,
                "line": one.line,
                "kind": one.kind,
                "value": one.value,
                "down": one.down,
                "up": one.up,
                "refused": one.refused,
            }
            for one in self.numbers
        ]
        others = {name: value for name, value in vars(self).items() if name not in ("numbers", "left_out")}
        return headed(SCHEMA, {**others, "leader": self.leader, "numbers": numbers, "left_out": self.left_out})


def sensitivity(
    case: Case,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    weighed: int = WEIGHED,
    progress: Progress | None = None,
) -> Sensitivity:
    """Move every number of `case.yaml` by the standard step of its kind, down and up, one at a time.

    Parameters are drawn once, for the case as authored; under each version some of these draws are weighed anew by how
    much likelier it makes the record (see `shared_draws.common_particles`). Where every parameter is fixed, each
    difference is that of two assessments.

    Args:
        case: The case.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles drawn for the case, over all islands.
        weighed: How many of them each version is read under.
        progress: Called with a few words as the work goes on.

    Raises:
        UsageError: If the date or the rater is not one the case has, or a number makes no sense.
        NotTrustworthyError: If the evidence of the case is impossible under every state.
    """
    if weighed < 1:
        raise UsageError(f"{weighed} particles a version", hint="ask for 1 or more")
    say = progress or silence
    day = resolve_as_of(case, as_of)
    say("believing the record")
    versions = CloseVersions(case, as_of=day, rater=rater, particles=particles, weighed=weighed, seed=seed)
    numbers, left_out = authored_numbers(case.definition)
    say(f"{len(numbers)} numbers, up to {2 * len(numbers)} runs")
    places = written_places(case)
    found = []
    every = max(1, -(-len(numbers) // TELLS))
    for index, number in enumerate(numbers, start=1):
        found.append(_moved(versions, number, places.line(number.steps)))
        if index % every == 0 and index < len(numbers):
            say(f"{index} of {len(numbers)} numbers")
    kinds = {number.kind for number in numbers}
    return Sensitivity(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=versions.particles,
        weighed=versions.weighed,
        base=by_scenario(case, versions.authored.mean),
        error=versions.authored.error,
        file=places.file,
        numbers=tuple(one for one in found if isinstance(one, Sensitive)),
        left_out=(*left_out, *(one for one in found if isinstance(one, LeftOut))),
        steps={kind: step for kind, step in STEPS.items() if kind in kinds},
    )


def _moved(versions: CloseVersions, number: AuthoredNumber, line: int | None) -> Sensitive | LeftOut:
    """A number with both its moves; left out where neither can be made."""
    down, no_down = _move(versions, number, number.low)
    up, no_up = _move(versions, number, number.high)
    refused = no_down or no_up
    if down is None and up is None and refused:
        return LeftOut(number.path, number.value, refused)
    return Sensitive(number.path, line, number.kind, number.value, down, up, refused, number)


def _move(versions: CloseVersions, number: AuthoredNumber, value: float | None) -> tuple[Move | None, str]:
    """A move, or why there is none."""
    if value is None:
        return None, ""
    edits = edits_to(versions.case.definition, number, value)
    try:
        change = versions.change(edits)
    except EquipoiseError as error:
        return None, str(error).splitlines()[-1]
    written = as_written(number.kind, value)
    difference, error_of = by_scenario(versions.case, change.difference), by_scenario(versions.case, change.error)
    return Move(written, edits, difference, error_of, change.effective), ""
