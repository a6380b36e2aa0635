"""What is said of other decision-makers."""

from __future__ import annotations

from dataclasses import replace

from equipoise.report.page_text import page_text
from equipoise.report.view.switchboard import switchboard_page, switchboard_view
from equipoise.studies.what_if import Flip, Skipped
from report.hand_made import case
from report.made_switchboard import ALONE, BIASED, COLLECTIVE, PIPED, made_switchboard, row

FAR = (0.55, 0.30, 0.10, 0.05)
PASSES = Flip("apart", "hedged", 0.25, is_clear=True)


def test_who_no_longer_leads_is_told_with_whom():
    found = made_switchboard([row(ALONE, FAR, [PASSES]), row(COLLECTIVE)])
    assert switchboard_view(case(), found).heading == (
        "Straddle does not lead under one of two other decision-makers: Arm’s length with “Interests alone”"
    )


def test_where_the_same_scenario_leads_throughout_it_is_told():
    assert switchboard_view(case(), made_switchboard([row(COLLECTIVE)])).heading == (
        "Straddle leads under every decision-maker tried"
    )
    assert "No other decision-maker" in switchboard_view(case(), made_switchboard([])).heading


def test_each_setting_has_a_name_of_its_own():
    found = made_switchboard([row(ALONE), row(BIASED), row(PIPED), row(COLLECTIVE)])
    assert [one.title for one in switchboard_view(case(), found).rows] == [
        "As authored",
        "Interests alone",
        "Interests, biased as Power",
        "One channel, likes risk",
        "Nine free advisers",
    ]


def test_the_percentages_of_a_row_add_up():
    found = made_switchboard([row(ALONE, (0.335, 0.335, 0.33, 0.0))])
    assert sum(one.percent for one in switchboard_view(case(), found).rows[1].chances) in (99, 100)
    shown = switchboard_view(case(), made_switchboard([row(ALONE, (0.145, 0.645, 0.155, 0.055))])).rows[1]
    assert sum(one.percent for one in shown.chances) == 100
    assert all(one.number.startswith(str(one.percent)) for one in shown.chances)


def test_a_flip_that_may_be_noise_has_a_star_and_a_note():
    unclear = Flip("apart", "allied", 0.01, is_clear=False)
    found = made_switchboard([row(ALONE, FAR, [PASSES, unclear])])
    view = switchboard_view(case(), found)
    assert view.rows[1].flips == "Arm’s length passes Straddle and Overt support*."
    assert any(note.startswith("* ") for note in view.notes)
    clear = switchboard_view(case(), made_switchboard([row(ALONE, FAR, [PASSES])]))
    assert not any(note.startswith("* ") for note in clear.notes)


def test_the_projection_check_tells_whether_an_analyst_would_take_another_course():
    def told(courses):
        return switchboard_view(case(), made_switchboard([], courses=courses)).projection

    assert told(((0, 0), (-1, -1))).endswith("ranks its courses as it does")
    assert told(((0, -0.2), (-0.3, 0))).endswith("would take Hedged, it Apart")
    assert "two of three courses rank otherwise" in told(((0, 0), (-1, -3), (-2, -2)))


def test_where_an_analyst_would_say_otherwise_the_row_tells_it():
    view = switchboard_view(case(), made_switchboard([row(ALONE, analyst="allied")]))
    assert view.rows[0].courses == "Hedged, to an analyst too."
    assert view.rows[1].courses == "Hedged; an analyst in its place would say allied."


def test_the_page_fits_79_columns_and_tells_what_is_not_shown():
    found = made_switchboard(
        [row(ALONE, FAR, [PASSES]), row(BIASED), row(PIPED)], skipped=[Skipped(COLLECTIVE, "it makes no difference")]
    )
    text = page_text(switchboard_page(case(), switchboard_view(case(), found), found))
    assert max(map(len, text.splitlines())) <= 79
    assert "Nine free advisers: it makes no difference." in text
    assert "55 (53–57)" in text
    assert "…" not in text
    page_text(switchboard_page(case(), switchboard_view(case(), found), found), ascii=True).encode("ascii")


def test_six_scenarios_take_two_tables():
    titles = {f"s{n}": f"Scenario {n}" for n in range(6)}
    named = {name: one for name, one in zip(titles, [*row(None).scenarios.values()] * 2, strict=False)}
    authored = replace(row(None), scenarios=named, leader="s1")
    found = made_switchboard([], authored=authored)
    page = switchboard_page(case(), switchboard_view(case(), found), found)
    assert [len(section.table.heads) for section in page.sections[:2] if section.table] == [5, 3]
