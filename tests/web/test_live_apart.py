"""Live numbers in a process of their own: the same as in this one, and found again where it has ended."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.errors import EquipoiseError, Finding, InvalidCaseError, NotTrustworthyError
from equipoise.studies.live import Live, LiveNumbers
from equipoise.web.workspace.live_apart import LiveApart, running_process

AS_OF = date(2025, 6, 30)
INERTIA = "instruments.alignment.inertia"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(new_case(tmp_path / "own"))


def rerated(case: Case, decibans: float) -> Case:
    first, *others = case.ratings
    return replace(case, ratings=(first.model_copy(update={"rating": decibans}), *others))


def test_numbers_are_those_of_this_process(case: Case) -> None:
    here, apart = Live.of(case, as_of=AS_OF), LiveApart.of(case, as_of=AS_OF, rater="default")
    assert apart.numbers == here.numbers
    for decibans in (5.0, -5.0):
        version = rerated(case, decibans)
        assert apart.rerated(version) == here.rerated(version)
    items = [next(iter(case.items))]
    here.prepare(items)
    apart.prepare(items)
    assert apart.rerated(rerated(case, 3.0)) == here.rerated(rerated(case, 3.0))
    version = case.edited({INERTIA: 0.75})
    for coarse in (True, False):
        assert apart.edited(version, coarse=coarse) == here.edited(version, coarse=coarse)


def test_questions_asked_at_the_same_time_get_their_own_answers(case: Case) -> None:
    here, apart = Live.of(case, as_of=AS_OF), LiveApart.of(case, as_of=AS_OF, rater="default")
    found: dict[float, LiveNumbers] = {}

    def ask(decibans: float) -> None:
        found[decibans] = apart.rerated(rerated(case, decibans))

    asking = [Thread(target=ask, args=(float(decibans),)) for decibans in range(-8, 9, 2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found == {decibans: here.rerated(rerated(case, decibans)) for decibans in found}
    assert len(found) == len(asking)


def test_an_error_there_is_the_same_error_here(case: Case) -> None:
    apart = LiveApart.of(case, as_of=AS_OF, rater="default")
    impossible = case.edited({INERTIA: 1e4})
    with pytest.raises(NotTrustworthyError, match="impossible") as here:
        Live.of(case, as_of=AS_OF).edited(impossible)
    with pytest.raises(NotTrustworthyError) as there:
        apart.edited(impossible, coarse=False)
    assert (str(there.value), there.value.items, there.value.hint) == (
        str(here.value),
        here.value.items,
        here.value.hint,
    )


def test_errors_travel_with_all_they_say() -> None:
    finding = Finding("case.yaml", 3, 1, "clock", "wrong", "mend it")
    error = pickle.loads(pickle.dumps(InvalidCaseError("has an error", [finding], hint="look")))
    assert (type(error), str(error), error.findings, error.hint) == (
        InvalidCaseError,
        "has an error",
        (finding,),
        "look",
    )


def test_where_the_process_has_ended_that_is_told_and_the_next_draw_starts_another(case: Case) -> None:
    apart = LiveApart.of(case, as_of=AS_OF, rater="default")
    before = apart.numbers
    process = running_process()
    process.stop()
    assert apart.is_gone
    with pytest.raises(EquipoiseError, match="ended"):
        apart.rerated(rerated(case, 5.0))
    again = LiveApart.of(case, as_of=AS_OF, rater="default")
    assert running_process() is not process
    assert again.numbers == before
