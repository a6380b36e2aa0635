"""Stability in words: one honest sentence, every choice in a row, numbers rounded once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from equipoise.report.names import Names
from equipoise.report.view.stability import stability_view
from equipoise.studies.stability import Choice, Setting
from report.hand_made import case
from report.made_stability import BASE, CHOICES, choice, given, made_stability, origin

NAMES = Names(case())


def shown(*choices, **changes):
    return stability_view(made_stability(choices or CHOICES, **changes), NAMES)


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def row(view, title):
    return next(one for one in view.rows if one.title == title)


# --- the sentence ------------------------------------------------------------------------------------------------


def test_where_no_choice_moves_it_far_the_sentence_gives_the_range_and_the_widest_choice():
    assert plain(shown().sentence) == (
        "The headline stays between 74 % and 89 % under every choice tested; the widest is the review time."
    )
    assert shown().leads_with_level
    assert shown().heading == "No arbitrary choice alone moves Straddle by more than 9 points"


def test_where_one_choice_moves_it_far_the_sentence_says_so_and_takes_the_word_away():
    view = shown(choice("review", "Review time", **{"6 months": 0.686, "24 months": 0.889}))
    assert not view.leads_with_level
    assert plain(view.sentence) == (
        "One arbitrary choice alone, the review time, moves the headline by 14 points, so its level is shown as a "
        "range, 69 % to 89 %, without a word."
    )
    assert view.heading == "One arbitrary choice alone moves Straddle by 14 points"


def test_the_sentence_names_the_scenario_that_moves_where_it_is_not_the_leader():
    moved = Choice("rater", "rater", "Whose ratings count", (Setting("ann", BASE | {"allied": 0.012, "apart": 0.06}),))
    view = shown(moved, base=BASE | {"allied": 0.142, "apart": 0.001})
    assert plain(view.sentence) == (
        "One arbitrary choice alone, whose ratings count, moves Overt support by 13 points, so levels are shown as "
        "ranges, without a word; the headline stays at 83 % under every choice tested."
    )


def test_a_headline_that_nothing_moves_is_said_to_stay():
    assert plain(shown(choice("review", "Review time", **{"6 months": 0.8261})).sentence) == (
        "The headline stays at 83 % under every choice tested."
    )


def test_without_choices_nothing_is_claimed():
    view = shown(choice("evidence", "No evidence", none=0.66))
    assert view.sentence == "No choice of this case could be made otherwise."
    assert view.rows == ()


def test_a_choice_that_puts_another_first_is_told_and_percentiles_rank_nothing():
    first = {"apart": 0.1, "hedged": 0.4, "allied": 0.45, "armed": 0.05}
    told = shown(Choice("rater", "rater", "Whose ratings count", (Setting("ann", first),)))
    assert told.overturned == "With the ratings of “ann”, Overt support comes first instead."
    assert shown(Choice("recoding", "recoding", "Ratings", (Setting("10th percentile", first),))).overturned == ""
    assert shown().overturned == ""


@pytest.mark.parametrize(
    ("one", "named"),
    [
        (choice("decisiveness", "Decisiveness", low=0.8), "decisiveness"),
        (choice("rating_strength", "Rating strength", half=0.8), "the rating strength"),
        (choice("rater", "Whose ratings count", ann=0.8), "whose ratings count"),
        (origin("state_media", 0.8), "leaving out “State media”"),
        (choice("excluded", "stance=armed & bases=some_soon", open=0.8), "opening a closed course (Armed, some soon)"),
        (choice("recoding", "Ratings", low=0.8), "moving every rating by a notch at random"),
    ],
)
def test_every_kind_of_choice_can_be_the_widest_in_a_sentence(one, named):
    assert shown(one).sentence.endswith(f"the widest is {named}.")


# --- rows --------------------------------------------------------------------------------------------------------


def test_rows_stand_widest_first_and_none_is_dropped():
    view = shown()
    assert [one.title for one in view.rows] == [
        "Review time",
        "Decisiveness",
        "Rating strength",
        "Left out: Abstains on the draft that condemns the invasion",
        "Ratings a notch off at random",
        "Left out: Briefing",
        "Whose ratings count",
        "Left out: State media",
        "Left out: two other origins in turn",
        "Opened: Armed, some soon",
    ]
    assert all(a.move >= b.move for a, b in pairwise(view.rows))
    assert sum(len(one.settings) for one in view.rows) == sum(
        len(one.settings) for one in CHOICES if one.kind != "evidence"
    )


def test_ends_are_named_with_choice_and_value_and_none_is_named_where_nothing_goes_beyond_the_assessment():
    view = shown()
    review, strength = row(view, "Review time"), row(view, "Rating strength")
    assert (plain(review.low.text), plain(review.high.text)) == ("6 months: 74 %", "24 months: 89 %")
    assert (plain(strength.low.text), strength.high) == ("half: 79 %", None)
    assert (review.moves, review.points) == ("8 points", "8")
    raters = row(view, "Whose ratings count")
    assert raters.low is None
    assert plain(raters.high.text) == "ann: 84 %"


def test_origins_beyond_the_first_share_a_row_whose_ends_name_them():
    view = shown(*(origin(f"source-{n}", 0.826 + (-1) ** n * n / 1000) for n in range(1, 8)))
    assert [one.title for one in view.rows] == [
        "Left out: Source 7",
        "Left out: Source 6",
        "Left out: Source 5",
        "Left out: four other origins in turn",
    ]
    rest = view.rows[-1]
    assert (rest.low.label, rest.high.label) == ("Source 3", "Source 4")
    assert (rest.moves, rest.points) == ("less than a point", "<1")
    assert view.rows[0].low.label == ""


def test_one_origin_alone_does_not_make_a_row_of_others():
    titles = [one.title for one in shown(*(origin(f"source-{n}", 0.82 - n / 100) for n in range(4))).rows]
    assert len(titles) == 4
    assert not any("other" in title for title in titles)


def test_no_evidence_is_a_baseline_beside_those_that_are_given():
    further = [("Nothing changes", given(0.9))]
    view = stability_view(made_stability(), NAMES, baselines=further)
    assert [plain(one.text) for one in view.baselines] == ["No evidence 66 %", "Nothing changes 90 %"]
    assert "No evidence" not in [one.title for one in view.rows]


def test_the_scenario_of_the_headline_can_be_named():
    view = stability_view(made_stability(), NAMES, leader="allied")
    assert (view.scenario, view.slot, view.title) == ("allied", 3, "Overt support")
    assert [other.id for other in view.others] == ["apart", "hedged", "armed"]


def test_other_scenarios_have_their_range_and_their_widest_choice():
    allied = next(other for other in shown().others if other.id == "allied")
    assert (allied.slot, allied.title, plain(allied.base.number)) == (3, "Overt support", "11 %")
    assert (allied.low.percent, allied.high.percent) == (7, 16)
    assert (allied.widest, allied.moves) == ("the review time", "5 points")


def test_what_could_not_be_tried_is_told_with_the_reason():
    assert shown().untried == (
        "Opened: Apart, many. Not tried: the course has no scenario.",
        "Review time, 2 months. Not tried: reviews are too fast to follow.",
    )


def test_the_notes_tell_of_recodings_that_hang_on_few_particles():
    assert not any("hangs on" in note for note in shown().notes)
    few = shown(recoding_effective=12.4)
    assert any("hangs on only 12 of 512 settings" in note for note in few.notes)
    assert len(shown(recodings=0, recoding_effective=None, recoding_particles=None, error=0.0).notes) == 1
