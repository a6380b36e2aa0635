"""The matrix: levels of scenarios, conditions and explanations in rows, evidence in columns, a rating in each cell.

It is transposed against the usual one, so that a person weighs one item against all scenarios before going on to the
next (look for what speaks against each, not for what fits one).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Mark, Rating
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import MINUS, coarse_date
from equipoise.report.palette import hue_number
from equipoise.web.labels import Say

SCENARIOS = "scenarios"
EXPLANATIONS = "explanations"
_TITLE_LENGTH = 34

CellKey = tuple[str, str, str]
"""Item, subject, level."""


@dataclass(frozen=True)
class Row:
    """A level that items are rated on.

    Attributes:
        subject: `scenarios`, `explanations`, a condition or an instrument.
        level: Its id.
        title: Its title, with that of its condition or instrument before it.
        slot: Place of a scenario in the case's order, from 1; 0 for what is no scenario.
        note: What stands under the title, such as "87 % → 80 %"; empty for none.
        begins: Whether a group begins with it.
    """

    subject: str
    level: str
    title: str
    slot: int = 0
    note: str = ""
    begins: bool = False


@dataclass(frozen=True)
class ColumnHead:
    """An item above its cells.

    Attributes:
        item: Its id.
        date: Its date, no finer than written.
        title: What happened, cut to a column's height.
        origin: Id of the root it shares with a neighbour; empty for none.
    """

    item: str
    date: str
    title: str
    origin: str


@dataclass(frozen=True)
class Rated:
    """A cell as it is shown.

    Attributes:
        text: `+3`, `−6`, `0`; empty where it is unassessed.
        look: Class of the style sheet: `p1`–`p3` likelier, `n1`–`n3` less likely, `z` rated and telling nothing, `u`
            unassessed, `h` hidden.
        why: Why somebody rated it so; empty where nothing is said.
    """

    text: str
    look: str
    why: str = ""


UNASSESSED = Rated("", "u")
HIDDEN = Rated("", "h")
"""A cell of which one is not to know whether anybody rated it."""


@dataclass(frozen=True)
class Matrix:
    """Rows, columns, and the cells by item, subject and level; a cell not among them is shown as `elsewhere`."""

    rows: tuple[Row, ...]
    columns: tuple[ColumnHead, ...]
    cells: Mapping[CellKey, Rated]
    elsewhere: Rated = UNASSESSED

    def at(self, column: ColumnHead, row: Row) -> Rated:
        """The cell where a row and a column meet."""
        return self.cells.get((column.item, row.subject, row.level), self.elsewhere)

    def rated(self, column: ColumnHead) -> tuple[int, int]:
        """Of an item, how many scenarios are rated, and how many there are."""
        rows = [row for row in self.rows if row.subject == SCENARIOS]
        return sum(self.at(column, row).look not in ("u", "h") for row in rows), len(rows)


def rows_of(case: Case, subjects: Sequence[str], notes: Mapping[str, str]) -> tuple[Row, ...]:
    """Rows for some subjects, in the case's order.

    Args:
        case: The case.
        subjects: Which to show: `scenarios`, `explanations`, conditions and instruments by id.
        notes: What stands under a scenario, by its id.
    """
    return tuple(row for subject in subjects for row in _rows_of(case, subject, notes))


def matrix(
    case: Case,
    items: Sequence[EvidenceItem],
    *,
    rater: str,
    subjects: Sequence[str] = (SCENARIOS,),
    notes: Mapping[str, str] | None = None,
    seen: Collection[CellKey] | None = None,
) -> Matrix:
    """The matrix of some items.

    Args:
        case: The case.
        items: In the order of the columns.
        rater: Whose ratings are shown.
        subjects: Groups of rows.
        notes: What stands under a scenario, by its id.
        seen: Cells whose ratings are shown, for a person who rates blind; all others look alike, rated or not. None to
            show every one.
    """
    cells = {
        key: rated(rating, case.definition.scale)
        for item in items
        for rating in case.ratings_of(item.id)
        if rating.rater == rater
        for key in [(rating.item, rating.subject, rating.level)]
        if seen is None or key in seen
    }
    shared = [_shared(items, index) for index in range(len(items))]
    columns = tuple(
        ColumnHead(item.id, coarse_date(item.date), _short(item.what), origin)
        for item, origin in zip(items, shared, strict=True)
    )
    elsewhere = UNASSESSED if seen is None else HIDDEN
    return Matrix(rows_of(case, subjects, notes or {}), columns, cells, elsewhere)


def rated(rating: Rating, scale: Mapping[Mark, float]) -> Rated:
    """One rating as it is shown."""
    decibans = float(scale[rating.rating]) if isinstance(rating.rating, str) else float(rating.rating)
    return Rated(weight_text(decibans), _look(decibans), rating.why or "")


def weight_text(decibans: float) -> str:
    """A weight in decibans, no more digits than it has: `+3`, `−1.8`, `0`."""
    digits = f"{abs(decibans):.1f}".removesuffix(".0")
    return "0" if digits == "0" else ("+" if decibans > 0 else MINUS) + digits


def matrix_markup(shown: Matrix, *, selected: str, corner: str, caption: str, say: Say = str) -> Markup:
    """The matrix as a table.

    Args:
        shown: The matrix.
        selected: Item whose column is tinted.
        corner: What stands above the names of rows.
        caption: What the table is, for a screen reader.
        say: Labels in the reader's language.
    """
    return Markup(
        '<table class="mx"><caption class="visually-hidden">{caption}</caption>'
        "<thead>{origins}<tr><th scope='col'>{corner}</th>{heads}</tr></thead><tbody>{rows}{totals}</tbody></table>"
    ).format(
        caption=caption,
        origins=_origins(shown, say),
        corner=corner,
        heads=Markup("").join(_head(column, selected) for column in shown.columns),
        rows=Markup("").join(_row(shown, row, selected) for row in shown.rows),
        totals=_totals(shown, selected, say),
    )


def cell_markup(cell: Rated) -> Markup:
    """The inside of a cell."""
    spoken = {"u": "unassessed", "h": "hidden"}.get(cell.look)
    inside = Markup('<span class="visually-hidden">{}</span>').format(spoken) if spoken else escape(cell.text)
    return Markup('<i class="{}"{}>{}</i>').format(cell.look, _title(cell), inside)


def _title(cell: Rated) -> Markup:
    if cell.look in ("u", "h"):
        return Markup("")
    said = f"{cell.text} decibans" + (f": {tidy(cell.why)}" if cell.why else "")
    return Markup(' title="{}"').format(said)


def _rows_of(case: Case, subject: str, notes: Mapping[str, str]) -> Iterator[Row]:
    definition, names = case.definition, Names(case)
    if subject == SCENARIOS:
        for slot, name in enumerate(definition.scenarios, start=1):
            yield Row(subject, name, names.scenario(name), slot, notes.get(name, ""), begins=slot == 1)
    elif subject == EXPLANATIONS:
        for index, name in enumerate(definition.explanations):
            yield Row(subject, name, names.explanation(name), begins=index == 0)
    else:
        of = definition.conditions if subject in definition.conditions else definition.instruments
        title = names.condition(subject) if subject in definition.conditions else names.instrument(subject)
        for index, level in enumerate(of[subject].levels):
            yield Row(subject, level, f"{title}: {names.level_amid(subject, level)}", begins=index == 0)


def _short(what: str) -> str:
    words = tidy(what)
    if len(words) <= _TITLE_LENGTH:
        return words
    return words[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _shared(items: Sequence[EvidenceItem], index: int) -> str:
    """The origin of an item, where a neighbour has the same."""
    origin = items[index].origin
    around = [items[near].origin for near in (index - 1, index + 1) if 0 <= near < len(items)]
    return origin if origin and origin in around else ""


def _look(decibans: float) -> str:
    size = abs(decibans)
    if size < 0.05:
        return "z"
    return ("p" if decibans > 0 else "n") + ("1" if size < 2 else "2" if size < 5 else "3")


def _origins(shown: Matrix, say: Say) -> Markup:
    """A bracket over neighbours of one root."""
    if not any(column.origin for column in shown.columns):
        return Markup("")
    cells, index = [Markup("<td></td>")], 0
    while index < len(shown.columns):
        origin = shown.columns[index].origin
        end = index + 1
        while origin and end < len(shown.columns) and shown.columns[end].origin == origin:
            end += 1
        if end - index > 1:
            cells.append(
                Markup('<td class="o" colspan="{}" title="{}"><span>{}</span></td>').format(
                    end - index, origin, say("one origin")
                )
            )
        else:
            cells.append(Markup("<td></td>"))
        index = end
    return Markup('<tr class="or">{}</tr>').format(Markup("").join(cells))


def _head(column: ColumnHead, selected: str) -> Markup:
    css = "sel" if column.item == selected else ""
    return Markup(
        '<th scope="col" class="{}" data-item="{}"><span class="v"><small>{}</small><br>{}</span></th>'
    ).format(css, column.item, column.date, column.title)


def _row(shown: Matrix, row: Row, selected: str) -> Markup:
    hue = f"s{hue_number(row.slot)}" if row.slot else ""
    name = Markup("<b>{}</b>").format(row.title) if row.slot else escape(row.title)
    note = Markup('<span class="dim note">{}</span>').format(row.note) if row.slot else Markup("")
    cells = Markup("").join(_cell(shown, column, row, selected) for column in shown.columns)
    return Markup('<tr class="{} {}"><th scope="row">{}{}</th>{}</tr>').format(
        hue, "grp" if row.begins else "", name, note, cells
    )


def _cell(shown: Matrix, column: ColumnHead, row: Row, selected: str) -> Markup:
    css = "sel" if column.item == selected else ""
    return Markup('<td class="{}" data-item="{}" data-subject="{}" data-level="{}">{}</td>').format(
        css, column.item, row.subject, row.level, cell_markup(shown.at(column, row))
    )


def _totals(shown: Matrix, selected: str, say: Say) -> Markup:
    cells = [
        Markup('<td class="{}" data-total="{}">{}/{}</td>').format(
            "sel" if column.item == selected else "", column.item, *shown.rated(column)
        )
        for column in shown.columns
    ]
    return Markup('<tr class="tot"><th scope="row">{}</th>{}</tr>').format(
        say("Scenarios rated"), Markup("").join(cells)
    )
