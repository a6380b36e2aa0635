"""Agreement of raters, against the worked example of its author and what must hold of any such number."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from equipoise.probability.krippendorff import alpha_interval, krippendorff_alpha

NONE = np.nan
# Krippendorff (2011), part C: four observers and twelve units, with values missing.
PUBLISHED = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ]
).T
METRICS = ["nominal", "ordinal", "interval"]
TABLES = arrays(
    float,
    st.tuples(st.integers(2, 8), st.integers(2, 4)),
    elements=st.one_of(st.integers(-3, 3).map(float), st.just(NONE)),
)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_worked_example_of_krippendorff_comes_out(metric, published):
    assert round(krippendorff_alpha(PUBLISHED, metric=metric), 3) == published


@given(TABLES)
def test_with_the_interval_metric_it_is_one_less_observed_over_expected_squares(values):
    found = krippendorff_alpha(values, metric="interval")
    units = [[v for v in row if not np.isnan(v)] for row in values]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [v for unit in units for v in unit]
    expected = np.mean([(a - b) ** 2 for a, b in combinations(pooled, 2)]) if pooled else 0.0
    if expected == 0:
        assert found is None
        return
    within = [len(unit) * np.mean([(a - b) ** 2 for a, b in combinations(unit, 2)]) for unit in units]
    assert found == pytest.approx(1 - sum(within) / len(pooled) / expected, abs=1e-12)


@pytest.mark.parametrize("metric", METRICS)
def test_raters_who_give_the_same_agree_perfectly(metric):
    same = np.repeat(np.array([[1.0], [2.0], [2.0], [5.0]]), 3, axis=1)
    assert krippendorff_alpha(same, metric=metric) == 1


@pytest.mark.parametrize("metric", METRICS)
def test_two_raters_who_always_differ_are_below_chance(metric):
    assert krippendorff_alpha(np.array([[1.0, 2.0], [2.0, 1.0]] * 5), metric=metric) < 0


@given(TABLES, st.sampled_from(METRICS), st.randoms(use_true_random=False))
def test_the_order_of_raters_and_of_units_says_nothing(values, metric, random):
    raters, units = list(range(values.shape[1])), list(range(values.shape[0]))
    random.shuffle(raters)
    random.shuffle(units)
    found = krippendorff_alpha(values, metric=metric)
    other = krippendorff_alpha(values[units][:, raters], metric=metric)
    assert other == (None if found is None else pytest.approx(found, abs=1e-12))


@given(TABLES, st.sampled_from([-7.0, 0.25, 12.0]), st.integers(-9, 9))
def test_another_unit_and_another_zero_leave_the_interval_metric_as_it_is(values, factor, shift):
    found = krippendorff_alpha(values, metric="interval")
    other = krippendorff_alpha(values * factor + shift, metric="interval")
    assert other == (None if found is None else pytest.approx(found, abs=1e-9))


@given(TABLES)
def test_of_ranks_only_the_order_counts(values):
    found = krippendorff_alpha(values, metric="ordinal")
    other = krippendorff_alpha(np.exp(values), metric="ordinal")
    assert other == (None if found is None else pytest.approx(found, abs=1e-12))


@given(TABLES, st.sampled_from(METRICS))
def test_a_unit_with_one_value_says_nothing(values, metric):
    lone = np.full((1, values.shape[1]), NONE)
    lone[0, 0] = 9.0
    assert krippendorff_alpha(np.vstack([values, lone]), metric=metric) == krippendorff_alpha(values, metric=metric)


@pytest.mark.parametrize("values", [[[1.0, NONE], [NONE, 2.0]], [[3.0, 3.0], [3.0, 3.0]], [[NONE, NONE]]])
def test_where_nothing_can_be_told_apart_there_is_no_coefficient(values):
    assert krippendorff_alpha(np.array(values), metric="interval") is None


@given(TABLES, st.sampled_from(METRICS))
def test_an_interval_holds_resamples_of_whole_groups_and_the_seed_fixes_it(values, metric):
    groups = np.arange(len(values)) // 2
    first = alpha_interval(values, groups, metric=metric, seed=3, resamples=60)
    assert first == alpha_interval(values, groups, metric=metric, seed=3, resamples=60)
    assume(first is not None)
    assert first[0] <= first[1] <= 1


def test_resampling_by_hand_gives_the_same_interval():
    groups = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    drawn = np.random.default_rng(8).multinomial(6, np.full(6, 1 / 6), size=200)
    alphas = [
        krippendorff_alpha(
            np.vstack([PUBLISHED[groups == g] for g in range(6) for _ in range(row[g])]), metric="ordinal"
        )
        for row in drawn
    ]
    defined = [alpha for alpha in alphas if alpha is not None]
    found = alpha_interval(PUBLISHED, groups, metric="ordinal", seed=8, resamples=200)
    assert found == pytest.approx(tuple(np.quantile(defined, (0.025, 0.975))), abs=1e-12)


def test_one_group_has_no_interval():
    assert alpha_interval(PUBLISHED, np.zeros(12, dtype=int), metric="interval", seed=0, resamples=50) is None
