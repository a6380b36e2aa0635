"""Simulated futures in numbers: how long scenarios last, when they first come, and in what order."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.case.case import Case
from equipoise.errors import Finding

SCHEMA = "equipoise/futures/1"


@dataclass(frozen=True)
class FirstTime:
    """Whether and when a thing first happens after the as-of date.

    Attributes:
        share: Share of paths on which it happens by the last day.
        low, median, high: Days by which it has happened on 10, 50 and 90 per cent of those paths; None where on none.
    """

    share: float
    low: date | None
    median: date | None
    high: date | None


@dataclass(frozen=True)
class Duration:
    """How long spells last, in months.

    Attributes:
        spells: Mean number of spells a path that begin after the as-of date.
        low, median, high: Months that 10, 50 and 90 per cent of them last at most; None where the last day comes before
            that could be seen. Spells it cuts off count as lasting at least until then.
    """

    spells: float
    low: float | None
    median: float | None
    high: float | None


@dataclass(frozen=True)
class ScenarioFutures:
    """One scenario over all paths.

    Attributes:
        now: Share of paths that start in it.
        first: First time in it, the as-of date where a path starts in it; `1 - first.share` never see it.
        first_by: Share of paths that have been in it by each report date from the as-of date on.
        mean_months: Mean time in it until the last day, months.
        duration: How long its spells last.
    """

    scenario: str
    now: float
    first: FirstTime
    first_by: tuple[tuple[date, float], ...]
    mean_months: float
    duration: Duration


@dataclass(frozen=True)
class SequenceOfScenarios:
    """Scenarios in the order a path goes through them, and the share of paths that do."""

    scenarios: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class Futures:
    """Paths from the as-of date on, in numbers. Shares carry a sampling error of at most `standard_error`.

    Attributes:
        case: The case as it was known at the as-of date.
        fingerprint: SHA-256 of the whole case, edits included, as it was handed in.
        until: Last day of every path.
        particles: Settings of the parameters that paths are drawn under.
        paths: Number of paths.
        scenarios: One entry a scenario.
        first_change: First change of scenario, whichever.
        sequences: The most frequent sequences, at most ten.
        given, do: Spans as asked for, in words.
        findings: Warnings about the parameters drawn.
    """

    case: Case
    fingerprint: str
    version: str
    as_of: date
    until: date
    seed: int
    particles: int
    paths: int
    trustworthy: bool
    findings: tuple[Finding, ...]
    scenarios: tuple[ScenarioFutures, ...]
    first_change: FirstTime
    sequences: tuple[SequenceOfScenarios, ...]
    rater: str = "default"
    given: tuple[str, ...] = ()
    do: tuple[str, ...] = ()

    @property
    def standard_error(self) -> float:
        """Largest standard error of a share that the number of paths alone allows; of a share of one half."""
        return 0.5 / math.sqrt(self.paths)

    def scenario(self, name: str) -> ScenarioFutures:
        """The entry of a scenario.

        Raises:
            KeyError: If there is no such scenario.
        """
        for entry in self.scenarios:
            if entry.scenario == name:
                return entry
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: ISO dates, shares in full."""
        return {
            "schema": SCHEMA,
            "case": self.case.name,
            "fingerprint": self.fingerprint,
            "version": self.version,
            "as_of": self.as_of.isoformat(),
            "until": self.until.isoformat(),
            "seed": self.seed,
            "particles": self.particles,
            "paths": self.paths,
            "standard_error": self.standard_error,
            "rater": self.rater,
            "given": list(self.given),
            "do": list(self.do),
            "trustworthy": self.trustworthy,
            "findings": [finding.to_dict() for finding in self.findings],
            "first_change": _plain(self.first_change),
            "scenarios": [_scenario(entry) for entry in self.scenarios],
            "sequences": [{"scenarios": list(s.scenarios), "share": s.share} for s in self.sequences],
        }


def _scenario(entry: ScenarioFutures) -> dict[str, Any]:
    duration = entry.duration
    return {
        "scenario": entry.scenario,
        "now": entry.now,
        "never": 1 - entry.first.share,
        "first": _plain(entry.first),
        "first_by": [{"date": day.isoformat(), "share": share} for day, share in entry.first_by],
        "mean_months": entry.mean_months,
        "duration": {
            "spells": duration.spells,
            "low": duration.low,
            "median": duration.median,
            "high": duration.high,
        },
    }


def _plain(first: FirstTime) -> dict[str, Any]:
    def written(day: date | None) -> str | None:
        return day.isoformat() if day is not None else None

    return {
        "share": first.share,
        "low": written(first.low),
        "median": written(first.median),
        "high": written(first.high),
    }
