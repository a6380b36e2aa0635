"""`equipoise levers`: what outsiders can move, and what it stirs up."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode


class Order(StrEnum):
    """What levers are ranked by."""

    UNIT = "unit"
    RANGE = "range"


Against = Annotated[
    list[str] | None,
    typer.Option(
        "--against",
        metavar="SCENARIO",
        help="A scenario that outsiders want less of. Repeatable. Default: of each lever, the one it moves most but "
        "the leader.",
    ),
]
By = Annotated[Order, typer.Option("--by", help="Rank by the effect of a unit, or of the whole range.")]


def levers(
    case: options.CaseName,
    against: Against = None,
    by: By = Order.UNIT,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Rank what outsiders can move; what backfires?"""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.linchpins import levers_view
    from equipoise.studies.what_if import levers as rank

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    found = rank(
        loaded,
        against=tuple(against or ()),
        by="unit" if by is Order.UNIT else "range",
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(levers_view(loaded, found), ascii=streams.is_plain()))
    return ExitCode.OK
