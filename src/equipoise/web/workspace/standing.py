"""The numbers of a case as they stand at one vintage, under one rater, kept up while it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Lock
from time import monotonic

from equipoise.case.case import Case
from equipoise.errors import EquipoiseError
from equipoise.studies.live import LiveNumbers
from equipoise.web.workspace.live_apart import LiveApart

_FOLLOWING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="numbers")
"""What a person waits for: one at a time, since each uses all cores of the process that finds numbers."""

_PREPARING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="prepared")
"""What makes the next answer quick, and is waited for by nobody."""

Listener = Callable[["Standing"], None]


class Standing:
    """Numbers that follow a case.

    `numbers` is what was found last; while `is_behind`, the case has changed since and new ones are on their way.
    Listeners are called from a worker's thread.
    """

    def __init__(self, as_of: date | None, rater: str) -> None:
        self.as_of, self.rater = as_of, rater
        self.numbers: LiveNumbers | None = None
        self.problem = ""
        self.is_behind = False
        self._live: LiveApart | None = None
        self._asked: Case | None = None
        self._asked_at = 0.0
        self._listeners: list[Listener] = []
        self._lock = Lock()

    def follow(self, case: Case) -> None:
        """Find the numbers of a version of the case. Of several asked for in a row only the last is surely found."""
        with self._lock:
            if self._asked is case:
                return
            self._asked = case
            was_behind, self.is_behind = self.is_behind, True
            if not was_behind:
                self._asked_at = monotonic()
        if not was_behind:
            _FOLLOWING.submit(self._catch_up)

    @property
    def waited(self) -> float:
        """For how many seconds the numbers have been behind; 0 where they are not."""
        return monotonic() - self._asked_at if self.is_behind else 0.0

    def prepare(self, items: Sequence[str]) -> Future[None]:
        """Make ready for ratings of some items, those to be rated first in front; nobody waits for it."""
        return _PREPARING.submit(self._make_ready, tuple(items))

    def changed(self, case: Case, *, coarse: bool = False) -> LiveNumbers:
        """The numbers of another version of the case, which is not followed.

        Args:
            case: The version.
            coarse: Whether half of the settings are enough, as while a slider moves.

        Raises:
            NotTrustworthyError: If the evidence is impossible under every state.
            UsageError: If the rater is unknown.
        """
        live = self._live
        if live is None or live.is_gone:
            return self._drawn(case).numbers
        return live.edited(case, coarse=coarse)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of new numbers; call what is returned to be told no more."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _catch_up(self) -> None:
        while True:
            case = self._asked
            assert case is not None, "asked for before it was begun"
            try:
                self.numbers, self.problem = self._find(case), ""
            except EquipoiseError as error:
                self.problem = f"{error} {error.hint}".strip()
            with self._lock:
                if self._asked is case:
                    self.is_behind = False
                    break
        for listener in tuple(self._listeners):
            listener(self)

    def _find(self, case: Case) -> LiveNumbers:
        if self._live is None or self._live.is_gone:
            self._live = self._drawn(case)
            return self._live.numbers
        found = self._live.rerated(case)
        if found.how == "drawn again":
            self._live = self._drawn(case)
        return found

    def _make_ready(self, items: tuple[str, ...]) -> None:
        """Draw the case as it stands now, so that one more rating changes one day only, and prepare the items."""
        case, live = self._asked, self._live
        if case is None or live is None:
            return
        try:
            if live.case is not case:
                live = self._drawn(case)
            known = [item for item in items if item in case.items]
            live.prepare(known)
        except EquipoiseError:
            return  # the same stands in `problem` as soon as somebody asks for the numbers
        self._live = live

    def _drawn(self, case: Case) -> LiveApart:
        return LiveApart.of(case, as_of=self.as_of, rater=self.rater)
