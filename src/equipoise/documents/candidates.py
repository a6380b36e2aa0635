"""`candidates.yaml`: what was found in documents and waits for a person's decision; never evidence by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from equipoise.authored.base import Authored, WrittenDate
from equipoise.authored.edit_yaml import append_entries
from equipoise.authored.files import read_text, shown, write_atomically
from equipoise.authored.validate import validate
from equipoise.authored.yaml_text import YamlDocument, read_yaml
from equipoise.calendar import parse_date
from equipoise.documents.extraction.extract import Extraction
from equipoise.documents.extraction.mention import Mention
from equipoise.errors import Finding, InvalidCaseError

CANDIDATES = "candidates.yaml"
OPEN = "open"
"""The status of a candidate that nobody has closed by hand."""

_HEAD = """# Mentions that may become evidence. `equipoise extract` adds to this file and changes nothing in it; what
# becomes of a candidate is a person's decision, made with `equipoise review` and kept in decisions.jsonl. start and
# end are code points of the document's frozen text.
"""
_LABELS = ("dated_act", "attributed_statement")


class Candidate(Authored):
    """A stretch of a document that may become evidence.

    Attributes:
        id: The document, the label's first letter and the start: the same mention always has the same id.
        document: Id of the document.
        start: First character, in code points of the frozen text.
        end: One past the last.
        text: Those characters on one line.
        date: When it happened or was said, as far as the text tells.
        actor: Id of the actor, where a list knows the name.
        label: `dated_act` or `attributed_statement`.
        status: `open`, or whatever else a person has written here to close it by hand. What is decided in a review
            stands in `decisions.jsonl`.
        proposed_by: The language model that proposed it, on which day and with which prompt; left out where the rules
            of extraction found it.
    """

    id: str
    document: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    date: WrittenDate | None = None
    actor: str | None = None
    label: Literal["dated_act", "attributed_statement"]
    status: str = OPEN
    proposed_by: str | None = None


@dataclass(frozen=True)
class Added:
    """What came of adding candidates.

    Attributes:
        path: The file.
        added: Those that are new.
        known: How many were there already, whatever was decided on them.
    """

    path: Path
    added: tuple[Candidate, ...]
    known: int


def candidates_from(document: str, found: Extraction) -> Iterator[Candidate]:
    """Dated acts and attributed statements of one document as candidates, in order of place.

    A dated act takes its whole clause; two dates in one clause give one candidate, of the first. A statement takes the
    date that its sentence gives, if any.

    Args:
        document: Id of the document.
        found: What was found in its frozen text.
    """
    dates = {one.sentence: one.details["iso"] for one in reversed(found.mentions) if one.label == "dated_act"}
    seen: set[str] = set()
    for mention in found.mentions:
        if mention.label not in _LABELS:
            continue
        start, end = mention.details["act"] if mention.label == "dated_act" else mention.span
        candidate = Candidate(
            id=f"{document}-{mention.label[0]}{start}",
            document=document,
            start=start,
            end=end,
            text=" ".join(found.text[start:end].split()),
            date=_written(mention.details.get("iso") or dates.get(mention.sentence)),
            actor=_actor(mention),
            label=mention.label,
        )
        if candidate.id not in seen:
            seen.add(candidate.id)
            yield candidate


def add_candidates(case_folder: Path, candidates: Iterable[Candidate]) -> Added:
    """Add candidates that `candidates.yaml` does not have; entries that are there stay byte for byte.

    Raises:
        InvalidCaseError: If the file is there and cannot be read as YAML with an id for each entry.
        EquipoiseError: If it cannot be written.
    """
    path = case_folder / CANDIDATES
    offered = list(candidates)
    known = _known_ids(path)
    new = tuple(candidate for candidate in offered if candidate.id not in known)
    if new:
        text = read_text(path) if path.exists() else _HEAD
        write_atomically(path, append_entries(text, [_plain(candidate) for candidate in new]))
    return Added(path, new, len(offered) - len(new))


def read_candidates(case_folder: Path) -> tuple[Candidate, ...]:
    """Candidates of a case, in the order of the file; none where it has no such file.

    Raises:
        InvalidCaseError: If the file breaks a rule, with every finding.
    """
    path = case_folder / CANDIDATES
    if not path.exists():
        return ()
    document = read_yaml(read_text(path), file=shown(path))
    if document.data is None and not document.findings:
        return ()
    shape: Any = list[Candidate]
    read, findings = validate(document, shape)
    if read is not None:
        findings = tuple(_given_twice(read, document))
    if read is None or findings:
        raise InvalidCaseError(f"{shown(path)} has errors", findings, hint="mend it, then try again")
    return tuple(read)


def _given_twice(candidates: Iterable[Candidate], document: YamlDocument) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, candidate in enumerate(candidates):
        if candidate.id in seen:
            line, column = document.position((index, "id"))
            problem, mend = "this id is given twice", "take one of the two out"
            yield Finding(document.file, line, column, f"{candidate.id}.id", problem, mend)
        seen.add(candidate.id)


def _known_ids(path: Path) -> frozenset[str]:
    """Ids in the file, whatever else its entries say."""
    if not path.exists():
        return frozenset()
    document = read_yaml(read_text(path), file=shown(path))
    entries = document.data if document.data is not None else []
    if document.findings or not isinstance(entries, list):
        raise InvalidCaseError(
            f"{shown(path)} is no list of candidates", document.findings, hint="mend it, then try again"
        )
    return frozenset(str(entry["id"]) for entry in entries if isinstance(entry, Mapping) and "id" in entry)


def _written(iso: object) -> Any:
    """A date a case can hold: a week becomes its month, or its year where it lies in two months."""
    if not isinstance(iso, str):
        return None
    if "W" in iso:
        year, week = iso.split("-W")
        first, last = (date.fromisocalendar(int(year), int(week), day) for day in (1, 7))
        iso = first.isoformat()[: 7 if first.month == last.month else 4]
    return parse_date(iso)


def _actor(mention: Mention) -> str | None:
    if mention.label == "attributed_statement":
        actor = mention.details.get("actor")
        return str(actor) if actor else None
    actors = mention.details.get("actors") or [None]
    return None if actors[0] is None else str(actors[0])


def _plain(candidate: Candidate) -> dict[str, Any]:
    # A status that goes without saying would go on saying so once the candidate is decided.
    said = candidate.model_dump(mode="json")
    return {name: value for name, value in said.items() if value is not None and (name, value) != ("status", OPEN)}
