"""A watch list made by hand, of the small case of the reports: worded and drawn apart from the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from equipoise.probability.information import entropy_bits, information_bits
from equipoise.studies.watching import Both, JointOutcome, Outcome, Refused, Watch, Watched
from report.hand_made import AT, SCENARIOS, case

AS_OF, HORIZON = date(2023, 3, 31), date(2024, 3, 31)
SOON, LATER = date(2023, 9, 30), date(2023, 12, 31)
VOTE = {"apart": 0.02, "hedged": 0.03, "allied": 0.6, "armed": 0.4}
DELIVERY = {"apart": 0.01, "hedged": 0.01, "allied": 0.03, "armed": 0.9}


def indicator(
    likelihood: Mapping[str, float] = VOTE,
    *,
    now: Sequence[float] = AT,
    until: date = SOON,
    sampled: bool = False,
    **changes: Any,
) -> Watched:
    """An indicator on a scenario that stays as it is from its day to the horizon: Bayes' rule and no more."""
    names = list(likelihood)
    joint = [[c * p for c, p in zip(likelihood.values(), now, strict=True)]]
    joint.append([p - both for both, p in zip(joint[0], now, strict=True)])
    seen, not_seen = (_outcome(names, part, now, sampled) for part in joint)
    leader = names[max(range(len(now)), key=lambda n: now[n])]
    fields: dict[str, Any] = {
        "indicator": "vote",
        "title": "It votes against the text itself",
        "until": until,
        "from_event": False,
        "likelihood": dict(likelihood),
        "seen": seen,
        "not_seen": not_seen,
        "gain_bits": information_bits(joint),
        "gain_until_bits": information_bits(joint),
        "flip_chance": sum(one.chance for one in (seen, not_seen) if one.leader != leader),
    }
    return Watched(**(fields | changes))


def refused(because: str = "alike", **changes: Any) -> Refused:
    """An indicator without a place."""
    return replace(Refused("exercise", "A joint exercise at sea", SOON, because), **changes)  # type: ignore[arg-type]


def both(first: Watched, second: Watched, *, gain: float | None = None) -> Both:
    """Two findings together; both at once cannot be."""
    ways = ((True, True), (True, False), (False, True), (False, False))
    after = (None, first.seen.at_horizon, second.seen.at_horizon, second.not_seen.at_horizon)
    told = first.gain_bits + second.gain_bits if gain is None else gain
    outcomes = tuple(
        JointOutcome(*way, 0.0 if at is None else 0.25, at, None if at is None else max(at, key=lambda n: at[n]))
        for way, at in zip(ways, after, strict=True)
    )
    return Both("vote", "delivery", told, told - first.gain_bits, first.gain_bits + second.gain_bits - told, outcomes)


def made(*watched: Watched, now: Sequence[float] = AT, sampled: bool = False, **changes: Any) -> Watch:
    """The study of these indicators."""
    titles = SCENARIOS if len(now) == len(SCENARIOS) else {f"s{n}": f"Course {n}" for n in range(len(now))}
    fields: dict[str, Any] = {
        "case": case(titles),
        "fingerprint": "sha256:0",
        "as_of": AS_OF,
        "horizon": HORIZON,
        "rater": "default",
        "seed": 0,
        "particles": 512 if sampled else 1,
        "now": dict(zip(titles, now, strict=True)),
        "entropy_bits": entropy_bits(now),
        "error": 0.004 if sampled else 0.0,
        "findings": (),
        "watched": watched,
        "refused": (),
        "both": None,
    }
    return Watch(**(fields | changes))


def _outcome(names: list[str], joint: Sequence[float], now: Sequence[float], sampled: bool) -> Outcome:
    chance = sum(joint)
    after = {name: both / chance for name, both in zip(names, joint, strict=True)}
    moves = {name: after[name] - p for name, p in zip(names, now, strict=True)}
    moved = max(moves, key=lambda name: abs(moves[name]))
    return Outcome(
        chance=chance,
        low=chance / 2 if sampled else None,
        high=(1 + chance) / 2 if sampled else None,
        at_horizon=after,
        at_until=after,
        leader=max(after, key=lambda name: after[name]),
        moved=moved,
        move=moves[moved],
        error=0.01 if sampled else 0.0,
    )
