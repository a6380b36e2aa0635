"""What changed since last time, in words and rounded numbers: a waterfall, and the judgements of others revisited."""

from __future__ import annotations

import math
from dataclasses import dataclass

from equipoise.report.names import Names, tidy
from equipoise.report.numbers import (
    NARROW_SPACE,
    count,
    counted,
    listed,
    prose_date,
    table_date,
)
from equipoise.report.rounding import whole_percent
from equipoise.report.view.resolved import recorded_heading, recorded_words
from equipoise.report.view.revisited_judgements import JudgementView, judgement_view, judgements_heading
from equipoise.report.view.waterfall import ScenarioChange, scenario_change
from equipoise.studies.revisiting import Revisit

_ITEMS_TOLD = 3


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
    changes = tuple(scenario_change(found, names, name) for name in found.before)
    leader = max(found.after, key=lambda name: found.after[name]) if scenario is None else scenario
    leading = next(one for one in changes if one.id == leader)
    judgements = tuple(judgement_view(one, found, names) for one in found.judgements)
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
        judgements_heading=judgements_heading(found.judgements),
        judgements=judgements,
        recorded_heading=recorded_heading(len(found.recorded)),
        recorded=tuple(recorded_words(one, found.case, names, seen_from=found.until) for one in found.recorded),
        notes=_notes(found),
        warnings=tuple(finding.problem for finding in found.findings),
    )


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
