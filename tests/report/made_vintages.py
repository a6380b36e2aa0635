"""Vintages made by hand, of the small case of the reports: worded and drawn apart from the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from equipoise.studies.vintages import Compared, Listed, Unnamed, Vintage, Vintages
from report.hand_made import AT, NOW, SCENARIOS, case, fake

EARLY, LATE = date(2022, 3, 31), date(2023, 3, 31)


def vintage(as_of: date, *, at: Sequence[float] = AT, unnamed: tuple[Unnamed, ...] = (), **changes: Any) -> Vintage:
    """A vintage whose numbers end at `at`."""
    titles = SCENARIOS if len(at) == len(SCENARIOS) else {f"s{n}": f"Course {n}" for n in range(len(at))}
    now = NOW if len(at) == len(NOW) else at
    assessment = fake(case(titles), as_of=as_of, now=now, at=at, without=at, **changes)
    return Vintage(as_of=as_of, assessment=assessment, items=5, items_later=2, unnamed=unnamed)


def compared(**changes: Any) -> Compared:
    """A judgement beside a number of the model."""
    fields = {
        "judgement": "j1",
        "who": "A scholar",
        "when": "2022-03",
        "says": "It may arm its neighbour",
        "event": {"ever": ["armed"], "until": "2023-03-31"},
        "low": 0.2,
        "high": 0.45,
        "imputed": False,
        "imputed_parts": {},
        "range_imputed": False,
        "word": "",
        "as_of": EARLY,
        "days_later": 0,
        "probability": 0.1,
        "model_low": 0.05,
        "model_high": 0.15,
    }
    return Compared(**(fields | changes))


def listed(reason: str = "no_event", why: str = "It names no event that the case describes.") -> Listed:
    """A judgement that is not compared."""
    return Listed("j2", "A paper", "2022-06-15", "All will be well", reason, why)


def made(*shown: Vintage, compared: tuple[Compared, ...] = (), listed: tuple[Listed, ...] = ()) -> Vintages:
    """The study of these vintages."""
    return Vintages("ruritania", "sha256:0", "default", 0, 512, shown, compared, listed)
