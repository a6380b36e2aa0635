"""`equipoise conditionals`: what would follow from a condition, seen to happen or brought about."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.report.view.conditionals import ConditionalsView, ConditionalView
    from equipoise.studies.conditionals import Conditionals

_WIDTH = 79
_INDENT, _NAME = 2, 22
"""Columns of the table under each condition: a margin, and the scenario."""


def conditionals(
    case: options.CaseName,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--given",
            metavar="SPAN",
            help="Only this, as it is seen to happen: condition=level, or condition=level@from..until. Repeatable.",
        ),
    ] = None,
    do: Annotated[
        list[str] | None,
        typer.Option(
            "--do",
            metavar="SPAN",
            help="Only this, as it is brought about: condition=level, or condition=level@from..until. Repeatable.",
        ),
    ] = None,
    longer: Annotated[
        bool,
        typer.Option("--longer", help="Hold each for 3, 6 and 12 months: the longer, the likelier which scenario?"),
    ] = False,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Hold each condition at its end levels: what would follow?"""
    from equipoise.studies.conditionals import conditionals as compare

    if longer and (given or do):
        raise UsageError("--longer together with --given or --do", hint="ask for one or the other")
    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    if longer:
        return _longer(
            loaded, as_json, as_of=as_of, rater=rater, seed=seed, particles=few(particles), progress=progress
        )
    found = compare(
        loaded,
        given=tuple(given or ()),
        do=tuple(do or ()),
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(loaded, found))
    return ExitCode.OK


def _longer(case: Case, as_json: bool, **asked: Any) -> ExitCode:
    from equipoise.report.page_text import page_text
    from equipoise.report.view.held_longer import held_longer_view
    from equipoise.studies.conditionals import held_longer

    found = held_longer(case, **asked)
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(page_text(held_longer_view(case, found), ascii=streams.is_plain()))
    return ExitCode.OK


def _page(case: Case, found: Conditionals) -> str:
    from equipoise.report.columns import in_blocks, wrapped
    from equipoise.report.view.conditionals import conditionals_view

    view = conditionals_view(case, found)
    blocks = [
        [line for sentence in _top(case, found, view) for line in wrapped(sentence, _WIDTH)],
        *(_block(row, view) for row in view.rows),
        [line for note in (*view.impossible, *view.notes) for line in wrapped(note, _WIDTH)],
    ]
    return in_blocks(blocks, ascii=streams.is_plain())


def _top(case: Case, found: Conditionals, view: ConditionalsView) -> list[str]:
    from equipoise.report.names import tidy
    from equipoise.report.numbers import listed, prose_date

    told = listed([f"{title} {chance.text}" for title, chance in zip(view.titles, view.plain, strict=True)])
    return [
        f"{tidy(case.definition.title)}: conditionals, as of {prose_date(found.as_of)}.",
        f"{view.heading}.",
        f"With nothing held, on {prose_date(found.horizon)}: {told}.",
    ]


def _block(row: ConditionalView, view: ConditionalsView) -> list[str]:
    from equipoise.report.columns import padded, wrapped

    by_itself = f" It comes about by itself in {row.by_itself} of futures." if row.by_itself else ""
    lines = wrapped(row.sentence + by_itself, _WIDTH)
    for title, chance, points in zip(view.titles, row.scenarios, row.points, strict=True):
        names = wrapped(title, _NAME - 1)
        numbers = [f"{chance.number:>6}   {points} points"]
        lines += [
            " " * _INDENT + padded(name, _NAME) + number for name, number in zip_longest(names, numbers, fillvalue="")
        ]
    return lines
