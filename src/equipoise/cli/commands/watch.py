"""`equipoise watch`: which findings ahead would tell most, and what each would do."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code, load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode


def watch(
    case: options.CaseName,
    indicators: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator",
            metavar="ID",
            help="Only this indicator of the case; two of them to know which to look for first. Repeatable.",
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
    """Find what to watch for, and which comes first."""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.watch import watch_page, watch_view
    from equipoise.studies.watching import watch as find_what_to_watch

    progress = streams.progress(quiet=quiet)
    found = find_what_to_watch(
        load_as_asked(case, edits=edits, progress=progress),
        indicators=tuple(indicators or ()),
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(watch_page(watch_view(found)), ascii=streams.is_plain()))
    return exit_code(found)
