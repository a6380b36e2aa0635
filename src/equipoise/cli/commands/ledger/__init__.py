"""`equipoise ledger`: judgements on the record, and how they turned out."""

from __future__ import annotations

import typer

from equipoise.cli.commands.ledger.bring_in import bring_in
from equipoise.cli.commands.ledger.due import due
from equipoise.cli.commands.ledger.export import export
from equipoise.cli.commands.ledger.history import history
from equipoise.cli.commands.ledger.join import join
from equipoise.cli.commands.ledger.judges import judges
from equipoise.cli.commands.ledger.published import published
from equipoise.cli.commands.ledger.reaffirm import reaffirm
from equipoise.cli.commands.ledger.record import record
from equipoise.cli.commands.ledger.resolve import resolve
from equipoise.cli.commands.ledger.score import score
from equipoise.cli.commands.ledger.verify import verify
from equipoise.cli.commands.ledger.withdraw import withdraw

_HELP = """Put judgements on the record, and score them.

The record is only ever added to: nothing in it is changed or deleted, and
anybody can check that (docs/ledger.md). It lies in the folder of the case, or
in a database (--store).
"""

ledger = typer.Typer(name="ledger", help=_HELP, no_args_is_help=True, rich_markup_mode=None)

for command in (record, reaffirm, withdraw, resolve, score, due, history, judges, published, verify, join, export):
    ledger.command()(command)
ledger.command(name="import")(bring_in)  # which is no name for a function
