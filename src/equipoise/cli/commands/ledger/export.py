"""`equipoise ledger export`: the record for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import StoreUrl, open_ledger
from equipoise.errors import ExitCode


class Form(StrEnum):
    """Forms of an export."""

    CSV = "csv"
    JSON = "json"


def export(
    case: options.CaseName,
    form: Annotated[
        Form, typer.Option("--format", help="csv: a row for each probability. json: every line as it is.")
    ] = Form.CSV,
    store: StoreUrl = None,
) -> ExitCode:
    """Write the record for other programs.

    An export is a copy to work with, which cannot be verified; the record is
    the ledger itself. `equipoise ledger import` reads both forms.
    """
    from equipoise.case.load import find_case
    from equipoise.ledger.transfer.export import export_csv, export_json

    name, _ = find_case(case)
    entries = open_ledger(case, store).entries
    if form is Form.JSON:
        streams.write_json(export_json(entries, case=name))
    else:
        streams.write(export_csv(entries).replace("\r\n", "\n"))
    return ExitCode.OK
