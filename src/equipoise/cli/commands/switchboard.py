"""`equipoise switchboard`: the same case with other decision-makers."""

from __future__ import annotations

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode


def switchboard(
    case: options.CaseName,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Switch the decision-maker: where does it flip?"""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.switchboard import switchboard_page, switchboard_view
    from equipoise.studies.what_if import switchboard as switch

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    found = switch(
        loaded,
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        page = switchboard_page(loaded, switchboard_view(loaded, found), found)
        streams.write(page_text(page, ascii=streams.is_plain()))
    return ExitCode.OK
