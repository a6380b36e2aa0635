"""The API for documents: brought in, searched for candidates, decided on in the name of whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import AtOnce, ended

CASE = "/api/v1/cases/ladder"

TEXT = """Ruritania raises a tariff

On 3 May 2021 Ruritania imposed a tariff on steel. The foreign minister said that talks would continue.
"""


@pytest.fixture
def cases(cases: Workspace) -> Workspace:
    """A folder with the small case `ladder`, whose long work is done at once."""
    cases.jobs = AtOnce()
    return cases


def bring_in(client: TestClient, name: str = "tariff.txt", content: bytes = TEXT.encode(), **said: str) -> Any:
    """What became of a document."""
    sent = client.post(f"{CASE}/documents", files={"file": (name, content)}, data=said)
    return ended(client, sent)


@pytest.fixture
def waiting(editor: TestClient) -> list[dict[str, Any]]:
    """Candidates of one document."""
    bring_in(editor, published="2021-05-04")
    ended(editor, editor.post(f"{CASE}/candidates", json={}))
    found: list[dict[str, Any]] = editor.get(f"{CASE}/candidates").json()["open"]
    assert len(found) >= 2
    return found


def test_a_document_is_brought_in_and_read_again(editor: TestClient, cases: Workspace) -> None:
    job = bring_in(editor, title="A tariff", author="A. Writer", publisher="The Gazette", published="2021-05-04")
    arrival = job["result"]["documents"][0]
    assert (arrival["status"], arrival["document"]["id"]) == ("added", "tariff")
    assert arrival["document"]["authors"] == ["A. Writer"]
    assert [one["id"] for one in editor.get(f"{CASE}/documents").json()["documents"]] == ["tariff"]
    text = editor.get(f"{CASE}/documents/tariff").json()["text"]
    assert "imposed a tariff on steel" in text
    assert editor.get(f"{CASE}/documents/tariff", params={"start": 3, "end": 9}).json()["text"] == text[3:9]
    assert bring_in(editor)["result"]["documents"][0]["status"] == "there"


@pytest.mark.parametrize(
    "name", ["../../../secret/plans/case.yaml", "/etc/cron.d/x", "..\\..\\x.txt", "a\x00b.txt", "x" * 5000 + ".txt", ""]
)
def test_the_name_of_a_file_leads_nowhere(editor: TestClient, tmp_path: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    sent = editor.post(f"{CASE}/documents", files={"file": (name, TEXT.encode())})
    assert sent.status_code in (202, 400, 422)
    if sent.status_code == 202:
        ended(editor, sent)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
    kept = tmp_path / "cases" / "ladder" / "documents"
    assert {path for path in after if path not in before and path.parent != kept} == set()


def test_a_script_in_a_document_comes_back_as_data(editor: TestClient) -> None:
    wicked = "On 3 May 2021 <script>alert(1)</script> Ruritania imposed a tariff."
    bring_in(editor, "<img src=x onerror=alert(1)>.txt", wicked.encode(), title="<script>alert(2)</script>")
    listed = editor.get(f"{CASE}/documents")
    assert listed.headers["content-type"] == "application/json"
    document = listed.json()["documents"][0]
    assert document["title"] == "<script>alert(2)</script>"
    assert "<" not in document["id"]
    assert "<" not in document["file"]


def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(editor: TestClient) -> None:
    job = bring_in(editor, "broken.pdf", b"%PDF-1.7\nnothing")
    assert job["result"]["documents"][0]["status"] == "refused"
    assert editor.get(f"{CASE}/documents").json()["documents"] == []


def test_candidates_are_found_and_shown_in_their_document(
    of: Callable[[str], TestClient], waiting: list[dict[str, Any]]
) -> None:
    one = of("rosa").get(f"{CASE}/candidates/{waiting[0]['id']}").json()
    assert one["words"]["quoted"]
    assert one["suggestion"]["item"]["date"]
    assert of("rosa").get(f"{CASE}/candidates/none").status_code == 404


def test_a_decision_carries_the_name_of_who_made_it(
    of: Callable[[str], TestClient], waiting: list[dict[str, Any]], cases: Workspace
) -> None:
    anna, edgar = of("anna"), of("edgar")
    first, second = (f"{CASE}/candidates/{one['id']}" for one in waiting[:2])
    before = (cases.folder / "ladder" / "evidence.yaml").read_bytes()
    accepted = anna.post(f"{first}/acceptance", json={"item": "steel-tariff", "kind": "conduct", "what": "A tariff"})
    assert accepted.status_code == 200, accepted.text
    assert accepted.json()["decision"]["by"] == "anna"
    assert anna.get(f"{CASE}/evidence/steel-tariff").json()["what"] == "A tariff"
    assert anna.get(f"{CASE}/evidence/steel-tariff/trace").json()["places"]
    assert edgar.post(f"{CASE}/candidates/undo").status_code == 409  # it is not his
    assert edgar.post(f"{second}/rejection", json={"reason": "said by nobody"}).json()["decision"]["by"] == "edgar"
    assert anna.post(f"{CASE}/candidates/undo").status_code == 409
    assert edgar.post(f"{CASE}/candidates/undo").status_code == 200
    assert anna.post(f"{CASE}/candidates/undo").status_code == 200
    assert (cases.folder / "ladder" / "evidence.yaml").read_bytes() == before
    log = (cases.folder / "ladder" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["by"] for line in log] == ["anna", "edgar", "edgar", "anna"]


def test_a_candidate_is_merged_edited_and_opened_again(editor: TestClient, waiting: list[dict[str, Any]]) -> None:
    first, second = (one["id"] for one in waiting[:2])
    edited = editor.post(f"{CASE}/candidates/{first}/edit", json={"date": "2021-05"})
    assert edited.json()["date"] == "2021-05"
    assert editor.post(f"{CASE}/candidates/{first}/edit", json={}).status_code == 400
    assert editor.post(f"{CASE}/candidates/{second}/merge", json={"into": first}).status_code == 200
    assert editor.post(f"{CASE}/candidates/{second}/merge", json={"into": first}).status_code == 400
    assert editor.post(f"{CASE}/candidates/{second}/reopening").status_code == 200
    assert [one["id"] for one in editor.get(f"{CASE}/candidates").json()["open"]] == [one["id"] for one in waiting]


def test_nobody_accepts_with_ratings_of_another(of: Callable[[str], TestClient], waiting: list[dict[str, Any]]) -> None:
    row = {"subject": "scenarios", "level": "allied", "rating": "+", "rater": "edgar"}
    place = f"{CASE}/candidates/{waiting[0]['id']}/acceptance"
    assert of("anna").post(place, json={"ratings": [row]}).status_code == 403


def test_what_would_break_the_case_is_not_accepted(editor: TestClient, waiting: list[dict[str, Any]]) -> None:
    place = f"{CASE}/candidates/{waiting[0]['id']}/acceptance"
    for wrong in ({"kind": "nonsense"}, {"date": "yesterday"}, {"item": "../../x y"}, {"sources": ["nobody"]}):
        answer = editor.post(place, json=wrong)
        assert answer.status_code in (400, 422), (wrong, answer.text)
    assert editor.get(f"{CASE}/check").json()["counts"]["error"] == 0
