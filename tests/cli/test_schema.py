from __future__ import annotations

import json

import pytest

from equipoise.case.json_schema import FILES


@pytest.mark.parametrize("file", FILES)
def test_each_file_has_a_json_schema(run, file):
    ran = run("schema", file)
    assert ran.code == 0
    assert isinstance(json.loads(ran.out), dict)


def test_schemas_are_put_beside_a_case_without_disturbing_it(run, case_folder):
    before = (case_folder / "case.yaml").read_bytes()
    ran = run("schema", "--write", case_folder)
    assert ran.code == 0
    assert sorted(path.name for path in (case_folder / "schemas").iterdir()) == sorted(
        f"{file.removesuffix('.yaml')}.schema.json" for file in FILES
    )
    assert (case_folder / "case.yaml").read_bytes() == before
    assert run("check", case_folder).code == 0


@pytest.mark.parametrize("words", [["ratings.csv"], ["--write", "nowhere"]])
def test_what_has_no_schema_or_folder_ends_with_2(run, words):
    assert run("schema", *words).code == 2


def test_the_help_names_every_file_with_a_schema(run):
    text = " ".join(run("schema", "--help").out.split())
    assert all(file in text for file in FILES)
