"""Numbers that follow a case while it is edited."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.errors import NotTrustworthyError
from equipoise.web.workspace.standing import Standing

PATIENCE = 60.0
"""Seconds until numbers that never come fail a test; nothing is measured."""

AS_OF = date(2025, 6, 30)


class Told:
    """A listener, and a wait until it was called."""

    def __init__(self, standing: Standing) -> None:
        self.count = 0
        self._event = Event()
        self.leave = standing.subscribe(self._hear)

    def _hear(self, standing: Standing) -> None:
        self.count += 1
        self._event.set()

    def wait(self) -> None:
        assert self._event.wait(PATIENCE), "no numbers came"
        self._event.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_case(tmp_path / "own")


def test_listeners_are_told_when_there_are_numbers(folder: Path) -> None:
    standing = Standing(AS_OF, "default")
    told = Told(standing)
    case = load_case(folder)
    standing.follow(case)
    told.wait()
    assert standing.numbers is not None
    assert (standing.problem, standing.is_behind) == ("", False)
    standing.follow(case)
    assert (standing.is_behind, standing.waited) == (False, 0.0)
    assert told.count == 1


def test_an_unknown_rater_is_a_problem_told_in_words(folder: Path) -> None:
    standing = Standing(AS_OF, "nobody")
    told = Told(standing)
    standing.follow(load_case(folder))
    told.wait()
    assert standing.numbers is None
    assert "nobody" in standing.problem
    assert not standing.is_behind


def test_numbers_follow_a_rating_and_those_tried_are_those_saved(folder: Path) -> None:
    standing = Standing(AS_OF, "default")
    told = Told(standing)
    standing.follow(load_case(folder))
    told.wait()
    before = standing.numbers
    path = folder / "ratings.csv"
    text = path.read_text("utf-8")
    assert "speech,scenarios,leave,1.5," in text
    path.write_text(text.replace("speech,scenarios,leave,1.5,", "speech,scenarios,leave,10,"), encoding="utf-8")
    case = load_case(folder)
    tried = standing.changed(case)
    standing.follow(case)
    told.wait()
    after = standing.numbers
    assert before is not None
    assert after is not None
    assert after.now["leave"].probability > before.now["leave"].probability
    for name, spread in after.now.items():
        assert tried.now[name].probability == pytest.approx(spread.probability, abs=1e-9)


def impossible(case: Case) -> Case:
    """The case with an analogue that moved where nobody could have: no state leaves the evidence any probability."""
    return case.edited({"instruments.alignment.inertia": 1e4})


def test_impossible_evidence_is_a_problem_told_in_words_and_the_last_numbers_stay(folder: Path) -> None:
    standing = Standing(AS_OF, "default")
    told = Told(standing)
    case = load_case(folder)
    standing.follow(case)
    told.wait()
    before = standing.numbers
    assert before is not None
    standing.follow(impossible(case))
    told.wait()
    assert "an analogue is impossible in this case: one of tessaly_2019" in standing.problem
    assert "look at the courses and conditions it names" in standing.problem
    assert standing.numbers is before
    assert not standing.is_behind
    with pytest.raises(NotTrustworthyError, match="impossible"):
        standing.changed(impossible(case))
    standing.follow(case.edited({}))
    told.wait()
    assert standing.problem == ""
    assert standing.numbers.now["leave"].probability == pytest.approx(before.now["leave"].probability, abs=1e-9)


def test_a_case_that_begins_impossible_has_numbers_once_it_is_mended(folder: Path) -> None:
    standing = Standing(AS_OF, "default")
    told = Told(standing)
    case = load_case(folder)
    standing.follow(impossible(case))
    told.wait()
    assert standing.numbers is None
    assert "impossible" in standing.problem
    standing.prepare(["speech"]).result(PATIENCE)  # nothing to make ready for, and no error
    standing.follow(case)
    told.wait()
    assert standing.numbers is not None
    assert standing.problem == ""
