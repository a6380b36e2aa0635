"""Long work that the API was asked for: found again by an id that nobody guesses, kept for a while when it is over."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from equipoise.web.api.answer import WithFile
from equipoise.web.api.problems import NotNowError, not_there
from equipoise.web.guard.problem import problem
from equipoise.web.workspace.jobs import Job, Jobs
from equipoise.web.workspace.people import Person

MOST_KEPT = 200
"""Jobs that are over and can still be asked for."""
MOST_OPEN = 8
"""Jobs of one person that wait or run at the same time."""


@dataclass(frozen=True)
class Entry:
    """A job, whose it is, and what it is about."""

    id: str
    job: Job
    who: str
    case: str
    study: str

    @property
    def file(self) -> WithFile | None:
        """The file it has made; None where it has made none, or not yet."""
        found = self.job.result if self.job.state == "done" else {}
        made = found.get("file")
        return made if isinstance(made, WithFile) else None

    def to_dict(self) -> dict[str, Any]:
        """The job as JSON: its result is there once it is done, its error where it failed."""
        job, found = self.job, self.job.result
        told: dict[str, Any] = {
            "schema": "equipoise/job/1",
            "job": self.id,
            "case": self.case,
            "study": self.study,
            "title": job.title,
            "state": job.state,
            "progress": job.said,
            "result": None,
            "status": None,
            "problem": None,
        }
        if job.state == "failed":
            return told | {"status": 500, "problem": problem(500, job.error, job.hint)}
        if job.state == "done" and "problem" in found:
            return told | {"state": "failed", "status": found["problem"]["status"], "problem": found["problem"]}
        return told | ({"status": 200, "result": found["result"]} if job.state == "done" else {})


class JobRegister:
    """Jobs by id. A person sees and stops their own.

    Args:
        jobs: What runs them.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = Lock()

    def start(self, person: Person, case: str, study: str, title: str, work: Callable[..., Any], *args: Any) -> Entry:
        """Begin a job.

        Raises:
            NotNowError: If too much of this person is under way.
        """
        with self._lock:
            under_way = [one for one in self._entries.values() if one.who == person.name and not one.job.is_over]
            if len(under_way) >= MOST_OPEN:
                raise NotNowError(f"{MOST_OPEN} of your jobs are under way", hint="wait for one of them, or DELETE it")
            job = self._jobs.start(title, work, *args)
            entry = Entry(secrets.token_hex(12), job, person.name, case, study)
            self._entries[entry.id] = entry
            over = [one.id for one in self._entries.values() if one.job.is_over]
            for known in over[: max(0, len(over) - MOST_KEPT)]:
                del self._entries[known]
            return entry

    def find(self, person: Person, job_id: str) -> Entry:
        """A job of a person.

        Raises:
            NotThereError: If they have no such job.
        """
        with self._lock:
            entry = self._entries.get(job_id)
        if entry is None or entry.who != person.name:
            raise not_there("job", job_id, ())
        return entry

    def of(self, person: Person) -> list[Entry]:
        """Jobs of a person, the oldest first."""
        with self._lock:
            return [entry for entry in self._entries.values() if entry.who == person.name]

    def cancel(self, person: Person, job_id: str) -> Entry:
        """Stop a job; one that is over stays as it is.

        Raises:
            NotThereError: If the person has no such job.
        """
        entry = self.find(person, job_id)
        self._jobs.cancel(entry.job)
        return entry
