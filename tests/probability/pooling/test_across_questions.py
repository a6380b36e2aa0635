from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression, minimize

from equipoise.errors import UsageError
from equipoise.probability.pooling import mended, shortfalls, violations
from equipoise.probability.pooling.isotonic import isotonic


def test_by_june_cannot_be_likelier_than_by_december():
    said = {"june": 0.5, "december": 0.3}
    (found,) = violations(said, [("june", "december")])
    assert (found.narrow, found.wide) == ("june", "december")
    assert found.by == pytest.approx(0.2)
    mend = mended(said, [("june", "december")])
    assert mend.probabilities == pytest.approx({"june": 0.4, "december": 0.4})
    assert mend.said == said
    assert mend.largest_move == pytest.approx(0.1)


def test_a_and_b_cannot_be_likelier_than_a():
    said = {"a": 0.4, "b": 0.6, "a and b": 0.5}
    mend = mended(said, [("a and b", "a"), ("a and b", "b")])
    assert mend.probabilities == pytest.approx({"a": 0.45, "b": 0.6, "a and b": 0.45})
    assert [(one.narrow, one.wide) for one in mend.violations] == [("a and b", "a")]


def test_what_is_coherent_stays_as_it_was_even_at_nought():
    said = {"june": 0.0, "december": 0.3, "never": 1.0}
    mend = mended(said, [("june", "december")])
    assert (mend.probabilities, mend.violations, mend.largest_move) == (said, (), 0.0)


def test_violations_come_worst_first():
    said = {"june": 0.5, "september": 0.45, "december": 0.2}
    implied = [("june", "september"), ("september", "december"), ("june", "december")]
    assert [round(one.by, 2) for one in violations(said, implied)] == [0.3, 0.25, 0.05]


def test_a_firmer_number_moves_less():
    mend = mended({"june": 0.5, "december": 0.3}, [("june", "december")], weights={"june": 3, "december": 1})
    assert mend.probabilities == pytest.approx({"june": 0.45, "december": 0.45})


def test_questions_that_imply_one_another_end_equal():
    mend = mended({"a": 0.2, "b": 0.6}, [("a", "b"), ("b", "a")])
    assert mend.probabilities == pytest.approx({"a": 0.4, "b": 0.4})


def test_an_unknown_question_and_no_probability_are_refused():
    with pytest.raises(UsageError, match="names 'december'"):
        violations({"june": 0.5}, [("june", "december")])
    with pytest.raises(ValueError, match="between 0 and 1"):
        mended({"june": 1.5}, [])


def test_a_weight_of_nought_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        mended({"june": 0.5, "december": 0.3}, [("june", "december")], weights={"june": 0, "december": 1})


# --- Fréchet's lower bound: both occur at least as often as the two together exceed one -------------------------


def test_two_likely_things_occur_together_at_least_by_what_exceeds_one():
    said = {"a": 0.8, "b": 0.7, "a and b": 0.2}
    (found,) = shortfalls(said, [("a and b", "a", "b")])
    assert (found.both, found.first, found.second) == ("a and b", "a", "b")
    assert (found.least, found.by) == (pytest.approx(0.5), pytest.approx(0.3))
    # The miss of 0.3 is shared evenly: 0.7 + 0.6 - 1 = 0.3.
    mend = mended(said, joint=[("a and b", "a", "b")])
    assert mend.probabilities == pytest.approx({"a": 0.7, "b": 0.6, "a and b": 0.3})
    assert (mend.violations, mend.shortfalls, mend.largest_move) == ((), (found,), pytest.approx(0.1))


def test_a_number_that_is_firm_leaves_the_miss_to_the_others():
    weights = {"a": 1e6, "b": 1e6, "a and b": 1.0}
    mend = mended({"a": 0.8, "b": 0.7, "a and b": 0.2}, joint=[("a and b", "a", "b")], weights=weights)
    assert mend.probabilities == pytest.approx({"a": 0.8, "b": 0.7, "a and b": 0.5}, abs=1e-5)


def test_a_and_b_implies_either_without_being_told():
    mend = mended({"a": 0.4, "b": 0.6, "a and b": 0.5}, joint=[("a and b", "a", "b")])
    assert mend.probabilities == pytest.approx({"a": 0.45, "b": 0.6, "a and b": 0.45})


@pytest.mark.parametrize("both", [0.5, 0.6, 0.7])
def test_between_its_bounds_both_together_is_coherent(both):
    said = {"a": 0.8, "b": 0.7, "a and b": both}
    assert shortfalls(said, [("a and b", "a", "b")]) == ()
    assert mended(said, joint=[("a and b", "a", "b")]).probabilities == said


@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 1), min_size=5, max_size=5),
    st.lists(st.floats(0.2, 3), min_size=5, max_size=5),
)
def test_with_lower_bounds_it_is_what_a_general_optimiser_finds(values, weights):
    names = ["a by june", "a", "b", "a and b", "a by june and b"]
    implies = [("a by june", "a"), ("a by june and b", "a and b")]
    joint = [("a and b", "a", "b"), ("a by june and b", "a by june", "b")]
    said, firm = dict(zip(names, values, strict=True)), dict(zip(names, weights, strict=True))
    mend = mended(said, implies, joint=joint, weights=firm).probabilities
    assert all(mend[narrow] <= mend[wide] + 1e-9 for narrow, wide in implies)
    for both, *each in joint:
        assert mend[each[0]] + mend[each[1]] - 1 - 1e-9 <= mend[both] <= min(mend[one] for one in each) + 1e-9
    at = names.index
    above = [lambda p, n=narrow, w=wide: p[at(w)] - p[at(n)] for narrow, wide in implies]
    above += [lambda p, b=both, e=one: p[at(e)] - p[at(b)] for both, *each in joint for one in each]
    above += [lambda p, b=both, e=each: p[at(b)] - p[at(e[0])] - p[at(e[1])] + 1 for both, *each in joint]
    found = minimize(
        lambda p: np.sum(np.array(weights) * (p - values) ** 2),
        [0.5, 0.6, 0.6, 0.4, 0.3],
        bounds=[(0, 1)] * 5,
        constraints=[{"type": "ineq", "fun": one} for one in above],
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 300},
    )
    ours = np.array([mend[name] for name in names])
    assert np.sum(np.array(weights) * (ours - values) ** 2) <= found.fun + 1e-6


# --- isotonic regression -------------------------------------------------------------------------------------


@st.composite
def problems(draw, most=6):
    size = draw(st.integers(1, most))
    values = draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))
    weights = draw(st.lists(st.floats(0.2, 3), min_size=size, max_size=size))
    possible = [(a, b) for a in range(size) for b in range(size) if a != b]
    order = draw(st.lists(st.sampled_from(possible), max_size=8)) if possible else []
    return values, weights, order


def upper_sets(size, order):
    """Sets that hold, with each member, all above it."""
    sets = chain.from_iterable(combinations(range(size), n) for n in range(size + 1))
    return [set(one) for one in sets if all(b in one for a, b in order if a in one)]


def by_the_formula(values, weights, order):
    """The textbook's max-min formula, over every upper and lower set (Robertson et al. 1988, theorem 1.4.4)."""
    size = len(values)
    uppers = upper_sets(size, order)
    lowers = [set(range(size)) - upper for upper in uppers]

    def mean(members):
        chosen = sorted(members)
        return np.average([values[n] for n in chosen], weights=[weights[n] for n in chosen])

    return [
        max(min(mean(upper & lower) for lower in lowers if n in lower) for upper in uppers if n in upper)
        for n in range(size)
    ]


@given(problems())
def test_it_is_what_the_formula_of_the_textbook_gives(problem):
    assert isotonic(*problem) == pytest.approx(by_the_formula(*problem), abs=1e-6)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.2, 3)), min_size=1, max_size=30))
def test_along_a_chain_it_is_what_scipy_gives(chain_):
    values, weights = zip(*chain_, strict=True)
    order = [(n, n + 1) for n in range(len(values) - 1)]
    theirs = isotonic_regression(values, weights=weights).x
    assert isotonic(values, weights, order) == pytest.approx(theirs.tolist(), abs=1e-6)


@given(problems())
def test_what_comes_out_ascends_along_the_order_and_keeps_the_mean(problem):
    values, weights, order = problem
    found = isotonic(values, weights, order)
    assert all(found[a] <= found[b] + 1e-6 for a, b in order)
    assert np.average(found, weights=weights) == pytest.approx(np.average(values, weights=weights), abs=1e-9)
    assert min(values) - 1e-12 <= min(found) <= max(found) <= max(values) + 1e-12


@given(problems(most=5))
def test_no_other_ascending_numbers_have_a_better_log_score_whatever_comes(problem):
    # The nearest in squared distance is nearest in the divergence of yes and no as well.
    values, weights, order = problem
    said = np.clip(values, 0.02, 0.98)
    found = np.clip(isotonic(said.tolist(), weights, order), 1e-12, 1 - 1e-12)

    def divergence(p):
        return float(np.dot(weights, said * np.log(said / p) + (1 - said) * np.log((1 - said) / (1 - p))))

    rng = np.random.default_rng(0)
    for _ in range(20):
        other = np.clip(isotonic((found + rng.normal(0, 0.05, len(said))).tolist(), weights, order), 0.001, 0.999)
        assert divergence(found) <= divergence(other) + 1e-9
