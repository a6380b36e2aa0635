"""What changed since last time, in words and rounded numbers: a waterfall, and the judgements of others revisited."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.calendar import end_of_step, parse_date
from equipoise.case.schema import Event
from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import (
    NARROW_SPACE,
    coarse_date,
    count,
    counted,
    decibans,
    listed,
    percent_text,
    prose_date,
    signed,
    step_text,
    table_date,
    weight_of,
)
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import Chance, shown_as_set
from equipoise.report.view.event_words import event_words
from equipoise.report.view.resolved import recorded_heading, recorded_words, resolution_words
from equipoise.studies.revisiting import (
    AssumptionRevisited,
    ConditionRevisited,
    JudgementRevisited,
    Revisit,
    Row,
    Wording,
)
from equipoise.studies.revisiting.judgements_revisited import Standing, Verdict
from equipoise.studies.revisiting.waterfall import RowKind, remainder

MOST_ARRIVALS = 10
"""Days of arrival with a line of their own; where there are more, those of a quarter share one."""
_ITEMS_TOLD = 3
_VERDICTS: dict[Verdict, str] = {"met": "met", "not_met": "not met", "open": "open"}
_STANDINGS: dict[Standing, str] = {
    "as_authored": "as authored",
    "edited": "edited",
    "not_named": "not named by the case",
}


@dataclass(frozen=True)
class LineView:
    """One line of the waterfall.

    Attributes:
        kind: As in the study; `item` for what arrived on one day, each item put in alone.
        title: What moved it, for a row.
        moved: Log-odds moved, dB; not finite where a scenario became possible, impossible or certain.
        text: The same rounded, `+1.3`; a dash where it is no number.
    """

    kind: RowKind
    title: str
    moved: float
    text: str


@dataclass(frozen=True)
class ItemLine:
    """An item that arrived, for the table of all of them."""

    id: str
    what: str
    known: str
    moved: float
    text: str


@dataclass(frozen=True)
class ScenarioChange:
    """A scenario then and now.

    Attributes:
        id, slot, title: Its id, its place in the case's order from 1, and what it is called.
        before, after: Its chances.
        log_odds_before, log_odds_after: dB.
        change: What changed, in dB, `+2.3 dB`; `error` is one standard error of it, empty where nothing is drawn.
        lines: What moved it; they sum to the change, and in full precision exactly.
        items: Every item that arrived, the one that moved it most first.
    """

    id: str
    slot: int
    title: str
    before: Chance
    after: Chance
    log_odds_before: float
    log_odds_after: float
    change: str
    error: str
    lines: tuple[LineView, ...]
    items: tuple[ItemLine, ...]

    @property
    def is_finite(self) -> bool:
        """Whether every line is a number, so that a chart can be drawn."""
        numbers = [self.log_odds_before, self.log_odds_after, *(line.moved for line in self.lines)]
        return all(math.isfinite(number) for number in numbers)


@dataclass(frozen=True)
class JudgementView:
    """A judgement of others, revisited.

    Attributes:
        id, who, when, says: What it is.
        event: What it is about, in words; empty where it names none.
        conditions: What became of each of its conditions, a sentence each.
        verdict: `met`, `not met` or `open`; empty without conditions.
        assumptions: How its assumptions stand, a sentence each.
        wording: The author's words then and now; empty where they are the same.
        resolution: What happened, and what it scored; empty while that is open.
    """

    id: str
    who: str
    when: str
    says: str
    event: str
    conditions: tuple[str, ...]
    verdict: str
    assumptions: tuple[str, ...]
    wording: str
    resolution: str


@dataclass(frozen=True)
class RevisitView:
    """What changed since last time.

    Attributes:
        heading: What was found.
        sub: What is drawn, in which unit.
        sentences: The largest parts of the change, in prose.
        since, until: The vintages, in prose.
        before_label, after_label: What stands at the two ends of the waterfall: `As known on 31 March 2022`.
        leading: The scenario that is drawn.
        scenarios: Every scenario, in the case's order.
        edited: Where the case was edited, `path: before → after`.
        judgements_heading: What became of the judgements; empty without any.
        judgements: One by one.
        recorded_heading: How many that stand in the ledger alone are resolved; empty without any.
        recorded: What became of them, one by one.
        notes: How to read it.
        warnings: Why the numbers should not be used; empty where they may.
    """

    heading: str
    sub: str
    sentences: tuple[str, ...]
    since: str
    until: str
    before_label: str
    after_label: str
    leading: ScenarioChange
    scenarios: tuple[ScenarioChange, ...]
    edited: tuple[str, ...]
    judgements_heading: str
    judgements: tuple[JudgementView, ...]
    recorded_heading: str
    recorded: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]


def revisit_view(found: Revisit, names: Names, *, scenario: str | None = None) -> RevisitView:
    """Word and round a revisit; every number is one of the study's.

    Args:
        found: What was found.
        names: Titles of the case.
        scenario: The scenario that is drawn; the likeliest at the later vintage by default.
    """
    changes = tuple(_change(found, names, name) for name in found.before)
    leader = max(found.after, key=lambda name: found.after[name]) if scenario is None else scenario
    leading = next(one for one in changes if one.id == leader)
    judgements = tuple(_judgement(one, found, names) for one in found.judgements)
    return RevisitView(
        heading=_heading(found, leading),
        sub=_sub(found, leading),
        sentences=_sentences(leading),
        since=prose_date(found.since),
        until=prose_date(found.until),
        before_label=f"As known on {table_date(found.since)}: {leading.before.number}",
        after_label=f"Say on {table_date(found.until)}: {leading.after.number}",
        leading=leading,
        scenarios=changes,
        edited=tuple(f"{one.path}: {_value(one.before)} → {_value(one.after)}" for one in found.edited),
        judgements_heading=_judgements_heading(found.judgements),
        judgements=judgements,
        recorded_heading=recorded_heading(len(found.recorded)),
        recorded=tuple(recorded_words(one, found.case, names, seen_from=found.until) for one in found.recorded),
        notes=_notes(found),
        warnings=tuple(finding.problem for finding in found.findings),
    )


# --- the waterfall -----------------------------------------------------------------------------------------------


def _change(found: Revisit, names: Names, name: str) -> ScenarioChange:
    error = found.change_error[name]
    return ScenarioChange(
        id=name,
        slot=list(found.case.definition.scenarios).index(name) + 1,
        title=names.scenario(name),
        before=shown_as_set(found.before)[name],
        after=shown_as_set(found.after)[name],
        log_odds_before=found.log_odds_before[name],
        log_odds_after=found.log_odds_after[name],
        change=decibans(found.change[name]),
        error=weight_of(error) if error and math.isfinite(error) else "",
        lines=tuple(_lines(found, name)),
        items=_items(found, name),
    )


def _lines(found: Revisit, name: str) -> Iterator[LineView]:
    """Edits first, since they stand at the earlier vintage; then what arrived, day by day; then the rest by kind."""
    edits = [row for row in found.rows if row.kind == "edit"]
    yield _line("edit", _edits_title(edits), [row.moved[name] for row in edits])
    for title, rows in _by_arrival(found):
        yield _line("item", title, [row.moved[name] for row in rows])
    kinds: list[RowKind] = ["together", "named", "superseded", "reranked", "time", "sampling"]
    for kind in kinds:
        rows = [row for row in found.rows if row.kind == kind]
        yield _line(kind, _title(found, kind, rows, name), [row.moved[name] for row in rows])


def _line(kind: RowKind, title: str, parts: Sequence[float]) -> LineView:
    moved = remainder(0.0, [-part for part in parts])
    return LineView(kind, title, moved, _signed(moved))


def _by_arrival(found: Revisit) -> list[tuple[str, list[Row]]]:
    """Items by the day they arrived on; by quarter, or by year, where there are too many days for a chart."""
    items = [row for row in found.rows if row.kind == "item"]
    for group in (_same_day, _same_quarter, _same_year):
        grouped: dict[str, list[Row]] = {}
        for row in items:
            if row.date is not None:
                grouped.setdefault(group(row.date), []).append(row)
        if len(grouped) <= MOST_ARRIVALS:
            break
    return [(f"{day}: {_each_alone(len(rows))}", rows) for day, rows in grouped.items()]


def _each_alone(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items, each alone"


def _same_day(day: date) -> str:
    return table_date(day)


def _same_quarter(day: date) -> str:
    return step_text(end_of_step(day, "quarter"), "quarter")


def _same_year(day: date) -> str:
    return str(day.year)


def _title(found: Revisit, kind: RowKind, rows: Sequence[Row], name: str) -> str:
    touched = len({one for row in rows for one in row.names})
    if kind == "together":
        return "What items of one day do together"
    if kind == "named":
        return f"Named since: {counted(touched, 'part')} of the model" if touched else "Named since: nothing"
    if kind == "superseded":
        return f"Superseded: {counted(touched, 'item')}" if touched else "Superseded: none"
    if kind == "reranked":
        return f"Copies ranked anew: {counted(touched, 'item')}" if touched else "Copies ranked anew: none"
    if kind == "time":
        days = (found.until - found.since).days
        return f"{counted(days, 'day')} passed"
    bound = found.sampling_bound[name]
    return f"Sampling, within {weight_of(bound)}" if bound and math.isfinite(bound) else "Sampling: nothing is drawn"


def _edits_title(edits: Sequence[Row]) -> str:
    parts = [name for row in edits for name in row.names]
    if not parts:
        return "Edits to the case: none"
    return f"Edits to the case: {parts[0]}" if len(parts) == 1 else f"Edits to the case: {len(parts)} parts"


def _items(found: Revisit, name: str) -> tuple[ItemLine, ...]:
    rows = [row for row in found.rows if row.kind == "item"]
    ordered = sorted(rows, key=lambda row: -abs(row.moved[name]))
    return tuple(
        ItemLine(
            id=row.names[0],
            what=tidy(found.case.items[row.names[0]].what),
            known=table_date(row.date) if row.date is not None else "",
            moved=row.moved[name],
            text=_signed(row.moved[name]),
        )
        for row in ordered
    )


def _signed(number: float) -> str:
    return "–" if math.isnan(number) else signed(number)


# --- sentences ---------------------------------------------------------------------------------------------------


def _heading(found: Revisit, leading: ScenarioChange) -> str:
    about = f"for {prose_date(found.on_until)}" if found.target == "on" else "on the day"
    if found.since == found.until and found.fingerprint == found.fingerprint_before:
        return f"Nothing to compare: one vintage, {leading.title} at {leading.after.number} {about}"
    points = leading.after.percent - leading.before.percent
    if points == 0:
        return f"{leading.title} {about} stands where it stood, at {leading.after.number}"
    moved = f"{counted(abs(points), 'point')} {'up' if points > 0 else 'down'}"
    return f"{leading.title} {about} is {moved} since {prose_date(found.since)}{_largest(leading)}"


def _largest(leading: ScenarioChange) -> str:
    """What moved it most, by kind, where one does."""
    by_kind: dict[str, float] = {}
    for line in leading.lines:
        if line.kind != "sampling":
            by_kind[line.kind] = by_kind.get(line.kind, 0.0) + line.moved
    kind = max(by_kind, key=lambda one: abs(by_kind[one]), default="")
    told = {
        "item": "new evidence",
        "together": "what items do together",
        "named": "reasons that the case names only since",
        "edit": "edits to the case",
        "time": "the passing of time",
        "reranked": "the ranking of copies",
        "superseded": "superseded items",
    }
    if not kind or not abs(by_kind[kind]) >= 0.05:
        return ""
    return f": {told[kind]} moved it most"


def _sub(found: Revisit, leading: ScenarioChange) -> str:
    about = f"on {prose_date(found.on_until)}" if found.target == "on" else "on the day of each vintage"
    return (
        f"{leading.title} {about}: what moved it, in log-odds (10{NARROW_SPACE}dB = ten times the odds). Solid bars "
        "add, open bars take away. The steps sum exactly."
    )


def _sentences(leading: ScenarioChange) -> tuple[str, ...]:
    told = [line for line in leading.items if math.isfinite(line.moved) and abs(line.moved) >= 0.05][:_ITEMS_TOLD]
    if not told:
        return ()
    parts = [f"“{line.what.rstrip('.')}” ({line.known}, {line.text}{NARROW_SPACE}dB)" for line in told]
    one = len(told) == 1
    return (f"The {'item that' if one else f'{count(len(told))} items that'} moved it most: {listed(parts)}.",)


def _notes(found: Revisit) -> tuple[str, ...]:
    notes = [
        "Each item is put in alone on the day it arrived, beside all that was known before. What items of one day do "
        "together beyond that, learning about the parameters included, has a line of its own.",
        _time_note(found),
        "Named since: reasons, explanations, conditions and analogues that the case knows only from a day in between "
        "on. Copies ranked anew: older reports of an origin count less, or more, once another of it arrives.",
    ]
    if any(found.sampling_bound.values()):
        notes.append(
            f"Sampling is what drawing {found.particles:,} settings at each vintage leaves over; its bound is two "
            f"standard errors. At the least {whole_percent(found.effective)}{NARROW_SPACE}% of the settings carry a "
            "step."
        )
    return tuple(notes)


def _time_note(found: Revisit) -> str:
    if found.target == "on":
        return (
            "Both numbers are about one day, so the passing of days moves nothing by itself: a day without a report "
            "says nothing. Silence that tells something is an item, and stands among the items."
        )
    return "Each number is about the day of its vintage, so what the passing days bring is a line of its own."


def _value(value: object) -> str:
    return "nothing" if value is None else tidy(str(value))


# --- judgements --------------------------------------------------------------------------------------------------


def _judgements_heading(judgements: Sequence[JudgementRevisited]) -> str:
    if not judgements:
        return ""
    verdicts = [one.verdict for one in judgements if one.verdict is not None]
    revisited = f"{counted(len(judgements), 'judgement')} of others revisited"
    if not verdicts:
        conditions = "none is made on a condition of the case"
    elif len(verdicts) == 1:
        conditions = f"one has a condition, which is {_VERDICTS[verdicts[0]]}"
    else:
        parts = [f"{count(n)} {_VERDICTS[kind]}" for kind in ("met", "not_met", "open") if (n := verdicts.count(kind))]
        conditions = f"of {count(len(verdicts))} with conditions, {listed(parts)}"
    resolved = sum(one.resolution is not None for one in judgements)
    return f"{revisited}; {conditions}" + (f"; {count(resolved)} resolved" if resolved else "")


def _judgement(one: JudgementRevisited, found: Revisit, names: Names) -> JudgementView:
    outcome = one.resolution
    return JudgementView(
        id=one.judgement,
        who=tidy(one.who),
        when=coarse_date(parse_date(one.when)),
        says=tidy(one.says),
        event=event_words(Event.model_validate(one.event), found.case) if one.event else "",
        conditions=tuple(_condition(condition, names) for condition in one.conditions),
        verdict=_VERDICTS[one.verdict] if one.verdict is not None else "",
        assumptions=tuple(_assumption(assumption) for assumption in one.assumptions),
        wording=_wording(one.then, one.now),
        resolution="" if outcome is None else resolution_words(outcome, names, seen_from=found.until),
    )


def _condition(one: ConditionRevisited, names: Names) -> str:
    what = f"{names.condition(one.condition)}: {names.level(one.condition, one.level)}"
    span = f"{table_date(one.first)} to {table_date(one.last)}"
    if one.held is None or one.throughout is None:
        return f"{what}, {span}: nothing to read yet, so open."
    so_far = "" if one.read_until == one.last else f" so far, to {table_date(one.read_until)}"
    return (
        f"{what}, {span}: held for {percent_text(whole_percent(one.held))} of the time{so_far}, without a break with "
        f"{percent_text(whole_percent(one.throughout))}; {_VERDICTS[one.verdict]}."
    )


def _assumption(one: AssumptionRevisited) -> str:
    says = tidy(one.says).rstrip(".") or readable(one.assumption)
    if one.then == one.now:
        return f"Assumes “{says}”: {_STANDINGS[one.now]} then and now."
    return f"Assumes “{says}”: {_STANDINGS[one.then]} then, {_STANDINGS[one.now]} now."


def _wording(then: Wording | None, now: Wording | None) -> str:
    """The words then and now, where the author has judged the same again."""
    if then is None or now is None or then.judgement == now.judgement:
        return ""
    first, second = (f"“{tidy(one.word)}” in {coarse_date(parse_date(one.when))}" for one in (then, now))
    return f"The author’s words: {first}, {second}."
