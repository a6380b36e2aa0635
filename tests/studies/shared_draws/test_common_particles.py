"""Particles drawn once and weighed anew tell what fresh draws tell."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from equipoise.assess.assess import assess
from equipoise.assess.vintage_run import Asked, ask_vintage, resolve_as_of
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.studies.shared_draws import common_particles
from equipoise.studies.shared_draws.common_particles import CommonParticles
from equipoise.studies.shared_draws.named_settings import NamedSettings

LADDER = Path(__file__).parents[2] / "cases" / "ladder"
PARTICLES = 512


@pytest.fixture(scope="module")
def ladder() -> Case:
    """The ladder of three, with the mix and three parameters uncertain."""
    return load_case(str(LADDER)).edited(
        {
            "decision_maker.mix": None,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "decision_maker.review.every": {"median": 5, "spread": 1.5},
            "rating_strength": {"median": 1, "spread": 1.6},
        }
    )


def ask(case: Case, **spans: Any) -> Asked:
    return ask_vintage(case, as_of=resolve_as_of(case, None), rater="default", **spans)


def on_the_horizon(case: Case, **options: Any) -> tuple[list[float], float]:
    """Scenarios by an assessment of its own, and its Monte Carlo error."""
    found = assess(case, particles=4 * PARTICLES, **options)
    points = {point.scenario: point.probability for point in found.scenario_points if point.date == found.horizon}
    return list(points.values()), found.monte_carlo_error


EDITS = [
    {"explanations.interests.weights.trade": 3},
    {"explanations.kin.weights.kinship": 4},
    {"conditions.pressure.drift": -2},
    {"decision_maker.decisiveness.median": 2.5},
    {"decision_maker.decisiveness": 2.5},
    {"rating_strength.median": 2},
    {"evidence.abstain.accuracy": 0.1},
    {"explanations.kin.prior": 0},
    {"explanations.interests.prior": 9},
]


@pytest.mark.parametrize("edits", EDITS, ids=str)
def test_weighing_anew_agrees_with_drawing_anew(ladder: Case, edits: dict[str, Any]) -> None:
    common = CommonParticles(ask(ladder), particles=PARTICLES, seed=1)
    edited = ladder.edited(edits)
    outlook = common.outlook(ask(edited))
    fresh, error = on_the_horizon(edited, seed=2)
    assert not outlook.is_redrawn
    assert np.abs(outlook.mean - fresh).max() < 4 * np.hypot(outlook.error, error) + 0.002


def test_as_authored_it_is_the_assessment_with_the_same_seed_and_particles(ladder: Case) -> None:
    common = CommonParticles(ask(ladder), particles=PARTICLES, seed=1)
    found = assess(ladder, particles=PARTICLES, seed=1)
    points = [point.probability for point in found.scenario_points if point.date == found.horizon]
    assert common.authored.mean == pytest.approx(points, abs=1e-4)
    assert common.authored.effective == pytest.approx(1)
    assert 0 < common.authored.error < 0.02


def test_where_too_few_particles_count_they_are_drawn_afresh(ladder: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common_particles, "LEAST_EFFECTIVE", 1.0)
    common = CommonParticles(ask(ladder), particles=PARTICLES, seed=1)
    edited = ladder.edited({"evidence.abstain.accuracy": 0.1})
    outlook = common.outlook(ask(edited))
    assert outlook.is_redrawn
    alone = CommonParticles(ask(edited), particles=PARTICLES, seed=1)
    assert outlook.mean == pytest.approx(alone.authored.mean, abs=1e-9)


def test_a_parameter_that_only_the_edited_case_has_calls_for_fresh_draws() -> None:
    fixed = load_case(str(LADDER))
    common = CommonParticles(ask(fixed), particles=PARTICLES, seed=1)
    edited = fixed.edited({"rating_strength": {"median": 1, "spread": 1.6}})
    outlook = common.outlook(ask(edited))
    assert outlook.is_redrawn
    assert outlook.mean == pytest.approx(CommonParticles(ask(edited), particles=PARTICLES, seed=1).authored.mean)


def test_with_every_parameter_fixed_the_numbers_are_those_of_the_assessment() -> None:
    fixed = load_case(str(LADDER))
    common = CommonParticles(ask(fixed), particles=1, seed=0)
    edited = fixed.edited({"explanations.interests.weights.trade": 3})
    for case in (fixed, edited):
        fresh, _ = on_the_horizon(case)
        outlook = common.outlook(ask(case))
        assert outlook.mean == pytest.approx(fresh, abs=1e-9)
        assert outlook.range_of(outlook.by_particle[0]) == (None, None)
        assert outlook.error == 0


def test_top_levels_of_conditions_are_those_of_the_assessment() -> None:
    fixed = load_case(str(LADDER))
    common = CommonParticles(ask(fixed), particles=1, seed=0)
    for case in (fixed, fixed.edited({"conditions.pressure.drift": -2})):
        found = assess(case)
        high = [p.probability for p in found.condition_points if p.date == found.horizon and p.level == "high"]
        assert common.outlook(ask(case)).tops == pytest.approx(high, abs=1e-9)


def test_a_difference_is_of_means_and_its_range_of_the_same_settings_widened_to_it(ladder: Case) -> None:
    common = CommonParticles(ask(ladder), particles=PARTICLES, seed=1)
    outlook = common.outlook(ask(ladder.edited({"explanations.interests.weights.trade": 3})))
    for index, difference in enumerate(outlook.differences_from(common.authored)):
        assert difference.mean == pytest.approx(outlook.mean[index] - common.authored.mean[index])
        low, high = outlook.range_of(outlook.by_particle[index] - common.authored.by_particle[index])
        assert (difference.low, difference.high) == (min(low, difference.mean), max(high, difference.mean))
    assert all(nothing.mean == 0 for nothing in common.authored.differences_from(common.authored))


def test_a_share_of_the_mix_keeps_its_name_where_an_explanation_before_it_goes(ladder: Case) -> None:
    whole, without = ask(ladder), ask(ladder.edited({"explanations.interests.prior": 0}))
    shares = len(ladder.definition.explanations) - 1
    known = NamedSettings(
        {f"mix.{name}": np.array([float(n)]) for n, name in enumerate(ladder.definition.explanations)}, 1
    )
    first = known.put_to(whole.case, whole.model)[:shares, 0].tolist()
    second = known.put_to(without.case, without.model)[: shares - 1, 0].tolist()
    assert first == list(range(shares))
    assert second == list(range(1, shares))
    assert not known.know(whole.case, whole.model)


@pytest.mark.parametrize("senseless", [{"particles": 0, "seed": 0}, {"particles": 9, "seed": -1}])
def test_senseless_numbers_are_refused(ladder: Case, senseless: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        partial(CommonParticles, ask(ladder))(**senseless)


def test_some_of_the_particles_tell_about_the_same_and_are_never_drawn_afresh(
    ladder: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = CommonParticles(ask(ladder), particles=PARTICLES, seed=1)
    few = common.thinned(64)
    assert (few.count, common.count) == (64, PARTICLES)
    assert np.abs(few.authored.mean - common.authored.mean).max() < 4 * few.authored.error
    monkeypatch.setattr(common_particles, "LEAST_EFFECTIVE", 2.0)
    version = ask(ladder.edited({"conditions.pressure.drift": 0.5}))
    moved, whole = few.outlook(version), common.outlook(version)
    assert not moved.is_redrawn
    assert whole.is_redrawn
    assert np.array_equal(few.outlook(ask(ladder)).mean, few.authored.mean)
