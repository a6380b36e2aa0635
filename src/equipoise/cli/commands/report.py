"""`equipoise report`: a brief as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import assess_loaded, exit_code, load_as_asked
from equipoise.cli.commands.ledger.on_case import open_ledger
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.assess.assessment import Assessment


def report(
    case: options.CaseName,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File to write; its suffix names the form: .html, .md, .docx or .pdf.",
        ),
    ],
    quick: Annotated[
        bool,
        typer.Option(
            "--quick",
            help="Leave out every study (stability, vintages, agreement, what drives it, tipping points, conditions, "
            "sensitivity, what changed, what to watch for). The brief then states no level of confidence.",
        ),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Tell what changed since this day. Default: the end of the first quarter in which a dated source of "
            "the case was published.",
        ),
    ] = None,
    as_of: options.AsOf = None,
    until: options.Until = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    given: options.Given = None,
    do: options.Do = None,
    seed: options.Seed = 0,
    particles: Annotated[
        int | None,
        typer.Option(
            "--particles",
            metavar="N",
            min=1,
            help="How many settings of the parameters are drawn, the same for the assessment and every study. "
            "Default: 512, or 2048 where those leave the numbers too uncertain, and with --quick.",
        ),
    ] = None,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Write a brief: as HTML, Markdown, Word or PDF."""
    from time import monotonic

    from equipoise.inference.posterior import PARTICLES
    from equipoise.judge import resolved_judgements
    from equipoise.ledger.estimates import standing_estimates
    from equipoise.report.report import renderer_for, studied_view, write_brief
    from equipoise.studies.brief_studies import assess_to_study, brief_studies, quick_studies

    if quick and since is not None:
        raise UsageError("--quick leaves out what changed, so --since has no use", hint="leave out one of the two")
    renderer_for(output)
    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    took = 0.0

    def assess_with(number: int) -> Assessment:
        nonlocal took
        began = monotonic()
        made = assess_loaded(
            loaded,
            as_of=as_of,
            until=until,
            rater=rater,
            given=given,
            do=do,
            seed=seed,
            particles=number,
            progress=progress,
        )
        took = monotonic() - began
        return made

    if particles is None and not quick:
        assessment = assess_to_study(assess_with)
    else:
        assessment = assess_with(PARTICLES if particles is None else particles)
    tracks = open_ledger(case, None).tracks
    if quick:
        studies = quick_studies(loaded, assessment)
    else:
        if assessment.trustworthy:
            progress(_expected(took))
        resolved = resolved_judgements(loaded, tracks)
        studies = brief_studies(loaded, assessment, since=since, resolved=resolved, progress=progress)
    known_by = assessment.as_of if as_of is not None else None
    estimates = standing_estimates(tracks, horizon=assessment.horizon, known_by=known_by)
    write_brief(studied_view(assessment, studies, estimates=estimates), output)
    for name, reason in studies.left_out.items():
        progress(f"left out {name}: {reason}")
    streams.write(f"wrote {output}")
    return exit_code(assessment)


def _expected(seconds: float) -> str:
    """How long the studies take, by how long the assessment took."""
    from equipoise.studies.brief_studies import TIMES_AN_ASSESSMENT

    minutes = seconds * TIMES_AN_ASSESSMENT / 60
    told = "less than a minute" if minutes < 1 else f"about {minutes:.0f} minute{'' if minutes < 1.5 else 's'}"
    return f"the studies follow, {told}; --quick leaves them out"
