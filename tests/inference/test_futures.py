"""Simulated paths against exact passes over the same belief, and against what is known of a toy chain."""

from __future__ import annotations

from datetime import date
from functools import partial

import numpy as np
import pytest
from scipy.stats import kstest

from equipoise.analysis.path_statistics import durations, first_times, labels_at
from equipoise.analysis.paths import probability_ever
from equipoise.assess.stretches import read_stretches
from equipoise.assess.vintage_run import VintageRun, run_vintage
from equipoise.inference.belief import Belief, scenario_sets
from equipoise.inference.futures import Spells, share_kept, simulate
from equipoise.inference.schedule import months_between
from oracle.build import case_of

AS_OF, LAST = date(2021, 4, 30), date(2021, 12, 31)
DAYS = (date(2021, 5, 15), date(2021, 8, 31), LAST)
PATHS = 40_000
# Five standard errors of a share of one half.
WITHIN = 2.5 / np.sqrt(PATHS)


def gate_and_storm(**decision_maker):
    """A gate with two levels of ajar, a storm that the gate pushes, and a rivalry that the storm pushes."""
    return case_of(
        {
            "equipoise": 1,
            "title": "A gate and a storm",
            "actor": "The porter",
            "question": "Is the gate open?",
            "clock": {"opens": "2021-01-01", "horizon": LAST.isoformat()},
            "instruments": {"gate": {"levels": ["shut", "ajar", "wide"], "inertia": 0.4}},
            "starts": {"gate": {"shut": 0.5, "ajar": 0.5}},
            "scenarios": {"closed": {"gate": ["shut"]}, "ajar": {"gate": ["ajar"]}, "open": {"gate": ["wide"]}},
            "conditions": {
                "storm": {
                    "levels": ["calm", "windy", "wild"],
                    "starts": {"calm": 0.7, "windy": 0.3},
                    "dwell": 2,
                    "pushed_by": {"gate": {"wide": 0.8}, "rivalry": {"tense": 0.5}},
                },
                "rivalry": {
                    "levels": ["calm", "tense"],
                    "starts": {"calm": 0.6, "tense": 0.4},
                    "dwell": 5,
                    "pushed_by": {"storm": {"wild": -1.0}},
                },
            },
            "considerations": {
                "shelter": {
                    "effect": {"gate": {"wide": "++", "ajar": 0.5}},
                    "weighs": {"storm": {"wild": 2, "calm": 0.1}},
                }
            },
            "explanations": {"kind": {"weights": {"shelter": 1.0}}, "lazy": {"weights": {"shelter": 0.1}}},
            "decision_maker": {"decisiveness": 1, "review": {"every": 1.5}, "mix": {"kind": 0.6, "lazy": 0.4}}
            | decision_maker,
            "rating_strength": 1,
        },
        evidence=[{"id": "seen", "date": "2021-03-10", "what": "Light", "kind": "report", "accuracy": 0.9}],
        ratings=[{"item": "seen", "subject": "scenarios", "level": "open", "rating": 6}],
    )


def run(case=None, *, given=(), do=(), particles=64) -> VintageRun:
    case = case or gate_and_storm()
    clock = case.definition.clock
    return run_vintage(
        case,
        as_of=AS_OF,
        rater="default",
        given=read_stretches(given, case, first=AS_OF, last=clock.horizon),
        do=read_stretches(do, case, first=AS_OF, last=clock.horizon),
        days=DAYS,
        particles=particles,
    )


def beliefs(vintage: VintageRun) -> list[Belief]:
    return vintage.posterior.read(lambda belief: belief)


def paths_of(belief: Belief, vintage: VintageRun, *, label=None, paths: int = PATHS, seed: int = 1) -> Spells:
    label = vintage.model.variables[0].level_of_state if label is None else label
    particles = belief.chain.num_particles
    counts = np.full(particles, paths // particles)
    random = np.random.Generator(np.random.SFC64(seed))
    return simulate(belief, label=label, counts=counts, until=vintage.day(LAST), random=random)


SPANS = {
    "free": {},
    "held from the as-of day on": {"do": ["storm=wild"]},
    "held for a while later": {"do": ["storm=wild@2021-06-30..2021-09-30"]},
    "held from before": {"do": ["rivalry=tense@2021-02-28..2021-09-30"]},
    "given until later": {"given": ["storm=windy@2021-04-15..2021-06-15"]},
    "given and held": {"given": ["rivalry=calm@2021-06-30..2021-07-31"], "do": ["storm=wild@2021-05-31..2021-10-31"]},
}
all_spans = pytest.mark.parametrize("asked", SPANS.values(), ids=SPANS)


@all_spans
def test_shares_on_dates_agree_with_the_exact_push(asked) -> None:
    vintage = run(**asked)
    (belief,) = beliefs(vintage)
    states = np.arange(vintage.model.start.size).reshape(vintage.model.start.shape)
    spells = paths_of(belief, vintage, label=states)
    for day in (*DAYS, AS_OF):
        exact = belief.on(vintage.day(day))[..., 0].ravel()
        at = labels_at(spells, months_between(belief.as_of, vintage.day(day)))
        assert np.bincount(at, minlength=states.size) / PATHS == pytest.approx(exact, abs=WITHIN)


@all_spans
def test_shares_that_ever_see_a_scenario_agree_with_the_absorbing_chain(asked) -> None:
    vintage = run(**asked)
    (belief,) = beliefs(vintage)
    spells = paths_of(belief, vintage)
    inside = np.stack(scenario_sets(vintage.model), axis=2)
    lasts = [vintage.day(day) for day in DAYS]
    exact = probability_ever(belief, inside, first=belief.as_of, lasts=lasts)[:, :, 0]
    months = np.array([months_between(belief.as_of, last) for last in lasts])
    for scenario in range(vintage.model.num_scenarios):
        times = first_times(spells, scenario)
        assert (times[None, :] <= months[:, None]).mean(axis=1) == pytest.approx(exact[:, scenario], abs=WITHIN)


def test_the_density_of_first_times_is_the_slope_of_ever() -> None:
    vintage = run()
    (belief,) = beliefs(vintage)
    inside = np.stack(scenario_sets(vintage.model), axis=2)
    days = list(range(belief.as_of, vintage.day(LAST) + 1))
    ever = probability_ever(belief, inside, first=belief.as_of, lasts=days[1:])[:, 2, 0]
    now = float(belief.on(belief.as_of)[2].sum())
    times = first_times(paths_of(belief, vintage), 2)
    counts, _ = np.histogram(times[np.isfinite(times) & (times > 0)], [months_between(days[0], day) for day in days])
    expected = np.diff([now, *ever]) * PATHS
    # Pearson's statistic over 245 days; its mean is their number and its variance twice that.
    chi_squared = ((counts - expected) ** 2 / expected).sum()
    assert abs(chi_squared - len(expected)) < 5 * np.sqrt(2 * len(expected))


def test_every_particle_is_followed_under_its_own_parameters() -> None:
    case = gate_and_storm(review={"every": {"median": 2, "spread": 3}}, mix=None)
    vintage = run(case, particles=8)
    for belief in beliefs(vintage):
        exact = np.stack([belief.on(vintage.day(LAST))[level].sum(axis=0) for level in range(3)], axis=1)
        at = labels_at(paths_of(belief, vintage, paths=8 * 10_000), months_between(belief.as_of, vintage.day(LAST)))
        shares = np.stack([(at == level).reshape(8, -1).mean(axis=1) for level in range(3)], axis=1)
        assert np.ptp(exact, axis=0).max() > 0.1
        assert shares == pytest.approx(exact, abs=2.5 / np.sqrt(10_000))


def test_under_given_every_particle_keeps_its_number_of_paths() -> None:
    case = gate_and_storm(review={"every": {"median": 2, "spread": 3}}, mix=None)
    vintage = run(case, given=["storm=windy@2021-05-31..2021-07-31"], particles=8)
    for belief in beliefs(vintage):
        assert 0.01 < share_kept(belief).min() < 0.5
        spells = paths_of(belief, vintage, paths=800)
        assert spells.num_paths == 800
        assert (np.bincount(spells.path) >= 1).all()


def test_a_span_that_hardly_any_path_keeps_to_is_refused() -> None:
    vintage = run(given=["storm=windy@2021-05-31..2021-12-31"])
    (belief,) = beliefs(vintage)
    assert share_kept(belief) < 0.01
    with pytest.raises(ArithmeticError, match="keep to the spans"):
        paths_of(belief, vintage)


def test_spells_of_a_two_state_chain_last_an_exponential_time() -> None:
    """Reviews every two months that pick either course alike leave a course at rate 1/4 a month."""
    vintage = run(two_states(horizon="2500-12-31"))
    (belief,) = beliefs(vintage)
    last = belief.as_of + 365 * 400
    label = vintage.model.variables[0].level_of_state
    random = np.random.Generator(np.random.SFC64(3))
    spells = simulate(belief, label=label, counts=np.array([20]), until=last, random=random)
    for level in range(2):
        found = durations(spells, level)
        assert len(found.months) > 5_000
        assert kstest(found.months[found.is_over], "expon", args=(0, 4)).pvalue > 1e-3


def two_states(horizon: str):
    return case_of(
        {
            "equipoise": 1,
            "title": "A coin",
            "actor": "Nobody",
            "question": "Heads?",
            "clock": {"opens": "2021-01-01", "horizon": horizon},
            "instruments": {"coin": {"levels": ["heads", "tails"]}},
            "starts": {"coin": {"heads": 1}},
            "scenarios": {"heads": {"coin": ["heads"]}, "tails": {"coin": ["tails"]}},
            "decision_maker": {"decisiveness": 1, "review": {"every": 2}},
            "rating_strength": 1,
        }
    )


def test_the_same_seed_gives_the_same_bytes_and_another_other_paths() -> None:
    vintage = run()
    (belief,) = beliefs(vintage)
    draw = partial(paths_of, belief, vintage, paths=500)
    one, again, other = draw(seed=1), draw(seed=1), draw(seed=2)
    for name in ("path", "label", "start", "end"):
        assert getattr(one, name).tobytes() == getattr(again, name).tobytes()
    assert one.start.tobytes() != other.start.tobytes()


def test_spells_of_a_path_follow_one_another_without_a_gap() -> None:
    vintage = run()
    (belief,) = beliefs(vintage)
    spells = paths_of(belief, vintage, paths=500)
    same = spells.path[1:] == spells.path[:-1]
    assert (np.diff(spells.path) >= 0).all()
    assert spells.start[0] == 0
    assert (spells.start[1:][same] == spells.end[:-1][same]).all()
    assert (spells.start[1:][~same] == 0).all()
    assert (spells.label[1:][same] != spells.label[:-1][same]).all()
    assert (spells.start < spells.end).all()
    assert spells.end[np.append(~same, True)] == pytest.approx(spells.months)
