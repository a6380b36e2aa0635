"""Where raters differ: a map with a level in each row and an item in each column, and a list of the widest gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED
from equipoise.report.names import tidy
from equipoise.report.numbers import MINUS, coarse_date
from equipoise.report.view.agreement import AgreementView, DifferenceView, agreement_view
from equipoise.report.view.choices import points
from equipoise.studies.agreement import Agreement, Difference, LevelRatings
from equipoise.web.labels import Say
from equipoise.web.parts.matrix import SCENARIOS, Row, rows_of

MOST_COLUMNS = 24
"""Items on the map at most, those on which raters differ most; the list below tells of more."""

MOST_LISTED = 24

Address = Callable[..., str]
"""Address of a page with parameters: `address("evidence", item="e1")`."""


@dataclass(frozen=True)
class Apart:
    """A cell of the map.

    Attributes:
        text: With two raters, how much more the first weighs it than the second, `+6`, `−3`; with more, how far the
            outermost are apart, `6`.
        look: Class of the style sheet: `z` the same, `d1`–`d3` further and further apart, `l` one rater alone.
        said: What each rater gave, in words.
    """

    text: str
    look: str
    said: str


@dataclass(frozen=True)
class DisagreementMap:
    """Rows, columns and cells; a cell not among them was rated by nobody."""

    rows: tuple[Row, ...]
    items: tuple[str, ...]
    cells: Mapping[tuple[str, str, str], Apart]
    raters: tuple[str, ...]
    left: int


def disagreement_map(case: Case, found: Agreement) -> DisagreementMap:
    """The map, the item on which raters differ most first; of subjects that no two raters rated nothing is drawn."""
    widest: dict[str, float] = {}
    for one in found.differences:
        if one.item in case.items:
            widest[one.item] = max(widest.get(one.item, -1.0), -1.0 if one.largest is None else one.largest)
    items = sorted(widest, key=lambda item: -widest[item])
    shown = tuple(items[:MOST_COLUMNS])
    shared = {one.subject for one in found.differences if one.item in shown and one.largest is not None}
    subjects = [one.subject for one in found.subjects if one.subject in shared and not one.subject.startswith(PLANTED)]
    subjects.sort(key=lambda subject: subject != SCENARIOS)
    cells = {
        (one.item, one.subject, level.level): _apart(level, found.raters)
        for one in found.differences
        for level in one.levels
        if one.item in shown
    }
    return DisagreementMap(rows_of(case, subjects, {}), shown, cells, found.raters, len(items) - len(shown))


def map_markup(case: Case, shown: DisagreementMap, address: Address, say: Say) -> Markup:
    """The map as a table; each cell leads to its place on the evidence page."""
    heads = Markup("").join(_head(case, item, address) for item in shown.items)
    rows = Markup("").join(_row(shown, row, address) for row in shown.rows)
    more = (
        Markup('<p class="dim">{}</p>').format(say("{number} more items are not drawn.").format(number=shown.left))
        if shown.left
        else ""
    )
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{0}"><table class="mx apart">'
        '<caption class="visually-hidden">{0}</caption><thead><tr><th scope="col">{1}</th>{2}</tr>'
        "</thead><tbody>{3}</tbody></table></div><p class='dim'>{4}</p>{5}"
    ).format(say("Map of disagreement"), say("In decibans"), heads, rows, _how_to_read(shown.raters, say), more)


def gaps_markup(
    case: Case, found: Agreement, address: Address, say: Say, moves: Mapping[tuple[str, str], float] | None = None
) -> Markup:
    """The widest gaps, item by item: what each rater gave, how far apart they are, and what that moves.

    Args:
        case: The case.
        found: The comparison of raters.
        address: Where pages are.
        say: Labels in the reader's language.
        moves: How far each gap moves the answer, in probability; None where it was not worked out. The gaps that move
            most then stand first.
    """
    views = agreement_view(found).differences
    apart = [one for one in found.differences if one.largest]
    pairs = list(zip(apart, views, strict=True))
    if moves is not None:
        pairs.sort(key=lambda pair: -moves.get((pair[0].item, pair[0].subject), -1.0))
    if not pairs:
        return Markup("<p class='dim'>{}</p>").format(say("No two raters differ on anything that both rated."))
    heads = [say("Item"), say("On"), *map(tidy, found.raters), say("Apart")]
    heads += [say("Moves the answer by")] if moves is not None else []
    return Markup(
        '<div class="scroll" tabindex="0"><table class="plain-table"><thead><tr>{}</tr></thead><tbody>{}</tbody>'
        "</table></div>"
    ).format(
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        Markup("").join(_gap(one, view, address, moves) for one, view in pairs[:MOST_LISTED]),
    )


def subjects_markup(told: AgreementView, say: Say) -> Markup:
    """The coefficient of each subject with its interval, or why it has none."""
    if len(told.subjects) < 2:
        return Markup("")
    heads = [say(head) for head in ("On", "Krippendorff’s alpha", "By sign", "Shared cells")]
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td>{}</td></tr>').format(
            one.title, one.alpha, one.sign, f"{one.cells}. {one.note}" if one.note else one.cells
        )
        for one in told.subjects
    )
    return Markup(
        '<details><summary>{}</summary><div class="scroll" tabindex="0"><table class="plain-table"><thead><tr>{}</tr>'
        "</thead><tbody>{}</tbody></table></div></details>"
    ).format(
        say("Agreement by subject"), Markup("").join(Markup('<th scope="col">{}</th>').format(h) for h in heads), rows
    )


def _gap(
    one: Difference, view: DifferenceView, address: Address, moves: Mapping[tuple[str, str], float] | None
) -> Markup:
    worst = max(one.levels, key=lambda level: level.spread or 0.0)
    title = next(level for level in view.levels if level.apart == view.largest)
    link = Markup('<a href="{}">{}</a>').format(
        address("evidence", item=one.item, subject=one.subject, level=worst.level, all="1"), view.what
    )
    given = Markup("").join(Markup('<td class="n">{}</td>').format(text) for text in title.given)
    move = Markup("")
    if moves is not None:
        moved = moves.get((one.item, one.subject))
        move = Markup('<td class="n">{}</td>').format("not computed" if moved is None else points(moved))
    return Markup(
        '<tr><th scope="row" class="wrap">{}</th><td class="wrap">{}</td>{}<td class="n">{}</td>{}</tr>'
    ).format(link, f"{view.subject}: {title.title}", given, view.largest, move)


def _apart(level: LevelRatings, raters: Sequence[str]) -> Apart:
    given = [(name, level.centred[name]) for name in raters if level.rated[name] is not None]
    said = ", ".join(f"{name} {_signed(value or 0.0)}" for name, value in given)
    if level.spread is None:
        return Apart("", "l", f"{said}; nobody else rated this")
    differ = "; one speaks for it, another against" if level.signs_differ else ""
    said += f"; {_number(level.spread)} dB apart{differ}"
    if level.spread < 0.05:
        return Apart("0", "z", said)
    look = "d1" if level.spread < 3 else "d2" if level.spread < 6 else "d3"
    first, second = level.centred[raters[0]], level.centred[raters[1]]
    if len(raters) == 2 and first is not None and second is not None:
        return Apart(_signed(first - second), look, said)
    return Apart(_number(level.spread), look, said)


def _signed(value: float) -> str:
    number = _number(abs(value))
    return number if number == "0" else f"{'+' if value > 0 else MINUS}{number}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _how_to_read(raters: Sequence[str], say: Say) -> str:
    if len(raters) == 2:
        words = say("Plus: {first} weighs it more than {second}; minus: less. Hatched: one of them alone rated it.")
        return words.format(first=raters[0], second=raters[1])
    return say("How far the outermost raters are apart. Hatched: one rater alone.")


def _head(case: Case, item: str, address: Address) -> Markup:
    entry = case.items[item]
    words = tidy(entry.what)
    short = words if len(words) <= 34 else words[:33].rsplit(" ", 1)[0] + "…"
    return Markup('<th scope="col"><span class="v"><small>{}</small><br><a href="{}">{}</a></span></th>').format(
        coarse_date(entry.date), address("evidence", item=item), short
    )


def _row(shown: DisagreementMap, row: Row, address: Address) -> Markup:
    cells = Markup("").join(_cell(shown, item, row, address) for item in shown.items)
    return Markup('<tr class="{}"><th scope="row">{}</th>{}</tr>').format("grp" if row.begins else "", row.title, cells)


def _cell(shown: DisagreementMap, item: str, row: Row, address: Address) -> Markup:
    cell = shown.cells.get((item, row.subject, row.level))
    if cell is None:
        return Markup("<td></td>")
    href = address("evidence", item=item, subject=row.subject, level=row.level, all="1")
    return Markup('<td><a class="{}" href="{}" title="{}" aria-label="{}">{}</a></td>').format(
        cell.look, href, cell.said, cell.said, cell.text
    )
