"""`equipoise tip`: the smallest change of a lever that tips the scenarios."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.report.view.tip import TipsView, TipView
    from equipoise.studies.tipping import Tip, TipMap

_WIDTH = 79
_TITLE, _NOW, _AT, _TIMES = 27, 8, 20, 10
"""Columns of the table of levers, a gap of two after them; the leader has the rest."""
_VALUE, _CELL = 9, 7
"""Columns of the map of two levers."""


def tip(
    case: options.CaseName,
    lever: Annotated[
        list[str] | None,
        typer.Option(
            "--lever",
            metavar="LEVER",
            help="Only this lever of the case; two of them for a map of both. Default: all, one by one.",
        ),
    ] = None,
    path: Annotated[
        str | None,
        typer.Option("--path", metavar="PATH", help="Instead of a lever, any number of the case; needs --range."),
    ] = None,
    span: Annotated[
        str | None,
        typer.Option("--range", metavar="LOW,HIGH", help="How far to move it, such as 0,2. Default: the lever's own."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="SCENARIO", help="Until this scenario leads. Default: until any other one does."),
    ] = None,
    above: Annotated[
        float | None,
        typer.Option("--above", metavar="P", help="Instead: until a probability exceeds this, such as 0.5."),
    ] = None,
    below: Annotated[
        float | None,
        typer.Option("--below", metavar="P", help="Instead: until a probability falls short of this."),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            "--scenario", metavar="SCENARIO", help="The scenario of --above or --below. Default: the one that leads."
        ),
    ] = None,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Find the smallest change of a lever that changes the leader."""
    from equipoise.studies.tipping import tip as find_tips
    from equipoise.studies.tipping import tip_map, tips_to_dict

    progress = streams.progress(quiet=quiet)
    named = tuple(lever or ())
    aims = {"--path": path, "--range": span, "--to": to, "--above": above, "--below": below, "--scenario": scenario}
    if len(named) > 1:
        _refuse_on_a_map(named, [name for name, asked in aims.items() if asked is not None])
    loaded = load_as_asked(case, edits=edits, progress=progress)
    drawn = few(particles)
    if len(named) > 1:
        across, up = named
        found_map = tip_map(
            loaded, levers=(across, up), as_of=as_of, rater=rater, seed=seed, particles=drawn, progress=progress
        )
        if as_json:
            streams.write_json(found_map.to_dict())
        else:
            streams.write(_map_page(loaded, found_map))
        return ExitCode.OK
    found = find_tips(
        loaded,
        lever=named,
        path=path,
        range=None if span is None else _read_range(span),
        to=to,
        above=above,
        below=below,
        scenario=scenario,
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=drawn,
        progress=progress,
    )
    if as_json:
        streams.write_json(tips_to_dict(found))
    else:
        streams.write(_page(loaded, found))
    return ExitCode.OK


def _refuse_on_a_map(levers: tuple[str, ...], asked: list[str]) -> None:
    if len(levers) > 2:
        raise UsageError(
            f"{len(levers)} levers at once", hint="name one, or two for a map; or none, to try all of them"
        )
    if asked:
        raise UsageError(f"{asked[0]} on a map of two levers", hint="name one lever, or leave it out")


def _read_range(written: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in written.split(","))
    except ValueError:
        raise UsageError(f"{written!r} is no range", hint="write the lowest and the highest, such as 0,2") from None
    return low, high


def _page(case: Case, found: tuple[Tip, ...]) -> str:
    from equipoise.report.columns import wrapped
    from equipoise.report.view.tip import tips_view

    view = tips_view(case, found)
    return _joined(
        _top(case, found[0], view.heading, view.now),
        _table(view),
        *([_told(one)] for one in view.levers),
        [line for note in view.notes for line in wrapped(note, _WIDTH)],
    )


def _top(case: Case, found: Tip | TipMap, heading: str, *sentences: str) -> list[str]:
    from equipoise.report.columns import wrapped
    from equipoise.report.names import tidy
    from equipoise.report.numbers import prose_date

    first = f"{tidy(case.definition.title)}: tipping points, as of {prose_date(found.as_of)}."
    return [line for sentence in (first, f"{heading}.", *sentences) for line in wrapped(sentence, _WIDTH)]


def _table(view: TipsView) -> list[str]:
    head = _line("lever", "now", "tips at (80 %)", "of now", "then leads")
    return [head, "─" * _WIDTH, *(line for one in view.levers for line in _row(one))]


def _row(one: TipView) -> list[str]:
    from equipoise.report.columns import wrapped

    told = one.tips_at if one.is_tip else "already" if one.lever.is_so_already else f"not in {one.range}"
    columns = (
        wrapped(one.title, _TITLE - 1),
        [one.now],
        wrapped(told, _AT),
        [one.of_now],
        wrapped(one.then, _WIDTH - _TITLE - _NOW - _AT - _TIMES - 2),
    )
    return [_line(*parts) for parts in zip_longest(*columns, fillvalue="")]


def _line(title: str, now: str, at: str, times: str, then: str) -> str:
    from equipoise.report.columns import padded

    return padded(title, _TITLE) + padded(now, _NOW) + padded(at, _AT) + f"{times:>{_TIMES}}  " + then


def _told(one: TipView) -> str:
    from equipoise.report.columns import wrapped

    return "\n".join(wrapped(" ".join((one.sentence, *one.caveats)), _WIDTH))


def _map_page(case: Case, found: TipMap) -> str:
    from equipoise.report.columns import trimmed, wrapped
    from equipoise.report.view.tip_map import tip_map_view

    view = tip_map_view(case, found)
    letters = {leader.slot: letter for leader, letter in zip(view.leaders, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False)}
    rows = [
        f"{value:>{_VALUE}}" + "".join(f"{letters[cell.slot]} {cell.percent}".rjust(_CELL) for cell in cells)
        for value, cells in zip(view.up_values, view.cells, strict=True)
    ]
    values = " " * _VALUE + "".join(trimmed(value, _CELL - 1).rjust(_CELL) for value in view.across_values)
    key = ", ".join(f"{letters[leader.slot]} {leader.title}" for leader in view.leaders)
    authored = (
        f"The case has {found.across.lever} {found.across.authored:g} and {found.up.lever} {found.up.authored:g}."
    )
    return _joined(
        _top(case, found, view.heading, view.sentence),
        [*wrapped(f"Upward: {view.up.title}.", _WIDTH), *wrapped(f"Across: {view.across.title}.", _WIDTH)],
        [*rows, values],
        [line for note in (f"Who leads, and with what: {key}.", authored, view.note) for line in wrapped(note, _WIDTH)],
    )


def _joined(*blocks: list[str]) -> str:
    from equipoise.report.columns import in_blocks

    return in_blocks(blocks, ascii=streams.is_plain())
