"""What the actor sees and how courses rank for it, against sums written out and against limits."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case

LADDER = Path(__file__).parents[1] / "cases" / "ladder"
AS_OF = date(2021, 7, 31)


@pytest.fixture(scope="module")
def ladder() -> Case:
    return load_case(str(LADDER))


def test_who_sees_without_error_sees_what_is_and_ranks_as_an_analyst_would(ladder: Case) -> None:
    clear = assess(ladder.edited({"decision_maker.noise": 0, "decision_maker.bias": {}}), as_of=AS_OF)
    assert [row.seen for row in clear.perception_rows] == pytest.approx([row.true for row in clear.perception_rows])
    assert [row.to_actor for row in clear.course_rows] == pytest.approx([row.to_analyst for row in clear.course_rows])


def test_who_is_biased_beyond_all_levels_sees_the_highest_only(ladder: Case) -> None:
    biased = assess(ladder.edited({"decision_maker.noise": 0, "decision_maker.bias.pressure": 10}), as_of=AS_OF)
    assert [row.seen for row in biased.perception_rows] == pytest.approx([0, 0, 1])


def test_what_is_seen_and_what_courses_are_worth_are_the_sums_of_the_model_page(ladder: Case) -> None:
    found = assess(ladder, as_of=AS_OF)
    true = np.array([row.true for row in found.perception_rows])
    averaging = 0.3 + 0.7 / 2
    variance, bias = 0.8**2 * averaging, -0.3 * averaging
    channel = np.exp(-((np.arange(3)[None, :] - np.arange(3)[:, None] - bias) ** 2) / (2 * variance))
    channel /= channel.sum(axis=1, keepdims=True)
    assert [row.seen for row in found.perception_rows] == pytest.approx(list(true @ channel))

    def worth(stance: str, pressure: int) -> float:
        trade = {"apart": 1, "hedged": 0, "allied": -2}[stance] * [0.6, 1, 1.8][pressure]
        kinship = {"apart": -1, "hedged": 0, "allied": 2}[stance] - 0.5 * (stance == "allied" and pressure == 2)
        return 1.3 * (0.65 * (1.2 * trade + 0.3 * kinship) + 0.35 * 1.1 * kinship)

    expected = {
        stance: sum(true[c] * channel[c, seen] * worth(stance, seen) for c, seen in product(range(3), repeat=2))
        for stance in ("apart", "hedged", "allied")
    }
    best = max(expected.values())
    for row in found.course_rows:
        assert row.to_actor == pytest.approx(expected[row.course["stance"]] - best)
    assert [row.to_actor for row in found.course_rows] == sorted(
        (row.to_actor for row in found.course_rows), reverse=True
    )


def test_a_taste_for_risk_lifts_what_might_turn_out_well_for_the_actor_and_not_for_the_analyst(ladder: Case) -> None:
    unsure = {"considerations.trade.effect.stance.allied": {"low": -4, "high": 2}}
    plain, bold = (
        {row.course["stance"]: row for row in assess(ladder.edited(unsure | risk), as_of=AS_OF).course_rows}
        for risk in ({}, {"decision_maker.risk_aversion": -1})
    )
    assert bold["allied"].to_actor - bold["apart"].to_actor > plain["allied"].to_actor - plain["apart"].to_actor + 0.1
    assert bold["allied"].to_analyst - bold["apart"].to_analyst == pytest.approx(
        plain["allied"].to_analyst - plain["apart"].to_analyst, abs=0.35
    )


def test_every_probability_lies_in_its_range_and_fixed_cases_have_none(ladder: Case) -> None:
    uncertain = ladder.edited({"decision_maker.decisiveness": {"median": 1.3, "spread": 1.6}})
    drawn, fixed = assess(uncertain, as_of=AS_OF, particles=256), assess(ladder, as_of=AS_OF)
    for name in ("scenario_points", "ever_points", "baseline_points", "condition_points"):
        assert all(point.low is None and point.high is None for point in getattr(fixed, name)), name
        assert all(0 <= point.low <= point.high <= 1 for point in getattr(drawn, name)), name
    assert all(row.low <= row.seen <= row.high for row in drawn.perception_rows)
