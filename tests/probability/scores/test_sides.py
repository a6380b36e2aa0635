"""Weighted decompositions of records on unlike topics: by hand, and against the formulas of Merkle & Hartman."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.probability.scores import (
    murphy,
    murphy_over_sides,
    rows_of_events,
    topic_weights,
    yates,
    yates_over_sides,
)

CLOSE = 1e-9


def values(found, names):
    return [getattr(found, name).value for name in names]


# --- which side is the event -------------------------------------------------------------------------------------


def test_two_questions_asked_in_all_four_ways_by_hand():
    # 0.8 of what came and 0.7 of what did not. Both asked as they are, or both turned: the rate is a half. One turned:
    # both or neither occur, so that nothing is uncertain and nothing can be resolved. The score is the same.
    rows = rows_of_events([0.8, 0.7], [True, False])
    found = murphy_over_sides(rows, groups=None)
    names = ["brier", "reliability", "resolution", "uncertainty", "within"]
    assert values(found, names) == pytest.approx([0.265, 0.265, 0.125, 0.125, 0], abs=CLOSE)
    assert (found.uncertainty.low, found.uncertainty.high) == pytest.approx((0, 0.25), abs=0.01)
    # Bias: 0.75 - 0.5 as they are and 0.25 - 0.5 turned; 0.55 - 1 and 0.45 - 0 with one turned.
    sided = yates_over_sides(rows)
    assert values(sided, ["brier", "bias"]) == pytest.approx([0.265, 0], abs=CLOSE)
    # Where all or nothing occurs there is no slope; in the other two ways it is 0.8 - 0.7.
    assert sided.slope.value == pytest.approx(0.1)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.integers(0, 4)), min_size=1, max_size=12))
def test_the_score_itself_does_not_mind_the_side_and_the_parts_still_sum_to_it(record):
    said, came, questions = zip(*record, strict=True)
    rows = rows_of_events(said, came, questions=questions)
    plain, sided, y = murphy(rows, resamples=0), murphy_over_sides(rows), yates_over_sides(rows)
    assert sided.brier.value == pytest.approx(plain.brier.value, abs=CLOSE)
    assert sided.brier.low == pytest.approx(sided.brier.high, abs=CLOSE)
    m = dict(zip("abcd", values(sided, ["reliability", "resolution", "uncertainty", "within"]), strict=True))
    assert m["a"] - m["b"] + m["c"] + m["d"] == pytest.approx(plain.brier.value, abs=CLOSE)
    assert y.brier.value == pytest.approx(plain.brier.value, abs=CLOSE)


def test_forecasts_on_one_question_change_sides_together():
    # One question has two ways, and both have the parts of the other: turned apart there would be four.
    rows = rows_of_events([0.8, 0.6], [True, True], questions=["q", "q"])
    assert murphy_over_sides(rows).uncertainty.value == pytest.approx(0, abs=CLOSE)


def test_many_questions_are_drawn_by_the_seed():
    random = np.random.default_rng(1)
    said = random.uniform(size=40)
    rows = rows_of_events(said, random.uniform(size=40) < said)
    one, again, other = (murphy_over_sides(rows, seed=seed, draws=200) for seed in (3, 3, 4))
    assert one == again
    assert one != other
    assert one.resolution.low <= one.resolution.value <= one.resolution.high


def test_nothing_with_weight_has_no_parts_on_either_side():
    rows = rows_of_events([0.5], [True], weights=[0.0])
    assert murphy_over_sides(rows) is None
    assert yates_over_sides(rows) is None


# --- against the published formulas ------------------------------------------------------------------------------


def published(said, came, weights):
    """Merkle & Hartman's parts: over alternatives, weights summing to one, a bin for each vector of forecasts."""
    f = np.column_stack([1 - np.array(said), said])
    d = np.column_stack([1 - np.array(came, float), np.array(came, float)])
    w = np.array(weights) / np.sum(weights)
    overall = w @ d
    discrimination = miscalibration = 0.0
    for vector in np.unique(f, axis=0):
        members = np.all(f == vector, axis=1)
        share = np.sum(w[members])
        rate = w[members] @ d[members] / share
        discrimination += share * np.sum((rate - overall) ** 2)
        miscalibration += share * np.sum((vector - rate) ** 2)
    mean = w @ f
    variance = w @ (f - mean) ** 2
    when, unless = ((w[:, None] * f * one).sum(axis=0) / (w[:, None] * one).sum(axis=0) for one in (d, 1 - d))
    return {
        "uncertainty": np.sum(overall * (1 - overall)),
        "resolution": discrimination,
        "reliability": miscalibration,
        "scatter": np.sum(variance - (when - unless) ** 2 * overall * (1 - overall)),
        "covariance": np.sum(w @ ((f - mean) * (d - overall))),
        "bias": np.sum((mean - overall) ** 2),
    }


@given(
    st.lists(st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.6, 0.9]), st.floats(0.1, 3)), min_size=2, max_size=12),
    st.data(),
)
def test_parts_are_half_of_those_published_for_the_scale_from_0_to_2(record, data):
    said, weights = zip(*record, strict=True)
    came = data.draw(
        st.lists(st.booleans(), min_size=len(said), max_size=len(said)).filter(lambda one: 0 < sum(one) < len(one))
    )
    theirs = published(said, came, weights)
    rows = rows_of_events(said, came, weights=weights)
    m, y = murphy(rows, groups=None, resamples=0), yates(rows, resamples=0)
    for name in ("uncertainty", "resolution", "reliability"):
        assert 2 * getattr(m, name).value == pytest.approx(theirs[name], abs=CLOSE)
    for name in ("scatter", "covariance"):
        assert 2 * getattr(y, name).value == pytest.approx(theirs[name], abs=CLOSE)
    assert 2 * y.bias.value**2 == pytest.approx(theirs["bias"], abs=CLOSE)


# --- weights of topics -------------------------------------------------------------------------------------------


def test_topics_questions_and_days_have_the_same_voice_by_hand():
    # War: one question, of which 0.9 stood for three days and 0.5 for one. Trade: two questions of a day each.
    questions, topics, days = ["w", "w", "t1", "t2"], ["war", "war", "trade", "trade"], [3, 1, 1, 1]
    weights = topic_weights(questions, topics, days=days)
    assert weights == pytest.approx((3 / 8, 1 / 8, 1 / 4, 1 / 4))
    said, came = [0.9, 0.5, 0.2, 0.4], [True, True, False, True]
    found = murphy(rows_of_events(said, came, weights=weights, questions=questions), groups=None, resamples=0)
    # 3/8 of 0.01, 1/8 of 0.25, 1/4 of 0.04, 1/4 of 0.36. Three quarters occurred; every forecast is a group.
    assert found.brier.value == pytest.approx(0.00375 + 0.03125 + 0.01 + 0.09)
    assert found.uncertainty.value == pytest.approx(0.75 * 0.25)
    assert found.resolution.value == pytest.approx(0.75 * 0.0625 + 0.25 * 0.5625)
    assert found.reliability.value == pytest.approx(0.135)


def test_one_topic_has_the_weights_of_a_tournament():
    # One over the days of the question and one over the number of questions.
    assert topic_weights(["a", "a", "b"], [0, 0, 0]) == pytest.approx((0.25, 0.25, 0.5))


def test_a_topic_may_count_more_than_another():
    weights = topic_weights(["a", "b", "c"], ["war", "trade", "trade"], shares={"war": 3, "trade": 1})
    assert weights == pytest.approx((0.75, 0.125, 0.125))


@pytest.mark.parametrize(
    ("questions", "topics", "more", "words"),
    [
        (["a", "a"], ["war", "trade"], {}, "two topics"),
        (["a"], ["war"], {"shares": {"trade": 1.0}}, "every topic has a share"),
        (["a"], ["war"], {"days": [0]}, "no day"),
        (["a"], ["war"], {"days": [-1]}, "0 days or more"),
    ],
)
def test_weights_that_cannot_be_are_refused(questions, topics, more, words):
    with pytest.raises(ValueError, match=words):
        topic_weights(questions, topics, **more)
