"""People's standing judgements of a case's question."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from equipoise.case.new import new_case
from equipoise.ledger.estimates import standing_estimates
from equipoise.ledger.ledger import Ledger

HORIZON = date(2026, 12, 31)


def judgement(who: str, day: str, leave: float, **changes: Any) -> dict[str, Any]:
    return {
        "event": f"scenario until {HORIZON}",
        "as_of": day,
        "by_whom": who,
        "kind": "person",
        "probabilities": {"stay": 1 - leave, "leave": leave},
        "reason": "so it seems",
    } | changes


def test_the_last_of_each_person_counts_and_nobody_else_s(tmp_path: Path) -> None:
    ledger = Ledger(new_case(tmp_path / "own"), clock=lambda: datetime(2026, 2, 3, tzinfo=UTC))
    ledger.record(
        judgement("ann", "2026-01-01", 0.2),
        judgement("ben", "2026-01-02", 0.3),
        judgement("ann", "2026-02-01", 0.5),
        judgement("equipoise", "2026-02-01", 0.9, kind="model"),
        judgement("ann", "2026-02-01", 0.6, event="scenario until 2026-06-30"),
    )
    found = standing_estimates(ledger.tracks, horizon=HORIZON)
    assert [(one.by_whom, one.probabilities["leave"]) for one in found] == [("ann", 0.5), ("ben", 0.3)]
    earlier = standing_estimates(ledger.tracks, horizon=HORIZON, known_by=date(2026, 1, 15))
    assert [(one.by_whom, one.probabilities["leave"]) for one in earlier] == [("ann", 0.2), ("ben", 0.3)]


def test_a_withdrawn_estimate_stands_no_more(tmp_path: Path) -> None:
    ledger = Ledger(new_case(tmp_path / "own"), clock=lambda: datetime(2026, 2, 3, tzinfo=UTC))
    ledger.record(judgement("ann", "2026-01-01", 0.2))
    ledger.withdraw(f"scenario until {HORIZON}", by_whom="ann")
    assert standing_estimates(ledger.tracks, horizon=HORIZON) == ()
