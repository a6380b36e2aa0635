"""Where a number comes from: the page that every number has, with an address of its own."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from nicegui import ui

from equipoise.errors import EquipoiseError
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.asked_number import AskedNumber, subject_of
from equipoise.web.parts.number_kinds import number_kind
from equipoise.web.parts.number_origin import item_origin_markup, ledger_markup, moved_markup, number_markup
from equipoise.web.parts.word_help import words_markup
from equipoise.web.workspace.origins import Origins, find_origins


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    ui.html(f"<h1>{sitting.say('Where this comes from')}</h1>", sanitize=False)
    ui.html(f'<h2 class="visually-hidden">{sitting.say("Evidence")}</h2>', sanitize=False)
    with ui.element("div").classes("origin"):
        lay_out_origin(sitting, sitting.parameters)


def lay_out_origin(sitting: Sitting, parameters: Mapping[str, str]) -> None:
    """Say where the number comes from that an address tells of."""
    case, say = sitting.case, sitting.say
    asked = AskedNumber.read(parameters)
    subject, kind = subject_of(case, asked), number_kind(asked.of)
    _show(number_markup(asked, say))
    _show(words_markup(kind.words, sitting.address, sitting.language))
    if kind.rests == "ledger":
        _show(_of_ledger(sitting, subject.line))
        return
    if subject.item:
        _show(Markup("<h3>{}</h3>").format(say("This item")))
        _show(item_origin_markup(case, case.items[subject.item], None, sitting.address, say))

    def show(found: Origins) -> None:
        _show(moved_markup(case, subject, kind.rests, found, sitting.address, say))

    LongWork(
        sitting,
        "Find what moves it",
        find_origins,
        lambda: (case, sitting.as_of, sitting.rater),
        lambda: (sitting.as_of, sitting.rater),
        show,
        starts=True,
    )


def _of_ledger(sitting: Sitting, line: int) -> Markup:
    try:
        return ledger_markup(sitting.tracks, sitting.ledger_lines, line, sitting.say)
    except EquipoiseError as error:
        return Markup("<p>{} {}</p>").format(str(error), error.hint)


def _show(markup: Markup) -> None:
    ui.html(str(markup), sanitize=False)


ORIGIN = Page("origin", "Where this comes from", build)
