"""A saved edit gives the very numbers that the what-if gave (docs/model.md, section 8)."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from equipoise.case.edit import save_edits
from equipoise.case.load import load_case
from oracle.build import content_of
from oracle.folder import read_folder
from oracle.implementations import by_engine, by_oracle
from oracle.numbers import differences

EXAMPLE = Path(__file__).parent / "example"
AS_OF = date(2021, 7, 31)


@pytest.mark.parametrize(
    "edits",
    [
        {"decision_maker.advisers": 5},
        {"explanations.kin.weights.trade": 0.4, "rating_strength": 0.7},
        {"conditions.pressure.pushed_by.stance.allied": -0.2, "decision_maker.patience": 0},
        {"evidence.abstain.accuracy": 0.6, "clock.step": "quarter"},
    ],
)
def test_a_saved_edit_gives_the_numbers_of_the_what_if(edits: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    what_if = load_case(folder).edited(edits)
    save_edits(folder, edits)
    expected, saved = by_engine(what_if, AS_OF), by_engine(load_case(folder), AS_OF)
    assert expected == saved
    assert differences(by_engine(load_case(EXAMPLE), AS_OF), saved)
    assert not differences(by_oracle(read_folder(folder), AS_OF), saved)


def test_the_loader_and_the_oracle_read_the_same_case() -> None:
    assert content_of(load_case(EXAMPLE)) == content_of(read_folder(EXAMPLE))
