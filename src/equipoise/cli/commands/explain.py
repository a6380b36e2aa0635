"""`equipoise explain`: what drives the judgement."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code, load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

Item = Annotated[
    str | None,
    typer.Option("--item", metavar="ID", help="Follow one item from its quotation to the probabilities it moves."),
]
Origin = Annotated[
    str | None, typer.Option("--origin", metavar="NAME", help="The items of one origin, ranked, and what they move.")
]
Scenario = Annotated[
    str | None,
    typer.Option("--scenario", metavar="ID", help="What speaks for and against one scenario: evidence and reasons."),
]


def explain(
    case: options.CaseName,
    item: Item = None,
    origin: Origin = None,
    scenario: Scenario = None,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Say what drives the judgement: evidence, sources, reasons."""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.explain import explain_view
    from equipoise.studies.explaining import explain as say_what_drives

    progress = streams.progress(quiet=quiet)
    found = say_what_drives(
        load_as_asked(case, edits=edits, progress=progress),
        item=item,
        origin=origin,
        scenario=scenario,
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(explain_view(found), ascii=streams.is_plain()))
    return exit_code(found)
