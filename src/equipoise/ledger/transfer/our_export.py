"""Exports of another ledger of ours, as JSON or as a table: its records, to be recorded here anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from equipoise.authored.formula_guard import unguarded
from equipoise.errors import UsageError
from equipoise.ledger.judged_event import parse_event
from equipoise.ledger.records import Judgement, Reaffirmation, Resolution, Withdrawal, read_content
from equipoise.ledger.transfer.export import SCHEMA
from equipoise.ledger.transfer.incoming import Incoming, Loss, ReadFile, StoodBy, TakenBack

_NUMBERS = ("probability", "low", "high")
_COUNTS = ("seed", "particles")
_OF_ROWS = ("line", "handle", "hash", "backcast")


def read_export(data: Mapping[str, Any], *, source: str) -> ReadFile:
    """Read an export in JSON.

    Args:
        data: The document.
        source: What to call the file in what is recorded.

    Raises:
        UsageError: If it is none.
    """
    records = data.get("records")
    if data.get("schema") != SCHEMA or not isinstance(records, list):
        raise UsageError(f"this is no export of a ledger: its schema is {data.get('schema')!r}, expected {SCHEMA!r}")
    return _read("equipoise-json", [one for one in records if isinstance(one, dict)], source)


def read_table(rows: Sequence[Mapping[str, str]], *, source: str) -> ReadFile:
    """Read an export as a table.

    Args:
        rows: Its rows, by column.
        source: What to call the file in what is recorded.
    """
    cells = [{name: unguarded(cell) for name, cell in row.items()} for row in rows]
    records = [_record(list(group)) for _, group in groupby(cells, key=lambda row: row["line"])]
    return _read("equipoise-csv", records, source)


def _record(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """One record of its rows."""
    first = rows[0]
    record: dict[str, Any] = {name: value for name, value in first.items() if value and name not in _OF_ROWS}
    record |= {"number": first["line"], "hash": first["hash"]}
    for names, kind in ((_NUMBERS, float), (_COUNTS, int)):
        for name in names:
            if name in record:
                record[name] = _number(record[name], kind)
    if record.get("imputed"):
        record["imputed"] = record["imputed"] == "true"
    if record.get("record") in ("judgement", "resolution"):
        try:
            record["event"] = parse_event(first["event"]).plain()
        except ValueError as error:
            record["event"] = str(error)
    else:
        record.pop("event", None)
    if record.get("record") == "judgement" and first["scenario"]:
        record.pop("scenario"), record.pop("probability", None)
        record["probabilities"] = {row["scenario"]: _number(row["probability"], float) for row in rows}
    return record


def _number(text: str, kind: type[float] | type[int]) -> float | str:
    try:
        return kind(text)
    except ValueError:
        return text  # which is then told to be none


def _read(form: str, records: Sequence[Mapping[str, Any]], source: str) -> ReadFile:
    incoming: list[Incoming] = []
    losses: list[Loss] = []
    judged: dict[str, Judgement] = {}
    for record in records:
        where = f"line {record.get('number', '?')}"
        content, problems = read_content(
            {name: value for name, value in record.items() if name not in ("number", "hash", "backcast")}
        )
        if content is None:
            losses.append(Loss(where, problems[0]))
            continue
        stood = f"{source}, {where}, recorded there {str(record.get('recorded_at', ''))[:10]}"
        if isinstance(content, Judgement):
            judged[str(record.get("hash"))] = content
            incoming.append(content.model_copy(update={"source": _sourced(content.source, stood)}))
        elif isinstance(content, Resolution):
            incoming.append(content.model_copy(update={"source": _sourced(content.source, stood)}))
        elif isinstance(content, Reaffirmation | Withdrawal):
            about = judged.get(content.judgement)
            if about is None:
                losses.append(Loss(where, "the judgement that it is about is not in the file"))
            elif isinstance(content, Reaffirmation):
                incoming.append(StoodBy(about, content.as_of, content.reason))
            else:
                incoming.append(TakenBack(about, content.reason))
        else:
            losses.append(Loss(where, "a join of branches belongs to the ledger that it is from"))
    return ReadFile(form, tuple(incoming), tuple(losses))


def _sourced(source: str | None, stood: str) -> str:
    return f"{source}; {stood}" if source else stood
