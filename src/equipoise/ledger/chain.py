"""Lines that hold each other in place: each names the SHA-256 of the line it follows.

The *head* is the hash of the last line. Whoever holds a head can tell whether anything up to that line was changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from equipoise.errors import EquipoiseError
from equipoise.ledger.records import SCHEMA, Content, Judgement, Reaffirmation, is_backcast, read_content

NO_LINE = "sha256:" + "0" * 64
"""The head of an empty ledger."""

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def hash_of(line: bytes) -> str:
    """SHA-256 of a line without its line break."""
    return "sha256:" + hashlib.sha256(line).hexdigest()


def split(raw: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The whole lines of a file, and what stands after the last line break: empty unless a write was cut off."""
    *lines, torn = raw.split(b"\n")
    return tuple(lines), torn


def written_time(moment: datetime) -> str:
    """A moment as lines hold it: UTC to the microsecond, always of the same length."""
    return moment.astimezone(UTC).strftime(_TIME)


def read_time(text: object) -> datetime | None:
    """The moment that a line holds; None where it is written in any other way."""
    try:
        moment = datetime.strptime(str(text), _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if written_time(moment) == text else None


@dataclass(frozen=True)
class Entry:
    """One line, and where it stands.

    Attributes:
        number: Counted from 1.
        line: Its bytes, without the line break.
        data: The object it holds; empty where it holds none.
        problem: Why it holds none.
    """

    number: int
    line: bytes
    data: Mapping[str, Any]
    problem: str = ""

    @cached_property
    def hash(self) -> str:
        """What other lines know it by."""
        return hash_of(self.line)

    @property
    def previous(self) -> str | None:
        """Hash of the line it follows; None for one that begins a ledger."""
        previous = self.data.get("previous")
        return previous if isinstance(previous, str) else None

    @property
    def parents(self) -> tuple[str, ...]:
        """Hashes of the lines it stands on: the one before, and the branches it joins."""
        joins = self.data.get("joins") if self.data.get("record") == "join" else None
        others = [name for name in joins if isinstance(name, str)] if isinstance(joins, list) else []
        return tuple(dict.fromkeys(([self.previous] if self.previous else []) + others))

    @cached_property
    def time(self) -> datetime | None:
        """When it was recorded, by the writer's clock; None where it does not say."""
        return read_time(self.data.get("recorded_at"))

    @property
    def recorded_at(self) -> datetime:
        """When it was recorded, by the writer's clock."""
        if self.time is None:
            raise EquipoiseError(f"line {self.number} of the ledger does not say when it was recorded")
        return self.time

    @cached_property
    def content(self) -> Content:
        """What it records.

        Raises:
            EquipoiseError: If it cannot be read.
        """
        content, problems = read_content(self.data)
        if content is None:
            raise EquipoiseError(
                f"line {self.number} of the ledger cannot be read: {self.problem or problems[0]}",
                hint="equipoise ledger verify lists all there is",
            )
        return content

    @property
    def backcast(self) -> bool:
        """Whether it judges, or stands by a judgement, as of a day more than seven days before it was recorded."""
        content = self.content
        return isinstance(content, Judgement | Reaffirmation) and is_backcast(content.as_of, self.recorded_at.date())

    @property
    def clock_set_back(self) -> bool:
        """Whether the writer saw that its clock stood before that of an earlier line."""
        return self.data.get("clock_set_back") is True


def read_entries(lines: Sequence[bytes]) -> tuple[Entry, ...]:
    """The lines of a ledger, those that hold no record included."""
    return tuple(read_entry(number, line) for number, line in enumerate(lines, start=1))


def read_entry(number: int, line: bytes) -> Entry:
    """One line, whether it holds a record or not."""
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Entry(number, line, {}, "it is not UTF-8")
    except (ValueError, RecursionError):
        return Entry(number, line, {}, _why_no_json(line))
    if not isinstance(data, dict):
        return Entry(number, line, {}, "it is no JSON object")
    if data.get("schema") != SCHEMA:
        return Entry(number, line, data, f"its schema is {data.get('schema')!r}, expected {SCHEMA!r}")
    return Entry(number, line, data)


def heads(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Lines that no other line stands on, in order: one, or one for each branch."""
    taken = {parent for entry in entries for parent in entry.parents}
    return tuple(entry for entry in entries if entry.hash not in taken)


def ancestors(entries: Sequence[Entry], of: Sequence[str]) -> tuple[Entry, ...]:
    """All lines that some lines stand on, those lines included, in the order in which they stand."""
    by_hash = {entry.hash: entry for entry in entries}
    found: set[str] = set()
    ahead = list(of)
    while ahead:
        name = ahead.pop()
        if name not in found and name in by_hash:
            found.add(name)
            ahead += by_hash[name].parents
    return tuple(entry for entry in entries if entry.hash in found)


def order_of(entries: Sequence[Entry]) -> str:
    """What fixes the order of lines: SHA-256 of their hashes, a line each."""
    return hash_of("\n".join(entry.hash for entry in entries).encode())


def _why_no_json(line: bytes) -> str:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        return "it marks a conflict of version control"
    return "it is empty" if not line.strip() else "it is no JSON"
