"""Arguments and options that several commands share: their names, units and help are written once."""

from __future__ import annotations

from typing import Annotated

import typer

CaseName = Annotated[
    str,
    typer.Argument(metavar="CASE", help="A case folder, or the name of a built-in case (see `equipoise cases`)."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Use only what was known by the end of this day, such as 2022-03-31. Default: the last day on which "
        "anything became known.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Look no further than this day. Default: the case's horizon."),
]
Edits = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="What if: give one path of the case another value, for this run only, such as "
        "decision_maker.advisers=5. Repeatable.",
    ),
]
Rater = Annotated[
    str,
    typer.Option("--rater", metavar="NAME", help="Whose ratings to use; `pool` takes the mean over raters."),
]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--given",
        metavar="SPAN",
        help="Suppose this comes to be seen: condition=level, or condition=level@from..until. Beliefs about the "
        "past move too. Repeatable.",
    ),
]
Do = Annotated[
    list[str] | None,
    typer.Option(
        "--do",
        metavar="SPAN",
        help="Suppose somebody brings this about: condition=level, or condition=level@from..until. Repeatable.",
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="N",
        min=0,
        help="Seed of the draws: the same seed gives the same result.",
    ),
]
Particles = Annotated[
    int | None,
    typer.Option(
        "--particles",
        metavar="N",
        min=1,
        help="How many settings of the parameters are drawn: more are slower and less noisy. Default: 2048.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr; warnings still show.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
