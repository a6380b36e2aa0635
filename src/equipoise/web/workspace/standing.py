"""The numbers of a case as they stand at one vintage, under one rater, kept up while it is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from threading import Lock

from equipoise.assess.vintage_run import resolve_as_of
from equipoise.case.case import Case
from equipoise.errors import EquipoiseError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.studies.shared_draws.spreads import Spread
from equipoise.studies.shared_draws.versions import believe_version

_WORKERS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="numbers")
"""One at a time: each uses all cores by itself."""


@dataclass(frozen=True)
class Numbers:
    """Scenarios now and on the horizon.

    Attributes:
        as_of, horizon: The two days.
        now: Each scenario on the as-of date.
        ahead: Each scenario on the horizon.
    """

    as_of: date
    horizon: date
    now: Mapping[str, Spread]
    ahead: Mapping[str, Spread]


Listener = Callable[["Standing"], None]


class Standing:
    """Numbers that follow a case.

    `numbers` is what was found last; while `is_behind`, the case has changed since and new ones are on their way.
    Listeners are called from a worker's thread.
    """

    def __init__(self, as_of: date | None, rater: str) -> None:
        self.as_of, self.rater = as_of, rater
        self.numbers: Numbers | None = None
        self.problem = ""
        self.is_behind = False
        self._asked: Case | None = None
        self._listeners: list[Listener] = []
        self._lock = Lock()

    def follow(self, case: Case) -> None:
        """Find the numbers of a version of the case. Of several asked for in a row only the last is surely found."""
        with self._lock:
            if self._asked is not None and self._asked.fingerprint == case.fingerprint and not self.problem:
                return
            self._asked = case
            was_behind, self.is_behind = self.is_behind, True
        if not was_behind:
            _WORKERS.submit(self._catch_up)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of new numbers; call what is returned to be told no more."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _catch_up(self) -> None:
        while True:
            case = self._asked
            assert case is not None, "asked for before it was begun"
            try:
                self.numbers, self.problem = numbers_of(case, self.as_of, self.rater), ""
            except EquipoiseError as error:
                self.problem = f"{error} {error.hint}".strip()
            with self._lock:
                if self._asked is case:
                    self.is_behind = False
                    break
        for listener in tuple(self._listeners):
            listener(self)


def numbers_of(case: Case, as_of: date | None, rater: str) -> Numbers:
    """The numbers of a version of a case, found anew: about a second.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every state.
        UsageError: If the rater is unknown.
    """
    day = resolve_as_of(case, as_of)
    found = believe_version(case, as_of=day, rater=rater, particles=INTERACTIVE_PARTICLES, seed=0)
    return Numbers(day, case.definition.clock.horizon, found.spreads("now"), found.spreads("horizon"))
