"""The matrix: what a cell says, and that nothing a case says becomes markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.case.schema import Rating
from equipoise.web.parts.matrix import EXPLANATIONS, SCENARIOS, cell_markup, matrix, matrix_markup, rated, weight_text

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(new_case(tmp_path / "own"))


def shown(case: Case) -> str:
    subjects = (SCENARIOS, EXPLANATIONS, *case.definition.conditions, *case.definition.instruments)
    found = matrix(case, case.evidence, rater="default", subjects=subjects, notes={"stay": SCRIPT})
    return str(matrix_markup(found, selected="speech", corner=SCRIPT, caption=SCRIPT))


def test_what_a_case_says_is_text_and_never_markup(case: Case) -> None:
    definition = case.definition
    scenarios = {name: one.model_copy(update={"title": SCRIPT + "'\""}) for name, one in definition.scenarios.items()}
    hostile = replace(
        case,
        definition=definition.model_copy(update={"scenarios": scenarios}),
        evidence=tuple(item.model_copy(update={"what": SCRIPT}) for item in case.evidence),
        ratings=tuple(rating.model_copy(update={"why": f'"{SCRIPT}'}) for rating in case.ratings),
    )
    assert "&lt;script&gt;" in shown(hostile)
    assert "<script" not in shown(hostile)


def test_every_scenario_has_a_place_for_its_numbers_before_there_are_any(case: Case) -> None:
    found = matrix(case, case.evidence, rater="default", subjects=(SCENARIOS, EXPLANATIONS))
    markup = str(matrix_markup(found, selected="speech", corner="", caption=""))
    assert markup.count('<span class="dim note"></span>') == len(case.definition.scenarios)


def test_unassessed_and_a_rating_of_zero_never_look_alike(case: Case) -> None:
    zero = Rating(item="speech", subject=SCENARIOS, level="stay", rating=0.0)
    before = matrix(case, case.evidence, rater="default")
    after = matrix(replace(case, ratings=(*case.ratings, zero)), case.evidence, rater="default")
    (row,) = [row for row in before.rows if row.level == "stay"]
    (column,) = [column for column in before.columns if column.item == "speech"]
    unassessed, nothing = before.at(column, row), after.at(column, row)
    assert (unassessed.text, unassessed.look) == ("", "u")
    assert (nothing.text, nothing.look) == ("0", "z")
    assert "unassessed" in cell_markup(unassessed)
    assert "unassessed" not in cell_markup(nothing)
    assert (before.rated(column), after.rated(column)) == ((2, 3), (3, 3))


@pytest.mark.parametrize(
    ("decibans", "text", "look"),
    [(3, "+3", "p2"), (-6, "−6", "n3"), (1.5, "+1.5", "p1"), (0, "0", "z"), (-0.04, "0", "z"), (-1.8, "−1.8", "n1")],
)
def test_a_weight_has_its_sign_and_a_tint_of_its_size(decibans: float, text: str, look: str) -> None:
    cell = rated(Rating(item="a", subject=SCENARIOS, level="b", rating=decibans), {})
    assert (weight_text(decibans), cell.text, cell.look) == (text, text, look)


def test_to_one_who_rates_blind_a_rated_cell_looks_like_one_that_nobody_rated(case: Case) -> None:
    unrated = replace(case, ratings=())
    blind = [matrix(one, case.evidence, rater="default", seen=()) for one in (case, unrated)]
    first, second = (matrix_markup(one, selected="", corner="", caption="") for one in blind)
    assert first == second
    row = next(one for one in case.ratings if one.rater == "default" and one.subject == SCENARIOS)
    key = (row.item, row.subject, row.level)
    found = matrix(case, case.evidence, rater="default", seen={key})
    assert list(found.cells) == [key]
    assert {found.at(column, one).look for column in found.columns for one in found.rows} - {found.cells[key].look} == {
        "h"
    }
