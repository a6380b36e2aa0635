"""The program `equipoise`: its commands, and the one place where an outcome becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from equipoise.cli import streams
from equipoise.cli.commands.accounts import accounts
from equipoise.cli.commands.agreement import agreement
from equipoise.cli.commands.assess import assess
from equipoise.cli.commands.assumptions import assumptions
from equipoise.cli.commands.cases import cases
from equipoise.cli.commands.check import check
from equipoise.cli.commands.conditionals import conditionals
from equipoise.cli.commands.explain import explain
from equipoise.cli.commands.export import export
from equipoise.cli.commands.extract import extract
from equipoise.cli.commands.formulae import formulae
from equipoise.cli.commands.futures import futures
from equipoise.cli.commands.import_evidence import import_evidence
from equipoise.cli.commands.ingest import ingest
from equipoise.cli.commands.ledger import ledger
from equipoise.cli.commands.levers import levers
from equipoise.cli.commands.mine import mine
from equipoise.cli.commands.new import new
from equipoise.cli.commands.pool import pool
from equipoise.cli.commands.propose import propose
from equipoise.cli.commands.report import report
from equipoise.cli.commands.review import review
from equipoise.cli.commands.revisit import revisit
from equipoise.cli.commands.schema import schema
from equipoise.cli.commands.sensitivity import sensitivity
from equipoise.cli.commands.serve import serve
from equipoise.cli.commands.sources import sources
from equipoise.cli.commands.stability import stability
from equipoise.cli.commands.switchboard import switchboard
from equipoise.cli.commands.tip import tip
from equipoise.cli.commands.trace import trace
from equipoise.cli.commands.trial import trial
from equipoise.cli.commands.vintages import vintages
from equipoise.cli.commands.watch import watch
from equipoise.cli.commands.what_if import what_if
from equipoise.cli.commands.words import words
from equipoise.errors import EquipoiseError, ExitCode

PROGRAM = "equipoise"
INTERRUPTED = 130
"""What a shell reports for a command ended by Ctrl-C: 128 + SIGINT."""

# \b keeps the lines of a paragraph as they are.
_HELP = """Strategic assessments you can run.

A case is a folder of plain text: one question about one decision-maker,
dated evidence, and a model of how it chooses. Start with:

\b
  equipoise assess sino-russian      a case that comes with Equipoise
  equipoise new my-case              a case of your own

Exit codes: 0 done, 1 failed, 2 not possible as asked, 3 the case has
errors, 4 the result is not trustworthy.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    A mistake of the person at the keyboard ends with a message and its code, never with a traceback.
    Any other exception is a defect of Equipoise and is left to show its traceback.

    Args:
        arguments: Words after the program's name; those of this process by default.
    """
    streams.never_fail_to_print()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except EquipoiseError as error:
        streams.tell(error)
        code = int(error.exit_code)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone, as in `| head`. The interpreter flushes once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = int(ExitCode.FAILED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        streams.tell(EquipoiseError(f"{place}{error.strerror or error}"))
        code = int(ExitCode.FAILED)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        app(args=arguments, prog_name=PROGRAM)
    except SystemExit as ended:
        return int(ended.code or ExitCode.OK)
    return int(ExitCode.OK)


def _end(code: ExitCode, **_: Any) -> None:
    raise typer.Exit(int(code))


def _show_version(asked: bool) -> None:
    if asked:
        from equipoise import __version__

        streams.write(f"{PROGRAM} {__version__}")
        raise typer.Exit


app = typer.Typer(
    name=PROGRAM,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: readable in 80 columns, and rich takes longer to import than all the rest
    context_settings={"help_option_names": ["-h", "--help"]},
    result_callback=_end,
)


@app.callback(help=_HELP)
def equipoise(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Strategic assessments you can run."""


for command in (
    assess,
    explain,
    sources,
    trial,
    futures,
    what_if,
    tip,
    levers,
    conditionals,
    switchboard,
    assumptions,
    stability,
    sensitivity,
    vintages,
    watch,
    mine,
    revisit,
    agreement,
    check,
    report,
    pool,
    new,
    ingest,
    extract,
    propose,
    review,
    formulae,
    trace,
    schema,
    cases,
    words,
    serve,
):
    app.command()(command)
app.command("import")(import_evidence)  # a word of Python's own, so the function has another name
app.command()(export)
app.add_typer(ledger)
app.add_typer(accounts)
