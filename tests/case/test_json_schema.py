from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from case.small_case import content, small_case
from equipoise.authored.base import Authored
from equipoise.authored.yaml_text import read_yaml
from equipoise.case import schema as language
from equipoise.case.json_schema import FILES, json_schema
from equipoise.case.meanings import MEANINGS
from equipoise.case.new import new_case
from equipoise.errors import UsageError
from oracle.build import content_of

GATHERED = {"levels"}
"""The field that holds what stands beside the other fields of a scenario: nobody writes it."""

MODELS = {
    name: model
    for name, model in vars(language).items()
    if isinstance(model, type)
    and issubclass(model, Authored)
    and not name.startswith("_")
    and name not in ("Authored", "Rating")
}


def problems(file: str, data: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(json_schema(file)).iter_errors(data)
    ]


def every_field() -> list[tuple[str, str]]:
    return [
        (name, info.alias or field)
        for name, model in MODELS.items()
        for field, info in model.model_fields.items()
        if not (model.gathers and field in GATHERED)
    ]


@pytest.mark.parametrize("file", FILES)
def test_the_schema_is_one_of_draft_2020_12_and_has_a_title(file):
    schema = json_schema(file)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"Equipoise {file}"
    assert schema["description"]


@pytest.mark.parametrize("name", ["case.yaml", "sources.yaml", "evidence.yaml", "judgements.yaml"])
def test_the_files_of_a_new_case_fit_their_schemas(tmp_path, name):
    text = (new_case(tmp_path / "mine") / name).read_text()
    assert problems(name, read_yaml(text, file=name).data) == []


@pytest.mark.parametrize("file", ["case", "sources", "evidence", "judgements"])
def test_a_case_that_uses_every_field_fits(file):
    assert problems(f"{file}.yaml", content()[file]) == []


def test_a_case_written_out_by_the_software_fits():
    assert problems("case.yaml", content_of(small_case())["definition"]) == []


def test_a_departure_fits():
    assert (
        problems("departures.yaml", [{"path": "a.b", "derived": 1, "here": {"mean": 1, "sd": 2}, "why": "Newer"}]) == []
    )


def test_instruments_of_a_scenario_are_lists_of_levels():
    assert problems("case.yaml", content({"case.scenarios.embrace.arms": "parts"})["case"]) == [
        "$.scenarios.embrace.arms: 'parts' is not of type 'array'"
    ]


@pytest.mark.parametrize("members", ["embrace", ["embrace", "arms=parts"]])
def test_the_set_of_an_event_is_one_member_or_a_list(members):
    assert problems("case.yaml", content({"case.questions.soon.event.ever": members})["case"]) == []


@pytest.mark.parametrize("place", [{"document": "d", "start": 1, "end": 2}, [{"document": "d", "start": 1, "end": 2}]])
def test_places_are_one_or_a_list(place):
    assert problems("evidence.yaml", content({"evidence.0.where": place})["evidence"]) == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"case.conditions.pressure.dwel": 3}, "$.conditions.pressure"),
        ({"case.clock.step": "day"}, "$.clock.step"),
        ({"case.starts.arms.none": 2}, "$.starts.arms.none"),
        ({"case.clock.opens": "1 March"}, "$.clock.opens"),
        ({"case.decision_maker.noise": "much"}, "$.decision_maker.noise"),
    ],
)
def test_a_slip_is_seen_where_it_is(changes, where):
    assert [problem.split(":")[0] for problem in problems("case.yaml", content(changes)["case"])] == [where]


@pytest.mark.parametrize(("model", "field"), every_field())
def test_every_field_has_a_meaning(model, field):
    assert MEANINGS[model][field].endswith(".")


def test_no_meaning_is_left_of_a_field_that_is_gone():
    told = {(model, field) for model, fields in MEANINGS.items() for field in fields}
    assert told == set(every_field())


def test_meanings_reach_the_editor():
    described = json_schema("case.yaml")["$defs"]["Condition"]["properties"]["dwell"]["description"]
    assert described == MEANINGS["Condition"]["dwell"]


def test_an_unknown_file_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match=r"no schema for 'evidence\.yml'") as refusal:
        json_schema("evidence.yml")
    assert refusal.value.hint == "did you mean 'evidence.yaml'?"
