"""Assumptions, each broken in turn: which of them the judgement hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.errors import EquipoiseError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.shared_draws.versions import Changed, Version, believe_version, compared

SCHEMA = "equipoise/assumptions/1"


@dataclass(frozen=True)
class Broken:
    """One assumption, and the scenarios on the horizon if it is false.

    Attributes:
        assumption: Its id.
        says, why: Its words.
        edits: What holds if it is false.
        changes: Each scenario as assessed, if it is false, and the difference.
        leader: The likeliest scenario if it is false.
    """

    assumption: str
    says: str
    why: str
    edits: Mapping[str, Any]
    changes: Mapping[str, Changed]
    leader: str

    @property
    def moved(self) -> str:
        """The scenario that moves most."""
        return max(self.changes, key=lambda name: abs(self.changes[name].difference.mean))

    @property
    def effect(self) -> float:
        """By how much that one moves, in probability; what assumptions are ranked by."""
        return abs(self.changes[self.moved].difference.mean)


@dataclass(frozen=True)
class Unbroken:
    """An assumption that could not be broken, and why."""

    assumption: str
    says: str
    reason: str


@dataclass(frozen=True)
class Linchpins:
    """All assumptions of a case.

    Attributes:
        case, fingerprint: The case.
        as_of, horizon: The vintage, and the day the scenarios are read on.
        rater, seed, particles: Whose ratings count, and the draws.
        base: Each scenario as assessed.
        leader: The likeliest as assessed.
        broken: The assumption with the greatest effect first.
        unbroken: Those that could not be broken.
        error: Largest Monte Carlo standard error of a change, 0 to 1.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    base: Mapping[str, Spread]
    leader: str
    broken: tuple[Broken, ...]
    unbroken: tuple[Unbroken, ...]
    error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        content = headed(SCHEMA, self)
        for entry, one in zip(content["broken"], self.broken, strict=True):
            entry |= {"moved": one.moved, "effect": one.effect, "changes_leader": one.leader != self.leader}
        return content


def assumptions(
    case: Case,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Linchpins:
    """Break each assumption of a case by itself and rank them by what that moves.

    Each broken one is a what-if of its `if_false` edits, run as `assess` runs the case, with the same seed.

    Args:
        case: The case.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands of every run.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the case names no assumption, or the date or rater is not one it has.
        NotTrustworthyError: If the evidence of the case is impossible under every state.
    """
    if not case.definition.assumptions:
        raise UsageError("the case names no assumptions", hint="write some under `assumptions:`, or try what-if --set")
    say = progress or silence
    day = resolve_as_of(case, as_of)

    def believe(version: Case) -> Version:
        return believe_version(version, as_of=day, rater=rater, particles=particles, seed=seed)

    say("believing the record")
    base = believe(case)
    broken: list[Broken] = []
    unbroken: list[Unbroken] = []
    for name, assumption in case.definition.assumptions.items():
        say(f"breaking {name}")
        try:
            version = believe(case.edited(assumption.if_false))
        except EquipoiseError as error:
            unbroken.append(Unbroken(name, assumption.says, str(error)))
            continue
        changes = compared(base, version)["horizon"]
        why = assumption.why or ""
        broken.append(Broken(name, assumption.says, why, assumption.if_false, changes, version.leader))
    return Linchpins(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=base.run.posterior.num_particles,
        base=base.spreads(),
        leader=base.leader,
        broken=tuple(sorted(broken, key=lambda one: -one.effect)),
        unbroken=tuple(unbroken),
        error=max((one.error for entry in broken for one in entry.changes.values()), default=0.0),
    )
