"""`documents.yaml`: what is known of every document of a case, and the hashes by which a change is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from equipoise.authored.base import Authored, Day, InWords, WrittenDate
from equipoise.authored.edit_yaml import append_entries
from equipoise.authored.files import read_text, shown, write_atomically
from equipoise.authored.validate import validate
from equipoise.authored.yaml_text import YamlDocument, read_yaml
from equipoise.documents.names import ID_PATTERN
from equipoise.errors import Finding, InvalidCaseError

RECORDS = "documents.yaml"

_HEAD = """# The documents of this case. `equipoise ingest` adds to this file and changes nothing in it.
# Titles, authors, publishers, dates and notes are yours to mend; hashes and names of files are not.
# `guessed` lists what was taken from the shape of the first lines: check it, then take it off the list.
"""

_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), InWords("64 hexadecimal digits")]


class DocumentRecord(Authored):
    """A document of a case.

    Attributes:
        id: Its name in `where`, and of its files.
        title: Its title.
        authors: Who wrote it.
        publisher: Who published it.
        published: When.
        url: Where it can be read.
        retrieved: Day on which it was fetched.
        made: Day on which the file says it was made.
        guessed: Fields that were taken from the shape of the first lines.
        note: Whatever a person wants to keep beside it.
        file: Name of the original in the folder of documents.
        media_type: What kind of file that is.
        bytes: Its size.
        sha256: Its hash.
        text_sha256: Hash of the frozen text, `ID.txt`.
        characters: Length of the frozen text, in code points.
        pages: How many pages it has, where it has any.
        read_by: The library that made the text, with its version.
    """

    id: Annotated[str, Field(pattern=ID_PATTERN), InWords("letters a-z, digits and single dashes")]
    title: str | None = None
    authors: list[str] = []
    publisher: str | None = None
    published: WrittenDate | None = None
    url: str | None = None
    retrieved: Day
    made: Day | None = None
    guessed: list[str] = []
    note: str | None = None
    # A name without separators, so that no record leads out of the folder.
    file: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9]+)+$"), InWords("the name of a file in this folder")]
    media_type: str
    bytes: Annotated[int, Field(ge=0)]
    sha256: _Hash
    text_sha256: _Hash
    characters: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=1)] | None = None
    read_by: str | None = None

    @property
    def text_file(self) -> str:
        """Name of the frozen text in the folder of documents."""
        return f"{self.id}.txt"


def read_records(folder: Path) -> dict[str, DocumentRecord]:
    """The records in a folder of documents, by id; none where it has no `documents.yaml`.

    Raises:
        InvalidCaseError: If the file cannot be read or breaks a rule, with every finding.
    """
    path = folder / RECORDS
    if not path.exists():
        return {}
    document = read_yaml(read_text(path), file=shown(path))
    if document.data is None and not document.findings:
        return {}
    shape: Any = list[DocumentRecord]
    records, findings = validate(document, shape)
    if records is not None:
        findings = tuple(_given_twice(records, document))
    if findings or records is None:
        count = "an error" if len(findings) == 1 else f"{len(findings)} errors"
        raise InvalidCaseError(f"{shown(path)} has {count}", findings, hint="mend it, then try again")
    return {record.id: record for record in records}


def append_records(folder: Path, records: Sequence[DocumentRecord]) -> None:
    """Add records at the end of `documents.yaml`; what is there stays as it is, comments included."""
    if not records:
        return
    path = folder / RECORDS
    text = read_text(path) if path.exists() else _HEAD
    write_atomically(path, append_entries(text, [_plain(record) for record in records]))


def _given_twice(records: Iterable[DocumentRecord], document: YamlDocument) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, record in enumerate(records):
        if record.id in seen:
            line, column = document.position((index, "id"))
            problem, mend = "this id is given twice", "give one of them another id"
            yield Finding(document.file, line, column, f"{record.id}.id", problem, mend)
        seen.add(record.id)


def _plain(record: DocumentRecord) -> dict[str, Any]:
    return {name: value for name, value in record.model_dump(mode="json").items() if value not in (None, [])}
