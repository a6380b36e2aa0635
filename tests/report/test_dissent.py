"""Alternatives and dissent: raters, published authors, the second scenario, marks on explanations."""

from dataclasses import replace

import pytest

from equipoise.case.schema import Rating
from equipoise.report.view import view
from equipoise.studies.agreement import agreement
from report.hand_made import case, fake
from report.studied import SETTLED, UNSETTLED, back_then, compared, stable


def spaces(text):
    """Text with ordinary spaces, easier to compare."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def rated(*rows):
    """The hand-made case with ratings: item, subject, level, dB, rater."""
    ratings = (Rating(item=i, subject=s, level=lv, rating=db, rater=rater) for i, s, lv, db, rater in rows)
    return fake(replace(case(), ratings=tuple(ratings)))


TWO_RATERS = (("vote", "scenarios", "hedged", 3.0, "default"), ("vote", "scenarios", "hedged", -6.0, "anna"))


def test_one_rater_leaves_no_dissent_and_the_brief_says_so(assessment):
    assert view(assessment).dissent.raters == (
        "Nobody has rated the evidence a second time, so there is no dissent of raters to show.",
    )


def test_a_second_rater_without_stability_is_named_as_not_computed():
    assert view(rated(*TWO_RATERS)).dissent.raters == (
        "Two raters judged the evidence; the headline by each was not computed.",
    )


def test_a_second_rater_s_headline_stands_beside_the_first():
    two = rated(*TWO_RATERS)
    shown = view(two, stability=stable(two, UNSETTLED)).dissent
    assert [spaces(one) for one in shown.raters] == [
        "By the ratings of “anna”, Straddle on 31 March 2024 would stand at 55 %, 28 points lower.",
        "By the mean of all raters, Straddle on 31 March 2024 would stand at 70 %, 13 points lower.",
    ]
    alike = (*SETTLED, ("rater", "Whose ratings count", (("anna", (0.031, 0.826, 0.112, 0.031)),)))
    told = view(two, stability=stable(two, alike)).dissent.raters
    assert spaces(told[0]).endswith("would stand at 83 %, the same within a point.")


def test_the_item_on_which_raters_differ_most_is_named():
    rows = [("debate", "scenarios", "allied", 1.0, "default"), ("debate", "scenarios", "allied", 0.0, "anna")]
    two = rated(*TWO_RATERS, *rows)
    told = view(two, agreement=agreement(two.case)).dissent.raters[-1]
    # +3 and -6 dB on one level of four, each less its mean over the four: 9 less 9/4.
    assert (
        spaces(told)
        == "They differ most on “Abstains on the draft that condemns the invasion”, by 6.8 dB on one level."
    )


def test_authors_apart_from_the_model_s_range_are_named_the_furthest_first(assessment):
    judged = [
        compared("Near", 0.70, 0.90, 0.62),
        compared("Inside", 0.50, 0.90, 0.62),
        compared("Far", 0.05, 0.20, 0.62, range_imputed=True, imputed=True, imputed_parts={"until": "12 months"}),
        compared("Far", 0.05, 0.40, 0.62),
    ]
    shown = view(assessment, vintages=back_then(assessment, judged)).dissent
    assert [(author.who, author.imputed) for author in shown.authors] == [("Far", True), ("Near", False)]
    assert spaces(shown.authors[0].sentence) == (
        "The author’s words were read as 5–20 % for an event to which the model, as of 31 March 2022, gives 62 %; a "
        "coder filled in its last day."
    )
    assert spaces(shown.authors[1].sentence).startswith("The author gave 70–90 % for an event")
    assert shown.compared == (
        "Four published judgements were compared on the same event; the model’s range and the author’s overlap for "
        "one. Of the three apart, two stand here."
    )


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        ([], "No published judgement is about an event and a day for which the model has a number."),
        ([compared("One", 0.5, 0.9, 0.95)], "One published judgement was compared on the same event; the model’s "
         "range and the author’s overlap for none."),
    ],
)  # fmt: skip
def test_what_was_compared_is_counted(assessment, judged, told):
    assert view(assessment, vintages=back_then(assessment, judged)).dissent.compared == told


def test_without_vintages_no_author_is_shown(assessment):
    shown = view(assessment).dissent
    assert (shown.authors, shown.compared) == ((), "")


def test_the_second_scenario_comes_with_what_speaks_for_it(assessment):
    assert [spaces(sentence) for sentence in view(assessment).dissent.alternative] == [
        "The second scenario on 31 March 2024 is Overt support, 11 %.",
        "On the record, “Parts with two uses appear in trade data” speaks for it most, by 1.5 dB.",
    ]


def test_marks_on_explanations_are_counted_by_item_and_never_added_up():
    marks = [
        ("vote", "explanations", "power", 6.0, "default"),
        ("vote", "explanations", "interests", 3.0, "default"),
        ("debate", "explanations", "power", 3.0, "default"),
        ("banks", "explanations", "interests", 6.0, "default"),
        ("banks", "explanations", "norms", 6.0, "default"),
        ("history", "explanations", "norms", 6.0, "default"),
    ]
    told = view(rated(*marks)).dissent.explanations
    # Two for power; banks is a draw; history is background, which does not count.
    assert told[0] == "The raters’ marks, which enter no number, favour Power most often: 2 of 3 counted items."
    assert spaces(told[1]) == "Interests has predicted best so far, 2.2 dB ahead of Power."


def test_without_marks_on_explanations_nothing_is_said(assessment):
    assert view(assessment).dissent.explanations == ()


def test_the_heading_counts_what_speaks_against_the_headline(assessment):
    judged = [compared("Far", 0.05, 0.2, 0.62)]
    heading = view(assessment, vintages=back_then(assessment, judged)).dissent.heading
    assert (
        heading == "The one published judgement apart from the model’s range and Overt support as the main alternative"
    )
    assert view(assessment).dissent.heading == "Overt support as the main alternative"


def test_what_is_apart_is_counted_alike_here_and_beside_the_vintages(assessment):
    wide = replace(compared("Wide", 0.70, 0.90, 0.62), model_low=0.5, model_high=0.75)
    judged = [wide, compared("Far", 0.05, 0.2, 0.62), compared("Inside", 0.5, 0.9, 0.62)]
    shown = view(assessment, vintages=back_then(assessment, judged))
    assert shown.dissent.heading.startswith("One of 3 published judgements apart from the model’s range")
    assert "overlap for two." in shown.dissent.compared
    assert "they overlap in two and the model’s lies higher in one" in shown.vintages.compared_heading


def test_a_rater_known_only_from_a_study_of_the_whole_case_is_counted(assessment):
    """An assessment holds the rows of its own rater alone."""
    one = rated(TWO_RATERS[0])
    shown = view(one, stability=stable(one, UNSETTLED))
    assert "Two raters judged the evidence" in shown.confidence.axes[1].grounds[1].says
    assert len(shown.dissent.raters) == 2
