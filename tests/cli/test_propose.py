from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import ExitStack

import pytest

from proposals.chat_server import Reply, chat_server, offering
from proposals.made import ACT, ENVIRONMENT, INVENTED, SAID, case_with


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for name in os.environ:
        if name.startswith(ENVIRONMENT):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("EQUIPOISE_LLM_MODEL", "small")


@pytest.fixture
def folder(tmp_path):
    return case_with(tmp_path / "case")


@pytest.fixture
def serving(monkeypatch):
    """Serve replies at the endpoint that the environment names."""

    with ExitStack() as servers:

        def serve(*replies):
            server = servers.enter_context(chat_server(*replies))
            monkeypatch.setenv("EQUIPOISE_LLM_URL", server.url)

        yield serve


def test_what_was_proposed_refused_and_written_is_told_in_79_columns(run, folder, serving):
    serving(offering(ACT, SAID, INVENTED))
    ran = run("propose", folder, "courier")
    assert ran.code == 0, ran.err
    assert max(map(len, re.sub(r"\S*candidates\.yaml", "", ran.out).splitlines())) <= 79
    said = " ".join(ran.out.split())
    assert f"“{ACT['quote']}”" in said
    assert f"refused “{INVENTED['quote']}”: it does not stand in the text" in said
    assert "2 added, 0 there already, 1 refused" in said
    assert "Nothing is evidence until somebody accepts it" in said
    assert ran.err.startswith("asking small at http://127.0.0.1:")
    listed = run("review", folder, "--list")
    assert "2 open" in listed.out


def test_quiet_says_nothing_on_stderr_and_json_has_proposals_and_run(run, folder, serving):
    serving(offering(ACT, INVENTED))
    ran = run("propose", folder, "courier", "--model", "other", "--json", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["schema"] == "equipoise/proposed/1"
    (one,) = found["proposals"]
    assert one["text"] == ACT["quote"]
    assert one["proposed_by"].startswith("other, ")
    assert found["run"]["refused"][0]["quote"] == INVENTED["quote"]


def test_counter_readings_of_an_item_are_told_with_what_would_show_them(run, folder, serving):
    reading = {"quote": ACT["quote"], "reading": "A planned exercise.", "would_show": "An announcement in the gazette."}
    serving(offering(reading))
    asked = ("propose", folder, "courier", "--kind", "counter-readings", "--item", "dues-withheld")
    ran = run(*asked)
    assert ran.code == 0, ran.err
    said = " ".join(ran.out.split())
    assert "dues-withheld-counter-1: A planned exercise." in said
    assert "would show: An announcement in the gazette." in said
    assert "No assessment reads them" in said
    assert json.loads(run(*asked, "--json").out)["run"]["known"] == 1


def test_what_a_model_says_does_not_steer_the_terminal(run, folder, serving):
    serving(offering({"quote": "Karsavia \x1b[2Jleaves the union today", "kind": "act"}))
    assert "\x1b" not in run("propose", folder, "courier").out


def test_a_case_with_proposals_is_as_sound_as_before(run, folder, serving):
    before = run("check", folder, "--json").out
    serving(offering(ACT))
    assert run("propose", folder, "courier").code == 0
    assert run("check", folder, "--json").out == before


def test_a_server_that_refuses_ends_the_command_with_1(run, folder, serving, monkeypatch):
    monkeypatch.setenv("EQUIPOISE_LLM_KEY", "hush-hush")
    serving(Reply(status=401, body='{"error": {"message": "no such key: hush-hush"}}'))
    ran = run("propose", folder, "courier")
    assert ran.code == 1
    assert "answered with status 401: no such key: [key]" in ran.err
    assert "hush" not in ran.out + ran.err


def test_passages_that_bring_nothing_usable_end_with_1_and_are_told(run, folder, serving):
    serving(Reply("{"))
    ran = run("propose", folder, "courier")
    assert ran.code == 1
    assert "failed       courier, part 1 of 1: no usable answer" in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["courier"], "no language model is set up"),
        (["curier"], "has no document 'curier'"),
        (["courier", "--item", "dues-withheld"], "--item goes with counter-readings"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_is_sent(run, folder, words, told):
    ran = run("propose", folder, *words)
    assert ran.code == 2
    assert told in ran.err


def test_the_libraries_are_not_loaded_unless_a_model_is_asked():
    script = (
        "import sys; from equipoise.cli.main import main; import equipoise.proposals.propose, "
        "equipoise.proposals.counter_readings; main(['propose', 'nowhere', 'x']); "
        "print('loaded:', [m for m in ('pydantic_ai', 'openai', 'anthropic', 'httpx2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"
