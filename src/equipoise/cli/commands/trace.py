"""`equipoise trace`: the words that an item rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.case.trace import Traced, TracedPlace

_WIDTH = 79


def trace(
    case: options.CaseName,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Id of an evidence item or of a published judgement.")],
    context: Annotated[
        int, typer.Option("--context", metavar="N", min=0, help="Characters to show to either side.")
    ] = 300,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Show the words an item rests on, in context.

    Original and text are compared with the hashes in documents.yaml first: a
    document that has changed is named, nothing of it is shown, and the exit
    code is 1, as it is for an item that names no place.
    """
    from equipoise.case.load import load_case
    from equipoise.case.trace import trace as find_words

    found = find_words(load_case(case), item, characters=context)
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(found))
        _complain(found)
    return ExitCode.OK if found.holds else ExitCode.FAILED


def _complain(found: Traced) -> None:
    if not found.places:
        streams.say(f"error: {found.item} names no place in a document")
        streams.say("add where: {document, start, end} to it")
    for place in found.places:
        if place.problem:
            streams.say(f"error: {place.problem}")
            streams.say(place.mend)


def _page(found: Traced) -> str:
    from equipoise.report.columns import ascii_only, breaking, wrapped

    blocks = ["\n".join(wrapped(f"{found.item}: {found.says}", _WIDTH))]
    blocks += [_block(place) for place in found.places]
    text = "\n\n".join(blocks)
    return ascii_only(text) if streams.is_plain() else breaking(text)


def _block(found: TracedPlace) -> str:
    from equipoise.report.columns import wrapped

    lines = wrapped(_whence(found), _WIDTH)
    if found.context is None:
        return "\n".join([*lines, "    (not shown: see the error)"])
    before, quoted, after = (" ".join(text.split()) for text in _parts(found))
    words = " ".join(part for part in (before, f"[[{quoted}]]", after) if part)
    return "\n".join([*lines, *(f"    {line}" for line in wrapped(words, _WIDTH - 4))])


def _parts(found: TracedPlace) -> tuple[str, str, str]:
    context = found.context
    return (context.before, context.quoted, context.after) if context is not None else ("", "", "")


def _whence(found: TracedPlace) -> str:
    record, place = found.document, found.place
    told = [part for part in (record.title, record.publisher, record.published) if part] if record is not None else []
    where = [f"page {found.page}"] if found.page is not None else []
    where += [f"line {found.line}"] if found.line else []
    where.append(f"characters {place.start}–{place.end}")
    named = f"{place.document} ({', '.join(map(str, told))})" if told else place.document
    return f"{named}, {', '.join(where)}"
