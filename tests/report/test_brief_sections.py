"""Which sections a brief has, in which order, and what leads where no level may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from equipoise.errors import UsageError
from equipoise.report.document.blocks import Cards, Figure, Folded, Paragraph, Subheading
from equipoise.report.document.bottom_line import SENTENCES_AT_ONCE
from equipoise.report.document.outline import document
from equipoise.report.document.text import plain
from equipoise.report.document.tipping import shown_lever
from equipoise.report.names import Names
from equipoise.report.view import view
from equipoise.report.view.tip import tips_view
from equipoise.studies.brief_studies import FIRST
from equipoise.studies.what_if import Flip
from report.hand_made import case, fake
from report.studied import OVERTURNED, SETTLED, UNSETTLED, back_then, every_study, switched, tipping

FROM_STUDIES = {"drivers", "changed", "tipping", "stability", "sensitivity", "vintages", "watch"}


def section(shown, name):
    return next((one for one in document(shown).sections if one.id == name), None)


def ids(shown):
    return [one.id for one in document(shown).sections]


def ledes(shown):
    blocks = section(shown, "bottom-line").blocks
    return [plain(block.text) for block in blocks if isinstance(block, Paragraph) and block.role == "lede"]


def cards(shown):
    return next(block for block in section(shown, "judgements").blocks if isinstance(block, Cards)).cards


# --- what is there --------------------------------------------------------------------------------------------


def test_a_quick_brief_has_no_section_of_a_study_and_says_so(sampled):
    shown = view(sampled)
    assert not FROM_STUDIES & set(ids(shown))
    assert shown.confidence.label == "Confidence: not stated yet."
    told = " ".join(plain(item) for item in section(shown, "unknown").blocks[0].items)
    assert "Not computed for this brief: how far the headline moves under other choices" in told


def test_with_studies_their_sections_stand_between_the_course_and_the_evidence(sampled):
    found = ids(view(sampled, **every_study(sampled)))
    order = ["bottom-line", "judgements", "dissent", "course", "explanations"]
    assert found[:5] == order
    assert [one for one in found if one in FROM_STUDIES] == [
        "drivers",
        "tipping",
        "stability",
        "sensitivity",
        "vintages",
        "watch",
    ]
    assert found[-4:] == ["evidence", "unknown", "assumptions", "method"]


def test_a_first_assessment_says_that_there_is_nothing_to_compare(sampled):
    shown = view(sampled, left_out={"revisit": FIRST})
    assert plain(section(shown, "changed").heading) == "First assessment; nothing to compare"


def test_what_is_left_out_is_told_with_its_reason(sampled):
    shown = view(sampled, **every_study(sampled), left_out={"agreement": "fewer than two raters"})
    assert "Not computed (fewer than two raters): how far raters agree." in shown.not_computed


def test_no_study_is_shown_where_the_numbers_may_not_be_used(sampled):
    spoilt = replace(sampled, trustworthy=False)
    assert not FROM_STUDIES & set(ids(view(spoilt, **every_study(sampled))))


def test_a_study_of_another_day_or_case_is_refused(sampled):
    studies = every_study(sampled)
    for name in (
        "stability", "explained", "tip_map", "conditionals", "sensitivity", "watch", "linchpins", "switchboard",
    ):  # fmt: skip
        with pytest.raises(UsageError, match="as of 2022-01-31"):
            view(sampled, **{name: replace(studies[name], as_of=date(2022, 1, 31))})
        with pytest.raises(UsageError, match="another case"):
            view(sampled, **{name: replace(studies[name], fingerprint="sha256:1")})


def test_long_tables_of_studies_are_folded(sampled):
    shown = view(sampled, **every_study(sampled))
    for name in FROM_STUDIES - {"changed", "drivers", "vintages"}:
        blocks = section(shown, name).blocks
        assert any(isinstance(block, Folded) for block in blocks), name
        assert any(isinstance(block, Figure) for block in blocks), name


def test_the_lever_that_tips_is_shown_else_the_one_that_bites_most(sampled):
    tips, still = tipping(sampled), tipping(sampled, value=None)
    flat = replace(still, points=(still.at_authored,), title="Flat")
    told = tips_view(sampled.case, (flat, still, tips))
    assert shown_lever(told).lever == tips
    assert shown_lever(tips_view(sampled.case, (flat, still))).lever == still


def test_where_the_ranking_flips_is_told_under_the_explanations_with_a_folded_table(sampled):
    blocks = section(view(sampled, **every_study(sampled)), "explanations").blocks
    heading = next(n for n, block in enumerate(blocks) if isinstance(block, Subheading))
    assert plain(blocks[heading].text).startswith("Straddle does not lead under one of two other decision-makers")
    told, drawn, numbers = blocks[heading + 1 :]
    assert "flips under one of two: with “Interests alone” Overt support passes Straddle." in plain(told.text)
    assert isinstance(drawn, Figure)
    assert isinstance(numbers, Folded)
    assert not any(isinstance(block, Subheading) for block in section(view(sampled), "explanations").blocks)


def test_a_ranking_that_nowhere_flips_is_told_too(sampled):
    still = replace(switched(sampled), settings=switched(sampled).settings[1:])
    shown = view(sampled, switchboard=still).switchboard
    assert shown.heading == "Straddle leads under every decision-maker tried"
    assert shown.ranking == "Nowhere does the ranking of the scenarios flip."


def test_a_ranking_that_flips_behind_the_leader_is_told_in_the_heading(sampled):
    second = switched(sampled).settings[1]
    behind = replace(second, flips=(Flip("apart", "armed", 0.01, is_clear=True),))
    shown = view(sampled, switchboard=replace(switched(sampled), settings=(second, behind))).switchboard
    assert shown.heading == (
        "Straddle leads under every decision-maker tried; behind it the ranking flips under one of two"
    )


def test_last_time_is_drawn_and_tabled_where_the_day_compared_with_has_a_vintage(sampled):
    before = fake(case(), as_of=date(2022, 3, 31), sampled=True)
    then = back_then(before)
    shown = view(sampled, vintages=then).course
    assert shown.earlier_as_of == date(2022, 3, 31)
    days = [point.day for point in shown.panels[0].earlier]
    assert days == [day for day in before.report_dates if day >= before.as_of]
    for panel, scenario in zip(shown.panels, view(before).scenarios, strict=True):
        assert panel.earlier[-1].chance.text == scenario.at.text
    folded = section(view(sampled, vintages=then), "course").blocks[-1]
    assert [type(block).__name__ for block in folded.blocks] == ["Table", "Paragraph", "Table"]
    unusable = replace(then, vintages=(replace(then.vintages[0], assessment=replace(before, trustworthy=False)),))
    assert view(sampled, vintages=unusable).course.earlier_as_of is None
    assert view(sampled).course.earlier_as_of is None


# --- where no level leads -------------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", [UNSETTLED, OVERTURNED])
def test_where_no_level_leads_what_would_change_it_and_what_explains_it_come_before_the_spans(sampled, choices):
    shown = view(sampled, **every_study(sampled, choices))
    first, second, third = ledes(shown)
    judged = shown.key_judgements[0]
    assert first == shown.headline.leads
    assert second.startswith(" ".join(judged.would_change[:SENTENCES_AT_ONCE]))
    assert judged.explained_by in second
    assert third == shown.headline.others


@pytest.mark.parametrize("choices", [UNSETTLED, OVERTURNED])
def test_where_no_level_leads_no_number_on_the_horizon_of_page_one_stands_without_its_span(sampled, choices):
    shown = view(sampled, **every_study(sampled, choices))
    assert "between" in " ".join(shown.dissent.alternative[:1])
    for scenario in shown.scenarios:
        level = scenario.at.text
        assert scenario.at.word == ""
        assert level not in " ".join((*ledes(shown), shown.headline.ranges, *shown.dissent.alternative))


def test_where_no_level_leads_cards_tell_what_would_change_it_before_what_it_rests_on(sampled):
    for card in cards(view(sampled, **every_study(sampled, UNSETTLED))):
        labels = [plain(text).partition(":")[0] for text in card.paragraphs]
        assert labels.index("Would change") < labels.index("Explained by") < labels.index("Because")
    for card in cards(view(sampled, **every_study(sampled, SETTLED))):
        labels = [plain(text).partition(":")[0] for text in card.paragraphs]
        assert "Explained by" not in labels
        assert labels.index("Because") < labels.index("Would change")


# --- what would change it -------------------------------------------------------------------------------------


def test_a_finding_that_would_move_a_scenario_stands_on_its_card(sampled):
    shown = view(sampled, **every_study(sampled))
    told = {judged.scenario: " ".join(judged.would_change) for judged in shown.key_judgements}
    vote = "If “It votes against the text itself” is seen by 30\u00a0September 2023, Overt support would stand at"
    assert vote in told["allied"]
    assert "If “Arms are seen” is seen by 31\u00a0December 2023, Arming Urania would stand at" in told["armed"]
    assert Names(sampled.case).scenario("armed") == "Arming Urania"


def test_with_assumptions_broken_their_section_leads_with_what_was_found(sampled):
    shown = view(sampled, **every_study(sampled))
    heading = plain(section(shown, "assumptions").heading)
    assert heading.startswith("Straddle leads whichever assumption is broken")
    assert shown.assumptions.rows[0].follows == "Overt support +7.0 points"
