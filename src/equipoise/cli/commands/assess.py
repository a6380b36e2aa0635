"""`equipoise assess`: where a case stands."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import assess_as_asked, exit_code
from equipoise.errors import ExitCode


def assess(
    case: options.CaseName,
    as_of: options.AsOf = None,
    until: options.Until = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    given: options.Given = None,
    do: options.Do = None,
    seed: options.Seed = 0,
    particles: options.Particles = None,
    as_json: options.AsJson = False,
    plain: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")] = False,
    no_colour: Annotated[bool, typer.Option("--no-color", help="No colour, even on a terminal.")] = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Say how likely each scenario is, now and by the horizon."""
    assessment = assess_as_asked(
        case,
        as_of=as_of,
        until=until,
        edits=edits,
        rater=rater,
        given=given,
        do=do,
        seed=seed,
        particles=particles,
        quiet=quiet,
    )
    if as_json:
        streams.write_json(assessment.to_dict())
    else:
        from equipoise.report.terminal import render
        from equipoise.report.view import view

        page = render(
            view(assessment),
            width=streams.columns(),
            ascii=plain or streams.is_plain(),
            colour=streams.shows_colour() and not no_colour,
        )
        streams.write(page)
    return exit_code(assessment)
