"""`equipoise ledger import`: records of other ledgers and platforms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, read_event, write_columns
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.case.schema import CaseDefinition
    from equipoise.ledger.judged_event import JudgedEvent
    from equipoise.ledger.ledger import Ledger
    from equipoise.ledger.transfer.bring_in import BroughtIn
    from equipoise.ledger.transfer.incoming import FindEvent


def bring_in(
    case: options.CaseName,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="An export of `equipoise ledger export`; of Metaculus (the zip, or its folder); or of Fatebook (CSV).",
        ),
    ],
    named: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="QUESTION=>EVENT",
            help="The event that a question elsewhere asks for, the question by its id or title: '578=>ever allied "
            "until 2021-10-31'. Without it a question with the words of a question of the case is that one. "
            "Repeatable.",
        ),
    ] = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="WHO", help="Bring in this forecaster's judgements alone.")
    ] = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Bring in records from elsewhere.

    Judgements and resolutions are recorded anew, with their judge and the
    file as source, each once. They are recorded now: what is older than seven
    days is a backcast here. What cannot be brought in is listed.
    """
    from equipoise.case.load import load_case
    from equipoise.ledger.transfer.bring_in import bring_in as record_all
    from equipoise.ledger.transfer.read_file import read_file

    definition = load_case(case).definition
    ledger = open_ledger(case, store)
    ledger.refuse_writing()
    called = {name.casefold(): name for name in definition.scenarios}
    called |= {one.title.casefold(): name for name, one in definition.scenarios.items() if one.title}
    read = read_file(file, find=_finder(named or [], ledger, definition), scenarios=called, only=only)
    done = record_all(read, ledger, definition)
    for notice in done.notices:
        streams.say(f"warning: {notice}")
    if as_json:
        from equipoise.ledger.machine_output import entry_to_dict

        streams.write_json(
            {
                "schema": "equipoise/ledger-imported/1",
                "form": done.form,
                "head": done.head,
                "entries": [entry_to_dict(entry) for entry in done.entries],
                "already": done.already,
                "losses": [{"where": loss.where, "why": loss.why} for loss in done.losses],
            }
        )
    else:
        _write_page(done)
    return ExitCode.OK


def _finder(named: list[str], ledger: Ledger, definition: CaseDefinition) -> FindEvent:
    from equipoise.ledger.judged_event import event_of_case

    horizon = definition.clock.horizon
    events: dict[str, JudgedEvent] = {
        one.asks.strip().casefold(): event_of_case(one.event, horizon=horizon) for one in definition.questions.values()
    }
    for text in named:
        question, arrow, event = text.partition("=>")
        if not arrow:
            raise UsageError(f"{text!r} names no event", hint="write --map 'QUESTION=>ever allied until 2021-10-31'")
        events[question.strip().casefold()] = read_event(event.strip(), ledger, definition)

    def find(id: str, title: str) -> JudgedEvent | None:
        return events.get(id.casefold()) or events.get(title.strip().casefold())

    return find


def _write_page(done: BroughtIn) -> None:
    from equipoise.report.numbers import counted
    from equipoise.report.view.on_record import says_of

    lines: list[Column] = [(f"{entry.number:>8}  ", says_of(entry)) for entry in done.entries]
    there = f"; {counted(done.already, 'record')} of it on the record already" if done.already else ""
    lines.append(("", f"{counted(len(done.entries), 'line')} recorded from a file of the form {done.form}{there}"))
    if done.losses:
        lines.append(("", "Not brought in:"))
        lines += [("  ", f"{loss.where}: {loss.why}") for loss in done.losses]
    write_columns([*lines, (f"head {done.head}", "")])
