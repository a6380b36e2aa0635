"""What changed since last time: from one vintage of a case to a later one, in steps that sum to the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from equipoise._version import __version__
from equipoise.assess.progress import Progress, silence
from equipoise.assess.trust import findings_on_error, findings_on_particles
from equipoise.assess.vintage_run import read_day, resolve_as_of
from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER
from equipoise.errors import Finding, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.compile import counted_items
from equipoise.studies.plain_data import plain
from equipoise.studies.revisiting.bridge_particles import BridgeParticles
from equipoise.studies.revisiting.case_difference import Difference, Edition, differences, editions_between
from equipoise.studies.revisiting.judgements_revisited import JudgementRevisited, revisit_judgements
from equipoise.studies.revisiting.resolved import Resolved
from equipoise.studies.revisiting.vintage_ends import VintageEnd, nothing_left, published, sampling_left, vintage_end
from equipoise.studies.revisiting.vintage_path import Point, VintagePath, days_of_change, named_between
from equipoise.studies.revisiting.waterfall import KINDS, Row, RowKind, Waterfall, difference, remainder

SCHEMA = "equipoise/revisit/1"
NOW = "now"
LEAST_EFFECTIVE = 0.1
"""Effective share of the settings below which a step on the way hangs on too few of them."""


@dataclass(frozen=True)
class Arrivals:
    """What became known on one day.

    Attributes:
        date: The day.
        items: Ids of the rated items that count.
        unrated: How many others that count came on it, which nobody has rated and which therefore move nothing.
        named: Paths of what the case names from that day on.
    """

    date: date
    items: tuple[str, ...]
    unrated: int
    named: tuple[str, ...]


@dataclass(frozen=True)
class Revisit:
    """What changed between two vintages.

    Attributes:
        case: The case as it is.
        fingerprint, fingerprint_before: SHA-256 of the case, and of the one it is compared with; the same without one.
        since, until: The vintages.
        target: `on` where both numbers are about one day, `now` where each is about the day of its vintage.
        on_since, on_until: The days that the two numbers are about.
        rater, seed, particles: How it was computed; particles are those of one vintage.
        before, after: Probability of each scenario at the vintages, mean over the parameters.
        log_odds_before, log_odds_after: Their log-odds, dB.
        rows: What moved their log-odds, dB. Of each scenario they sum to `change`.
        sampling_bound: Two standard errors of the row `sampling`, dB, from the islands; 0 where nothing is drawn.
        change_error: One standard error of the whole change, dB, from the islands.
        effective: Least effective share of the settings on the way, 0 to 1.
        arrivals: What became known, day by day.
        edited: Where the case differs from the one it is compared with.
        judgements: What others had judged by the later vintage, revisited.
        recorded: Judgements that stand in the ledger alone, made by the later vintage, whose event is resolved.
        findings: Why the numbers should not be used; empty where they may.
    """

    case: Case
    fingerprint: str
    fingerprint_before: str
    since: date
    until: date
    target: Literal["on", "now"]
    on_since: date
    on_until: date
    rater: str
    seed: int
    particles: int
    before: Mapping[str, float]
    after: Mapping[str, float]
    log_odds_before: Mapping[str, float]
    log_odds_after: Mapping[str, float]
    rows: tuple[Row, ...]
    sampling_bound: Mapping[str, float]
    change_error: Mapping[str, float]
    effective: float
    arrivals: tuple[Arrivals, ...]
    edited: tuple[Difference, ...]
    judgements: tuple[JudgementRevisited, ...]
    recorded: tuple[Resolved, ...]
    findings: tuple[Finding, ...]

    @property
    def trustworthy(self) -> bool:
        """Whether the numbers may be used."""
        return not self.findings

    @property
    def change(self) -> Mapping[str, float]:
        """By how much the log-odds of each scenario changed, dB."""
        after = self.log_odds_after
        return {name: difference(start, after[name]) for name, start in self.log_odds_before.items()}

    def total(self, kind: RowKind, scenario: str) -> float:
        """What all rows of a kind moved, dB."""
        return remainder(0.0, [-row.moved[scenario] for row in self.rows if row.kind == kind])

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: dates as ISO text, and null for what is infinite or no number."""
        content = {name: value for name, value in vars(self).items() if name not in ("case", "findings", "judgements")}
        scenarios = [
            {
                "scenario": name,
                "before": self.before[name],
                "after": self.after[name],
                "log_odds_before": self.log_odds_before[name],
                "log_odds_after": self.log_odds_after[name],
                "change": self.change[name],
                "totals": {kind: self.total(kind, name) for kind in KINDS},
                "sampling_bound": self.sampling_bound[name],
                "change_error": self.change_error[name],
            }
            for name in self.before
        ]
        per_scenario = ("before", "after", "log_odds_before", "log_odds_after", "sampling_bound", "change_error")
        return {
            "schema": SCHEMA,
            "version": __version__,
            "case": self.case.name,
            **plain({name: value for name, value in content.items() if name not in per_scenario}),
            "trustworthy": self.trustworthy,
            "findings": [finding.to_dict() for finding in self.findings],
            "scenarios": plain(scenarios),
            "judgements": [plain(one) for one in self.judgements],
        }


def revisit(
    case: Case,
    *,
    since: date | str,
    until: date | str | None = None,
    on: date | str | None = None,
    before: Case | None = None,
    resolved: Sequence[Resolved] = (),
    rater: str = DEFAULT_RATER,
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    progress: Progress | None = None,
) -> Revisit:
    """Take the change of every scenario between two vintages apart, and go back to what others judged.

    Args:
        case: The case as it is.
        since: The earlier vintage.
        until: The later vintage; by default the last day on which anything became known, or `since` where that is
            later.
        on: The day that both numbers are about; the horizon by default. `now` for the day of each vintage itself.
        before: The case as it was, where it has been edited meanwhile: the edits then stand first, at the earlier
            vintage. The same case by default.
        resolved: Judgements whose event is resolved, with what they scored, as `judge.resolved_judgements` has them
            from a ledger. They move no number.
        rater: Whose ratings count.
        seed: Seed of the draws; the numbers at both ends are those of `assess` with the same seed.
        particles: Particles over all islands at each end.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a day or the rater is not one the cases have, the later vintage is before the earlier one, or
            the cases have no scenario in common.
        NotTrustworthyError: If the evidence of a vintage is impossible under every state.
    """
    say = progress or silence
    older = case if before is None or before.fingerprint == case.fingerprint else before
    first = resolve_as_of(case, resolve_as_of(older, since))
    last = max(resolve_as_of(case, None), first) if until is None else resolve_as_of(case, until)
    if last < first:
        raise UsageError(f"the later vintage {last} is before the earlier one {first}", hint="choose a later --until")
    target = _target(on, (older, case))
    scenarios = [name for name in older.definition.scenarios if name in case.definition.scenarios]
    if not scenarios:
        raise UsageError("the two cases have no scenario in common")
    say("looking for edits")
    versions = (Edition(case),) if older is case else editions_between(older, case)
    path = VintagePath(versions, first, on=target, rater=rater)
    path.walk_to(last)
    ends = []
    for version, day in ((older, first), (case, last)):
        say(f"assessing as of {day}")
        ends.append(vintage_end(version, as_of=day, on=target or day, rater=rater, particles=particles, seed=seed))
    pool = BridgeParticles([end.run.posterior for end in ends], [one.model for one in path.stations], seed=seed)
    looks = []
    for number, station in enumerate(path.stations, start=1):
        say(f"taking step {number} of {len(path.stations)}")
        looks.append(pool.look(station))
    points = (Point(0, 0), path.end)
    pool.weigh([looks[point.station] for end, point in zip(ends, points, strict=True) if end.run.posterior.is_sampled])
    water = Waterfall(scenarios, path.scenarios, looks, pool)
    rows = water.rows(path.steps)
    start, end = (published(one, water, point, scenarios) for one, point in zip(ends, points, strict=True))
    sampling = sampling_left(start, end, water, points, rows) if pool.is_sampled else nothing_left(scenarios)
    say("going back to what others judged")
    effective = min(pool.effective(look) for look in looks)
    return Revisit(
        case=case,
        fingerprint=case.fingerprint,
        fingerprint_before=older.fingerprint,
        since=first,
        until=last,
        target="now" if target is None else "on",
        on_since=target or first,
        on_until=target or last,
        rater=rater,
        seed=seed,
        particles=ends[-1].run.posterior.num_particles,
        before=start.probability,
        after=end.probability,
        log_odds_before=start.log_odds,
        log_odds_after=end.log_odds,
        rows=(*rows, sampling.row),
        sampling_bound=sampling.bound,
        change_error=sampling.change_error,
        effective=effective,
        arrivals=_arrivals(case, first, last, rows),
        edited=() if older is case else differences(older, case),
        judgements=revisit_judgements(case, ends[-1].run, older=older, since=first, rater=rater, resolved=resolved),
        recorded=tuple(one for one in resolved if one.published is None and one.as_of <= last),
        findings=_findings(ends, effective),
    )


def _target(on: date | str | None, cases: Sequence[Case]) -> date | None:
    """The day that is judged; None for the day of each vintage."""
    if on == NOW:
        return None
    opens = max(case.definition.clock.opens for case in cases)
    horizon = min(case.definition.clock.horizon for case in cases)
    day = horizon if on is None else read_day(on, "the day that is judged")
    if not opens <= day <= horizon:
        raise UsageError(
            f"the day {day} lies outside the case", hint=f"choose a day from {opens} to {horizon} (horizon), or `now`"
        )
    return day


def _arrivals(case: Case, since: date, until: date, rows: Sequence[Row]) -> tuple[Arrivals, ...]:
    rated: dict[date | None, list[str]] = {}
    for row in rows:
        if row.kind == "item":
            rated.setdefault(row.date, []).extend(row.names)
    counted = [case.known(item) for item in counted_items(case)]
    found = []
    previous = since
    for day in days_of_change(case, since, until):
        items = tuple(rated.get(day, ()))
        named = named_between(case.definition, previous, day)
        found.append(Arrivals(day, items, counted.count(day) - len(items), named))
        previous = day
    return tuple(found)


def _findings(ends: Sequence[VintageEnd], effective: float) -> tuple[Finding, ...]:
    found = [finding for end in ends for finding in findings_on_particles(end.run.posterior.draws)]
    found += findings_on_error(max(end.error for end in ends))
    if effective < LEAST_EFFECTIVE:
        problem = f"a step on the way hangs on {effective:.0%} of the particles"
        found.append(Finding("", 0, 0, "particles", problem, "run again with more --particles"))
    return tuple(dict.fromkeys(found))
