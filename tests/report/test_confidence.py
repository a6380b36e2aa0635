"""How far the headline can be relied on: levels by thresholds, the lowest axis, and never a likelihood."""

from dataclasses import replace

import pytest

from equipoise.assess.assessment import Coverage
from equipoise.case.schema import Rating
from equipoise.errors import UsageError
from equipoise.report.lint import faults_in, probability_words
from equipoise.report.terminal import render
from equipoise.report.view import view
from equipoise.report.view.confidence import is_well_graded
from equipoise.studies.agreement import agreement
from report.hand_made import ITEMS, WEIGHTS, case, fake
from report.studied import OVERTURNED, SETTLED, UNSETTLED, stable


def spaces(text):
    """Text with ordinary spaces, easier to compare."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def confidence(assessment, choices=SETTLED):
    return view(assessment, stability=stable(assessment, choices)).confidence


def test_without_stability_no_level_is_stated(assessment):
    shown = view(assessment).confidence
    assert (shown.level, shown.label) == ("", "Confidence: not stated yet.")
    assert [axis.level for axis in shown.axes] == ["moderate", "moderate", "not computed"]
    assert "has not been computed" in shown.moves


def test_with_stability_the_level_is_the_lowest_axis_and_says_so(assessment):
    shown = confidence(assessment)
    assert spaces(shown.text) == (
        "Confidence: moderate. The headline stays between 76 % and 87 % under every choice tested."
    )
    assert shown.because == (
        "That is the lowest of three axes: information base moderate; analytical rigour moderate; complexity and "
        "volatility moderate."
    )


def test_the_headline_moves_only_under_arbitrary_choices(assessment):
    # Without evidence it would stand at 66 %, which nobody could choose.
    assert "66" not in confidence(assessment).moves


@pytest.mark.parametrize(
    ("share", "level"),
    [(0.0, "low"), (0.49, "low"), (0.5, "moderate"), (0.74, "moderate"), (0.75, "high"), (1.0, "high")],
)
def test_the_share_of_weight_from_good_grades_decides_its_ground(share, level):
    good, bad = {**ITEMS[0], "grade": "B2"}, {**ITEMS[1], "grade": "C3"}
    made = fake(case(items=(good, bad)))
    rows = tuple(
        replace(row, moved_db={**row.moved_db, "hedged": 10 * (share if row.id == "vote" else 1 - share)})
        for row in made.evidence_rows
    )
    ground = view(replace(made, evidence_rows=rows)).confidence.axes[0].grounds[0]
    assert ground.level == level
    assert (
        spaces(ground.says)
        == f"Items graded A or B carry {10 * share:.1f} dB of the 10.0 dB that items move Straddle by."
    )


@pytest.mark.parametrize(
    ("grade", "good"),
    [("A1", True), ("A", True), ("B3", True), ("B6", True), ("A4", False), ("B5", False), ("C1", False), ("F6", False),
     ("ungraded", False), ("accuracy 0.95", True), ("accuracy 0.8", True), ("accuracy 0.7", False)],
)  # fmt: skip
def test_a_grade_is_good_for_its_letter_unless_its_digit_doubts_the_report(grade, good):
    assert is_well_graded(grade) is good


@pytest.mark.parametrize(("effective", "level"), [(3.9, "low"), (4.0, "moderate"), (9.9, "moderate"), (10.0, "high")])
def test_independent_reports_decide_their_ground(assessment, effective, level):
    assert view(replace(assessment, effective_origins=effective)).confidence.axes[0].grounds[1].level == level


@pytest.mark.parametrize(("silent", "level"), [(3, "high"), (4, "moderate"), (8, "moderate"), (9, "low")])
def test_steps_without_a_report_decide_their_ground(assessment, silent, level):
    past = [day for day in assessment.report_dates if day <= assessment.as_of]
    shown = view(replace(assessment, silent=tuple(past[:silent]))).confidence.axes[0].grounds[2]
    assert (shown.level, shown.says) == (level, f"{14 - silent} of 14 months have a report.")


@pytest.mark.parametrize(("rated", "level"), [(39, "low"), (40, "moderate"), (79, "moderate"), (80, "high")])
def test_rated_cells_decide_their_ground(assessment, rated, level):
    shown = view(replace(assessment, coverage=Coverage(rated, 100)))
    assert shown.confidence.axes[1].grounds[0].level == level


def test_full_cells_alone_lift_no_level(assessment):
    """Structure raises confidence without accuracy: one rater who fills every cell stays where the other axes are."""
    full = replace(assessment, coverage=Coverage(32, 32))
    assert confidence(full).level == confidence(assessment).level == "moderate"


def test_one_rater_never_gets_a_high_level_of_rigour(assessment):
    full = replace(assessment, coverage=Coverage(32, 32))
    assert view(full).confidence.axes[1].level == "moderate"


@pytest.mark.parametrize(("second", "level"), [(1.0, "high"), (-1.0, "low")])
def test_raters_who_agree_are_told_from_raters_who_do_not(second, level):
    names = list(WEIGHTS)
    rows = [
        Rating(item=item, subject="scenarios", level=scenario, rating=sign * db, rater=rater)
        for item in names
        for scenario, db in zip(("apart", "hedged", "allied", "armed"), WEIGHTS[item], strict=True)
        for rater, sign in (("default", 1.0), ("anna", second))
    ]
    rated = replace(case(), ratings=tuple(rows))
    shown = view(fake(rated, coverage=Coverage(32, 32)), agreement=agreement(rated)).confidence
    assert shown.axes[1].grounds[1].level == level
    assert shown.axes[1].grounds[1].says.startswith("Two raters judged the evidence; their agreement (alpha) is ")


@pytest.mark.parametrize(
    ("hedged", "level"),
    [(0.826 - 0.04, "high"), (0.826 - 0.06, "moderate"), (0.826 - 0.14, "moderate"), (0.826 - 0.16, "low")],
)
def test_the_largest_move_by_one_choice_decides_the_third_axis(assessment, hedged, level):
    rest = (1 - hedged) / 3
    choices = (("review", "Review time", (("2 months", (rest, hedged, rest, rest)),)),)
    assert confidence(assessment, choices).axes[2].level == level


def test_the_choice_that_moves_most_is_named(assessment):
    largest = confidence(assessment, UNSETTLED).axes[2].grounds[0].says
    assert largest == "The choice that moves it most is the ratings of somebody else: by 28 points."


def test_a_choice_that_puts_another_scenario_first_makes_it_low(assessment):
    shown = confidence(assessment, OVERTURNED)
    assert shown.level == "low"
    assert shown.axes[2].grounds[1].says == (
        "With the closed course “stance=armed” open, Overt support comes first instead."
    )


def test_percentiles_of_a_recoding_rank_nothing(assessment):
    recoding = (("recoding", "Ratings a notch off", (("10th percentile", (0.02, 0.5, 0.6, 0.02)),)),)
    assert confidence(assessment, recoding).axes[2].grounds[1].says == "Straddle stays first under every choice tested."


@pytest.mark.parametrize("choices", [SETTLED, UNSETTLED, OVERTURNED])
def test_no_word_for_a_likelihood_ever_stands_in_it(assessment, choices):
    shown = confidence(assessment, choices)
    grounds = [ground.says for axis in shown.axes for ground in axis.grounds]
    told = [shown.text, shown.because, shown.note, *(axis.asks for axis in shown.axes), *grounds]
    for text in told:
        assert probability_words(text) == ()
        assert faults_in(text) == ()


def test_the_terminal_shows_the_line_when_it_is_computed_and_only_then(assessment):
    told = " ".join(render(view(assessment, stability=stable(assessment))).split())
    assert "Confidence: moderate. The headline stays between 76 % and 87 % under every choice tested." in told
    assert "Confidence: not stated yet." in render(view(assessment))


def test_an_estimate_never_lies_outside_its_own_span(assessment):
    """Stability of fewer particles may have another base: the estimate of the assessment is counted in."""
    other = replace(stable(assessment, ()), base={"apart": 0.05, "hedged": 0.7, "allied": 0.2, "armed": 0.05})
    assert "between 70\u202f% and 83\u202f%" in view(assessment, stability=other).confidence.moves


@pytest.mark.parametrize("change", [{"fingerprint": "sha256:0"}, {"case": "other", "fingerprint": "sha256:1"}])
def test_stability_of_another_case_is_refused(assessment, change):
    with pytest.raises(UsageError, match="stability of another case"):
        view(assessment, stability=replace(stable(assessment), **change))


def test_stability_as_of_another_day_is_refused(assessment):
    with pytest.raises(UsageError, match="as of 2023-02-28"):
        view(assessment, stability=replace(stable(assessment), as_of=assessment.as_of.replace(month=2, day=28)))
