"""A button that starts long work, what it says of its progress, and a way to stop it; then what it found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from equipoise.web.pages.sitting import Sitting
from equipoise.web.workspace.jobs import Job

_LOOK_EVERY = 0.2


class LongWork:
    """A place on a page for work that takes longer than a person waits.

    What was found before for the same case and question is shown at once. The work goes on when the page is left, and
    is found again when somebody comes back.

    Args:
        sitting: The page.
        title: What is done, on the button: "Compute stability".
        work: A function of a module, called in another process with the arguments and `progress=`.
        arguments: Given at the start; the case among them.
        question: What makes a result another one, beside the case: hashable, such as the as-of date and the rater.
        show: Lays out what was found.
        starts: Whether to begin without being asked.
    """

    def __init__(
        self,
        sitting: Sitting,
        title: str,
        work: Callable[..., Any],
        arguments: Callable[[], tuple[Any, ...]],
        question: Callable[[], tuple[Any, ...]],
        show: Callable[[Any], None],
        *,
        starts: bool = False,
    ) -> None:
        self._sitting, self._title, self._work = sitting, title, work
        self._arguments, self._question, self._show = arguments, question, show
        self._job: Job | None = None
        self._job_key: tuple[Any, ...] = ()
        with ui.element("div").classes("work").props('role="status" aria-live="polite"'):
            self._start_button = ui.button(sitting.say(title), on_click=self.start).props("no-caps unelevated dense")
            self._stop_button = ui.button(sitting.say("Stop"), on_click=self.stop).props("no-caps flat dense")
            self._said = ui.label().classes("said")
        self._found = ui.element("div").classes("found")
        self._timer = ui.timer(_LOOK_EVERY, self._look, active=False)
        self._stop_button.set_visibility(False)
        self.refresh(starts=starts)

    def refresh(self, *, starts: bool = False) -> None:
        """Show what is known for the case and question as they are now; begin where nothing is, if asked to."""
        known = self._sitting.workspace.results.get(self._key())
        running = self._sitting.workspace.running.get(self._key())
        if isinstance(known, _Found):
            self._lay_out(known.result)
        elif running is not None and not running.is_over:
            self._follow(running)
        elif starts:
            self.start()

    def start(self) -> None:
        """Begin, unless the same work is under way."""
        workspace, key = self._sitting.workspace, self._key()
        if self._job is not None and self._job_key != key:
            workspace.jobs.cancel(self._job)  # nobody waits for the answer to the question before
        job = workspace.running.get(key)
        if job is None or job.is_over:
            job = workspace.jobs.start(self._title, self._work, *self._arguments())
            workspace.running[key] = job
        self._follow(job)

    def stop(self) -> None:
        """Let go of the work."""
        if self._job is not None:
            self._sitting.workspace.jobs.cancel(self._job)

    def _follow(self, job: Job) -> None:
        self._job, self._job_key = job, self._key()
        self._start_button.set_visibility(False)
        self._stop_button.set_visibility(True)
        self._timer.activate()

    def _look(self) -> None:
        job = self._job
        if job is None:
            return
        self._said.text = job.said or self._sitting.say("starting")
        if not job.is_over:
            return
        self._timer.deactivate()
        self._start_button.set_visibility(True)
        self._stop_button.set_visibility(False)
        self._job = None
        if job.state == "done":
            self._sitting.workspace.results.keep(self._job_key, _Found(job.result))
            self._lay_out(job.result)
        else:
            stopped = job.state == "cancelled"
            self._said.text = self._sitting.say("stopped") if stopped else f"{job.error} {job.hint}".strip()

    def _lay_out(self, result: Any) -> None:
        self._said.text = ""
        self._found.clear()
        with self._found:
            self._show(result)

    def _key(self) -> tuple[Any, ...]:
        return (self._sitting.case.fingerprint, self._title, *self._question())


class _Found:
    """A result, so that one that is None is told from none."""

    def __init__(self, result: Any) -> None:
        self.result = result
