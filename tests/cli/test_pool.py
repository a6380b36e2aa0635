"""`equipoise pool`: a page in 80 columns, JSON as documented, and plain words where it cannot be done."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studies.case_folders import write_case
from studies.simulated_cases import Actors, simulate_cases

ACTORS = Actors(shares={"trade": 0.7, "kin": 0.3}, strength=12.0, decisiveness=(1.6, 1.3), review_months=(3.0, 1.25))
FEW = ("--particles", "384")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three cases of one population, one of them with a mix that its author fixed."""
    place = tmp_path_factory.mktemp("cases")
    first, second, third = simulate_cases(ACTORS, 3, np.random.default_rng(1), items=10)
    for case in (first, second, third.edited({"decision_maker.mix": {"trade": 0.5, "kin": 0.5}})):
        write_case(case, place / case.name)
    return place


def test_the_page_fits_80_columns_and_tells_all_parts(run, folder):
    ran = run("pool", folder, *FEW, "--quiet")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.out.startswith("What 3 cases say together")
    heads = [line.split("  ")[0] for line in ran.out.splitlines()]
    for head in ("share of trade", "decisiveness", "months between reviews", "Contraction with"):
        assert head in heads
    assert len(re.findall(r"^  case-0[012] ", ran.out, re.MULTILINE)) == 2 * 2 + 2 * 3
    assert "  decision_maker.mix_strength: " in ran.out


def test_what_takes_no_part_is_told_on_stderr(run, folder):
    ran = run("pool", folder, *FEW, "--quiet")
    assert ran.err == "note: case-02: decision_maker.mix: the case leaves no shares open, so it takes no part in them\n"


def test_progress_goes_to_stderr(run, folder):
    ran = run("pool", folder, *FEW)
    assert "believing case-01 by itself (2 of 3)" in ran.err.splitlines()


def test_the_json_is_what_the_page_of_the_documentation_tells(run, folder, root):
    ran = run("pool", folder, *FEW, "--json", "--quiet")
    document = json.loads(ran.out)
    assert document["schema"] == "equipoise/pooled/1"
    page = (root / "docs" / "pooling.md").read_text(encoding="utf-8")
    told = {word for span in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"[a-z_]+", span)}
    assert keys_of({name: value for name, value in document.items() if name not in ("next_case", "findings")}) <= told


def test_the_same_seed_gives_the_same_output(run, folder):
    words = ("pool", folder, *FEW, "--json", "--quiet")
    assert run(*words, "--seed", "3").out == run(*words, "--seed", "3").out
    assert run(*words, "--seed", "3").out != run(*words, "--seed", "4").out


def test_a_folder_without_cases_ends_with_2(run, tmp_path):
    ran = run("pool", tmp_path)
    assert ran.code == 2
    assert ran.out == ""
    assert f"error: no folder in {tmp_path} is a case" in ran.err


def test_an_invalid_case_ends_with_3_and_tells_where(run, folder, tmp_path):
    case = simulate_cases(ACTORS, 1, np.random.default_rng(2))[0]
    write_case(case, tmp_path / "good")
    write_case(case, tmp_path / "bad")
    file = tmp_path / "bad" / "case.yaml"
    file.write_text(file.read_text("utf-8").replace('"horizon"', '"horizons"'), "utf-8")
    ran = run("pool", tmp_path, "--quiet")
    assert ran.code == 3
    assert ran.err.startswith("error: 1 of 2 cases cannot be pooled")
    assert f"{file}:" in ran.err


def test_too_few_particles_end_with_4(run, folder):
    ran = run("pool", folder, "--particles", "8", "--quiet")
    assert ran.code == 4
    assert ran.err.endswith("not trustworthy: do not use these numbers\n")


def keys_of(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    return set()
