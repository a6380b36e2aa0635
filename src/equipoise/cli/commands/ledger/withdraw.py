"""`equipoise ledger withdraw`: no longer stand by a judgement."""

from __future__ import annotations

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


def withdraw(
    case: options.CaseName,
    event: EventName,
    by_whom: ByWhom = None,
    reason: Reason = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Take back your last judgement of an event.

    It stays on the record and counts for the time it stood; from now on you
    have none.
    """
    from equipoise.case.load import load_case

    ledger = open_ledger(case, store)
    meant = read_event(event, ledger, load_case(case).definition)
    show(ledger.withdraw(meant, by_whom=who(by_whom), reason=reason), as_json=as_json)
    return ExitCode.OK
