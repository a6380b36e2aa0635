"""A ledger for other programs: every line as JSON, or as a table with a row for each probability.

The export is a copy to work with. The record is the ledger itself: only that can be verified.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from equipoise.authored.formula_guard import guarded
from equipoise.ledger.chain import NO_LINE, Entry
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Content, Judgement, Reaffirmation, Resolution, Withdrawal, plain

SCHEMA = "equipoise/ledger-export/1"

COLUMNS = (
    "line", "record", "recorded_at", "backcast", "event", "handle", "as_of", "kind", "by_whom", "scenario",
    "probability", "low", "high", "reason", "question", "case", "fingerprint", "version", "engine", "rater", "seed",
    "particles", "source", "imputed", "outcome", "date", "second_resolver", "judgement", "hash", "previous",
)  # fmt: skip
"""Of the table, in order."""


def export_json(entries: Sequence[Entry], *, case: str) -> dict[str, Any]:
    """Every line as it is, with its number, its hash and whether it is a backcast.

    Args:
        entries: The lines of the ledger.
        case: Name of the case.
    """
    records = [{"number": one.number, "hash": one.hash, "backcast": one.backcast, **one.data} for one in entries]
    head = entries[-1].hash if entries else NO_LINE
    return {"schema": SCHEMA, "case": case, "head": head, "records": records}


def export_csv(entries: Sequence[Entry]) -> str:
    """A table in the form of RFC 4180, with a row for each probability.

    Of which scenario holds there is a row for each scenario; `line` says which rows are one judgement. What a field
    of the ledger would be left out for stands as an empty cell. A text that a spreadsheet would run as a formula has an
    apostrophe before it, which reading the table again takes off.
    """
    about = {one.hash: one.content for one in entries}
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for entry in entries:
        for row in _rows(entry, about):
            table.writerow({name: guarded(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    return written.getvalue()


def _rows(entry: Entry, about: dict[str, Content]) -> Iterator[dict[str, Any]]:
    content = entry.content
    fields = {name: value for name, value in plain(content).items() if name in COLUMNS}
    event = _event(content, about)
    row = fields | {
        "line": entry.number,
        "record": entry.data["record"],
        "recorded_at": entry.data["recorded_at"],
        "backcast": "true" if entry.backcast else "",
        "event": str(event) if event else "",
        "handle": event.handle if event else "",
        "imputed": "true" if fields.get("imputed") else "",
        "hash": entry.hash,
        "previous": entry.previous or "",
    }
    if isinstance(content, Judgement) and content.probabilities:
        for name, probability in content.probabilities.items():
            yield row | {"scenario": name, "probability": probability}
    else:
        yield row


def _event(content: Content, about: dict[str, Content]) -> JudgedEvent | None:
    if isinstance(content, Reaffirmation | Withdrawal):
        judged = about.get(content.judgement)
        return judged.event if isinstance(judged, Judgement) else None
    return content.event if isinstance(content, Judgement | Resolution) else None
