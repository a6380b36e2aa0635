"""Vintages and judgements in words: nothing claimed beyond the numbers, every reserve told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from equipoise.case.schema import Event
from equipoise.report.view.event_words import event_words
from equipoise.report.view.vintages import vintages_view
from equipoise.studies.vintages import Unnamed
from report.hand_made import AT, case
from report.made_vintages import EARLY, LATE, compared, listed, made, vintage

ALLIED_LEADS = (0.1, 0.3, 0.5, 0.1)


def spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ([vintage(LATE)], "As of 31 March 2023, Straddle was likeliest for 31 March 2024: 83 %"),
        (
            [vintage(EARLY, at=(0.1, 0.6, 0.2, 0.1)), vintage(LATE)],
            "Straddle was likeliest for 31 March 2024 at each of two vintages: 60 % and 83 %",
        ),
        (
            [vintage(EARLY, at=ALLIED_LEADS), vintage(LATE)],
            "The likeliest scenario for 31 March 2024 changed: Overt support as of 31 March 2022 (50 %) and Straddle "
            "as of 31 March 2023 (83 %)",
        ),
        ([vintage(EARLY, at=(0.1, 0.4, 0.4, 0.1)), vintage(LATE)], "Two vintages of the case"),
        ([vintage(EARLY, trustworthy=False), vintage(LATE)], "Two vintages of the case"),
    ],
)
def test_the_heading_says_what_changed_and_no_more_than_the_numbers(shown, told):
    assert spaces(vintages_view(made(*shown)).heading) == told


def test_a_vintage_shows_its_own_numbers_and_plainer_forecasts_and_adds_up():
    view = vintages_view(made(vintage(EARLY, at=ALLIED_LEADS), vintage(LATE)))
    early, late = view.vintages
    assert [row.at.percent for row in early.rows] == [10, 30, 50, 10]
    assert [row.at.percent for row in late.rows] == [3, 83, 11, 3]
    assert [row.slot for row in late.rows] == [1, 2, 3, 4]
    assert [title for _, title in view.baselines] == ["No evidence", "Half rating strength", "Nothing changes"]
    for name, _ in view.baselines:
        assert sum(row.baselines[name].percent for row in late.rows) == 100


def test_what_a_vintage_leaves_out_is_told_by_kind_and_by_title():
    unnamed = (
        Unnamed("consideration", "trade", "Trade with the far shore", date(2022, 6, 30)),
        Unnamed("consideration", "old_ties", "old_ties", date(2022, 6, 30)),
        Unnamed("explanation", "norms", "Norms", date(2023, 1, 1)),
    )
    early, late = vintages_view(made(vintage(EARLY, unnamed=unnamed), vintage(LATE))).vintages
    assert early.not_used == (
        "Not used here, since the case names them only later: 2 considerations and 1 explanation."
    )
    assert early.not_used_titles == ("Trade with the far shore", "Old ties", "Norms")
    assert early.evidence == "5 items of evidence; 2 became known later."
    assert (late.not_used, late.not_used_titles) == ("", ())


def test_a_compared_judgement_carries_its_event_both_ranges_and_every_reserve():
    one = compared(
        imputed=True,
        imputed_parts={"until": "a year"},
        range_imputed=True,
        word="may",
        days_later=1,
    )
    (shown,) = vintages_view(made(vintage(LATE), compared=(one,))).compared
    assert spaces(shown.event) == "Arming Urania at some time until 31 March 2023"
    assert (spaces(shown.author), spaces(shown.model.text)) == ("20–45 %", "10 % (5–15)")
    assert (shown.when, shown.as_of_short) == ("Mar 2022", "31 Mar 2022")
    assert shown.marks == (
        "Event partly imputed (until: a year)",
        "Range read out of “may”",
        "Vintage 1 day after the judgement",
    )
    assert vintages_view(made(vintage(LATE), compared=(compared(),))).compared[0].marks == ()


@pytest.mark.parametrize(
    ("low", "high", "stands"),
    [
        (0.05, 0.15, "below"),
        (0.05, 0.2, "overlaps"),
        (0.3, 0.4, "overlaps"),
        (0.5, 0.6, "above"),
        (None, None, "below"),
    ],
)
def test_where_the_models_range_lies_is_told_not_scored(low, high, stands):
    one = compared(model_low=low, model_high=high)
    assert vintages_view(made(vintage(LATE), compared=(one,))).compared[0].stands == stands


def test_the_heading_of_the_judgements_counts_where_ranges_lie():
    low, same, high = (
        compared(),
        compared(model_low=0.1, model_high=0.3),
        compared(probability=0.6, model_low=0.5, model_high=0.7),
    )

    def heading(*judgements):
        return vintages_view(made(vintage(LATE), compared=judgements)).compared_heading

    assert heading(low, same, high) == (
        "The model’s range and the author’s for 3 judgements: they overlap in one, the model’s lies lower in one and "
        "lies higher in one"
    )
    assert heading(low, low) == "The model’s range and the author’s for 2 judgements: the model’s lies lower in two"
    assert heading() == "No judgement of others is about an event that the model computed"


def test_judgements_that_are_not_compared_are_counted_and_listed_with_their_reason():
    why = "Its term, to 2022-06-20, was over by the first vintage after it, 2022-06-30."
    view = vintages_view(made(vintage(LATE), listed=(listed(), listed(), listed("term_over", why))))
    assert view.not_compared == (
        "3 judgements are not compared: 2 name no event that the case describes and one for another reason."
    )
    assert spaces(view.listed[2].why) == (
        "Its term, to 20 June 2022, was over by the first vintage after it, 30 June 2022."
    )
    assert view.listed[0].when == "15 Jun 2022"
    assert vintages_view(made(vintage(LATE))).not_compared == ""


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"at": ["hedged"], "until": "2023-03-31"}, "Straddle on 31 March 2023"),
        ({"ever": ["allied", "armed"]}, "Overt support or Arming Urania at some time until 31 March 2024"),
        (
            {"throughout": ["stance=hedged & battlefield=losing"], "from": "2022-06-01", "until": "2023-03-31"},
            "Stance: Hedged with Battlefield: Losing without a break from 1 June 2022 to 31 March 2023",
        ),
        (
            {"at": ["armed"], "until": "2023-03-31", "given": {"battlefield": "losing"}},
            "Arming Urania on 31 March 2023, given Battlefield: Losing throughout",
        ),
        (
            {"at": ["armed"], "until": "2023-03-31", "do": {"battlefield": "losing@2022-06-30..2022-12-31"}},
            "Arming Urania on 31 March 2023, with somebody bringing about Battlefield: Losing from 30 June 2022 to "
            "31 December 2022",
        ),
    ],
)
def test_an_event_is_said_in_words(event, words):
    assert spaces(event_words(Event.model_validate(event), case())) == words


def test_authored_text_is_made_fit_to_print():
    one = replace(compared(), says="over\nthere\u202e", who="A \x00scholar")
    (shown,) = vintages_view(made(vintage(LATE, at=AT), compared=(one,))).compared
    assert (shown.says, shown.who) == ("over there", "A scholar")
