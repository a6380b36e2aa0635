"""Murphy's and Yates's parts against examples by hand, their identities, and the scores they decompose."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.probability.scores import (
    brier_01,
    brier_02,
    murphy,
    ranked_score,
    rows_of_events,
    rows_of_options,
    rows_of_ordered,
    yates,
)

CLOSE = 1e-9

# Four at 0.2 of which one occurred, six at 0.7 of which four did.
SAID = [0.2] * 4 + [0.7] * 6
CAME = [True, False, False, False] + [True] * 4 + [False] * 2


def values(found, names):
    return [getattr(found, name).value for name in names]


def test_murphy_by_hand():
    found = murphy(rows_of_events(SAID, CAME))
    brier = (1 * 0.64 + 3 * 0.04 + 4 * 0.09 + 2 * 0.49) / 10
    reliability = 0.4 * (0.2 - 0.25) ** 2 + 0.6 * (0.7 - 2 / 3) ** 2
    resolution = 0.4 * (0.25 - 0.5) ** 2 + 0.6 * (2 / 3 - 0.5) ** 2
    expected = [brier, reliability, resolution, 0.25, 0.0]
    names = ["brier", "reliability", "resolution", "uncertainty", "within"]
    assert values(found, names) == pytest.approx(expected, abs=CLOSE)
    assert (found.rows, found.questions) == (10, 10)


def test_yates_by_hand():
    found = yates(rows_of_events(SAID, CAME))
    # Mean forecast 0.5, variance 0.06; of what occurred 0.6, of what did not 0.4.
    names = ["brier", "uncertainty", "bias", "slope", "covariance", "least_variance", "scatter"]
    expected = [0.21, 0.25, 0.0, 0.2, 0.05, 0.01, 0.05]
    assert values(found, names) == pytest.approx(expected, abs=CLOSE)


@st.composite
def records(draw):
    size = draw(st.integers(1, 12))
    said = draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))
    came = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    weights = draw(st.lists(st.floats(0.1, 3), min_size=size, max_size=size))
    return said, came, weights


@given(records(), st.sampled_from([None, 1, 3, 10]))
def test_parts_sum_to_the_weighted_brier_score(record, groups):
    said, came, weights = record
    rows = rows_of_events(said, came, weights=weights)
    each = [brier_01(value, occurred=one) for value, one in zip(said, came, strict=True)]
    mean = np.average(each, weights=weights)
    m = murphy(rows, groups=groups, resamples=0)
    assert m.brier.value == pytest.approx(mean, abs=CLOSE)
    assert m.reliability.value - m.resolution.value + m.uncertainty.value + m.within.value == pytest.approx(
        mean, abs=CLOSE
    )
    assert min(m.reliability.value, m.resolution.value, m.uncertainty.value) >= -CLOSE
    if groups is None:
        assert m.within.value == pytest.approx(0, abs=CLOSE)
    y = yates(rows, resamples=0)
    parts = y.uncertainty.value + y.bias.value**2 + y.least_variance.value + y.scatter.value - 2 * y.covariance.value
    assert parts == pytest.approx(mean, abs=CLOSE)
    assert y.scatter.value >= -CLOSE


@given(records())
def test_a_weight_of_two_is_the_same_forecast_twice(record):
    said, came, _ = record
    twice = rows_of_events([*said, said[0]], [*came, came[0]])
    weighted = rows_of_events(said, came, weights=[2.0] + [1.0] * (len(said) - 1))
    for decompose, names in (
        (murphy, ["brier", "reliability", "resolution", "uncertainty", "within"]),
        (yates, ["brier", "uncertainty", "bias", "least_variance", "scatter", "covariance"]),
    ):
        a, b = decompose(twice, resamples=0), decompose(weighted, resamples=0)
        assert values(a, names) == pytest.approx(values(b, names), abs=CLOSE)


def test_options_without_order_sum_to_the_brier_score_of_all_over_their_number():
    forecasts, outcomes = [(0.5, 0.3, 0.2), (0.1, 0.1, 0.8), (0.2, 0.6, 0.2)], [0, 2, 0]
    mean = np.mean([brier_02(f, o) for f, o in zip(forecasts, outcomes, strict=True)])
    assert murphy(rows_of_options(forecasts, outcomes)).brier.value == pytest.approx(mean / 3, abs=CLOSE)


def test_options_in_order_sum_to_the_ranked_score():
    forecasts, outcomes = [(0.5, 0.3, 0.2), (0.1, 0.1, 0.8), (0.2, 0.6, 0.1, 0.1)], [0, 2, 3]
    mean = np.mean([ranked_score(f, o) for f, o in zip(forecasts, outcomes, strict=True)])
    assert yates(rows_of_ordered(forecasts, outcomes)).brier.value == pytest.approx(mean, abs=CLOSE)


def test_a_calibrated_record_has_no_reliability_penalty_and_one_without_knowledge_no_resolution():
    calibrated = murphy(rows_of_events([0.25] * 4 + [0.75] * 4, [1, 0, 0, 0, 1, 1, 1, 0]))
    assert calibrated.reliability.value == pytest.approx(0, abs=CLOSE)
    ignorant = murphy(rows_of_events([0.5] * 8, [1, 0, 0, 0, 1, 1, 1, 0]))
    assert ignorant.resolution.value == pytest.approx(0, abs=CLOSE)


def test_groups_begin_at_their_tenth():
    # 0.7 times ten is a hair below seven; it belongs with 0.75 and not with 0.65.
    assert murphy(rows_of_events([0.7, 0.75], [True, False])).reliability.value == pytest.approx(0.225**2, abs=CLOSE)
    apart = murphy(rows_of_events([0.65, 0.7], [True, False]))
    assert apart.within.value == pytest.approx(0, abs=CLOSE)


def test_many_forecasts_on_one_question_do_not_make_it_many_questions():
    said, came = [0.2, 0.3, 0.8, 0.6, 0.4, 0.9], [False, False, True, True, False, True]
    alone = murphy(rows_of_events(said, came), seed=3)
    copied = murphy(rows_of_events(said * 20, came * 20, questions=list(range(6)) * 20), seed=3)
    assert (copied.rows, copied.questions) == (120, 6)
    assert (copied.brier.low, copied.brier.high) == pytest.approx((alone.brier.low, alone.brier.high), abs=CLOSE)


def test_a_question_alone_has_no_interval():
    found = murphy(rows_of_events([0.2, 0.3], [True, True], questions=["a", "a"]))
    assert (found.brier.low, found.brier.high) == (None, None)
    assert yates(rows_of_events([0.2], [True])).slope.value is None


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_bootstrap_intervals_of_the_mean_are_about_those_of_theory(seed):
    rng = np.random.default_rng(seed)
    said = rng.uniform(size=300)
    came = rng.uniform(size=300) < said
    found = murphy(rows_of_events(said.tolist(), came.tolist()), seed=seed, resamples=800)
    error = np.std((said - came) ** 2) / np.sqrt(300)
    assert found.brier.high - found.brier.low == pytest.approx(2 * 1.96 * error, rel=0.2)


def test_nothing_resolved_has_no_parts():
    assert murphy(rows_of_events([], [])) is None
    assert yates(rows_of_events([0.5], [True], weights=[0.0])) is None


def test_what_is_no_weight_is_refused():
    with pytest.raises(ValueError, match="weights are 0 or more"):
        rows_of_events([0.5], [True], weights=[-1.0])
    with pytest.raises(ValueError, match="at least one group"):
        murphy(rows_of_events([0.5], [True]), groups=0)
