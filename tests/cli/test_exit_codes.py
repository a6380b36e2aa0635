"""Every outcome has its exit code, and a person's mistake never shows a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module

import pytest

from equipoise.errors import Finding, InvalidCaseError, NotTrustworthyError, Severity, UsageError

ERROR = Finding("my-case/case.yaml", 8, 12, "scenarios.straddle", "no such level 'neutrall'", "write neutral")
NOTE = Finding("my-case/case.yaml", 1, 1, "title", "a long title", severity=Severity.NOTE)


@pytest.fixture
def loading_raises(monkeypatch):
    """Make every attempt to load a case end with an exception."""

    def arrange(exception: BaseException) -> None:
        def load_case(name: str) -> None:
            raise exception

        monkeypatch.setattr(import_module("equipoise.case.load"), "load_case", load_case)

    return arrange


def test_what_cannot_be_done_as_asked_ends_with_2_and_says_what_to_do(run, loading_raises):
    loading_raises(UsageError("no case 'sino-rusian'", hint="did you mean sino-russian?"))
    ran = run("assess", "sino-rusian", "--quiet")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines() == ["error: no case 'sino-rusian'", "did you mean sino-russian?"]


def test_an_invalid_case_ends_with_3_and_lists_its_errors(run, loading_raises):
    loading_raises(InvalidCaseError("my-case has 1 error", [ERROR, NOTE]))
    ran = run("assess", "my-case", "--quiet")
    assert ran.code == 3
    assert ran.out == ""
    assert ran.err.splitlines() == ["error: my-case has 1 error", str(ERROR)]


def test_impossible_evidence_ends_with_4_and_names_the_items(run, loading_raises):
    loading_raises(NotTrustworthyError("impossible under every state", ["visit", "tariff"]))
    ran = run("assess", "my-case", "--quiet")
    assert ran.code == 4
    assert ran.err.splitlines() == ["not trustworthy: impossible under every state", "items: visit, tariff"]


def test_a_file_that_cannot_be_used_ends_with_1_and_names_it(run, loading_raises):
    loading_raises(PermissionError(13, "Permission denied", "my-case/case.yaml"))
    ran = run("assess", "my-case", "--quiet")
    assert ran.code == 1
    assert ran.err == "error: my-case/case.yaml: Permission denied\n"


def test_an_interrupted_command_ends_with_130(run, loading_raises):
    loading_raises(KeyboardInterrupt())
    ran = run("assess", "my-case", "--quiet")
    assert ran.code == 130
    assert ran.out == ""


def test_a_defect_of_the_program_shows_its_traceback(run, loading_raises):
    loading_raises(ZeroDivisionError("a defect"))
    with pytest.raises(ZeroDivisionError):
        run("assess", "my-case", "--quiet")


@pytest.mark.parametrize("words", [["asess"], ["assess"], ["assess", "x", "--as-off", "2022-01-01"], ["report", "x"]])
def test_words_that_make_no_command_end_with_2(run, words):
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert "Usage: equipoise" in ran.err


def test_a_reader_who_leaves_early_hears_nothing_more():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "equipoise", "words"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 1


def test_a_terminal_without_unicode_gets_ascii():
    done = subprocess.run(
        [sys.executable, "-m", "equipoise", "words", "0.58"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert b"55-80 %" in done.stdout
