"""`equipoise agreement`: how far the raters of a case agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.report.view.agreement import AgreementView, DifferenceView

_WIDTH = 79
_NAME, _ALPHA, _SIGN, _CELLS = 32, 20, 8, 19
_LEVEL, _GIVEN = 25, 10
"""Columns of the tables: of the subjects, and of a level with what each rater gave it."""
_SHOWN = 5


def agreement(
    case: options.CaseName,
    raters: Annotated[
        str | None,
        typer.Option("--raters", metavar="A,B", help="Whose ratings to compare. Default: all raters of the case."),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="How many disagreements to show; JSON has all of them.")
    ] = _SHOWN,
    seed: options.Seed = 0,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Compare raters: where they differ, and Krippendorff's alpha."""
    from equipoise.report.view.agreement import agreement_view
    from equipoise.studies.agreement import agreement as compare

    loaded = load_as_asked(case, edits=None, progress=streams.progress(quiet=quiet))
    names = None if raters is None else [name.strip() for name in raters.split(",") if name.strip()]
    found = compare(loaded, names, seed=seed)
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(agreement_view(found), most=most))
    return ExitCode.OK


def _page(view: AgreementView, *, most: int) -> str:
    from equipoise.report.columns import in_blocks

    blocks = [_top(view), _subjects(view)]
    blocks += [_difference(one, view.raters) for one in view.differences[:most]]
    if len(view.differences) > most:
        blocks.append(_paragraph(f"{len(view.differences) - most} more differ less: see --most and --json."))
    blocks.append([line for note in view.how_to_read for line in _paragraph(note)])
    return in_blocks(blocks, ascii=streams.is_plain())


def _top(view: AgreementView) -> list[str]:
    sentences = [f"{view.heading}.", view.may, view.counts, " ".join(filter(None, [view.same, view.signs, view.lone]))]
    return [line for sentence in sentences if sentence for line in _paragraph(sentence)]


def _subjects(view: AgreementView) -> list[str]:
    from equipoise.report.columns import padded, wrapped

    if not view.subjects:
        return []
    lines = [
        f"{'subject':<{_NAME}}{'alpha on dB':>{_ALPHA}}{'on sign':>{_SIGN}}{'cells shared':>{_CELLS}}",
        "─" * _WIDTH,
    ]
    for one in view.subjects:
        title = wrapped(one.title, _NAME - 1)
        lines.append(f"{padded(title[0], _NAME)}{one.alpha:>{_ALPHA}}{one.sign:>{_SIGN}}{one.cells:>{_CELLS}}")
        lines += title[1:]
    return lines


def _difference(one: DifferenceView, raters: tuple[str, ...]) -> list[str]:
    from equipoise.report.columns import padded, printable

    across = (_WIDTH - _LEVEL - _GIVEN) // (_GIVEN + 1)
    heads = "".join(f" {padded(printable(name), _GIVEN):>{_GIVEN}}" for name in raters[:across])
    lines = _paragraph(f"{one.id}, {one.subject}: {one.what}")
    lines.append(f"{'':<{_LEVEL}}{heads}{'apart':>{_GIVEN}}")
    for level in one.levels:
        given = "".join(f" {text:<{_GIVEN}}" for text in level.given[:across])
        mark = "  opposite signs" if level.signs_differ and across - len(raters[:across]) > 1 else ""
        lines.append(f"{padded(printable(level.title), _LEVEL)}{given}{level.apart:>{_GIVEN}}{mark}")
    if len(raters) > across:
        lines += _paragraph(f"{len(raters) - across} more raters: see --raters and --json.")
    return [*lines, *(line for told in one.left_out for line in _paragraph(f"{told}."))]


def _paragraph(text: str) -> list[str]:
    from equipoise.report.columns import printable, wrapped

    return wrapped(printable(text), _WIDTH)
