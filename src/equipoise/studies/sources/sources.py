"""Who says so: sources and their track records, roots and how many reports they count for, disputes, plants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from equipoise.assess.progress import Progress, silence
from equipoise.assess.trust import findings_on_error, findings_on_particles
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.authored.nearest import suggest
from equipoise.calendar import CoarseDate
from equipoise.case.case import Case
from equipoise.case.schema import Source, Stage
from equipoise.errors import Finding, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.plain_data import headed
from equipoise.studies.shared_draws.disputes import Dispute, disputes_in
from equipoise.studies.shared_draws.horizon_run import HorizonRun, run_to_horizon
from equipoise.studies.shared_draws.other_evidence import Scenarios, under_other_evidence
from equipoise.studies.sources.counted_as import (
    CountedAs,
    OriginRow,
    by_subject,
    counted_as,
    for_and_against,
    origin_rows,
    rated_items,
)
from equipoise.studies.sources.doubts import Doubt, doubts_about
from equipoise.studies.sources.planted_reports import PlantedReport, planted_reports
from equipoise.studies.sources.roots import Roots, regrouped
from equipoise.studies.sources.track_records import SourceRow, source_rows

SCHEMA = "equipoise/sources/1"
# Effective number of particles below which numbers under other evidence rest on too few.
LEAST_EFFECTIVE = 50


@dataclass(frozen=True)
class Staged:
    """An item that tells how far an act has come.

    Attributes:
        item: Its id.
        origin: Its root; its own id where it names none.
        date: When it was so.
        stage: How far.
        what: What it says.
    """

    item: str
    origin: str
    date: CoarseDate
    stage: Stage
    what: str


@dataclass(frozen=True)
class Learned:
    """What settled claims change, were they to count for every source that has any.

    Attributes:
        sources: Ids of the sources with settled claims.
        at_grades: Each scenario on the horizon with every source at its grade.
        by_claims: The same with those sources at what their claims make of their grade. None, here as above, where the
            evidence is then impossible.
        effective: Smallest effective number of particles behind these.
    """

    sources: tuple[str, ...]
    at_grades: Scenarios | None
    by_claims: Scenarios | None
    effective: float


@dataclass(frozen=True)
class SourcesWeighed:
    """The sources of a case at a vintage.

    Attributes:
        case: The case as known at the vintage.
        fingerprint: SHA-256 of the whole case, edits included.
        as_of, horizon: The vintage, and the last date.
        rater, seed, particles: How it was computed.
        findings: Why the numbers may not be relied on; empty where they may.
        sources: Every source, those with the most rated items first.
        in_all: As how many independent reports all rated items count.
        by_subject: The same of those on the scenarios, on each instrument and on each condition.
        by_scenario: The same of those for, and those against, each scenario.
        origins: Every root of a rated item, the most reports first.
        roots: What it would matter were items grouped otherwise.
        doubts: What a reader should distrust.
        learned: What settled claims change; None where none is settled.
        disputes: Claims and denials.
        planted: Items that may have been planted.
        stages: Items that tell how far an act has come, by root and date.
        source: The source that was asked about; None without one.
    """

    case: Case
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    findings: tuple[Finding, ...]
    sources: tuple[SourceRow, ...]
    in_all: CountedAs
    by_subject: Mapping[str, CountedAs]
    by_scenario: Mapping[str, tuple[CountedAs, CountedAs]]
    origins: tuple[OriginRow, ...]
    roots: Roots
    doubts: tuple[Doubt, ...]
    learned: Learned | None
    disputes: tuple[Dispute, ...]
    planted: tuple[PlantedReport, ...]
    stages: tuple[Staged, ...]
    source: str | None = None

    @property
    def trustworthy(self) -> bool:
        """Whether the numbers may be relied on."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text."""
        content = {name: value for name, value in vars(self).items() if name != "case"}
        content |= {"case": self.case.name, "trustworthy": self.trustworthy}
        content["findings"] = [finding.to_dict() for finding in self.findings]
        content["origins"] = [asdict(one) | {"effective": one.effective} for one in self.origins]
        content["by_scenario"] = {
            name: {"for": speaks_for, "against": against} for name, (speaks_for, against) in self.by_scenario.items()
        }
        return headed(SCHEMA, content)


def sources(
    case: Case,
    *,
    source: str | None = None,
    one_root: Sequence[Sequence[str]] = (),
    as_of: date | str | None = None,
    rater: str = "default",
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> SourcesWeighed:
    """Weigh the sources of a case: what rests on whom, how reliable they proved, and what a reader should distrust.

    Args:
        case: The case.
        source: Id of a source that is asked about.
        one_root: Sets of items, each supposed to be told from one root.
        as_of: The vintage; the last day on which anything became known by default.
        rater: Whose ratings count; `pool` for the mean over all raters.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the date, the rater, the source or an item is not one the case has at the vintage.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    if source is not None and source not in case.sources:
        raise UsageError(f"there is no source {source!r}", hint=suggest(source, case.sources, called="sources"))
    say = progress or silence
    day = resolve_as_of(case, as_of)
    say("believing the record")
    horizon = run_to_horizon(case, as_of=day, rater=rater, particles=particles, seed=seed)
    run = horizon.run
    rows, origins = source_rows(case, run), origin_rows(run)
    say("grouping reports otherwise")
    roots = regrouped(horizon, origins, one_root)
    say("taking sides")
    learned, disputes, planted = _learned(horizon, rows), disputes_in(horizon), planted_reports(horizon)
    behind = [roots.effective, *(one.effective for one in disputes), *(one.effective for one in planted)]
    behind += [learned.effective] if learned else []
    return SourcesWeighed(
        case=run.case,
        fingerprint=case.fingerprint,
        as_of=day,
        horizon=case.definition.clock.horizon,
        rater=rater,
        seed=seed,
        particles=run.posterior.num_particles,
        findings=_findings(horizon, min(behind)),
        sources=rows,
        in_all=counted_as(rated_items(run)),
        by_subject=by_subject(run),
        by_scenario=for_and_against(run),
        origins=origins,
        roots=roots,
        doubts=doubts_about(run, rows, origins),
        learned=learned,
        disputes=disputes,
        planted=planted,
        stages=_stages(run.case),
        source=source,
    )


def _learned(horizon: HorizonRun, rows: Sequence[SourceRow]) -> Learned | None:
    case = horizon.run.case
    settled = tuple(row.source for row in rows if row.settled)
    if not settled:
        return None
    at_grades = _with_reliability(case, {name: "fixed" for name in case.sources})
    by_claims = _with_reliability(case, {name: "learned" for name in settled})
    found = under_other_evidence(horizon, [at_grades, by_claims])
    return Learned(settled, found.probability[0], found.probability[1], found.effective)


def _with_reliability(case: Case, reliability: Mapping[str, str]) -> Case:
    def of(name: str, source: Source) -> Source:
        return source.model_copy(update={"reliability": reliability.get(name, source.reliability)})

    return replace(case, sources={name: of(name, source) for name, source in case.sources.items()})


def _stages(case: Case) -> tuple[Staged, ...]:
    staged = [
        Staged(item.id, item.origin or item.id, item.date, item.stage, item.what)
        for item in case.evidence
        if item.stage is not None
    ]
    first: dict[str, date] = {}
    for one in staged:
        first[one.origin] = min(first.get(one.origin, one.date.start), one.date.start)
    return tuple(sorted(staged, key=lambda one: (first[one.origin], one.origin, one.date.start)))


def _findings(horizon: HorizonRun, effective: float) -> tuple[Finding, ...]:
    posterior = horizon.run.posterior
    findings = [*findings_on_particles(posterior.draws), *findings_on_error(horizon.error)]
    if posterior.is_sampled and effective < LEAST_EFFECTIVE:
        problem = f"only {effective:.0f} effective particles stand behind the numbers under other evidence"
        findings.append(Finding("", 0, 0, "particles", problem, "run again with more --particles"))
    return tuple(findings)
