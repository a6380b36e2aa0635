"""Two people record in two branches of a case that `equipoise new` made: version control merges, a join makes one."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from equipoise.ledger.ledger import Ledger

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def git(tmp_path):
    """Git in the folder of the case, with nobody's settings."""
    folder = tmp_path / "mine"
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def call(*words, crlf="false"):
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", f"core.autocrlf={crlf}")
        return subprocess.run(
            ["git", *who, *words], cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=True
        ).stdout

    return call


@pytest.fixture
def say(run, tmp_path):
    def record(who, event, probability):
        words = ("-p", probability, "--event", event, "--by-whom", who, "--as-of", "2025-06-30", "--quiet")
        ran = run("ledger", "record", tmp_path / "mine", *words)
        assert ran.code == 0, ran.err

    return record


def test_branches_of_a_new_case_are_merged_found_and_joined(run, git, say, tmp_path):
    folder = tmp_path / "mine"
    assert run("new", folder).code == 0
    git("init", "-q", "-b", "main")
    say("maria", "ever hedge until 2026-06-30", "0.4")
    git("add", "-A")
    git("commit", "-q", "-m", "one judgement")
    # The file by which writers take turns is nobody's business.
    assert (folder / ".ledger.lock").exists()
    assert git("status", "--porcelain") == ""
    git("checkout", "-q", "-b", "li")
    say("li", "ever hedge until 2026-06-30", "0.3")
    git("commit", "-q", "-a", "-m", "li")
    theirs = Ledger(folder).head
    git("checkout", "-q", "main")
    say("maria", "ever hedge until 2026-05-31", "0.35")
    git("commit", "-q", "-a", "-m", "maria")
    ours = Ledger(folder).head
    git("merge", "-q", "li")
    found = run("ledger", "verify", folder)
    assert found.code == 1
    assert "the ledger has 2 branches, which end on lines 2, 3" in found.out
    assert run("ledger", "join", folder, "--by-whom", "maria", "--reason", "two laptops").code == 0
    for head in (ours, theirs, Ledger(folder).head):
        assert run("ledger", "verify", folder, "--head", head).code == 0
    assert [entry.content.by_whom for entry in Ledger(folder).entries] == ["maria", "maria", "li", "maria"]


def test_a_checkout_that_translates_line_breaks_leaves_the_ledger_alone(run, git, say, tmp_path):
    folder = tmp_path / "mine"
    assert run("new", folder).code == 0
    git("init", "-q", "-b", "main")
    say("maria", "ever hedge until 2026-06-30", "0.4")
    before = (folder / "ledger.jsonl").read_bytes()
    git("add", "-A")
    git("commit", "-q", "-m", "one judgement")
    for path in (folder / "ledger.jsonl", folder / "case.yaml"):
        path.unlink()
    git("checkout", "-q", "--", ".", crlf="true")
    assert b"\r\n" in (folder / "case.yaml").read_bytes()
    assert (folder / "ledger.jsonl").read_bytes() == before
    assert run("ledger", "verify", folder).code == 0
