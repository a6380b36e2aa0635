"""Pages that quote numbers of a built-in case in prose say of which form of the case they are, and it is today's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from equipoise.case.load import load_case

EXPLANATION = Path(__file__).parents[2] / "docs" / "explanation"


@pytest.mark.parametrize("name", ["reading-the-numbers.md", "limits.md"])
def test_the_numbers_of_a_page_are_of_the_case_as_it_stands(name):
    quoted = re.findall(r"fingerprint\s+`(\w+)…`", (EXPLANATION / name).read_text(encoding="utf-8"))
    today = load_case("sino-russian").fingerprint.removeprefix("sha256:")
    assert len(quoted) == 1
    assert today.startswith(quoted[0]), (
        f"the case has changed: run what {name} quotes (assess, trial, stability, agreement) and put its numbers right"
    )
