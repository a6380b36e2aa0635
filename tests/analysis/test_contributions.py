"""What is left when evidence is left out: numbers at their limits, and work cut in other ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from equipoise.analysis import contributions
from equipoise.analysis.contributions import leave_out, moved_db
from equipoise.assess.vintage_run import run_vintage
from oracle.build import case_of, content_of
from oracle.folder import read_folder

EXAMPLE = Path(__file__).parents[1] / "proofs" / "example"


def test_nothing_moves_what_is_impossible_either_way() -> None:
    together = np.array([[0.0], [0.25], [0.75]])
    without = np.log([[1e-300], [0.5], [0.5]])
    without[0] = -np.inf
    expected = [0.0, 10 * np.log10(0.25 / 0.75), 10 * np.log10(0.75 / 0.25)]
    assert moved_db(together, without) == pytest.approx(expected)


def test_evidence_that_alone_rules_a_scenario_out_moves_it_without_end() -> None:
    moved = moved_db(np.array([[0.0], [1.0]]), np.log([[0.5], [0.5]]))
    assert moved.tolist() == [-np.inf, np.inf]


def test_evidence_a_thousand_orders_of_magnitude_unlikely_is_weighed_in_logs() -> None:
    together = np.array([[0.2], [0.8]])
    log_without = np.array([[2500.0], [2500.0 + np.log(4)]])
    assert moved_db(together, log_without) == pytest.approx([0.0, 0.0], abs=1e-9)


@pytest.mark.parametrize("lanes", [1, 3])
def test_origins_left_out_side_by_side_or_one_by_one_are_the_same(monkeypatch, lanes: int) -> None:
    content = content_of(read_folder(EXAMPLE))
    for number, item in enumerate(content["evidence"]):
        item["origin"] = f"o{number % 3}"
    vintage = run_vintage(case_of(**content), as_of=date(2021, 10, 31), rater="default")
    members: dict[int, set[int]] = {}
    for index, item in enumerate(vintage.model.items):
        if item.is_rated:
            members.setdefault(item.origin, set()).add(index)
    groups = [frozenset(group) for group in members.values() if len(group) > 1]
    assert len(groups) > 1
    (together,) = vintage.posterior.read(lambda belief: leave_out(belief, groups))
    monkeypatch.setattr(contributions, "FEWEST_LANES", lanes)
    monkeypatch.setattr(contributions, "MOST_LANES", lanes)
    (apart,) = vintage.posterior.read(lambda belief: leave_out(belief, groups))
    assert apart.log_without_group == pytest.approx(together.log_without_group, abs=1e-10)
