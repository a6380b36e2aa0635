"""`equipoise sources`: who says so, and what to distrust."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code, load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

Source = Annotated[
    str | None, typer.Option("--source", metavar="ID", help="All about one source: fields, track record, items.")
]
OneRoot = Annotated[
    list[str] | None,
    typer.Option(
        "--one-root",
        metavar="ID,ID",
        help="Suppose these items are told from one root: what they would count for, and what moves. Repeatable.",
    ),
]


def sources(
    case: options.CaseName,
    source: Source = None,
    one_root: OneRoot = None,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Weigh the sources: shared roots, track records, denials."""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.sources_weighed import sources_view
    from equipoise.studies.sources import sources as weigh_sources

    progress = streams.progress(quiet=quiet)
    found = weigh_sources(
        load_as_asked(case, edits=edits, progress=progress),
        source=source,
        one_root=[[name.strip() for name in asked.split(",")] for asked in one_root or ()],
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(sources_view(found), ascii=streams.is_plain()))
    return exit_code(found)
