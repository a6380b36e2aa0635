"""Raters: a round in which each judges unseen by the others, and where they differ once everything is revealed."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.report.numbers import listed
from equipoise.report.view.agreement import agreement_view
from equipoise.studies.agreement import Agreement
from equipoise.web.pages.in_browser import in_browser
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.own_sheet import lay_out_sheet
from equipoise.web.pages.page import Page
from equipoise.web.pages.rater_field import offer_to_take_part, rater_field
from equipoise.web.pages.sitting import Sitting, attempt_apart
from equipoise.web.parts.disagreement import disagreement_map, gaps_markup, map_markup, subjects_markup
from equipoise.web.parts.evidence_list import LEFT_OUT
from equipoise.web.parts.round_markup import (
    chances_markup,
    estimates_markup,
    in_chains,
    missing_markup,
    pooled,
    revised_markup,
    round_title,
)
from equipoise.web.workspace.changes import Change
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.rater_work import RaterAnswers, compare_answers, compare_ratings


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    say, desk = sitting.say, sitting.desk
    if desk.rounds.going_on is not None and desk.rounds.going_on.is_over and not desk.read_only:
        sitting.attempt(lambda: desk.reveal_if_over(who=sitting.me))  # a reveal that was broken off
    ui.html(f"<h1>{say('Raters')}</h1>", sanitize=False)
    ui.label(say("Two people judge apart, unseen by each other; then everything is shown at once.")).classes("dim")
    with ui.element("div").classes("rater-choice"):
        rater_field(sitting)
    with ui.element("section").classes("round") as place:
        _lay_out_round(sitting)
    _follow(sitting, place)
    _lay_out_rounds(sitting)
    _Differences(sitting)


def _follow(sitting: Sitting, place: ui.element) -> None:
    """Keep the state of the round as others make it; what somebody types meanwhile is left alone."""
    client, shown = ui.context.client, _standing_of(sitting)

    def show() -> None:
        nonlocal shown
        now = _standing_of(sitting)
        if now == shown:
            return
        if now[0] != shown[0]:
            ui.navigate.reload()
            return
        shown = now
        place.clear()
        with place:
            _lay_out_round(sitting)

    def told(_desk: Desk, change: Change | None) -> None:
        if change is None:
            in_browser(client, show)

    client.on_delete(sitting.desk.subscribe(told))


def _standing_of(sitting: Sitting) -> tuple[Any, ...]:
    """What of a round everybody may know: whether one is open, and who is awaited."""
    going_on = sitting.desk.rounds.going_on
    if going_on is None:
        return (len(sitting.desk.rounds.all),)
    return (-going_on.number, going_on.awaited)


def _lay_out_round(sitting: Sitting) -> None:
    say, rounds = sitting.say, sitting.desk.rounds
    going_on = rounds.going_on
    ui.html(f"<h2>{say('Round')}</h2>", sanitize=False)
    if rounds.problem:
        ui.label(rounds.problem).props('role="alert"')
    if sitting.desk.read_only:
        ui.label(say("This case stays as it is: work on a copy to open a round.")).classes("dim")
        return
    if going_on is None:
        _lay_out_opening(sitting)
        return
    ui.label(round_title(going_on))
    awaited = listed(list(going_on.awaited))
    ui.label(f"{say('Not submitted yet:')} {awaited}").classes("dim")
    if sitting.viewer in going_on.raters:
        lay_out_sheet(sitting, going_on)
    elif not sitting.has_account:
        ui.label(say("To take part, choose your name as rater above."))
        offer_to_take_part(sitting)
    if sitting.person.may_edit:
        ui.button(
            say("Close the round with those who have submitted"),
            on_click=lambda: attempt_apart(lambda: sitting.desk.close_round(who=sitting.me)),
        ).props("flat dense no-caps")


def _lay_out_opening(sitting: Sitting) -> None:
    say, desk = sitting.say, sitting.desk
    if not sitting.person.may_edit:
        ui.label(say("No round is open. An editor can open one.")).classes("dim")
        return
    ui.label(
        say("Raters see neither each other's ratings of these items nor what is in the case, until all have submitted.")
    ).classes("dim")
    ui.label(say("An item that the case has no rating of yet will stand by the mean of theirs.")).classes("dim")
    with ui.element("div").classes("start"):
        raters = ui.input(say("Names of the raters, with commas")).props("dense outlined").classes("wide")
        items = ui.input(say("Ids of items, with commas; empty for all")).props("dense outlined").classes("wide")

        def begin() -> None:
            chosen = _words(items.value) or [one.id for one in sitting.case.evidence if one.kind not in LEFT_OUT]
            sitting.attempt(lambda: _open_round(sitting, _words(raters.value), chosen))

        ui.button(say("Open a round"), on_click=begin).props("no-caps dense unelevated")
    if desk.rounds.all:
        last = desk.rounds.all[-1]
        ui.button(
            f"{say('Have them look again:')} {listed(list(last.raters))}",
            on_click=lambda: sitting.attempt(lambda: desk.open_round_again(who=sitting.me)),
        ).props("flat dense no-caps")


def _open_round(sitting: Sitting, raters: list[str], items: list[str]) -> None:
    sitting.workspace.refuse_strangers(raters)
    sitting.desk.open_round(raters, items, who=sitting.me)


def _words(value: Any) -> list[str]:
    return [word for part in str(value or "").split(",") if (word := part.strip())]


def _lay_out_rounds(sitting: Sitting) -> None:
    """What was said in rounds that are over, the last first."""
    case, say = sitting.case, sitting.say
    chains = in_chains(sitting.desk.rounds.all)
    if not chains:
        return
    ui.html(f"<h2>{say('Own estimates')}</h2>", sanitize=False)
    for chain in reversed(chains):
        titles = Markup("").join(Markup("<h3>{}</h3>").format(round_title(one)) for one in chain)
        told = titles + estimates_markup(case, chain, say) + missing_markup(chain, say)
        ui.html(str(told + revised_markup(case, chain[0], sitting.address, say)), sanitize=False)


def _groups(sitting: Sitting) -> dict[str, tuple[str, ...]]:
    """Who can be compared: the raters of the last revealed round first, then all; empty with fewer than two raters."""
    rated = tuple(dict.fromkeys(row.rater for row in sitting.case.ratings))
    done = [one for one in sitting.desk.rounds.all if not one.is_open]
    of_round = tuple(name for name in done[-1].submitted if name in rated) if done else ()
    groups = {"round": of_round} if 1 < len(of_round) < len(rated) else {}
    return groups | ({"all": rated} if len(rated) > 1 else {})


def _why_nothing(sitting: Sitting) -> str:
    if sitting.kept_apart:
        return sitting.say("Shown once the round is revealed.")
    return sitting.say("One rater alone so far. Open a round, or choose another name as rater and rate.")


class _Differences:
    """Where the ratings of the case differ, and what that does: one browser's view of it."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.found: Agreement | None = None
        self.answers: RaterAnswers | None = None
        say = sitting.say
        ui.html(f"<h2>{say('Where raters differ')}</h2>", sanitize=False)
        self.groups = _groups(sitting)
        if not self.groups:
            ui.label(_why_nothing(sitting)).classes("dim")
            return
        self.group = next(iter(self.groups))
        if len(self.groups) > 1:
            titles = {key: say("All raters") if key == "all" else listed(list(self.groups[key])) for key in self.groups}
            ui.toggle(titles, value=self.group, on_change=lambda event: self._compare(str(event.value))).props(
                "no-caps dense unelevated"
            )
        work = ui.element("div")
        self.map = ui.html("", sanitize=False)
        ui.html(f"<h2>{say('The answer by each')}</h2>", sanitize=False)
        more = ui.element("div")
        self.answered = ui.html("", sanitize=False)
        ui.html(f"<h2>{say('Widest gaps')}</h2>", sanitize=False)
        self.gaps = ui.html("", sanitize=False)
        with more:
            self.answering = LongWork(
                sitting,
                "Compute the answer by each rater, and what each gap moves (a minute)",
                compare_answers,
                lambda: (sitting.case, self.names, sitting.as_of),
                lambda: (self.names, sitting.as_of),
                self._show_answers,
            )
        with work:
            self.comparing = LongWork(
                sitting,
                "Compare raters",
                compare_ratings,
                lambda: (sitting.case, self.names),
                lambda: (self.names,),
                self._show_found,
                starts=True,
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Who is compared."""
        return self.groups[self.group]

    def _compare(self, group: str) -> None:
        self.group, self.found, self.answers = group, None, None
        for shown in (self.map, self.gaps, self.answered):
            shown.set_content("")
        self.answering.refresh()
        self.comparing.refresh(starts=True)

    def _show_found(self, found: Agreement) -> None:
        self.found = found
        case, told = self.sitting.case, agreement_view(found)
        head = Markup("<p><b>{}.</b> {} {}</p><p class='dim'>{}</p>").format(
            told.heading, told.may, told.signs, told.counts
        )
        shown = map_markup(case, disagreement_map(case, found), self.sitting.address, self.sitting.say)
        self.map.set_content(str(head + shown + subjects_markup(told, self.sitting.say)))
        self._show_gaps()

    def _show_answers(self, answers: RaterAnswers) -> None:
        self.answers = answers
        say = self.sitting.say
        rows = {f"{say('By the ratings of')} {name}": said for name, said in answers.by_rater.items()}
        rows |= pooled(list(answers.by_rater.values()), say)
        if answers.of_mean:
            rows[say("By the mean of their ratings")] = answers.of_mean
        note = Markup("<p class='dim'>{}</p>").format(say("Pools are those of the ledger, and count each rater once."))
        self.answered.set_content(str(chances_markup(self.sitting.case, rows, None, say) + note))
        self._show_gaps()

    def _show_gaps(self) -> None:
        if self.found is not None:
            moves = None if self.answers is None else self.answers.moves
            self.gaps.set_content(
                str(gaps_markup(self.sitting.case, self.found, self.sitting.address, self.sitting.say, moves))
            )


RATERS = Page("raters", "Raters", build)
