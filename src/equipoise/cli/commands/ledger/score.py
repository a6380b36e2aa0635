"""`equipoise ledger score`: what the judgements on the record were worth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, write_columns
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.report.view.ledger_scores import GroupView, ScoresView
    from equipoise.report.view.score_parts import PartRow

_PART, _VALUE, _RANGE = 15, 8, 17
"""Columns of the name of a part, of its value and of a range."""


def score(
    case: options.CaseName,
    held: Annotated[
        str | None,
        typer.Option(
            "--held",
            metavar="SCENARIO",
            help="The scenario that held when the questions opened: what `no change` forecasts. Default: the last one "
            "that the record itself says held.",
        ),
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option(
            "--chart",
            metavar="FILE.svg",
            help="Draw the reliability diagram of every judge of yes-or-no questions into this file.",
        ),
    ] = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Score what is resolved.

    Only what stood on the record before its event was settled counts. Void
    and disputed events have no score; backcasts are shown and count nowhere.
    """
    from equipoise.case.load import load_case
    from equipoise.ledger.scoring import score_tracks
    from equipoise.ledger.scoring.scenario_order import scenario_order
    from equipoise.report.view.ledger_scores import view_of_scores

    if chart is not None and chart.suffix.lower() != ".svg":
        raise UsageError(f"{chart} is no .svg file", hint="the diagram is drawn as SVG: name it FILE.svg")
    definition = load_case(case).definition
    if held is not None and held not in definition.scenarios:
        from equipoise.authored.nearest import suggest

        raise UsageError(f"there is no scenario {held!r}", hint=suggest(held, definition.scenarios))
    ledger = open_ledger(case, store)
    scores = score_tracks(ledger.tracks, order=scenario_order(definition), held=held)
    shown = view_of_scores(scores)
    if chart is not None:
        _draw(shown, chart)
    if as_json:
        streams.write_json(scores.to_dict() | {"head": ledger.head})
    else:
        write_columns(_page(shown))
    return ExitCode.OK


def _draw(shown: ScoresView, path: Path) -> None:
    from equipoise.authored.files import os_reason
    from equipoise.report.charts.reliability_chart import reliability_chart
    from equipoise.report.charts.standalone import standalone

    diagrams = [group.reliability for group in shown.groups if group.reliability is not None]
    if not diagrams:
        raise UsageError(
            "there is nothing to draw: no yes-or-no question that counts is resolved",
            hint="equipoise ledger due lists what is to be resolved",
        )
    try:
        path.write_text(standalone(reliability_chart(diagrams)), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {os_reason(error)}") from error
    streams.say(f"wrote {path}")


def _page(shown: ScoresView) -> list[Column]:
    lines: list[Column] = [("", scale) for scale in shown.scales]
    for course in shown.courses:
        lines += [("", ""), (f"{course.handle}  ", course.event), (" " * 10, course.head)]
        lines += [(f"{number:>8}  ", text) for number, text in course.lines]
    for group in shown.groups:
        lines += [("", ""), *_group(group)]
    if not shown.courses:
        lines.append(("", "Nothing on the record is resolved, so nothing is scored."))
    lines += [("", "") for _ in shown.apart[:1]] + [("", sentence) for sentence in shown.apart]
    return lines


def _group(group: GroupView) -> list[Column]:
    from equipoise.report.reliability_lines import reliability_lines

    lines: list[Column] = [("", group.title), *(("  ", sentence) for sentence in group.sentences)]
    if (found := group.reliability) is not None:
        lines.append(("  ", f"{found.summary} {found.note}".rstrip()))
        lines += [("", ""), *((f"  {line}", "") for line in reliability_lines(found))]
    if (parts := group.parts) is not None:
        head = _cells("", "", "questions", "sides" if any(row.sides for row in parts.murphy_rows) else "")
        for told, rows in ((parts.murphy, parts.murphy_rows), (parts.yates, parts.yates_rows)):
            lines += [("", ""), ("  ", told), (head, "better")]
            lines += [(_part(row), row.better) for row in rows]
        lines += [("", ""), ("  ", parts.note)]
    return lines


def _part(row: PartRow) -> str:
    return _cells(row.name, row.value, row.questions, row.sides)


def _cells(name: str, value: str, questions: str, sides: str) -> str:
    return f"  {name:<{_PART}}{value:<{_VALUE}}{questions:<{_RANGE}}{sides:<{_RANGE}}"
