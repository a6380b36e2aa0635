"""Tips made by hand, for words and charts apart from the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.tipping import GridPoint, Tip


def point(value: float, chances: dict[str, float], width: float = 0.0) -> GridPoint:
    """A point of the grid, with ranges so far to either side."""
    return GridPoint(
        value=value,
        leader=max(chances, key=chances.__getitem__),
        scenarios={
            name: Spread(p, max(p - width, 0.0) if width else None, min(p + width, 1.0) if width else None)
            for name, p in chances.items()
        },
        effective=1.0,
        is_redrawn=False,
    )


def made_tip(points: list[GridPoint], *, at_value: GridPoint | None = None, **fields: Any) -> Tip:
    """A tip of the weight of sanctions in the case made by hand; the second point is the authored one."""
    given: dict[str, Any] = {
        "case": "ruritania",
        "fingerprint": "sha256:0",
        "as_of": date(2023, 3, 31),
        "horizon": date(2024, 3, 31),
        "seed": 0,
        "particles": 512,
        "lever": "sanctions",
        "path": "explanations.interests.weights.sanctions",
        "title": "Weight of sanctions",
        "unit": "nats per point",
        "authored": points[1].value,
        "least": points[0].value,
        "most": points[-1].value,
        "aim": "leader",
        "scenario": points[1].leader,
        "bound": None,
        "is_so_already": False,
        "value": None if at_value is None else at_value.value,
        "resolution": 1e-3,
        "low": None,
        "high": None,
        "share": None,
        "other": None,
        "returns_at": None,
        "before": points[1].leader,
        "after": None if at_value is None else at_value.leader,
        "points": tuple(points),
        "at_value": at_value,
        "error": 0.0,
        "value_error": None,
    }
    return Tip(**given | fields)
