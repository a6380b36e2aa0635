"""What is said of tipping points."""

from __future__ import annotations

import pytest

from equipoise.report.view.in_sentence import in_sentence
from equipoise.report.view.tip import lever_value, tips_view
from report.hand_made import case
from report.made_tips import made_tip, point

LOW = point(0, {"apart": 0.05, "hedged": 0.9, "allied": 0.05, "armed": 0.0}, 0.1)
NOW = point(1.2, {"apart": 0.1, "hedged": 0.8, "allied": 0.1, "armed": 0.0}, 0.1)
TIPS = point(1.68, {"apart": 0.1, "hedged": 0.44, "allied": 0.45, "armed": 0.01}, 0.1)
HIGH = point(4, {"apart": 0.1, "hedged": 0.3, "allied": 0.55, "armed": 0.05}, 0.1)
GRID = [LOW, NOW, HIGH]


def only(tip):
    shown = tips_view(case(), [tip])
    return shown, shown.levers[0]


def test_a_weight_that_tips_is_told_as_times_as_much_as_now():
    shown, lever = only(made_tip(GRID, at_value=TIPS, low=1.5, high=2.1, share=0.97, error=0.004))
    assert lever.sentence == (
        "If Secondary sanctions weighed 1.4 times as much as now, Overt support would lead on 31\u00a0March 2024."
    )
    assert (lever.now, lever.tips_at, lever.of_now, lever.then) == (
        "1.2", "1.68\u00a0(1.5–2.1)", "1.4 times", "Overt support",
    )  # fmt: skip
    assert shown.heading == "This lever by itself changes who leads on 31\u00a0March 2024"
    assert "at most 0.4 points" in " ".join(shown.notes)
    assert lever.caveats == (
        "It tips within its range under 97\u202f% of the uncertain settings, each taken by itself.",
    )
    assert [series.id for series in lever.series] == ["hedged", "allied"]
    assert [one.value for one in lever.series[0].points] == [0, 1.2, 1.68, 4]


def test_an_end_of_its_range_that_lies_beyond_is_told_so():
    _, lever = only(made_tip(GRID, at_value=TIPS, low=1.3, high=None, share=0.6))
    assert lever.tips_at == "1.68\u00a0(1.3 to >4)"


def test_a_lever_that_is_no_weight_is_told_by_its_value():
    _, lever = only(
        made_tip(GRID, at_value=TIPS, path="conditions.battlefield.dwell", title="Pace of the front", unit="months")
    )
    assert lever.sentence == (
        "Pace of the front: at 1.68 months instead of 1.2 (1.4 times as much), Overt support would lead on "
        "31\u00a0March 2024."
    )
    _, signed = only(made_tip(GRID, at_value=TIPS, path="conditions.battlefield.drift", title="Pull of the front"))
    assert "times" not in signed.sentence


def test_a_weight_that_tips_at_nothing_is_told_so():
    _, lever = only(made_tip(GRID, at_value=point(0, {"apart": 0.5, "hedged": 0.4, "allied": 0.1, "armed": 0.0})))
    assert lever.sentence.startswith("If Secondary sanctions weighed nothing, Arm’s length would lead")


def test_what_does_not_tip_says_so_with_its_range_and_where_it_comes_nearest():
    grid = [LOW, NOW, point(4, {"apart": 0.1, "hedged": 0.61, "allied": 0.24, "armed": 0.05})]
    shown, lever = only(made_tip(grid))
    assert shown.heading == "No lever by itself changes who leads on 31\u00a0March 2024"
    assert lever.sentence == (
        "Weight of sanctions: does not tip within its range (0 to 4 nats per point); Straddle stays ahead throughout, "
        "closest at 4 (61\u202f% against 24\u202f% for Overt support)."
    )
    assert not lever.is_tip
    assert lever.tips_at == lever.then == ""


def test_what_hardly_moves_anything_is_told_to_hardly_matter():
    _, lever = only(made_tip([_still(0), NOW, _still(4)]))
    assert "hardly matters" in " ".join(lever.caveats)


@pytest.mark.parametrize(
    ("fields", "sentence", "heading"),
    [
        (
            {"aim": "below", "bound": 0.5, "at_value": TIPS},
            "Straddle would fall below 50\u202f% on",
            "takes Straddle below 50\u202f% on",
        ),
        (
            {"aim": "above", "bound": 0.985},
            "Straddle stays below 98.5\u202f%, at 90\u202f% at most (at 0).",
            "No lever by itself takes Straddle above 98.5\u202f%",
        ),
        (
            {"aim": "to", "scenario": "armed"},
            "Arming Urania comes nearest at 4, with 5\u202f% against 55\u202f% for Overt support.",
            "No lever by itself brings Arming Urania to the lead on",
        ),
        (
            {"aim": "below", "bound": 0.9, "is_so_already": True, "at_value": NOW},
            "Straddle is below 90\u202f% on 31\u00a0March 2024 as the case stands",
            "Straddle is below 90\u202f% on 31\u00a0March 2024 already",
        ),
    ],
)
def test_other_aims_have_words_of_their_own(fields, sentence, heading):
    shown, lever = only(made_tip(GRID, **fields))
    assert sentence in lever.sentence
    assert heading in shown.heading


def test_what_is_undone_or_happens_on_the_other_side_too_is_said():
    _, lever = only(made_tip(GRID, at_value=TIPS, other=0.3, returns_at=3.5))
    assert "On the other side it tips as well, at 0.3." in lever.caveats
    assert any("further out, at 3.5, it has tipped back" in said for said in lever.caveats)


def test_several_levers_are_counted_in_the_heading():
    tips = [made_tip(GRID, at_value=TIPS), made_tip([LOW, NOW, _still(4)]), made_tip([LOW, NOW, _still(4)])]
    assert tips_view(case(), tips).heading == ("One of three levers changes who leads on 31\u00a0March 2024 by itself")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.053, "0.053"), (1.4823, "1.48"), (12, "12"), (1234.5, "1230"), (-0.5, "−0.5"), (0, "0"), (1e-12, "0")],
)
def test_values_have_three_digits_that_count(value, text):
    assert lever_value(value) == text


def test_a_title_loses_its_capital_only_where_the_case_writes_the_word_small():
    made = case(words=" or secondary goods")
    assert in_sentence("Secondary sanctions", made) == "secondary sanctions"
    assert in_sentence("Washington’s price", made) == "Washington’s price"
    assert in_sentence("US rivalry", made) == "US rivalry"
    assert in_sentence("", made) == ""


def _still(value):
    return point(value, _means(NOW), 0.1)


def _means(one):
    return {name: spread.probability for name, spread in one.scenarios.items()}
