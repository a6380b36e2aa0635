"""Pages that show one study each: a question, a button, and what was found as it stands in the brief."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import ui

from equipoise.report.brief_html import render_sections
from equipoise.web.pages.long_work import LongWork
from equipoise.web.pages.page import Page
from equipoise.web.pages.shown_markup import show_traced
from equipoise.web.pages.sitting import Sitting
from equipoise.web.workspace.study import (
    Sections,
    study_drivers,
    study_method,
    study_stability,
    study_tipping,
    study_watch,
)

NOTHING = "There is nothing in this case to compute it from yet: add to its model, or evidence with ratings."


def study_page(
    slug: str,
    title: str,
    asks: str,
    button: str,
    work: Callable[..., Sections],
    *,
    starts: bool = False,
    nothing: str = NOTHING,
) -> Page:
    """A page for a study that needs nothing but the case, the as-of date and the rater.

    Args:
        slug: Name in the address.
        title: Name of the page.
        asks: The question it answers.
        button: What the button says.
        work: Makes the sections, in a process of its own.
        starts: Whether it begins at once, for what takes seconds.
        nothing: What to add to a case that gives nothing to study.
    """

    def build(sitting: Sitting) -> None:
        ui.html(f"<h1>{sitting.say(title)}</h1>", sanitize=False)
        ui.label(sitting.say(asks)).classes("dim")
        LongWork(
            sitting,
            button,
            work,
            lambda: (sitting.case, sitting.as_of, sitting.rater),
            lambda: (sitting.as_of, sitting.rater),
            partial(show_sections, sitting, nothing=nothing),
            starts=starts,
        )

    return Page(slug, title, build)


def show_sections(sitting: Sitting, sections: Any, *, nothing: str = NOTHING) -> None:
    """Lay out sections of a brief; where there are none, say what to add."""
    if not sections:
        _nothing(sitting, nothing)
        return
    with ui.element("div").classes("brief"):
        show_traced(sitting, lambda: render_sections(sections))


def _nothing(sitting: Sitting, words: str) -> None:
    with ui.element("p"):
        ui.label(sitting.say(words))
        ui.link(sitting.say("Model"), sitting.address("model"))
        ui.label(" · ")
        ui.link(sitting.say("Evidence"), sitting.address("evidence"))


STABILITY = study_page(
    "stability",
    "Stability",
    "How far does the headline hang on choices that somebody else might have made otherwise?",
    "Compute stability (a minute)",
    study_stability,
)
TIPPING = study_page(
    "tipping",
    "Tipping",
    "At which value of a lever does another scenario lead, and what follows if a condition holds?",
    "Find tipping points (minutes)",
    study_tipping,
    nothing="This case has no lever, condition or assumption to try: add one to its model.",
)
WATCH = study_page(
    "watch",
    "Watch",
    "What should we look for, by when, and what would each finding do?",
    "Draw the watch board",
    study_watch,
    nothing="No indicator says what to look for: add one to the model.",
)
DRIVERS = study_page(
    "drivers",
    "Drivers",
    "Which evidence, explanations and conditions carry the judgement?",
    "Find what drives it",
    study_drivers,
    starts=True,
)
METHODS = study_page(
    "methods",
    "Methods",
    "How are the numbers made, and how good is the evidence that each technique helps?",
    "Show the methods",
    study_method,
    starts=True,
)
