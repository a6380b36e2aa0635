"""Key judgements: number, range, by when, word; because of what; what would change it."""

from dataclasses import replace
from datetime import date

import pytest

from equipoise.case.schema import Indicator
from equipoise.report.view import view
from report.hand_made import case, fake
from report.studied import OVERTURNED, SETTLED, UNSETTLED, held, stable, tipping


def spaces(text):
    """Text with ordinary spaces, easier to compare."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def first(assessment, **studies):
    return view(assessment, **studies).key_judgements[0]


def with_indicators(assessment, **likelihoods):
    definition = assessment.case.definition.model_copy(
        update={
            "indicators": {
                name: Indicator(title=f"Sign of {name}", until=date(2023, 9, 30), likelihood=likelihood)
                for name, likelihood in likelihoods.items()
            }
        }
    )
    return replace(assessment, case=replace(assessment.case, definition=definition))


def test_a_judgement_states_number_range_word_and_day_in_one_sentence(sampled):
    judged = first(sampled)
    assert spaces(judged.claim) == (
        "Straddle on 31 March 2024: 83 % (78–88), very likely; at some time until the end of that day 94 % (92–96)."
    )
    assert (spaces(judged.number), judged.range, judged.word) == ("83 %", "(78–88)", "very likely")


def test_judgements_come_likeliest_first_and_each_scenario_has_one(assessment):
    assert [judged.scenario for judged in view(assessment).key_judgements] == ["hedged", "allied", "apart", "armed"]


def test_it_says_what_moved_it_most_in_the_words_of_the_case(assessment):
    armed = view(assessment).key_judgements[3]
    assert [spaces(because) for because in armed.because] == [
        "“Aid said to be under consideration” (19 Feb 2023; 2 reports of one origin) speaks for it most, by 1.7 dB.",
        "“At the summit an old phrase is not repeated” (Q3 2022) speaks against it most, by 1.6 dB.",
        "Without any evidence the case gives 6 %.",
    ]


def test_a_case_without_evidence_says_that_nothing_moves_it():
    assert first(fake(case(items=()))).because[0] == "No evidence moves it noticeably."


def test_a_range_over_more_than_two_bands_leaves_no_word(sampled):
    points = tuple(
        replace(point, low=0.2, high=0.95) if point.scenario == "hedged" else point for point in sampled.scenario_points
    )
    judged = first(replace(sampled, scenario_points=points))
    assert judged.word == ""
    assert "(20–95); at some time" in judged.claim


def test_while_choices_move_little_the_level_leads(assessment):
    judged = first(assessment, stability=stable(assessment, SETTLED))
    assert judged.leads_with_level
    assert judged.sentences[0] == judged.claim
    assert judged.explained_by == ""


def test_where_one_choice_moves_it_far_a_range_without_a_word_comes_last(assessment):
    studies = {"stability": stable(assessment, UNSETTLED), "tips": (tipping(assessment),)}
    judged = first(assessment, **studies)
    assert not judged.leads_with_level
    assert (judged.number, spaces(judged.range), judged.word) == ("", "between 55 % and 87 %", "")
    assert judged.sentences[0] == judged.would_change[0]
    assert judged.explained_by in judged.sentences
    assert spaces(judged.sentences[-1]) == (
        "Straddle on 31 March 2024: between 55 % and 87 % under the choices tested, too wide for one number."
    )


def test_where_no_level_leads_the_bottom_line_and_the_cards_give_ranges(assessment):
    shown = view(assessment, stability=stable(assessment, UNSETTLED))
    assert not shown.leads_with_level
    assert spaces(shown.headline.leads) == (
        "Straddle comes first on 31 March 2024 under every choice tested, between 55 % and 87 %: too wide for one "
        "number. It leads now as well, at 90 %."
    )
    assert spaces(shown.headline.others) == (
        "A single choice moves a scenario by up to 28 points. On 31 March 2024, over all choices tested: Straddle "
        "between 55 % and 87 %, Overt support between 7 % and 35 %, Arm’s length between 2 % and 6 % and Arming Urania "
        "between 2 % and 6 %."
    )
    assert spaces(shown.leader.finding) == "Between 55 % and 87 % on 31 March 2024, by the choices made"
    assert {scenario.at.word for scenario in shown.scenarios} == {""}


def test_where_a_choice_puts_another_scenario_first_the_bottom_line_names_both(assessment):
    leads = spaces(view(assessment, stability=stable(assessment, OVERTURNED)).headline.leads)
    assert leads.startswith(
        "Which scenario comes first on 31 March 2024 hangs on choices that nothing settles. As assessed it is "
        "Straddle; with the closed course “stance=armed” open, it is Overt support."
    )


def test_a_tipping_point_is_told_with_its_range_and_what_would_lead(assessment):
    tips = (tipping(assessment),)
    sentence = (
        "With “Weight of secondary sanctions” at 0.35 (0.22–0.51) in place of 1.2, Overt support would come first on "
        "31 March 2024, at 44 %."
    )
    judgements = view(assessment, tips=tips).key_judgements
    assert [spaces(change) for change in judgements[0].would_change] == [sentence]
    assert [spaces(change) for change in judgements[1].would_change] == [sentence]


def test_a_lever_that_tips_nothing_is_told_by_how_far_it_moves_the_scenario(assessment):
    assert [spaces(change) for change in first(assessment, tips=(tipping(assessment, value=None),)).would_change] == [
        "The lever tried does not put another scenario first within its range.",
        "With “Weight of secondary sanctions” at 0 in place of 1.2, Straddle would stand at 70 % on 31 March 2024.",
    ]


def test_a_condition_held_is_told_where_it_moves_the_scenario_by_two_points(assessment):
    assert [spaces(change) for change in first(assessment, conditionals=held(assessment)).would_change] == [
        "With “Battlefield” at “Losing” until 31 March 2024, brought about from outside, Straddle would stand at 65 %, "
        "18 points lower."
    ]


def test_without_studies_the_strongest_indicator_is_named(assessment):
    shown = with_indicators(
        assessment,
        weak={"hedged": 0.1, "allied": 0.2, "apart": 0.1, "armed": 0.1},
        strong={"hedged": 0.02, "allied": 0.4, "apart": 0.02, "armed": 0.1},
    )
    straddle, support = view(shown).key_judgements[:2]
    watched = (
        "To watch for by 30 September 2023: “Sign of strong”; the case expects it 20.0 times as often under Overt "
        "support as under Straddle."
    )
    assert spaces(straddle.would_change[0]) == watched
    assert spaces(support.would_change[0]) == watched


def test_an_indicator_that_is_past_or_tells_nothing_is_not_to_be_watched_for(assessment):
    idle = {"hedged": 0.5, "allied": 0.5, "apart": 0.5, "armed": 0.5}
    assert not any("watch" in change for change in first(with_indicators(assessment, idle=idle)).would_change)
    strong = with_indicators(assessment, strong={"hedged": 0.02, "allied": 0.4})
    later = fake(strong.case, as_of=date(2023, 10, 31))
    assert not any("watch" in change for change in first(later).would_change)


def test_an_indicator_that_is_ruled_out_under_the_leader_says_so(assessment):
    shown = with_indicators(assessment, proof={"hedged": 0.0, "armed": 0.3})
    assert "under Arming Urania and rules it out under Straddle" in first(shown).would_change[0]


def test_without_studies_the_assumption_it_hangs_on_is_named(assessment):
    assert first(assessment).would_change == (
        "It hangs on an assumption: “Ruritania fears sanctions”. What it would be without it has not been computed.",
    )


@pytest.mark.parametrize("kind", ["tips", "conditionals"])
def test_what_was_computed_takes_the_place_of_what_the_case_names(assessment, kind):
    studies = {"tips": (tipping(assessment),), "conditionals": held(assessment)}
    told = first(assessment, **{kind: studies[kind]}).would_change
    assert not any("assumption" in change for change in told)
