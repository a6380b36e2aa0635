"""The data export of Metaculus: forecasts in `forecast_data.csv`, their questions in `question_data.csv`.

Columns as its own README tells (export of February 2026). Questions of yes and no and of several options are read;
continuous ones have no event here.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement, Resolution, made
from equipoise.ledger.transfer.elsewhere import OUTCOMES, day_of, resolved
from equipoise.ledger.transfer.incoming import FindEvent, Incoming, Loss, ReadFile

FORECASTS = ("Question ID", "Forecaster Username", "Start Time", "Probability Yes")
QUESTIONS = ("Question ID", "Question Title", "Question Type", "Resolution")
"""Columns that tell the two files from others."""

_PLATFORM = "Metaculus"
Row = Mapping[str, str]


def read_metaculus(
    forecasts: Sequence[Row],
    questions: Sequence[Row],
    *,
    find: FindEvent,
    scenarios: Mapping[str, str],
    source: str,
    only: str | None = None,
) -> ReadFile:
    """Read an export.

    Args:
        forecasts: Rows of `forecast_data.csv`.
        questions: Rows of `question_data.csv`.
        find: The event of a question.
        scenarios: Ids of the scenarios of the case by what options may call them.
        source: What to call the file in what is recorded.
        only: The user, or the method of aggregation, whose forecasts alone are read.
    """
    known = {row["Question ID"]: row for row in questions}
    losses: list[Loss] = []
    events: dict[str, JudgedEvent] = {}
    for number, row in known.items():
        event = _event(row, find, losses)
        if event is not None:
            events[number] = event
    incoming: list[Incoming] = []
    ended: Counter[str] = Counter()
    for position, row in enumerate(forecasts, start=2):
        if only is not None and row["Forecaster Username"] != only:
            continue
        number = row["Question ID"]
        if number not in known:
            losses.append(Loss(f"forecast_data row {position}", f"question {number} is not in question_data.csv"))
        elif number in events:
            found = _judgement(row, known[number], events[number], scenarios, source)
            if isinstance(found, str):
                losses.append(Loss(f"forecast_data row {position}", found))
            else:
                incoming.append(found)
                ended[number] += bool(row.get("End Time"))
    losses += [
        Loss(f"question {number}", f"{count} forecasts say when they ended; here each stands until the next")
        for number, count in ended.items()
        if count
    ]
    incoming += _resolutions(known, events, scenarios, source, losses)
    return ReadFile("metaculus", tuple(incoming), tuple(losses))


def _event(row: Row, find: FindEvent, losses: list[Loss]) -> JudgedEvent | None:
    where, kind = f"question {row['Question ID']}", row["Question Type"].lower().replace(" ", "_")
    if kind not in ("binary", "multiple_choice"):
        losses.append(Loss(where, f"a {row['Question Type'].lower()} question asks for no event of a case"))
        return None
    event = find(row["Question ID"], row["Question Title"])
    if event is None:
        losses.append(Loss(where, f"no event of the case is named for it: {row['Question Title']}"))
    elif event.is_of_scenarios != (kind == "multiple_choice"):
        losses.append(Loss(where, f"a {row['Question Type'].lower()} question does not ask for '{event}'"))
    else:
        return event
    return None


def _judgement(
    row: Row, question: Row, event: JudgedEvent, scenarios: Mapping[str, str], source: str
) -> Judgement | str:
    """What a row says, or why nothing."""
    day = day_of(row["Start Time"])
    if day is None:
        return f"{row['Start Time']!r} is no time"
    fields = {
        "event": event,
        "as_of": day,
        "by_whom": row["Forecaster Username"] or f"forecaster {row.get('Forecaster ID', '?')}",
        "kind": "published",
        "source": f"{_PLATFORM} {question.get('Question URL') or question['Question ID']} ({source})",
    }
    try:
        if not event.is_of_scenarios:
            return made(Judgement, fields | {"probability": float(row["Probability Yes"])})
        numbers = _listed(row.get("Probability Yes Per Category", ""))
        names = [scenarios.get(name.casefold()) for name in _options(question)]
        if len(names) != len(numbers) or None in names:
            return "its options are not the scenarios of the case"
        said = {
            name: float(str(number)) for name, number in zip(names, numbers, strict=True) if number is not None and name
        }
        return made(Judgement, fields | {"probabilities": said})
    except (ValueError, TypeError, SyntaxError, UsageError) as error:
        return f"it holds no probability that can be recorded: {error}"


def _resolutions(
    questions: Mapping[str, Row],
    events: Mapping[str, JudgedEvent],
    scenarios: Mapping[str, str],
    source: str,
    losses: list[Loss],
) -> Iterator[Resolution]:
    for number, event in events.items():
        row = questions[number]
        said, known = row["Resolution"].strip(), day_of(row.get("Resolution Known Time", ""))
        if not said:
            continue
        outcome, scenario = OUTCOMES.get(said.lower()), None
        if event.is_of_scenarios and outcome not in ("void", "disputed"):
            scenario = scenarios.get(said.casefold())
            outcome = "occurred" if scenario else None
        where = f"question {number}"
        if outcome is None or known is None:
            losses.append(Loss(where, f"its resolution {said!r} is none here, or has no day"))
            continue
        found = resolved(
            event,
            outcome,
            known,
            scenario=scenario,
            source=f"{_PLATFORM} {row.get('Question URL') or number} ({source})",
            by_whom=_PLATFORM,
        )
        if isinstance(found, str):
            losses.append(Loss(where, f"its resolution does not fit the event: {found.partition(': ')[2]}"))
        else:
            yield found


def _options(question: Row) -> list[str]:
    return [str(name) for name in _listed(question.get("MC Options (All)") or question.get("MC Options (Current)", ""))]


def _listed(text: str) -> list[object]:
    """A list as Python prints it, which is how the export holds one."""
    value = ast.literal_eval(text) if text.strip() else []
    return list(value) if isinstance(value, list | tuple) else []
