"""`equipoise ingest`: documents into a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from equipoise.documents.common_origins import CommonOrigin
    from equipoise.documents.inbox import Incoming
    from equipoise.documents.ingest import Arrival, Ingested

_WIDTH = 79
_MOST_ORIGINS = 8
_WORDS_SHOWN = 14


def ingest(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The folder of a case.")],
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|-...",
            help="Text, Markdown, HTML, PDF and DOCX files, folders of such files, or - for what is piped in.",
        ),
    ],
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Where it can be read; for one file.")] = None,
    retrieved: Annotated[
        str | None, typer.Option("--retrieved", metavar="DAY", help="When it was fetched. Default: today.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title; for one file.")] = None,
    authors: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="Who wrote it. Repeatable.")
    ] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Who published it.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When: 2022-02-25, 2022-02, 2022-Q1 or 2022.")
    ] = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Name of the document in the case; for one file. Default: its file's."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", help="Of a text that is not UTF-8 and does not say, such as cp1252."
        ),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Bring documents into a case.

    Originals and their texts are kept in CASE/documents, with hashes. A file
    that cannot be read is reported and keeps no other from being taken in;
    the exit code is then 1. The same bytes a second time change nothing.
    """
    from equipoise.documents.ingest import ingest as bring_in

    found = bring_in(
        _folder(case),
        [_piped() if name == "-" else name for name in files],
        id=id,
        title=title,
        authors=authors or (),
        publisher=publisher,
        published=published,
        url=url,
        retrieved=retrieved,
        encoding=encoding,
        progress=streams.progress(quiet=quiet),
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(found))
    return ExitCode.OK if found.is_complete else ExitCode.FAILED


def _folder(case: str) -> Path:
    from equipoise.case.builtin import builtin_folder
    from equipoise.case.load import find_case

    _, folder = find_case(case)
    if folder == builtin_folder(case):
        raise UsageError(f"{case} comes with Equipoise and takes no documents", hint="equipoise new starts a case")
    return folder


def _piped() -> Incoming:
    import sys

    from equipoise.documents.inbox import MAX_BYTES, PIPE, Incoming

    # One byte more than is taken, so that what is too large is seen to be.
    return Incoming(PIPE, piped=sys.stdin.buffer.read(MAX_BYTES + 1))


# --- the page --------------------------------------------------------------------------------------------------


def _page(found: Ingested) -> str:
    from equipoise.report.columns import ascii_only, breaking

    blocks = [
        "\n".join(line for arrival in found.arrivals for line in _lines(arrival)),
        _origins(found),
        _summary(found),
    ]
    text = "\n\n".join(block for block in blocks if block)
    return ascii_only(text) if streams.is_plain() else breaking(text)


def _lines(arrival: Arrival) -> list[str]:
    record = arrival.record
    if arrival.status == "added" and record is not None:
        guessed = [f"guessed, please check: {', '.join(record.guessed)}"] if record.guessed else []
        told = [part for part in (record.title, ", ".join(record.authors), record.publisher, record.published) if part]
        return [
            f"added        {arrival.name} as {record.id}",
            *_below(" · ".join(map(str, told))),
            *(line for note in (*guessed, *arrival.notes) for line in _below(note)),
        ]
    if arrival.status == "there" and record is not None:
        return [f"there        {arrival.name} is {record.id}", *_below(_with_mend(arrival))]
    return [f"{arrival.status:<13}{arrival.name}", *_below(_with_mend(arrival))]


def _with_mend(arrival: Arrival) -> str:
    return "; ".join(part for part in (arrival.problem, arrival.mend) if part)


def _below(text: str) -> list[str]:
    from equipoise.report.columns import wrapped

    return [f"{'':<13}{line}" for line in wrapped(text, _WIDTH - 13)] if text else []


def _origins(found: Ingested) -> str:
    from equipoise.report.columns import wrapped

    if not found.common_origins:
        return ""
    shown, more = found.common_origins[:_MOST_ORIGINS], len(found.common_origins) - _MOST_ORIGINS
    lines = ["Possible common origins (proposed in common-origins.yaml, for you to decide):"]
    for proposal in shown:
        lines += [f"  {line}" for line in wrapped(_sentence(proposal), _WIDTH - 2)]
    return "\n".join(lines + ([f"  and {more} more pairs"] if more > 0 else []))


def _sentence(proposal: CommonOrigin) -> str:
    words = proposal.longest.split()
    quoted = " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
    shared = proposal.shared
    if proposal.is_near_duplicate:
        return f"{proposal.other} is nearly {proposal.origin}: they share {100 * shared.share:.0f} % of the shorter."
    many = (
        f"{len(shared.passages)} passages, {shared.words} words"
        if len(shared.passages) > 1
        else f"{shared.words} words"
    )
    return f"{proposal.other} has words of {proposal.origin} ({many}): “{quoted}”"


def _summary(found: Ingested) -> str:
    from equipoise.authored.files import shown

    counts = [(status, len(found.having(status))) for status in ("added", "there", "refused", "passed over")]
    said = ", ".join(f"{count} {status}" for status, count in counts if count)
    left_out = f"; changed and not compared: {', '.join(found.not_compared)}" if found.not_compared else ""
    return f"{said}; kept in {shown(found.folder)}{left_out}"
