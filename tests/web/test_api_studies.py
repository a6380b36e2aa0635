"""Studies asked of the API say what those of the command line say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from equipoise.cli.main import main
from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import AtOnce, ended


@pytest.fixture
def cases(cases: Workspace) -> Workspace:
    """A folder with the small case `ladder`, whose long work is done at once."""
    cases.jobs = AtOnce()
    return cases


@pytest.mark.parametrize(
    ("study", "asked", "words"),
    [
        ("explain", {}, ()),
        ("what-if", {"set": {"decision_maker.advisers": 5}}, ("--set", "decision_maker.advisers=5")),
        ("sensitivity", {}, ()),
        ("trial", {}, ()),
        ("futures", {"paths": 200}, ("--paths", "200")),
        ("mine", {"numbers": {"allied": 0.3}}, ("allied=0.3",)),
    ],
)
def test_a_study_is_that_of_the_command_line(
    editor: TestClient,
    cases: Workspace,
    capsys: pytest.CaptureFixture[str],
    study: str,
    asked: dict[str, Any],
    words: tuple[str, ...],
) -> None:
    job = ended(editor, editor.post(f"/api/v1/cases/ladder/{study}", json=asked | {"particles": 64}))
    capsys.readouterr()
    main([study, str(cases.folder / "ladder"), *words, "--particles", "64", "--quiet", "--json"])
    assert job["result"] == json.loads(capsys.readouterr().out), job
