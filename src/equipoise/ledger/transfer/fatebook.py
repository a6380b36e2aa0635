"""The export of Fatebook, `fatebook-forecasts.csv`: a row for each forecast, with its question and how that resolved.

Columns as its source writes them: seventeen since tags are exported, sixteen before; the export of a tournament has
`Tournament name` and fewer others; in 2023 the outcome stood in `Question resolution` and `Question resolved at`. What
there is not stands as `undefined` or `null`. There are no ids: questions are known by their titles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement, Resolution, made
from equipoise.ledger.transfer.elsewhere import OUTCOMES, day_of, resolved
from equipoise.ledger.transfer.incoming import FindEvent, Incoming, Loss, ReadFile

COLUMNS = ("Question title", "Forecast created by", "Forecast (scale = 0-1)", "Forecast created at")
"""Columns that tell the file from others."""

_NAMES_BEFORE = {"Resolution": "Question resolution", "Resolved at": "Question resolved at"}
_LEFT = ("Question notes", "Question comments", "Question tags")
_NOTHING = ("", "undefined", "null")

Row = Mapping[str, str]


def read_fatebook(rows: Sequence[Row], *, find: FindEvent, source: str, only: str | None = None) -> ReadFile:
    """Read an export.

    Args:
        rows: Its rows, by column.
        find: The event of a question; of a question with options, of each option, titled `question: option`.
        source: What to call the file in what is recorded.
        only: The person whose forecasts alone are read.
    """
    incoming: list[Incoming] = []
    losses: list[Loss] = []
    outcomes: dict[str, Row] = {}
    events: dict[str, JudgedEvent | None] = {}
    ordered = sorted(enumerate(rows, start=2), key=lambda pair: pair[1]["Forecast created at"])
    for position, row in ordered:
        title = _title(row)
        if title not in events:
            events[title] = find("", title)
            if events[title] is None:
                losses.append(Loss(f"question {title!r}", "no event of the case is named for it"))
        event = events[title]
        if event is None or (only is not None and row["Forecast created by"] != only):
            continue
        if event.is_of_scenarios:
            losses.append(Loss(f"row {position}", f"one probability does not judge '{event}'"))
            continue
        outcomes[title] = row
        found = _judgement(row, event, source)
        if isinstance(found, str):
            losses.append(Loss(f"row {position}", found))
        else:
            incoming.append(found)
    for title, row in outcomes.items():
        event = events[title]
        assert event is not None
        resolution = _resolution(row, event, source)
        if isinstance(resolution, str):
            losses.append(Loss(f"question {title!r}", resolution))
        elif resolution is not None:
            incoming.append(resolution)
    told = [name for name in _LEFT if any(_told(row, name) for row in rows)]
    losses += [Loss("the file", f"{name.lower()} are no records and stay there") for name in told]
    return ReadFile("fatebook", tuple(incoming), tuple(losses))


def _title(row: Row) -> str:
    option = _told(row, "Multiple choice option")
    return f"{row['Question title']}: {option}" if option else row["Question title"]


def _told(row: Row, name: str) -> str:
    """What a row says in a column; nothing where it has none."""
    said = row.get(name, row.get(_NAMES_BEFORE.get(name, ""), "")).strip()
    return "" if said in _NOTHING else said


def _judgement(row: Row, event: JudgedEvent, source: str) -> Judgement | str:
    day = day_of(row["Forecast created at"])
    if day is None:
        return f"{row['Forecast created at']!r} is no time"
    by_whom = _told(row, "Forecast created by")
    if not by_whom:
        return "it does not say whose forecast it is"
    try:
        return made(
            Judgement,
            {
                "event": event,
                "as_of": day,
                "by_whom": by_whom,
                "kind": "person",
                "probability": float(row["Forecast (scale = 0-1)"]),
                "source": f"Fatebook ({source})",
            },
        )
    except (ValueError, UsageError) as error:
        return f"it holds no probability that can be recorded: {error}"


def _resolution(row: Row, event: JudgedEvent, source: str) -> Resolution | str | None:
    said, known = _told(row, "Resolution").lower(), day_of(_told(row, "Resolved at"))
    if not said:
        return None
    outcome = OUTCOMES.get(said)
    if outcome is None or known is None:
        return f"its resolution {said!r} is none here, or has no day"
    by_whom = _told(row, "Question created by") or "Fatebook"
    found = resolved(event, outcome, known, source=f"Fatebook ({source})", by_whom=by_whom)
    return f"its resolution does not fit the event: {found.partition(': ')[2]}" if isinstance(found, str) else found
