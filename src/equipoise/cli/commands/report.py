"""`equipoise report`: a brief as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import assess_as_asked, exit_code
from equipoise.errors import ExitCode


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
    as_of: options.AsOf = None,
    until: options.Until = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    given: options.Given = None,
    do: options.Do = None,
    seed: options.Seed = 0,
    particles: options.Particles = None,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Write a brief: as HTML, Markdown, Word or PDF."""
    from equipoise.report.report import renderer_for
    from equipoise.report.report import report as write_report

    renderer_for(output)
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
    write_report(assessment, output)
    streams.write(f"wrote {output}")
    return exit_code(assessment)
