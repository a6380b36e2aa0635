"""How far each number moves the scenarios, against whole assessments of the edited case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from equipoise.assess.assess import assess
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.errors import EquipoiseError, UsageError
from equipoise.studies.sensitivity import sensitivity, sobol
from equipoise.studies.sensitivity import sobol_indices as indices

LADDER = Path(__file__).parents[2] / "cases" / "ladder"


@pytest.fixture(scope="module")
def ladder() -> Case:
    return load_case(str(LADDER))


@pytest.fixture(scope="module")
def uncertain(ladder: Case) -> Case:
    """The same with the mix and two parameters uncertain."""
    return ladder.edited(
        {
            "decision_maker.mix": None,
            "decision_maker.patience": 0,
            "decision_maker.decisiveness": {"median": 1.3, "spread": 1.6},
            "rating_strength": {"median": 0.5, "spread": 1.6},
        }
    )


def on_the_horizon(case: Case, **options: Any) -> dict[str, float]:
    found = assess(case, **options)
    return {point.scenario: point.probability for point in found.scenario_points if point.date == found.horizon}


def test_each_move_is_the_difference_of_two_assessments(ladder: Case) -> None:
    found = sensitivity(ladder)
    before = on_the_horizon(ladder)
    assert found.base == pytest.approx(before, abs=1e-9)
    moves = [move for one in found.numbers for move in (one.down, one.up) if move is not None]
    assert len(moves) > 60
    for move in moves:
        after = on_the_horizon(ladder.edited(move.edits))
        expected = {name: after[name] - before[name] for name in before}
        assert move.difference == pytest.approx(expected, abs=1e-9), move.edits
        assert set(move.error.values()) == {0.0}


def test_the_widest_come_first_and_what_does_nothing_gives_zero(ladder: Case) -> None:
    idle = ladder.edited({"decision_maker.mix": {"kin": 1.0}, "base_rate": {"changes": 2, "years": 30}})
    found = sensitivity(idle)
    moves = {one.path: one.moves("hedged") for one in found.widest("hedged")}
    assert list(moves.values()) == sorted(moves.values(), reverse=True)
    assert moves["base_rate.changes"] == 0
    assert moves["explanations.interests.weights.trade"] == pytest.approx(0, abs=1e-12)
    assert moves["explanations.kin.weights.kinship"] > 0.001


def test_with_uncertain_parameters_what_does_nothing_gives_exactly_zero(uncertain: Case) -> None:
    idle = uncertain.edited({"base_rate": {"changes": 2, "years": 30}})
    found = sensitivity(idle, particles=64, weighed=32)
    moves = [one for one in found.numbers if one.path.startswith("base_rate.")]
    assert len(moves) == 3
    assert all(one.moves(name) == 0 for one in moves for name in found.base)


def test_what_is_not_yet_known_moves_nothing(ladder: Case) -> None:
    late = ladder.edited({"considerations.trade.known": ladder.definition.clock.horizon.isoformat()})
    found = sensitivity(late, as_of=ladder.definition.clock.opens)
    about_trade = [one for one in found.numbers if one.path.startswith("considerations.trade.")]
    assert about_trade
    assert all(one.moves(name) == 0 for one in about_trade for name in found.base)


def test_with_uncertain_parameters_moves_agree_with_assessments_within_their_error(uncertain: Case) -> None:
    found = sensitivity(uncertain, particles=512, weighed=256, seed=1)
    before = on_the_horizon(uncertain, particles=2048, seed=2)
    rows = {one.path: one for one in found.numbers}
    for path in ("conditions.pressure.drift", "explanations.interests.weights.trade", "rating_strength.median"):
        move = rows[path].up
        assert move is not None
        after = on_the_horizon(uncertain.edited(move.edits), particles=2048, seed=2)
        for name in before:
            assert abs(move.difference[name] - (after[name] - before[name])) < 4 * move.error[name] + 0.003


def test_the_same_seed_gives_the_same_document_and_it_is_plain(uncertain: Case) -> None:
    import json

    one, two = (json.dumps(sensitivity(uncertain, particles=64, weighed=16).to_dict()) for _ in range(2))
    assert one == two
    assert json.loads(one)["schema"] == "equipoise/sensitivity/1"


def test_a_step_that_makes_the_case_invalid_is_refused_with_its_reason(ladder: Case) -> None:
    steep = ladder.edited({"scale": {"++": 3.5, "+": 3, "0": 0, "-": -3, "--": -6}})
    (row,) = [one for one in sensitivity(steep).numbers if one.path == "scale.+"]
    assert row.up is None
    assert "not above" in row.refused
    assert row.down is not None


@pytest.mark.parametrize("options", [{"weighed": 0}, {"particles": 0}, {"seed": -1}, {"rater": "nobody"}])
def test_what_makes_no_sense_is_refused(ladder: Case, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        sensitivity(ladder, **options)


# --- numbers together ---------------------------------------------------------------------------------------------


def test_indices_of_an_additive_function_are_its_shares_of_variance() -> None:
    slopes, ranges = np.array([3.0, 2.0, 1.0, 0.0]), [(0.0, 1.0), (-1.0, 1.0), (5.0, 6.0), (0.0, 9.0)]
    variance = slopes**2 * np.array([high - low for low, high in ranges]) ** 2 / 12
    found = indices.sobol_indices(lambda x: float(slopes @ x), ranges, samples=512, seed=1)
    assert [one.value for one in found.first] == pytest.approx(variance / variance.sum(), abs=0.02)
    assert [one.value for one in found.total] == pytest.approx(variance / variance.sum(), abs=0.02)
    assert found.sd == pytest.approx(np.sqrt(variance.sum()), rel=0.02)
    assert all(one.low <= one.value <= one.high for one in (*found.first, *found.total))


def test_what_matters_only_together_has_a_total_and_nothing_alone() -> None:
    found = indices.sobol_indices(lambda x: float(x[0] * x[1]), [(-1, 1), (-1, 1)], samples=512, seed=1)
    assert [one.value for one in found.first] == pytest.approx([0, 0], abs=0.06)
    assert [one.value for one in found.total] == pytest.approx([1, 1], abs=0.06)


def test_a_constant_has_no_variance_to_share() -> None:
    found = indices.sobol_indices(lambda x: 0.5, [(0, 1)], samples=8, seed=0)
    assert found.first == found.total == (indices.Index(0, 0, 0),)


def test_numbers_of_a_case_vary_together_one_of_each_table_of_shares(ladder: Case) -> None:
    singles = sensitivity(ladder)
    told: list[str] = []
    found = sobol(ladder, singles, numbers=4, samples=16, progress=told.append)
    assert found.runs == 16 * 6
    assert told[0].startswith("96 runs")
    assert [one.total.value for one in found.numbers] == sorted(
        (one.total.value for one in found.numbers), reverse=True
    )
    tables = {one.path: one.number.table for one in singles.numbers}
    varied = [tables[one.path] for one in found.numbers if tables[one.path]]
    assert len(varied) == len(set(varied))
    assert sum(one.first.value for one in found.numbers) == pytest.approx(1, abs=0.35)


@pytest.mark.parametrize("options", [{"samples": 60}, {"samples": 4}, {"numbers": 0}, {"scenario": "nowhere"}])
def test_a_study_together_that_makes_no_sense_is_refused(ladder: Case, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        sobol(ladder, sensitivity(ladder), **options)


def test_without_salib_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(EquipoiseError, match="SALib") as refused:
        indices.refuse_without_salib()
    assert "equipoise[sweep]" in str(refused.value.hint)
