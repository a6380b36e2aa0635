"""Files that are not what they seem, or far larger."""

from __future__ import annotations

import io
import zipfile

import pytest

from equipoise.errors import UsageError
from equipoise.exchange import in_file
from equipoise.exchange.in_file import InFile, read_file
from equipoise.exchange.xlsx_table import read_xlsx
from exchange.exchanged import workbook


def repacked(changes: dict[str, bytes]) -> InFile:
    """A sound workbook with some of its parts replaced or added."""
    sound, out = workbook({"evidence": [["what"], ["A pact"]]}), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound.raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return InFile("table.xlsx", out.getvalue())


def sheet(inside: bytes, behind: bytes = b"") -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + space + b'"><sheetData>' + inside + b"</sheetData>" + behind + b"</worksheet>"


SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"xl/vbaProject.bin": b"Sub"}, "holds macros"),
        ({"xl/media/bomb.bin": bytes(80 * 1024 * 1024)}, "unpacks to more than 64 MiB"),
        ({SHEET: ENTITY}, "declares a document type"),
        ({SHEET: sheet(FAR)}, "too large"),
        ({SHEET: sheet(b"", MERGED)}, "merges 17,179,869,184 cells"),
        ({"xl/workbook.xml": b"<workbook"}, "cannot be read as XLSX"),
    ],
)
def test_a_workbook_that_cannot_be_trusted_is_refused_with_the_reason(changes, said):
    with pytest.raises(UsageError, match=said) as caught:
        read_xlsx(repacked(changes))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old form, or one with a password"),
        (b"PK\x03\x04 and nothing more", "cannot be read as XLSX"),
        (b"plain text", "cannot be read as XLSX"),
    ],
)
def test_what_is_no_workbook_is_refused(raw, said):
    with pytest.raises(UsageError, match=said):
        read_xlsx(InFile("table.xlsx", raw))


def test_a_zip_of_something_else_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UsageError, match="no XLSX workbook"):
        read_xlsx(InFile("table.xlsx", out.getvalue()))


def test_a_file_that_is_too_large_is_not_even_read(tmp_path, monkeypatch):
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(big), "read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(UsageError, match="larger than 16 MiB"):
        read_file(big)
    with pytest.raises(UsageError, match="larger than 16 MiB"):
        read_file(InFile("stdin", bytes(in_file.MAX_BYTES + 1)))


def test_a_folder_and_a_file_that_is_not_there_are_told_apart(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(UsageError, match="no such file"):
        read_file(tmp_path / "nothing.csv")
