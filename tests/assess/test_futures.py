"""Futures of a case: labelled with its ids, in step with `assess`, and plainly refused where they cannot be had."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from equipoise.assess import futures as module
from equipoise.assess.assess import assess
from equipoise.assess.futures import futures
from equipoise.case.case import Case
from equipoise.errors import UsageError
from oracle.build import case_of, content_of
from oracle.folder import read_folder

AS_OF = "2021-05-31"


@pytest.fixture(scope="module")
def case() -> Case:
    return read_folder(Path(__file__).parents[1] / "proofs" / "example")


@pytest.fixture(scope="module")
def uncertain(case: Case) -> Case:
    content = content_of(case)
    content["definition"]["decision_maker"] |= {"decisiveness": {"median": 1, "spread": 1.6}, "mix": None}
    return case_of(**content)


@pytest.mark.parametrize("asked", [{}, {"do": ["pressure=high@2021-06-30..2021-08-31"]}, {"given": ["pressure=high"]}])
@pytest.mark.parametrize("sampled", [False, True])
def test_now_ever_and_time_spent_agree_with_assess(case: Case, uncertain: Case, asked, sampled: bool) -> None:
    asked = {"as_of": AS_OF, "until": "2021-09-30", "particles": 256} | asked
    exact = assess(uncertain if sampled else case, **asked)
    drawn = futures(uncertain if sampled else case, paths=20_000, **asked)
    assert drawn.particles == exact.particles
    within = 5 * drawn.standard_error
    for entry in drawn.scenarios:
        points = [point for point in exact.scenario_points if point.scenario == entry.scenario]
        assert entry.now == pytest.approx(exact.at(entry.scenario, exact.as_of).probability, abs=within)
        assert entry.first.share == pytest.approx(
            exact.ever_until(entry.scenario, exact.horizon).probability, abs=within
        )
        ahead = [point for point in points if point.date >= exact.as_of]
        assert [day for day, _ in entry.first_by] == [point.date for point in ahead]
        assert [share for _, share in entry.first_by] == sorted(share for _, share in entry.first_by)
        # The integral of the exact probability over time, by trapezes between report dates a month apart.
        days = [(point.date - exact.as_of).days / 30.4375 for point in ahead]
        area = np.trapezoid([point.probability for point in ahead], days)
        assert entry.mean_months == pytest.approx(area, abs=0.15)
    assert sum(entry.now for entry in drawn.scenarios) == pytest.approx(1)


def test_dates_lie_ahead_in_order_and_sequences_tell_the_changes(case: Case) -> None:
    found = futures(case, as_of=AS_OF, paths=5_000)
    change = found.first_change
    assert found.as_of < change.low <= change.median <= change.high <= found.until
    starts = {name: entry.now for name, entry in ((e.scenario, e) for e in found.scenarios)}
    assert {sequence.scenarios[0] for sequence in found.sequences} <= set(starts)
    unchanged = sum(sequence.share for sequence in found.sequences if len(sequence.scenarios) == 1)
    assert unchanged == pytest.approx(1 - change.share)
    for sequence in found.sequences:
        assert all(a != b for a, b in zip(sequence.scenarios, sequence.scenarios[1:], strict=False))


def test_the_same_seed_gives_the_same_numbers_however_the_work_is_cut(uncertain: Case, monkeypatch) -> None:
    asked = {"as_of": AS_OF, "particles": 64, "paths": 999}
    one = futures(uncertain, seed=3, **asked)
    assert json.dumps(one.to_dict()) == json.dumps(futures(uncertain, seed=3, **asked).to_dict())
    assert one.to_dict() != futures(uncertain, seed=4, **asked).to_dict()
    monkeypatch.setattr(module, "PATHS_AT_ONCE", 100)
    cut = futures(uncertain, seed=3, **asked)
    assert cut.paths == one.paths == 999
    assert cut.first_change.share == pytest.approx(one.first_change.share, abs=10 * one.standard_error)


def test_fewer_paths_than_particles_are_spread_over_them(uncertain: Case) -> None:
    found = futures(uncertain, as_of=AS_OF, particles=64, paths=10)
    assert found.paths == 10
    assert sum(sequence.share for sequence in found.sequences) <= 1 + 1e-12
    json.dumps(found.to_dict(), allow_nan=False)


def test_plain_data_hold_no_number_that_json_has_not(case: Case) -> None:
    still = case.edited({"decision_maker.review.every": 1e12})
    found = futures(still, as_of=AS_OF, paths=50)
    assert found.first_change.share == 0
    assert found.first_change.median is None
    assert {len(sequence.scenarios) for sequence in found.sequences} == {1}
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert data["schema"] == "equipoise/futures/1"
    assert data["scenarios"][0]["duration"] == {"spells": 0.0, "low": None, "median": None, "high": None}
    assert data["scenarios"][0]["never"] == 1 - data["scenarios"][0]["first"]["share"]


def test_an_entry_is_found_by_its_id(case: Case) -> None:
    found = futures(case, as_of=AS_OF, paths=10)
    assert found.scenario(found.scenarios[1].scenario) is found.scenarios[1]
    with pytest.raises(KeyError):
        found.scenario("nothing")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"as_of": "2021-12-31"}, "nothing lies ahead"),
        ({"as_of": "2031-01-01"}, "outside the case"),
        ({"as_of": AS_OF, "paths": 0}, "paths"),
        ({"as_of": AS_OF, "given": ["presure=high"]}, "no condition"),
    ],
)
def test_what_cannot_be_simulated_is_refused_with_a_hint(case: Case, asked, words: str) -> None:
    asked = {"until": case.definition.clock.horizon if "as_of" not in asked else None} | asked
    if asked["as_of"] == "2021-12-31":
        asked["as_of"] = case.definition.clock.horizon
    with pytest.raises(UsageError, match=words) as refused:
        futures(case, **asked)
    assert refused.value.hint


def test_what_is_given_and_hardly_happens_is_refused_by_name(case: Case) -> None:
    slow = case.edited(
        {"conditions.pressure.dwell": 500, "conditions.pressure.starts": {"low": 1, "medium": 0, "high": 0}}
    )
    span = f"pressure=high@2021-06-30..{date(2021, 7, 31)}"
    with pytest.raises(UsageError, match=r"fewer than 1% .* pressure=high@2021-06-30\.\.2021-07-31") as refused:
        futures(slow, as_of="2021-01-01", given=[span])
    assert "assess --given" in refused.value.hint


def test_paths_that_jump_too_often_are_refused(case: Case) -> None:
    with pytest.raises(UsageError, match="jump") as refused:
        futures(case.edited({"conditions.pressure.dwell": 1e-6}), as_of=AS_OF)
    assert "--paths" in refused.value.hint
