"""The value of the next review against a direct solution, and what the actor sees."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import fsolve

from equipoise.inference.choice import choice_probabilities, discounted_value, softmax_over_choices
from equipoise.inference.prior import Prior, prior_of
from equipoise.model.arrays import Model
from equipoise.model.compile import compile_model
from oracle.folder import read_folder

EXAMPLE = Path(__file__).parents[1] / "proofs" / "example"


@pytest.mark.parametrize("patience", [0.3, 0.9, 0.99])
def test_the_value_of_the_next_review_solves_its_equation(patience: float) -> None:
    rng = np.random.default_rng(1)
    worth = rng.normal(size=(3, 4)) * 2
    inertia = np.abs(np.subtract.outer(range(3), range(3))) * 0.6
    next_review = rng.dirichlet(np.ones(4), size=(3, 4))
    expected = discounted_value(worth, inertia, next_review, patience)

    def residual(flat: np.ndarray) -> np.ndarray:
        guess = flat.reshape(3, 4)
        options = (worth + patience * guess)[None] - inertia[:, :, None]
        value = np.log(np.exp(options).sum(axis=1))
        return (np.einsum("bcd,bd->bc", next_review, value) - guess).ravel()

    assert np.abs(residual(expected.ravel())).max() < 1e-11
    solved = fsolve(residual, np.full(12, 1 / (1 - patience)), xtol=1e-13).reshape(3, 4)
    assert expected == pytest.approx(solved, abs=1e-8)


def test_great_patience_is_solved_too() -> None:
    rng = np.random.default_rng(2)
    worth = rng.normal(size=(2, 5))
    next_review = rng.dirichlet(np.ones(5), size=(2, 5))
    expected = discounted_value(worth, np.zeros((2, 2)), next_review, 0.9999)
    value = np.log(np.exp(worth + 0.9999 * (expected - expected.max())).sum(axis=0)) + 0.9999 * expected.max()
    again = np.einsum("bcd,d->bc", next_review, value)
    assert again == pytest.approx(expected, abs=1e-8)


def test_great_patience_is_solved_where_conditions_move_slowly() -> None:
    """A machine that wears is kept or replaced: many sweeps, and values a hundred times their differences."""
    wear = np.arange(60)
    worth = np.stack([-0.002 * wear, np.full(60, -10.0)])
    kept = 0.4 * np.eye(60) + 0.6 * np.eye(60, k=1)
    kept[-1, -1] = 1
    next_review = np.stack([kept, np.tile(kept[0], (60, 1))])
    expected = discounted_value(worth, np.zeros((2, 2)), next_review, 0.9999)
    level = expected.mean()
    value = np.logaddexp(*(worth + 0.9999 * (expected - level)))
    again = np.einsum("bcd,d->bc", next_review, value) - 0.0001 * level
    assert abs(level) > 100 * np.ptp(expected)
    assert again == pytest.approx(expected - level, abs=1e-12)


def test_a_logit_with_huge_costs_still_sums_to_one() -> None:
    values = np.array([[[0.0], [-2000.0], [900.0]]])
    probabilities = softmax_over_choices(values)
    assert probabilities.sum() == pytest.approx(1)
    assert probabilities[0, 2, 0] == pytest.approx(1)


def patient(patience: float, every: float = 5.0) -> tuple[Model, Prior]:
    case = read_folder(EXAMPLE).edited(
        {
            "decision_maker.patience": patience,
            "decision_maker.decisiveness": {"median": 1, "spread": 2},
            "decision_maker.review.every": {"median": every, "spread": 1.5},
            "conditions.pressure.dwell": {"median": 4, "spread": 1.5},
        }
    )
    model = compile_model(case, date(2021, 10, 31))
    return model, prior_of(model)


def test_each_particle_values_the_next_review_as_if_it_were_alone() -> None:
    model, prior = patient(0.95)
    coordinates = np.random.default_rng(3).standard_normal((prior.num_coordinates, 5))
    together = choice_probabilities(model, prior.at(coordinates))
    for n in range(5):
        alone = choice_probabilities(model, prior.at(coordinates[:, [n]]))
        assert together[..., n] == pytest.approx(alone[..., 0], abs=1e-12)


def test_single_precision_keeps_the_digits_that_a_large_common_value_would_cost() -> None:
    model, prior = patient(1 - 1e-7)
    parameters = prior.at(np.zeros((prior.num_coordinates, 1)))
    double, single = choice_probabilities(model, parameters), choice_probabilities(model, parameters, single=True)
    assert single.dtype == np.float32
    assert single == pytest.approx(double, abs=1e-6)


def test_a_review_in_a_million_million_years_is_valued_too() -> None:
    choices = [choice_probabilities(model, prior.at(np.zeros((prior.num_coordinates, 1)))) for model, prior in
               (patient(0.9, 1e8), patient(0.9, 1e13), patient(0.9, 1e25))]  # fmt: skip
    for choice in choices:
        assert choice.sum(axis=1) == pytest.approx(1)
        assert choice == pytest.approx(choices[0], abs=1e-6)


def test_what_would_go_back_is_never_chosen_and_the_rest_keeps_its_digits() -> None:
    """With patience near one, courses that shut others out lie far behind: single precision must not notice."""
    case = read_folder(EXAMPLE)
    name, instrument = next(iter(case.definition.instruments.items()))
    model = compile_model(
        case.edited({f"instruments.{name}.irreversible": instrument.levels[1:], "decision_maker.patience": 0.99}),
        date(2021, 10, 31),
    )
    prior = prior_of(model)
    parameters = prior.at(np.zeros((prior.num_coordinates, 1)))
    double, single = choice_probabilities(model, parameters), choice_probabilities(model, parameters, single=True)
    for choice in (double, single):
        assert not choice[~model.may_follow].any()
        assert choice.sum(axis=1) == pytest.approx(1, abs=1e-6)
    assert (~model.may_follow).any()
    assert single == pytest.approx(double, abs=1e-6)
