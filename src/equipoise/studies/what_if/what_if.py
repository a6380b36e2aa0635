"""What if some numbers of a case were others: where the scenarios go, and through which paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.case.paths import entry_of, follow, value_at
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.versions import Changed, When, believe_version, compared
from equipoise.studies.what_if.channels import Part, split_change, why_inseparable

SCHEMA = "equipoise/what-if/1"


@dataclass(frozen=True)
class Edited:
    """One edit: a path, what stood there, and what is put there. None for what is not written in the case."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True)
class WhatIf:
    """A case, the same case edited, and what lies between them.

    Attributes:
        case, fingerprint: The case as it was.
        edited_fingerprint: Fingerprint of the edited case: that of the case once the edits are saved.
        edits: In the order they were made.
        as_of, horizon: The vintage, and the day the case looks to.
        rater, seed, particles: Whose ratings count, and the draws.
        changes: Each scenario at the as-of date (`now`), on the `horizon`, and at some moment between (`ever`).
        parts: Paths that the change on the horizon took; they sum to it. Empty where they cannot be told apart.
        inseparable: Why not; empty where they can.
        error: Largest Monte Carlo standard error of a probability, 0 to 1.
        change_error: Largest Monte Carlo standard error of a change, which draws of one seed keep smaller.
    """

    case: str
    fingerprint: str
    edited_fingerprint: str
    edits: tuple[Edited, ...]
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    changes: Mapping[When, Mapping[str, Changed]]
    parts: tuple[Part, ...]
    inseparable: str
    error: float
    change_error: float

    @property
    def before(self) -> dict[str, float]:
        """Each scenario on the horizon as the case was."""
        return {name: one.before.probability for name, one in self.changes["horizon"].items()}

    @property
    def after(self) -> dict[str, float]:
        """Each scenario on the horizon as edited: what `assess` says of the edited case."""
        return {name: one.after.probability for name, one in self.changes["horizon"].items()}

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        return headed(SCHEMA, self)


def what_if(
    case: Case,
    edits: Mapping[str, Any],
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> WhatIf:
    """Compare a case with itself edited.

    Both are run as `assess` runs them, with the same seed and number of particles, and come out with its numbers.

    Args:
        case: The case.
        edits: Values by path, applied in order, as in `case.edited`.
        as_of: The vintage of both; the last day on which anything in the case became known by default.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands of either run.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If there is no edit, one cannot be made, or the date or rater is not one the case has.
        NotTrustworthyError: If the evidence is impossible under every state, before or after.
    """
    if not edits:
        raise UsageError("nothing is edited", hint="say what to set, such as --set decision_maker.advisers=5")
    say = progress or silence
    day = resolve_as_of(case, as_of)
    edited = case.edited(edits)
    resolve_as_of(edited, day)
    say("believing the record")
    before = believe_version(case, as_of=day, rater=rater, particles=particles, seed=seed)
    say("believing it with the edits made")
    after = believe_version(edited, as_of=day, rater=rater, particles=particles, seed=seed)
    say("comparing")
    changes = compared(before, after)
    inseparable = why_inseparable(before, after)
    if not inseparable:
        say("following the paths of the change")
    return WhatIf(
        case=case.name,
        fingerprint=case.fingerprint,
        edited_fingerprint=edited.fingerprint,
        edits=_told(case, edits),
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=max(version.run.posterior.num_particles for version in (before, after)),
        changes=changes,
        parts=() if inseparable else split_change(before, after),
        inseparable=inseparable,
        error=max(before.error, after.error),
        change_error=max(one.error for by_scenario in changes.values() for one in by_scenario.values()),
    )


def _told(case: Case, edits: Mapping[str, Any]) -> tuple[Edited, ...]:
    told = []
    for path, value in edits.items():
        entry, parts = entry_of(case, path)
        data = entry.written(case)
        told.append(Edited(path, value_at(data, follow(path, data, entry, parts)), value))
    return tuple(told)
