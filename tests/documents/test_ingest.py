from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from documents.made import PARAGRAPH, encrypted_pdf, page, pdf, word, zip_bomb
from equipoise.authored.files import read_text
from equipoise.documents import inbox
from equipoise.documents import ingest as module
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import Ingested, ingest
from equipoise.documents.kept import changes, documents_folder, kept_text
from equipoise.documents.records import read_records
from equipoise.errors import EquipoiseError, InvalidCaseError, UsageError

LONG = " ".join(f"word{number}" for number in range(200))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


@pytest.fixture
def inbox_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def statuses(found: Ingested) -> dict[str, str]:
    return {Path(arrival.name).name: arrival.status for arrival in found.arrivals}


def test_every_kind_is_kept_as_it_was_with_its_text_and_a_record(case, inbox_folder):
    raws = {
        "a.txt": PARAGRAPH.encode(),
        "b.md": f"# Talks\n\n{PARAGRAPH}".encode(),
        "c.html": page(PARAGRAPH, "Another paragraph that is long enough to be a part of the main text.").encode(),
        "d.pdf": pdf(PARAGRAPH, PARAGRAPH),
        "e.docx": word(PARAGRAPH),
    }
    for name, raw in raws.items():
        (inbox_folder / name).write_bytes(raw)
    found = ingest(case, [inbox_folder], retrieved="2022-03-31")
    assert found.is_complete
    folder = documents_folder(case)
    records = read_records(folder)
    assert list(records) == ["a", "b", "c", "d", "e"]
    for record, raw in zip(records.values(), raws.values(), strict=True):
        assert (folder / record.file).read_bytes() == raw
        assert record.sha256 == hashlib.sha256(raw).hexdigest()
        assert record.retrieved == date(2022, 3, 31)
        assert PARAGRAPH.split()[0] in kept_text(folder, record).text
        assert changes(folder, record) == ()
    assert records["a"].file == records["a"].text_file
    assert records["d"].pages == 2


def test_a_second_time_changes_nothing(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(LONG)
    (inbox_folder / "b.txt").write_text(f"{LONG} and more")
    ingest(case, [inbox_folder], retrieved="2022-03-31")
    before = everything(case)
    (inbox_folder / "copy of a.txt").write_text(LONG)
    found = ingest(case, [inbox_folder], retrieved="2023-03-31", publisher="Somebody Else")
    assert set(statuses(found).values()) == {"there"}
    assert everything(case) == before


def test_what_cannot_be_read_is_told_all_at_once_and_the_rest_is_kept(case, inbox_folder, monkeypatch):
    monkeypatch.setattr(inbox, "MAX_BYTES", 100_000)
    files = {
        "bomb.docx": zip_bomb(32),
        "cp1252.txt": "Déjà vu".encode("cp1252"),
        "empty.txt": b"",
        "good.txt": PARAGRAPH.encode(),
        "huge.txt": b"a" * 100_001,
        "locked.pdf": encrypted_pdf(),
        "picture.png": b"\x89PNG\0",
        "scan.pdf": pdf("#rect()"),
    }
    for name, raw in files.items():
        (inbox_folder / name).write_bytes(raw)
    found = ingest(case, [inbox_folder, inbox_folder / "absent.txt"])
    assert statuses(found) == {name: "refused" for name in [*files, "absent.txt"]} | {
        "good.txt": "added",
        "picture.png": "passed over",
    }
    assert not found.is_complete
    assert all(arrival.problem and arrival.mend for arrival in found.arrivals if arrival.status != "added")
    assert list(read_records(documents_folder(case))) == ["good"]


def test_a_file_of_another_kind_given_by_name_is_refused(case, inbox_folder):
    (inbox_folder / "picture.png").write_bytes(b"\x89PNG\0")
    assert statuses(ingest(case, [inbox_folder / "picture.png"])) == {"picture.png": "refused"}


@pytest.mark.parametrize(("package", "file"), [("trafilatura", "a.html"), ("pypdfium2", "a.pdf"), ("docx", "a.docx")])
def test_a_package_that_is_missing_is_told_and_keeps_no_other_file_out(case, inbox_folder, monkeypatch, package, file):
    raws = {"a.html": page(PARAGRAPH).encode(), "a.pdf": pdf(PARAGRAPH), "a.docx": word(PARAGRAPH)}
    (inbox_folder / file).write_bytes(raws[file])
    (inbox_folder / "b.txt").write_text(PARAGRAPH)
    monkeypatch.setitem(sys.modules, package, None)
    found = ingest(case, [inbox_folder])
    assert statuses(found) == {file: "refused", "b.txt": "added"}
    assert found.arrivals[0].mend == "run: pip install 'equipoise[docs]'"


def test_no_name_leads_out_of_the_folder(case, inbox_folder, tmp_path):
    odd = inbox_folder / "..–..\\evil:name\n.txt"
    odd.write_text(PARAGRAPH)
    ingest(case, [odd])
    ingest(case, [Incoming("../../x.txt", piped=b"from a pipe")], id="../../../y")
    outside = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {odd.name}
    assert outside <= {"evil-name.txt", "y.txt", "documents.yaml", ".ingest.lock"}
    assert {path.parent for path in tmp_path.rglob("*.txt")} == {inbox_folder, documents_folder(case)}


def test_a_link_in_the_folder_is_not_written_through(case, inbox_folder, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    documents_folder(case).mkdir()
    (documents_folder(case) / "a.txt").symlink_to(outside)
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    assert outside.read_text() == "mine"
    assert list(read_records(documents_folder(case))) == ["a-2"]


def test_the_same_name_with_other_bytes_gets_a_number(case, inbox_folder):
    for number in range(3):
        (inbox_folder / "wire.txt").write_text(f"{PARAGRAPH} {number}")
        ingest(case, [inbox_folder])
    assert list(read_records(documents_folder(case))) == ["wire", "wire-2", "wire-3"]


def test_text_in_another_encoding_keeps_its_bytes_beside_its_text(case, inbox_folder):
    raw = "Déjà vu".encode("cp1252")
    (inbox_folder / "a.txt").write_bytes(raw)
    ingest(case, [inbox_folder], encoding="cp1252")
    folder = documents_folder(case)
    assert (folder / "a.original.txt").read_bytes() == raw
    assert (folder / "a.txt").read_bytes() == "Déjà vu".encode()


def test_what_a_person_says_wins_over_the_file_and_the_file_over_a_guess(case, inbox_folder):
    (inbox_folder / "a.pdf").write_bytes(pdf("What Looks Like a Title\n\nBy Bo Chen\n\nMay 2019", title="Stated"))
    ingest(case, [inbox_folder], publisher="Said Press", published="2020-Q1", url="https://example.org")
    (record,) = read_records(documents_folder(case)).values()
    assert (record.title, record.publisher, str(record.published)) == ("Stated", "Said Press", "2020-Q1")
    assert (record.authors, record.guessed) == (["Bo Chen"], ["authors"])


def test_what_a_person_wrote_into_the_records_stays(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    path = documents_folder(case) / "documents.yaml"
    path.write_text(path.read_text().replace("- id: a\n", "- id: a   # the wire\n  note: read twice\n"))
    before = path.read_text()
    (inbox_folder / "b.txt").write_text(f"{PARAGRAPH} again")
    ingest(case, [inbox_folder])
    assert path.read_text().startswith(before)
    assert list(read_records(documents_folder(case))) == ["a", "b"]


def test_records_laid_out_by_hand_are_added_to_as_well(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    path = documents_folder(case) / "documents.yaml"
    indented = "\n".join(f"  {line}" if not line.startswith("#") else line for line in path.read_text().splitlines())
    path.write_text(indented)
    (inbox_folder / "b.txt").write_text(f"{PARAGRAPH} again")
    ingest(case, [inbox_folder])
    assert path.read_text().startswith(indented)
    assert list(read_records(documents_folder(case))) == ["a", "b"]


def test_records_with_errors_stop_a_run_before_anything_is_written(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    path = documents_folder(case) / "documents.yaml"
    text = path.read_text()
    path.write_text(text.replace("file: a.txt", "file: ../../a.txt") + text[text.index("- id") :])
    before = everything(case)
    (inbox_folder / "b.txt").write_text("another")
    with pytest.raises(InvalidCaseError) as invalid:
        ingest(case, [inbox_folder])
    assert "the name of a file in this folder" in str(invalid.value.findings[0])
    assert everything(case) == before


def test_an_id_given_twice_is_found(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    path = documents_folder(case) / "documents.yaml"
    path.write_text(path.read_text() + path.read_text())
    with pytest.raises(InvalidCaseError, match="has an error") as invalid:
        read_records(documents_folder(case))
    assert "given twice" in str(invalid.value.findings[0])


def test_a_run_that_is_ended_has_on_record_what_it_kept(case, inbox_folder, monkeypatch):
    for name in "abc":
        (inbox_folder / f"{name}.txt").write_text(f"{PARAGRAPH} {name}")
    read_raw = module.read_raw

    def interrupted(raw: bytes, **asked: object) -> object:
        if raw.endswith(b"c"):
            raise KeyboardInterrupt
        return read_raw(raw, **asked)

    monkeypatch.setattr(module, "read_raw", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ingest(case, [inbox_folder])
    monkeypatch.undo()
    assert list(read_records(documents_folder(case))) == ["a", "b"]
    assert statuses(ingest(case, [inbox_folder])) == {"a.txt": "there", "b.txt": "there", "c.txt": "added"}


def test_two_runs_at_a_time_are_one_too_many(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    with (
        FileLock(documents_folder(case) / ".ingest.lock"),
        pytest.raises(EquipoiseError, match="another run"),
    ):
        ingest(case, [inbox_folder])


def test_a_document_that_was_there_and_has_changed_is_told(case, inbox_folder):
    (inbox_folder / "a.txt").write_text(PARAGRAPH)
    ingest(case, [inbox_folder])
    (documents_folder(case) / "a.txt").write_text("something else")
    found = ingest(case, [inbox_folder])
    assert "has changed" in found.arrivals[0].problem
    assert not found.is_complete


def test_documents_that_share_words_are_proposed_and_evidence_is_left_alone(case, inbox_folder):
    (case / "evidence.yaml").write_text("[]\n")
    (inbox_folder / "a.txt").write_text(f"A report.\n\nMay 2022\n\n{LONG}")
    (inbox_folder / "b.txt").write_text(f"An earlier report.\n\nApril 2022\n\n{LONG} and a little more")
    (inbox_folder / "c.txt").write_text("Nothing in common with the other two.")
    (proposal,) = ingest(case, [inbox_folder]).common_origins
    assert (proposal.origin, proposal.other, proposal.is_near_duplicate) == ("b", "a", True)
    assert proposal.longest.startswith("2022 word0 word1")
    assert (case / "evidence.yaml").read_text() == "[]\n"
    text = read_text(documents_folder(case) / "common-origins.yaml")
    assert "kind: near-duplicate" in text


def test_the_documents_of_the_case_itself_are_not_brought_in_again(case):
    (case / "a.txt").write_text(PARAGRAPH)
    ingest(case, [case])
    assert statuses(ingest(case, [case])) == {"a.txt": "there"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"url": "https://x"}, "--url"), ({"title": "T"}, "--title"), ({"id": "x"}, "--id"), ({"published": "x"}, "date")],
)
def test_what_is_said_of_one_document_goes_to_one(case, inbox_folder, asked, said):
    (inbox_folder / "a.txt").write_text("a")
    (inbox_folder / "b.txt").write_text("b")
    with pytest.raises(UsageError, match=said):
        ingest(case, [inbox_folder], **asked)
    assert not documents_folder(case).exists()


def test_no_file_and_no_case_are_mistakes_of_the_command(case, inbox_folder):
    with pytest.raises(UsageError, match="no file"):
        ingest(case, [inbox_folder])
    with pytest.raises(UsageError, match="no folder"):
        ingest(case / "absent", [inbox_folder])
