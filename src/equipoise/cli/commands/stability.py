"""`equipoise stability`: how far the headline moves under each arbitrary choice."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.report.view.stability import OtherScenario, SettingView, StabilityRow, StabilityView
    from equipoise.studies.stability import Stability

_WIDTH = 79
_TITLE, _END, _POINTS = 27, 22, 8
_NAME, _CHANCE = 21, 20
"""Columns of the table of choices, and of the block of the other scenarios."""


def stability(
    case: options.CaseName,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    recodings: Annotated[
        int | None,
        typer.Option(
            "--recodings",
            metavar="N",
            min=0,
            help="How many times all ratings are moved by a notch at random; 0 for never. Default: 200.",
        ),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Find out how far the numbers move under other choices."""
    from equipoise.studies.stability import stability as study
    from equipoise.studies.stability.stability import RECODINGS

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    found = study(
        loaded,
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        recodings=RECODINGS if recodings is None else recodings,
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(loaded, found))
    return ExitCode.OK


def _page(case: Case, found: Stability) -> str:
    from equipoise.report.columns import in_blocks, wrapped
    from equipoise.report.names import Names
    from equipoise.report.view.stability import stability_view

    view = stability_view(found, Names(case))
    blocks = [
        [line for sentence in _top(case, found, view) for line in wrapped(sentence, _WIDTH)],
        _table(view),
        _others(view),
        [line for note in (*view.untried, *view.notes) for line in wrapped(note, _WIDTH)],
    ]
    return in_blocks(blocks, ascii=streams.is_plain())


def _top(case: Case, found: Stability, view: StabilityView) -> list[str]:
    from equipoise.report.names import tidy
    from equipoise.report.numbers import prose_date

    top = [
        f"{tidy(case.definition.title)}: how far the headline moves, as of {prose_date(found.as_of)}.",
        f"The headline: {view.title} on {prose_date(found.horizon)}, {view.base.number} as assessed.",
        view.sentence,
    ]
    return [*top, view.overturned] if view.overturned else top


def _table(view: StabilityView) -> list[str]:
    if not view.rows:
        return []
    lines = [_line("choice", "lowest", "highest", "points"), "─" * _WIDTH]
    lines += [line for row in view.rows for line in _row(row)]
    plainer = [
        _line(baseline.title, baseline.chance.number, "a baseline, no choice", "") for baseline in view.baselines
    ]
    return [*lines, *plainer]


def _row(row: StabilityRow) -> list[str]:
    from equipoise.report.columns import wrapped

    columns = (
        wrapped(row.title, _TITLE - 1),
        wrapped(_end(row.low), _END - 1),
        wrapped(_end(row.high), _END - 1),
        [row.points],
    )
    return [_line(*parts) for parts in zip_longest(*columns, fillvalue="")]


def _line(title: str, low: str, high: str, points: str) -> str:
    from equipoise.report.columns import padded

    return padded(title, _TITLE) + padded(low, _END) + padded(high, _END) + points.rjust(_POINTS)


def _end(end: SettingView | None) -> str:
    """`82 %, 6 months`: the number first, so that numbers stand under each other; `as assessed` for no other way."""
    if end is None:
        return "as assessed"
    return f"{end.chance.number}, {end.label}" if end.label else end.chance.number


def _others(view: StabilityView) -> list[str]:
    if not view.others or not view.rows:
        return []
    heads = ["The other scenarios: as assessed, range over all choices, the widest of them"]
    return [*heads, *(line for other in view.others for line in _other(other))]


def _other(other: OtherScenario) -> list[str]:
    from equipoise.report.columns import padded, wrapped
    from equipoise.report.numbers import range_text

    chance = f"{other.base.number} {range_text(other.low.percent, other.high.percent)}"
    titles = wrapped(other.title, _NAME - 3)
    widest = wrapped(f"{other.widest}, {other.moves}", _WIDTH - _NAME - _CHANCE)
    columns = zip_longest(titles, [chance], widest, fillvalue="")
    return ["  " + padded(title, _NAME - 2) + padded(number, _CHANCE) + choice for title, number, choice in columns]
