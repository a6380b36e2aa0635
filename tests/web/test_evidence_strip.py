"""Evidence along time: marks, and months that nothing tells of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.web.parts.evidence_strip import silent_months, strip_markup


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(new_case(tmp_path / "own"))


def test_without_evidence_every_month_since_the_opening_is_silent(case: Case) -> None:
    silent = silent_months(replace(case, evidence=()), date(2025, 5, 20))
    assert silent == ((date(2025, 1, 1), date(2025, 5, 20)),)


def test_a_month_with_an_item_that_was_known_breaks_the_silence(case: Case) -> None:
    dues = replace(case, evidence=(case.items["dues-withheld"],))  # of 11 February, known on the 14th
    assert silent_months(dues, date(2025, 4, 10)) == (
        (date(2025, 1, 1), date(2025, 1, 31)),
        (date(2025, 3, 1), date(2025, 4, 10)),
    )
    assert silent_months(dues, date(2025, 2, 13)) == ((date(2025, 1, 1), date(2025, 2, 13)),)


def test_what_a_case_says_is_text_and_never_markup(case: Case) -> None:
    items = tuple(item.model_copy(update={"what": "</title><script>"}) for item in case.evidence)
    markup = str(strip_markup(replace(case, evidence=items), date(2025, 6, 1)))
    assert "&lt;script&gt;" in markup
    assert "<script" not in markup
