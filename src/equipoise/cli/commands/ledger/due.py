"""`equipoise ledger due`: what has to be resolved, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, write_columns
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.ledger.due import Due


def due(
    case: options.CaseName,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Count days from this one. Default: today.")
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            "--ics",
            metavar="FILE",
            help="Write a calendar (RFC 5545) with an entry on each last day. Written again, it replaces its entries.",
        ),
    ] = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """List what is to be resolved, overdue first.

    Events on the record and questions of the case, each on the day that
    decides it at the latest.
    """
    from equipoise.calendar import parse_day
    from equipoise.case.load import load_case
    from equipoise.ledger.due import due as find_due

    loaded = load_case(case)
    try:
        today = parse_day(on) if on else datetime.now(UTC).date()
    except ValueError as error:
        raise UsageError(str(error)) from error
    found = find_due(open_ledger(case, store).tracks, loaded.definition)
    if ics is not None:
        from equipoise.authored.files import os_reason
        from equipoise.ledger.icalendar import calendar_of

        try:
            ics.write_bytes(calendar_of(found, case=loaded.name, title=loaded.definition.title))
        except OSError as error:
            raise UsageError(f"{ics} cannot be written: {os_reason(error)}") from error
        streams.say(f"wrote {ics}")
    if as_json:
        from equipoise.ledger.machine_output import due_to_dict

        streams.write_json(due_to_dict(found, today))
    else:
        _write_page(found, today)
    return ExitCode.OK


def _write_page(found: tuple[Due, ...], today: date) -> None:
    if not found:
        streams.write("nothing is left to resolve")
        return
    from equipoise.report.numbers import counted, table_date

    lines: list[Column] = []
    for one in found:
        left = one.days_left(today)
        when = (
            "today" if left == 0 else f"in {counted(left, 'day')}" if left > 0 else f"{counted(-left, 'day')} overdue"
        )
        judged = f"judged by {', '.join(one.judges)}" if one.judges else "not judged yet"
        lines.append((f"{one.event.handle}  ", f"{table_date(one.event.until)}, {when}: {one.asks or one.event}"))
        lines.append((" " * 10, f"{one.event}; {judged}" if one.asks else judged))
        lines += [(" " * 10, f"Resolves: {one.resolves}")] if one.resolves else []
    write_columns(lines)
