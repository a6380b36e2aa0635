"""Long work in processes of its own: with progress, and let go of at once when nobody wants it any more."""

from __future__ import annotations

import itertools
import multiprocessing
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Condition, Thread
from typing import Any, Literal

from equipoise.errors import EquipoiseError

State = Literal["waiting", "running", "done", "failed", "cancelled"]

AT_ONCE = 2
"""Jobs that run side by side; more would only slow each other down."""


@dataclass(eq=False)
class Job:
    """A piece of long work.

    Attributes:
        id: Unique in this run of the workbench.
        title: What is being done, in words.
        state: Where it stands.
        said: What it said last about its progress.
        result: What came of it, once it is done.
        error: Why it failed, in words for a person; `hint` what to do about it.
        hint: What to do about a failure.
    """

    id: int
    title: str
    state: State = "waiting"
    said: str = ""
    result: Any = None
    error: str = ""
    hint: str = ""
    _process: BaseProcess | None = field(default=None, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "failed", "cancelled")


class Jobs:
    """Starts long work, follows it and stops it.

    The work is a function of a module, called in a fresh process with `progress=`, a function that takes a few words;
    what it is given and what it returns must be plain enough to be sent between processes.
    """

    def __init__(self, *, at_once: int = AT_ONCE) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._numbers = itertools.count(1)
        self._at_once = at_once
        self._running = 0
        self._changed = Condition()
        self._jobs: list[Job] = []

    def start(self, title: str, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Job:
        """Begin a piece of work, or put it in the queue."""
        job = Job(next(self._numbers), title)
        with self._changed:
            self._jobs = [*[one for one in self._jobs if not one.is_over], job]
        Thread(target=self._follow, args=(job, work, args, kwargs), daemon=True).start()
        return job

    def cancel(self, job: Job) -> None:
        """Stop a piece of work; one that is over stays as it is."""
        with self._changed:
            if job.is_over:
                return
            job.state = "cancelled"
            if job._process is not None:
                job._process.terminate()
            self._changed.notify_all()

    def close(self) -> None:
        """Stop all work, when the workbench closes."""
        for job in self._jobs:
            self.cancel(job)

    def wait(self, job: Job, timeout: float | None = None) -> Job:
        """Wait until a piece of work is over, or for so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: job.is_over, timeout)
        return job

    def _follow(self, job: Job, work: Callable[..., Any], args: Any, kwargs: Any) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._running < self._at_once or job.is_over)
            if job.is_over:
                return
            self._running += 1
            receiver, sender = self._context.Pipe(duplex=False)
            job._process = self._context.Process(target=_work, args=(sender, work, args, kwargs), daemon=True)
            job._process.start()
            job.state = "running"
        sender.close()
        try:
            self._listen(job, receiver)
        finally:
            job._process.join()
            receiver.close()
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def _listen(self, job: Job, receiver: Connection) -> None:
        while True:
            try:
                kind, content = receiver.recv()
            except (EOFError, OSError):
                self._end(job, "failed", error="the work ended before it was done", hint="try again")
                return
            if kind == "said":
                job.said = content
            elif kind == "done":
                self._end(job, "done", result=content)
                return
            else:
                self._end(job, "failed", error=content[0], hint=content[1])
                return

    def _end(self, job: Job, state: State, **found: Any) -> None:
        with self._changed:
            if not job.is_over:
                for name, value in found.items():
                    setattr(job, name, value)
                job.state = state
            self._changed.notify_all()


def _work(sender: Connection, work: Callable[..., Any], args: Any, kwargs: Any) -> None:
    """In the process: do the work and send what comes of it."""
    try:
        result = work(*args, progress=lambda words: sender.send(("said", str(words))), **kwargs)
        sender.send(("done", result))
    except EquipoiseError as error:
        sender.send(("failed", (str(error), error.hint)))
    except Exception as error:  # what nobody foresaw is told too, and where
        where = traceback.extract_tb(error.__traceback__)[-1]
        sender.send(
            ("failed", (f"{type(error).__name__}: {error}", f"{where.filename}:{where.lineno}; please report it"))
        )
