"""The evidence: a list, the matrix, and what one is asked about the selected item; rated by mouse or by key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup
from nicegui import events, ui

from equipoise.case.raters import PLANTED
from equipoise.case.schema import EvidenceItem
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.evidence_list import LEFT_OUT, Filter, filtered, left_out_words, lines, list_markup
from equipoise.web.parts.headline import headline_markup, notes_of
from equipoise.web.parts.matrix import EXPLANATIONS, SCENARIOS, cell_markup, matrix, matrix_markup, rows_of
from equipoise.web.parts.rating_scale import STEPS, UNASSESS, written
from equipoise.web.parts.why import is_fully_rated, item_markup, question_markup
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
        self.cursor: tuple[str, str] = (SCENARIOS, next(iter(sitting.case.definition.scenarios)))
        self.is_blind = False
        self.subjects: tuple[str, ...] = (SCENARIOS,)
        self.standing = sitting.workspace.standing(sitting.desk.name, sitting.as_of, sitting.rater)
        self._lay_out()
        self._listen()
        self.show_all()
        if self.standing.numbers is not None:
            self._prepare()

    # --- layout ---

    def _lay_out(self) -> None:
        say = self.sitting.say
        ui.html(f'<h1 class="visually-hidden">{say("Evidence")}</h1>', sanitize=False)
        with ui.element("div").classes("cols"):
            with ui.element("aside").classes("left").props(f'aria-label="{say("Evidence")}"'):
                self._lay_out_filter()
                self.list_head = ui.html("", sanitize=False)
                self.list = ui.html("", sanitize=False)
                self.left_out = ui.html("", sanitize=False)
            with ui.element("div").classes("middle"):
                self._lay_out_matrix_head()
                region = 'tabindex="0" role="region" aria-label="Rating matrix"'
                with ui.element("div").classes("scroll").props(region):
                    self.matrix = ui.html("", sanitize=False)
                self.key = ui.html(_KEY, sanitize=False)
            with ui.element("aside").classes("right").props(f'aria-label="{say("Why")}"'):
                self.why = ui.html("", sanitize=False)
                self._lay_out_scale()
                with ui.element("section"):
                    self.headline_head = ui.html(f"<h2>{say('Headline')}</h2>", sanitize=False)
                    self.headline = ui.html("", sanitize=False).props('aria-live="polite"')
        ui.html(_KEYS, sanitize=False).classes("keys")

    def _lay_out_filter(self) -> None:
        say = self.sitting.say
        search = ui.input(placeholder=f"{say('Filter evidence')} ( / )").props(
            f'dense outlined clearable debounce=150 aria-label="{say("Filter evidence")}" input-class="search"'
        )
        search.on_value_change(lambda event: self._narrow(words=event.value or ""))
        shown = {
            "all": say("all evidence"),
            "open": say("not fully rated"),
            "rated": say("fully rated"),
            "left out": say("not in the likelihood"),
        }
        ui.select(shown, value="all", on_change=lambda event: self._narrow(show=event.value)).props(
            f'dense outlined options-dense aria-label="{say("Show")}"'
        )

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
                        label, on_change=lambda event, subject=subject: self._show_rows(subject, event.value)
                    )
                    box.props("dense").classes("small" if subject in rated else "small dim")
                ui.switch(say("Blind"), on_change=lambda event: self._go_blind(bool(event.value))).props(
                    'dense title="Random order; others’ ratings, numbers and weights hidden"'
                ).classes("small")

    def _lay_out_scale(self) -> None:
        say = self.sitting.say
        with ui.element("section"):
            self.question = ui.html("", sanitize=False)
            with ui.element("div").classes("scale").props(f'role="group" aria-label="{say("Rating")}"'):
                for step in STEPS:
                    self._scale_button(step.key, say(step.words))
                self._scale_button(UNASSESS, say("leave open"))
            self.reason = ui.input(say("Why")).props("dense outlined debounce=600").classes("reason")
            self.reason.on("blur", lambda: self._give_reason())
            self.copy = ui.button(say("Work on a copy"), on_click=self._work_on_copy).props("no-caps dense unelevated")
            self.copy.set_visibility(self.sitting.desk.read_only and self.sitting.person.may_edit)

    def _scale_button(self, key: str, words: str) -> None:
        button = ui.button(on_click=lambda: self._rate(key)).props("flat dense no-caps").classes("small step")
        with button:
            ui.html(f"<kbd>{key.upper()}</kbd> {words}", sanitize=False)
        button.set_enabled(self._may_rate)

    @property
    def _may_rate(self) -> bool:
        return self.sitting.person.may_rate and not self.sitting.desk.read_only

    # --- showing ---

    def show_all(self) -> None:
        """Draw everything as it stands."""
        self._show_list()
        self._show_matrix()
        self._show_item()
        self._show_numbers()

    def _show_list(self) -> None:
        case, say = self.sitting.case, self.sitting.say
        total = sum(item.kind not in LEFT_OUT for item in case.evidence)
        self.list_head.set_content(f"<h2>{say('Evidence')}<span>{len(self.items)} / {total}</span></h2>")
        shown = lines(case, self.items, self.sitting.rater)
        self.list.set_content(str(list_markup(shown, selected=self.selected, label=say("Evidence"))))
        if not self.items:
            self.list.set_content(f"<p class='dim'>{say('Nothing in view: widen the filter.')}</p>")
        out = Markup("<h2>{}</h2><p class='dim'>{}</p>").format(say("Not in the likelihood"), left_out_words(case))
        self.left_out.set_content(str(out))

    def _show_matrix(self) -> None:
        case = self.sitting.case
        notes = {} if self.is_blind else notes_of(self.standing.numbers)
        shown = matrix(case, self._columns(), rater=self.sitting.rater, subjects=self.subjects, notes=notes)
        corner = Markup('{} <span class="dim">{}</span>').format(
            self.sitting.say("Scenario"), "" if self.is_blind else self.sitting.say("now → horizon")
        )
        self.matrix.set_content(
            str(matrix_markup(shown, selected=self.selected, corner=corner, caption=self.sitting.say("Rating matrix")))
        )
        self._place_cursor()

    def _show_item(self) -> None:
        case, item = self.sitting.case, self._item()
        if item is None:
            self.why.set_content(f"<p class='dim'>{self.sitting.say('Select an item.')}</p>")
            return
        hidden = "" if is_fully_rated(case, item.id, self.sitting.rater) else _HIDDEN
        effect = "" if self.is_blind or hidden else self._effect(item)
        self.why.set_content(
            str(
                Markup("<h2>{}<span>{}</span></h2>").format(self.sitting.say("Why"), item.id)
                + item_markup(case, item)
                + Markup(hidden)
                + effect
            )
        )
        self._show_question()

    def _effect(self, item: EvidenceItem) -> Markup:
        address = self.sitting.address("drivers", item=item.id)
        return Markup('<p><a href="{}">{}</a></p>').format(address, self.sitting.say("What this item moves"))

    def _show_question(self) -> None:
        subject, level = self.cursor
        case = self.sitting.case
        slot = list(case.definition.scenarios).index(level) + 1 if subject == SCENARIOS else 0
        self.question.set_content(f"<p>{question_markup(case, subject, level, slot)}</p>")
        self.reason.value = next(
            (
                rating.why or ""
                for rating in case.ratings
                if (rating.item, rating.subject, rating.level, rating.rater) == self._cell().key
            ),
            "",
        )

    def _show_numbers(self) -> None:
        if self.is_blind:
            self.headline.set_content(f"<p class='dim'>{self.sitting.say('Hidden while you rate blind.')}</p>")
        elif self.standing.problem:
            self.headline.set_content(str(Markup("<p>{}</p>").format(self.standing.problem)))
        else:
            self.headline.set_content(str(headline_markup(self.sitting.case, self.standing.numbers)))

    def _show_cell(self, cell: Cell) -> None:
        """Draw one cell anew, in place."""
        shown = matrix(
            self.sitting.case, [self.sitting.case.items[cell.item]], rater=self.sitting.rater, subjects=self.subjects
        )
        for row in shown.rows:
            if (row.subject, row.level) == (cell.subject, cell.level):
                inside = str(cell_markup(shown.at(shown.columns[0], row)))
                rated = "{}/{}".format(*shown.rated(shown.columns[0]))
                ui.run_javascript(_call("cell", [cell.item, cell.subject, cell.level, inside, rated]))

    def _place_cursor(self) -> None:
        ui.run_javascript(_call("cursor", [self.selected, *self.cursor]))

    # --- what a person does ---

    def _listen(self) -> None:
        ui.on("evidence_cell", lambda event: self._go_to(event))
        ui.on("evidence_key", lambda event: self._rate(str(event.args)))
        client = ui.context.client

        def changed(desk: Desk, change: Change | None) -> None:
            client.safe_invoke(lambda: self._follow(change))

        def counted(standing: Standing) -> None:
            client.safe_invoke(self._counted)

        client.on_disconnect(self.sitting.desk.subscribe(changed))
        client.on_disconnect(self.standing.subscribe(counted))

    def _counted(self) -> None:
        self._show_numbers()
        if not self.standing.is_behind:
            self._prepare()
        if not self.is_blind:
            ui.run_javascript(_call("notes", [notes_of(self.standing.numbers)]))

    def _follow(self, change: Change | None) -> None:
        """Draw what somebody changed, wherever; one cell in its place, so that nobody loses theirs."""
        if change is not None and change.cell is not None:
            self._show_cell(change.cell)
            if change.cell.item == self.selected:
                self._show_item()
            return
        self.items = filtered(self.sitting.case, self.filter, self.sitting.rater)
        self._show_list()
        self._show_matrix()
        self._show_item()

    def _go_to(self, event: events.GenericEventArguments) -> None:
        item, subject, level = (str(part) for part in event.args)
        if item not in self.sitting.case.items:
            return
        moved = item != self.selected
        self.selected = item
        if subject:
            self.cursor = (subject, level)
        if moved:
            self._prepare()
            self._show_item()
            self._show_list()
            if item not in {column.id for column in self._drawn}:
                self._show_matrix()
            ui.run_javascript(_call("select", [item]))
        self._show_question()
        self._place_cursor()

    def _prepare(self) -> None:
        """Make ready for ratings of this item, and of those that come next."""
        ids = [item.id for item in self.items]
        at = ids.index(self.selected) if self.selected in ids else 0
        self.standing.prepare([self.selected, *ids[at + 1 : at + 4]])

    def _rate(self, key: str) -> None:
        if not self._may_rate or not self.selected:
            return
        scale = self.sitting.case.definition.scale
        rating = next((written(step, scale) for step in STEPS if step.key == key), None)
        if rating is None and key != UNASSESS:
            return
        cell = self._cell()
        self.sitting.attempt(lambda: self.sitting.desk.rate(cell, rating, who=self.sitting.person.name))

    def _give_reason(self) -> None:
        cell = self._cell()
        there = next(
            (row for row in self.sitting.case.ratings if (row.item, row.subject, row.level, row.rater) == cell.key),
            None,
        )
        said = str(self.reason.value or "").strip()
        if there is None or said == (there.why or "") or not self._may_rate:
            return
        self.sitting.attempt(lambda: self.sitting.desk.rate(cell, there.rating, who=self.sitting.person.name, why=said))

    def _narrow(self, **changes: Any) -> None:
        self.filter = replace(self.filter, **changes)
        self.items = filtered(self.sitting.case, self.filter, self.sitting.rater)
        self._show_list()
        self._show_matrix()

    def _show_rows(self, subject: str, is_shown: bool) -> None:
        definition = self.sitting.case.definition
        wanted = {*self.subjects, subject} if is_shown else set(self.subjects) - {subject}
        order = [SCENARIOS, *definition.conditions, *definition.instruments, EXPLANATIONS]
        self.subjects = tuple(one for one in order if one in wanted)
        self._show_matrix()

    def _go_blind(self, is_blind: bool) -> None:
        self.is_blind = is_blind
        self._narrow(shuffled_by=self.sitting.person.name if is_blind else None)
        self._show_item()
        self._show_numbers()

    def _work_on_copy(self) -> None:
        name = f"my-{self.sitting.desk.name}"
        copied = self.sitting.attempt(lambda: self.sitting.workspace.copy_case(self.sitting.desk.name, name))
        if copied is not None:
            ui.navigate.to(f"/case/{copied}/evidence?item={self.selected}")

    # --- inside ---

    def _cell(self) -> Cell:
        return Cell(self.selected, *self.cursor, rater=self.sitting.rater)

    def _item(self) -> EvidenceItem | None:
        return self.sitting.case.items.get(self.selected)

    def _columns(self) -> list[EvidenceItem]:
        """As many items around the selected one as are drawn at once."""
        ids = [item.id for item in self.items]
        at = ids.index(self.selected) if self.selected in ids else 0
        first = max(0, min(at - COLUMNS // 2, len(ids) - COLUMNS))
        self._drawn = list(self.items[first : first + COLUMNS])
        return self._drawn


def _call(function: str, arguments: list[Any]) -> str:
    import json

    return f"equipoiseMatrix.{function}(...{json.dumps(arguments, ensure_ascii=True)})"


_HIDDEN = (
    '<div class="blind"><b>Weight hidden.</b> Rate all scenarios to see what the item does. '
    "Seeing the effect first bends ratings.</div>"
)
_KEY = (
    '<p class="key"><span><i class="p2"></i>likelier, dB</span><span><i class="n2"></i>less likely, dB</span>'
    '<span>0: rated, tells nothing</span><span><i class="u"></i>unassessed: counts nothing, listed</span></p>'
)
_KEYS = (
    "<span><kbd>J</kbd> <kbd>K</kbd> item</span><span><kbd>↑</kbd> <kbd>↓</kbd> row</span>"
    "<span><kbd>1</kbd>–<kbd>7</kbd> rate</span><span><kbd>U</kbd> leave open</span><span><kbd>W</kbd> why</span>"
    "<span><kbd>Z</kbd> undo</span><span><kbd>/</kbd> filter</span>"
)

EVIDENCE = Page("evidence", "Evidence", build, scripts=("evidence.js",))
