"""`equipoise ledger join`: one ledger of two that went on apart."""

from __future__ import annotations

from equipoise.cli import options
from equipoise.cli.commands.ledger.on_case import ByWhom, Reason, StoreUrl, open_ledger, show, who
from equipoise.errors import ExitCode


def join(
    case: options.CaseName,
    by_whom: ByWhom = None,
    reason: Reason = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Join the branches that a merge left.

    When two copies of a ledger are merged in version control, keep the lines
    of both; this adds a record that names the end of each. Nothing is
    rewritten.
    """
    ledger = open_ledger(case, store)
    show(ledger.join(by_whom=who(by_whom), reason=reason), as_json=as_json)
    return ExitCode.OK
