from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from documents.made import pdf_of_lines, word
from equipoise.documents.media_type import MediaType, UnknownTypeError, media_type


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"text", "a.txt", MediaType.TEXT),
        (b"text", "-", MediaType.TEXT),
        (b"# text", "a.MD", MediaType.MARKDOWN),
        (b"<p>text", "a.htm", MediaType.HTML),
        (b"<!-- x -->\n<!DOCTYPE html><html>", "-", MediaType.HTML),
        (b"<html> as an example", "about-html.txt", MediaType.TEXT),
        ("text".encode("utf-16"), "a.txt", MediaType.TEXT),
        (pdf_of_lines("a"), "a.txt", MediaType.PDF),
        (b"mail header\n" + pdf_of_lines("a"), "-", MediaType.PDF),
        (word("a"), "download", MediaType.DOCX),
    ],
)
def test_what_is_in_a_file_counts_before_its_name(raw, name, kind):
    assert media_type(raw, name) is kind


def _zip(*names: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def _of_a_future_version() -> bytes:
    raw = bytearray(_zip("a.txt"))
    raw[raw.index(b"PK\x01\x02") + 6] = 200
    return bytes(raw)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (_zip("xl/workbook.xml"), "a.xlsx", "spreadsheet"),
        (_zip("mimetype"), "a.odt", "OpenDocument"),
        (_zip("a.txt"), "a.zip", "ZIP archive"),
        (b"PK\x03\x04 cut short", "a.docx", "damaged"),
        (_of_a_future_version(), "a.docx", "damaged"),
        (OLE + bytes(99), "a.doc", "Word 97"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (rb"{\rtf1 text}", "a.rtf", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.png", "binary"),
        (b"a,b", "a.csv", r"\.csv"),
    ],
)
def test_other_kinds_are_named_and_what_to_do_with_them(raw, name, said):
    with pytest.raises(UnknownTypeError, match=said) as unknown:
        media_type(raw, name)
    assert unknown.value.mend
