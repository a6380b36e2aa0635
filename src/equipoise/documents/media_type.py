"""What kind of file some bytes are, by what is in them and, where that does not tell, by the name."""

from __future__ import annotations

import re
import struct
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

PDF_HEAD = 1024
"""A PDF may begin with other bytes, at most so many (ISO 32000-1, annex H, note 13)."""

_WORD_PART = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_SUFFIXES = (".txt", ".text", "")
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_KNOWN = "text, Markdown, HTML, PDF and DOCX are read"


class MediaType(StrEnum):
    """The kinds of document that are read."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @property
    def suffix(self) -> str:
        """Ending of a file of this kind."""
        return _SUFFIXES[self]


_SUFFIXES = {
    MediaType.TEXT: ".txt",
    MediaType.MARKDOWN: ".md",
    MediaType.HTML: ".html",
    MediaType.PDF: ".pdf",
    MediaType.DOCX: ".docx",
}


class UnknownTypeError(ValueError):
    """A file of a kind that is not read. `mend` says what to do instead."""

    def __init__(self, problem: str, mend: str = _KNOWN) -> None:
        super().__init__(problem)
        self.mend = mend


def media_type(raw: bytes, name: str) -> MediaType:
    """The kind of a file.

    Args:
        raw: Its bytes.
        name: Its name, or `-` for bytes that came without one.

    Raises:
        UnknownTypeError: If it is of none of the kinds that are read.
    """
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in raw[:PDF_HEAD]:
        return MediaType.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw)
    if raw.startswith(_OLE):
        raise _of_old_office(raw)
    if raw.startswith(b"{\\rtf"):
        raise UnknownTypeError("this is RTF", "save it as .docx or .txt")
    if _is_binary(raw):
        raise UnknownTypeError("this is no document that is read, but other binary data")
    if suffix in _HTML_SUFFIXES:
        return MediaType.HTML
    if suffix in _MARKDOWN_SUFFIXES:
        return MediaType.MARKDOWN
    if suffix in _TEXT_SUFFIXES:
        # A file that calls itself text is text, whatever it is about.
        return MediaType.HTML if not suffix and _HTML_START.match(raw) else MediaType.TEXT
    raise UnknownTypeError(f"files ending in {suffix} are not read", f"{_KNOWN}; rename it to .txt if it is plain text")


def _zipped(raw: bytes) -> MediaType:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise UnknownTypeError("the file is damaged: it begins as DOCX or ZIP does and cannot be opened") from error
    if _WORD_PART in names:
        return MediaType.DOCX
    if "xl/workbook.xml" in names:
        raise UnknownTypeError("this is a spreadsheet", "save what matters as text or PDF")
    if "mimetype" in names or "content.xml" in names:
        raise UnknownTypeError("this is an OpenDocument or EPUB file", "save it as .docx or .pdf")
    raise UnknownTypeError("this is a ZIP archive without a Word document", "unpack it and give the files in it")


def _of_old_office(raw: bytes) -> UnknownTypeError:
    # An encrypted DOCX is wrapped into the container of the old formats; names in it are UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return UnknownTypeError("the Word file is encrypted", "save a copy without a password")
    return UnknownTypeError("this is a file of Word 97 to 2003 (.doc) or a relative of it", "save it as .docx")


def _is_binary(raw: bytes) -> bool:
    head = raw[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 and UTF-32 are full of zeros
        return False
    return b"\0" in head
