"""How an accepted or merged candidate changes the files of a case, and what the checks say to that beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from equipoise.authored.edit_yaml import append_entry, set_value
from equipoise.authored.nearest import suggest
from equipoise.authored.validate import validate_data
from equipoise.authored.yaml_text import read_yaml
from equipoise.case.append import file_for_items
from equipoise.case.case import Case
from equipoise.case.check import check_read
from equipoise.case.load import FILES, ReadCase, parse_case, read_texts
from equipoise.case.ratings_csv import append_rating
from equipoise.case.schema import EvidenceItem, Place, Rating
from equipoise.documents.records import DocumentRecord
from equipoise.errors import Finding, InvalidCaseError, Severity, UsageError
from equipoise.review.accepted import AcceptedItem, RatingRow
from equipoise.review.file_change import FileChange, change_between
from equipoise.review.source_of_document import DocumentSource, source_of_document

SOURCES, RATINGS = FILES["sources"], FILES["ratings"]
_Texts = dict[str, str]


@dataclass(frozen=True)
class Landing:
    """What is to be written, and the warnings that come with it.

    Attributes:
        changes: In the order of writing: sources before the items that name them, items before their ratings.
        warnings: Those that the case does not have without it.
    """

    changes: tuple[FileChange, ...]
    warnings: tuple[str, ...]


def land_item(
    name: str, folder: Path, item: AcceptedItem, places: Sequence[Place], ratings: Sequence[RatingRow]
) -> Landing:
    """Write an item into the texts of a case, with its sources and ratings, and check what comes of it.

    Raises:
        InvalidCaseError: If the case cannot be read, or would have errors that it has not now; all are named.
        UsageError: If a file cannot be added to in place.
    """
    before, now, case = _read(name, folder)
    texts = dict(before)
    for source, fields in item.new_sources.items():
        if source not in case.sources:
            texts[SOURCES] = set_value(texts.get(SOURCES, ""), (source,), dict(fields))
    file = file_for_items(before)
    texts[file] = append_entry(texts.get(file, ""), (), item.entry(_written(places)))
    wrong = [*_unfit(item, case), *_rate(texts, item.id, ratings)]
    return _checked(name, folder, (before, now), texts, wrong, about=item.id)


def land_place(
    name: str, folder: Path, item: str, places: Sequence[Place], records: Mapping[str, DocumentRecord]
) -> Landing:
    """Add places to the `where` of an item that is there, and the sources that their documents are.

    A place that the item has already is not added again. A document that it rests on already brings no source: whoever
    accepted it has said which.

    Args:
        name: Name of the case.
        folder: Its folder.
        item: Id of the item.
        places: Places in documents.
        records: Records of the documents, by id.

    Raises:
        InvalidCaseError: As `land_item`.
        UsageError: If the case has no such item, or its file cannot be changed in place.
    """
    before, now, case = _read(name, folder)
    there = case.items[item]
    new = [place for place in places if place not in there.where]
    texts = dict(before)
    if new:
        file, index = _entry_of(before, item)
        texts[file] = set_value(texts[file], (index, "where"), _written([*there.where, *new]))
        found = _sources_of(new, there, case, records)
        for source in (one for one in found if one.new):
            texts[SOURCES] = set_value(texts.get(SOURCES, ""), (source.id,), dict(source.new))
        if found:
            named = [*there.sources, *(source.id for source in found)]
            texts[file] = set_value(texts[file], (index, "sources"), named)
    return _checked(name, folder, (before, now), texts, [], about=item)


def _sources_of(
    places: Sequence[Place], item: EvidenceItem, case: Case, records: Mapping[str, DocumentRecord]
) -> list[DocumentSource]:
    """Sources of documents that are new to an item, without those it has."""
    rests_on = {place.document for place in item.where}
    found: dict[str, DocumentSource] = {}
    for document in dict.fromkeys(place.document for place in places):
        if document not in rests_on and document in records:
            source = source_of_document(records[document], case.sources, found)
            found.setdefault(source.id, source)
    return [source for name, source in found.items() if name not in item.sources]


def _read(name: str, folder: Path) -> tuple[_Texts, ReadCase, Case]:
    texts, findings = read_texts(folder)
    read = parse_case(texts, name=name, folder=folder, findings=findings)
    if read.case is None:
        # Without a case that can be read, nobody can tell what an item would do to it.
        raise InvalidCaseError(f"the case {name} has errors; mend them first", read.findings)
    return texts, read, read.case


def _unfit(item: AcceptedItem, case: Case) -> list[Finding]:
    """What the checks between files would say of an item whose fields alone are wrong already, so that all is said."""
    path = f"evidence.{item.id}"
    _, problems = validate_data(item.entry([]), EvidenceItem)
    if not problems:
        return []
    wrong = []
    if item.id in case.items:
        wrong.append(Finding("", 0, 0, f"{path}.id", "this id is that of another item", "choose another"))
    known = [*case.sources, *item.new_sources]
    for source in item.sources:
        if source not in known:
            wrong.append(Finding("", 0, 0, f"{path}.sources", f"unknown source {source!r}", suggest(source, known)))
    return wrong


def _rate(texts: _Texts, item: str, ratings: Sequence[RatingRow]) -> list[Finding]:
    """Add rows to the text of the ratings; what is wrong with those that cannot be added."""
    wrong: list[Finding] = []
    for row in ratings:
        path = f"ratings.{item}.{row.subject}.{row.level}"
        said = {name: value for name, value in vars(row).items() if value is not None}
        rating, problems = validate_data({"item": item, **said}, Rating)
        wrong += [Finding("", 0, 0, path, problem.text, problem.mend) for problem in problems]
        if rating is None:
            continue
        try:
            texts[RATINGS] = append_rating(texts.get(RATINGS, ""), rating)
        except UsageError as error:
            wrong.append(Finding("", 0, 0, path, str(error), error.hint))
    return wrong


def _checked(
    name: str,
    folder: Path,
    there: tuple[_Texts, ReadCase],
    texts: _Texts,
    wrong: Iterable[Finding],
    *,
    about: str,
) -> Landing:
    before, now = there
    then = parse_case(texts, name=name, folder=folder)
    had = {(finding.path, finding.problem) for finding in check_read(now)}
    # Without file and line: what they point at is not written yet.
    caused = [
        replace(finding, file="", line=0, column=0)
        for finding in check_read(then)
        if (finding.path, finding.problem) not in had
    ]
    errors = [*wrong, *(finding for finding in caused if finding.severity is Severity.ERROR)]
    if errors:
        errors = list(dict.fromkeys(errors))
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        raise InvalidCaseError(f"{about} would give the case {count}; nothing was written", errors)
    changes = [change_between(file, before.get(file), texts[file]) for file in _in_order(texts, before)]
    warnings = [str(finding) for finding in caused if finding.severity is Severity.WARNING]
    return Landing(tuple(changes), tuple(warnings))


def _in_order(texts: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    changed = [file for file, text in texts.items() if before.get(file) != text]
    return sorted(changed, key=lambda file: (file == RATINGS, file != SOURCES, file))


def _entry_of(texts: Mapping[str, str], item: str) -> tuple[str, int]:
    """The file that holds an item, and its index there."""
    for file in (name for name in texts if name.startswith("evidence")):
        for index, entry in enumerate(read_yaml(texts[file], file=file).data or ()):
            if entry["id"] == item:
                return file, index
    raise AssertionError(item)


def _written(places: Sequence[Place]) -> Any:
    written = [place.model_dump() for place in places]
    return written[0] if len(written) == 1 else written
