"""The ledger as JSON: the same from the command line and from the API of the workbench. See docs/ledger.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from equipoise.errors import Finding, Severity
from equipoise.ledger.chain import Entry
from equipoise.ledger.due import Due
from equipoise.ledger.ledger import Ledger, Recorded
from equipoise.ledger.standing import Track


def entry_to_dict(entry: Entry) -> dict[str, Any]:
    """A line, with what follows from it."""
    return {"number": entry.number, "hash": entry.hash, "backcast": entry.backcast, **entry.data}


def recorded_to_dict(recorded: Recorded) -> dict[str, Any]:
    """What was put on the record."""
    return {
        "schema": "equipoise/ledger-recorded/1",
        "head": recorded.head,
        "notices": list(recorded.notices),
        "entries": [entry_to_dict(entry) for entry in recorded.entries],
    }


def history_to_dict(head: str, tracks: Iterable[Track]) -> dict[str, Any]:
    """What is on the record, event by event."""
    return {"schema": "equipoise/ledger-history/1", "head": head, "events": [_track(track) for track in tracks]}


def due_to_dict(found: Iterable[Due], today: date) -> dict[str, Any]:
    """What is to be resolved, as of a day."""
    return {
        "schema": "equipoise/ledger-due/1",
        "on": today.isoformat(),
        "due": [one.to_dict(today) for one in found],
    }


def verification_to_dict(ledger: Ledger, findings: Sequence[Finding]) -> dict[str, Any]:
    """Whether the record is as it was written."""
    return {
        "schema": "equipoise/ledger-verification/1",
        "holds": not any(finding.severity is Severity.ERROR for finding in findings),
        "lines": len(ledger.contents.lines),
        "head": ledger.head,
        "findings": [finding.to_dict() for finding in findings],
    }


def _track(track: Track) -> dict[str, Any]:
    return {
        "handle": track.event.handle,
        "says": str(track.event),
        "event": track.event.plain(),
        "judgements": [
            entry_to_dict(said.entry)
            | {
                "reaffirmed": [entry_to_dict(entry) for entry in said.reaffirmed],
                "withdrawn": entry_to_dict(said.withdrawn) if said.withdrawn is not None else None,
            }
            for said in track.said
        ],
        "resolutions": [entry_to_dict(entry) for entry in track.resolutions],
    }
