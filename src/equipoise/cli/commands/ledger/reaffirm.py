"""`equipoise ledger reaffirm`: look again, and stand by a judgement."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from equipoise.cli import options
from equipoise.cli.commands.ledger.on_case import (
    ByWhom,
    EventName,
    Reason,
    StoreUrl,
    open_ledger,
    read_event,
    show,
    who,
)
from equipoise.errors import ExitCode


def reaffirm(
    case: options.CaseName,
    event: EventName,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="What was known by the end of this day was looked at. Default: today."
        ),
    ] = None,
    by_whom: ByWhom = None,
    reason: Reason = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Stand by your last judgement of an event."""
    from equipoise.case.load import load_case

    ledger = open_ledger(case, store)
    meant = read_event(event, ledger, load_case(case).definition)
    day = as_of or datetime.now(UTC).date().isoformat()
    show(ledger.reaffirm(meant, by_whom=who(by_whom), as_of=day, reason=reason), as_json=as_json)
    return ExitCode.OK
