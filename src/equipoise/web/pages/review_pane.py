"""The review queue beside a document: one candidate after the other, decided by button or by key."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.documents.candidates import Candidate
from equipoise.errors import EquipoiseError
from equipoise.report.names import tidy
from equipoise.review.accepted import AcceptedItem
from equipoise.review.decision import Decision
from equipoise.review.queue import ReviewQueue
from equipoise.review.standing import Standing
from equipoise.review.suggestion import Suggestion
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.candidate import (
    KINDS,
    candidate_markup,
    filled_in,
    findings_by_field,
    item_of,
    new_sources,
    outcome_markup,
    source_names,
    targets,
)
from equipoise.web.workspace.document_shelf import Shelf

ALL = "all"
"""The queue of every document; otherwise it is that of the document shown."""

_LABELS = {
    "what": "What happened or was said",
    "date": "Date",
    "known": "Known since",
    "kind": "Kind",
    "grade": "Grade, such as B2",
    "sources": "Sources, with commas between",
    "source_title": "Title of the new source",
    "source_grade": "Its grade, A to F",
    "origin": "Origin it shares with other items",
    "id": "Id",
    "note": "Note",
}


class ReviewPane:
    """What is asked about a candidate, and what can be done with it.

    Args:
        sitting: The page.
        shelf: Documents, candidates and decisions.
        document: The document shown.
        queue: `all`, or empty for the candidates of that document.
        show: Shows a candidate in its document.
        decided: Called behind every decision.
    """

    def __init__(
        self,
        sitting: Sitting,
        shelf: Shelf,
        *,
        document: str,
        queue: str,
        show: Callable[[Candidate], Awaitable[None]],
        decided: Callable[[], Awaitable[None]],
    ) -> None:
        self.sitting, self.shelf, self.document = sitting, shelf, document
        self.scope = queue
        self.candidate: Candidate | None = None
        self.selected: tuple[int, int, str] | None = None
        self._show_in_text, self._decided = show, decided
        self._there = Standing({}, (), ())
        self._suggestion: Suggestion | None = None
        self._taken: tuple[int, int, str] | None = None
        self._is_busy = False
        self._from = 0
        self._lay_out()

    @property
    def may_review(self) -> bool:
        """Whether this person may decide on candidates of this case."""
        return self.sitting.person.may_rate and not self.sitting.desk.read_only

    # --- layout ---

    def _lay_out(self) -> None:
        say = self.sitting.say
        with ui.element("section").classes("review").props(f'aria-label="{say("Review")}"'):
            self._head = ui.html("", sanitize=False)
            scopes = {"": say("this document"), ALL: say("all documents")}
            self._scope = ui.select(scopes, value=self.scope, on_change=self._change_scope).props(
                f'dense outlined options-dense aria-label="{say("Candidates of")}"'
            )
            self._problem = ui.html("", sanitize=False).props('role="alert"')
            self._shown = ui.html("", sanitize=False)
            with ui.element("div").classes("actions").props(f'role="group" aria-label="{say("Decide")}"') as actions:
                self._accept_button = self._action("a", "Accept", self.accept)
                self._edit_button = self._action("e", "Edit", lambda: self._open("edit"))
                self._merge_button = self._action("m", "Merge", lambda: self._open("merge"))
                self._reject_button = self._action("r", "Reject", lambda: self._open("reject"))
                self._undo_button = self._action("u", "Undo decision", self.undo)
                self._previous_button = self._action("p", "Previous", lambda: self.move(-1))
                self._next_button = self._action("n", "Next", lambda: self.move(1))
            actions.set_visibility(self.may_review)
            if not self.sitting.person.may_rate:
                ui.label(say("You may read here; deciding takes the role of an analyst.")).classes("dim")
            self._panels = {"edit": self._edit_panel(), "merge": self._merge_panel(), "reject": self._reject_panel()}
            self._outcome = ui.html("", sanitize=False).classes("outcome").props('role="status" aria-live="polite"')
            self._form = self._accept_form()
            self._reopen = ui.button(say("Reopen"), on_click=self.reopen).props("no-caps flat dense")

    def _action(self, key: str, words: str, act: Callable[[], Any]) -> ui.button:
        button = ui.button(on_click=act).props(f'flat dense no-caps data-key="{key}"').classes("small")
        with button:
            ui.html(f"<kbd>{key.upper()}</kbd> {self.sitting.say(words)}", sanitize=False)
        return button

    def _edit_panel(self) -> ui.element:
        say = self.sitting.say
        with ui.element("div").classes("panel") as panel:
            ui.html(f"<h3>{say('Other words of the document')}</h3>", sanitize=False)
            self._words = ui.textarea(say("Words")).props("dense outlined autogrow").classes("first")
            ui.button(say("Take the words selected in the text"), on_click=self._take_selected).props(
                "no-caps flat dense"
            ).classes("small")
            with ui.element("div").classes("fields"):
                self._words_date = ui.input(say("Date")).props("dense outlined")
                self._words_actor = ui.input(say("Actor")).props("dense outlined")
            ui.button(say("Change the candidate"), on_click=self.edit).props("no-caps unelevated dense")
        panel.set_visibility(False)
        return panel

    def _merge_panel(self) -> ui.element:
        say = self.sitting.say
        with ui.element("div").classes("panel") as panel:
            ui.html(f"<h3>{say('A further place of')}</h3>", sanitize=False)
            self._target = ui.input(
                say("Search evidence and candidates"), on_change=lambda event: self._search(event.value or "")
            ).props("dense outlined clearable debounce=150")
            self._target.classes("first")
            self._targets = ui.element("div").classes("targets")
        panel.set_visibility(False)
        return panel

    def _reject_panel(self) -> ui.element:
        say = self.sitting.say
        with ui.element("div").classes("panel") as panel:
            self._reason = ui.input(say("Why it is no evidence")).props("dense outlined").classes("first")
            self._reason.on("keydown.enter", self.reject)
            ui.button(say("Reject"), on_click=self.reject).props("no-caps unelevated dense")
        panel.set_visibility(False)
        return panel

    def _accept_form(self) -> ui.element:
        say = self.sitting.say
        self._fields: dict[str, Any] = {}
        self._because: dict[str, ui.label] = {}
        self._wrong: dict[str, ui.html] = {}
        with ui.element("div").classes("form") as form:
            ui.html(f"<h3>{say('The item it becomes')}</h3>", sanitize=False)
            self._wrong[""] = ui.html("", sanitize=False).props('role="alert"')
            for name, label in _LABELS.items():
                self._lay_out_field(name, say(label))
        form.on("keydown.ctrl.enter", self.accept)
        self._fields["sources"].on_value_change(lambda: self._ask_for_new_source())
        return form

    def _lay_out_field(self, name: str, label: str) -> None:
        with ui.element("div").classes(f"f f-{name}") as row:
            if name == "kind":
                field: Any = ui.select(list(KINDS), label=label).props("dense outlined options-dense")
            elif name in ("what", "note"):
                field = ui.textarea(label).props("dense outlined autogrow")
            else:
                field = ui.input(label).props("dense outlined")
            self._fields[name] = field
            self._wrong[name] = ui.html("", sanitize=False).props('role="alert"')
            self._because[name] = ui.label().classes("dim because")
        row.set_visibility(not name.startswith("source_"))

    # --- showing ---

    async def begin(self, name: str, *, at: tuple[int, int] | None) -> None:
        """Show a candidate to begin with.

        Args:
            name: The one asked for; empty for the first that waits.
            at: A span that somebody came to see: then only a candidate on these words is shown, and the queue waits to
                be begun from there.
        """
        self._there = await to_thread(self.shelf.standing)
        self._from = at[0] if at is not None else 0
        waits = self._waiting()
        if at is not None:
            here = [one.id for one in waits if one.document == self.document and one.start < at[1] and at[0] < one.end]
            await self.go(here[0] if here else None)
        else:
            await self.go(name or (waits[0].id if waits else None))

    async def refresh(self) -> None:
        """Take in what was found and decided since, here or elsewhere; a form in the middle of typing stays."""
        self._there = await to_thread(self.shelf.standing)
        shown = self.candidate
        is_new = self.is_open and self.may_review and self._suggestion is None  # such as one that was reopened
        if shown is not None and (is_new or self._there.open.get(shown.id, shown) != shown):
            await self.go(shown.id)
        elif shown is not None and shown.id not in self._there.candidates:
            await self.go(None)
        else:
            self._show_state()

    async def go(self, name: str | None) -> None:
        """Show a candidate, waiting or decided; None for none."""
        self._close_panels()
        self._say_wrong({})
        self._problem.set_content("")
        self.candidate = self._there.open.get(name or "") or self._as_decided(name or "")
        self._suggestion = None
        if self.candidate is None:
            self._show_state()
            return
        candidate = self.candidate
        if self.is_open and self.may_review:
            try:
                self._suggestion = await to_thread(lambda: self._queue.suggestion(candidate))
            except EquipoiseError as error:
                self._tell(error)
        if self._suggestion is not None:
            self._fill_in(self._suggestion)
        self._show_state()
        await self._show_in_text(candidate)

    @property
    def is_open(self) -> bool:
        """Whether what is shown waits for a decision."""
        return self.candidate is not None and self.candidate.id in self._there.open

    def _as_decided(self, name: str) -> Candidate | None:
        decision = self._there.decided.get(name)
        return decision.candidate if decision is not None else self._there.candidates.get(name)

    def _fill_in(self, suggestion: Suggestion) -> None:
        for name, text in filled_in(suggestion).items():
            self._fields[name].value = text if name != "kind" or text in KINDS else None
        for name, label in self._because.items():
            label.text = suggestion.because.get(name, "")
        self._ask_for_new_source()

    def _show_state(self) -> None:
        """Head, buttons and parts, as far as they make sense for what is shown."""
        say = self.sitting.say
        mine = [one for one in self._there.candidates.values() if self.scope == ALL or one.document == self.document]
        decided = sum(one.id not in self._there.open for one in mine)
        progress = say("{done} of {all} decided").format(done=decided, all=len(mine)) if mine else ""
        self._head.set_content(f"<h2>{say('Review')}<span>{progress}</span></h2>")
        waits, last = self._waiting(), self._last_own()
        is_open = self.is_open and self.may_review
        for button in (self._accept_button, self._edit_button, self._merge_button, self._reject_button):
            button.set_enabled(is_open and not self._is_busy)
        for button in (self._previous_button, self._next_button):
            button.set_enabled(bool(waits) and not (len(waits) == 1 and is_open))
        self._undo_button.set_enabled(last is not None and self.may_review)
        self._undo_button.props(f'title="{self._undo_title(last)}"')
        self._form.set_visibility(is_open and self._suggestion is not None)
        self._reopen.set_visibility(bool(self._decision) and self.may_review)
        self._shown.set_content(str(self._shown_markup(mine)))

    def _shown_markup(self, mine: Sequence[Candidate]) -> Markup:
        say = self.sitting.say
        if self.candidate is None:
            waits = len(self._waiting())
            told = say("Waiting: {number}. Next begins.") if self.may_review else say("Waiting: {number}.")
            return Markup("<p>{}</p>").format(
                told.format(number=waits)
                if waits
                else say("Nothing waits here: all candidates are decided.")
                if mine
                else say("No candidates yet. Find them in the text, or mark what matters in evidence.yaml by hand.")
            )
        shown = candidate_markup(self.candidate, say)
        same = self._suggestion.same_words if self._suggestion is not None else ()
        if same:
            shown += Markup("<p>{}: {}. {}</p>").format(
                say("On the same words"), ", ".join(same), say("Merge, unless it is a thing of its own.")
            )
        decision = self._decision
        if decision is not None:
            shown += Markup('<p class="dim">{} · {}</p>').format(decision.by, decision.at.replace("T", " ").rstrip("Z"))
            shown += outcome_markup(decision, self.sitting.address("evidence", item=decision.item or ""), say)
            shown += Markup('<p class="dim">{}</p>').format(
                say("Reopening leaves the files as they are: take an item out of evidence.yaml by hand.")
            )
        return shown

    @property
    def _decision(self) -> Decision | None:
        return self._there.decided.get(self.candidate.id) if self.candidate is not None else None

    def _undo_title(self, last: Decision | None) -> str:
        return f"{last.act} {last.candidate.id}" if last is not None else ""

    def _ask_for_new_source(self) -> None:
        case = self.sitting.desk.case
        missing = new_sources(source_names(str(self._fields["sources"].value or "")), case)
        for name in ("source_title", "source_grade"):
            self._fields[name].parent_slot.parent.set_visibility(bool(missing))

    def _say_wrong(self, found: dict[str, list[str]]) -> None:
        for name, place in self._wrong.items():
            lines = found.get(name, [])
            place.set_content(str(Markup("").join(Markup('<p class="finding">{}</p>').format(one) for one in lines)))

    def _tell(self, error: EquipoiseError) -> None:
        told = Markup('<p class="finding">{}{}</p>').format(str(error), f"; {error.hint}" if error.hint else "")
        self._problem.set_content(str(told))

    # --- panels ---

    def _open(self, name: str) -> None:
        if not self.is_open or self.candidate is None:
            return
        was_open = self._panels[name].visible
        self._close_panels()
        self._panels[name].set_visibility(not was_open)
        if was_open:
            return
        if name == "edit":
            self._taken = None
            self._words.value = self.candidate.text
            self._words_date.value = str(self.candidate.date or "")
            self._words_actor.value = self.candidate.actor or ""
        if name == "merge":
            self._target.value = ""
            self._search("")
        ui.run_javascript("equipoiseDocument.focusPanel()")

    def _close_panels(self) -> None:
        for panel in self._panels.values():
            panel.set_visibility(False)
        self._reason.value = ""

    def _take_selected(self) -> None:
        if self.selected is None:
            self._problem.set_content(
                str(Markup("<p>{}</p>").format(self.sitting.say("Select words in the text first.")))
            )
            return
        self._taken = self.selected
        self._words.value = " ".join(self.selected[2].split())

    def _search(self, words: str) -> None:
        self._targets.clear()
        if self.candidate is None:
            return
        same = self._suggestion.same_words if self._suggestion is not None else ()
        found = targets(self.sitting.desk.case, self._there, self.candidate, same, words)
        with self._targets:
            for target in found:
                what = self.sitting.say("evidence" if target.is_item else "candidate")
                button = ui.button(on_click=lambda target=target: self.merge(target.id))
                button.props("flat dense no-caps align=left").classes("small target")
                with button:
                    line = Markup('<span><b>{}</b> {} <span class="dim">{}</span></span>')
                    ui.html(str(line.format(target.id, target.words, what)), sanitize=False)
            if not found:
                told = "Nothing rests on the same words: search." if not words else "Nothing has these words."
                ui.label(self.sitting.say(told)).classes("dim")

    # --- what a person does ---

    async def accept(self) -> None:
        """Make the candidate the item that the form describes."""
        candidate, suggestion = self.candidate, self._suggestion
        if candidate is None or suggestion is None or not self.is_open:
            return
        typed = {name: str(field.value or "") for name, field in self._fields.items()}
        item = item_of(typed, suggestion, self.sitting.desk.case)
        self._say_wrong({})
        await self._decide(lambda: self._queue.accept(candidate.id, item=item), about=item)

    async def edit(self) -> None:
        """Let the candidate have other words, another date or actor."""
        candidate = self.candidate
        if candidate is None or not self._begins():
            return
        words = str(self._words.value or "")
        changes: dict[str, Any] = {
            "date": str(self._words_date.value or "").strip(),
            "actor": str(self._words_actor.value or "").strip(),
        }
        if self._taken is not None and words == " ".join(self._taken[2].split()):
            changes |= {"start": self._taken[0], "end": self._taken[1]}
        elif words != candidate.text:
            changes["text"] = words
        try:
            await to_thread(lambda: self._queue.edit(candidate.id, **changes))
        except EquipoiseError as error:
            self._tell(error)
            return
        finally:
            self._is_busy = False
        self._there = await to_thread(self.shelf.standing)
        await self._decided()
        await self.go(candidate.id)

    async def merge(self, into: str) -> None:
        """Let the candidate be a further place of an item or of another candidate."""
        candidate = self.candidate
        if candidate is not None:
            await self._decide(lambda: self._queue.merge(candidate.id, into))

    async def reject(self) -> None:
        """Turn the candidate down."""
        candidate, reason = self.candidate, str(self._reason.value or "")
        if candidate is not None:
            await self._decide(lambda: self._queue.reject(candidate.id, reason))

    async def undo(self) -> None:
        """Take this person's last decision back, if nobody has decided since."""
        if self._last_own() is None or not self._begins():
            return
        await self._take_back(self._queue.undo)

    async def reopen(self) -> None:
        """Let what is shown wait again, and leave the files as they are."""
        candidate = self.candidate
        if candidate is not None and self._begins():
            await self._take_back(lambda: self._queue.reopen(candidate.id))

    async def move(self, step: int) -> None:
        """Go to the next or previous candidate that waits, round the end."""
        waits = [one.id for one in self._waiting()]
        if not waits:
            return
        here = self.candidate.id if self.candidate is not None else ""
        if here in waits:
            await self.go(waits[(waits.index(here) + step) % len(waits)])
        else:
            behind = [one.id for one in self._waiting() if one.document == self.document and one.start >= self._from]
            await self.go((behind or waits)[0] if step > 0 else waits[-1])

    async def _change_scope(self) -> None:
        self.scope = str(self._scope.value or "")
        if self.candidate is None or self.candidate not in self._waiting():
            await self.go(self._first())
        else:
            self._show_state()

    # --- inside ---

    @property
    def _queue(self) -> ReviewQueue:
        return self.shelf.queue(self.sitting.person.name)

    def _waiting(self) -> list[Candidate]:
        return [one for one in self._there.open.values() if self.scope == ALL or one.document == self.document]

    def _first(self) -> str | None:
        return next((one.id for one in self._waiting()), None)

    def _last_own(self) -> Decision | None:
        """The last decision in force, if it is this person's: nobody takes back what another has decided unseen."""
        last = self._there.in_force[-1] if self._there.in_force else None
        return last if last is not None and last.by == self.sitting.person.name else None

    def _begins(self) -> bool:
        """Whether a decision may begin; one that is under way is waited for."""
        if self._is_busy or not self.may_review:
            return False
        self._is_busy = True
        self._problem.set_content("")
        return True

    async def _decide(self, act: Callable[[], Decision], *, about: AcceptedItem | None = None) -> None:
        if not self._begins():
            return
        order = [one.id for one in self._waiting()]
        try:
            decision = await to_thread(act)
        except EquipoiseError as error:
            if about is None:
                self._tell(error)
            else:
                self._say_wrong(findings_by_field(error, about))
            return
        finally:
            self._is_busy = False
        await self._take_in()
        await self.go(self._after(decision.candidate.id, order))
        address = self.sitting.address("evidence", item=decision.item or "")
        self._outcome.set_content(str(outcome_markup(decision, address, self.sitting.say)))

    async def _take_back(self, act: Callable[[], Decision | None]) -> None:
        try:
            decision = await to_thread(act)
        except EquipoiseError as error:
            self._tell(error)
            return
        finally:
            self._is_busy = False
        await self._take_in()
        if decision is not None:
            await self.go(decision.candidate.id)
            told = Markup("<p>{}: {}</p>").format(self.sitting.say("taken back"), tidy(decision.candidate.id))
            self._outcome.set_content(str(told))

    async def _take_in(self) -> None:
        self.sitting.desk.look()
        self._there = await to_thread(self.shelf.standing)
        await self._decided()

    def _after(self, name: str, order: Sequence[str]) -> str | None:
        """The next that waits behind one that was just decided, else the first of all."""
        behind = order[order.index(name) + 1 :] if name in order else []
        still = {one.id for one in self._waiting()}
        return next((one for one in (*behind, *order) if one in still), None)
