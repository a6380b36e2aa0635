"""Settings read and weighed under another version, and means over islands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.assess.vintage_run import ask_vintage, resolve_as_of
from equipoise.case.load import load_case
from equipoise.errors import NotTrustworthyError
from equipoise.inference.posterior import ISLANDS, infer
from equipoise.studies.shared_draws.islands import by_island, standard_error
from equipoise.studies.shared_draws.weighing import effective_share, read_under, scenarios_in, state_on, weights_of

LADDER = load_case(str(Path(__file__).parents[2] / "cases" / "ladder"))


@pytest.mark.parametrize("edits", [{}, {"decision_maker.decisiveness": {"median": 1.3, "spread": 1.6}}], ids=str)
def test_under_its_own_settings_a_version_reads_as_its_posterior_does(edits):
    case = LADDER.edited(edits)
    asked = ask_vintage(case, as_of=resolve_as_of(case, None), rater="default")
    posterior = infer(asked.model, asked.inquiry, particles=32, seed=1)

    def reader(belief):
        return belief.log_evidence

    own = posterior.read(reader)
    again = read_under(asked.model, asked.inquiry, posterior.coordinates, reader)
    assert np.array_equal(np.concatenate(own), np.concatenate(again))


def test_scenarios_without_a_backward_pass_are_those_with_one():
    asked = ask_vintage(LADDER, as_of=resolve_as_of(LADDER, None), rater="default")
    belief = infer(asked.model, asked.inquiry).read(lambda belief: belief)[0]
    last = belief.inquiry.last
    assert scenarios_in(belief, state_on(belief, last)) == pytest.approx(
        scenarios_in(belief, belief.on(last)), abs=1e-6
    )


@given(st.lists(st.floats(-600, 600), min_size=1, max_size=20))
def test_weights_are_the_ratios_and_sum_to_one_whatever_their_scale(logs):
    weights = weights_of(np.array(logs))
    assert weights.sum() == pytest.approx(1)
    assert weights == pytest.approx(weights_of(np.array(logs) + 1e3), abs=1e-9)
    assert 1 / len(logs) - 1e-9 <= effective_share(weights) <= 1 + 1e-9


def test_where_no_setting_makes_the_record_possible_it_is_refused():
    with pytest.raises(NotTrustworthyError):
        weights_of(np.full(3, -np.inf))


def test_all_alike_carry_the_answer_together_and_one_alone_is_one_of_them():
    assert effective_share(weights_of(np.zeros(8))) == pytest.approx(1)
    assert effective_share(weights_of(np.array([0.0, -np.inf, -np.inf, -np.inf]))) == pytest.approx(1 / 4)


def test_means_by_island_are_those_of_each_quarter_weighed():
    values, weights = np.arange(8.0)[None], np.array([1.0, 3, 1, 1, 0, 1, 0, 0])
    assert by_island(values).tolist() == [[0.5, 2.5, 4.5, 6.5]]
    assert by_island(values, weights).tolist() == [[0.75, 2.5, 5.0, 0.0]]


def test_one_particle_is_one_island_and_has_no_error():
    assert by_island(np.array([[0.3], [0.7]])).tolist() == [[0.3], [0.7]]
    assert standard_error(np.array([[0.3], [0.7]])).tolist() == [0, 0]


def test_the_error_is_the_spread_of_islands_over_the_root_of_their_number():
    islands = np.array([0.1, 0.2, 0.3, 0.4])
    assert len(islands) == ISLANDS
    assert standard_error(islands) == pytest.approx(np.sqrt(np.var(islands, ddof=1) / 4))
