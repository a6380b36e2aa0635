"""A calendar file of what has to be resolved: RFC 5545, an all-day entry for each event on its last day.

The same ledger and case give the same bytes, so that a calendar that reads the file again replaces its entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from equipoise.ledger.due import Due

_LINE = 75
"""Bytes of a line, its end apart; a longer one is folded."""


def calendar_of(dues: Sequence[Due], *, case: str, title: str) -> bytes:
    """The calendar.

    Args:
        dues: What has to be resolved.
        case: Name of the case; part of the identifier of each entry.
        title: Title of the case.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Equipoise//ledger//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"NAME:{_text(title)}")
    for one in dues:
        lines += _entry(one, case)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _entry(one: Due, case: str) -> Iterable[str]:
    day = one.event.until
    # The standard asks when an entry was last revised. That is when the event was first recorded; of a question on
    # which nothing is recorded its own day stands in, since anything else would differ from one run to the next.
    stamp = one.first_recorded or datetime.combine(day, time(), UTC)
    about = [one.resolves and f"Resolves: {one.resolves}", one.source and f"Source: {one.source}"]
    about += [f"Event: {one.event}", f"equipoise ledger resolve {case} {one.event.handle} OUTCOME"]
    yield "BEGIN:VEVENT"
    yield f"UID:{one.event.handle}.{_uid(case)}@ledger.equipoise"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text('Resolve: ' + (one.asks or str(one.event)))}"
    yield f"DESCRIPTION:{_text(chr(10).join(line for line in about if line))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(case: str) -> str:
    return "".join(character if character.isascii() and character.isalnum() else "-" for character in case)


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(character for character in lines if character >= " " and character != "\x7f")


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, never cut inside a character; each but the first begins with a space."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        more = character.encode()
        if len(piece) + len(more) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
