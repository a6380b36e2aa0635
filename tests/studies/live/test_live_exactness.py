"""Numbers that follow an edit are those of reading the edited case whole, under the same settings."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.case.case import Case
from equipoise.case.schema import LogNormal
from equipoise.case.vintage import as_known
from equipoise.errors import NotTrustworthyError
from equipoise.studies.live import Live
from strategies import Setting, examples, settings_of_cases
from studies.live.versions import AS_OF, crowded_ladder, means, rated, read_whole

CROWDED = crowded_ladder()
PARTICLES = 24
ONE_DAY = {
    "stronger": {"tariff": {"pressure": {"high": 9.0, "low": -9.0}}},
    "the other way": {"abstain": {"scenarios": {"apart": 6.0, "allied": -2.0}}},
    "about something else": {"abstain": {"stance": {"apart": 2.0}, "pressure": {"low": 3.0}}},
    "unrated to rated": {"rumour": {"scenarios": {"allied": 5.0}}},
    "a grade that nothing rated had": {"leak": {"scenarios": {"allied": 5.0}, "pressure": {"high": 2.0}}},
    "rated to unassessed": {"tariff": {}},
    "learnt long after its day": {"late-news": {"stance": {"allied": -4.0}}},
    "perhaps planted": {"hint": {"scenarios": {"apart": 8.0}, "planted:scenarios": {"allied": 1.0, "apart": -3.0}}},
    "exact": {"treaty": {"stance": {"allied": 7.0, "hedged": 2.0}}},
    "exact and against all else": {"treaty": {"stance": {"apart": 900.0}}},
    "two on one day": {"hint": {}, "tariff": {"pressure": {"medium": 2.0}}},
}
SEVERAL_DAYS = {
    "first of its copies no more": {"visit-again": {"scenarios": {"hedged": 0.5}}},
    "a copy of the first": {"echo": {"scenarios": {"allied": 30.0}}},
    "two items": {"late-news": {}, "abstain": {"scenarios": {"apart": 6.0}}},
    "the first and the last": {"visit": {}, "treaty": {"stance": {"allied": 1.0}}, "leak": {"stance": {"apart": 3.0}}},
}


@pytest.fixture(scope="module")
def ready() -> Live:
    live = Live.of(CROWDED, as_of=AS_OF, seed=3, particles=PARTICLES)
    live.prepare([item.id for item in CROWDED.evidence])
    return live


@pytest.mark.parametrize("ratings", ONE_DAY.values(), ids=ONE_DAY)
def test_ratings_on_one_prepared_day_read_as_the_whole_case_does(ready: Live, ratings: dict) -> None:
    version = _with(ratings)
    numbers = ready.rerated(version, least_effective=0)
    expected, effective = read_whole(ready, version, as_of=AS_OF)
    assert means(numbers) == pytest.approx(expected, abs=1e-9)
    assert numbers.effective == pytest.approx(effective, abs=1e-9)
    assert (numbers.how, numbers.is_approximate, numbers.particles) == ("days", True, PARTICLES)


@pytest.mark.parametrize("ratings", SEVERAL_DAYS.values(), ids=SEVERAL_DAYS)
@pytest.mark.parametrize("prepared", [None, (), ("abstain",), ("visit", "leak")], ids=str)
def test_ratings_on_several_days_do_whatever_is_prepared(ratings: dict, prepared: tuple[str, ...] | None) -> None:
    live = Live.of(CROWDED, as_of=AS_OF, seed=3, particles=PARTICLES)
    if prepared is not None:
        live.prepare(prepared)
    version = _with(ratings)
    numbers = live.rerated(version, least_effective=0)
    assert means(numbers) == pytest.approx(read_whole(live, version, as_of=AS_OF)[0], abs=1e-9)
    assert numbers.how == ("record" if prepared is None else "days")


def test_an_item_that_left_a_single_course_can_be_rated_otherwise() -> None:
    case = rated(CROWDED, "treaty", {"stance": {"apart": 20_000.0}})
    case = rated(case, "leak", {"scenarios": {"allied": 9.0}})
    live = Live.of(case, as_of=AS_OF, particles=PARTICLES)
    live.prepare(["treaty"])
    for levels in ({}, {"stance": {"allied": 20_000.0}}):
        version = rated(case, "treaty", levels)
        expected, _ = read_whole(live, version, as_of=AS_OF)
        assert means(live.rerated(version, least_effective=0)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("as_of", ["2021-02-15", "2021-06-20", "2021-10-31"])
def test_the_vintage_may_lie_anywhere(as_of: str) -> None:
    live = Live.of(CROWDED, as_of=as_of, seed=3, particles=PARTICLES)
    day = live.numbers.as_of
    live.prepare([item.id for item in CROWDED.evidence])
    for ratings in ({"visit": {"scenarios": {"apart": 5.0}}}, {"late-news": {"stance": {"apart": 3.0}}}):
        version = _with(ratings)
        assert means(live.rerated(version, least_effective=0)) == pytest.approx(
            read_whole(live, version, as_of=day)[0], abs=1e-9
        )


@pytest.mark.parametrize("prepared", [True, False])
@examples(60)
@given(st.data())
def test_any_case_with_nothing_uncertain_reads_as_it_does_whole(prepared: bool, data: st.DataObject) -> None:
    setting = data.draw(settings_of_cases(items=6))
    _compare(data, setting, prepared=prepared, tolerance=1e-9)


@examples(40)
@given(st.data())
def test_any_case_with_uncertain_moves_of_conditions_reads_as_it_does_whole(data: st.DataObject) -> None:
    setting = data.draw(settings_of_cases(distributions=True, items=6))
    definition = setting.case.definition
    edits = {
        f"conditions.{name}.dwell": LogNormal(median=one.dwell, spread=1.2).model_dump()
        for name, one in definition.conditions.items()
    }
    known = as_known(setting.case, setting.as_of).definition.conditions  # those known later are not in this vintage
    tolerance = 1e-9 if known else 1e-4
    _compare(data, Setting(setting.case.edited(edits), setting.as_of), prepared=True, tolerance=tolerance)


@examples(30)
@given(st.data())
def test_any_case_in_single_precision_reads_as_it_does_whole_to_the_error_of_its_steps(data: st.DataObject) -> None:
    _compare(data, data.draw(settings_of_cases(distributions=True, items=6)), prepared=True, tolerance=1e-4)


def _compare(data: st.DataObject, setting: Setting, *, prepared: bool, tolerance: float) -> None:
    live = Live.of(setting.case, as_of=setting.as_of, particles=8)
    if prepared:
        live.prepare([item.id for item in setting.case.evidence])
    version = data.draw(_rerated(setting.case))
    try:
        expected, _ = read_whole(live, version, as_of=setting.as_of)
    except NotTrustworthyError:
        with pytest.raises(NotTrustworthyError):
            live.rerated(version, least_effective=0)
        return
    numbers = live.rerated(version, least_effective=0)
    if numbers.how == "drawn again":  # nothing was uncertain before, and now something is
        return
    assert np.abs(means(numbers) - expected).max() <= tolerance


@st.composite
def _rerated(draw: st.DrawFn, case: Case) -> Case:
    """One or two items of a case rated otherwise, or no more."""
    subjects = {"scenarios": list(case.definition.scenarios)}
    subjects |= {name: one.levels for name, one in case.definition.instruments.items()}
    subjects |= {name: one.levels for name, one in case.definition.conditions.items()}
    if not case.evidence:
        return case
    for item in draw(st.lists(st.sampled_from([one.id for one in case.evidence]), max_size=2, unique=True)):
        chosen = draw(st.lists(st.sampled_from(list(subjects)), max_size=2, unique=True))
        levels = {
            subject: draw(st.dictionaries(st.sampled_from(subjects[subject]), st.floats(-12, 12), max_size=3))
            for subject in chosen
        }
        case = rated(case, item, levels)
    return case


def _with(ratings: dict) -> Case:
    case = CROWDED
    for item, levels in ratings.items():
        case = rated(case, item, levels)
    return case


def test_the_crowded_ladder_is_what_it_says() -> None:
    late = CROWDED.items["late-news"]
    assert late.known - late.date.end > timedelta(days=90)
    rows = {row.item for row in CROWDED.ratings}
    assert not {"rumour", "leak"} & rows
    letters = {item.grade[0] for item in CROWDED.evidence if item.grade is not None and item.id in rows}
    assert letters == {"B"}
