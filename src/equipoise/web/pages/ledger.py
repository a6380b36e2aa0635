"""The ledger: put a judgement on the record, say what happened, see what it was worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.errors import EquipoiseError, UsageError
from equipoise.ledger.due import due
from equipoise.ledger.icalendar import calendar_of
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.ledger import Recorded
from equipoise.ledger.records import OUTCOMES, Judgement
from equipoise.ledger.scoring import score_tracks
from equipoise.ledger.scoring.penalties import is_incoherent
from equipoise.ledger.scoring.scenario_order import scenario_order
from equipoise.ledger.standing import Track
from equipoise.ledger.transfer.export import export_csv
from equipoise.report.view.ledger_scores import view_of_scores
from equipoise.report.view.on_record import view_of_tracks
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.own_copy import work_on_copy
from equipoise.web.pages.page import Page
from equipoise.web.pages.shown_markup import explained
from equipoise.web.pages.sitting import Sitting, tell
from equipoise.web.parts.judged import Choice, choices
from equipoise.web.parts.ledger_markup import due_markup, event_markup, scores_markup, track_markup
from equipoise.web.workspace.work import judge_case

_OUTCOMES = {"occurred": "occurred", "did_not": "did not occur", "void": "void", "disputed": "disputed"}


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    _LedgerPage(sitting)


class _LedgerPage:
    """One browser's page."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        desk = sitting.desk
        self.ledger = desk.ledger
        self.may_record = sitting.person.may_rate and not desk.read_only
        say = sitting.say
        ui.html(f"<h1>{say('Ledger')}</h1>", sanitize=False)
        self.head = ui.html("", sanitize=False)
        with ui.element("div").classes("ledger"):
            with ui.element("section").classes("record"):
                ui.html(f"<h2>{say('Put a judgement on the record')}</h2>", sanitize=False)
                if self.may_record:
                    self._lay_out_recording()
                else:
                    self._say_why_not()
            with ui.element("section"):
                ui.html(f"<h2>{say('To be resolved')}</h2>", sanitize=False)
                self.due = ui.html("", sanitize=False)
                ui.button(say("Calendar (.ics)"), on_click=self._take_calendar).props("flat dense no-caps").classes(
                    "small"
                )
        ui.html(f"<h2>{say('On the record')}</h2>", sanitize=False)
        self.tracks = ui.element("div").classes("tracks")
        ui.button(say("Take away as CSV"), on_click=self._take_csv).props("flat dense no-caps").classes("small")
        ui.html(f"<h2>{say('Scores')}</h2>", sanitize=False)
        self.scores = ui.html("", sanitize=False).classes("study")
        self._show()

    # --- layout ---

    def _lay_out_recording(self) -> None:
        say = self.sitting.say
        self.choices = {choice.key: choice for choice in choices(self.sitting.case, self.sitting.tracks)}
        shown = {key: choice.title for key, choice in self.choices.items()}
        self.event = ui.select(
            shown, value=next(iter(shown)), label=say("What is judged"), on_change=self._ask_numbers
        ).props("dense outlined options-dense")
        self.rule = ui.label().classes("dim")
        self.numbers = ui.element("div").classes("numbers")
        self.probabilities: dict[str, ui.number] = {}
        self.reason = ui.input(say("Reason (needed for a change of more than ten points)")).props("dense outlined")
        with ui.element("div").classes("row"):
            ui.button(say("Record my judgement"), on_click=self._record).props("no-caps dense unelevated")
        LongWork(
            self.sitting,
            "Compute what the model says, and record it",
            judge_case,
            lambda: (self.sitting.case, self.sitting.as_of, self.sitting.rater),
            lambda: (self.sitting.as_of, self.sitting.rater, self.ledger.head),
            self._record_model,
        )
        self._ask_numbers()

    def _say_why_not(self) -> None:
        sitting = self.sitting
        if not sitting.person.may_rate:
            ui.label(sitting.say("Analysts and editors put judgements on the record; you read it.")).classes("dim")
            return
        ui.label(sitting.say("The ledger of this case stays as it is: work on a copy to record.")).classes("dim")
        if sitting.person.may_edit:
            ui.button(sitting.say("Work on a copy"), on_click=lambda: work_on_copy(sitting, "ledger")).props(
                "no-caps unelevated dense"
            )

    def _ask_numbers(self) -> None:
        choice = self._choice()
        self.rule.text = choice.resolves
        self.numbers.clear()
        self.probabilities = {}
        with self.numbers:
            for name, title in choice.options or (("", self.sitting.say("Probability, per cent")),):
                self.probabilities[name] = ui.number(title, min=0, max=100, suffix="%").props("dense outlined")

    # --- showing ---

    def _show(self) -> None:
        say, case = self.sitting.say, self.sitting.case
        head = Markup("{} <code>{}</code>. {}").format(say("Head of the ledger"), self.ledger.head, self._standing())
        self.head.set_content(str(Markup('<p class="dim">{}</p>').format(head)))
        today = self.sitting.workspace.now().date()
        offered = choices(case, self.sitting.tracks)
        asked = {str(choice.event): choice.title for choice in offered if choice.title != str(choice.event)}
        self.due.set_content(str(due_markup(due(self.sitting.tracks, case.definition), today, say, asked)))
        self.tracks.clear()
        with self.tracks:
            tracks = self.sitting.tracks
            if not tracks:
                ui.label(say("Nothing is on the record yet."))
                if self.may_record:
                    ui.label(say("Give your own numbers above, or have the model's recorded.")).classes("dim")
            for track, shown in zip(tracks, view_of_tracks(tracks), strict=True):
                ui.html(str(event_markup(shown.event, asked.get(str(track.event), ""))), sanitize=False)
                ui.html(str(explained(self.sitting, track_markup(shown, say), of="ledger")), sanitize=False)
                if self.may_record:
                    self._lay_out_track(track)
        scores = score_tracks(self.sitting.tracks, order=scenario_order(case.definition))
        shown_scores = scores_markup(view_of_scores(scores), say)
        self.scores.set_content(str(explained(self.sitting, shown_scores, of="scores")))

    def _standing(self) -> str:
        findings = self.ledger.verify()
        if findings:
            return f"{self.sitting.say('The ledger does not hold')}: {findings[0]}"
        return self.sitting.say("Every line holds; print the head with what you publish.")

    def _lay_out_track(self, track: Track) -> None:
        say, me = self.sitting.say, self.sitting.person.name
        with ui.expansion(say("Resolve, reaffirm or withdraw")).classes("resolve").props("dense"):
            with ui.element("div").classes("start"):
                options = (
                    dict(_OUTCOMES)
                    if not track.event.is_of_scenarios
                    else {
                        **{name: name for name in self.sitting.case.definition.scenarios},
                        "void": "void",
                        "disputed": "disputed",
                    }
                )
                outcome = (
                    ui.select(options, label=say("What happened")).props("dense outlined options-dense").classes("day")
                )
                day = ui.input(say("Date, such as 2024-03-31")).props("dense outlined")
                source = ui.input(say("Where it can be looked up")).props("dense outlined").classes("wide")
                second = ui.input(say("Second resolver, if any")).props("dense outlined")
                ui.button(
                    say("Resolve"),
                    on_click=lambda: self._resolve(track, outcome.value, day.value, source.value, second.value),
                ).props("no-caps dense unelevated")
            with ui.element("div").classes("row"):
                ui.button(
                    say("I stand by my last judgement"),
                    on_click=lambda: self._do_of(
                        track.event,
                        lambda: self.ledger.reaffirm(
                            track.event, by_whom=me, as_of=self.sitting.workspace.now().date()
                        ),
                    ),
                ).props("flat dense no-caps")
                ui.button(
                    say("I withdraw it"),
                    on_click=lambda: self._do(lambda: self.ledger.withdraw(track.event, by_whom=me)),
                ).props("flat dense no-caps")

    # --- what a person does ---

    def _record(self) -> None:
        choice, case = self._choice(), self.sitting.case
        said = {name: field.value for name, field in self.probabilities.items()}
        if any(value is None for value in said.values()):
            tell(UsageError("a probability is missing", hint="give one for each"))
            return
        numbers = {name: float(value) / 100 for name, value in said.items()}
        judged: dict[str, Any] = {"probabilities": numbers} if choice.options else {"probability": numbers[""]}
        common = {
            "event": choice.event,
            "question": choice.question,
            "as_of": self.sitting.workspace.now().date(),
            "by_whom": self.sitting.person.name,
            "kind": "person",
            "reason": str(self.reason.value or "") or None,
            "case": case.name,
            "fingerprint": case.fingerprint,
        }
        is_done = self._do_of(choice.event, lambda: self.ledger.record(common | judged))
        if is_done and choice.options and is_incoherent(numbers):
            ui.notify(
                f"{self.sitting.say('Recorded as said; scores and pools scale them to 100 %. They add up to')}"
                f" {100 * sum(numbers.values()):.4g} %.",
                multi_line=True,
            )

    def _record_model(self, judgements: tuple[Judgement, ...]) -> None:
        reason = str(self.reason.value or "") or None
        self._do(lambda: self.ledger.record(*(one.model_copy(update={"reason": reason}) for one in judgements)))

    def _resolve(self, track: Track, outcome: Any, day: Any, source: Any, second: Any) -> None:
        if not outcome or not day or not source:
            tell(UsageError("say what happened, when, and where it can be looked up"))
            return
        scenario = None
        if outcome not in OUTCOMES:
            outcome, scenario = "occurred", outcome
        self._do(
            lambda: self.ledger.resolve(
                track.event,
                str(outcome),
                scenario=scenario,
                date=str(day),
                source=str(source),
                by_whom=self.sitting.person.name,
                second_resolver=str(second) if second else None,
            )
        )

    def _do_of(self, event: JudgedEvent, action: Callable[[], Recorded]) -> bool:
        """Say of an event what one thinks, unless an open round has a sheet for that."""

        def unless_asked() -> Recorded:
            self.sitting.desk.rounds.refuse_on_record(self.sitting.case, event, self.sitting.viewer)
            return action()

        return self._do(unless_asked)

    def _do(self, action: Callable[[], Recorded]) -> bool:
        """Put something on the record and show it; nothing is ever taken off. Whether it is on the record."""
        try:
            recorded = action()
        except EquipoiseError as error:
            tell(error)
            return False
        for notice in recorded.notices:
            ui.notify(notice, multi_line=True)
        self._show()
        return True

    def _take_calendar(self) -> None:
        case = self.sitting.case
        found = due(self.sitting.tracks, case.definition)
        ui.download.content(calendar_of(found, case=case.name, title=case.definition.title), f"{case.name}.ics")

    def _take_csv(self) -> None:
        ui.download.content(export_csv(self.sitting.ledger_lines), f"{self.sitting.case.name}-ledger.csv")

    def _choice(self) -> Choice:
        return self.choices[str(self.event.value)]


LEDGER = Page("ledger", "Ledger", build)
