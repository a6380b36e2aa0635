"""`equipoise what-if`, `switchboard`, `assumptions` and `levers`: pages of 79 columns, JSON as documented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from equipoise.case.edit import save_edits

EDITS = {
    "assumptions": {
        "heard": {
            "says": "Two ministries are heard.",
            "why": "They report",
            "if_false": {"decision_maker.advisers": 3},
        },
        "slow": {"says": "Lines change slowly.", "if_false": {"decision_maker.review.every": 2}},
    },
    "levers": {
        "tariff": {"path": "explanations.interests.weights.trade", "range": [0, 3], "title": "Weight of trade"},
        "channels": {"path": "decision_maker.advisers", "range": [2, 10], "unit": "channels"},
    },
}
SET = ("--set", "decision_maker.advisers=6")
COMMANDS = {"what-if": SET, "switchboard": (), "assumptions": (), "levers": ()}
PAGES = {
    "what-if": "what-if.md",
    "switchboard": "switchboard.md",
    "assumptions": "linchpins.md",
    "levers": "linchpins.md",
}


@pytest.fixture
def folder(case_folder: Path) -> Path:
    """The ladder, with assumptions and levers."""
    save_edits(case_folder, EDITS)
    return case_folder


@pytest.mark.parametrize(("command", "options"), COMMANDS.items())
def test_the_page_fits_79_columns(run, folder, command, options):
    ran = run(command, folder, "--quiet", *options)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("A ladder of three: ")
    assert max(map(len, ran.out.splitlines())) <= 79


@pytest.mark.parametrize(("command", "options"), COMMANDS.items())
def test_progress_goes_to_stderr(run, folder, command, options):
    assert "believing the record" in run(command, folder, *options).err.splitlines()


@pytest.mark.parametrize(("command", "options"), COMMANDS.items())
def test_the_json_is_what_the_page_of_the_documentation_tells(run, folder, root, command, options):
    document = json.loads(run(command, folder, "--json", "--quiet", *options).out)
    assert document["schema"] == f"equipoise/{command}/1"
    page = (root / "docs" / PAGES[command]).read_text(encoding="utf-8")
    told = {word for span in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"[a-z_]+", span)}
    assert keys_of(document) - names_of(document) <= told


@pytest.mark.parametrize(("command", "options"), COMMANDS.items())
def test_seed_date_and_particles_are_taken(run, folder, command, options):
    asked = ("--as-of", "2021-03-31", "--seed", "3", "--particles", "8", "--rater", "default")
    document = json.loads(run(command, folder, "--json", "--quiet", *asked, *options).out)
    assert (document["as_of"], document["seed"], document["rater"]) == ("2021-03-31", 3, "default")


def test_a_what_if_needs_something_to_change(run, folder):
    ran = run("what-if", folder, "--quiet")
    assert ran.code == 2
    assert "nothing is edited" in ran.err


@pytest.mark.parametrize("command", ["switchboard", "assumptions", "levers"])
def test_an_edit_moves_the_case_that_is_studied(run, folder, command):
    plain, edited = (
        json.loads(run(command, folder, "--json", "--quiet", *words).out)["fingerprint"]
        for words in ((), ("--set", "decision_maker.patience=0"))
    )
    assert plain != edited


@pytest.mark.parametrize(
    "words",
    [
        ("what-if", "--set", "decision_maker.adviser=6"),
        ("what-if", *SET, "--rater", "nobody"),
        ("switchboard", "--as-of", "2031-01-01"),
        ("assumptions", "--rater", "nobody"),
        ("levers", "--against", "allies"),
        ("levers", "--by", "size"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_a_message(run, folder, words):
    ran = run(words[0], folder, "--quiet", *words[1:])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize("command", ["assumptions", "levers"])
def test_a_case_that_has_none_ends_with_2_and_says_what_to_write(run, case_folder, command):
    ran = run(command, case_folder, "--quiet")
    assert ran.code == 2
    assert f"`{command}:`" in ran.err


def keys_of(value: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys_of(inner)}
    return set()


def names_of(document: dict[str, Any]) -> set[str]:
    """Keys that are names of the case or paths of an edit."""
    return {"apart", "hedged", "allied", "stance", "kin", "interests", "pressure"} | {
        key for key in keys_of(document) if "." in key
    }
