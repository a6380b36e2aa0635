"""docs/case-format.md tells every field of the case language, and no field that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs.pages import SPAN, prose, section
from equipoise.authored.base import Authored
from equipoise.case import schema

PAGE = Path(__file__).parents[2] / "docs" / "case-format.md"

OTHER_FILES = {
    schema.Source: "## sources.yaml",
    schema.Claim: "## sources.yaml",
    schema.EvidenceItem: "## evidence.yaml",
    schema.Planted: "## evidence.yaml",
    schema.Silence: "## evidence.yaml",
    schema.Place: "## evidence.yaml",
    schema.Rating: "## ratings.csv",
    schema.PublishedJudgement: "## judgements.yaml",
    schema.JudgedRange: "## judgements.yaml",
    schema.Departure: "## departures.yaml",
}
NUMBERS = {schema.Normal, schema.LogNormal, schema.Between}
"""Told once, at the top of the page or where they are used."""


def _models() -> list[type[Authored]]:
    found = [value for value in vars(schema).values() if isinstance(value, type) and issubclass(value, Authored)]
    return [model for model in found if model is not Authored and not model.__name__.startswith("_")]


def _fields() -> list[Any]:
    return [
        pytest.param(model, field.alias or name, id=f"{model.__name__}.{field.alias or name}")
        for model in _models()
        for name, field in model.model_fields.items()
    ]


@pytest.mark.parametrize(("model", "field"), _fields())
def test_the_page_tells_every_field(model, field):
    text = prose(PAGE)
    told = text if model in NUMBERS else section(text, OTHER_FILES.get(model, "## case.yaml"))
    assert field in _words_in_code(told)


@pytest.mark.parametrize("heading", ["## case.yaml", *sorted(set(OTHER_FILES.values()))])
def test_the_page_tells_no_field_that_is_not_there(heading):
    known = {field.values[1] for field in _fields()}
    rows = re.findall(r"^\| (`[^|]+`) \|", section(prose(PAGE), heading), re.MULTILINE)
    told = {name.rpartition(".")[2] for row in rows for name in SPAN.findall(row)}
    placeholders = {"I", "S", "K", "N"}
    assert told - placeholders - known <= {"event"}


def _words_in_code(text: str) -> set[str]:
    return {word for span in SPAN.findall(text) for word in re.findall(r"[A-Za-z_]+", span)}
