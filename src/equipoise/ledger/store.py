"""What keeps the lines of a ledger: one small interface, a file beside a case or a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from equipoise.errors import EquipoiseError
from equipoise.ledger.records import SCHEMA

Compose = Callable[[tuple[bytes, ...]], Sequence[bytes]]
"""Given all lines, the lines to append. What it raises leaves the ledger as it was."""


class NotRecordedError(EquipoiseError):
    """Nothing was recorded: the disk is full, the database is gone, the place may not be written."""


@dataclass(frozen=True)
class Contents:
    """What a store holds.

    Attributes:
        name: What findings call it: the path of the file, or the database and the ledger in it.
        lines: Whole lines, without line breaks.
        torn: What stands after the last line break: the beginning of a line whose write did not end.
    """

    name: str
    lines: tuple[bytes, ...]
    torn: bytes = b""

    def whole(self) -> Contents:
        """The same, with a last line counted in of which nothing but the line break is missing."""
        try:
            # The beginning of a JSON object is no JSON, so what can be read is all of it.
            data = json.loads(self.torn)
        except (ValueError, RecursionError):
            return self
        is_record = isinstance(data, dict) and data.get("schema") == SCHEMA
        return replace(self, lines=(*self.lines, self.torn), torn=b"") if is_record else self


@dataclass(frozen=True)
class Appended:
    """What an append did.

    Attributes:
        lines: All lines, the new ones last.
        set_aside: Where the beginning of a line went that an earlier write had left; empty where there was none.
    """

    lines: tuple[bytes, ...]
    set_aside: str = ""


class Store(Protocol):
    """Lines that are only ever added to. An append that returns has reached the disk."""

    @property
    def name(self) -> str:
        """What findings call it."""
        ...

    def refuse_writing(self) -> None:
        """Say that the place may not be written to.

        Raises:
            UsageError: If so.
        """
        ...

    def read(self) -> Contents:
        """All there is."""
        ...

    def append(self, compose: Compose) -> Appended:
        """Add lines made from those that are there, with nobody else writing in between.

        Raises:
            NotRecordedError: If they cannot be written; the ledger is then as it was.
            UsageError: If the place may not be written to.
        """
        ...
