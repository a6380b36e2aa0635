"""The ledger as people use it: record, reaffirm, withdraw, resolve, and look at what is there.

ledger = Ledger("my-case")
event = "ever arm_russia until 2024-03-31"
ledger.record({"event": event, "as_of": "2023-03-31", "by_whom": "maria", "kind": "person", "probability": 0.1})
ledger.resolve(event, "did_not", date="2024-03-31", source="...", by_whom="maria")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from equipoise.errors import EquipoiseError, Finding, Severity, UsageError
from equipoise.ledger.canonical import canonical
from equipoise.ledger.chain import NO_LINE, Entry, hash_of, read_entries, read_entry, written_time
from equipoise.ledger.judged_event import JudgedEvent, parse_event
from equipoise.ledger.links import broken_links
from equipoise.ledger.merge import join_of, refuse_branches
from equipoise.ledger.records import (
    SCHEMA,
    Content,
    Join,
    Judgement,
    Reaffirmation,
    Resolution,
    Withdrawal,
    made,
    name_of,
    plain,
)
from equipoise.ledger.rules import refuse_unfit, standing_of
from equipoise.ledger.standing import Track, tracks
from equipoise.ledger.store import Contents, Store
from equipoise.ledger.verify import verify

Make = Callable[[Sequence[Entry]], Sequence[Content]]

_IS_URL = re.compile(r"^[a-z][a-z0-9+]*://", re.IGNORECASE)


@dataclass(frozen=True)
class Recorded:
    """What was put on the record, and is on the disk.

    Attributes:
        entries: The new lines.
        head: Hash of the last line: published, it holds everything up to here.
        notices: What the writer should know: the clock was set back, the rest of a broken write was set aside.
    """

    entries: tuple[Entry, ...]
    head: str
    notices: tuple[str, ...] = ()


class Ledger:
    """Judgements on the record, and how they turned out. Only ever added to.

    Args:
        where: The folder of a case or the name of a built-in one; or the URL of a database, `sqlite:///team.db` or
            `postgresql://host/database`.
        case: Name of the ledger in a database: that of the case.
        clock: What tells the time; the system's by default.

    Raises:
        UsageError: If there is no such case, or the database cannot be used.
    """

    def __init__(
        self,
        where: str | PathLike[str],
        *,
        case: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = _open(fspath(where), case)
        self._clock = clock

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every line."""
        return read_entries(self.contents.lines)

    @property
    def contents(self) -> Contents:
        """The lines as they are stored."""
        return self._store.read().whole()

    @property
    def head(self) -> str:
        """Hash of the last line; zeros while there is none."""
        lines = self.contents.lines
        return hash_of(lines[-1]) if lines else NO_LINE

    @property
    def tracks(self) -> tuple[Track, ...]:
        """What is on the record, event by event."""
        return tracks(self.entries)

    def find(self, handle: str) -> JudgedEvent | None:
        """The event on the record whose handle begins so, of four digits or more; None where there is none.

        Raises:
            UsageError: If there are several.
        """
        if len(handle) < 4:
            return None
        found = [track.event for track in self.tracks if track.event.handle.startswith(handle.lower())]
        if len(found) > 1:
            raise UsageError(f"{handle} could be any of {len(found)} events", hint="give more digits")
        return found[0] if found else None

    def refuse_writing(self) -> None:
        """Say at once, before anything long is computed, that nothing can be recorded here.

        Raises:
            UsageError: If the case comes with Equipoise.
        """
        self._store.refuse_writing()

    def record(self, *judgements: Judgement | Mapping[str, Any]) -> Recorded:
        """Put judgements on the record, all or none.

        Args:
            judgements: Each a `Judgement`, or its fields as docs/ledger.md tells them, the event in words or as one.

        Raises:
            UsageError: If one contradicts itself or what is there, or a change of more than ten points has no reason.
            NotRecordedError: If they cannot be written.
        """
        contents = [_judgement(judgement) for judgement in judgements]
        return self._append(lambda entries: contents)

    def reaffirm(
        self, event: JudgedEvent | str, *, by_whom: str, as_of: date | str, reason: str | None = None
    ) -> Recorded:
        """Stand by the last judgement on an event, as of a later day.

        Raises:
            UsageError: If the judge has none.
        """

        def make(entries: Sequence[Entry]) -> Sequence[Content]:
            said = standing_of(_event(event), by_whom, entries)
            if _day(as_of) < said.judgement.as_of:
                raise UsageError(f"{as_of} is before the judgement itself, which is as of {said.judgement.as_of}")
            fields = {"judgement": said.entry.hash, "as_of": as_of, "by_whom": by_whom, "reason": reason}
            return [made(Reaffirmation, fields)]

        return self._append(make)

    def withdraw(self, event: JudgedEvent | str, *, by_whom: str, reason: str | None = None) -> Recorded:
        """Take back the last judgement on an event: from now on it does not count, until now it does.

        Raises:
            UsageError: If the judge has none.
        """

        def make(entries: Sequence[Entry]) -> Sequence[Content]:
            judgement = standing_of(_event(event), by_whom, entries).entry.hash
            return [made(Withdrawal, {"judgement": judgement, "by_whom": by_whom, "reason": reason})]

        return self._append(make)

    def resolve(
        self,
        event: JudgedEvent | str,
        outcome: str,
        *,
        date: date | str,
        source: str,
        by_whom: str,
        scenario: str | None = None,
        second_resolver: str | None = None,
        reason: str | None = None,
    ) -> Recorded:
        """Say what happened with an event.

        Args:
            event: The event.
            outcome: `occurred`, `did_not`, `void` or `disputed`.
            date: When it occurred, or the day that settles that it did not.
            source: Where that can be looked up.
            by_whom: The resolver.
            scenario: The one that held, where the question was which.
            second_resolver: Who else resolved it alike.
            reason: What else there is to say.

        Raises:
            UsageError: If the event is still open on that day, or the outcome does not fit it.
        """
        fields = {
            "event": _event(event),
            "outcome": outcome,
            "scenario": scenario,
            "date": date,
            "source": source,
            "by_whom": by_whom,
            "second_resolver": second_resolver,
            "reason": reason,
        }
        return self._append(lambda entries: [made(Resolution, fields)])

    def join(self, *, by_whom: str, reason: str | None = None) -> Recorded:
        """Make one of the branches that a merge in version control left.

        Raises:
            UsageError: If there is only one.
        """
        return self._append(lambda entries: [join_of(entries, by_whom=by_whom, reason=reason)])

    def verify(self, head: str | None = None) -> tuple[Finding, ...]:
        """All that is wrong; nothing is the good answer. A head published earlier tells whether its past still holds.

        Args:
            head: The hash, or at least its first eight digits.
        """
        return verify(self._store.read(), head=head)

    def _append(self, make: Make) -> Recorded:
        notices: list[str] = []
        count = 0

        def compose(lines: tuple[bytes, ...]) -> Sequence[bytes]:
            nonlocal count
            entries = list(read_entries(lines))
            self._refuse_broken(entries)
            contents = make(tuple(entries))
            if not all(isinstance(content, Join) for content in contents):
                refuse_branches(entries)
            now = self._clock().astimezone(UTC)
            latest = max((entry.time for entry in entries if entry.time is not None), default=now)
            if now < latest:
                notices.append(
                    f"the clock says {written_time(now)}, but the ledger was last written at {written_time(latest)}: "
                    "the record says that the clock was set back"
                )
            for content in contents:
                refuse_unfit(content, entries, today=now.date())
                line = _line(content, entries[-1].hash if entries else None, now, clock_set_back=now < latest)
                entries.append(read_entry(len(entries) + 1, line))
            count = len(contents)
            return [entry.line for entry in entries[len(lines) :]]

        appended = self._store.append(compose)
        if appended.set_aside:
            notices.append(f"an earlier write had not ended; its beginning lies in {appended.set_aside}")
        entries = read_entries(appended.lines)
        return Recorded(entries[len(entries) - count :], entries[-1].hash if entries else NO_LINE, tuple(notices))

    def _refuse_broken(self, entries: Sequence[Entry]) -> None:
        """Nothing is built on lines that do not hold: what follows would bury the damage."""
        errors = [found for found in broken_links(entries, file=self._store.name) if found.severity is Severity.ERROR]
        if errors:
            raise EquipoiseError(
                f"{errors[0]}", hint="nothing was recorded; equipoise ledger verify lists all that is wrong"
            )


def _open(where: str, case: str | None) -> Store:
    if _IS_URL.match(where):
        from equipoise.ledger.database import DatabaseStore

        if not case:
            raise UsageError("a database holds many ledgers; say which", hint="give case=, the name of the case")
        return DatabaseStore(where, case)
    from equipoise.case.builtin import builtin_folder
    from equipoise.case.load import find_case
    from equipoise.ledger.embedded import LEDGER_FILE, EmbeddedStore

    name, folder = find_case(where)
    builtin = builtin_folder(name)
    refusal = None
    if builtin is not None and Path(folder).samefile(builtin):
        refusal = (
            f"{name} comes with Equipoise and stays as it is, so nothing can be recorded in it",
            f"copy its folder and record there: cp -r {folder} my-{name}",
        )
    return EmbeddedStore(folder / LEDGER_FILE, refusal=refusal)


def _line(content: Content, previous: str | None, now: datetime, *, clock_set_back: bool) -> bytes:
    envelope: dict[str, Any] = {
        "schema": SCHEMA,
        "record": name_of(content),
        "recorded_at": written_time(now),
        "previous": previous,
    }
    if clock_set_back:
        envelope["clock_set_back"] = True
    try:
        return canonical(plain(content) | envelope)
    except ValueError as error:
        raise UsageError(f"this cannot be recorded: {error}") from error


def _judgement(given: Judgement | Mapping[str, Any]) -> Judgement:
    if isinstance(given, Judgement):
        return given
    return made(Judgement, {**given, "event": _event(given["event"])} if "event" in given else given)


def _event(given: JudgedEvent | str) -> JudgedEvent:
    try:
        return parse_event(given) if isinstance(given, str) else given
    except ValueError as error:
        raise UsageError(str(error)) from error


def _day(written: date | str) -> date:
    from equipoise.calendar import parse_day

    try:
        return parse_day(written)
    except ValueError as error:
        raise UsageError(str(error)) from error
