"""`equipoise mine`: the analyst's own numbers beside the model's."""

from __future__ import annotations

from typing import Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import assess_as_asked, exit_code
from equipoise.errors import ExitCode, UsageError


def mine(
    case: options.CaseName,
    numbers: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO=P...",
            help="Your own probability of each scenario on the horizon, such as straddle=0.7 or straddle=70%. Those "
            "you leave out are compared together.",
        ),
    ],
    because: Annotated[
        str | None,
        typer.Option("--because", metavar="TEXT", help="Why you differ, in a sentence; asked for beyond ten points."),
    ] = None,
    pool: Annotated[
        bool, typer.Option("--pool", help="Show what lies between, pooled on log-odds with equal weights.")
    ] = False,
    weight: Annotated[
        float | None,
        typer.Option("--weight", metavar="W", help="The same with this weight of your own numbers, 0 to 1."),
    ] = None,
    as_of: options.AsOf = None,
    until: options.Until = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    given: options.Given = None,
    do: options.Do = None,
    seed: options.Seed = 0,
    particles: options.Particles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Put your own numbers beside the model's."""
    from equipoise.report.page_text import page_text
    from equipoise.report.view.own_number import own_numbers_page
    from equipoise.studies.own_number import HALF, own_numbers

    own = _read(numbers)
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
    found = own_numbers(assessment, own, because=because, weight=HALF if pool and weight is None else weight)
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(own_numbers_page(found), ascii=streams.is_plain()))
    return exit_code(assessment)


def _read(numbers: list[str]) -> dict[str, float]:
    """`straddle=0.7` or `straddle=70%`, by scenario.

    Raises:
        UsageError: If one is neither, or a scenario has two.
    """
    own: dict[str, float] = {}
    for written in numbers:
        name, _, number = (part.strip() for part in written.partition("="))
        if name in own:
            raise UsageError(f"two numbers for {name}", hint="write one")
        try:
            own[name] = float(number.removesuffix("%")) / (100 if number.endswith("%") else 1)
        except ValueError:
            raise UsageError(
                f"{written!r} is no number of a scenario", hint="write SCENARIO=P, such as straddle=0.7 or straddle=70%"
            ) from None
    return own
