"""Versions of a case that differ from it by a step: what each changes on the horizon, under the same few particles.

A change is the difference of two means over some of the common particles (`shared_draws.common_particles`), so that
hardly any of the noise of either is left. What is added to these here is that a case has hundreds of numbers: a version
that is the same as known at the vintage is not read at all, and none is worth draws of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from equipoise.assess.vintage_run import Asked, ask_vintage
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.model.arrays import Floats
from equipoise.model.compile import compile_model
from equipoise.studies.shared_draws.common_particles import CommonParticles, Outlook
from equipoise.studies.shared_draws.islands import standard_error


@dataclass(frozen=True)
class Change:
    """What a version changes on the horizon.

    Attributes:
        difference: Of each scenario's probability, `[scenario]`.
        error: Monte Carlo standard error of each, `[scenario]`; 0 where nothing is drawn.
        effective: Effective share of the particles under it.
    """

    difference: Floats
    error: Floats
    effective: float


class CloseVersions:
    """A case believed at a vintage, and versions of it a step away."""

    def __init__(self, case: Case, *, as_of: date, rater: str, particles: int, weighed: int, seed: int) -> None:
        """Believe the case.

        Args:
            case: The case.
            as_of: The vintage.
            rater: Whose ratings count.
            particles: Particles drawn for the case, over all islands.
            weighed: How many of them each version is read under.
            seed: Seed of the draws.

        Raises:
            UsageError: If the rater is unknown, or a number makes no sense.
            NotTrustworthyError: If the evidence is impossible under every state.
        """
        self.case, self._as_of, self._rater = case, as_of, rater
        self._authored = ask_vintage(case, as_of=as_of, rater=rater)
        common = CommonParticles(self._authored, particles=particles, seed=seed)
        self.authored: Outlook = common.authored
        self.particles = common.count
        self._few = common.thinned(weighed)
        self.weighed = self._few.count

    def change(self, edits: Mapping[str, Any]) -> Change:
        """What some edits change.

        Raises:
            UsageError: If an edit cannot be made.
            InvalidCaseError: If a number of the edited case is too large to compute with.
            NotTrustworthyError: If the evidence is impossible under every state of it.
        """
        before = self._few.authored
        known = as_known(self.case.edited(edits), self._as_of, rater=self._rater)
        if known.definition == self._authored.case.definition:
            # What is not known at this vintage changes nothing of it.
            return Change(np.zeros(len(before.mean)), np.zeros(len(before.mean)), before.effective)
        after = self._few.outlook(Asked(known, compile_model(known, self._as_of), self._authored.inquiry, None))
        return Change(after.mean - before.mean, standard_error(after.by_island - before.by_island), after.effective)
