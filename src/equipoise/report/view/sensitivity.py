"""Sensitivity to every number in words: rows for table and chart, and what is too small for a row in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import decimal, listed, percent_text, prose_date, signed
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import Chance, shown_as_set
from equipoise.report.view.number_titles import number_title
from equipoise.report.view.tip import lever_value
from equipoise.studies.sensitivity import Index, Move, Sensitive, Sensitivity, Sobol, SobolNumber, Written

ROWS = 25
"""Numbers with a row of their own."""
NEGLIGIBLE = 0.001
"""A number that moves the scenario by less than this has no row."""
DRAWN = 10
"""Numbers in the chart."""
READ_AS = "Solid: the number moved up. Open: moved down. At each end what it is set to, and the points that follow."
"""How to read the chart, for the note beside it."""
LEAST_EFFECTIVE = 0.1
"""Share of the particles below which a move hangs on few of them."""


@dataclass(frozen=True)
class MoveView:
    """One number moved one way.

    Attributes:
        value: What it is set to.
        points: By how many points the scenario moves, `+2.1`.
        difference: The same as a probability, in full, for drawing.
    """

    value: str
    points: str
    difference: float

    @property
    def text(self) -> str:
        """`18: +2.7`."""
        return f"{self.value}: {self.points}"


@dataclass(frozen=True)
class NumberRow:
    """A number.

    Attributes:
        title: What it is called.
        path: Where it stands, as in an edit.
        line: Line of the file; empty where a default counts, or there is no file.
        now: Its value.
        down, up: One step down and up; None where it cannot go there.
    """

    title: str
    path: str
    line: str
    now: str
    down: MoveView | None
    up: MoveView | None


@dataclass(frozen=True)
class SensitivityView:
    """How far a scenario moves with each number.

    Attributes:
        scenario, slot, title: The scenario, its place in the case's order from 1, and what it is called.
        base: As assessed.
        heading: What was found, for a heading.
        sentence: The scenario, and how many numbers matter.
        overturned: Which numbers by themselves put another scenario first; empty where none does.
        rows: The widest first.
        rest: What has no row, in one line; empty where all have.
        left_out: Numbers that were not moved, in one line; empty where there is none.
        file: The file that lines are of.
        notes: Steps, and how exact the points are.
    """

    scenario: str
    slot: int
    title: str
    base: Chance
    heading: str
    sentence: str
    overturned: str
    rows: tuple[NumberRow, ...]
    rest: str
    left_out: str
    file: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class SobolRow:
    """A number that varied with others: its range, and its two indices with their intervals."""

    title: str
    path: str
    range: str
    first: str
    total: str


@dataclass(frozen=True)
class SobolView:
    """How the variance of a scenario divides among numbers that vary together."""

    heading: str
    rows: tuple[SobolRow, ...]
    notes: tuple[str, ...]


def sensitivity_view(
    case: Case, found: Sensitivity, *, scenario: str | None = None, rows: int = ROWS, least: float = NEGLIGIBLE
) -> SensitivityView:
    """Word and round a study of sensitivity.

    Args:
        case: The case.
        found: What was found.
        scenario: The scenario; the leader by default.
        rows: Most numbers with a row of their own.
        least: The least move, as a probability, that has one.

    Raises:
        UsageError: If the case has no such scenario.
    """
    names, wanted = Names(case), found.leader if scenario is None else scenario
    widest = found.widest(wanted)
    shown = [one for one in widest if one.moves(wanted) >= least][:rows]
    title, base = names.scenario(wanted), shown_as_set(found.base)[wanted]
    return SensitivityView(
        scenario=wanted,
        slot=list(found.base).index(wanted) + 1,
        title=title,
        base=base,
        heading=_heading(widest, wanted, title, case),
        sentence=_sentence(found, wanted, title, base),
        overturned=_overturned(found, names, case),
        rows=tuple(_row(one, wanted, case) for one in shown),
        rest=_rest(widest[len(shown) :], wanted, least),
        left_out=_left_out(found),
        file=found.file,
        notes=_notes(found, wanted, shown),
    )


def sobol_view(case: Case, found: Sobol) -> SobolView:
    """Word and round Sobol indices."""
    title = Names(case).scenario(found.scenario)
    alone = 100 * sum(one.first.value for one in found.numbers)
    notes = [
        f"{len(found.numbers)} numbers vary at once, each evenly over the range of its step; {title} then has a "
        f"standard deviation of {decimal(100 * found.sd)} points about {percent_text(whole_percent(found.mean))}.",
        "Alone: the share of its variance that a number explains by itself. In all: with what it does together with "
        f"others counted in full. In brackets, {percent_text(round(100 * found.confidence))} intervals; the shares "
        f"alone sum to {decimal(alone, 0)} of 100.",
        f"{found.runs} runs with {found.weighed} settings of the parameters each.",
    ]
    if found.passed_over:
        notes.append(
            f"One of each table of shares varies, so these were passed over: {', '.join(map(tidy, found.passed_over))}."
        )
    return SobolView(
        heading=f"Which numbers matter to {title} when they vary together",
        rows=tuple(_sobol_row(one, case, found) for one in found.numbers),
        notes=tuple(notes),
    )


# --- sentences ---------------------------------------------------------------------------------------------------


def _heading(widest: Sequence[Sensitive], scenario: str, title: str, case: Case) -> str:
    if not widest or widest[0].moves(scenario) == 0:
        return f"No number of the case moves {title}"
    most = widest[0]
    return f"One number moves {title} most, by {_points(most.moves(scenario))}: {_titled(most, case)}"


def _sentence(found: Sensitivity, scenario: str, title: str, base: Chance) -> str:
    many = len(found.numbers)
    by_a_point = sum(one.moves(scenario) >= 0.01 for one in found.numbers)
    some = "none" if by_a_point == 0 else str(by_a_point)
    moves = "moves" if by_a_point in (0, 1) else "move"
    return (
        f"{title} on {prose_date(found.horizon)} has {base.number} as assessed. Of {many} numbers, each moved by the "
        f"standard step of its kind, {some} {moves} it by a point or more."
    )


def _overturned(found: Sensitivity, names: Names, case: Case) -> str:
    told = []
    for one in found.widest(found.leader):
        for move in (one.down, one.up):
            if move is None:
                continue
            after = {name: found.base[name] + move.difference[name] for name in found.base}
            first = max(after, key=lambda name: after[name])
            if after[first] > after[found.leader]:
                told.append(f"{_titled(one, case)} at {_value(move.value)} ({names.scenario(first)})")
    if not told:
        return ""
    more = f" and {len(told) - 3} more" if len(told) > 3 else ""
    return f"A single step puts another scenario first: {'; '.join(told[:3])}{more}."


def _rest(rest: Sequence[Sensitive], scenario: str, least: float) -> str:
    moves = [one.moves(scenario) for one in rest]
    shown = [move for move in moves if move >= least]
    small = len(moves) - len(shown)
    parts = []
    if shown:
        parts.append(f"{len(shown)} more {_moves(len(shown))} it by {_from_to(min(shown), max(shown))}")
    if small:
        each = " each" if small > 1 else ""
        parts.append(f"{small} other {_numbers(small)} {_moves(small)} it by less than {_points(least)}{each}")
    return f"{'; '.join(parts)}." if parts else ""


def _left_out(found: Sensitivity) -> str:
    reasons = Counter(one.reason for one in found.left_out)
    parts = [f"{count} ({tidy(reason)})" for reason, count in reasons.most_common()]
    return f"Not moved: {listed(parts)}." if parts else ""


def _notes(found: Sensitivity, scenario: str, shown: Sequence[Sensitive]) -> tuple[str, ...]:
    notes = [f"Steps: {'; '.join(found.steps.values())}. A step that its field does not allow in full is cut."]
    moves = [move for one in shown for move in (one.down, one.up) if move is not None]
    error = max((move.error[scenario] for move in moves), default=0.0)
    if error > 0:
        most = "less than 0.1 points" if error < 0.0005 else f"at most {_points(error)}"
        notes.append(
            f"Points are differences under the same {found.weighed} of {found.particles} settings of the uncertain "
            f"parameters, and uncertain by {most} (one standard error)."
        )
    few = [one for one in shown if any(m.effective < LEAST_EFFECTIVE for m in (one.down, one.up) if m is not None)]
    if few:
        notes.append(f"Few settings carry the points of: {', '.join(one.path for one in few)}.")
    if any(one.line is not None for one in shown):
        notes.append(f"Lines are those of {found.file}; where none is told, a default counts.")
    return tuple(notes)


# --- rows --------------------------------------------------------------------------------------------------------


def _row(one: Sensitive, scenario: str, case: Case) -> NumberRow:
    # Of a prior its share moves, so its share is what it moves from.
    is_share_of_priors = one.path.endswith(".prior")
    return NumberRow(
        title=_titled(one, case),
        path=one.path,
        line="" if one.line is None else str(one.line),
        now=_value(one.number.number if is_share_of_priors else one.value),
        down=_move(one.down, scenario),
        up=_move(one.up, scenario),
    )


def _move(move: Move | None, scenario: str) -> MoveView | None:
    if move is None:
        return None
    difference = move.difference[scenario]
    return MoveView(_value(move.value), signed(100 * difference), difference)


def _sobol_row(one: SobolNumber, case: Case, found: Sobol) -> SobolRow:
    return SobolRow(
        title=tidy(number_title(one.path.split("."), case)),
        path=one.path,
        range=f"{lever_value(one.low)} to {lever_value(one.high)}",
        first=_share(one.first),
        total=_share(one.total),
    )


def _share(index: Index) -> str:
    """`24 % (14 to 35)`: a share of the variance with its interval, both kept within 0 to 1."""
    value, low, high = (round(100 * min(max(one, 0.0), 1.0)) for one in (index.value, index.low, index.high))
    return f"{percent_text(value) if 0 < value < 100 else f'{value} %'} ({low} to {high})"


def _titled(one: Sensitive, case: Case) -> str:
    return tidy(number_title(one.number.steps, case))


def _value(value: Written) -> str:
    return value if isinstance(value, str) else lever_value(value)


def _points(difference: float) -> str:
    """`2.7 points`."""
    told = decimal(100 * abs(difference), 1 if abs(difference) >= 0.0005 else 2)
    return f"{told} point{'' if told == '1.0' else 's'}"


def _from_to(least: float, most: float) -> str:
    low, high = decimal(100 * least), decimal(100 * most)
    return f"{low} points" if low == high else f"{low} to {high} points"


def _numbers(many: int) -> str:
    return "number" if many == 1 else "numbers"


def _moves(many: int) -> str:
    return "moves" if many == 1 else "move"
