"""Live numbers in a process of their own, so that pages answer at once while numbers are found.

Threads would share one interpreter with the pages. The process is started when it is first needed, serves all cases,
and ends with the workbench.
"""

from __future__ import annotations

import itertools
import multiprocessing
import traceback
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any, cast

from equipoise.case.case import Case
from equipoise.errors import EquipoiseError
from equipoise.studies.live import Live, LiveNumbers
from equipoise.web.workspace.case_versions import Difference, behind, difference

AT_ONCE = 4
"""Questions answered side by side: what a person waits for does not wait for what is made ready."""


class LiveApart:
    """A `Live` in the other process. Its methods do what those of `Live` do, and raise what those raise."""

    def __init__(self, process: NumbersProcess, name: int, case: Case, numbers: LiveNumbers) -> None:
        """Stand for what was drawn there; `LiveApart.of` draws it."""
        self._process, self._name, self.case, self.numbers = process, name, case, numbers

    @classmethod
    def of(cls, case: Case, *, as_of: date | None, rater: str) -> LiveApart:
        """Draw a case there and keep it ready."""
        process, name = running_process(), next(_NAMES)
        return cls(process, name, case, process.ask(name, "draw", case, as_of=as_of, rater=rater))

    @property
    def is_gone(self) -> bool:
        """Whether the process has ended, so that the case has to be drawn again."""
        return self._process.has_ended

    def prepare(self, items: Sequence[str]) -> None:
        """Make the days of some items ready."""
        self._process.ask(self._name, "prepare", items=tuple(items))

    def rerated(self, case: Case) -> LiveNumbers:
        """Numbers of a version in which ratings differ."""
        return self._process.ask(self._name, "rerated", case)

    def edited(self, case: Case, *, coarse: bool) -> LiveNumbers:
        """Numbers of any version."""
        return self._process.ask(self._name, "edited", case, coarse=coarse)

    def __del__(self) -> None:
        self._process.forgotten.append(self._name)


@dataclass(frozen=True)
class _Question:
    number: int
    of: int
    what: str
    case: tuple[str, Difference] | None
    options: Mapping[str, Any]
    forgotten: tuple[int, ...] = ()


class NumbersProcess:
    """The process as the workbench sees it: questions go in, and answers come back as they are found."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_answer_all, args=(theirs,), daemon=True, name="numbers")
        self._process.start()
        theirs.close()
        self.has_ended = False
        self.forgotten: deque[int] = deque()
        """Names of those that nobody asks any more."""
        self._sent: dict[str, Case] = {}
        self._sending = Lock()
        self._numbers = itertools.count()
        self._asked: dict[int, Future[Any]] = {}
        Thread(target=self._listen, daemon=True, name="answers").start()

    def ask(self, of: int, what: str, case: Case | None = None, **options: Any) -> LiveNumbers:
        """Put a question, and wait for the answer.

        Raises:
            EquipoiseError: What is raised there, or if the process ends meanwhile.
        """
        answer: Future[LiveNumbers] = Future()
        with self._sending:
            number = next(self._numbers)
            self._asked[number] = answer
            forgotten = tuple(self.forgotten.popleft() for _ in range(len(self.forgotten)))
            question = _Question(number, of, what, self._packed(case), options, forgotten)
            try:
                self._connection.send(question)
            except OSError:
                self._end()
        return answer.result()

    def stop(self) -> None:
        """End the process; whoever waits for an answer is told."""
        self._process.terminate()
        self._process.join()
        self._end()

    def _packed(self, case: Case | None) -> tuple[str, Difference] | None:
        """A version as it is sent; in the other process it is made of the version of the same case sent before."""
        if case is None:
            return None
        place = str(case.folder or case.name)
        made = difference(self._sent.get(place), case)
        self._sent[place] = case
        return place, made

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                number, found, error = self._connection.recv()
                asked = self._asked.pop(number)
                if error is None:
                    asked.set_result(found)
                else:
                    asked.set_exception(error)
        self._end()

    def _end(self) -> None:
        self.has_ended = True
        for number in tuple(self._asked):
            asked = self._asked.pop(number, None)
            if asked is not None:
                asked.set_exception(EquipoiseError("the process that finds numbers ended", hint="try again"))


def running_process() -> NumbersProcess:
    """The process, started where it is not there."""
    global _process
    with _starting:
        if _process is None or _process.has_ended:
            _process = NumbersProcess()
        return _process


_NAMES = itertools.count()
_starting = Lock()
_process: NumbersProcess | None = None


# --- in the process ----------------------------------------------------------------------------------------------


@dataclass
class _Answers:
    """What the process keeps: everything that was drawn, and of each case the version that came last."""

    connection: Connection
    lives: dict[int, Live] = field(default_factory=dict)
    versions: dict[str, Case] = field(default_factory=dict)
    sending: Any = field(default_factory=Lock)

    def begun(self, question: _Question) -> Callable[[], LiveNumbers | None]:
        """What finds the answer. Questions are begun in their order, since versions are made of one another."""
        for name in question.forgotten:
            self.lives.pop(name, None)
        given: tuple[Case, ...] = ()
        if question.case is not None:
            place, made = question.case
            self.versions[place] = behind(self.versions.get(place), made)
            given = (self.versions[place],)
        if question.what == "draw":
            return lambda: self._draw(question.of, *given, **question.options)
        act = getattr(self.lives[question.of], question.what)
        return lambda: cast("LiveNumbers | None", act(*given, **question.options))

    def answer(self, number: int, find: Callable[[], LiveNumbers | None]) -> None:
        """Find an answer and send it, or what went wrong."""
        found: LiveNumbers | None = None
        error: EquipoiseError | None = None
        try:
            found = find()
        except EquipoiseError as expected:
            error = expected
        except Exception as unforeseen:  # told too, and where, as of any long work
            where = traceback.extract_tb(unforeseen.__traceback__)[-1]
            place = f"{where.filename}:{where.lineno}; please report it"
            error = EquipoiseError(f"{type(unforeseen).__name__}: {unforeseen}", hint=place)
        with self.sending, suppress(OSError):
            self.connection.send((number, found, error))

    def _draw(self, name: int, case: Case, **options: Any) -> LiveNumbers:
        self.lives[name] = Live.of(case, **options)
        return self.lives[name].numbers


def _answer_all(connection: Connection) -> None:
    """Answer questions until the workbench has gone."""
    answers = _Answers(connection)
    with ThreadPoolExecutor(AT_ONCE) as pool, suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            question: _Question = connection.recv()
            pool.submit(answers.answer, question.number, answers.begun(question))
