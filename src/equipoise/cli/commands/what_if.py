"""`equipoise what-if`: the case with some numbers changed, beside the case as it is."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="What to change: a path of the case and its other value, such as decision_maker.advisers=5. Repeatable; "
        "all are changed together.",
    ),
]


def what_if(
    case: options.CaseName,
    edits: Sets = None,
    as_of: options.AsOf = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Change some numbers and see what moves, and why."""
    from equipoise.case.edit import parse_edit
    from equipoise.report.page_text import page_text
    from equipoise.report.view.what_if import what_if_view
    from equipoise.studies.what_if import what_if as compare

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=None, progress=progress)
    found = compare(
        loaded,
        dict(parse_edit(edit) for edit in edits or ()),
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(what_if_view(loaded, found), ascii=streams.is_plain()))
    return ExitCode.OK
