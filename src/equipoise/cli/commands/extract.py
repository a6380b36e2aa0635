"""`equipoise extract`: what in a document is worth a reader's time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from equipoise.documents.candidates import Added
    from equipoise.documents.extraction.extract import Extraction

_WIDTH = 79
_INDENT = " " * 13
_LETTERS = {
    "estimative": "estimative",
    "hedged_claim": "hedge",
    "attributed_statement": "statement",
    "dated_act": "dated act",
    "figure": "figure",
    "conditional": "conditional",
}


def extract(
    source: Annotated[str, typer.Argument(metavar="FILE|CASE", help="A document, or the folder of a case.")],
    document: Annotated[str | None, typer.Argument(metavar="DOCUMENT", help="Id of a document of the case.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every document of the case.")] = False,
    published: Annotated[
        str | None,
        typer.Option(
            "--published",
            metavar="DAY",
            help="Day against which dates such as 'on Friday' are read. Default: what the document or its record says.",
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Find what may become evidence in a document.

    Of a FILE, mentions are listed: words for probabilities, hedges,
    statements with their speakers, dated acts, figures and conditions.
    Of a CASE, dated acts and statements are added to its candidates.yaml,
    never to its evidence; what is there already stays as it is.
    """
    from equipoise.calendar import parse_day

    try:
        day = parse_day(published) if published else None
    except ValueError as error:
        raise UsageError(f"--published: {error}") from error
    if document is None and not every:
        return _one_file(Path(source), day, as_json=as_json)
    if document is not None and every:
        raise UsageError("name one document or --all, not both")
    return _case(Path(source), document, day, as_json=as_json)


def _one_file(path: Path, published: date | None, *, as_json: bool) -> ExitCode:
    from equipoise.documents.extract_document import extract as find

    if path.is_dir():
        raise UsageError(f"{path} is a folder", hint="name one of its documents, or --all for a case")
    found = find(path, published=published)
    if as_json:
        streams.write_json({"file": str(path), **found.to_dict()})
    else:
        _show(_page(found))
    return ExitCode.OK


def _case(folder: Path, document: str | None, published: date | None, *, as_json: bool) -> ExitCode:
    from equipoise.documents.find_candidates import find_candidates

    added = find_candidates(folder, None if document is None else [document], published=published)
    if as_json:
        streams.write_json(_record(added))
    else:
        _show(_summary(added))
    return ExitCode.OK


def _record(added: Added) -> dict[str, Any]:
    return {
        "schema": "equipoise/candidates/1",
        "file": str(added.path),
        "known": added.known,
        "added": [candidate.model_dump(mode="json") for candidate in added.added],
    }


def _summary(added: Added) -> str:
    from equipoise.report.columns import wrapped

    acts = sum(candidate.label == "dated_act" for candidate in added.added)
    kinds = f"{_count(acts, 'dated act')} and {_count(len(added.added) - acts, 'statement')}"
    text = f"{added.path}: {kinds} added, {added.known} there already. Nothing is evidence until somebody accepts it."
    return "\n".join(wrapped(text, _WIDTH))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _page(found: Extraction) -> str:
    from equipoise.documents.extraction.mention import LABELS
    from equipoise.report.columns import wrapped

    lines: list[str] = []
    shown = None
    for mention in found.mentions:
        if mention.sentence != shown:
            shown = mention.sentence
            place = f"{mention.sentence.start}–{mention.sentence.end}"
            sentence = " ".join(found.text[slice(*mention.sentence)].split())
            lines += ["", place, *(f"  {line}" for line in wrapped(sentence, _WIDTH - 2))]
        words = " ".join(found.text[slice(*mention.span)].split())
        line = wrapped(f"{words}{_known(mention.details)}", _WIDTH - len(_INDENT) - 2)
        lines.append(f"  {_LETTERS[mention.label]:<{len(_INDENT)}}{line[0]}")
        lines += [f"  {_INDENT}{rest}" for rest in line[1:]]
    counts = [(label, sum(one.label == label for one in found.mentions)) for label in LABELS]
    told = ", ".join(_count(number, _LETTERS[label]) for label, number in counts if number)
    read = (
        f"Dates are read as of {found.published}."
        if found.published
        else "No date of publication is known (--published)."
    )
    top = wrapped(f"{_count(found.sentences, 'sentence')}: {told or 'nothing found'}. {read}", _WIDTH)
    return "\n".join([*top, *lines])


def _known(details: Any) -> str:
    speaker = details.get("speaker")
    parts = [
        f"by {' '.join(speaker['text'].split())}" if speaker else "",
        details.get("quoted") or "",
        details.get("iso") or "",
        f"{details['value']:g}" if details.get("value") is not None else "",
        details.get("unit") or "",
        (details.get("event") or "").lower(),
    ]
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _show(text: str) -> None:
    from equipoise.report.columns import ascii_only, breaking

    streams.write(ascii_only(text) if streams.is_plain() else breaking(text))
