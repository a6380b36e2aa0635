"""A switchboard made by hand, for the case made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from equipoise.assess.assessment import CourseRow
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.what_if import Flip, SettingRow, Skipped, Switch, Switchboard
from report.hand_made import SCENARIOS

AUTHORED = (0.031, 0.826, 0.112, 0.031)
ALONE = Switch("alone", "interests", {"decision_maker.mix": {"interests": 1}})
BIASED = Switch("biased", "interests", {}, lender="power")
PIPED = Switch("stove_piped", None, {}, appetite=-0.5)
COLLECTIVE = Switch("collective", None, {})


def row(
    switch: Switch | None,
    chances: Sequence[float] = AUTHORED,
    flips: Sequence[Flip] = (),
    *,
    analyst: str = "hedged",
    width: float = 0.02,
) -> SettingRow:
    """A setting with ranges so far to either side."""
    spreads = [
        Spread(p, max(p - width, 0.0) if width else None, min(p + width, 1.0) if width else None) for p in chances
    ]
    scenarios = dict(zip(SCENARIOS, spreads, strict=False))
    leader = max(scenarios, key=lambda name: scenarios[name].probability)
    return SettingRow(switch, scenarios, leader, tuple(flips), {"stance": "hedged"}, {"stance": analyst}, 0.004)


def made_switchboard(
    settings: Sequence[SettingRow],
    *,
    authored: SettingRow | None = None,
    skipped: Sequence[Skipped] = (),
    courses: Sequence[tuple[float, float]] = ((0.0, 0.0), (-0.4, -0.2), (-0.9, -1.1), (-2.0, -2.5)),
) -> Switchboard:
    """A board; each course is told by how far behind the best it is for the actor and to an analyst."""
    ranked = zip(SCENARIOS, courses, strict=False)
    return Switchboard(
        case="ruritania",
        fingerprint="sha256:0",
        as_of=date(2023, 3, 31),
        horizon=date(2024, 3, 31),
        rater="default",
        seed=0,
        particles=512,
        authored=authored or row(None),
        settings=tuple(settings),
        skipped=tuple(skipped),
        courses=tuple(CourseRow({"stance": n}, n, analyst, actor, None, None) for n, (actor, analyst) in ranked),
        error=0.004,
    )
