from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.errors import Finding, Severity
from equipoise.probability.words import word_for
from equipoise.report.rounding import BELOW_ONE
from equipoise.report.view import view
from report.hand_made import ITEMS, SCENARIOS, case, fake

HORIZON = "31\u00a0March 2024"
FOURS = st.tuples(*[st.floats(0.001, 1)] * 4).map(lambda weights: tuple(w / sum(weights) for w in weights))


def spaces(text):
    """Text with ordinary spaces, easier to compare."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_bottom_line_names_the_leader_its_number_and_its_word(assessment):
    claim, now = spaces(view(assessment).headline.leads).split(". ")
    assert claim == "Straddle is the likeliest of four scenarios on 31 March 2024: 83 %, very likely"
    assert now == "It leads now as well, at 90 %."


def test_numbers_in_the_sentence_carry_their_range_where_there_is_one(sampled):
    headline = view(sampled).headline
    assert "83\u202f%\u00a0(78–88), very likely" in headline.leads
    assert "central 80\u202f% range" in headline.ranges


def test_where_no_setting_is_uncertain_no_range_is_shown_and_the_brief_says_why(assessment):
    shown = view(assessment)
    assert "No setting of this case is uncertain" in shown.headline.ranges
    assert not any(chance.range for row in shown.course.rows for chance in row.chances)


def test_the_alternatives_come_with_their_chance_on_the_day_and_at_some_time(assessment):
    assert spaces(view(assessment).headline.others) == (
        "The main alternative on that day is Overt support, 11 %. The chance of each at some time from 31 March 2023 "
        "until then: Arm’s length 4 %, Overt support 15 % and Arming Urania 4 %."
    )


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ((0.1, 0.42, 0.3, 0.18), "42 %, which is less than an even chance."),
        ((0.1, 0.4, 0.4, 0.1), "Straddle and Overt support are equally likely on 31 March 2024, at 40 % each."),
        ((0.005, 0.992, 0.002, 0.001), "Straddle is the likeliest of four scenarios on 31 March 2024: >99 %."),
        ((0.6, 0.2, 0.1, 0.1), "Now Straddle leads, at 90 %; Arm’s length stands at 1 %."),
    ],
)
def test_the_bottom_line_claims_no_more_than_the_numbers(at, told):
    assert told in spaces(view(fake(case(), at=at)).headline.leads)


def test_equal_alternatives_are_both_named():
    told = spaces(view(fake(case(), at=(0.1, 0.7, 0.1, 0.1))).headline.others)
    assert told.startswith(
        "The main alternatives on that day are Arm’s length, Overt support and Arming Urania, at 10 % each."
    )


def test_overlapping_ranges_leave_the_order_open():
    told = view(fake(case(), at=(0.1, 0.41, 0.4, 0.09), sampled=True)).headline.leads
    assert "overlap, so their order is not settled" in told


@given(FOURS, FOURS)
def test_every_shown_set_adds_up(now, at):
    shown = view(fake(case(), now=now, at=at))
    sets = [row.chances for row in shown.course.rows]
    sets += [tuple(row.chances.values()) for row in shown.baselines.rows]
    for chances in sets:
        small = sum(chance.percent == BELOW_ONE for chance in chances)
        total = sum(chance.percent for chance in chances)
        assert 100 - max(small - 1, 0) <= total <= 100


@given(FOURS)
def test_the_word_is_the_word_of_the_number_as_printed(at):
    for scenario in view(fake(case(), at=at)).scenarios:
        if 1 <= scenario.at.percent <= 99:
            assert scenario.at.word == word_for(scenario.at.percent / 100)
        else:
            assert scenario.at.word == ""


@given(FOURS)
def test_a_range_as_shown_holds_its_number(at):
    for scenario in view(fake(case(), at=at, sampled=True)).scenarios:
        if not scenario.at.range:
            continue
        low, high = scenario.at.range.strip("()").split("–")
        bounds = [int(end.replace("<1", "0").replace(">99", "100")) for end in (low, high)]
        assert bounds[0] <= scenario.at.percent <= bounds[1]


def test_a_wide_range_gets_no_word(sampled):
    points = tuple(
        replace(point, low=0.2, high=0.95) if point.scenario == "hedged" else point for point in sampled.scenario_points
    )
    assert view(replace(sampled, scenario_points=points)).leader.at.word == ""


def test_cards_say_where_each_scenario_stands_and_where_it_comes_from(assessment):
    findings = {scenario.id: spaces(scenario.finding) for scenario in view(assessment).scenarios}
    assert findings == {
        "apart": "A 3 % chance on 31 March 2024, up from 1 % now",
        "hedged": "Likeliest on 31 March 2024, at 83 %, down from 90 % now",
        "allied": "The main alternative, at 11 %, up from 8 % now",
        "armed": "A 3 % chance on 31 March 2024, up from 1 % now",
    }


def test_what_speaks_for_and_against_comes_with_its_weight(assessment):
    armed = view(assessment).scenarios[3]
    assert armed.toward == ("Aid said to be under consideration (+1.7\u202fdB)",)
    assert armed.away == ("At the summit an old phrase is not repeated (−1.6\u202fdB)",)


def test_scenarios_keep_the_order_and_slot_of_the_case(assessment):
    assert [(scenario.slot, scenario.title) for scenario in view(assessment).scenarios] == list(
        enumerate(SCENARIOS.values(), start=1)
    )


def test_items_of_one_origin_are_told_as_one_mover(assessment):
    shared = [mover for mover in view(assessment).evidence.movers if mover.items > 1]
    assert [(mover.what, mover.note, round(mover.moved["hedged"], 1)) for mover in shared] == [
        ("Aid said to be under consideration", "2 reports", -1.1)
    ]


def test_evidence_is_listed_by_date_with_source_grade_origin_and_share(assessment):
    items = view(assessment).evidence.items
    assert [item.date for item in items] == [
        "25 Feb 2022", "28 Feb 2022", "Mar 2022", "15 Jun 2022", "Q3 2022", "19 Feb 2023", "23 Feb 2023", "Mar 2023",
    ]  # fmt: skip
    grades = {item.id: item.grade for item in items}
    assert grades | {} == {
        "vote": "A1", "debate": "A1", "banks": "B2", "call": "ungraded", "summit": "accuracy 0.95",
        "aid": "A", "aid-again": "A", "trade": "B2",
    }  # fmt: skip
    again = next(item for item in items if item.id == "aid-again")
    assert (again.origin, again.share) == ("Briefing", "counts 0.3")


def test_surprises_come_worst_first_and_as_a_factor(assessment):
    surprises = view(assessment).evidence.surprises
    assert [(s.item.id, s.text) for s in surprises] == [
        ("debate", "+2.4\u202fdB"),
        ("trade", "+1.3\u202fdB"),
        ("aid", "+0.9\u202fdB"),
    ]
    assert surprises[0].times == "1.7 times less expected than by someone without a view"


def test_what_is_kept_but_not_counted_is_counted_out(assessment):
    assert view(assessment).evidence.left_out == "1 item is kept in the case without being counted: 1 background."


def test_a_case_without_evidence_says_so():
    bare = view(fake(case(items=())))
    assert bare.evidence.heading == "Nothing but the base rate so far: add evidence"
    assert bare.evidence.movers == ()


def test_silent_steps_are_named_as_runs(assessment):
    course = view(assessment).course
    assert course.silence == "Apr–May 2022, Jul 2022, Sep 2022 to Jan 2023"
    assert course.heading.endswith("eight of 14 months are without a report")
    assert (course.silent[0].first, course.silent[0].last) == (date(2022, 4, 1), date(2022, 5, 31))


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({}, "Straddle has led since the case opened"),
        ({"without": (0.9, 0.05, 0.03, 0.02)}, "Straddle has led since "),
        ({"at": (0.9, 0.05, 0.03, 0.02)}, f"Arm’s length is predicted to lead on {HORIZON}"),
    ],
)
def test_the_heading_of_the_course_says_who_led_and_who_will(changes, heading):
    assert heading in view(fake(case(), **changes)).course.heading


def test_the_heading_of_the_baselines_says_what_the_evidence_did(assessment):
    assert spaces(view(assessment).baselines.heading) == "The evidence raises Straddle from 66 % to 83 %"
    idle = fake(case(), without=(0.031, 0.826, 0.112, 0.031))
    assert spaces(view(idle).baselines.heading).endswith("where the case puts it without any: 83 %")
    lower = fake(case(), without=(0.01, 0.95, 0.02, 0.02))
    assert spaces(view(lower).baselines.heading) == "The evidence lowers Straddle from 95 % to 83 %"


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        (None, "They are not ranked: how many items tell them apart has not been counted."),
        (0, "No items tell them apart; a ranking needs five."),
        (1, "One item tells them apart; a ranking needs five."),
        (4, "Four items tell them apart; a ranking needs five."),
    ],
)
def test_explanations_are_not_ranked_on_fewer_than_five_items(items, reason):
    shown = view(fake(case(), discriminating_items=items)).explanations
    assert not shown.ranked
    assert shown.heading == "The explanations cannot be ranked yet"
    assert shown.reason == reason
    assert {row.score for row in shown.rows} == {"not ranked"}


@pytest.mark.parametrize(
    ("scores", "heading"),
    [
        ((-3.1, -3.6, -3.7), "Interests has predicted best so far, 2.2 dB ahead of Power"),
        ((-3.7, -3.1, -3.2), "Power and Norms have predicted about equally well so far, ahead of the rest"),
        ((-3.1, -3.2, -3.15), "No explanation has predicted noticeably better than another"),
    ],
)
def test_a_ranking_claims_no_lead_too_small_to_notice(assessment, scores, heading):
    rows = tuple(
        replace(row, alone_log_score=score) for row, score in zip(assessment.explanation_rows, scores, strict=True)
    )
    assert spaces(view(replace(assessment, explanation_rows=rows)).explanations.heading) == heading


def test_no_explanation_is_ever_called_true(by_engine):
    for items in (None, 3, 9):
        shown = view(replace(by_engine, discriminating_items=items)).explanations
        told = " ".join([shown.heading, shown.reason, shown.learned, *(row.score for row in shown.rows)])
        assert "true" not in told


def test_a_consideration_speaks_for_what_it_favours_over_the_mean(assessment):
    sanctions, partner = view(assessment).circumstances.considerations
    assert (sanctions.speaks_for, sanctions.speaks_against) == (
        "Arm’s length, Straddle, Overt support",
        "Arming Urania",
    )
    assert (partner.speaks_for, partner.speaks_against) == ("Arming Urania", "Arm’s length")
    assert sanctions.weighs == "Interests 1.2"
    assert partner.weighs == "Power 1.1, Interests 0.3"


def test_a_condition_that_is_to_change_is_named(assessment):
    circumstances = view(assessment).circumstances
    assert circumstances.heading == f"Battlefield: Attrition is likeliest now, Losing by {HORIZON}"
    assert sum(level.now.percent for level in circumstances.conditions[0].levels) == 100


def test_gaps_follow_from_the_numbers(assessment):
    assert [gap.what for gap in view(assessment).unknowns] == [
        "Apr–May 2022, Jul 2022, Sep 2022 to Jan 2023.",
        "8 of 32 cells of the matrix of evidence are unassessed.",
        "How far 1 ungraded item can be trusted.",
        "Whether reports told from one root have more than one (1 such origin).",
        "Whether the one origin that Straddle hangs on most can be relied on.",
        "Whether any report was planted.",
        "What 2 sources do not tell.",
        "How often actors like this change course.",
    ]


def test_what_was_supposed_is_said_up_front(assessment):
    supposed = replace(assessment, given=("battlefield=losing@2023-04-01..2023-06-30",), do=("battlefield=winning",))
    assert view(supposed).supposed == (
        "Supposes that this is seen to happen: battlefield=losing@2023-04-01..2023-06-30.",
        "Supposes that this is brought about from outside: battlefield=winning.",
    )


def test_the_record_holds_what_is_needed_to_compute_it_again(assessment):
    record = dict(view(assessment).record)
    assert record["Fingerprint"] == assessment.fingerprint
    assert record["Computed with"] == "equipoise 0.1.0, engine numpy, seed 0, 1 particle, result trustworthy"
    assert record["Ratings by"] == "default"


def test_findings_of_the_engine_are_warnings(assessment):
    finding = Finding("", 0, 0, "", "the sample is small", "raise --particles", Severity.WARNING)
    assert view(replace(assessment, findings=(finding,))).warnings == ("the sample is small; raise --particles",)


def test_one_report_date_and_one_item_are_enough():
    short = case(items=ITEMS[:1], step="quarter", horizon="2022-03-31")
    shown = view(fake(short, as_of=date(2022, 3, 31)))
    assert shown.course.heading == "Straddle has led since the case opened"
    assert shown.evidence.heading.startswith(
        "“Abstains on the draft that condemns the invasion” speaks for Straddle most"
    )


def test_a_lead_within_two_monte_carlo_errors_is_no_lead(assessment):
    rows = tuple(replace(row, alone_error=0.3) for row in assessment.explanation_rows)
    heading = view(replace(assessment, explanation_rows=rows)).explanations.heading
    assert heading == "No explanation has predicted noticeably better than another"


def test_a_range_that_reads_as_its_number_is_left_out(sampled):
    points = tuple(
        replace(point, low=0.0301, high=0.0312) if point.scenario == "armed" else point
        for point in sampled.scenario_points
    )
    assert view(replace(sampled, scenario_points=points)).scenarios[3].at.text == "3\u202f%"
