"""`counter-readings.yaml`: other accounts of items of evidence, for a person to think over; no assessment reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from equipoise.authored.base import Authored
from equipoise.authored.edit_yaml import append_entries
from equipoise.authored.files import read_text, shown, write_atomically
from equipoise.authored.validate import validate
from equipoise.authored.yaml_text import read_yaml
from equipoise.errors import InvalidCaseError

COUNTER_READINGS = "counter-readings.yaml"

_HEAD = """# What else would produce an item? Proposed by a language model, with the words that leave room
# for it; nothing here counts. `equipoise propose --kind counter-readings` adds to this file and changes nothing in
# it. What is worth weighing goes into ratings and explanations by your own hand; take out what is not.
"""


class CounterReading(Authored):
    """Another account of what an item tells.

    Attributes:
        id: The item and a number.
        item: Id of the item of evidence.
        reading: What else would have produced it.
        would_show: What one would see if it were so, and would not see otherwise.
        document: Id of the document whose words leave room for it.
        start: First character of those words, in code points of the frozen text.
        end: One past the last.
        text: Those words on one line.
        proposed_by: The language model, the day, and the prompt.
    """

    id: str
    item: str
    reading: str
    would_show: str
    document: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    proposed_by: str


def read_counter_readings(case_folder: Path) -> tuple[CounterReading, ...]:
    """Counter-readings of a case, in the order of the file; none where it has no such file.

    Raises:
        InvalidCaseError: If the file breaks a rule, with every finding.
    """
    path = case_folder / COUNTER_READINGS
    if not path.exists():
        return ()
    document = read_yaml(read_text(path), file=shown(path))
    if document.data is None and not document.findings:
        return ()
    shape: Any = list[CounterReading]
    read, findings = validate(document, shape)
    if read is None or findings:
        raise InvalidCaseError(f"{shown(path)} has errors", findings, hint="mend it, then try again")
    return tuple(read)


def add_counter_readings(
    case_folder: Path, offered: Iterable[Mapping[str, Any]]
) -> tuple[tuple[CounterReading, ...], int]:
    """Add those that say something new; entries that are there stay byte for byte.

    Args:
        case_folder: The folder of the case.
        offered: Fields of each but the id.

    Returns:
        Those that are new, and how many of the same item said the same already.

    Raises:
        InvalidCaseError: If the file is there and breaks a rule.
        EquipoiseError: If it cannot be written.
    """
    there = list(read_counter_readings(case_folder))
    new: list[CounterReading] = []
    known = 0
    for fields in offered:
        known_ones = [*there, *new]
        said = {_folded(one.reading) for one in known_ones if one.item == fields["item"]}
        if _folded(fields["reading"]) in said:
            known += 1
            continue
        new.append(CounterReading(id=_free_id(fields["item"], known_ones), **fields))
    if new:
        path = case_folder / COUNTER_READINGS
        text = read_text(path) if path.exists() else _HEAD
        write_atomically(path, append_entries(text, [entry.model_dump(mode="json") for entry in new]))
    return tuple(new), known


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _free_id(item: str, known: Sequence[CounterReading]) -> str:
    taken = {one.id for one in known}
    return next(name for number in range(1, len(taken) + 2) if (name := f"{item}-counter-{number}") not in taken)
