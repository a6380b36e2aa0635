"""A review at a terminal: one candidate after the other, one word an action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from equipoise.case.case import Case
from equipoise.case.load import read_case
from equipoise.cli import streams
from equipoise.cli.reviewing.answers import BackError, NoMoreAnswersError, ask, ask_for
from equipoise.cli.reviewing.pages import (
    WIDTH,
    head,
    in_document,
    outcome,
    same_words,
    show,
    summary,
    taken_back,
)
from equipoise.cli.reviewing.ratings import FORM, parse_rating
from equipoise.documents.candidates import Candidate
from equipoise.errors import EquipoiseError, InvalidCaseError
from equipoise.report.columns import wrapped
from equipoise.review.accepted import AcceptedItem, RatingRow
from equipoise.review.queue import CHARACTERS, ReviewQueue
from equipoise.review.suggestion import Suggestion

_HELP = """a accept   make evidence of it: asks what, date, kind, source, origin, ratings
e edit     choose other words of the document, another date or actor
m merge    let it be a further place of an item or of another candidate
r reject   turn it down, with a reason; extraction does not bring it back
s skip     leave it for later
u undo     take the last decision back
c context  show more of what stands around it
q quit     end; what was decided is kept
In a question: enter takes what stands in brackets, - leaves the field out,
! goes back without deciding."""
_CHOICES = "a accept, e edit, m merge, r reject, s skip, u undo, c more, q quit, ? help"


class Dialogue:
    """A review in progress.

    Attributes:
        queue: The queue.
        case: The case, as the person calls it.
        rater: Whose ratings are taken.
    """

    def __init__(self, queue: ReviewQueue, case: str, *, rater: str) -> None:
        self.queue, self.case, self.rater = queue, case, rater
        self._skipped: set[str] = set()
        self._first: str | None = None
        self._characters = CHARACTERS
        self._is_over = False
        self._actions: dict[str, Callable[[Candidate, Suggestion], None]] = {
            "accept": self._accept,
            "edit": self._edit,
            "merge": self._merge,
            "reject": self._reject,
            "skip": self._skip,
            "undo": self._undo,
            "context": self._more,
            "quit": self._quit,
        }

    def hold(self) -> None:
        """Go through the open candidates until none is left, the person quits, or the input ends."""
        try:
            while not self._is_over and (candidate := self._next()) is not None:
                self._decide(candidate)
        except NoMoreAnswersError:
            pass
        show(["─" * WIDTH, *summary(self.queue, self.case)])

    def _next(self) -> Candidate | None:
        there = {one.id: one for one in self.queue.open() if one.id not in self._skipped}
        return there.get(self._first or "") or next(iter(there.values()), None)

    def _decide(self, candidate: Candidate) -> None:
        """Show a candidate and do as the person says with it, once."""
        if candidate.id != self._first:
            self._first, self._characters = candidate.id, CHARACTERS
        try:
            suggestion = self.queue.suggestion(candidate)
            show(head(self.queue, candidate))
            show([*in_document(self.queue.context(candidate, self._characters)), *same_words(suggestion)])
        except EquipoiseError as error:
            # What cannot be shown cannot be accepted; it can still be turned down or skipped.
            streams.tell(error)
            suggestion = Suggestion(AcceptedItem("", "", "", ""))
        action = self._action()
        try:
            action(candidate, suggestion)
        except BackError:
            show(["back; nothing was decided"])
        except EquipoiseError as error:
            streams.tell(error)

    def _action(self) -> Callable[[Candidate, Suggestion], None]:
        show([_CHOICES])
        while True:
            answer = ask("> ").casefold()
            if answer in self._actions:
                return self._actions[answer]
            for name, action in self._actions.items():
                if answer == name[0] or (answer == "more" and name == "context"):
                    return action
            show(_HELP.split("\n"))

    # --- actions ---------------------------------------------------------------------------------------------------

    def _accept(self, candidate: Candidate, suggestion: Suggestion) -> None:
        item, because = suggestion.item, suggestion.because
        while True:
            item = self._asked(item, because)
            ratings = self._ratings()
            try:
                decision = self.queue.accept(candidate.id, item=item, ratings=ratings)
            except InvalidCaseError as error:
                streams.tell(error)
                show(["answer again, or ! to go back"])
                because = {}
                continue
            show(outcome(decision, self.case))
            return

    def _asked(self, item: AcceptedItem, why: Mapping[str, str]) -> AcceptedItem:
        what = ask_for("what", item.what)
        date = ask_for("date", item.date, why.get("date", ""))
        known = ask_for("known", item.known, why.get("known", "")) if item.known else ""
        kind = ask_for("kind", item.kind, why.get("kind", ""))
        sources = ask_for("source", ", ".join(item.sources), why.get("sources", ""))
        names = tuple(name for name in (part.strip() for part in sources.split(",")) if name)
        new = self._new_sources(names, item)
        origin = ask_for("origin", item.origin or "", why.get("origin", ""))
        name = ask_for("id", item.id)
        return replace(
            item,
            id=name,
            what=what,
            date=date,
            known=known or None,
            kind=kind,
            sources=names,
            origin=origin or None,
            new_sources=new,
        )

    def _new_sources(self, names: tuple[str, ...], item: AcceptedItem) -> dict[str, dict[str, object]]:
        """Fields of the sources that the case lacks."""
        case = self._case()
        known = case.sources if case is not None else {}
        new: dict[str, dict[str, object]] = {}
        for name in names:
            if name in known:
                continue
            fields = dict(item.new_sources.get(name, {}))
            show(wrapped(f"{name} is new to sources.yaml", WIDTH))
            title = fields.get("title") or ask_for("its title", "")
            grade = ask_for("its grade, A (reliable) to E, F (cannot be judged)", str(fields.get("grade", "")))
            new[name] = fields | {"title": title} | ({"grade": grade} if grade else {})
        return new

    def _ratings(self) -> list[RatingRow]:
        rows: list[RatingRow] = []
        show([f"ratings: {FORM}; ? lists what can be rated, enter ends"])
        while answer := ask_for("rating", ""):
            if answer == "?":
                show(self._subjects())
                continue
            try:
                rows.append(parse_rating(answer, rater=self.rater))
            except EquipoiseError as error:
                streams.tell(error)
        return rows

    def _subjects(self) -> list[str]:
        case = self._case()
        if case is None:
            return ["the case has errors: equipoise check tells them"]
        definition = case.definition
        levels = {"scenarios": list(definition.scenarios)}
        levels |= {name: instrument.levels for name, instrument in definition.instruments.items()}
        levels |= {name: condition.levels for name, condition in definition.conditions.items()}
        levels["explanations"] = list(definition.explanations)
        lines = [line for name, ones in levels.items() for line in wrapped(f"{name}: {', '.join(ones)}", WIDTH)]
        return [*lines, "marks: ++ + 0 - --, or decibans (3 dB is twice as likely)"]

    def _edit(self, candidate: Candidate, suggestion: Suggestion) -> None:
        text = ask_for("words of the document", candidate.text)
        date = ask_for("date", str(candidate.date or ""))
        actor = ask_for("actor", candidate.actor or "")
        words = text if text != candidate.text else None
        self.queue.edit(candidate.id, text=words, date=date, actor=actor)

    def _merge(self, candidate: Candidate, suggestion: Suggestion) -> None:
        into = ask_for("into (an item or a candidate)", next(iter(suggestion.same_words), ""))
        if not into:
            raise BackError
        show(outcome(self.queue.merge(candidate.id, into), self.case))

    def _reject(self, candidate: Candidate, suggestion: Suggestion) -> None:
        show(outcome(self.queue.reject(candidate.id, ask_for("reason", "")), self.case))

    def _skip(self, candidate: Candidate, suggestion: Suggestion) -> None:
        self._skipped.add(candidate.id)

    def _undo(self, candidate: Candidate, suggestion: Suggestion) -> None:
        decision = self.queue.undo()
        if decision is None:
            show(["nothing is left to take back"])
            return
        show(taken_back(decision))
        self._first = decision.candidate.id
        self._skipped.discard(self._first)

    def _more(self, candidate: Candidate, suggestion: Suggestion) -> None:
        self._characters *= 3

    def _quit(self, candidate: Candidate, suggestion: Suggestion) -> None:
        self._is_over = True

    def _case(self) -> Case | None:
        return read_case(self.queue.folder).case
