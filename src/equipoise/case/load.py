"""Read a case from its folder, with every problem of every file at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from equipoise.authored.files import os_reason, read_text, shown
from equipoise.authored.nearest import nearest, suggest
from equipoise.authored.validate import validate
from equipoise.authored.yaml_text import YamlDocument, read_yaml
from equipoise.case.builtin import CASE_FILE, builtin_folder, list_builtin
from equipoise.case.case import Case
from equipoise.case.ratings_csv import RatingsTable, read_ratings
from equipoise.case.schema import CaseDefinition, Departure, EvidenceItem, PublishedJudgement, Source
from equipoise.errors import Finding, InvalidCaseError, Severity, UsageError

T = TypeVar("T")

FILES = {
    "case": CASE_FILE,
    "sources": "sources.yaml",
    "evidence": "evidence.yaml",
    "ratings": "ratings.csv",
    "judgements": "judgements.yaml",
    "departures": "departures.yaml",
}
"""The authored files of a case. Evidence may also lie in several files of any name in the folder `evidence`."""

LONG = 2**16
"""Characters from which on what a text says is kept: an edit of one file reads the others again, several times."""

_LIKE_AUTHORED = (".yaml", ".yml", ".csv")


@dataclass(frozen=True)
class ReadCase:
    """What a case folder holds, valid or not.

    Attributes:
        name: Name of the folder, or of the built-in case.
        folder: Where it was read from.
        case: The case; None where any file has an error.
        findings: What is wrong with single files. What must hold between them is for `equipoise.case.check`.
        documents: What was read of each YAML file, by key of `FILES`; evidence may have several.
        ratings: What was read of `ratings.csv`.
    """

    name: str
    folder: Path
    case: Case | None = None
    findings: tuple[Finding, ...] = ()
    documents: Mapping[str, tuple[YamlDocument, ...]] = field(default_factory=dict)
    ratings: RatingsTable = field(default_factory=lambda: RatingsTable(file=FILES["ratings"]))

    def locate(self, path: Sequence[str | int], key: bool = False) -> tuple[str, int, int]:
        """File, line and column of anything in the case.

        Args:
            path: As in `case.yaml`; or from one of `sources`, `evidence`, `ratings`, `judgements`, `departures`, then
                an id or an index (evidence counted through all its files; of ratings the index of the row, then the
                name of a column).
            key: Whether to give the place of the key instead of its value.
        """
        if path and path[0] in FILES and path[0] != "case":
            return self.position(str(path[0]), path[1:], key=key)
        return self.position("case", path, key=key)

    def position(self, file: str, path: Sequence[str | int], *, key: bool = False) -> tuple[str, int, int]:
        """File, line and column of what stands at a path in the file of a key of `FILES`."""
        if file == "ratings":
            row, column = (*path, *(0, "item")[len(path) :])[:2]
            return self.ratings.file, *self.ratings.position(int(row), str(column))
        document, rest = _in_its_document(self.documents.get(file, ()), path)
        if document is None:
            return shown(self.folder / FILES[file]), 1, 1
        return document.file, *document.position(rest, key=key)


def load_case(name_or_path: str | Path) -> Case:
    """Load a case.

    Args:
        name_or_path: The folder of a case, or the name of a built-in case.

    Raises:
        UsageError: If there is no such case.
        InvalidCaseError: If the case has errors; it carries all findings, warnings and notes included.
    """
    from equipoise.case.check import check_read

    read = read_case(name_or_path)
    findings = check_read(read)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors or read.case is None:
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        message = f"the case {read.name} has {count}" + (f": {errors[0]}" if len(errors) == 1 else "")
        raise InvalidCaseError(message, findings, hint=f"equipoise check {name_or_path} lists all there is to mend")
    return read.case


def read_case(name_or_path: str | Path) -> ReadCase:
    """Read a case, valid or not, with the findings of all its files.

    Args:
        name_or_path: The folder of a case, or the name of a built-in case. A folder comes before a built-in name.

    Raises:
        UsageError: If there is no such case.
    """
    name, folder = find_case(name_or_path)
    texts, findings = read_texts(folder)
    return parse_case(texts, name=name, folder=folder, findings=findings)


def find_case(name_or_path: str | Path) -> tuple[str, Path]:
    """Name and folder of a case.

    Raises:
        UsageError: If there is no such case.
    """
    folder = Path(os.path.expanduser(name_or_path))
    try:
        if (folder / CASE_FILE).exists():
            return folder.resolve().name, folder
        builtin = builtin_folder(str(name_or_path))
        if builtin is None:
            raise _no_such_case(folder, str(name_or_path))
    except OSError as error:
        raise UsageError(
            f"{name_or_path} cannot be read: {os_reason(error)}", hint="see whether it is yours to read"
        ) from error
    return str(name_or_path), builtin


def read_texts(folder: Path) -> tuple[dict[str, str], list[Finding]]:
    """Texts of the files in a folder, by their names in it, and what is wrong with those that cannot be read."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    try:
        names = [name for name in FILES.values() if (folder / name).exists()]
        parts = folder / "evidence"
        if parts.is_dir():
            names += sorted(f"evidence/{part.name}" for part in parts.iterdir() if part.suffix == ".yaml")
        findings += _passed_over(folder)
    except OSError as error:
        problem = f"cannot be read: {os_reason(error)}"
        return {}, [Finding(shown(folder), 1, 1, "", problem, "see whether it is yours to read")]
    for name in names:
        try:
            texts[name] = read_text(folder / name)
        except InvalidCaseError as error:
            findings += error.findings
    return texts, findings


def parse_case(texts: Mapping[str, str], *, name: str, folder: Path, findings: Iterable[Finding] = ()) -> ReadCase:
    """Make a case of the texts of its files.

    Args:
        texts: By name in the folder: `case.yaml`, `evidence/2022.yaml`.
        name: Name of the case.
        folder: Where the files lie, for findings.
        findings: What is wrong with the files already.
    """
    reader = _Reader(texts, folder, list(findings))
    definition = reader.read("case", CaseDefinition)
    sources = reader.read("sources", dict[str, Source]) or {}
    evidence = reader.read_evidence()
    judgements = reader.read("judgements", list[PublishedJudgement]) or []
    departures = reader.read("departures", list[Departure]) or []
    ratings = reader.read_ratings()
    case = None
    if definition is not None and not any(finding.severity is Severity.ERROR for finding in reader.findings):
        case = Case(
            name=name,
            definition=definition,
            sources=sources,
            evidence=tuple(evidence),
            ratings=ratings.ratings,
            judgements=tuple(judgements),
            departures=tuple(departures),
            folder=folder,
        )
    return ReadCase(name, folder, case, tuple(sorted(reader.findings)), reader.documents, ratings)


class _Reader:
    """Reads one file after the other and gathers what is wrong with each."""

    def __init__(self, texts: Mapping[str, str], folder: Path, findings: list[Finding]) -> None:
        self.findings = findings
        self.documents: dict[str, tuple[YamlDocument, ...]] = {}
        self._texts, self._folder = texts, folder

    def read(self, file: str, shape: type[T]) -> T | None:
        """What a file says; None where it is missing, empty or wrong."""
        return self._read_one(file, FILES[file], shape)

    def read_evidence(self) -> list[EvidenceItem]:
        """The items of all files of evidence, in the order of the files' names."""
        names = [name for name in self._texts if name.startswith("evidence")]
        return [item for name in names for item in self._read_one("evidence", name, list[EvidenceItem]) or []]

    def read_ratings(self) -> RatingsTable:
        """The ratings."""
        name = FILES["ratings"]
        text = self._texts.get(name, "")
        read = read_ratings if len(text) < LONG else _kept_ratings
        table = read(text, file=shown(self._folder / name))
        self.findings += table.findings
        return table

    def _read_one(self, file: str, name: str, shape: type[T]) -> T | None:
        if name not in self._texts:
            return None
        text = self._texts[name]
        said = _said if len(text) < LONG else _kept_said
        # A class is hashable whatever it is of, which the type of a cached function does not know.
        document, value, findings = said(text, shown(self._folder / name), cast("Any", shape))
        self.documents[file] = (*self.documents.get(file, ()), document)
        if document.data is None and not document.findings and file != "case":
            return None
        # A path begins with the name of its file, as in an edit; those of case.yaml need none.
        prefix = "" if file == "case" else file
        self.findings += [replace(one, path=".".join(filter(None, (prefix, one.path)))) for one in findings]
        return cast("T | None", value)


def _said(text: str, file: str, shape: Any) -> tuple[YamlDocument, Any, Sequence[Finding]]:
    """What a text says: as YAML, as what it is to be, and what is wrong with it."""
    document = read_yaml(text, file=file)
    return document, *validate(document, shape)


_kept_said = lru_cache(maxsize=4)(_said)
_kept_ratings = lru_cache(maxsize=2)(read_ratings)


def _in_its_document(
    documents: Sequence[YamlDocument], path: Sequence[str | int]
) -> tuple[YamlDocument | None, Sequence[str | int]]:
    """The document that holds the entry a path begins with, and the path in it."""
    lists = [document for document in documents if isinstance(document.data, list)]
    if not lists or not path:
        return next(iter(documents), None), path
    entry, rest = path[0], path[1:]
    for document in lists:
        if isinstance(entry, int) and entry < len(document.data):
            return document, (entry, *rest)
        if isinstance(entry, int):
            entry -= len(document.data)
            continue
        for index, candidate in enumerate(document.data):
            if isinstance(candidate, dict) and candidate.get("id") == entry:
                return document, (index, *rest)
    return lists[-1], ()


def _passed_over(folder: Path) -> Iterator[Finding]:
    """Files that are probably meant to be read and are not, for their names."""
    names = {file.name for file in folder.iterdir() if file.suffix in _LIKE_AUTHORED}
    absent = {Path(name).stem: name for name in FILES.values() if name not in names}
    for name in sorted(names - set(FILES.values())):
        meant = nearest(Path(name).stem, absent, count=1)
        if meant:
            yield _is_not_read(folder / name, absent[meant[0]])
    if (folder / "evidence").is_dir():
        for file in sorted((folder / "evidence").glob("*.yml")):
            yield _is_not_read(file, f"{file.stem}.yaml")


def _is_not_read(path: Path, meant: str) -> Finding:
    problem, mend = "no file of this name belongs to a case, so it is not read", f"did you mean {meant!r}?"
    return Finding(shown(path), 1, 1, "", problem, mend, Severity.WARNING)


def _no_such_case(folder: Path, name: str) -> UsageError:
    builtin = suggest(name, list_builtin(), called="built-in cases")
    if folder.is_file():
        return UsageError(f"{name} is a file, not the folder of a case", hint=f"give its folder: {folder.parent}")
    if not folder.is_dir():
        return UsageError(f"there is no case {name!r}", hint=builtin or "give the folder of a case")
    if (folder / "case.yml").exists():
        return UsageError(f"{name} has no {CASE_FILE}", hint=f"rename case.yml to {CASE_FILE}")
    return UsageError(
        f"{name} has no {CASE_FILE}, so it is not the folder of a case", hint="equipoise new starts a case"
    )
