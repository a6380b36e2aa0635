"""How far each headline number moves under each arbitrary choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.errors import EquipoiseError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.dropped_origins import drop_origins
from equipoise.studies.shared_draws.horizon_run import HorizonRun, run_to_horizon, without_evidence
from equipoise.studies.stability.choices import Choice, Setting, Untried
from equipoise.studies.stability.other_ways import OtherWay, other_ways
from equipoise.studies.stability.recoding import Recoded, recode

SCHEMA = "equipoise/stability/1"
RECODINGS = 200
# Share of recodings below and above the interval that is shown.
TAIL = 0.1
# A choice that moves a scenario further than this leaves no level to be stated, only a range.
LARGEST_MOVE = 0.10
# Two numbers that should be equal may differ in their last digits.
SLACK = 1e-12


@dataclass(frozen=True)
class Stability:
    """Each scenario on the horizon as assessed, and under every other way to make an arbitrary choice.

    Attributes:
        case: Name of the case.
        fingerprint: SHA-256 of it.
        as_of: The vintage.
        horizon: The day whose scenarios these are.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles of every run; 1 where nothing is drawn.
        base: Probability of each scenario as assessed, in the order of the case.
        choices: What could have been chosen otherwise, and with what result.
        untried: What could not be tried, and why.
        error: Largest Monte Carlo standard error of a scenario in any run, 0 to 1.
        recodings: How many times all ratings were moved.
        recoding_effective: Smallest effective number of particles in a recoding; None without recodings.
        recoding_particles: Particles that were weighed anew in each; None without recodings.
    """

    case: str
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    base: Mapping[str, float]
    choices: tuple[Choice, ...]
    untried: tuple[Untried, ...]
    error: float
    recodings: int
    recoding_effective: float | None
    recoding_particles: int | None

    @property
    def arbitrary(self) -> tuple[Choice, ...]:
        """The choices that are arbitrary: all but having no evidence at all."""
        return tuple(choice for choice in self.choices if choice.is_arbitrary)

    def low(self, scenario: str) -> float:
        """The least that any way to make an arbitrary choice gives a scenario, the assessment included."""
        return min(self._given(scenario))

    def high(self, scenario: str) -> float:
        """The most."""
        return max(self._given(scenario))

    def widest(self, scenario: str) -> tuple[Choice, ...]:
        """Arbitrary choices by how far they move a scenario, widest first; equals in their own order."""
        return tuple(sorted(self.arbitrary, key=lambda choice: -choice.move(scenario, self.base)))

    def worst(self, scenario: str) -> float:
        """How far the most telling arbitrary choice alone moves a scenario, in probability."""
        return max((choice.move(scenario, self.base) for choice in self.arbitrary), default=0.0)

    @property
    def leads_with_level(self) -> bool:
        """Whether a level may be stated first: no arbitrary choice alone moves any scenario by more than 10 points."""
        return all(self.worst(scenario) <= LARGEST_MOVE + SLACK for scenario in self.base)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        extremes = {
            name: {"low": self.low(name), "high": self.high(name), "worst": self.worst(name)} for name in self.base
        }
        return headed(SCHEMA, {**vars(self), "extremes": extremes, "leads_with_level": self.leads_with_level})

    def _given(self, scenario: str) -> list[float]:
        settings = [setting for choice in self.arbitrary for setting in choice.settings]
        return [self.base[scenario], *(setting.probability[scenario] for setting in settings)]


def stability(
    case: Case,
    *,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    recodings: int = RECODINGS,
    progress: Progress | None = None,
) -> Stability:
    """Make every arbitrary choice of a case in other ways, one at a time, and see where the horizon's scenarios go.

    Choices are made otherwise by editing the case and running it again, with the same seed; leaving out an origin and
    moving ratings at random are read off the run of the case itself.

    Args:
        case: The case.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count; the others are tried in turn.
        seed: Seed of the draws.
        particles: Particles over all islands of every run.
        recodings: How many times all ratings are moved at random by a notch; 0 for never.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the date or the rater is not one the case has, or a number makes no sense.
        NotTrustworthyError: If the evidence of the case is impossible under every state.
    """
    if recodings < 0:
        raise UsageError(f"{recodings} recodings", hint="ask for 0 or more")
    say = progress or silence
    day = resolve_as_of(case, as_of)
    say("believing the record")
    base = run_to_horizon(case, as_of=day, rater=rater, particles=particles, seed=seed)
    others = _Others(case, day, rater, particles, seed, say)
    chosen = others.tried()
    say("taking out all evidence")
    nothing = Choice(
        "evidence", "evidence", "No evidence", (Setting("none", without_evidence(base)),), is_arbitrary=False
    )
    say("dropping origins one by one")
    origins = _origins(base)
    recoded = recode(base, draws=recodings, seed=seed, progress=say)
    return Stability(
        case=case.name,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=base.run.posterior.num_particles,
        base=base.probability,
        choices=(*chosen, nothing, *origins, *_recoding(base, recoded)),
        untried=tuple(others.untried),
        error=max([base.error, *others.errors]),
        recodings=0 if recoded is None else recodings,
        recoding_effective=None if recoded is None else recoded.effective,
        recoding_particles=None if recoded is None else recoded.particles,
    )


class _Others:
    """Runs of the case with choices made in other ways, and which of them could not be had."""

    def __init__(self, case: Case, day: date, rater: str, particles: int, seed: int, say: Progress) -> None:
        self.case, self.day, self.rater, self.particles, self.seed, self.say = case, day, rater, particles, seed, say
        self.untried: list[Untried] = []
        self.errors: list[float] = []

    def tried(self) -> list[Choice]:
        """Every choice of which at least one other way could be tried."""
        found: dict[tuple[str, str], list[tuple[OtherWay, Setting]]] = {}
        for way in other_ways(self.case, self.rater):
            setting = self._setting(way)
            if setting is not None:
                found.setdefault((way.kind, way.name), []).append((way, setting))
        return [
            Choice(pairs[0][0].kind, pairs[0][0].name, pairs[0][0].title, tuple(setting for _, setting in pairs))
            for pairs in found.values()
        ]

    def _setting(self, way: OtherWay) -> Setting | None:
        if way.refusal:
            self._leave(way, way.refusal)
            return None
        self.say(f"trying {way.title}: {way.label}")
        try:
            run = run_to_horizon(
                self.case.edited(way.edits) if way.edits else self.case,
                as_of=self.day,
                rater=self.rater if way.rater is None else way.rater,
                particles=self.particles,
                seed=self.seed,
            )
        except EquipoiseError as error:
            self._leave(way, str(error))
            return None
        self.errors.append(run.error)
        return Setting(way.label, run.probability)

    def _leave(self, way: OtherWay, reason: str) -> None:
        self.untried.append(Untried(way.kind, way.name, way.title, way.label, reason))


def _origins(base: HorizonRun) -> list[Choice]:
    """Each origin left out; one that is a single report without a named root is called by what the report says."""
    items, titles = base.run.case.items, base.run.case.definition.origins
    return [
        Choice("origin", name, titles.get(name) or _title(items.get(name), name), (Setting("left out", probability),))
        for name, probability in drop_origins(base).items()
    ]


def _title(item: EvidenceItem | None, origin: str) -> str:
    return item.what if item is not None and item.origin is None else origin


def _recoding(base: HorizonRun, recoded: Recoded | None) -> list[Choice]:
    if recoded is None:
        return []
    ends = np.quantile(recoded.probability, (TAIL, 1 - TAIL), axis=0)
    settings = tuple(
        Setting(label, dict(zip(base.probability, (float(p) for p in end), strict=True)))
        for label, end in zip(("10th percentile", "90th percentile"), ends, strict=True)
    )
    return [Choice("recoding", "recoding", "Ratings a notch off at random", settings)]
