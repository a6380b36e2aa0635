"""What drives the judgement: which evidence, from whom, and which reasons; and does it survive without any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from equipoise.analysis import perception, reasons, regret
from equipoise.analysis.readings import read_scenarios
from equipoise.assess.assessment import Coverage
from equipoise.assess.evidence_rows import coverage
from equipoise.assess.progress import Progress, silence
from equipoise.assess.trust import findings_on_error, findings_on_particles
from equipoise.assess.vintage_run import VintageRun, resolve_as_of
from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.errors import Finding, UsageError
from equipoise.inference.belief import Belief
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.arrays import Floats
from equipoise.studies.explaining.moved_by_evidence import ItemEffect, OriginEffect, item_and_origin_effects
from equipoise.studies.explaining.path_of_a_number import PathOfANumber, path_of_a_number
from equipoise.studies.explaining.reasons_itemised import ScenarioReasons, itemise
from equipoise.studies.explaining.regret_of_courses import CourseRegret, regrets_of_courses
from equipoise.studies.explaining.robustness import LEAST_EFFECTIVE, Robustness, drop_each
from equipoise.studies.explaining.tells_nothing import TellsNothing, items_that_tell_nothing, unassessed_items
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.horizon_run import HorizonRun, run_to_horizon

SCHEMA = "equipoise/explain/1"


@dataclass(frozen=True)
class Explained:
    """What drives the judgement.

    Attributes:
        case: The case as known at the vintage.
        fingerprint: SHA-256 of the whole case, edits included.
        as_of, horizon: The vintage, and the last date.
        rater, seed, particles: How it was computed.
        now, ahead: Probability of each scenario on the as-of date and on the horizon.
        error: Largest Monte Carlo standard error of a scenario on the horizon, 0 to 1; 0 where nothing is drawn.
        findings: Why the numbers may not be relied on; empty where they may.
        effective_origins: Sum of the exponents of the rated items: as how many independent reports they count.
        coverage: Cells of counted items and the levels they speak of that somebody rated.
        items: Every rated item, in the author's order.
        origins: Every origin with a rated item.
        tells_nothing: Rated items that tell no levels apart.
        unassessed: Counted items that nobody rated.
        robustness: Whether the leader survives without any one source or origin.
        reasons: What speaks for and against each scenario.
        regrets: What each course costs for not being the best, the best for the actor first.
        item, origin, scenario: What was asked about; at most one of them.
        path: The path of that item, link by link; None without one.
    """

    case: Case
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    now: Mapping[str, float]
    ahead: Mapping[str, float]
    error: float
    findings: tuple[Finding, ...]
    effective_origins: float
    coverage: Coverage
    items: tuple[ItemEffect, ...]
    origins: tuple[OriginEffect, ...]
    tells_nothing: tuple[TellsNothing, ...]
    unassessed: tuple[str, ...]
    robustness: Robustness
    reasons: tuple[ScenarioReasons, ...]
    regrets: tuple[CourseRegret, ...]
    item: str | None = None
    origin: str | None = None
    scenario: str | None = None
    path: PathOfANumber | None = None

    @property
    def leader(self) -> str:
        """The likeliest scenario on the horizon."""
        return self.robustness.leader

    @property
    def trustworthy(self) -> bool:
        """Whether the numbers may be relied on."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text; null for a weight without end."""
        content = {name: value for name, value in vars(self).items() if name != "case"}
        content |= {"trustworthy": self.trustworthy, "findings": [finding.to_dict() for finding in self.findings]}
        content["robustness"] = asdict(self.robustness) | {"survives": self.robustness.survives}
        return headed(SCHEMA, {"case": self.case.name, **content})


def explain(
    case: Case,
    *,
    item: str | None = None,
    origin: str | None = None,
    scenario: str | None = None,
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Explained:
    """Say what drives a judgement: items, origins and sources, and the actor's reasons.

    Args:
        case: The case.
        item: Id of an item whose path from quotation to probability is wanted as well.
        origin: Name of an origin that is asked about.
        scenario: Id of a scenario that is asked about.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count; `pool` for the mean over all raters.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the date, the rater or what is asked about is not one the case has at the vintage, or more than
            one thing is asked about.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    if sum(asked is not None for asked in (item, origin, scenario)) > 1:
        raise UsageError("an item, an origin and a scenario at once", hint="ask about one of them")
    say = progress or silence
    day = resolve_as_of(case, as_of)
    say("believing the record")
    horizon = run_to_horizon(case, as_of=day, rater=rater, particles=particles, seed=seed)
    run = horizon.run
    _refuse_unknown(case, run, item=item, origin=origin, scenario=scenario)
    say("putting items in and leaving them out")
    items, origins = item_and_origin_effects(case, run, rater=rater)
    say("dropping sources and origins one by one")
    robustness = drop_each(horizon)
    say("weighing the actor's reasons")
    read = _read(run)
    path = None
    if item is not None:
        say(f"following {item}")
        path = path_of_a_number(case, horizon, item, next((one for one in items if one.item == item), None))
    return Explained(
        case=run.case,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=run.posterior.num_particles,
        now=dict(zip(run.case.definition.scenarios, (float(p) for p in read.now.mean(axis=-1)), strict=True)),
        ahead=horizon.probability,
        error=horizon.error,
        findings=_findings(horizon, robustness),
        effective_origins=float(sum(one.exponent for one in run.model.items if one.is_rated)),
        coverage=coverage(run),
        items=items,
        origins=origins,
        tells_nothing=items_that_tell_nothing(run),
        unassessed=unassessed_items(run),
        robustness=robustness,
        reasons=itemise(run, read.reasons, horizon.probability),
        regrets=regrets_of_courses(run, read.eyes, read.regret),
        item=item,
        origin=origin,
        scenario=scenario,
        path=path,
    )


def _findings(horizon: HorizonRun, robustness: Robustness) -> tuple[Finding, ...]:
    findings = [*findings_on_particles(horizon.run.posterior.draws), *findings_on_error(horizon.error)]
    if robustness.effective is not None and robustness.effective < LEAST_EFFECTIVE:
        problem = f"only {robustness.effective:.0f} effective particles stand behind the numbers without a source"
        findings.append(Finding("", 0, 0, "particles", problem, "run again with more --particles"))
    return tuple(findings)


@dataclass(frozen=True)
class _Read:
    """What is read off every particle in one go."""

    now: Floats
    eyes: perception.Perception
    reasons: reasons.Reasons
    regret: regret.Regret


def _read(run: VintageRun) -> _Read:
    def of_block(belief: Belief) -> _Read:
        return _Read(
            now=read_scenarios(belief, [belief.as_of])[0][0],
            eyes=perception.read_perception(belief),
            reasons=reasons.read_reasons(belief),
            regret=regret.read_regret(belief),
        )

    parts = run.posterior.read(of_block)
    return _Read(
        now=np.concatenate([part.now for part in parts], axis=-1),
        eyes=perception.joined([part.eyes for part in parts]),
        reasons=reasons.joined([part.reasons for part in parts]),
        regret=regret.joined([part.regret for part in parts]),
    )


def _refuse_unknown(case: Case, run: VintageRun, *, item: str | None, origin: str | None, scenario: str | None) -> None:
    if item is not None and item in case.items and item not in run.case.items:
        known = case.known(case.items[item])
        why = f"it became known on {known}" if known > run.as_of else "a newer item supersedes it"
        raise UsageError(f"{item} is no part of the record as of {run.as_of}: {why}")
    rated = {one.origin for one in run.model.items if one.is_rated}
    origins = [name for index, name in enumerate(run.model.origins) if index in rated]
    for kind, name, known_names in (
        ("item", item, list(run.case.items)),
        ("origin with a rated item", origin, origins),
        ("scenario", scenario, list(run.case.definition.scenarios)),
    ):
        if name is not None and name not in known_names:
            raise UsageError(f"there is no {kind} {name!r}", hint=suggest(name, known_names))
