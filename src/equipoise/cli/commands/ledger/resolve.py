"""`equipoise ledger resolve`: what happened with an event."""

from __future__ import annotations

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
from equipoise.errors import ExitCode, UsageError


def resolve(
    case: options.CaseName,
    event: EventName,
    outcome: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME",
            help="occurred, did_not, void (its condition was not met) or disputed; the id of the scenario that held, "
            "where that was the question.",
        ),
    ],
    day: Annotated[
        str,
        typer.Option("--date", metavar="DATE", help="The day it occurred, or the day that settles that it did not."),
    ],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where that can be looked up.")],
    by_whom: ByWhom = None,
    second: Annotated[
        str | None,
        typer.Option("--second-resolver", metavar="WHO", help="Who else resolved it, and found the same."),
    ] = None,
    reason: Reason = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Say what happened with an event.

    The event is resolved, never a judge: of an unlikely event that did not
    occur, the outcome is did_not, whoever was right. A later resolution
    replaces an earlier one; both stay on the record.
    """
    from equipoise.authored.nearest import suggest
    from equipoise.case.load import load_case
    from equipoise.ledger.records import OUTCOMES

    definition = load_case(case).definition
    ledger = open_ledger(case, store)
    meant = read_event(event, ledger, definition)
    scenario = None
    if meant.is_of_scenarios and outcome in definition.scenarios:
        outcome, scenario = "occurred", outcome
    if outcome not in OUTCOMES:
        known = [*OUTCOMES, *(definition.scenarios if meant.is_of_scenarios else ())]
        raise UsageError(f"{outcome!r} is no outcome", hint=suggest(outcome, known, called="outcomes"))
    recorded = ledger.resolve(
        meant,
        outcome,
        scenario=scenario,
        date=day,
        source=source,
        by_whom=who(by_whom),
        second_resolver=second,
        reason=reason,
    )
    show(recorded, as_json=as_json)
    return ExitCode.OK
