"""What weighing findings ahead gives: the watch list, what each finding would do, and what has no place on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise.case.case import Case
from equipoise.errors import Finding
from equipoise.studies.plain_data import headed
from equipoise.studies.watching.what_to_watch import LEAST_DB, Refused

SCHEMA = "equipoise/watch/1"

LEAST_GAIN_BITS = 0.001
"""Indicators expected to tell less than this about the horizon are refused, unless they may move it far. A thousandth
of what a fair coin tells; ours to choose."""

RARE_BUT_TELLING = 0.05
"""A finding that moves a scenario by this much, or changes the leader, has its place however rarely it is expected:
warnings are rare. Five points; ours to choose."""


@dataclass(frozen=True)
class Outcome:
    """What would be believed after one finding.

    Attributes:
        chance: Chance of the finding.
        low, high: Its central 80 % range over the parameters; None where none is uncertain.
        at_horizon: Probability of each scenario on the horizon.
        at_until: Probability of each scenario on the day by which the finding is made.
        leader: The likeliest scenario on the horizon.
        moved: The scenario that moves most on the horizon.
        move: By how much, in probability, signed.
        error: Largest Monte Carlo standard error of a scenario on the horizon, 0 to 1; 0 where nothing is drawn.
    """

    chance: float
    low: float | None
    high: float | None
    at_horizon: Mapping[str, float]
    at_until: Mapping[str, float]
    leader: str
    moved: str
    move: float
    error: float


@dataclass(frozen=True)
class Watched:
    """An indicator on the watch list.

    Attributes:
        indicator: Its id.
        title: As the author wrote it; empty without a title.
        until: By when it is seen, or not.
        from_event: Whether the model itself says how likely it is, for it is an event of the case.
        likelihood: Chance of seeing it under each scenario on `until`: authored, or implied by the event; None under a
            scenario that cannot be on that day.
        seen, not_seen: The two findings. Weighed by their chances they average back to what is believed now.
        gain_bits: Expected information about the scenario on the horizon.
        gain_until_bits: The same about the scenario on `until`.
        flip_chance: Chance of a finding that changes the leader on the horizon.
    """

    indicator: str
    title: str
    until: date
    from_event: bool
    likelihood: Mapping[str, float | None]
    seen: Outcome
    not_seen: Outcome
    gain_bits: float
    gain_until_bits: float
    flip_chance: float

    @property
    def largest_move(self) -> float:
        """Largest change of a scenario on the horizon by either finding, 0 to 1."""
        return max(abs(self.seen.move), abs(self.not_seen.move))


@dataclass(frozen=True)
class JointOutcome:
    """What would be believed on the horizon after two findings; None where they cannot both be made."""

    first_seen: bool
    second_seen: bool
    chance: float
    at_horizon: Mapping[str, float] | None
    leader: str | None


@dataclass(frozen=True)
class Both:
    """The two most telling indicators together, taken as independent of each other given the scenarios on their days.

    Attributes:
        first, second: Their ids, the one to look for first before the other.
        gain_bits: Expected information of both about the scenario on the horizon.
        adds_bits: What the second adds to the first.
        shared_bits: What both tell alike: the two gains less that of both; negative where each makes the other tell
            more.
        outcomes: Seen or not, four ways.
    """

    first: str
    second: str
    gain_bits: float
    adds_bits: float
    shared_bits: float
    outcomes: tuple[JointOutcome, ...]


@dataclass(frozen=True)
class Watch:
    """What to watch for.

    Attributes:
        case: The case as known at the vintage.
        fingerprint: SHA-256 of the whole case, edits included.
        as_of, horizon: The vintage, and the last date.
        rater, seed, particles: How it was computed.
        now: Probability of each scenario on the horizon, as believed on the as-of date.
        entropy_bits: Uncertainty about the scenario on the horizon: what there is to know.
        error: Largest Monte Carlo standard error of a scenario on the horizon, 0 to 1; 0 where nothing is drawn.
        findings: Why the numbers may not be relied on; empty where they may.
        watched: The watch list, the most telling first, of equals the one that is known sooner.
        refused: Indicators without a place on it, and why, in the author's order.
        both: The first two together; None with fewer.
    """

    case: Case
    fingerprint: str
    as_of: date
    horizon: date
    rater: str
    seed: int
    particles: int
    now: Mapping[str, float]
    entropy_bits: float
    error: float
    findings: tuple[Finding, ...]
    watched: tuple[Watched, ...]
    refused: tuple[Refused, ...]
    both: Both | None

    @property
    def leader(self) -> str:
        """The likeliest scenario on the horizon."""
        return likeliest(self.now)

    @property
    def trustworthy(self) -> bool:
        """Whether the numbers may be relied on."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text; null for a weight without end."""
        content = {name: value for name, value in vars(self).items() if name not in ("case", "watched", "refused")}
        content = {
            "case": self.case.name,
            **content,
            "leader": self.leader,
            "trustworthy": self.trustworthy,
            "findings": [finding.to_dict() for finding in self.findings],
            "least_db": LEAST_DB,
            "least_gain_bits": LEAST_GAIN_BITS,
            "rare_but_telling": RARE_BUT_TELLING,
            "watched": self.watched,
            "refused": self.refused,
        }
        return headed(SCHEMA, content)


def likeliest(probability: Mapping[str, float]) -> str:
    """The scenario with the greatest probability; the first of equals."""
    return max(probability, key=lambda name: probability[name])
