"""The evidence: a list, the matrix, and what one is asked about the selected item; rated by mouse or by key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from nicegui import events, ui

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED
from equipoise.case.schema import EvidenceItem
from equipoise.web.pages.evidence_items import EvidenceItems
from equipoise.web.pages.evidence_rating import RatingScale
from equipoise.web.pages.in_browser import in_browser
from equipoise.web.pages.page import Page
from equipoise.web.pages.rater_field import rater_field, round_notice
from equipoise.web.pages.shown_markup import explained
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.evidence_list import Filter, filtered, lines
from equipoise.web.parts.headline import headline_markup, notes_of
from equipoise.web.parts.matrix import (
    EXPLANATIONS,
    SCENARIOS,
    CellKey,
    cell_markup,
    matrix,
    matrix_markup,
    rows_of,
)
from equipoise.web.parts.rating_help import hidden_markup, keys_markup, looks_markup
from equipoise.web.parts.why import is_fully_rated, item_markup
from equipoise.web.workspace.cells import levels_of
from equipoise.web.workspace.changes import Cell, Change
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.standing import Standing

COLUMNS = 18
"""Items in the matrix at once; the list and the keys move on to the others."""


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    _Evidence(sitting)


class _Evidence:
    """The state of one browser's page, and its parts."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.filter = Filter(as_of=sitting.as_of)
        self.items = filtered(sitting.case, self.filter, sitting.rater)
        wanted = sitting.parameters.get("item", "")
        self.selected = wanted if wanted in sitting.case.items else self.items[0].id if self.items else ""
        self.cursor = _cursor(sitting)
        self.rated_blind: set[CellKey] | None = None
        """Cells rated here since this person went blind, which are all they see; None where they are not."""
        self.subjects = tuple(dict.fromkeys((SCENARIOS, self.cursor[0])))
        self.standing = sitting.standing(sitting.as_of)
        self._lay_out()
        self._listen()
        self.show_all()
        if self.standing.numbers is not None:
            self._prepare()

    @property
    def seen(self) -> Case:
        """The case as this person sees it at the moment: one who rates blind sees what they rated since."""
        case, only, rater = self.sitting.case, self.rated_blind, self.sitting.rater
        if only is None:
            return case
        rows = [row for row in case.ratings if row.rater == rater and (row.item, row.subject, row.level) in only]
        return replace(case, ratings=tuple(rows))

    @property
    def hides_numbers(self) -> bool:
        """Whether what the ratings come to is not to be seen: rated blind, or before one's own estimate in a round."""
        going_on, viewer = self.sitting.desk.rounds.going_on, self.sitting.viewer
        is_asked = going_on is not None and viewer in going_on.raters and going_on.sheet(viewer).estimate is None
        return self.rated_blind is not None or is_asked

    # --- layout ---

    def _lay_out(self) -> None:
        say = self.sitting.say
        ui.html(f'<h1 class="visually-hidden">{say("Evidence")}</h1>', sanitize=False)
        with ui.element("div").classes("cols"):
            with ui.element("aside").classes("left").props(f'aria-label="{say("Evidence")}"'):
                rater_field(self.sitting)
                self.list = EvidenceItems(self.sitting, self._narrow)
            with ui.element("div").classes("middle"):
                round_notice(self.sitting)
                self._lay_out_matrix_head()
                region = 'tabindex="0" role="region" aria-label="Rating matrix"'
                with ui.element("div").classes("scroll").props(region):
                    self.matrix = ui.html("", sanitize=False)
                ui.html(str(looks_markup(say)), sanitize=False)
                with ui.element("section").classes("headline"):
                    ui.html(f"<h2>{say('Headline')}</h2>", sanitize=False)
                    self.headline = ui.html("", sanitize=False).props('aria-live="polite"')
                    self.waiting = ui.label().classes("dim")
                    ui.timer(1.0, self._show_waiting)
            with ui.element("aside").classes("right").props(f'aria-label="{say("Why")}"'):
                self.why = ui.html("", sanitize=False)
                self.scale = RatingScale(self.sitting, self._cell, lambda: self.seen, self._rated_here)
        ui.html(str(keys_markup(say)), sanitize=False).classes("keys")

    def _lay_out_matrix_head(self) -> None:
        say, definition = self.sitting.say, self.sitting.case.definition
        with ui.element("div").classes("matrix-head"):
            ui.html(
                f"<h2>{say('Matrix')}<span>{say('scenarios in rows, evidence in columns')}</span></h2>", sanitize=False
            )
            others = [*definition.conditions, *definition.instruments, EXPLANATIONS]
            rated = {rating.subject for rating in self.sitting.case.ratings if not rating.subject.startswith(PLANTED)}
            with ui.element("div").classes("choices"):
                for subject in others:
                    title = rows_of(self.sitting.case, (subject,), {})[0].title.partition(":")[0]
                    label = say("Explanations") if subject == EXPLANATIONS else title
                    box = ui.checkbox(
                        label,
                        value=subject in self.subjects,
                        on_change=lambda event, subject=subject: self._show_rows(subject, event.value),
                    )
                    box.props("dense").classes("small" if subject in rated else "small dim")
                ui.switch(say("Blind"), on_change=lambda event: self._go_blind(bool(event.value))).props(
                    'dense title="Random order; others’ ratings, numbers and weights hidden"'
                ).classes("small")

    # --- showing ---

    def show_all(self) -> None:
        """Draw everything as it stands."""
        self._show_list()
        self._show_matrix()
        self._show_item()
        self._show_numbers()

    def _show_list(self) -> None:
        self.list.show(self.seen, self.items, self.selected)

    def _show_matrix(self) -> None:
        say = self.sitting.say
        notes = {} if self.hides_numbers else notes_of(self.standing.numbers)
        shown = matrix(
            self.sitting.case,
            self._columns(),
            rater=self.sitting.rater,
            subjects=self.subjects,
            notes=notes,
            seen=self.rated_blind,
        )
        corner = Markup('{} <span class="dim">{}</span>').format(
            say("Scenario"), "" if self.hides_numbers else say("now → horizon")
        )
        markup = matrix_markup(shown, selected=self.selected, corner=corner, caption=say("Rating matrix"), say=say)
        self.matrix.set_content(str(markup))
        self._place_cursor()

    def _show_item(self) -> None:
        case, item = self.seen, self.sitting.case.items.get(self.selected)
        if item is None:
            self.why.set_content(str(Markup("<p class='dim'>{}</p>").format(self.sitting.say("Select an item."))))
            return
        hidden = Markup("") if is_fully_rated(case, item.id, self.sitting.rater) else hidden_markup(self.sitting.say)
        effect = "" if self.hides_numbers or hidden else self._effect(item)
        head = Markup("<h2>{}<span>{}</span></h2>").format(self.sitting.say("Why"), item.id)
        self.why.set_content(str(head + item_markup(case, item, self.sitting.say) + hidden + effect))
        self.scale.show()

    def _effect(self, item: EvidenceItem) -> Markup:
        address = self.sitting.address("drivers", item=item.id)
        return Markup('<p><a href="{}">{}</a></p>').format(address, self.sitting.say("What this item moves"))

    def _show_numbers(self) -> None:
        say, case = self.sitting.say, self.sitting.case
        if self.rated_blind is not None:
            shown = Markup("<p class='dim'>{}</p>").format(say("Hidden while you rate blind."))
        elif self.hides_numbers:
            shown = Markup("<p class='dim'>{}</p>").format(say("Hidden until you have given your own estimate."))
        elif problem := self.sitting.problem_of(self.standing):
            shown = Markup("<p>{}</p>").format(problem)
        else:
            shown = explained(self.sitting, headline_markup(case, self.standing.numbers, say), of="headline")
        self.headline.set_content(str(shown))
        self._show_waiting()

    def _show_waiting(self) -> None:
        """Say for how long new numbers have been on their way, where that is long enough to wonder."""
        seconds = 0 if self.hides_numbers else int(self.standing.waited)
        say, is_first = self.sitting.say, self.standing.numbers is None
        text = (
            say("{seconds} s so far; the page can be used meanwhile")
            if is_first
            else say("computing anew, {seconds} s so far")
        )
        self.waiting.set_visibility(seconds > 0)
        self.waiting.text = text.format(seconds=seconds) if seconds else ""

    def _show_cell(self, cell: Cell) -> None:
        """Draw one cell anew, in place."""
        item = self.sitting.case.items.get(cell.item)
        if item is None:
            return
        shown = matrix(
            self.sitting.case, [item], rater=self.sitting.rater, subjects=self.subjects, seen=self.rated_blind
        )
        for row in shown.rows:
            if (row.subject, row.level) == (cell.subject, cell.level):
                inside = str(cell_markup(shown.at(shown.columns[0], row)))
                rated = "{}/{}".format(*shown.rated(shown.columns[0]))
                state = lines(self.seen, [item], self.sitting.rater, self.sitting.say)[0].state
                ui.run_javascript(_call("cell", [cell.item, cell.subject, cell.level, inside, rated, state]))

    def _place_cursor(self) -> None:
        ui.run_javascript(_call("cursor", [self.selected, *self.cursor]))

    # --- what a person does ---

    def _listen(self) -> None:
        ui.on("evidence_cell", lambda event: self._go_to(event))
        ui.on("evidence_key", lambda event: self.scale.rate(str(event.args)))
        client = ui.context.client

        def changed(desk: Desk, change: Change | None) -> None:
            in_browser(client, lambda: self._follow(change))

        def counted(standing: Standing) -> None:
            in_browser(client, self._counted)

        # Until the page is given up: a browser that loses its connection for a moment comes back to the same page.
        client.on_delete(self.sitting.desk.subscribe(changed))
        client.on_delete(self.standing.subscribe(counted))

    def _counted(self) -> None:
        self._show_numbers()
        if not self.standing.is_behind:
            self._prepare()
        if not self.hides_numbers:
            ui.run_javascript(_call("notes", [notes_of(self.standing.numbers)]))

    def _follow(self, change: Change | None) -> None:
        """Draw what somebody changed, wherever; one cell in its place, so that nobody loses theirs."""
        if change is None or change.cell is None:
            self.items = filtered(self.seen, self.filter, self.sitting.rater)
            self.show_all()
        elif not change.is_for(self.sitting.viewer):
            return
        elif change.cell.rater != self.sitting.rater:
            if change.cell.key[:3] == self._cell().key[:3]:
                self.scale.show_others()
        else:
            self._show_cell(change.cell)
            if change.cell.item == self.selected:
                self._show_item()

    def _rated_here(self, cell: Cell) -> None:
        if self.rated_blind is not None:
            self.rated_blind.add((cell.item, cell.subject, cell.level))

    def _go_to(self, event: events.GenericEventArguments) -> None:
        item, subject, level = (str(part) for part in event.args)
        if item not in self.sitting.case.items or (subject and level not in levels_of(self.sitting.case, subject)):
            return
        moved = item != self.selected
        self.selected = item
        if subject:
            self.cursor = (subject, level)
        if moved:
            self._prepare()
            self._show_item()
            if item not in {column.id for column in self._drawn}:
                self._show_matrix()
            ui.run_javascript(_call("select", [item]))
        else:
            self.scale.show()
        self._place_cursor()

    def _prepare(self) -> None:
        """Make ready for ratings of this item, and of those that come next."""
        ids = [item.id for item in self.items]
        at = ids.index(self.selected) if self.selected in ids else 0
        self.standing.prepare([self.selected, *ids[at + 1 : at + 4]])

    def _narrow(self, **changes: Any) -> None:
        self.filter = replace(self.filter, **changes)
        self.items = filtered(self.seen, self.filter, self.sitting.rater)
        self._show_list()
        self._show_matrix()

    def _show_rows(self, subject: str, is_shown: bool) -> None:
        definition = self.sitting.case.definition
        wanted = {*self.subjects, subject} if is_shown else set(self.subjects) - {subject}
        order = [SCENARIOS, *definition.conditions, *definition.instruments, EXPLANATIONS]
        self.subjects = tuple(one for one in order if one in wanted)
        self._show_matrix()

    def _go_blind(self, is_blind: bool) -> None:
        self.rated_blind = set() if is_blind else None
        self._narrow(shuffled_by=self.sitting.me if is_blind else None)
        self._show_item()
        self._show_numbers()

    # --- inside ---

    def _cell(self) -> Cell:
        return Cell(self.selected, *self.cursor, rater=self.sitting.rater)

    def _columns(self) -> list[EvidenceItem]:
        """As many items around the selected one as are drawn at once."""
        ids = [item.id for item in self.items]
        at = ids.index(self.selected) if self.selected in ids else 0
        first = max(0, min(at - COLUMNS // 2, len(ids) - COLUMNS))
        self._drawn = list(self.items[first : first + COLUMNS])
        return self._drawn


def _cursor(sitting: Sitting) -> tuple[str, str]:
    """The row that the address names; else the first scenario."""
    subject, level = (sitting.parameters.get(name, "") for name in ("subject", "level"))
    if level and level in levels_of(sitting.case, subject):
        return subject, level
    return SCENARIOS, next(iter(sitting.case.definition.scenarios))


def _call(function: str, arguments: list[Any]) -> str:
    return f"equipoiseMatrix.{function}(...{json.dumps(arguments, ensure_ascii=True)})"


EVIDENCE = Page("evidence", "Evidence", build, scripts=("evidence.js",))
