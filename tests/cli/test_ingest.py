from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from documents.made import pdf
from equipoise.case.load import load_case

TEXT = "Who pays?\n\nBy Ann Lee\n\nThe minister said that the talks go on, and that nobody has objected to them so far."


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "talks.txt").write_text(TEXT)
    return folder


def test_documents_are_taken_in_and_traced_from_an_item(run, case_folder, inbox):
    ran = run("ingest", case_folder, inbox, "--retrieved", "2022-03-31")
    assert ran.code == 0
    assert "talks.txt as talks" in ran.out
    assert "guessed, please check: title, authors" in ran.out
    assert "reading" in ran.err
    evidence = case_folder / "evidence.yaml"
    start = TEXT.index("The minister")
    where = f"{{document: talks, start: {start}, end: {start + 17}}}"
    item = f"- {{id: said, date: 2022-03-01, what: Talks go on, kind: background, where: {where}}}\n"
    evidence.write_text(evidence.read_text() + item)
    traced = run("trace", case_folder, "said")
    assert traced.code == 0
    assert "[[The minister said]] that the talks go on" in traced.out
    assert "line 5, characters 23" in traced.out
    (case_folder / "documents" / "talks.txt").write_text(TEXT.replace("nobody", "somebody"))
    changed = run("trace", case_folder, "said")
    assert changed.code == 1
    assert "talks.txt has changed since it was brought in" in changed.err
    assert "minister" not in changed.out
    record = json.loads(run("trace", case_folder, "said", "--json").out)
    assert (record["schema"], record["holds"], record["places"][0]["quoted"]) == ("equipoise/trace/1", False, None)


def test_an_item_that_names_no_place_fails_in_words(run, case_folder):
    ran = run("trace", case_folder, load_case(case_folder).evidence[0].id)
    assert ran.code == 1
    assert "names no place in a document" in ran.err


def test_what_is_refused_is_told_and_ends_with_1(run, case_folder, inbox, monkeypatch):
    monkeypatch.chdir(inbox.parent)
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "scan.pdf").write_bytes(pdf("#rect()"))
    ran = run("ingest", case_folder, inbox, "-q")
    assert ran.code == 1
    assert ran.err == ""
    assert "1 added, 2 refused" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 79


def test_the_record_lists_every_file(run, case_folder, inbox):
    record = json.loads(run("ingest", case_folder, inbox, "--json").out)
    assert record["schema"] == "equipoise/ingest/1"
    (document,) = record["documents"]
    assert (document["status"], document["document"]["id"]) == ("added", "talks")
    again = json.loads(run("ingest", case_folder, inbox, "--json").out)
    assert again["documents"][0]["status"] == "there"


def test_a_pipe_is_read(run, case_folder, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    ran = run("ingest", case_folder, "-", "--id", "piped", "--url", "https://example.org")
    assert ran.code == 0
    assert "as piped" in ran.out
    assert (case_folder / "documents" / "piped.txt").read_text() == TEXT


def test_a_built_in_case_takes_no_documents(run, inbox):
    ran = run("ingest", "sino-russian", inbox)
    assert ran.code == 2
    assert "comes with Equipoise" in ran.err


def test_the_heavy_libraries_are_not_loaded_for_text(case_folder, inbox):
    script = (
        f"import sys; from equipoise.cli.main import main; main(['ingest', {str(case_folder)!r}, {str(inbox)!r}]); "
        "print('loaded:', [m for m in ('docx', 'lxml', 'pypdfium2', 'trafilatura', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"
