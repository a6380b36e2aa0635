"""The API: the functions of the command line, who may call which, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from equipoise.cli.main import main
from equipoise.web.guard.accounts import read_accounts, write_accounts
from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import PROBLEM, ended

CASE = "/api/v1/cases/ladder"


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    """What the command line says, as JSON."""
    capsys.readouterr()
    main([*map(str, words), "--json"])
    return json.loads(capsys.readouterr().out)


# --- looking ---


def test_cases_and_what_they_consist_of(editor: TestClient) -> None:
    listed = editor.get("/api/v1/cases").json()["cases"]
    assert listed[0]["case"] == "ladder"
    assert {one["case"] for one in listed} >= {"sino-russian", "sweden-nato"}
    summary = editor.get(CASE).json()
    assert summary["scenarios"] == {"apart": "apart", "hedged": "hedged", "allied": "allied"}
    assert summary["evidence"] == len(editor.get(f"{CASE}/evidence").json()["evidence"])
    assert summary["sources"] == len(editor.get(f"{CASE}/sources").json()["sources"])


@pytest.mark.parametrize(
    ("address", "place", "told"),
    [
        ("/ratings?ratter=ann", "query.ratter", "there is no such parameter; did you mean 'rater'?"),
        ("/ratings?rater=ann&rater=ben", "query.rater", "given more than once; give it once"),
        ("/sources?rater=ann", "query.rater", "this takes no parameters"),
    ],
)
def test_a_parameter_that_would_not_be_read_is_refused(editor: TestClient, address: str, place: str, told: str) -> None:
    answer = editor.get(f"{CASE}{address}")
    assert answer.status_code == 422
    assert [(one["path"], one["problem"]) for one in answer.json()["findings"]] == [(place, told)]


@pytest.mark.parametrize(
    ("form", "place", "told"),
    [
        ([("auhtor", "A. Wu")], "body.auhtor", "there is no such field; did you mean 'author'?"),
        ([("title", "One"), ("title", "Two")], "body.title", "given more than once; give it once"),
    ],
)
def test_a_field_of_a_form_that_would_not_be_read_is_refused(
    editor: TestClient, form: list[tuple[str, str]], place: str, told: str
) -> None:
    parts = [("file", ("note.txt", b"China abstained.", "text/plain")), *((name, (None, said)) for name, said in form)]
    answer = editor.post(f"{CASE}/documents", files=parts)
    assert answer.status_code == 422
    assert [(one["path"], one["problem"]) for one in answer.json()["findings"]] == [(place, told)]


def test_a_field_of_a_form_that_takes_several_takes_them(editor: TestClient) -> None:
    parts = [("file", ("note.txt", b"China abstained.", "text/plain")), *(("author", (None, x)) for x in ("Wu", "Li"))]
    job = ended(editor, editor.post(f"{CASE}/documents", files=parts))
    assert (job["status"], job["problem"]) == (200, None)


def test_findings_are_those_of_the_command_line(
    editor: TestClient, cases: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    by_command = said(capsys, "check", cases.folder / "ladder")
    by_api = editor.get(f"{CASE}/check").json()
    assert by_api["counts"] == by_command["counts"]
    assert by_api["schema"] == by_command["schema"]
    assert [one["problem"] for one in by_api["findings"]] == [one["problem"] for one in by_command["findings"]]


def test_an_assessment_is_that_of_the_command_line(
    editor: TestClient, cases: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    by_command = said(capsys, "assess", cases.folder / "ladder", "--particles", "64", "--seed", "3", "--quiet")
    job = ended(editor, editor.post(f"{CASE}/assess", json={"particles": 64, "seed": 3}))
    assert job["status"] == 200
    assert job["result"] == by_command


def test_agreement_is_that_of_the_command_line(
    editor: TestClient, cases: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    job = ended(editor, editor.post(f"{CASE}/agreement"))
    assert job["result"] == said(capsys, "agreement", cases.folder / "ladder", "--quiet")


def test_the_ledger_is_that_of_the_command_line(
    editor: TestClient, cases: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = {"event": "ever allied until 2021-09-30", "probability": 0.1, "as_of": "2021-05-01"}
    recorded = editor.post(f"{CASE}/ledger/judgements", json=judged)
    assert recorded.status_code == 201
    assert recorded.json()["entries"][0]["by_whom"] == "edgar"
    folder = cases.folder / "ladder"
    assert editor.get(f"{CASE}/ledger").json() == said(capsys, "ledger", "history", folder)
    assert editor.get(f"{CASE}/ledger/verification").json() == said(capsys, "ledger", "verify", folder)
    assert editor.get(f"{CASE}/ledger/scores").json() == said(capsys, "ledger", "score", folder)
    due = editor.get(f"{CASE}/ledger/due", params={"on": "2021-05-01"}).json()
    assert due == said(capsys, "ledger", "due", folder, "--on", "2021-05-01")
    assert due["due"]


# --- long work ---


def test_a_job_that_cannot_be_done_says_why(editor: TestClient) -> None:
    job = ended(editor, editor.post(f"{CASE}/what-if", json={"particles": 64, "set": {"decision_maker.advicers": 5}}))
    assert (job["state"], job["status"], job["result"]) == ("failed", 400, None)
    assert "advisers" in job["problem"]["hint"]
    job = ended(editor, editor.post(f"{CASE}/assess", json={"particles": 64, "rater": "nobody"}))
    assert job["status"] == 400


def test_a_job_is_stopped_and_is_its_owners_alone(of: Callable[[str], TestClient]) -> None:
    rosa, edgar = of("rosa"), of("edgar")
    started = rosa.post(f"{CASE}/stability", json={"recodings": 2000, "particles": 2048})
    place = started.headers["location"]
    assert edgar.get(place).status_code == 404
    assert edgar.delete(place).status_code == 404
    assert edgar.get("/api/v1/jobs").json()["jobs"] == []
    assert rosa.delete(place).json()["state"] == "cancelled"
    assert [one["state"] for one in rosa.get("/api/v1/jobs").json()["jobs"]] == ["cancelled"]


def test_nobody_fills_the_queue(editor: TestClient) -> None:
    answers = [editor.post(f"{CASE}/stability", json={"particles": 2048}) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [202] * 8 + [409]
    for answer in answers[:8]:
        editor.delete(answer.headers["location"])


@pytest.mark.parametrize("job", ["1", "0" * 24, "..%2f..", "x" * 64])
def test_a_job_that_is_not_there(editor: TestClient, job: str) -> None:
    assert editor.get(f"/api/v1/jobs/{job}").status_code == 404


# --- ratings, edits, files ---


def cell_of(client: TestClient) -> str:
    row = client.get(f"{CASE}/ratings").json()["ratings"][0]
    return f"{CASE}/ratings/{row['item']}/{row['subject']}/{row['level']}"


def test_a_cell_is_rated_and_left_open_again(of: Callable[[str], TestClient], cases: Workspace) -> None:
    anna = of("anna")
    cell = cell_of(anna)
    rated = anna.put(cell, json={"rating": "++", "why": 'said, twice\nand "signed"'}, params={"rater": "anna"})
    assert rated.status_code == 200, rated.text
    assert anna.get(cell, params={"rater": "anna"}).json()["rating"] == "++"
    assert "anna" in (cases.folder / "ladder" / "ratings.csv").read_text(encoding="utf-8")
    assert anna.put(cell, json={"rating": -2.5}, params={"rater": "anna"}).json()["rating"] == -2.5
    assert anna.delete(cell, params={"rater": "anna"}).status_code == 204
    assert anna.get(cell, params={"rater": "anna"}).status_code == 404
    assert anna.delete(cell, params={"rater": "anna"}).status_code == 404


def test_an_edit_writes_the_file_and_can_be_taken_back(editor: TestClient, cases: Workspace) -> None:
    file = cases.folder / "ladder" / "case.yaml"
    before = file.read_text(encoding="utf-8")
    edit = {"set": {"decision_maker.advisers": 5}, "seen": {"decision_maker.advisers": 2}}
    assert editor.post(f"{CASE}/edits", json=edit).json()["files"] == ["case.yaml"]
    assert file.read_text(encoding="utf-8") == before.replace("advisers: 2", "advisers: 5")
    assert editor.post(f"{CASE}/edits", json=edit).status_code == 409  # what was seen is there no more
    assert editor.post(f"{CASE}/undo").status_code == 200
    assert file.read_text(encoding="utf-8") == before
    assert editor.post(f"{CASE}/undo").status_code == 409
    assert editor.post(f"{CASE}/redo").status_code == 200


def test_a_file_is_read_and_written_whole(editor: TestClient, cases: Workspace) -> None:
    text = editor.get(f"{CASE}/files/case.yaml").json()["text"]
    changed = text.replace("A ladder of three", "A ladder of rungs")
    assert editor.put(f"{CASE}/files/case.yaml", json={"text": changed, "seen": text}).status_code == 200
    assert editor.put(f"{CASE}/files/case.yaml", json={"text": changed, "seen": text}).status_code == 409
    assert editor.get(CASE).json()["title"] == "A ladder of rungs"


def test_a_text_that_would_break_the_case_is_not_written(editor: TestClient, cases: Workspace) -> None:
    file = cases.folder / "ladder" / "case.yaml"
    before = file.read_bytes()
    answer = editor.put(f"{CASE}/files/case.yaml", json={"text": "equipoise: 1\ntitle: x\n"})
    assert answer.status_code == 422
    assert answer.json()["findings"]
    assert file.read_bytes() == before


def test_a_case_with_errors_says_so_and_can_be_mended(editor: TestClient, cases: Workspace) -> None:
    file = cases.folder / "ladder" / "case.yaml"
    sound = file.read_text(encoding="utf-8")
    editor.get(CASE)
    file.write_text("title: [\n", encoding="utf-8")
    assert editor.get(CASE).status_code == 422
    assert editor.post(f"{CASE}/assess", json={}).status_code == 422
    assert editor.get(f"{CASE}/check").json()["counts"]["error"] > 0
    assert editor.put(f"{CASE}/files/case.yaml", json={"text": sound}).status_code == 200
    assert editor.get(CASE).status_code == 200


def test_a_case_is_copied_and_a_built_in_one_stays_as_it_is(editor: TestClient) -> None:
    builtin = "/api/v1/cases/sweden-nato"
    assert editor.post(f"{builtin}/edits", json={"set": {"title": "x"}}).status_code == 409
    assert editor.put(f"{builtin}/files/case.yaml", json={"text": "x"}).status_code == 409
    assert editor.post(f"{builtin}/ledger/judgements", json={"probability": 0.5}).status_code == 409
    copied = editor.post("/api/v1/cases", json={"name": "my-copy", "copy_of": "sweden-nato"})
    assert copied.status_code == 201
    assert editor.post("/api/v1/cases", json={"name": "my-copy"}).status_code == 409
    assert editor.get("/api/v1/cases/my-copy").json()["builtin"] is False


# --- roles ---


def test_who_was_an_editor_takes_back_no_edit_any_more(editor: TestClient, tmp_path: Path) -> None:
    assert editor.post(f"{CASE}/edits", json={"set": {"title": "Rungs"}}).status_code == 200
    file = tmp_path / "accounts.json"
    there = read_accounts(file)
    write_accounts(file, there | {"edgar": there["edgar"].model_copy(update={"role": "analyst"})})
    assert editor.post(f"{CASE}/undo").status_code == 403
    assert editor.put(cell_of(editor), json={"rating": "0"}).status_code == 200
    assert editor.post(f"{CASE}/undo").status_code == 200  # a rating is an analyst's to take back
    assert editor.post(f"{CASE}/redo").status_code == 200
    assert editor.get(CASE).json()["title"] == "Rungs"


CHANGES: list[tuple[str, str, Any, str]] = [
    ("PUT", "{cell}", {"rating": "+"}, "analyst"),
    ("DELETE", "{cell}", None, "analyst"),
    ("POST", CASE + "/ledger/judgements", {"event": "ever allied until 2021-09-30", "probability": 0.1}, "analyst"),
    (
        "POST",
        CASE + "/ledger/resolutions",
        {"event": "ever allied until 2021-09-30", "outcome": "did_not", "date": "2021-09-30", "source": "s"},
        "analyst",
    ),
    ("POST", CASE + "/ledger/reaffirmations", {"event": "ever allied until 2021-09-30"}, "analyst"),
    ("POST", CASE + "/ledger/withdrawals", {"event": "ever allied until 2021-09-30"}, "analyst"),
    ("POST", CASE + "/ledger/model-judgements", {}, "analyst"),
    ("POST", "/api/v1/cases", {"name": "new-case"}, "editor"),
    ("POST", CASE + "/edits", {"set": {"title": "x"}}, "editor"),
    ("POST", CASE + "/undo", None, "analyst"),
    ("POST", CASE + "/redo", None, "analyst"),
    ("PUT", CASE + "/files/case.yaml", {"text": "x"}, "editor"),
    ("POST", CASE + "/documents", {}, "editor"),
    ("POST", CASE + "/imports", {}, "editor"),
    ("POST", CASE + "/candidates", {}, "analyst"),
    ("POST", CASE + "/candidates/x/acceptance", {}, "analyst"),
    ("POST", CASE + "/candidates/x/merge", {"into": "y"}, "analyst"),
    ("POST", CASE + "/candidates/x/rejection", {"reason": "r"}, "analyst"),
    ("POST", CASE + "/candidates/x/edit", {"actor": "a"}, "analyst"),
    ("POST", CASE + "/candidates/x/reopening", None, "analyst"),
    ("POST", CASE + "/candidates/undo", None, "analyst"),
]


@pytest.mark.parametrize(("method", "path", "body", "needs"), CHANGES)
def test_a_role_does_what_it_may_and_no_more(
    of: Callable[[str], TestClient], cases: Workspace, method: str, path: str, body: Any, needs: str
) -> None:
    place = path.format(cell=cell_of(of("rosa")))
    before = {file: file.read_bytes() for file in (cases.folder / "ladder").iterdir() if file.is_file()}
    refused = of("rosa").request(method, place, json=body)
    assert refused.status_code == 403
    if needs == "editor":
        assert of("anna").request(method, place, json=body).status_code == 403
    assert {file: file.read_bytes() for file in (cases.folder / "ladder").iterdir() if file.is_file()} == before


def test_every_route_that_changes_something_is_among_those_tried(app: FastAPI, editor: TestClient) -> None:
    paths = editor.get("/api/v1/openapi.json").json()["paths"]
    changing = {
        (method.upper(), path)
        for path, routes in paths.items()
        for method, route in routes.items()
        if method != "get" and "long work" not in route["tags"]
    }
    tried = {(method, path.replace(CASE, "/cases/{case}").replace("/api/v1", "")) for method, path, *_ in CHANGES}
    tried = {(method, path.replace("files/case.yaml", "files/{file}")) for method, path in tried}
    tried = {(method, path.replace("candidates/x", "candidates/{candidate}")) for method, path in tried}
    tried = {
        (method, path.replace("{cell}", "/cases/{case}/ratings/{item}/{subject}/{level}")) for method, path in tried
    }
    assert changing <= tried


@pytest.mark.parametrize(
    "claim",
    [{"x-role": "editor"}, {"equipoise.person": "edgar"}, {"x-forwarded-user": "edgar"}, {"remote-user": "edgar"}],
)
def test_nobody_makes_themself_an_editor_by_saying_so(of: Callable[[str], TestClient], claim: dict[str, str]) -> None:
    rosa = of("rosa")
    assert rosa.post("/api/v1/cases", json={"name": "new-case"}, headers=claim).status_code == 403
    assert rosa.post("/api/v1/cases", json={"name": "new-case"}, params=claim).status_code in (403, 422)
    assert rosa.post("/api/v1/cases", json={"name": "new-case", "role": "editor"}).status_code in (403, 422)


def test_nobody_judges_in_the_name_of_another(of: Callable[[str], TestClient]) -> None:
    body: dict[str, Any] = {"event": "ever allied until 2021-09-30", "probability": 0.1, "as_of": "2021-05-01"}
    body["by_whom"] = "edgar"
    assert of("anna").post(f"{CASE}/ledger/judgements", json=body).status_code == 403
    published = body | {"by_whom": "The Economist", "source": "issue of 2 May"}
    told = of("anna").post(f"{CASE}/ledger/judgements", json=published).json()
    assert (told["entries"][0]["kind"], told["entries"][0]["by_whom"]) == ("published", "The Economist")


# --- paths that lead elsewhere ---

ELSEWHERE = [
    "../secret/plans",
    "..%2fsecret%2fplans",
    "%2e%2e%2fsecret%2fplans",
    "..%252fsecret",
    "....//secret/plans",
    "/etc",
    "%2fetc%2fpasswd",
    "ladder%2f..%2f..%2fsecret%2fplans",
    "ladder%00",
    "..\\secret\\plans",
    ".",
    "..",
    "~",
    "C:%5CWindows",
    "LADDER",
]


@pytest.mark.parametrize("name", ELSEWHERE)
@pytest.mark.parametrize("rest", ["", "/check", "/evidence", "/files/case.yaml", "/documents", "/ledger"])
def test_no_name_of_a_case_leads_elsewhere(editor: TestClient, name: str, rest: str) -> None:
    answer = editor.get(f"/api/v1/cases/{name}{rest}")
    assert answer.status_code in (400, 404, 405, 200, 307)
    if answer.status_code in (200, 307):  # the client itself folded dots into another address
        assert "plans" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "name", ["..", "../secret/plans", "/etc", "a/b", "A", "", "x" * 65, ".hidden", "a\n", "a b", "ladder/../x"]
)
def test_no_new_case_is_put_elsewhere(editor: TestClient, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert editor.post("/api/v1/cases", json={"name": name}).status_code == 422
    assert editor.post("/api/v1/cases", json={"name": "copy", "copy_of": name}).status_code in (404, 422)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "file",
    [
        "..%2f..%2fsecret%2fplans%2fcase.yaml",
        "%2e%2e/%2e%2e/secret/plans/case.yaml",
        "evidence/../../../secret/plans/case.yaml",
        "%2fetc%2fpasswd",
        "ledger.jsonl",
        ".conflicts/x",
        "case.yaml%00",
        "new.yaml",
        "evidence/new.yaml",
        "CASE.YAML",
    ],
)
def test_no_name_of_a_file_leads_elsewhere(editor: TestClient, tmp_path: Path, file: str) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    refused = 400 if "%00" in file else 404
    assert editor.get(f"{CASE}/files/{file}").status_code == refused
    assert editor.put(f"{CASE}/files/{file}", json={"text": "x"}).status_code == refused
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("document", ["..%2fcase.yaml", "..%2f..%2f..%2fsecret", "%2fetc%2fpasswd", "documents.yaml"])
def test_no_name_of_a_document_leads_elsewhere(editor: TestClient, document: str) -> None:
    assert editor.get(f"{CASE}/documents/{document}").status_code == 404


# --- what cannot be read or is too much ---

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &a [*a]\n",
        "a: &x 1\nb: *x\n",
        "a: " + "[" * 50_000,
        "a: " + "{a: " * 5_000,
        "- " * 20_000,
        "a: !!python/object/apply:os.system [id]\n",
        "a: !!binary aGVsbG8=\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\na: 2\n",
        "\x00",
        "\ud83d",
        "<<: {a: 1}\n",
        "a: 1e400\n",
    ],
    ids=range(14),
)
def test_no_text_harms_the_reader(editor: TestClient, cases: Workspace, text: str) -> None:
    file = cases.folder / "ladder" / "case.yaml"
    before = file.read_bytes()
    body = json.dumps({"text": text})
    answer = editor.put(f"{CASE}/files/case.yaml", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text[:300]
    assert file.read_bytes() == before
    whole = before.decode() + text
    body = json.dumps({"text": whole})
    answer = editor.put(f"{CASE}/files/case.yaml", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text[:300]
    assert file.read_bytes() == before


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "9" * 400,
        json.dumps(nested(9)),
        json.dumps([1] * 1001),
        json.dumps("x" * 20_001),
    ],
    ids=range(8),
)
def test_a_value_has_bounds(editor: TestClient, value: str) -> None:
    body = '{"set": {"decision_maker.advisers": ' + value + "}}"
    for path in ("edits", "what-if"):
        answer = editor.post(f"{CASE}/{path}", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422, path


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        "[]",
        '"x"',
        '{"set": {}}',
        '{"set": []}',
        '{"set": {"": 1}}',
        "\ufeff{}",
        "9" * 5000,
    ],
    ids=range(11),
)
def test_a_body_that_is_none_is_refused(editor: TestClient, body: str) -> None:
    answer = editor.post(f"{CASE}/edits", content=body.encode(), headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == PROBLEM


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("particles", 0),
        ("particles", 8193),
        ("particles", "64"),
        ("particles", True),
        ("seed", -1),
        ("seed", 1.5),
        ("as_of", 1650000000),
        ("as_of", "2022"),
        ("as_of", "2022-02-30"),
        ("rater", ""),
        ("rater", "x" * 129),
        ("given", ["x" * 501]),
        ("given", ["x"] * 17),
        ("unknown", 1),
    ],
)
def test_a_field_has_bounds(editor: TestClient, field: str, value: Any) -> None:
    answer = editor.post(f"{CASE}/assess", json={field: value})
    assert answer.status_code == 422
    assert field in answer.json()["findings"][0]["path"]


@pytest.mark.parametrize("rating", ["+++", "", None, True, 101, -1e9, [1], {"a": 1}, "1"])
def test_a_rating_is_a_mark_or_a_number_of_decibans(editor: TestClient, rating: Any) -> None:
    assert editor.put(cell_of(editor), json={"rating": rating}).status_code == 422


@pytest.mark.parametrize("rater", ["", "a,b", "=cmd()", "a\nb", '"', "x" * 65, "-x", "<script>"])
def test_a_rater_is_a_plain_name(editor: TestClient, rater: str) -> None:
    assert editor.put(cell_of(editor), json={"rating": "+"}, params={"rater": rater}).status_code == 422


@pytest.mark.parametrize(
    "why", ["=cmd|' /C calc'!A0", '","x","', "<script>alert(1)</script>", "a\r\nb", "'", "x" * 5000]
)
def test_a_reason_is_kept_as_it_was_typed(editor: TestClient, why: str) -> None:
    cell = cell_of(editor)
    before = editor.get(f"{CASE}/ratings").json()["ratings"]
    answer = editor.put(cell, json={"rating": "+", "why": why})
    assert answer.status_code in (200, 400)
    after = editor.get(f"{CASE}/ratings").json()["ratings"]
    assert len(after) == len(before)
    if answer.status_code == 200:
        assert editor.get(cell).json()["why"] == why
    assert editor.get(f"{CASE}/check").json()["counts"]["error"] == 0


def test_a_script_in_a_title_comes_back_as_data(editor: TestClient) -> None:
    title = "<script>alert(1)</script>"
    assert editor.post(f"{CASE}/edits", json={"set": {"title": title}}).status_code == 200
    answer = editor.get(CASE)
    assert answer.json()["title"] == title
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_errors_are_told_alike(editor: TestClient) -> None:
    for answer in (
        editor.get("/api/v1/nowhere"),
        editor.delete("/api/v1/cases"),
        editor.get("/api/v1/cases/none"),
        editor.post(f"{CASE}/assess", json={"seed": -1}),
        editor.post(f"{CASE}/ledger/judgements", json={"event": "x", "probability": 0.5}),
    ):
        assert answer.status_code in (400, 404, 405, 422)
        assert set(answer.json()) == PROBLEM


@pytest.mark.parametrize("path", ["", "/ratings", "/evidence", "/ledger/due"])
def test_a_parameter_that_is_not_known_is_refused(editor: TestClient, path: str) -> None:
    answer = editor.get(f"{CASE}{path}", params={"raters": "anna"})
    assert answer.status_code == 422
    assert answer.json()["findings"][0]["path"] == "query.raters"
