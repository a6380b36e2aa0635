"""Agreement in words: what may be concluded by custom, and every rating less the mean of its subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from equipoise.case.schema import Rating
from equipoise.report.view.agreement import AgreementView, agreement_view
from equipoise.studies.agreement import Alpha, agreement
from report.hand_made import ITEMS, SCENARIOS, case

Rows = Mapping[str, Sequence[float | None]]


def rated(subject: str = "scenarios", levels: Sequence[str] = tuple(SCENARIOS), **by_rater: Rows) -> list[Rating]:
    """Ratings by rater, item and level; None leaves a level out. Underscores of an item stand for its dashes."""
    return [
        Rating(item=item.replace("_", "-"), subject=subject, level=level, rating=value, rater=rater)
        for rater, rows in by_rater.items()
        for item, given in rows.items()
        for level, value in zip(levels, given, strict=True)
        if value is not None
    ]


def shown(*ratings: Rating) -> AgreementView:
    return agreement_view(agreement(replace(case(), ratings=ratings)))


def spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("alpha", "how", "may"),
    [
        ((0.92, 0.88, 0.95), "agree well", "enough to rest conclusions on these ratings."),
        ((0.85, 0.7, 0.9), "agree well", "the range reaches below"),
        ((0.7, 0.5, 0.8), "agree fairly", "tentative conclusions only"),
        ((-0.1, -0.3, 0.2), "agree poorly", "too little"),
        ((0.92, None, None), "agree well", "enough to rest conclusions on these ratings."),
    ],
)
def test_what_may_be_concluded_follows_the_customary_bounds(alpha, how, may):
    study = agreement(replace(case(), ratings=tuple(rated(ann={"vote": (1, 0, 0, 0)}, bob={"vote": (1, 0, 0, 0)}))))
    view = agreement_view(replace(study, overall=Alpha(*alpha, sign=0.5, cells=40, items=10, refusal="")))
    assert how in view.heading
    assert may in view.may


def test_the_coefficient_comes_with_its_range_and_true_minus_signs():
    study = agreement(replace(case(), ratings=tuple(rated(ann={"vote": (1, 0, 0, 0)}, bob={"vote": (1, 0, 0, 0)}))))
    view = agreement_view(replace(study, overall=Alpha(0.123, -0.051, 0.456, 0.5, 40, 10, "")))
    assert view.alpha == "0.12 (−0.05 to 0.46)"


def test_too_little_says_why_in_place_of_a_number():
    view = shown(*rated(ann={"vote": (1, 0, 0, 0)}))
    assert view.heading == "No measure of agreement: only one rater has rated: ann"
    assert (view.alpha, view.may, view.differences) == ("", "", ())
    assert view.same == "No item was rated by two raters on the same subject."
    assert view.lone == "1 set was given by one rater alone."
    assert shown().heading == "No measure of agreement: nobody has rated anything"


def test_ratings_stand_side_by_side_less_the_mean_of_their_subject():
    view = shown(
        *rated(
            ann={"vote": (6, 0, -3, -3), "debate": (3, 3, 0, 0)},
            bob={"vote": (-6, 0, 3, 3), "debate": (1, 1, -2, -2)},
        )
    )
    (one,) = view.differences
    assert (one.id, one.what, one.subject) == ("vote", ITEMS[0]["what"], "Scenarios")
    assert spaces(one.largest) == "12.0 dB"
    assert [(level.title, level.given, spaces(level.apart), level.signs_differ) for level in one.levels] == [
        ("Arm’s length", ("+6.0", "−6.0"), "12.0 dB", True),
        ("Straddle", ("0.0", "0.0"), "0.0 dB", False),
        ("Overt support", ("−3.0", "+3.0"), "6.0 dB", True),
        ("Arming Urania", ("−3.0", "+3.0"), "6.0 dB", True),
    ]
    assert "Of 2 sets of ratings" in view.same
    assert view.same.endswith("one says the same.")
    assert view.signs == "On 3 cells one rater speaks for the level and another against it."


def test_a_level_left_out_is_not_shown_as_a_rated_zero():
    view = shown(*rated(ann={"vote": (6, None, None, None)}, bob={"vote": (6, -6, None, None)}))
    (one,) = view.differences
    assert [level.given for level in one.levels] == [("+4.5", "+6.0"), ("not rated", "−6.0")]
    assert one.left_out == ("ann left out Straddle",)


def test_subjects_carry_their_titles_and_those_that_enter_no_assessment_say_so():
    losing = ("losing", "attrition", "winning")
    view = shown(
        *rated("battlefield", losing, ann={"vote": (1, 0, -1)}),
        *rated("planted:scenarios", ann={"vote": (1, 0, 0, 0)}),
        *rated("stance", ann={"vote": (1, 0, 0, 0)}),
        *rated("explanations", ("interests", "power"), ann={"vote": (1, 0)}),
    )
    assert [one.title for one in view.subjects] == [
        "Battlefield",
        "Scenarios, were the report planted",
        "Stance",
        "Explanations (enter no assessment)",
    ]
    assert all(one.alpha == "none" and one.note for one in view.subjects)
