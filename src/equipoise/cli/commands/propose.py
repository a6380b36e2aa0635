"""`equipoise propose`: what a language model points at in a document, for a person to review."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import EquipoiseError, ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.proposals.counter_readings import ProposedReadings
    from equipoise.proposals.propose import Proposed
    from equipoise.proposals.run_record import RunRecord

_WIDTH = 79
_HEAD = 13


class Kind(StrEnum):
    """What can be asked for."""

    CANDIDATES = "candidates"
    COUNTER_READINGS = "counter-readings"


def propose(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The folder of a case.")],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of a document of the case.")],
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME", help="Which model to ask. Default: EQUIPOISE_LLM_MODEL."),
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            "--kind",
            help="candidates: what may become evidence. counter-readings: what else would produce items that rest on "
            "the document.",
        ),
    ] = Kind.CANDIDATES,
    items: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="ID", help="Counter-readings of this item alone. Repeatable."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Ask a language model what to look at in a document.

    This sends the document's text and the case's question to the endpoint
    that EQUIPOISE_LLM_URL, OPENAI_API_KEY or ANTHROPIC_API_KEY names. Every
    proposal has to quote the text; invented words are refused. Nothing is
    evidence until somebody accepts it, and no number is ever taken from a
    model.
    """
    progress = streams.progress(quiet=quiet)
    found: Proposed | ProposedReadings
    if kind is Kind.COUNTER_READINGS:
        from equipoise.proposals.counter_readings import counter_readings

        found = counter_readings(case, document, items or (), model=model, progress=progress)
    elif items:
        raise UsageError("--item goes with counter-readings", hint="add --kind counter-readings")
    else:
        from equipoise.proposals.propose import propose as ask

        found = ask(case, document, model=model, progress=progress)
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(found))
    if found.run.stopped:
        streams.tell(EquipoiseError(found.run.stopped, hint="what was found before is kept; run it again later"))
    return ExitCode.OK if found.run.is_complete else ExitCode.FAILED


# --- the page --------------------------------------------------------------------------------------------------


def _page(found: Proposed | ProposedReadings) -> str:
    from equipoise.report.columns import ascii_only, breaking, printable

    # What a model or a document says must not steer the terminal.
    lines = [printable(line).rstrip() for line in (*_added(found), *_not_taken(found.run), *_summary(found))]
    text = "\n".join(lines)
    return ascii_only(text) if streams.is_plain() else breaking(text)


def _added(found: Proposed | ProposedReadings) -> Iterator[str]:
    from equipoise.proposals.counter_reading_file import CounterReading

    for one in found.added:
        if isinstance(one, CounterReading):
            yield from _told("added", f"{one.id}: {one.reading}")
            yield from _told("", f"would show: {one.would_show}")
        else:
            dated = f", {one.date}" if one.date is not None else ""
            label = "dated act" if one.label == "dated_act" else "statement"
            yield from _told("added", f"{one.id}, {label}{dated}")
        yield from _told("", f"“{one.text}”")


def _not_taken(run: RunRecord) -> Iterator[str]:
    for one in run.refused:
        yield from _told("refused", f"“{one.quote}”: {one.reason}")
    for problem in run.failed:
        yield from _told("failed", problem)


def _told(head: str, text: str) -> Iterator[str]:
    from equipoise.report.columns import wrapped

    for at, line in enumerate(wrapped(text, _WIDTH - _HEAD)):
        yield f"{head if at == 0 else '':<{_HEAD}}{line}"


def _summary(found: Proposed | ProposedReadings) -> list[str]:
    from equipoise.authored.files import shown
    from equipoise.report.columns import wrapped

    run = found.run
    counts = {"added": len(found.added), "there already": run.known, "refused": len(run.refused)}
    told = ", ".join(f"{number} {what}" for what, number in counts.items())
    next_step = (
        "Nothing is evidence until somebody accepts it: equipoise review."
        if run.kind == Kind.CANDIDATES
        else "No assessment reads them; what is worth weighing is for you to rate."
    )
    return wrapped(
        f"{shown(found.path)}: {told}. Proposed by {run.proposed_by}; proposals.jsonl keeps what was sent. {next_step}",
        _WIDTH,
    )
