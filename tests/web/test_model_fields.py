"""The model as fields: each has a path that an edit can follow, and a text that an edit can read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.case.case import Case
from equipoise.case.edit import parse_edit
from equipoise.case.load import load_case
from equipoise.web.parts.model_fields import SECTIONS, entries, flow
from equipoise.web.workspace.conflict import written_at

WORDS = st.text(alphabet="abz 019-+:#,'\"[]{}&*!|>%@`?~._\\王é", max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.floats(-1e6, 1e6) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS.filter(bool), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("sino-russian")


@given(PLAIN)
def test_a_value_on_one_line_is_read_back_as_it_was(value: Any) -> None:
    assert parse_edit(f"a.b={flow(value)}") == ("a.b", value)


def test_every_field_has_a_path_that_an_edit_follows(case: Case) -> None:
    fields = [field for section in SECTIONS for entry in entries(case, section) for field in entry.fields]
    assert len(fields) > 100
    assert len({field.path for field in fields}) == len(fields)
    for field in fields:
        written_at(case, field.path)


def test_every_entry_has_a_path_that_an_edit_follows(case: Case) -> None:
    for section in SECTIONS:
        for entry in entries(case, section):
            written_at(case, entry.path)
