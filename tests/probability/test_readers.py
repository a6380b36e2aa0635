import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import UsageError
from equipoise.probability.readers import Phrase, phrase_for, phrase_of, surveys

CAPPHRASE, ZONINATION = "CAPphrase", "zonination"


def test_both_surveys_say_who_was_asked_where_to_find_them_and_under_which_licence():
    assert [(one.name, one.people, len(one.phrases), one.licence) for one in surveys().values()] == [
        (CAPPHRASE, 5174, 19, "CC BY 4.0"),
        (ZONINATION, 46, 17, "MIT"),
    ]
    for survey in surveys().values():
        assert survey.asked
        assert survey.reference


@pytest.mark.parametrize(
    ("phrase", "survey", "median", "low", "high"),
    [
        ("almost certain", CAPPHRASE, 95, 90, 99),
        ("likely", CAPPHRASE, 75, 60, 85),
        ("Realistic  Possibility", CAPPHRASE, 60, 25, 80),
        ("about even", CAPPHRASE, 50, 50, 50),
        ("unlikely", CAPPHRASE, 20, 5, 30),
        ("almost certainly", ZONINATION, 95, 85, 98.5),
        ("we believe", ZONINATION, 70, 50, 85),
        ("chances are slight", ZONINATION, 10, 5, 30),
    ],
)
def test_a_phrase_gives_the_median_and_the_middle_four_fifths_of_its_readers(phrase, survey, median, low, high):
    one = phrase_of(phrase, survey)
    assert (one.median, one.low, one.high) == (median, low, high)


@pytest.mark.parametrize(
    ("probability", "phrase"),
    # Two phrases have the median 60; readers agree more on "better than even" than on "realistic possibility".
    [(0.58, "better than even"), (0.5, "about even"), (0.22, "unlikely"), (0.95, "almost certain"), (1, "will happen")],
)
def test_a_number_gets_the_phrase_whose_median_is_nearest(probability, phrase):
    assert phrase_for(probability, CAPPHRASE).phrase == phrase


@given(st.floats(0, 1), st.sampled_from([CAPPHRASE, ZONINATION]))
def test_no_other_phrase_has_a_nearer_median(probability, survey):
    chosen = phrase_for(probability, survey)
    nearest = min(abs(one.median - 100 * probability) for one in surveys()[survey].phrases)
    assert abs(chosen.median - 100 * probability) == pytest.approx(nearest, abs=1e-9)


def test_answers_ascend_and_lie_between_0_and_100():
    for phrase in (one for survey in surveys().values() for one in survey.phrases):
        assert list(phrase.quantiles) == sorted(phrase.quantiles)
        assert len(phrase.quantiles) == 19
        assert 0 <= phrase.low <= phrase.median <= phrase.high <= 100
        assert phrase.answers <= 5174


def test_distance_is_the_mean_of_the_answers_distances():
    assert Phrase("x", 3, (10.0, 20.0, 60.0)).distance(20) == pytest.approx(50 / 3)


def test_what_was_not_asked_is_not_guessed():
    with pytest.raises(UsageError, match="did not ask for 'very likely'"):
        phrase_of("very likely", CAPPHRASE)
    with pytest.raises(UsageError, match="CAPphrase, zonination"):
        phrase_of("likely", "Gallup")
