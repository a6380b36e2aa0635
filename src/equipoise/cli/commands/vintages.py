"""`equipoise vintages`: what was known on several days, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code, load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.report.view.vintages import ComparedView, ScenarioThen, VintagesView, VintageView
    from equipoise.studies.vintages import Vintages

_WIDTH = 79
_NAME, _NOW, _AT, _EVER, _PLAIN = 20, 8, 15, 15, 7
"""Columns of a scenario's title, its chances, and of a plainer forecast."""
_HEADS = {"no_evidence": "none", "half_strength": "half", "no_change": "same"}


def vintages(
    case: options.CaseName,
    as_of: Annotated[
        list[str] | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="A day to assess as of, such as 2022-03-31. Repeatable. Default: at most three ends of quarters in "
            "which a dated source of the case was published, the last of them the last day on which anything became "
            "known.",
        ),
    ] = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Set vintages side by side, with what others judged then."""
    from equipoise.report.view.vintages import vintages_view
    from equipoise.studies.vintages import vintages as assess_vintages

    progress = streams.progress(quiet=quiet)
    found = assess_vintages(
        load_as_asked(case, edits=edits, progress=progress),
        as_of or (),
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(vintages_view(found)))
    return _exit_code(found)


def _exit_code(found: Vintages) -> ExitCode:
    codes = [exit_code(vintage.assessment) for vintage in found.vintages]
    return max(codes, default=ExitCode.OK)


def _page(view: VintagesView) -> str:
    from equipoise.report.columns import in_blocks

    blocks = [
        _paragraph(f"{view.heading}."),
        *(_vintage(view, vintage) for vintage in view.vintages),
        _paragraph(_notes(view)),
        _paragraph(f"{view.compared_heading}."),
        *(_compared(one) for one in view.compared),
        _not_compared(view),
        _paragraph(view.how_to_read),
    ]
    return in_blocks(blocks, ascii=streams.is_plain())


def _vintage(view: VintagesView, vintage: VintageView) -> list[str]:
    heads = "".join(f"{_HEADS[name]:>{_PLAIN}}" for name, _ in view.baselines)
    reserve = "" if vintage.trustworthy else " Not trustworthy: do not use these numbers."
    lines = [
        *_paragraph(f"As of {vintage.as_of}: {vintage.evidence}{reserve}"),
        f"{'scenario':<{_NAME}}{'now':>{_NOW}}{'on horizon':>{_AT}}{'ever by then':>{_EVER}}{heads}",
        "─" * _WIDTH,
    ]
    for row in vintage.rows:
        lines += _scenario(view, row)
    return [*lines, *(_paragraph(vintage.not_used) if vintage.not_used else [])]


def _scenario(view: VintagesView, row: ScenarioThen) -> list[str]:
    from equipoise.report.columns import padded, printable, wrapped

    title = wrapped(printable(row.title), _NAME - 1)
    plain = "".join(
        f"{row.baselines[name].number if name in row.baselines else '':>{_PLAIN}}" for name, _ in view.baselines
    )
    numbers = f"{row.now.number:>{_NOW}}{row.at.text:>{_AT}}{row.ever.text:>{_EVER}}{plain}"
    return [f"{padded(title[0], _NAME)}{numbers}", *title[1:]]


def _notes(view: VintagesView) -> str:
    told = {"no_evidence": "without evidence", "half_strength": "ratings at half strength", "no_change": "no change"}
    plain = ", ".join(f"{_HEADS[name]}: {told[name]}" for name, _ in view.baselines)
    return f"The horizon is {view.horizon}. In brackets the central 80 %. On the horizon by plainer forecasts: {plain}."


def _compared(one: ComparedView) -> list[str]:
    lines = _paragraph(f"{one.id} {one.who}, {one.when}: {one.says}.")
    lines += _indented(f"{one.event}: author {one.author}, model {one.model.text} as of {one.as_of_short}")
    return [*lines, *(line for mark in one.marks for line in _indented(mark))]


def _not_compared(view: VintagesView) -> list[str]:
    lines = _paragraph(view.not_compared) if view.not_compared else []
    for one in view.listed:
        if one.reason != "no_event":
            lines += _indented(f"{one.id} {one.who}, {one.when}: {one.why}")
    return lines


def _indented(text: str) -> list[str]:
    from equipoise.report.columns import printable, wrapped

    return [f"  {line}" for line in wrapped(printable(text), _WIDTH - 2)]


def _paragraph(text: str) -> list[str]:
    from equipoise.report.columns import printable, wrapped

    return wrapped(printable(text), _WIDTH)
