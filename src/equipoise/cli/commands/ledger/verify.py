"""`equipoise ledger verify`: whether the record is as it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import StoreUrl, open_ledger
from equipoise.errors import ExitCode, Severity


def verify(
    case: options.CaseName,
    head: Annotated[
        str | None,
        typer.Option(
            "--head",
            metavar="HASH",
            help="A head that was published earlier, or its first eight digits: is all up to it as it was?",
        ),
    ] = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Check that nothing recorded was changed.

    Without a head published earlier it cannot be seen whether the last line
    was edited, or last lines were cut off.
    """
    ledger = open_ledger(case, store)
    findings = ledger.verify(head)
    holds = not any(finding.severity is Severity.ERROR for finding in findings)
    count = len(ledger.contents.lines)
    if as_json:
        from equipoise.ledger.machine_output import verification_to_dict

        streams.write_json(verification_to_dict(ledger, findings))
    else:
        lines = [f"{finding.severity.value}: {finding}" for finding in findings]
        lines += [f"all {count} lines hold; head {ledger.head}"] if holds else []
        streams.write("\n".join(lines))
    return ExitCode.OK if holds else ExitCode.FAILED
