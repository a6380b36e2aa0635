"""`equipoise import`: existing work into a case."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.exchange.import_evidence import Imported
    from equipoise.exchange.in_file import InFile

_WIDTH = 79
_HEAD = 13
_SHOWN = 40


class Form(StrEnum):
    """What a file can be read as."""

    EVIDENCE = "evidence"
    RATINGS = "ratings"
    ACH = "ach"
    STIX = "stix"
    JSON = "json"


def import_evidence(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The folder of a case.")],
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A CSV, XLSX, or JSON file; `-` for standard input."),
    ],
    form: Annotated[
        Form | None,
        typer.Option(
            "--as",
            help="evidence: a row an item. ratings: a row a rating. ach: a matrix of competing hypotheses. stix: a "
            "bundle of STIX 2.1. json: what `equipoise export` wrote. Default: what the file looks like.",
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook. Default: `evidence`, else the first."),
    ] = None,
    named: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HYPOTHESIS=SCENARIO",
            help="The scenario that a hypothesis is, by the name it has in the file; without a scenario it is left "
            "out. Needed where neither id nor title agree. Repeatable.",
        ),
    ] = None,
    default_kind: Annotated[
        str | None,
        typer.Option(
            "--default-kind",
            metavar="KIND",
            help="Kind of the items for which the file says none, such as report.",
        ),
    ] = None,
    default_date: Annotated[
        str | None,
        typer.Option(
            "--default-date",
            metavar="DATE",
            help="Date of the items for which the file says none, such as 2022-02-25, 2022-02 or 2022.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="ID|TITLE", help="Source of the items for which the file says none."),
    ] = None,
    rater: Annotated[
        str, typer.Option("--rater", metavar="NAME", help="Who rated, where the file says no name.")
    ] = "default",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would be added.")] = False,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Bring evidence and ratings of other programs in.

    All of a file or nothing: every problem is listed with its row and column.
    What the case has already is passed over; what it has otherwise is
    refused.
    """
    from equipoise.exchange.import_evidence import import_evidence as bring_in

    found = bring_in(
        case,
        _piped() if file == "-" else file,
        form=None if form is None else form.value,
        sheet=sheet,
        named=dict(map(_mapped, named or ())),
        default_kind=default_kind,
        default_date=default_date,
        source=source,
        rater=rater,
        dry_run=dry_run,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        for told in found.notes:
            streams.say(f"note: {told}")
        for told in found.warnings:
            streams.say(f"warning: {told}")
        streams.write(_page(found, dry_run=dry_run))
    return ExitCode.OK


def _mapped(text: str) -> tuple[str, str]:
    hypothesis, equals, scenario = text.rpartition("=")
    if not equals or not hypothesis.strip():
        raise UsageError(f"{text!r} maps nothing", hint="write --map 'Hypothesis text=scenario'")
    return hypothesis.strip(), scenario.strip()


def _piped() -> InFile:
    import sys

    from equipoise.exchange.in_file import MAX_BYTES, PIPE, InFile

    # One byte more than is taken, so that what is too large is seen to be.
    return InFile(PIPE, sys.stdin.buffer.read(MAX_BYTES + 1))


def _page(found: Imported, *, dry_run: bool) -> str:
    from equipoise.report.columns import ascii_only, breaking, wrapped
    from equipoise.report.numbers import counted

    done = "would add" if dry_run else "added"
    lines: list[str] = []

    def tell(head: str, text: str) -> None:
        for at, line in enumerate(wrapped(text, _WIDTH - _HEAD)):
            lines.append(f"{head if at == 0 else '':<{_HEAD}}{line}")

    for item in found.items[:_SHOWN]:
        tell(done, f"{item['id']}, {item['date']}, {item['kind']}: {item['what']}")
    if len(found.items) > _SHOWN:
        tell("", f"and {len(found.items) - _SHOWN} more items; --json has all")
    rated = len({row["item"] for row in found.ratings})
    if found.ratings:
        tell(done, f"{counted(len(found.ratings), 'rating')} of {counted(rated, 'item')}")
    if found.sources:
        tell(done, f"{counted(len(found.sources), 'source')}: {', '.join(found.sources)}")
    if found.same_items or found.same_ratings:
        there = f"{counted(len(found.same_items), 'item')}, {counted(found.same_ratings, 'rating')}"
        tell("there", f"{there}: the case has them already")
    if not found.files:
        tell("", "nothing to add")
    text = "\n".join([*lines, *_written(found)])
    return ascii_only(text) if streams.is_plain() else breaking(text)


def _written(found: Imported) -> list[str]:
    """Where it went, and how to take it back. Paths and commands stay whole, for they are copied."""
    if not found.is_written:
        return []
    return ["", f"Written to {', '.join(found.files)}. To take it back:", *(f"  {step}" for step in found.undo)]
