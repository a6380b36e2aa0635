"""`equipoise export`: the evidence of a case for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.exchange.loss import Loss

_WIDTH = 79
_PIPE = "-"
_NAMED = 6


class Form(StrEnum):
    """What the evidence can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    STIX = "stix"
    ACH = "ach"


def export(
    case: options.CaseName,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write; its name says the form: .csv, .xlsx, .json, .stix.json, .ach.csv or .ach.xlsx. `-` "
            "for standard output, with --as.",
        ),
    ],
    form: Annotated[
        Form | None,
        typer.Option(
            "--as",
            help="csv, xlsx: a row an item, ratings in columns. json: everything. stix: a bundle of STIX 2.1. ach: a "
            "matrix of competing hypotheses.",
        ),
    ] = None,
    rater: Annotated[
        str, typer.Option("--rater", metavar="NAME", help="Whose ratings a matrix holds; other forms hold all.")
    ] = "default",
    as_json: options.AsJson = False,
) -> ExitCode:
    """Write evidence and ratings for other programs.

    What the form cannot hold is said on stderr. The model and the judgements
    of others are no evidence and stay in the case.
    """
    import sys

    from equipoise.exchange.export_evidence import export_evidence
    from equipoise.report.numbers import counted

    if output == _PIPE and as_json:
        raise UsageError("--json and -o - would both write to standard output", hint="give a file")
    done = export_evidence(
        case, None if output == _PIPE else output, form=None if form is None else form.value, rater=rater
    )
    for line in _losses(done.losses):
        streams.say(line)
    if output == _PIPE:
        sys.stdout.flush()
        sys.stdout.buffer.write(done.content)
    elif as_json:
        streams.write_json(done.to_dict())
    else:
        counts = (counted(done.items, "item"), counted(done.ratings, "rating"), counted(done.sources, "source"))
        streams.write(f"{done.file} written: {done.form}, of a case with {', '.join(counts)}")
    return ExitCode.OK


def _losses(losses: tuple[Loss, ...]) -> list[str]:
    """The loss report, a line or two for each loss."""
    from equipoise.report.columns import wrapped

    if not losses:
        return ["loss report: nothing is lost"]
    lines = ["loss report:"]
    for loss in losses:
        named = ", ".join(loss.of[:_NAMED]) + (f" and {len(loss.of) - _NAMED} more" if len(loss.of) > _NAMED else "")
        said = f"{loss.fate}: {loss.field}: {loss.text} ({named})"
        lines += [f"  {'' if at == 0 else '  '}{line}" for at, line in enumerate(wrapped(said, _WIDTH - 4))]
    return lines
