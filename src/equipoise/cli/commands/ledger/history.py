"""`equipoise ledger history`: what is on the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, read_event, write_columns
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.ledger.ledger import Ledger
    from equipoise.ledger.standing import Track


def history(
    case: options.CaseName,
    event: Annotated[
        str | None,
        typer.Argument(
            metavar="EVENT", help="Of this event alone: its handle, the id of a question, or the event in words."
        ),
    ] = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Show what is on the record, event by event."""
    ledger = open_ledger(case, store)
    tracks = ledger.tracks
    if event is not None:
        from equipoise.case.load import load_case

        meant = read_event(event, ledger, load_case(case).definition)
        tracks = tuple(track for track in tracks if track.event == meant)
    if as_json:
        from equipoise.ledger.machine_output import history_to_dict

        streams.write_json(history_to_dict(ledger.head, tracks))
    else:
        _write_page(ledger, tracks)
    return ExitCode.OK


def _write_page(ledger: Ledger, tracks: tuple[Track, ...]) -> None:
    from equipoise.report.view.on_record import view_of_tracks

    if not tracks:
        streams.write("nothing is on the record")
        return
    lines: list[Column] = []
    for track in view_of_tracks(tracks):
        lines.append((f"{track.handle}  ", track.event))
        for line in track.lines:
            lines.append((f"{line.number:>8}  {line.recorded:<13}", line.says))
            lines += [(" " * 23, line.reason)] if line.reason else []
        lines.append(("", ""))
    count = len(ledger.entries)
    write_columns([*lines, (f"{count} {'line' if count == 1 else 'lines'}", ""), (f"head {ledger.head}", "")])
