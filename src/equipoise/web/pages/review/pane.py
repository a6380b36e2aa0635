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
from equipoise.web.pages.review.accept_form import AcceptForm
from equipoise.web.pages.review.deciding import Deciding
from equipoise.web.pages.review.edit_panel import EditPanel, Selected
from equipoise.web.pages.review.merge_panel import MergePanel
from equipoise.web.pages.review.reject_panel import RejectPanel
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.candidate import Target, findings_by_field, outcome_markup, targets
from equipoise.web.parts.review_order import ALL, ReviewOrder
from equipoise.web.parts.review_shown import head_markup, none_shown_markup, shown_markup
from equipoise.web.workspace.document_shelf import Shelf


class ReviewPane:
    """What is asked about a candidate, and what can be done with it.

    `document` is the document shown, and `selected` what is selected in its text.

    Args:
        sitting: The page.
        shelf: Documents, candidates and decisions.
        document: The document shown.
        scope: `all`, or empty for the candidates of that document.
        show: Shows a candidate in its document.
        decided: Called behind every decision.
    """

    def __init__(
        self,
        sitting: Sitting,
        shelf: Shelf,
        *,
        document: str,
        scope: str,
        show: Callable[[Candidate], Awaitable[None]],
        decided: Callable[[], Awaitable[None]],
    ) -> None:
        self.sitting, self.shelf, self.document, self.scope = sitting, shelf, document, scope
        self.candidate: Candidate | None = None
        self.selected: Selected | None = None
        self._show_in_text, self._decided = show, decided
        self._there = Standing({}, (), ())
        self._suggestion: Suggestion | None = None
        self._deciding = Deciding(sitting, shelf)
        self._from = 0
        self._lay_out()

    @property
    def may_review(self) -> bool:
        """Whether this person may decide on candidates of this case."""
        return self._deciding.may

    @property
    def is_open(self) -> bool:
        """Whether what is shown waits for a decision."""
        return self.candidate is not None and self.candidate.id in self._there.open

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
                self._lay_out_actions()
            actions.set_visibility(self.may_review)
            if not self.sitting.person.may_rate:
                ui.label(say("You may read here; deciding takes the role of an analyst.")).classes("dim")
            self._edit_panel = EditPanel(self.sitting, self._take_selected, self.edit)
            self._merge_panel = MergePanel(self.sitting, self._targets, self.merge)
            self._reject_panel = RejectPanel(self.sitting, self.reject)
            self._close_panels()
            self._outcome = ui.html("", sanitize=False).classes("outcome").props('role="status" aria-live="polite"')
            self._form = AcceptForm(self.sitting, self.accept)
            self._reopen = ui.button(say("Reopen"), on_click=self.reopen).props("no-caps flat dense")

    def _lay_out_actions(self) -> None:
        self._on_open = (
            self._action("a", "Accept", self.accept),
            self._action("e", "Edit", self._open_edit),
            self._action("m", "Merge", self._open_merge),
            self._action("r", "Reject", self._open_reject),
        )
        self._undo_button = self._action("u", "Undo decision", self.undo)
        self._moves = (
            self._action("p", "Previous", lambda: self.move(-1)),
            self._action("n", "Next", lambda: self.move(1)),
        )

    def _action(self, key: str, words: str, act: Callable[[], Any]) -> ui.button:
        button = ui.button(on_click=act).props(f'flat dense no-caps data-key="{key}"').classes("small")
        with button:
            ui.html(f"<kbd>{key.upper()}</kbd> {self.sitting.say(words)}", sanitize=False)
        return button

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
        await self.go(self._order.in_span(at) if at is not None else name or self._order.first())

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
        self._form.say_wrong({})
        self._problem.set_content("")
        self.candidate = self._there.open.get(name or "") or self._as_decided(name or "")
        self._suggestion = None
        if self.candidate is None:
            self._show_state()
            return
        candidate = self.candidate
        if self.is_open and self.may_review:
            try:
                self._suggestion = await to_thread(
                    lambda: self.shelf.queue(self.sitting.person.name).suggestion(candidate)
                )
            except EquipoiseError as error:
                self._tell(error)
        if self._suggestion is not None:
            self._form.fill_in(self._suggestion)
        self._show_state()
        await self._show_in_text(candidate)

    def _as_decided(self, name: str) -> Candidate | None:
        decision = self._there.decided.get(name)
        return decision.candidate if decision is not None else self._there.candidates.get(name)

    def _show_state(self) -> None:
        """Head, buttons and parts, as far as they make sense for what is shown."""
        order, candidate = self._order, self.candidate
        waits, last = order.waiting(), order.last_of(self.sitting.person.name)
        is_open = self.is_open and self.may_review
        decision = self._there.decided.get(candidate.id) if candidate is not None else None
        self._head.set_content(str(head_markup(order, self.sitting.say)))
        for button in self._on_open:
            button.set_enabled(is_open and not self._deciding.is_busy)
        for button in self._moves:
            button.set_enabled(bool(waits) and not (len(waits) == 1 and is_open))
        self._undo_button.set_enabled(last is not None and self.may_review)
        self._undo_button.props["title"] = f"{last.act} {last.candidate.id}" if last is not None else ""
        self._form.show(is_open and self._suggestion is not None)
        self._reopen.set_visibility(decision is not None and self.may_review)
        self._shown.set_content(str(self._shown_markup(candidate, decision)))

    def _shown_markup(self, candidate: Candidate | None, decision: Decision | None) -> Markup:
        say = self.sitting.say
        if candidate is None:
            return none_shown_markup(self._order, say, may_review=self.may_review)
        return shown_markup(
            candidate, self._same_words, decision, lambda item: self.sitting.address("evidence", item=item), say
        )

    def _tell(self, error: EquipoiseError) -> None:
        told = Markup('<p class="finding">{}{}</p>').format(str(error), f"; {error.hint}" if error.hint else "")
        self._problem.set_content(str(told))

    # --- panels ---

    def _open_edit(self) -> None:
        if self.candidate is not None and self._opens(self._edit_panel.panel):
            self._edit_panel.begin(self.candidate)

    def _open_merge(self) -> None:
        if self._opens(self._merge_panel.panel):
            self._merge_panel.begin()

    def _open_reject(self) -> None:
        self._opens(self._reject_panel.panel)

    def _opens(self, panel: ui.element) -> bool:
        """Open a panel, or close it where it is open; says whether it opens."""
        if not self.is_open:
            return False
        was_open = panel.visible
        self._close_panels()
        panel.set_visibility(not was_open)
        if not was_open:
            ui.run_javascript("equipoiseDocument.focusPanel()")
        return not was_open

    def _close_panels(self) -> None:
        for one in (self._edit_panel, self._merge_panel, self._reject_panel):
            one.panel.set_visibility(False)
        self._reject_panel.clear()

    def _take_selected(self) -> None:
        if self.selected is None:
            told = self.sitting.say("Select words in the text first.")
            self._problem.set_content(str(Markup("<p>{}</p>").format(told)))
            return
        self._edit_panel.take(self.selected)

    def _targets(self, words: str) -> Sequence[Target]:
        if self.candidate is None:
            return ()
        return targets(self.sitting.desk.case, self._there, self.candidate, self._same_words, words)

    # --- what a person does ---

    async def accept(self) -> None:
        """Make the candidate the item that the form describes."""
        candidate, suggestion = self.candidate, self._suggestion
        if candidate is None or suggestion is None or not self.is_open:
            return
        item = self._form.item(suggestion)
        self._form.say_wrong({})
        await self._decide(lambda queue: queue.accept(candidate.id, item=item), about=item)

    async def edit(self) -> None:
        """Let the candidate have other words, another date or actor."""
        candidate = self.candidate
        if candidate is None or not self._begins():
            return
        changes = self._edit_panel.changes(candidate)
        try:
            await self._deciding.do(lambda queue: queue.edit(candidate.id, **changes))
        except EquipoiseError as error:
            self._tell(error)
            return
        self._there = await to_thread(self.shelf.standing)
        await self._decided()
        await self.go(candidate.id)

    async def merge(self, into: str) -> None:
        """Let the candidate be a further place of an item or of another candidate."""
        candidate = self.candidate
        if candidate is not None:
            await self._decide(lambda queue: queue.merge(candidate.id, into))

    async def reject(self) -> None:
        """Turn the candidate down."""
        candidate, reason = self.candidate, self._reject_panel.reason
        if candidate is not None:
            await self._decide(lambda queue: queue.reject(candidate.id, reason))

    async def undo(self) -> None:
        """Take this person's last decision back, if nobody has decided since."""
        if self._order.last_of(self.sitting.person.name) is not None and self._begins():
            await self._take_back(lambda queue: queue.undo())

    async def reopen(self) -> None:
        """Let what is shown wait again, and leave the files as they are."""
        candidate = self.candidate
        if candidate is not None and self._begins():
            await self._take_back(lambda queue: queue.reopen(candidate.id))

    async def move(self, step: int) -> None:
        """Go to the next or previous candidate that waits, round the end."""
        name = self._order.beside(self.candidate.id if self.candidate is not None else "", step, place=self._from)
        if name is not None:
            await self.go(name)

    async def _change_scope(self) -> None:
        self.scope = str(self._scope.value or "")
        if self.candidate is None or self.candidate not in self._order.waiting():
            await self.go(self._order.first())
        else:
            self._show_state()

    # --- inside ---

    @property
    def _order(self) -> ReviewOrder:
        return ReviewOrder(self._there, self.document, self.scope)

    @property
    def _same_words(self) -> Sequence[str]:
        return self._suggestion.same_words if self._suggestion is not None else ()

    def _begins(self) -> bool:
        if self._deciding.can_begin:
            self._problem.set_content("")
        return self._deciding.can_begin

    async def _decide(self, act: Callable[[ReviewQueue], Decision], *, about: AcceptedItem | None = None) -> None:
        if not self._begins():
            return
        order = [one.id for one in self._order.waiting()]
        try:
            decision = await self._deciding.do(act)
        except EquipoiseError as error:
            if about is None:
                self._tell(error)
            else:
                self._form.say_wrong(findings_by_field(error, about))
            return
        await self._take_in()
        await self.go(self._order.behind(decision.candidate.id, order))
        address = self.sitting.address("evidence", item=decision.item or "")
        self._outcome.set_content(str(outcome_markup(decision, address, self.sitting.say)))

    async def _take_back(self, act: Callable[[ReviewQueue], Decision | None]) -> None:
        try:
            decision = await self._deciding.do(act)
        except EquipoiseError as error:
            self._tell(error)
            return
        await self._take_in()
        if decision is not None:
            await self.go(decision.candidate.id)
            told = Markup("<p>{}: {}</p>").format(self.sitting.say("taken back"), tidy(decision.candidate.id))
            self._outcome.set_content(str(told))

    async def _take_in(self) -> None:
        self.sitting.desk.look()
        self._there = await to_thread(self.shelf.standing)
        await self._decided()
