"""Pooling recovers what simulated cases were drawn from, and knows more with every case."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import equipoise as eq
from equipoise.case.case import Case
from equipoise.errors import InvalidCaseError, NotTrustworthyError, Severity, UsageError
from equipoise.studies.pooling import Pooled, PopulationRow, alone, pool
from studies.case_folders import write_case
from studies.simulated_cases import (
    DECISIVENESS,
    REVIEW_MONTHS,
    Actors,
    draw_actor,
    draw_actors,
    simulate_case,
    simulate_cases,
)

TWENTY = Actors(shares={"trade": 0.75, "kin": 0.25}, strength=12.0, decisiveness=(1.6, 1.3), review_months=(3.0, 1.25))
FEW = 128
"""Particles of a case where only what is said matters, not how well."""


@pytest.fixture(scope="module")
def of_twenty() -> Pooled:
    return pool(simulate_cases(TWENTY, 20, np.random.default_rng(1)), particles=768)


@pytest.fixture(scope="module")
def three() -> list[Case]:
    return simulate_cases(TWENTY, 3, np.random.default_rng(2), items=10)


def row(pooled: Pooled, parameter: str) -> PopulationRow:
    return next(row for row in pooled.population_rows if row.parameter == parameter)


# --- recovery ------------------------------------------------------------------------------------------------


def test_twenty_cases_recover_what_they_were_drawn_from(of_twenty: Pooled) -> None:
    truth = {
        "share.trade": TWENTY.shares["trade"],
        "share.kin": TWENTY.shares["kin"],
        "decision_maker.decisiveness": TWENTY.decisiveness[0],
        "decision_maker.review.every": TWENTY.review_months[0],
    }
    assert of_twenty.trustworthy
    assert [row.parameter for row in of_twenty.population_rows] == list(truth)
    for parameter, true in truth.items():
        found = row(of_twenty, parameter)
        # The central 80 per cent are 1.28 standard deviations to each side; twice that holds 99 of a hundred truths.
        centre, half = (found.low + found.high) / 2, (found.high - found.low) / 2
        assert abs(true - centre) < 2 * half, parameter


def test_contraction_grows_with_the_number_of_cases(of_twenty: Pooled) -> None:
    for parameter in ("share.trade", "share.kin", "decision_maker.decisiveness", "decision_maker.review.every"):
        by_size = {row.cases: row.contraction for row in of_twenty.growth_rows if row.parameter == parameter}
        assert list(by_size) == [1, 2, 5, 10, 20]
        # Twenty weak records pool to a fraction of the doubt; one leaves most of it.
        assert 1 > by_size[1] > by_size[5] > by_size[20], parameter
        assert by_size[20] < 0.8 * by_size[1], parameter
        assert row(of_twenty, parameter).contraction == by_size[20]
        assert row(of_twenty, parameter).contraction_of_one_case == by_size[1]


def test_ranges_hold_the_truth_in_eight_of_ten_simulated_pools() -> None:
    # Populations are drawn from the prior of docs/pooling.md, so exact 80 per cent ranges hold each truth with
    # probability 0.8. Of ten, fewer than four are held with probability 0.0009, for each parameter.
    replications = 10
    covered: dict[str, int] = {}
    for replication in range(replications):
        random = np.random.default_rng([3, replication])
        actors = draw_actors(random)
        pooled = pool(simulate_cases(actors, 5, random, items=15), particles=256, seed=replication)
        for name, held in held_by(pooled, actors).items():
            covered[name] = covered.get(name, 0) + held
    assert min(covered.values()) >= 4, covered
    # Two shares tell the same; of five further truths in ten pools, were all independent, 31 to 48 within 3 deviations.
    del covered["share.kin"]
    assert 31 <= sum(covered.values()) <= 48, covered


def held_by(pooled: Pooled, actors: Actors) -> dict[str, bool]:
    """Which true values the central 80 per cent hold."""
    numbers = {"decision_maker.decisiveness": actors.decisiveness, "decision_maker.review.every": actors.review_months}
    held = {}
    for found in pooled.population_rows:
        if found.parameter in numbers:
            median, spread = numbers[found.parameter]
            held[found.parameter] = found.low <= median <= found.high
            held[f"spread of {found.parameter}"] = found.differ_low <= spread <= found.differ_high
        else:
            share = actors.shares[found.parameter.removeprefix("share.")]
            held[found.parameter] = found.low <= share <= found.high
    return held


def test_pooled_cases_lie_nearer_the_truth_than_each_alone() -> None:
    random = np.random.default_rng(4)
    actors = [draw_actor(TWENTY, random, list(TWENTY.shares)) for _ in range(12)]
    cases = [simulate_case(f"case-{n:02d}", actor, random) for n, actor in enumerate(actors)]
    pooled = pool(cases, particles=256)
    for parameter, truth in {
        "share.trade": [actor.mix["trade"] for actor in actors],
        "decision_maker.review.every": [actor.review_months for actor in actors],
    }.items():
        rows = [row for row in pooled.case_rows if row.parameter == parameter]
        assert squared(rows_of(rows, "pooled"), truth) < squared(rows_of(rows, "alone"), truth), parameter
        assert all(0.3 < row.shrinkage < 1.3 for row in rows), parameter


def rows_of(rows: Sequence[object], name: str) -> list[float]:
    return [getattr(row, name) for row in rows]


def squared(found: Sequence[float], truth: Sequence[float]) -> float:
    return float(((np.log(found) - np.log(truth)) ** 2).sum())


def test_cases_that_know_only_some_explanations_pool_by_name() -> None:
    random = np.random.default_rng(5)
    shares = {"trade": 0.6, "kin": 0.1, "caution": 0.3}
    actors = Actors(shares, strength=15.0, decisiveness=(2.0, 1.2), review_months=(3.0, 1.2))
    known = [("trade", "kin"), ("kin", "caution"), ("trade", "caution"), ("trade", "kin", "caution")] * 3
    cases = [
        simulate_case(f"case-{n:02d}", draw_actor(actors, random, names), random, weight=1.4)
        for n, names in enumerate(known)
    ]
    pooled = pool(cases, particles=256)
    found = {name: row(pooled, f"share.{name}") for name in shares}
    assert sum(found[name].mean for name in shares) == pytest.approx(1.0)
    assert found["trade"].mean > found["kin"].mean
    assert {name: found[name].cases for name in shares} == {"trade": 9, "kin": 9, "caution": 9}
    for case, names in zip(cases, known, strict=True):
        own = [row for row in pooled.case_rows if row.case == case.name and row.parameter.startswith("share.")]
        assert [row.parameter for row in own] == [f"share.{name}" for name in names]
        assert sum(row.pooled for row in own) == pytest.approx(1.0)


# --- what a case by itself is --------------------------------------------------------------------------------


def test_cases_without_a_record_are_believed_as_their_authors_wrote_them(three: list[Case]) -> None:
    silent = [replace(case, evidence=(), ratings=()) for case in three]
    pooled = pool(silent, particles=4096)
    for one in pooled.population_rows:
        assert one.contraction == pytest.approx(1.0, abs=0.1)
    for one in pooled.case_rows:
        assert one.shrinkage == pytest.approx(1.0, abs=0.1)
        # The common half of the variance and the half between cases make up the author's own.
        assert one.pooled == pytest.approx(one.alone, rel=0.08)
        assert one.pooled_high - one.pooled_low == pytest.approx(one.alone_high - one.alone_low, rel=0.15)
    start = pooled.next_case
    assert start["explanations.trade.prior"] == pytest.approx(0.5, abs=0.03)
    assert start["decision_maker.mix_strength"] == pytest.approx(4.0, rel=0.15)
    for path, (median, spread) in {
        "decision_maker.decisiveness": DECISIVENESS,
        "decision_maker.review.every": REVIEW_MONTHS,
    }.items():
        assert start[path]["median"] == pytest.approx(median, rel=0.05)
        assert math.log(start[path]["spread"]) == pytest.approx(math.log(spread), rel=0.08)


def test_a_further_case_starts_from_what_the_pool_learned(of_twenty: Pooled, three: list[Case]) -> None:
    case = three[0].edited(of_twenty.next_case)
    assert case.definition.decision_maker.mix_strength == of_twenty.next_case["decision_maker.mix_strength"]
    assert case.definition.explanations["trade"].prior > case.definition.explanations["kin"].prior
    written = three[0].definition.decision_maker
    assert case.definition.decision_maker.review.every.spread < written.review.every.spread


def test_what_a_case_fixes_it_takes_no_part_in(three: list[Case]) -> None:
    first, second, third = three
    fixed = second.edited(
        {
            "decision_maker.mix": {"trade": 0.5, "kin": 0.5},
            "decision_maker.decisiveness": 1.5,
            "decision_maker.review.every": 4,
        }
    )
    pooled = pool([first, fixed, third], particles=FEW)
    assert [case.case for case in pooled.pooled_cases] == ["case-00", "case-02"]
    assert {one.cases for one in pooled.population_rows} == {2}
    notes = [str(finding) for finding in pooled.findings if finding.severity is Severity.NOTE]
    assert [note.partition(";")[0] for note in notes] == [
        "case-01: decision_maker.mix: the case leaves no shares open, so it takes no part in them",
        "case-01: decision_maker.decisiveness: not written as a median and a spread, so the case takes no part in it",
        "case-01: decision_maker.review.every: not written as a median and a spread, so the case takes no part in it",
    ]


def test_numbers_are_pooled_where_every_mix_is_fixed(three: list[Case]) -> None:
    pooled = pool([case.edited({"decision_maker.mix": {"trade": 0.7, "kin": 0.3}}) for case in three], particles=FEW)
    assert [row.parameter for row in pooled.population_rows] == [
        "decision_maker.decisiveness",
        "decision_maker.review.every",
    ]
    assert list(pooled.next_case) == ["decision_maker.decisiveness", "decision_maker.review.every"]


# --- the same again --------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_in_any_order_of_the_cases(three: list[Case]) -> None:
    def told(cases: Sequence[Case], seed: int) -> str:
        return json.dumps(pool(cases, particles=FEW, seed=seed).to_dict())

    first = told(three, 0)
    assert told(three[::-1], 0) == first
    assert told(three, 1) != first


def test_it_is_offered_to_python_and_its_tables_are_frames(of_twenty: Pooled) -> None:
    assert eq.pool is pool
    assert eq.Pooled is Pooled
    assert len(of_twenty.population) == 4
    assert len(of_twenty.each_case) == 80
    assert sorted(set(of_twenty.growth["cases"])) == [1, 2, 5, 10, 20]


def test_progress_names_every_case(three: list[Case]) -> None:
    said: list[str] = []
    pool(three, particles=FEW, progress=said.append)
    assert said == [
        "reading cases",
        "believing case-00 by itself (1 of 3)",
        "believing case-01 by itself (2 of 3)",
        "believing case-02 by itself (3 of 3)",
        "pooling 3 cases",
        "pooling fewer of them, to see what their number does",
    ]


def test_too_few_particles_are_told(three: list[Case]) -> None:
    pooled = pool(three, particles=24)
    assert not pooled.trustworthy
    error = next(finding for finding in pooled.findings if "effective" in finding.problem)
    assert error.problem.startswith("fewer than 20 particles are effective in case-00 (")
    assert "case-02" in error.problem
    assert "--particles" in error.mend


# --- what cannot be pooled -------------------------------------------------------------------------------------


def test_a_folder_of_case_folders_is_read_in_the_order_of_names(three: list[Case], tmp_path: Path) -> None:
    for case in reversed(three):
        write_case(case, tmp_path / case.name)
    (tmp_path / "notes").mkdir()
    pooled = pool(tmp_path, particles=FEW)
    assert [case.case for case in pooled.pooled_cases] == ["case-00", "case-01", "case-02"]
    assert pooled.to_dict() == pool([tmp_path / case.name for case in three], particles=FEW).to_dict()


def test_errors_of_all_cases_are_told_at_once(three: list[Case], tmp_path: Path) -> None:
    for case in three:
        write_case(case, tmp_path / case.name)
    for name in ("case-00", "case-02"):
        file = tmp_path / name / "case.yaml"
        text = file.read_text("utf-8")
        assert '"actor": "Ruritania"' in text
        file.write_text(text.replace('"actor": "Ruritania"', '"actors": "Ruritania"'), "utf-8")
    with pytest.raises(InvalidCaseError, match="2 of 3 cases cannot be pooled, with 4 errors in all") as raised:
        pool(tmp_path)
    errors = [finding for finding in raised.value.findings if finding.severity is Severity.ERROR]
    assert {Path(finding.file).parent.name for finding in errors} == {"case-00", "case-02"}
    assert all(finding.line > 0 for finding in errors)


def test_a_folder_without_cases_is_refused(tmp_path: Path, three: list[Case]) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        pool(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"none has a case\.yaml"):
        pool(tmp_path)
    write_case(three[0], tmp_path / "case-00")
    with pytest.raises(UsageError, match="at least two cases: only case-00"):
        pool(tmp_path)
    with pytest.raises(UsageError, match="is one case"):
        pool(tmp_path / "case-00")


def test_a_record_is_not_counted_twice(three: list[Case]) -> None:
    first, second, _ = three
    with pytest.raises(UsageError, match="several cases are called case-00"):
        pool([first, replace(second, name="case-00")])
    with pytest.raises(UsageError, match="the same record would count twice: a and b say the same"):
        pool([replace(first, name="a"), replace(first, name="b"), second])


def test_cases_with_different_explanations_are_refused(three: list[Case]) -> None:
    random = np.random.default_rng(6)
    shares = {"kin": 0.5, "caution": 0.3, "habit": 0.1, "fear": 0.1}
    actors = replace(TWENTY, shares=shares)
    stranger = simulate_case("stranger", draw_actor(actors, random, ["caution"]), random, items=4)
    renamed = rename_explanations(stranger, {"caution": "caution", "trade": "trades"})
    with pytest.raises(UsageError) as raised:
        pool([three[0], three[1], renamed], particles=FEW)
    assert str(raised.value) == (
        "the cases have different explanations, which cannot be pooled: "
        "case-00, case-01 (trade, kin); stranger (caution, trades)"
    )
    assert "by name" in raised.value.hint


def test_an_explanation_that_only_one_case_knows_is_told_with_the_nearest_name(three: list[Case]) -> None:
    misspelt = rename_explanations(three[2], {"trade": "trade", "kin": "kins"})
    pooled = pool([three[0], three[1], misspelt], particles=FEW)
    notes = [finding for finding in pooled.findings if finding.severity is Severity.NOTE]
    assert [(note.path, note.mend) for note in notes] == [
        ("case-02: explanations.kins", "is it what other cases call 'kin'?")
    ]


def rename_explanations(case: Case, names: dict[str, str]) -> Case:
    """The case with these explanations only, under other names; those it lacks weigh nothing."""
    definition = case.definition
    explanations = {
        new: definition.explanations.get(old) or definition.explanations[next(iter(definition.explanations))]
        for old, new in names.items()
    }
    return replace(case, definition=definition.model_copy(update={"explanations": explanations}))


def test_cases_that_leave_nothing_open_are_refused(three: list[Case]) -> None:
    fixed = {
        "decision_maker.mix": {"trade": 0.5, "kin": 0.5},
        "decision_maker.decisiveness": 1.5,
        "decision_maker.review.every": 4,
    }
    with pytest.raises(UsageError, match="nothing to pool"):
        pool([three[0], *(case.edited(fixed) for case in three[1:])], particles=FEW)


def test_a_case_that_cannot_be_believed_is_named(three: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="case-00: "):
        pool(three, rater="nobody", particles=FEW)

    def run_vintage(case: Case, **_: object) -> None:
        raise NotTrustworthyError("the evidence is impossible under every state: visit", ["visit"])

    monkeypatch.setattr(alone, "run_vintage", run_vintage)
    with pytest.raises(NotTrustworthyError, match="case-00: the evidence is impossible") as raised:
        pool(three, particles=FEW)
    assert raised.value.items == ("visit",)
