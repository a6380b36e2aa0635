"""`equipoise sensitivity`: how far each number of a case moves the scenarios."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.report.view.sensitivity import MoveView, NumberRow, SensitivityView, SobolView
    from equipoise.studies.sensitivity import Sensitivity

_WIDTH = 79
_TITLE, _LINE, _NOW, _MOVE = 35, 6, 8, 15
_SOBOL_TITLE, _RANGE, _SHARE = 31, 14, 17


def sensitivity(
    case: options.CaseName,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="SCENARIO", help="Which probability. Default: of the one that leads."),
    ] = None,
    rows: Annotated[
        int | None, typer.Option("--rows", metavar="N", min=1, help="Most numbers with a row. Default: 25.")
    ] = None,
    sobol: Annotated[
        bool,
        typer.Option("--sobol", help="Vary the most sensitive numbers together as well; needs the package SALib."),
    ] = False,
    numbers: Annotated[
        int | None,
        typer.Option("--numbers", metavar="N", min=1, help="With --sobol: how many of them vary. Default: 8."),
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option(
            "--samples",
            metavar="M",
            help="With --sobol: base samples, a power of two; it takes M * (N + 2) runs. Default: 64.",
        ),
    ] = None,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """See how far each number moves the scenarios."""
    from equipoise.studies.sensitivity import sensitivity as study
    from equipoise.studies.sensitivity import sobol as vary_together
    from equipoise.studies.sensitivity.sobol import NUMBERS, SAMPLES
    from equipoise.studies.sensitivity.sobol_indices import refuse_samples, refuse_without_salib

    if not sobol and (numbers is not None or samples is not None):
        raise UsageError("--numbers or --samples without --sobol", hint="add --sobol")
    if sobol:
        # Better now than after the minutes that single numbers take.
        refuse_without_salib()
        refuse_samples(SAMPLES if samples is None else samples)
    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    if scenario is not None and scenario not in loaded.definition.scenarios:
        known = ", ".join(loaded.definition.scenarios)
        raise UsageError(f"there is no scenario {scenario!r}", hint=f"the case has: {known}")
    found = study(
        loaded,
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    together = None
    if sobol:
        together = vary_together(
            loaded,
            found,
            scenario=scenario,
            numbers=NUMBERS if numbers is None else numbers,
            samples=SAMPLES if samples is None else samples,
            progress=progress,
        )
    if as_json:
        streams.write_json(found.to_dict() | ({} if together is None else {"sobol": together.to_dict()}))
        return ExitCode.OK
    from equipoise.report.view.sensitivity import ROWS, sensitivity_view, sobol_view

    view = sensitivity_view(loaded, found, scenario=scenario, rows=ROWS if rows is None else rows)
    streams.write(_page(loaded, found, view, None if together is None else sobol_view(loaded, together)))
    return ExitCode.OK


def _page(case: Case, found: Sensitivity, view: SensitivityView, together: SobolView | None) -> str:
    from equipoise.report.columns import in_blocks
    from equipoise.report.names import tidy
    from equipoise.report.numbers import prose_date

    first = f"{tidy(case.definition.title)}: sensitivity to each number, as of {prose_date(found.as_of)}."
    blocks = [
        _wrapped(first, f"{view.heading}.", view.sentence, view.overturned),
        _table(view),
        _wrapped(view.rest, view.left_out),
        _wrapped(*view.notes),
    ]
    if together is not None:
        blocks += [_wrapped(f"{together.heading}."), _sobol_table(together), _wrapped(*together.notes)]
    return in_blocks(blocks, ascii=streams.is_plain())


def _wrapped(*sentences: str) -> list[str]:
    from equipoise.report.columns import wrapped

    return [line for sentence in sentences if sentence for line in wrapped(sentence, _WIDTH)]


def _table(view: SensitivityView) -> list[str]:
    if not view.rows:
        return []
    head = _cells("number", "line", "now", "less: points", "more: points")
    return [head, "─" * _WIDTH, *(line for row in view.rows for line in _row(row))]


def _row(row: NumberRow) -> list[str]:
    from equipoise.report.columns import wrapped

    columns = (wrapped(row.title, _TITLE - 1), [row.line], [row.now], [_told(row.down)], [_told(row.up)])
    return [_cells(*parts) for parts in zip_longest(*columns, fillvalue="")]


def _told(move: MoveView | None) -> str:
    return "" if move is None else move.text


def _cells(title: str, line: str, now: str, down: str, up: str) -> str:
    from equipoise.report.columns import padded

    return padded(title, _TITLE) + padded(line, _LINE) + padded(now, _NOW) + padded(down, _MOVE) + up


def _sobol_table(view: SobolView) -> list[str]:
    from equipoise.report.columns import padded, wrapped

    def cells(title: str, span: str, first: str, total: str) -> str:
        return padded(title, _SOBOL_TITLE) + padded(span, _RANGE) + padded(first, _SHARE) + total

    lines = [cells("number", "range", "alone", "in all"), "─" * _WIDTH]
    for row in view.rows:
        columns = (wrapped(row.title, _SOBOL_TITLE - 1), [row.range], [row.first], [row.total])
        lines += [cells(*parts) for parts in zip_longest(*columns, fillvalue="")]
    return lines
