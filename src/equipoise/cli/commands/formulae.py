"""`equipoise formulae`: set wordings over dated texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from datetime import date

    from equipoise.documents.formulae import Balance, Formulae, Tracked

_WIDTH = 79
_NAME = 23
_CELLS = (6, 7, 8, 12, 12, 7, 4)


def formulae(
    source: Annotated[
        str, typer.Argument(metavar="CASE|FOLDER", help="A case with documents, or a folder of dated texts.")
    ],
    own_list: Annotated[
        str | None, typer.Option("--list", metavar="FILE", help="A list of your own, as docs/formulae.md shows it.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="First day of the silences. Default: after each last use."),
    ] = None,
    as_json: options.AsJson = False,
) -> ExitCode:
    """Follow set wordings through dated texts.

    Says which texts use a wording, when it first came, what each text dwells
    on, and how much a silence tells against the past rate of mention.
    """
    from equipoise.documents.dated_texts import dated_texts
    from equipoise.documents.formulae import default_formulae, read_formulae, track_formulae

    texts, undated = dated_texts(Path(source))
    if not texts:
        raise UsageError(
            f"no text in {source} has a date", hint="start the names of files with a day: 2022-03-01-speech.txt"
        )
    found = track_formulae(
        texts,
        read_formulae(Path(own_list)) if own_list else default_formulae(),
        since=_day(since),
        deeds=_deeds(Path(source)),
        undated=undated,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(found))
    return ExitCode.OK


def _day(written: str | None) -> date | None:
    from equipoise.calendar import parse_day

    try:
        return parse_day(written) if written else None
    except ValueError as error:
        raise UsageError(f"--since: {error}") from error


def _deeds(folder: Path) -> list[date] | None:
    """Days of conduct in the evidence, where the folder is a case."""
    from equipoise.case.load import load_case

    if not (folder / "case.yaml").exists():
        return None
    return [item.date.end for item in load_case(str(folder)).evidence if item.kind == "conduct"]


def _page(found: Formulae) -> str:
    from equipoise.report.columns import in_blocks, wrapped

    count = len(found.balances)
    top = [f"{count} dated {'text' if count == 1 else 'texts'}, {len(found.tracked)} formulae."]
    if found.undated:
        top += wrapped(f"Left out, without a date: {', '.join(found.undated)}.", _WIDTH)
    notes = [
        "Silent: texts since the last use. dB: how much likelier that silence is if the wording was dropped than if "
        "its use went on at the past rate (gamma prior of half a mention a text, worth one text); an upper bound.",
        "Each silence starts where its last use was seen, which flatters it; --since sets a day beforehand."
        if found.since is None
        else f"Silences start on {found.since}, for wordings used before and not after.",
    ]
    blocks = [top, _table(found.tracked), [line for note in notes for line in wrapped(note, _WIDTH)], _themes(found)]
    return in_blocks(blocks, ascii=streams.is_plain())


def _table(tracked: tuple[Tracked, ...]) -> list[str]:
    heads = ("texts", "times", "denied", "first", "last", "silent", "dB")
    return [_row("formula", *heads), "─" * _WIDTH, *map(_tracked_row, tracked)]


def _tracked_row(one: Tracked) -> str:
    used = one.used
    days = (used[0].day.isoformat(), used[-1].day.isoformat()) if used else ("", "")
    silent = (str(one.silence.silent), f"{one.silence.decibans:.0f}") if one.silence else ("", "")
    times, denied = sum(use.times for use in used), sum(use.denied for use in used)
    return _row(one.formula[: _NAME - 1], str(len(used)), str(times), str(denied), *days, *silent)


def _row(name: str, *cells: str) -> str:
    return f"{name:<{_NAME}}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, _CELLS, strict=True))


def _themes(found: Formulae) -> list[str]:
    from equipoise.report.columns import wrapped

    lines = ["What each text dwells on: shares of the formulae in it"]
    for one in found.balances:
        lines += wrapped(f"{one.day}  {one.text}: {_shares(one)}", _WIDTH)
    return lines


def _shares(one: Balance) -> str:
    shares = sorted(((share, theme) for theme, share in one.shares.items() if share), key=lambda row: (-row[0], row[1]))
    told = ", ".join(f"{theme} {100 * share:.0f} %" for share, theme in shares) or "none of them"
    return told if one.deeds is None else f"{told}; acts on record since the text before: {one.deeds}"
