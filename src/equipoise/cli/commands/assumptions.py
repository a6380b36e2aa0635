"""`equipoise assumptions`: each assumption broken in turn."""

from __future__ import annotations

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode


def assumptions(
    case: options.CaseName,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Break each assumption: which ones matter?"""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.linchpins import assumptions_view
    from equipoise.studies.what_if import assumptions as break_each

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    found = break_each(
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
        streams.write(page_text(assumptions_view(loaded, found), ascii=streams.is_plain()))
    return ExitCode.OK
