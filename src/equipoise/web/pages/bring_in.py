"""Documents into the case: files dropped or chosen, or a text pasted; what became of each is told."""

from __future__ import annotations

import tempfile
from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nicegui import events, ui

from equipoise.documents.inbox import PIPE
from equipoise.errors import UsageError
from equipoise.web.pages.sitting import Sitting, tell
from equipoise.web.parts.document_arrivals import arrivals_markup
from equipoise.web.workspace.document_work import HandedIn, bring_in
from equipoise.web.workspace.jobs import Job

MOST_MIB = 60
"""Of one file. A request may have 64 MiB, and a form is a little larger than the file in it; the command takes 200."""

_LOOK_EVERY = 0.2


class BringIn:
    """The part of the page that takes documents.

    Files are read one batch after the other, for only one run at a time may write into a case: what arrives while one
    is at work waits for it.

    Args:
        sitting: The page.
        done: Called when something was brought in.
    """

    def __init__(self, sitting: Sitting, done: Callable[[], None]) -> None:
        self._sitting, self._done = sitting, done
        self._waiting: list[HandedIn] = []
        self._job: Job | None = None
        say = sitting.say
        with ui.element("section").classes("bring-in"):
            ui.html(f"<h2>{say('Bring documents in')}</h2>", sanitize=False)
            self._lay_out_upload()
            self._lay_out_paste()
            with ui.element("div").classes("following").props('role="status" aria-live="polite"'):
                self._said = ui.label().classes("dim")
                self._stop = ui.button(say("Stop"), on_click=self._cancel).props("no-caps flat dense")
                self._stop.set_visibility(False)
                self._found = ui.element("div")
        self._timer = ui.timer(_LOOK_EVERY, self._look, active=False)

    def _lay_out_upload(self) -> None:
        say = self._sitting.say
        uploader = ui.upload(
            multiple=True,
            auto_upload=True,
            max_file_size=MOST_MIB * 2**20,
            on_upload=self._take,
            on_rejected=lambda: tell(
                UsageError(
                    say("a file has more than {most} MiB").format(most=MOST_MIB),
                    hint=f"equipoise ingest {self._sitting.desk.name} FILE",
                )
            ),
        ).classes("uploader")
        uploader.on("uploading", lambda: self._say(say("sending")), args=[])
        uploader.on("failed", lambda: self._say(say("a file did not arrive: try again")), args=[])
        drop = Markup(
            '<div class="drop" data-uploader="{id}"><label for="files">{label}</label>'
            '<input id="files" type="file" multiple><p class="dim">{about}</p></div>'
        ).format(
            id=uploader.id,
            label=say("Drop files here, or choose them"),
            about=say(
                "Text, Markdown, HTML, PDF and DOCX, up to {most} MiB each. The original and its text are kept in the "
                "case with their hashes. Nothing becomes evidence by itself."
            ).format(most=MOST_MIB),
        )
        ui.html(str(drop), sanitize=False)

    def _lay_out_paste(self) -> None:
        say = self._sitting.say
        with ui.element("details").classes("paste"):
            with ui.element("summary"):
                ui.label(say("Paste a text"))
            with ui.element("div").classes("fields"):
                self._title = ui.input(say("Title")).props("dense outlined")
                self._publisher = ui.input(say("Publisher")).props("dense outlined")
                self._published = ui.input(say("Published: 2022-02-25, 2022-02 or 2022")).props("dense outlined")
                self._url = ui.input(say("Web address")).props("dense outlined")
            self._text = ui.textarea(say("Text")).props("dense outlined input-class=pasted").classes("whole")
            ui.button(say("Bring in"), on_click=self._paste).props("no-caps unelevated dense")

    # --- what a person does ---

    async def _take(self, event: events.UploadEventArguments) -> None:
        if not self._may:
            return
        path = _place()
        await event.file.save(path)
        self._waiting.append(HandedIn(event.file.name or "document", path))
        self._begin()

    async def _paste(self) -> None:
        text = str(self._text.value or "")
        if not text.strip() or not self._may:
            self._say(self._sitting.say("There is no text yet."))
            return
        said = {
            name: str(field.value).strip()
            for name, field in (
                ("title", self._title),
                ("publisher", self._publisher),
                ("published", self._published),
                ("url", self._url),
            )
            if str(field.value or "").strip()
        }
        path = _place()
        await to_thread(path.write_text, text, "utf-8")
        self._start([HandedIn(PIPE, path)], said)

    def _cancel(self) -> None:
        if self._job is not None:
            self._sitting.workspace.jobs.cancel(self._job)

    # --- work ---

    @property
    def _may(self) -> bool:
        return self._sitting.person.may_edit and not self._sitting.desk.read_only

    def _begin(self) -> None:
        """Read what has arrived, unless a run is at work: then it is begun behind that one."""
        if self._job is None and self._waiting:
            files, self._waiting = self._waiting, []
            self._start(files, {})

    def _start(self, files: list[HandedIn], said: dict[str, Any]) -> None:
        if self._job is not None:
            self._say(self._sitting.say("another text is being read; try again in a moment"))
            return
        folder = self._sitting.desk.folder
        self._job = self._sitting.workspace.jobs.start("Bring documents in", bring_in, folder, files, said)
        self._stop.set_visibility(True)
        self._timer.activate()

    def _look(self) -> None:
        job, say = self._job, self._sitting.say
        if job is None:
            return
        self._say(job.said or say("starting"))
        if not job.is_over:
            return
        self._job = None
        self._timer.deactivate()
        self._stop.set_visibility(False)
        if job.state == "done":
            self._say("")
            with self._found:
                ui.html(str(arrivals_markup(job.result, self._sitting.address, say)), sanitize=False)
            if job.result.having("added"):
                self._text.value = ""
        else:
            self._say(say("stopped") if job.state == "cancelled" else f"{job.error} {job.hint}".strip())
        self._done()
        self._begin()

    def _say(self, words: str) -> None:
        self._said.text = words


def _place() -> Path:
    """A place of its own for a file, under a name of ours: one that is sent is for messages, not for the disk."""
    return Path(tempfile.mkdtemp(prefix="equipoise-")) / "document"
