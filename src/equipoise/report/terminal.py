"""An assessment as text for a terminal: plain, under 80 columns, in ASCII or colour only if asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.report.columns import ascii_only, breaking, padded, printable, trimmed, width, wrapped
from equipoise.report.numbers import signed
from equipoise.report.view import View
from equipoise.report.view.chances import Chance
from equipoise.report.view.evidence import Mover
from equipoise.report.view.scenarios import ScenarioView

WIDEST = 80
"""Prose is no easier to read in longer lines, so a wider terminal is not filled."""
NARROWEST = 40

ITEMS_SHOWN = 4
ORIGINS_SHOWN = 3
SURPRISES_SHOWN = 3

_NAME, _NOW, _AT, _EVER = 14, 20, 26, 19
"""Columns of the table of scenarios; 19 is the longest word of ICD 203."""
_NUMBER, _STRIP = 15, 10
_PER_CENT = 4
_BASELINE_GAP = 2
_LABEL, _PURPOSE = 6, 11
_DECIBANS, _DATE = 5, 13

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_HUES = ("\x1b[36m", "\x1b[34m", "\x1b[33m", "\x1b[35m")


def render(view: View, width: int = WIDEST, ascii: bool = False, colour: bool = False) -> str:
    """Lay out an assessment in lines shorter than `width`.

    Args:
        view: The assessment in words.
        width: Columns of the terminal; between 40 and 80 are used.
        ascii: Draw with ASCII only, for a terminal that can show no more.
        colour: Add ANSI colour; no line is longer for it on the screen.
    """
    pen = _Pen(columns=max(NARROWEST, min(width, WIDEST)) - 1, ascii=ascii, colour=colour)
    blocks = [_top(view, pen), _bottom_line(view, pen), _scenarios(view, pen)]
    if view.trustworthy:
        blocks += [_baselines(view, pen), _firmness(view, pen), _movers(view, pen), _surprises(view, pen)]
    blocks += [_gaps(view, pen), _next_steps(view, pen)]
    text = "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block) + "\n"
    return ascii_only(text) if ascii else text


@dataclass(frozen=True)
class _Pen:
    """How text is put on the screen: whatever is measured or shown has passed through `text`."""

    columns: int
    ascii: bool
    colour: bool

    def text(self, text: str) -> str:
        """Text as this terminal can show it, before it is measured."""
        shown = printable(text)
        return ascii_only(shown) if self.ascii else shown

    def paragraph(self, text: str, *, first: str = "", indent: int = 0, most: int | None = None) -> list[str]:
        """A paragraph with a label before its first line and the other lines under its text."""
        start = padded(self.text(first), indent) if first else " " * indent
        found = wrapped(self.text(text), self.columns - indent, most=most)
        return [breaking((start if n == 0 else " " * indent) + line) for n, line in enumerate(found)]

    def cell(self, text: str, columns: int) -> str:
        """Text in a column of a table."""
        return breaking(padded(self.text(text), columns))

    def right(self, text: str, columns: int) -> str:
        """The same, set to the right."""
        shown = breaking(trimmed(self.text(text), columns))
        return " " * (columns - width(shown)) + shown

    def bold(self, line: str) -> str:
        """A heading."""
        return f"{_BOLD}{line}{_PLAIN}" if self.colour and line.strip() else line

    def dim(self, line: str) -> str:
        """Second ink."""
        return f"{_DIM}{line}{_PLAIN}" if self.colour and line.strip() else line

    def hue(self, text: str, slot: int) -> str:
        """The colour of a scenario."""
        return f"{_HUES[(slot - 1) % len(_HUES)]}{text}{_PLAIN}" if self.colour and text.strip() else text


def _top(view: View, pen: _Pen) -> list[str]:
    lines = [pen.bold(line) for line in pen.paragraph(view.title, most=3)]
    if view.question:
        lines += pen.paragraph(view.question, most=6)
    lines += [pen.dim(line) for line in pen.paragraph(f"as of {view.as_of_short} · horizon {view.horizon_short}")]
    for supposed in view.supposed:
        lines += pen.paragraph(supposed, most=3)
    return lines


def _bottom_line(view: View, pen: _Pen) -> list[str]:
    if view.trustworthy:
        return pen.paragraph(view.headline.leads)
    banner = pen.paragraph("This result is not trustworthy. Do not use the numbers below.")
    warnings = (line for warning in view.warnings for line in pen.paragraph(warning, indent=2, most=4))
    return [*(pen.bold(line) for line in banner), *warnings]


def _scenarios(view: View, pen: _Pen) -> list[str]:
    if pen.columns < WIDEST - 1:
        return [line for scenario in view.scenarios for line in _stacked(scenario, view, pen)]
    strip = "0  50  100"
    head = (
        pen.cell("scenario", _NAME)
        + pen.cell("now", _NOW)
        + pen.cell(f"on {view.horizon_short}", _NUMBER)
        + pen.cell(strip, _AT - _NUMBER)
        + pen.cell(f"ever by {view.horizon_short}", _EVER)
    )
    return [pen.dim(head), *(line for scenario in view.scenarios for line in _in_columns(scenario, pen))]


def _in_columns(scenario: ScenarioView, pen: _Pen) -> list[str]:
    """A row of numbers and a row of words; a long title runs into the second row."""
    name = wrapped(pen.text(scenario.title), _NAME - 1, most=2)
    numbers = (
        pen.cell(_aligned(scenario.now), _NOW)
        + pen.cell(_aligned(scenario.at), _NUMBER)
        + pen.hue(pen.cell(_strip(scenario.at), _AT - _NUMBER), scenario.slot)
        + pen.cell(_aligned(scenario.ever), _EVER)
    )
    words = pen.cell(scenario.now.word, _NOW) + pen.cell(scenario.at.word, _AT) + pen.cell(scenario.ever.word, _EVER)
    titles = [pen.hue(breaking(padded(line, _NAME)), scenario.slot) for line in name]
    rest = titles[1] if len(titles) > 1 else " " * _NAME
    return [titles[0] + numbers, rest + words]


def _aligned(chance: Chance) -> str:
    """Number and range with the per cent signs of a column under each other."""
    return " " * (_PER_CENT - len(chance.number)) + chance.text


def _strip(chance: Chance) -> str:
    """A dot between 0 and 100, with its range as a line."""
    cells = ["·" if n in (0, _STRIP // 2, _STRIP - 1) else " " for n in range(_STRIP)]
    if chance.low is not None and chance.high is not None:
        for n in range(_cell(chance.low), _cell(chance.high) + 1):
            cells[n] = "─"
    cells[_cell(chance.probability)] = "●"
    return "".join(cells)


def _cell(probability: float) -> int:
    return round(probability * (_STRIP - 1))


def _stacked(scenario: ScenarioView, view: View, pen: _Pen) -> list[str]:
    rows = (
        f"now {scenario.now.with_word}",
        f"on {view.horizon_short} {scenario.at.with_word}",
        f"ever by {view.horizon_short} {scenario.ever.with_word}",
    )
    title = [pen.hue(line, scenario.slot) for line in pen.paragraph(scenario.title, most=2)]
    return [*title, *(line for row in rows for line in pen.paragraph(row, indent=2))]


def _baselines(view: View, pen: _Pen) -> list[str]:
    rows = view.baselines.rows
    if not rows:
        return []
    heads = ["assessed", *(row.title.lower() for row in rows)]
    widths = [len(head) + _BASELINE_GAP for head in heads]
    if _NAME + sum(widths) > pen.columns:
        return pen.paragraph(f"{view.leader.title}. {view.baselines.sentence}")
    head = " " * _NAME + "".join(pen.right(head, columns) for head, columns in zip(heads, widths, strict=True))
    lines = [pen.dim(head)]
    for scenario in view.scenarios:
        chances = [scenario.at, *(row.chances[scenario.id] for row in rows)]
        name = pen.hue(breaking(padded(pen.text(scenario.title), _NAME - 1)), scenario.slot) + " "
        lines.append(name + "".join(pen.right(c.number, w) for c, w in zip(chances, widths, strict=True)))
    return lines


def _firmness(view: View, pen: _Pen) -> list[str]:
    lines = pen.paragraph(view.confidence.text)
    return [*lines, *pen.paragraph(view.headline.ranges)]


def _movers(view: View, pen: _Pen) -> list[str]:
    title = view.leader.title
    items = view.evidence.item_movers[:ITEMS_SHOWN]
    if not items:
        return pen.paragraph("No item of evidence moves it: nothing but the base rate so far.")
    head = pen.paragraph(f"Moved it most: dB that an item adds to the odds of {title}", most=2)
    lines = [pen.bold(line) for line in head] + _table(items, view.leader, pen)
    origins = [mover for mover in view.evidence.movers if mover.items > 1][:ORIGINS_SHOWN]
    if origins:
        lines += [pen.bold(line) for line in pen.paragraph("Origins that several reports share, all taken together")]
        lines += _table(origins, view.leader, pen)
    return lines


def _table(movers: Sequence[Mover], leader: ScenarioView, pen: _Pen) -> list[str]:
    """One row a mover: decibans, date, what happened."""
    rows = ((signed(mover.moved.get(leader.id, 0.0)), mover.date, _with_note(mover)) for mover in movers)
    return [line for decibans, day, what in rows for line in _row(decibans, day, what, pen)]


def _with_note(mover: Mover) -> str:
    return f"{mover.note}: {mover.what}" if mover.note else mover.what


def _row(decibans: str, day: str, what: str, pen: _Pen) -> list[str]:
    label = pen.right(decibans, _DECIBANS) + "  " + pen.cell(day, _DATE)
    return pen.paragraph(what, first=label, indent=_DECIBANS + 2 + _DATE, most=2)


def _surprises(view: View, pen: _Pen) -> list[str]:
    found = view.evidence.surprises[:SURPRISES_SHOWN]
    if not found:
        return pen.paragraph("Nothing in the record surprised the model much.") if view.evidence.items else []
    head = pen.paragraph("Surprised the model most: dB against somebody without a view", most=2)
    rows = [_row(signed(s.item.surprise_db), s.item.date, s.item.what, pen) for s in found]
    return [*(pen.bold(line) for line in head), *(line for row in rows for line in row)]


def _gaps(view: View, pen: _Pen) -> list[str]:
    silence = f"no reports in {view.course.silence}" if view.course.silence else "no time without a report"
    return pen.paragraph(f"{silence}; {view.coverage}", first="Gaps", indent=_LABEL, most=4)


def _next_steps(view: View, pen: _Pen) -> list[str]:
    """What can be asked next, and the command that answers it."""
    lines: list[str] = []
    for purpose, command in view.next_steps:
        first = pen.cell("" if lines else "Next", _LABEL) + pen.cell(purpose, _PURPOSE)
        lines += pen.paragraph(command, first=first, indent=_LABEL + _PURPOSE)
    return lines
