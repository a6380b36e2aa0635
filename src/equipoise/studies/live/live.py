"""A case at interactive size: numbers that follow an edit within a moment.

A version that differs from the drawn one is read under the settings of the parameters drawn once, each of which counts
by how much likelier the version makes the record (`studies.shared_draws.weighing`). Under each setting the answer is
exact. What makes it quick is that little is read again: where only ratings differ, the belief is carried from one kept
day to another (`live.seams`), and for one prepared day there is nothing to carry at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from threading import Lock
from types import MappingProxyType
from typing import TypedDict

import numpy as np

from equipoise.analysis.readings import read_scenarios
from equipoise.assess.stops import stops_of
from equipoise.assess.vintage_run import Asked, ask_vintage, days_from_opens, resolve_as_of, run_vintage
from equipoise.calendar import report_dates
from equipoise.case.case import Case
from equipoise.errors import NotTrustworthyError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES, ISLANDS
from equipoise.model.arrays import Floats
from equipoise.studies.live.changed_days import changed_days
from equipoise.studies.live.drawn import Drawn, compiled, draw, joined, now_and_then, read_fresh
from equipoise.studies.live.numbers import Basis, CurvePoint, How, LiveCurve, LiveNumbers, Weighed
from equipoise.studies.live.seams import Seams, read_across, seams_at_the_end, seams_on
from equipoise.studies.shared_draws.common_particles import LEAST_EFFECTIVE
from equipoise.studies.shared_draws.named_settings import NamedSettings
from equipoise.studies.shared_draws.weighing import weights_of

MOST_DAYS = 8
"""Days that are kept ready, those prepared last; each takes about 13 MB in a case of 650 states."""

COARSE = 2
"""Of how many settings one is read where a coarse answer is enough."""


class _HowDrawn(TypedDict):
    as_of: date
    rater: str
    seed: int
    particles: int


class Live:
    """Numbers of a case at interactive size, kept ready while a person edits.

    All methods may be called from several threads. What is kept is never changed in place but swapped when new days
    are ready, so that a preparation that is given up leaves no trace.
    """

    def __init__(self, case: Case, drawn: Drawn, *, as_of: date) -> None:
        """Keep a version as drawn; `Live.of` draws it."""
        self._case, self._drawn, self._as_of = case, drawn, as_of
        self._ready: Seams = MappingProxyType({})
        self._swap = Lock()
        self.numbers = self._as_drawn(drawn.asked)
        """Of the case as it was drawn."""

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        as_of: date | str | None = None,
        rater: str = "default",
        seed: int = 0,
        particles: int = INTERACTIVE_PARTICLES,
    ) -> Live:
        """Draw a case and keep it ready.

        Args:
            case: A valid case.
            as_of: The vintage; by default the last day on which something became known.
            rater: Whose ratings.
            seed: Seed of the draws.
            particles: Number of settings of the parameters.

        Raises:
            NotTrustworthyError: If the evidence is impossible under every state.
            InvalidCaseError: If a number of the case is too large to compute with.
            UsageError: If the rater is unknown, the as-of date, seed or number of particles makes no sense, or the
                chain is too fast to follow.
        """
        day = resolve_as_of(case, as_of)
        return cls(case, draw(case, as_of=day, rater=rater, seed=seed, particles=particles), as_of=day)

    @property
    def case(self) -> Case:
        """The case as it was drawn."""
        return self._case

    @property
    def settings(self) -> NamedSettings:
        """The settings of the parameters that versions are read under."""
        return self._drawn.settings

    @property
    def prepared(self) -> frozenset[str]:
        """Items whose ratings can be followed at once."""
        ready = self._ready
        return frozenset(item.id for item in self._drawn.asked.model.items if item.day in ready)

    def prepare(self, items: Iterable[str]) -> None:
        """Make the days of some items ready, rated or not, so that their ratings can be followed at once.

        The first call also makes the as-of date ready, from which all others are worked out. Items that count for
        nothing at this vintage need no preparation and get none. Of more than eight days the first eight named are
        made ready; days of other reports from the same origins come last.

        Raises:
            UsageError: If the case has no such item.
        """
        days = self._days_of(items)[:MOST_DAYS]
        found = self._ready or seams_at_the_end(self._drawn)
        missing = [day for day in days if day not in found]
        if missing:
            found = {**found, **seams_on(self._drawn, found, missing)}
        with self._swap:
            self._ready = _most_recent({**found, **self._ready}, days, always=self._drawn.asked.inquiry.as_of)

    def rerated(self, case: Case, *, least_effective: float = LEAST_EFFECTIVE) -> LiveNumbers:
        """Numbers of a version of the case, quickest where only ratings of prepared items on one day differ.

        Args:
            case: The version.
            least_effective: Effective share of the settings below which the version is drawn afresh, which takes as
                long as `Live.of`; 0 for never.

        Raises:
            NotTrustworthyError: If the evidence is impossible under every state.
            InvalidCaseError: If a number of the version is too large to compute with.
            UsageError: If the rater is unknown in it, or its chain is too fast to follow.
        """
        version = self._compiled(case)
        changed = self._changed(version)
        if changed is None:
            return self._edited(case, version, least_effective, every=1)
        if not changed:
            return self._as_drawn(version)
        ready = self._ready
        if ready:
            read = read_across(self._drawn, ready, version, changed)
            # Where a seam has lost, in single precision, what contradictory evidence leaves, the record is read again.
            if np.all(np.isfinite(read.log_gain)):
                return self._if_enough(case, version, self._weighed(case, *read, "days"), least_effective)
        again = joined(self._drawn.read_again(version, now_and_then))
        log_gain = again.log_likelihood - self._drawn.read.log_likelihood
        return self._if_enough(case, version, self._weighed(case, again.scenarios, log_gain, "record"), least_effective)

    def edited(self, case: Case, *, coarse: bool = False, least_effective: float = LEAST_EFFECTIVE) -> LiveNumbers:
        """Numbers of any version of the case, such as one with a number of the model moved: the record read again.

        Args:
            case: The version.
            coarse: Whether every other setting is enough, for half the time; such an answer is off by about half as
                much again.
            least_effective: As in `rerated`.

        Raises:
            NotTrustworthyError, InvalidCaseError, UsageError: As `rerated`.
        """
        return self._edited(case, self._compiled(case), least_effective, every=COARSE if coarse else 1)

    def curve(self, case: Case, *, least_effective: float = LEAST_EFFECTIVE) -> LiveCurve:
        """Each scenario of a version on every report date; slower, since the past is seen in the light of all evidence.

        Raises:
            NotTrustworthyError, InvalidCaseError, UsageError: As `rerated`.
        """
        version = self._compiled(case)
        clock = version.case.definition.clock
        dates = report_dates(clock.opens, clock.horizon, self._as_of, clock.step)
        days = [days_from_opens(version.case, day) for day in dates]
        weighed = self._along(case, version, days)
        if weighed is None or weighed.effective < least_effective:
            weighed = self._along_fresh(case, days)
        names = tuple(version.case.definition.scenarios)
        points = tuple(
            CurvePoint(day, self._basis(day), weighed.spreads(index, names)) for index, day in enumerate(dates)
        )
        return LiveCurve(points, weighed.how, weighed.effective)

    def drawn_again(self, case: Case) -> LiveNumbers:
        """Numbers of a version from draws of its own, as `Live.of` would give them.

        Raises:
            NotTrustworthyError, InvalidCaseError, UsageError: As `Live.of`.
        """
        run, read = read_fresh(case, **self._how_drawn)
        asked = Asked(run.case, run.model, run.posterior.inquiry, None)
        return self._numbers(asked, Weighed(read.scenarios, None, "drawn again", run.posterior.is_sampled))

    # --- versions ---

    @property
    def _how_drawn(self) -> _HowDrawn:
        drawn = self._drawn
        return {
            "as_of": self._as_of,
            "rater": drawn.rater,
            "seed": drawn.seed,
            "particles": drawn.asked_particles,
        }

    def _compiled(self, case: Case) -> Asked:
        return compiled(case, as_of=self._as_of, rater=self._drawn.rater)

    def _changed(self, version: Asked) -> frozenset[int] | None:
        """Days whose evidence differs; None where that is not all, or the kept settings cannot stand for it."""
        drawn = self._drawn
        if version.inquiry != drawn.asked.inquiry or drawn.covering(version) is None:
            return None
        return changed_days(drawn.asked.model, version.model)

    def _days_of(self, items: Iterable[str]) -> list[int]:
        """Days of items, each once, in the order named; then those of their copies, which a rating may rank anew."""
        counted = {item.id: item for item in self._drawn.asked.model.items}
        named = []
        for item in items:
            if item not in self._case.items:
                raise UsageError(f"the case has no item {item!r}", hint="look at evidence.yaml")
            if item in counted:
                named.append(counted[item])
        origins = {item.origin for item in named}
        copies = [item for item in counted.values() if item.is_rated and item.origin in origins]
        return list(dict.fromkeys(item.day for item in (*named, *copies)))

    def _edited(self, case: Case, version: Asked, least_effective: float, *, every: int) -> LiveNumbers:
        settings = self._drawn.covering(version)
        if settings is None:
            return self.drawn_again(case)
        kept = _thinned(settings.count, every)
        coordinates = settings.some(kept).put_to(version.case, version.model)
        read = joined(self._drawn.read_under(version, coordinates, now_and_then))
        log_gain = read.log_likelihood - self._drawn.read.log_likelihood[kept]
        return self._if_enough(case, version, self._weighed(case, read.scenarios, log_gain, "record"), least_effective)

    def _along(self, case: Case, version: Asked, days: list[int]) -> Weighed | None:
        """Scenarios on days under the kept settings; None where they cannot stand for the version."""
        drawn = self._drawn
        settings = drawn.covering(version)
        if settings is None:
            return None
        changed = self._changed(version)
        if changed is None:
            coordinates = settings.put_to(version.case, version.model)
            parts = drawn.read_under(version, coordinates, lambda belief: read_scenarios(belief, days))
        else:
            parts = drawn.read_again(version, lambda belief: read_scenarios(belief, days))
        scenarios = np.concatenate([part for part, _ in parts], axis=-1)
        if changed is not None and not changed:
            return Weighed(scenarios, None, "drawn", drawn.is_sampled)
        log_likelihood = np.concatenate([log for _, log in parts])
        return self._weighed(case, scenarios, log_likelihood - drawn.read.log_likelihood, "record")

    def _along_fresh(self, case: Case, days: list[int]) -> Weighed:
        run = run_vintage(case, days=stops_of(case, self._as_of), **self._how_drawn)
        parts = run.posterior.read(lambda belief: read_scenarios(belief, days)[0])
        return Weighed(np.concatenate(parts, axis=-1), None, "drawn again", run.posterior.is_sampled)

    def _weighed(self, case: Case, scenarios: Floats, log_gain: Floats, how: How) -> Weighed:
        """Scenarios under the kept settings, weighed; refuses, by name, evidence that is impossible under all."""
        try:
            weights = weights_of(log_gain)
        except NotTrustworthyError:
            ask_vintage(case, as_of=self._as_of, rater=self._drawn.rater)
            raise
        # A version in which nothing is uncertain says the same under all settings.
        says_one_thing = scenarios.shape[-1] == 1
        return Weighed(scenarios, np.ones(1) if says_one_thing else weights, how, not says_one_thing)

    # --- results ---

    def _if_enough(self, case: Case, version: Asked, weighed: Weighed, least_effective: float) -> LiveNumbers:
        is_enough = weighed.effective >= least_effective
        return self._numbers(version, weighed) if is_enough else self.drawn_again(case)

    def _as_drawn(self, version: Asked) -> LiveNumbers:
        """Those drawn, under the names of a version that differs in names at most."""
        drawn = self._drawn
        return self._numbers(version, Weighed(drawn.read.scenarios, None, "drawn", drawn.is_sampled))

    def _numbers(self, version: Asked, weighed: Weighed) -> LiveNumbers:
        names = tuple(version.case.definition.scenarios)
        return LiveNumbers(
            as_of=self._as_of,
            horizon=version.case.definition.clock.horizon,
            now=weighed.spreads(0, names),
            on_horizon=weighed.spreads(1, names),
            how=weighed.how,
            effective=weighed.effective,
            particles=weighed.scenarios.shape[-1],
        )

    def _basis(self, day: date) -> Basis:
        if day == self._as_of:
            return "filtered"
        return "smoothed" if day < self._as_of else "predicted"


def _most_recent(seams: Seams, days: Iterable[int], *, always: int) -> Seams:
    """At most eight days, those prepared last, these days among them; and one day that is always kept.

    The day named first is the last to go.
    """
    asked = [day for day in days if day != always][::-1]
    earlier = [day for day in seams if day not in asked and day != always]
    kept = [*earlier, *asked][-MOST_DAYS:]
    return MappingProxyType({day: seams[day] for day in (*kept, always)})


def _thinned(count: int, every: int) -> np.typing.NDArray[np.intp]:
    """Every so many of the settings, evenly from all islands; the one setting where nothing is drawn."""
    islands = ISLANDS if count > 1 else 1
    return np.arange(count).reshape(islands, -1)[:, ::every].ravel()
