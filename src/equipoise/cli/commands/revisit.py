"""`equipoise revisit`: what changed since last time, in steps that sum to the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code, load_as_asked
from equipoise.cli.commands.ledger.on_case import StoreUrl, open_ledger
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.report.view.revisit import RevisitView
    from equipoise.report.view.revisited_judgements import JudgementView
    from equipoise.report.view.waterfall import ScenarioChange

_WIDTH = 79
_TITLE, _COLUMN, _MOST_COLUMNS = 39, 10, 4
"""Columns of a line's title and of a scenario, and how many scenarios a table has room for."""
_ITEMS, _MOVED = 8, 8
"""Items told, and the columns of what one moved."""


def revisit(
    case: options.CaseName,
    since: Annotated[
        str,
        typer.Option("--since", metavar="DATE", help="The earlier vintage: what was known by the end of this day."),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE",
            help="The later vintage. Default: the last day on which anything became known.",
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="The day that both numbers are about; `now` for the day of each vintage itself. Default: the "
            "case's horizon.",
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="FOLDER",
            help="The case as it was last time, where it has been edited since: what the edits moved is told apart.",
        ),
    ] = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    store: StoreUrl = None,
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Tell what changed since last time, in steps that add up."""
    from equipoise.judge import resolved_judgements
    from equipoise.report.names import Names
    from equipoise.report.view.revisit import revisit_view
    from equipoise.studies.revisiting import revisit as study

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    found = study(
        loaded,
        since=since,
        until=until,
        on=on,
        before=None if before is None else load_as_asked(before, edits=None, progress=progress),
        resolved=resolved_judgements(loaded, open_ledger(case, store).tracks),
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(revisit_view(found, Names(loaded))))
    return exit_code(found)


def _page(view: RevisitView) -> str:
    from equipoise.report.columns import in_blocks

    blocks = [
        _paragraph(f"{view.heading}."),
        _table(view),
        _items(view.leading),
        _edited(view),
        _paragraph(f"{view.judgements_heading}.") if view.judgements_heading else [],
        *(_judgement(one) for one in view.judgements),
        _recorded(view),
        [line for note in view.notes for line in _paragraph(note)],
    ]
    return in_blocks(blocks, ascii=streams.is_plain())


def _table(view: RevisitView) -> list[str]:
    shown = _shown(view)
    lines = [
        *_heads("log-odds moved, dB", [one.title for one in shown]),
        "─" * _WIDTH,
        _row(view.before_label.partition(":")[0], [one.before.number for one in shown]),
    ]
    for n, line in enumerate(view.leading.lines):
        lines.append(_row(f"  {line.title}", [one.lines[n].text for one in shown]))
    lines.append(_row(view.after_label.partition(":")[0], [one.after.number for one in shown]))
    lines.append(_row("changed, dB", [one.change.split()[0] for one in shown]))
    if view.leading.error:
        lines.append(_row("  one standard error", [one.error.split()[0] if one.error else "" for one in shown]))
    return [*lines, *_left_out(view, shown)]


def _shown(view: RevisitView) -> list[ScenarioChange]:
    """All scenarios; of more than there is room for, the leading one and those behind it in the case's order."""
    others = [one for one in view.scenarios if one.id != view.leading.id]
    kept = {view.leading.id, *(one.id for one in others[: _MOST_COLUMNS - 1])}
    return [one for one in view.scenarios if one.id in kept]


def _left_out(view: RevisitView, shown: list[ScenarioChange]) -> list[str]:
    left = len(view.scenarios) - len(shown)
    return [f"{left} more in the JSON."] if left else []


def _heads(title: str, scenarios: list[str]) -> list[str]:
    """Heads of the columns, in two lines where they need them; the lower line is always full."""
    told = [_wrapped(scenario, _COLUMN - 1, most=2) for scenario in scenarios]
    upper = [lines[0] if len(lines) > 1 else "" for lines in told]
    lower = _row(title, [lines[-1] for lines in told])
    return [_row("", upper), lower] if any(upper) else [lower]


def _row(title: str, cells: list[str]) -> str:
    from equipoise.report.columns import padded, printable, trimmed, width

    row = padded(printable(title), _TITLE)
    for cell in cells:
        text = trimmed(printable(cell), _COLUMN - 1)
        row += " " * (_COLUMN - width(text)) + text
    return row


def _items(change: ScenarioChange) -> list[str]:
    if not change.items:
        return []
    lines = _paragraph(f"Items that moved {change.title} most when they arrived, dB:")
    for item in change.items[:_ITEMS]:
        first, *rest = _wrapped(f"{item.known}: {item.what} [{item.id}]", _WIDTH - _MOVED)
        lines += [f"{item.text:>{_MOVED - 2}}  {first}", *(" " * _MOVED + line for line in rest)]
    left = len(change.items) - _ITEMS
    return [*lines, *([" " * _MOVED + f"{left} more in the JSON."] if left > 0 else [])]


def _edited(view: RevisitView) -> list[str]:
    if not view.edited:
        return []
    return ["Edited since:", *(f"  {line}" for one in view.edited for line in _wrapped(one, _WIDTH - 2, most=3))]


def _judgement(one: JudgementView) -> list[str]:
    lines = _paragraph(f"{one.id} {one.who}, {one.when}: {one.says.rstrip('.')}.")
    told = [*([one.event] if one.event else []), *one.conditions, *one.assumptions]
    return [
        *lines,
        *(
            f"  {line}"
            for text in (*told, *(said for said in (one.wording, one.resolution) if said))
            for line in _wrapped(text, _WIDTH - 2)
        ),
    ]


def _recorded(view: RevisitView) -> list[str]:
    if not view.recorded:
        return []
    told = (line for one in view.recorded for line in ("", *_wrapped(one, _WIDTH)))
    return [*_paragraph(f"{view.recorded_heading}."), *told]


def _paragraph(text: str) -> list[str]:
    return _wrapped(text, _WIDTH)


def _wrapped(text: str, columns: int, *, most: int | None = None) -> list[str]:
    from equipoise.report.columns import printable, wrapped

    return wrapped(printable(text), columns, most=most)
