"""The API for files from and for other programs, and for briefs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from equipoise.cli.main import main
from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import AtOnce, ended

CASE = "/api/v1/cases/ladder"

NEW = "id,date,kind,what\nsteel,2021-05-03,conduct,A tariff on steel\n"


@pytest.fixture
def cases(cases: Workspace) -> Workspace:
    """A folder with the small case `ladder`, whose long work is done at once."""
    cases.jobs = AtOnce()
    return cases


def test_an_export_is_that_of_the_command_line(editor: TestClient, cases: Workspace, tmp_path: Path) -> None:
    for form, end in (("csv", "csv"), ("json", "json"), ("stix", "stix.json"), ("ach", "ach.csv")):
        file = tmp_path / f"out.{end}"
        main(["export", str(cases.folder / "ladder"), "-o", str(file)])
        answer = editor.get(f"{CASE}/export/{form}")
        assert answer.content == file.read_bytes(), form
        assert answer.headers["content-disposition"].startswith("attachment")
    assert editor.get(f"{CASE}/export/csv/losses").json()["form"] == "csv"
    assert editor.get(f"{CASE}/export/exe").status_code == 422


def test_an_import_is_tried_then_made(editor: TestClient) -> None:
    before = editor.get(CASE).json()["evidence"]
    sent: dict[str, Any] = {"files": {"file": ("new.csv", NEW)}}
    tried = editor.post(f"{CASE}/imports", **sent, data={"dry_run": "true"}).json()
    assert (tried["written"], len(tried["items"])) == (False, 1)
    assert editor.get(CASE).json()["evidence"] == before
    assert editor.post(f"{CASE}/imports", **sent).json()["written"] is True
    assert editor.get(CASE).json()["evidence"] == before + 1
    assert editor.post(f"{CASE}/imports", **sent).json()["written"] is False


def bomb() -> bytes:
    """A workbook that would be a hundred times as large when unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 300 * 2**20)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("new.csv", b""),
        ("new.csv", b"\xff\xfe\x00x"),
        ("new.json", b"[" * 100_000),
        ("new.json", b"{"),
        ("new.xlsx", b"PK\x03\x04nothing"),
        ("new.csv", b"id,date,kind,what\na,b,c,d\n"),
        ("../../../x.csv", b"nothing"),
        ("new.csv", b"id,date,kind,what\n../../x,2021-05-03,conduct,x\n"),
    ],
    ids=range(8),
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(
    editor: TestClient, tmp_path: Path, name: str, content: bytes
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    answer = editor.post(f"{CASE}/imports", files={"file": (name, content)})
    assert answer.status_code in (400, 422), answer.text
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_workbook_that_unpacks_to_too_much_is_refused(editor: TestClient) -> None:
    assert editor.post(f"{CASE}/imports", files={"file": ("new.xlsx", bomb())}).status_code in (400, 422)


def test_a_brief_is_that_of_the_command_line(editor: TestClient, cases: Workspace, tmp_path: Path) -> None:
    main(["report", str(cases.folder / "ladder"), "-o", str(tmp_path / "b.md"), "--quick", "--particles", "64"])
    job = ended(editor, editor.post(f"{CASE}/report", json={"form": "md", "quick": True, "particles": 64}))
    assert job["result"]["form"] == "md"
    answer = editor.get(f"/api/v1/jobs/{job['job']}/file")
    assert answer.text == (tmp_path / "b.md").read_text(encoding="utf-8")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"


def test_a_brief_in_html_is_kept_and_never_a_page_of_the_workbench(editor: TestClient) -> None:
    assert editor.post(f"{CASE}/edits", json={"set": {"title": "<script>alert(1)</script>"}}).status_code == 200
    job = ended(editor, editor.post(f"{CASE}/report", json={"quick": True, "particles": 64}))
    answer = editor.get(f"/api/v1/jobs/{job['job']}/file")
    assert "<script>alert(1)" not in answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_a_job_without_a_file_has_none(editor: TestClient) -> None:
    job = ended(editor, editor.post(f"{CASE}/agreement"))
    assert editor.get(f"/api/v1/jobs/{job['job']}/file").status_code == 404
