from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents.names import ID_PATTERN, document_id


@given(st.text())
def test_every_name_becomes_one_that_is_safe_on_every_system(wanted):
    name = document_id(wanted, is_free=lambda name: True)
    assert re.fullmatch(ID_PATTERN, name)
    assert len(name) <= 70


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Looking Glass – Été 2022", "looking-glass-ete-2022"),
        ("Xi's views", "xis-views"),
        ("CON", "document-con"),
        ("北京", "document"),
        ("", "document"),
    ],
)
def test_letters_and_digits_stay(wanted, name):
    assert document_id(wanted, is_free=lambda name: True) == name


def test_a_name_that_is_taken_gets_a_number():
    assert document_id("wire", is_free=lambda name: name not in {"wire", "wire-2"}) == "wire-3"
