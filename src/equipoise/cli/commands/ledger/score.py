"""`equipoise ledger score`: what the judgements on the record were worth."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, write_columns
from equipoise.errors import ExitCode, UsageError


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

    definition = load_case(case).definition
    if held is not None and held not in definition.scenarios:
        from equipoise.authored.nearest import suggest

        raise UsageError(f"there is no scenario {held!r}", hint=suggest(held, definition.scenarios))
    ledger = open_ledger(case, store)
    scores = score_tracks(ledger.tracks, order=scenario_order(definition), held=held)
    if as_json:
        streams.write_json(scores.to_dict() | {"head": ledger.head})
        return ExitCode.OK
    from equipoise.report.view.ledger_scores import view_of_scores

    shown = view_of_scores(scores)
    lines: list[Column] = []
    for scale in shown.scales:
        lines.append(("", scale))
    for course in shown.courses:
        lines += [("", ""), (f"{course.handle}  ", course.event), (" " * 10, course.head)]
        lines += [(f"{number:>8}  ", text) for number, text in course.lines]
    for title, sentences in shown.groups:
        lines += [("", ""), ("", title), *(("  ", sentence) for sentence in sentences)]
    if not shown.courses:
        lines.append(("", "Nothing on the record is resolved, so nothing is scored."))
    lines += [("", "") for _ in shown.apart[:1]] + [("", sentence) for sentence in shown.apart]
    write_columns(lines)
    return ExitCode.OK
