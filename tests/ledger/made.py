"""Judgements, events and a clock for tests of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from equipoise.ledger.judged_event import JudgedEvent, parse_event
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.records import Judgement

Open = Callable[[], Ledger]

FIRST_DAY = datetime(2021, 4, 1, 12, tzinfo=UTC)


class LadderClock:
    """A clock that goes on by a minute each time it is read, and can be set."""

    def __init__(self) -> None:
        self.now = FIRST_DAY

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def event(text: str = "ever allied until 2021-10-31") -> JudgedEvent:
    return parse_event(text)


def judgement(probability: float | None = 0.1, **fields: Any) -> Judgement:
    written: dict[str, Any] = {"event": event(), "as_of": "2021-04-01", "by_whom": "maria", "kind": "person"}
    if "probabilities" not in fields:
        written["probability"] = probability
    return Judgement.model_validate(written | fields)


def filled(ledger: Ledger, count: int = 6) -> Ledger:
    """A ledger with so many judgements, each of another event."""
    for number in range(count):
        ledger.record(judgement(0.1 + number / 100, event=event(f"ever allied until 2021-10-{number + 1:02d}")))
    return ledger


def lines_of(folder: Path) -> list[bytes]:
    return (folder / "ledger.jsonl").read_bytes().splitlines(keepends=True)
