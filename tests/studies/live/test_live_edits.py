"""Versions in which more than ratings differ, curves, and draws of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.errors import InvalidCaseError, UsageError
from equipoise.studies.live import CurvePoint, Live
from studies.live.versions import AS_OF, crowded_ladder, means, rated, read_whole
from studies.two_cases import ladder, now, on_the_horizon, uncertain

CROWDED = crowded_ladder()
PARTICLES = 24
EDITS = {
    "a reason": {"explanations.interests.weights.trade": 0.4},
    "inertia": {"instruments.stance.inertia": 1.2},
    "how conditions move": {"conditions.pressure.drift": -0.5},
    "how much copies count": {"origin_discount": 0.9},
    "what a start is": {"starts.stance": {"hedged": 0.6, "apart": 0.3, "allied": 0.1}},
    "an accuracy": {"evidence.tariff.accuracy": 0.95},
}
REREAD = {
    "a rating": lambda case: rated(case, "tariff", {"pressure": {"high": 9.0}}),
    "a number": lambda case: case.edited({"instruments.stance.inertia": 1.2}),
    "nothing": lambda case: case,
}


@pytest.fixture(scope="module")
def live() -> Live:
    return Live.of(CROWDED, as_of=AS_OF, seed=3, particles=PARTICLES)


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_an_edited_version_reads_as_it_does_whole_under_the_same_settings(live: Live, edits: dict) -> None:
    version = CROWDED.edited(edits)
    expected, effective = read_whole(live, version, as_of=AS_OF)
    numbers = live.edited(version, least_effective=0)
    assert means(numbers) == pytest.approx(expected, abs=1e-9)
    assert numbers.effective == pytest.approx(effective, abs=1e-9)
    assert (numbers.how, numbers.particles) == ("record", PARTICLES)
    assert means(live.rerated(version, least_effective=0)) == pytest.approx(expected, abs=1e-9)


def test_other_ratings_read_as_an_edit_are_the_same_as_followed(live: Live) -> None:
    version = rated(CROWDED, "rumour", {"scenarios": {"allied": 5.0}})
    assert means(live.edited(version, least_effective=0)) == pytest.approx(
        means(live.rerated(version, least_effective=0)), abs=1e-9
    )


def test_a_coarse_answer_is_of_every_other_setting(live: Live) -> None:
    version = CROWDED.edited({"instruments.stance.inertia": 1.2})
    coarse = live.edited(version, coarse=True, least_effective=0)
    some = live.settings.some(np.arange(0, PARTICLES, 2))
    expected, _ = read_whole(live, version, as_of=AS_OF, settings=some)
    assert coarse.particles == PARTICLES // 2
    assert means(coarse) == pytest.approx(expected, abs=1e-9)


def test_a_coarse_answer_of_an_exact_case_is_exact() -> None:
    live = Live.of(ladder())
    version = ladder().edited({"instruments.stance.inertia": 1.2})
    assert live.edited(version, coarse=True) == live.edited(version)


def test_a_number_that_becomes_uncertain_is_drawn_from_its_prior_for_the_kept_settings(live: Live) -> None:
    version = CROWDED.edited({"considerations.trade.effect.stance.apart": {"mean": 1, "sd": 0.5}})
    once, again = (live.edited(version, least_effective=0) for _ in range(2))
    assert once == again
    assert once.how == "record"
    near = live.edited(CROWDED.edited({"considerations.trade.effect.stance.apart": 1}), least_effective=0)
    assert means(once) == pytest.approx(means(near), abs=0.05)


def test_a_version_with_too_few_settings_behind_it_is_drawn_as_it_would_be_by_itself() -> None:
    case = uncertain()
    live = Live.of(case, particles=16)
    version = case.edited({"decision_maker.decisiveness": {"median": 6, "spread": 1.1}})
    numbers = live.edited(version, least_effective=1.0)
    by_itself = Live.of(version, as_of=live.numbers.as_of, particles=16).numbers
    assert numbers.how == "drawn again"
    assert means(numbers).tolist() == means(by_itself).tolist()
    assert not numbers.is_approximate


def test_a_first_uncertain_number_asks_for_draws() -> None:
    live = Live.of(ladder(), particles=16)
    assert live.numbers.particles == 1
    numbers = live.edited(ladder().edited({"rating_strength": {"median": 0.5, "spread": 1.6}}))
    assert (numbers.how, numbers.particles) == ("drawn again", 16)
    assert live.curve(ladder().edited({"rating_strength": {"median": 0.5, "spread": 1.6}})).how == "drawn again"


def test_where_the_last_uncertain_number_is_fixed_one_setting_says_all() -> None:
    case = ladder().edited({"rating_strength": {"median": 0.5, "spread": 1.6}})
    numbers = Live.of(case, particles=16).edited(ladder())
    assert (numbers.particles, numbers.effective) == (1, 1.0)
    assert numbers.on_horizon["allied"].low is None
    assert means(numbers) == pytest.approx(means(Live.of(ladder()).numbers), abs=1e-9)


@pytest.mark.parametrize("case", [ladder(), uncertain()], ids=["exact", "uncertain"])
def test_the_numbers_of_the_case_itself_are_those_of_an_assessment_of_the_size(case: Case) -> None:
    found = assess(case, particles=16)
    numbers = Live.of(case, particles=16).numbers
    assert {name: one.probability for name, one in numbers.now.items()} == pytest.approx(now(found), abs=1e-6)
    assert {name: one.probability for name, one in numbers.on_horizon.items()} == pytest.approx(
        on_the_horizon(found), abs=1e-6
    )
    points = {point.scenario: point for point in found.scenario_points if point.date == found.horizon}
    for name, one in numbers.on_horizon.items():
        assert (one.low, one.high) == pytest.approx((points[name].low, points[name].high), abs=1e-6)


@pytest.mark.parametrize("version", REREAD.values(), ids=REREAD)
def test_a_curve_goes_through_the_numbers_and_through_the_past_in_the_light_of_all_evidence(
    live: Live, version
) -> None:
    case = version(CROWDED)
    curve, numbers = live.curve(case, least_effective=0), live.edited(case, least_effective=0)
    at = {point.date: point for point in curve.points}
    for day, spreads in ((numbers.as_of, numbers.now), (numbers.horizon, numbers.on_horizon)):
        assert _means(at[day]) == pytest.approx([one.probability for one in spreads.values()], abs=1e-9)
    assert [point.basis for point in curve.points] == ["smoothed"] * 6 + ["filtered"] + ["predicted"] * 3
    assert curve.effective == pytest.approx(numbers.effective)


def test_the_curve_of_the_case_as_drawn_ends_on_its_numbers(live: Live) -> None:
    curve = live.curve(CROWDED)
    assert curve.how == "drawn"
    for name, one in curve.points[-1].scenarios.items():
        drawn = live.numbers.on_horizon[name]
        assert (one.low, one.high) == pytest.approx((drawn.low, drawn.high), abs=1e-9)


def test_the_curve_of_an_exact_case_is_that_of_an_assessment() -> None:
    found = assess(ladder())
    curve = Live.of(ladder()).curve(ladder())
    expected = {(point.date, point.scenario): point.probability for point in found.scenario_points}
    drawn = {(p.date, name): one.probability for p in curve.points for name, one in p.scenarios.items()}
    assert drawn == pytest.approx(expected, abs=1e-9)


def test_a_curve_with_too_few_settings_behind_it_is_drawn_again() -> None:
    case = uncertain()
    curve = Live.of(case, particles=16).curve(case.edited({"instruments.stance.inertia": 1.2}), least_effective=1.0)
    assert (curve.how, curve.effective) == ("drawn again", 1.0)


def test_a_scenario_renamed_is_told_by_its_new_name(live: Live) -> None:
    content = CROWDED.definition.scenarios
    renamed = {("aloof" if name == "apart" else name): one for name, one in content.items()}
    definition = CROWDED.definition.model_copy(update={"scenarios": renamed})
    rows = tuple(
        row.model_copy(update={"level": "aloof"}) if (row.subject, row.level) == ("scenarios", "apart") else row
        for row in CROWDED.ratings
    )
    numbers = live.rerated(replace(CROWDED, definition=definition, ratings=rows))
    assert list(numbers.now) == ["aloof", "hedged", "allied"]
    assert means(numbers) == pytest.approx(means(live.numbers), abs=1e-6)


def test_a_nearer_horizon_is_followed(live: Live) -> None:
    version = CROWDED.edited({"clock.horizon": "2021-08-31"})
    numbers = live.rerated(version)
    assert str(numbers.horizon) == "2021-08-31"
    assert means(numbers) == pytest.approx(read_whole(live, version, as_of=AS_OF)[0], abs=1e-9)


def test_a_horizon_before_the_vintage_is_refused(live: Live) -> None:
    with pytest.raises(UsageError, match="lies outside the case"):
        live.rerated(CROWDED.edited({"clock.horizon": "2021-07-01"}))


def test_a_number_too_large_to_compute_with_is_refused(live: Live) -> None:
    with pytest.raises(InvalidCaseError, match="too large"):
        live.rerated(rated(CROWDED, "tariff", {"pressure": {"high": 1e31}}))


def _means(point: CurvePoint) -> list[float]:
    return [one.probability for one in point.scenarios.values()]


def test_means_lie_within_zero_and_one_however_the_weights_round(live: Live) -> None:
    version = rated(CROWDED, "treaty", {"stance": {"apart": 3000.0}})
    found = means(live.rerated(version, least_effective=0))
    assert np.all((found >= 0) & (found <= 1))
    assert found.sum(axis=1) == pytest.approx([1, 1])
