"""Other items under the same particles: exact where nothing is drawn, and weights that tell how far to trust them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from case.small_case import small_case
from equipoise.analysis.other_items import effective_number, mean_under, under_other_items
from equipoise.analysis.readings import read_scenarios
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.inference.belief import Inquiry, believe
from equipoise.inference.parameters import median_parameters
from equipoise.model.compile import compile_model

LAST = 500


@pytest.fixture(scope="module")
def model():
    case = small_case()
    return compile_model(case, resolve_as_of(case, None))


def belief_of(model):
    """At the median of the parameters, with the last day as the day that is asked about."""
    return believe(model, median_parameters(model), Inquiry(as_of=LAST, last=LAST))


def with_decibans_times(model, factor: float):
    items = tuple(replace(item, decibans=tuple(factor * db for db in item.decibans)) for item in model.items)
    return replace(model, items=items)


def test_other_items_give_what_a_belief_in_them_gives(model):
    doubled = with_decibans_times(model, 2.0)
    log_ratio = under_other_items(belief_of(model), [model.items, doubled.items])
    for other, found in zip((model, doubled), log_ratio, strict=True):
        belief = belief_of(other)
        assert mean_under(found) == pytest.approx(read_scenarios(belief, [LAST])[0][0, :, 0], abs=1e-9)
        log_total = np.logaddexp.reduce(found, axis=0)
        gained = belief.passed.log_evidence[0] - belief_of(model).passed.log_evidence[0]
        assert log_total == pytest.approx(gained, abs=1e-9)


def test_the_mean_weighs_particles_by_how_likely_they_make_the_other_items():
    # Two particles: the first says a for sure and makes the items three times as likely as the second, which says b.
    log_ratio = np.log(np.array([[0.75, 1e-300], [1e-300, 0.25]]))
    assert mean_under(log_ratio) == pytest.approx([0.75, 0.25])


def test_equal_weights_are_all_effective_and_one_weight_is_one():
    even = np.zeros((2, 3, 8))
    assert effective_number(even) == pytest.approx([8, 8])
    one = np.full((1, 3, 8), -1000.0)
    one[0, :, 2] = 0.0
    assert effective_number(one) == pytest.approx([1])


def test_neither_depends_on_how_likely_the_items_are_altogether():
    log_ratio = np.random.default_rng(0).normal(size=(2, 3, 5))
    assert mean_under(log_ratio - 2000.0) == pytest.approx(mean_under(log_ratio))
    assert effective_number(log_ratio - 2000.0) == pytest.approx(effective_number(log_ratio))
