"""What drives the judgement in the brief: survival, reasons and regret, the same numbers in every form."""

from __future__ import annotations

import pytest

from equipoise.report.document.blocks import Bullets, Figure, Folded, Paragraph, Subheading, Table
from equipoise.report.document.outline import document
from equipoise.report.document.text import plain
from equipoise.report.view import view
from equipoise.report.view.drivers import drivers_view
from equipoise.report.view.tip_map import tip_map_view
from report.forms import FORMS, read, squeezed
from report.geometry import clashes, shapes_outside
from report.hand_made import case, fake
from report.made_drivers import FALLS, explained, mapped, sensitive
from report.studied import tipping


@pytest.fixture(scope="module")
def assessment():
    return fake(case())


def section(shown, name):
    return next(one for one in document(shown).sections if one.id == name)


def cells(table):
    return [[plain(cell) for cell in row if isinstance(cell, tuple)] for row in table.rows]


# --- survival ---------------------------------------------------------------------------------------------------


def test_a_leader_that_keeps_its_lead_survives_and_the_worst_of_each_kind_is_named(assessment):
    told = drivers_view(explained(assessment))
    assert told.heading == "Straddle still leads without any one source or origin"
    assert told.survival.worst["source"] == (
        "Without the source “Foreign ministry” (2 items) Straddle is at 71\u202f% (−11.6 points), 51.0 points ahead of "
        "the next."
    )
    assert told.survival.worst["origin"].startswith("Without the origin “Briefing” (2 items) ")
    assert [(row.title, row.at, row.points, row.ahead, row.leads) for row in told.survival.rows] == [
        ("Foreign ministry", "71\u202f%", "−11.6", "+51.0", "Straddle"),
        ("Briefing", "71\u202f%", "−11.6", "+51.0", "Straddle"),
    ]


def test_a_leader_that_falls_without_one_source_does_not_survive(assessment):
    told = drivers_view(explained(assessment, without=FALLS))
    assert told.heading == "Straddle leads no longer without one source or origin"
    assert told.survival.rows[0].leads == "Overt support"
    assert told.survival.worst["source"].endswith("(−41.6 points), 9.0 points behind the next.")


def test_how_much_of_the_evidence_tells_nothing_is_told(assessment):
    assert drivers_view(explained(assessment)).telling == (
        "2 rated items from 1 origin count as 1.4 independent reports; 1 of them tells nothing, because the levels "
        "they rate differ by less than 0.5 dB."
    )


# --- reasons and regret -----------------------------------------------------------------------------------------


def test_each_scenario_but_the_leader_has_its_reasons_for_and_against_with_the_explanation(assessment):
    told = drivers_view(explained(assessment)).reasons
    assert [one.id for one in told] == ["apart", "allied", "armed"]
    armed = told[-1]
    assert armed.heading == "Arming Urania (armed) is 1.37 nats behind Straddle (hedged)"
    assert [(row.title, row.nats, row.under) for row in armed.rows] == [
        ("Secondary sanctions", "−1.84", "Interests −1.31"),
        ("Partner", "+0.47", "Power +0.38"),
    ]


def test_regret_of_each_course_is_told_and_a_course_without_a_plausible_state_has_no_worst(assessment):
    (table,) = [block for block in section(view(assessment, explained=explained(assessment)), "drivers").blocks
                if isinstance(block, Table) and plain(block.rows[0][0]).startswith("Straddle")]  # fmt: skip
    assert cells(table)[0] == ["Straddle hedged", "0.00", "0.11", "0.22", "0.00"]
    assert cells(table)[2] == ["Arming Urania armed", "1.37", "1.48", "1.59", "none"]


def test_the_section_has_the_worst_first_a_bar_a_reason_and_folds_what_is_long(assessment):
    blocks = section(view(assessment, explained=explained(assessment)), "drivers").blocks
    assert isinstance(blocks[0], Bullets)
    assert plain(blocks[0].items[0]).startswith("Worst source to lose. Without the source")
    assert isinstance(blocks[1], Folded)
    assert [plain(block.text) for block in blocks if isinstance(block, Subheading)][-1].startswith("How much each")
    bars = [
        column for block in blocks if isinstance(block, Table) for column in block.columns if column.kind == "drawing"
    ]
    assert len(bars) == 3


@pytest.mark.parametrize("form", FORMS)
def test_every_number_of_the_new_sections_is_in_every_form(assessment, form):
    shown = view(
        assessment,
        explained=explained(assessment),
        tips=(tipping(assessment),),
        tip_map=mapped(assessment),
        sensitivity=sensitive(assessment),
    )
    text = read(form, shown)
    for row in shown.drivers.survival.rows:
        assert squeezed(row.title) in text
    for one in shown.drivers.reasons:
        assert squeezed(one.heading) in text
        for row in one.rows:
            assert squeezed(row.nats) in text
            assert squeezed(row.under) in text
    for regret in shown.drivers.regrets:
        assert all(squeezed(number) in text for number in (regret.actor, regret.analyst, regret.known))
    assert squeezed(shown.sensitivity.sentence) in text
    for row in shown.sensitivity.rows:
        assert squeezed(row.down.text) in text
        assert squeezed(row.up.text) in text
    assert squeezed(f"equipoise sensitivity {assessment.case.name} --json") in text
    assert squeezed(shown.tip_map.sentence) in text


# --- sensitivity ------------------------------------------------------------------------------------------------


def test_of_many_numbers_the_widest_have_rows_and_the_rest_are_counted(assessment):
    found = sensitive(assessment)
    shown = view(assessment, sensitivity=found)
    section_of = section(shown, "sensitivity")
    (folded,) = [block for block in section_of.blocks if isinstance(block, Folded)]
    rows = folded.blocks[0].rows
    assert len(rows) == 15 < len(found.numbers)
    last = [plain(block.text) for block in section_of.blocks if isinstance(block, Paragraph)][-1]
    assert last.startswith(f"{len(found.numbers) - 15} more move it by ")
    assert any(isinstance(block, Figure) for block in section_of.blocks)


# --- the map ----------------------------------------------------------------------------------------------------


def test_the_map_stands_in_the_section_of_tipping_with_its_numbers(assessment):
    shown = view(assessment, tips=(tipping(assessment),), tip_map=mapped(assessment))
    blocks = section(shown, "tipping").blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Subheading))
    assert plain(blocks[at].text) == (
        "Together the two levers decide whether Straddle or Overt support leads on 31\u00a0March 2024"
    )
    _, said, figure, folded = blocks[at : at + 4]
    leads = sum(point.leader == "allied" for point in mapped(assessment).points)
    assert plain(said.text).startswith(f"Of 81 pairs of values, Straddle leads at {81 - leads} ")
    table = cells(folded.blocks[1])
    assert (len(table), len(table[0])) == (9, 6)
    assert table[0][-1] == "Overt support 62\u202f%"
    for chart in figure.rows[0].drawings[0].charts.values():
        assert clashes(chart) == []
        assert shapes_outside(chart) == []
        assert sum(box.text == "62" for box in chart.boxes) > 40


def test_a_map_on_which_one_scenario_leads_says_so_and_between_what(assessment):
    told = tip_map_view(assessment.case, mapped(assessment, tips=False))
    assert told.heading == "Straddle leads on 31\u00a0March 2024 whatever the two levers are set to"
    assert told.sentence == "Straddle leads at all 81 pairs of values, with 62\u202f%."


def test_without_a_map_nothing_is_said_of_one(assessment):
    shown = view(assessment, tips=(tipping(assessment),))
    told = " ".join(plain(text) for note in section(shown, "tipping").notes for text in note.paragraphs)
    assert "Map" not in told
