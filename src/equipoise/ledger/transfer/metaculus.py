"""The data export of Metaculus: forecasts in `forecast_data.csv`, their questions in `question_data.csv`.

Columns as its source writes them and as an export of February 2026 has them; exports before had fewer. An anonymised
one has `Forecaster (Anonymized)` for the id and the name. Aggregates stand under the name of their method. Questions of
yes and no and of several options are read; continuous ones have no event here.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.records import Judgement, Resolution, made
from equipoise.ledger.transfer.elsewhere import OUTCOMES, day_of, resolved
from equipoise.ledger.transfer.incoming import FindEvent, Incoming, Loss, ReadFile

FORECASTS = ("Question ID", "Start Time", "Probability Yes")
QUESTIONS = ("Question ID", "Question Title", "Question Type", "Resolution")
"""Columns that tell the two files from others."""

_PLATFORM = "Metaculus"
_HASH = 16
"""Digits of a hash that stand for a forecaster whose name was taken out."""
_NO_NUMBER = re.compile(r"\bnan\b", re.IGNORECASE)
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
    posts = Counter(row.get("Post ID", "") for row in questions)
    losses: list[Loss] = []
    events: dict[str, JudgedEvent] = {}
    for number, row in known.items():
        post = row.get("Post ID", "")
        # People know the number in the address, which is that of the post.
        event = _event(row, find, losses, also="" if posts[post] > 1 or post in known else post)
        if event is not None:
            events[number] = event
    last: dict[tuple[str, str, date], Judgement] = {}
    ended: Counter[str] = Counter()
    replaced: Counter[str] = Counter()
    for position, row in enumerate(forecasts, start=2):
        who, number = _forecaster(row), row["Question ID"]
        if only is not None and who != only:
            continue
        if number not in known:
            losses.append(Loss(f"forecast_data row {position}", f"question {number} is not in question_data.csv"))
        elif number in events:
            found = _judgement(row, who, known[number], events[number], scenarios, source)
            if isinstance(found, str):
                losses.append(Loss(f"forecast_data row {position}", found))
            else:
                key = (number, who, found.as_of)
                replaced[number] += key in last
                # As-of dates are days: what stood at the end of one is what counts of it.
                last.pop(key, None)
                last[key] = found
                ended[number] += bool(row.get("End Time"))
    for told, why in (
        (ended, "say when they ended; here each stands until the next"),
        (replaced, "were replaced on the same day, which has one judgement here"),
    ):
        losses += [Loss(f"question {number}", f"{count} forecasts {why}") for number, count in told.items() if count]
    incoming: list[Incoming] = list(last.values())
    incoming += _resolutions(known, events, scenarios, source, losses)
    return ReadFile("metaculus", tuple(incoming), tuple(losses))


def _forecaster(row: Row) -> str:
    """The name of a user or of a method; in an anonymised export the first digits of a hash."""
    named = row.get("Forecaster Username", "")
    hashed = row.get("Forecaster (Anonymized)", "")
    return named or hashed[:_HASH] or f"forecaster {row.get('Forecaster ID', '') or '?'}"


def _event(row: Row, find: FindEvent, losses: list[Loss], *, also: str) -> JudgedEvent | None:
    where, kind = f"question {row['Question ID']}", row["Question Type"].lower().replace(" ", "_")
    if kind not in ("binary", "multiple_choice"):
        losses.append(Loss(where, f"a {row['Question Type'].lower()} question asks for no event of a case"))
        return None
    event = find(row["Question ID"], row["Question Title"]) or (find(also, "") if also else None)
    if event is None:
        losses.append(Loss(where, f"no event of the case is named for it: {row['Question Title']}"))
    elif event.is_of_scenarios != (kind == "multiple_choice"):
        losses.append(Loss(where, f"a {row['Question Type'].lower()} question does not ask for '{event}'"))
    else:
        return event
    return None


def _judgement(
    row: Row, who: str, question: Row, event: JudgedEvent, scenarios: Mapping[str, str], source: str
) -> Judgement | str:
    """What a row says, or why nothing."""
    day = day_of(row["Start Time"])
    if day is None:
        return f"{row['Start Time']!r} is no time"
    fields = {
        "event": event,
        "as_of": day,
        "by_whom": who,
        "kind": "published",
        "source": f"{_PLATFORM} {question.get('Question URL') or question['Question ID']} ({source})",
    }
    try:
        if not event.is_of_scenarios:
            return made(Judgement, fields | {"probability": _yes(row)})
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


def _yes(row: Row) -> float:
    """Of a question of yes and no; the geometric mean is written as a list, no first."""
    if row["Probability Yes"].strip():
        return float(row["Probability Yes"])
    listed = _listed(row.get("Probability Yes Per Category", ""))
    if len(listed) != 2:
        raise ValueError("neither a probability nor a pair of them")
    return float(str(listed[1]))


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
    value = ast.literal_eval(_NO_NUMBER.sub("None", text)) if text.strip() else []
    return list(value) if isinstance(value, list | tuple) else []
