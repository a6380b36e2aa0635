"""`equipoise pool`: what several cases say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.studies.pooling import CaseRow, Pooled, PopulationRow

_WIDTH = 79
_NAME, _NUMBER, _SIZE = 26, 18, 6
"""Columns of a name, of a number with its range, and of a contraction."""

_NUMBERS = {"decision_maker.decisiveness": "decisiveness", "decision_maker.review.every": "months between reviews"}


def pool(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder that holds the case folders.")],
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: Annotated[
        int | None,
        typer.Option(
            "--particles",
            metavar="N",
            min=1,
            help="Particles of each case: more are slower and less noisy. Default: 4096.",
        ),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Learn from several cases of one kind what they share.

    Shares of explanations, decisiveness and review time over the cases, how far the cases differ, what each takes from
    the others, and how much more is known with each further case.
    """
    from equipoise.studies.pooling import pool as pool_cases
    from equipoise.studies.pooling.pool import PARTICLES

    pooled = pool_cases(
        folder,
        rater=rater,
        seed=seed,
        particles=PARTICLES if particles is None else particles,
        progress=streams.progress(quiet=quiet),
    )
    if as_json:
        streams.write_json(pooled.to_dict())
    else:
        streams.write(_page(pooled))
    return exit_code(pooled)


def _page(pooled: Pooled) -> str:
    from equipoise.report.columns import in_blocks

    blocks = [_top(pooled), _population(pooled), _growth(pooled), _each_case(pooled), _next_case(pooled)]
    return in_blocks(blocks, ascii=streams.is_plain())


def _top(pooled: Pooled) -> list[str]:
    return _paragraph(
        f"What {len(pooled.pooled_cases)} cases say together, taken as drawn from one population. In brackets the "
        "central 80 %."
    )


def _population(pooled: Pooled) -> list[str]:
    lines = [_columns("", "over cases", "cases differ by", last="contraction"), "─" * _WIDTH]
    for row in pooled.population_rows:
        lines.append(
            _columns(
                _name(row.parameter),
                _with_range(row.parameter, row.mean, row.low, row.high),
                _difference(row),
                last=f"{row.contraction:.2f}",
            )
        )
    explained = (
        "Over cases: the mean share, or the median. Cases differ by points of a share, or by a factor (one standard "
        "deviation). Contraction: what is left of the uncertainty before any record; 1 where records taught nothing."
    )
    return [*lines, "", *_paragraph(explained)]


def _growth(pooled: Pooled) -> list[str]:
    sizes = list(dict.fromkeys(row.cases for row in pooled.growth_rows))
    lines = [
        _line("Contraction with", [f"{size}".rjust(_SIZE) for size in sizes]) + " cases",
        "─" * _WIDTH,
    ]
    for parameter in dict.fromkeys(row.parameter for row in pooled.growth_rows):
        values = [f"{row.contraction:.2f}" for row in pooled.growth_rows if row.parameter == parameter]
        lines.append(_line(_name(parameter), [value.rjust(_SIZE) for value in values]))
    return lines


def _each_case(pooled: Pooled) -> list[str]:
    lines = []
    for parameter in (row.parameter for row in pooled.population_rows):
        lines += [_columns(_name(parameter), "its own record", "all records", last="shrinkage"), "─" * _WIDTH]
        lines += [_case(row) for row in pooled.case_rows if row.parameter == parameter] + [""]
    explained = (
        "Shrinkage: how much of a case's difference from the others is left to them; 1 where its own record tells "
        "nothing of it, 0 where the case speaks for itself."
    )
    return [*lines, *_paragraph(explained)]


def _case(row: CaseRow) -> str:
    return _columns(
        f"  {row.case}",
        _with_range(row.parameter, row.alone, row.alone_low, row.alone_high),
        _with_range(row.parameter, row.pooled, row.pooled_low, row.pooled_high),
        last=f"{row.shrinkage:.2f}",
    )


def _next_case(pooled: Pooled) -> list[str]:
    lines = _paragraph("A further case of this population, not one of these, may start from what they have taught:")
    for path, value in pooled.next_case.items():
        lines.append(f"  {path}: {_written(value)}")
    return lines


def _written(value: float | Mapping[str, float]) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_figures(number)}" for name, number in value.items()) + "}"
    return _figures(value)


def _columns(name: str, first: str, second: str, *, last: str) -> str:
    from equipoise.report.columns import padded

    return _line(name, ["  " + padded(first, _NUMBER), "  " + padded(second, _NUMBER), last.rjust(_WIDTH - _NAME - 40)])


def _line(name: str, cells: Sequence[str]) -> str:
    from equipoise.report.columns import padded, printable

    return padded(printable(name), _NAME) + "".join(cells)


def _paragraph(text: str) -> list[str]:
    from equipoise.report.columns import printable, wrapped

    return wrapped(printable(text), _WIDTH)


def _name(parameter: str) -> str:
    return _NUMBERS.get(parameter) or f"share of {parameter.removeprefix('share.')}"


def _with_range(parameter: str, mean: float, low: float, high: float) -> str:
    from equipoise.report.numbers import percent_text, range_text
    from equipoise.report.rounding import whole_percent

    if parameter in _NUMBERS:
        return f"{_figures(mean)} ({_figures(low)}–{_figures(high)})"
    return f"{percent_text(whole_percent(mean))} {range_text(whole_percent(low), whole_percent(high))}"


def _difference(row: PopulationRow) -> str:
    if row.parameter in _NUMBERS:
        return f"× {_figures(row.differ)} ({_figures(row.differ_low)}–{_figures(row.differ_high)})"
    points = [round(100 * value) for value in (row.differ, row.differ_low, row.differ_high)]
    return f"{points[0]} points ({points[1]}–{points[2]})"


def _figures(number: float) -> str:
    """Three significant figures, no more than two decimals."""
    return f"{number:.{0 if number >= 100 else 1 if number >= 10 else 2}f}"
