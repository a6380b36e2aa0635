"""The fast chain for many particles against the exact one: single steps, and every probability that is reported."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from equipoise.analysis.readings import Readings, read_everything
from equipoise.assess.vintage_run import days_from_opens, resolve_as_of
from equipoise.calendar import headline_dates, report_dates
from equipoise.case.load import load_case
from equipoise.case.vintage import as_known
from equipoise.inference.belief import Inquiry, believe
from equipoise.inference.chain import Chain, make_chain
from equipoise.inference.dynamics import Dynamics, Regime
from equipoise.inference.parameters import Parameters
from equipoise.inference.prior import prior_of
from equipoise.inference.schedule import Hold, Span
from equipoise.inference.split_chain import ConditionMoves, SplitChain, make_dynamics, shared_moves
from equipoise.model.arrays import Model
from equipoise.model.compile import compile_model
from equipoise.model.tables import Table
from strategies import Setting, examples, settings_of_cases

PROMISED = 1e-4
COURSES, SIZES = 3, (2, 3)
JOINT = math.prod(SIZES)
LANES, PARTICLES = 4, 5

SETS = np.random.default_rng(11)
REGIMES = {
    "free": Regime(),
    "one condition held": Regime(held=frozenset({1})),
    "kept to some courses": Regime(inside=np.array([True, False, True]).reshape(COURSES, 1, 1, 1)),
    "kept to some conditions": Regime(inside=SETS.uniform(size=(1, JOINT, 1, 1)) < 0.6),
    "kept to one set a lane": Regime(inside=SETS.uniform(size=(COURSES, JOINT, LANES, 1)) < 0.7),
    "kept and held": Regime(inside=SETS.uniform(size=(COURSES, JOINT, 1, 1)) < 0.7, held=frozenset({0})),
}
every_regime = pytest.mark.parametrize("regime", REGIMES.values(), ids=REGIMES)


# --- single chains ------------------------------------------------------------------------------------------------


@every_regime
@pytest.mark.parametrize("lanes", [1, LANES])
def test_short_steps_come_to_the_exact_chain(regime: Regime, lanes: int) -> None:
    exact, split = both_chains(1, longest_step=0.05)
    vector = np.random.default_rng(2).dirichlet(np.ones(COURSES * JOINT), size=(lanes, PARTICLES))
    belief = vector.transpose(2, 0, 1).reshape(COURSES, JOINT, lanes, PARTICLES)
    value = np.random.default_rng(3).uniform(size=belief.shape)
    assert split.push(single(belief), 2.5, regime) == pytest.approx(exact.push(belief, 2.5, regime), abs=PROMISED)
    assert split.pull(single(value), 2.5, regime) == pytest.approx(exact.pull(value, 2.5, regime), abs=PROMISED)


@every_regime
def test_half_the_step_is_a_quarter_of_the_error(regime: Regime) -> None:
    """No later than that, for the error is of second order; single precision adds a floor."""
    errors = []
    for longest_step in (1.0, 0.5):
        exact, split = both_chains(4, longest_step=longest_step)
        gap = split.push(single(exact.start), 3.0, regime) - exact.push(exact.start, 3.0, regime)
        errors.append(float(np.abs(gap).max()))
    assert errors[0] > 1e-4
    assert errors[1] < 0.35 * errors[0]


@every_regime
def test_pull_is_the_adjoint_of_push_in_every_lane_and_particle(regime: Regime) -> None:
    _, split = both_chains(5)
    belief, value = np.random.default_rng(6).uniform(size=(2, COURSES, JOINT, LANES, PARTICLES))
    forward = (split.push(single(belief), 3.3, regime).astype(float) * value).sum(axis=(0, 1))
    backward = (belief * split.pull(single(value), 3.3, regime)).sum(axis=(0, 1))
    assert forward == pytest.approx(backward, rel=1e-5)


def test_each_particle_moves_as_if_it_were_alone() -> None:
    _, split = both_chains(7)
    together = split.push(split.start, 4.0)
    for n in range(PARTICLES):
        alone = replace(split, choice=split.choice[..., [n]], review_rate=split.review_rate[[n]])
        assert together[..., n] == pytest.approx(alone.push(split.start, 4.0)[..., 0], abs=2e-5)


def test_no_mass_is_lost_over_years_of_days() -> None:
    _, split = both_chains(8)
    belief = np.broadcast_to(split.start, (COURSES, JOINT, 1, PARTICLES))
    for _ in range(750):
        belief = split.push(belief, 1 / 30.4375)
    assert belief.sum(axis=(0, 1)) == pytest.approx(1, abs=PROMISED)
    assert belief.min() >= 0


# --- which chain --------------------------------------------------------------------------------------------------


def test_particles_share_condition_moves_only_where_those_are_certain(built_in: Model) -> None:
    assert shared_moves(built_in) is not None
    for name in ("dwell_months", "drift", "pushes"):
        table: Table = getattr(built_in, name)
        uncertain = replace(built_in, **{name: replace(table, uncertain=((0, 0),))})
        assert shared_moves(uncertain) is None
    parameters = prior_draws(built_in, 2)
    assert isinstance(make_dynamics(built_in, parameters, None), Chain)
    assert isinstance(make_dynamics(built_in, parameters, shared_moves(built_in)), SplitChain)


@pytest.mark.parametrize(("every", "dwell", "step"), [(12, 6, 1.0), (2, 6, 1 / 6), (12, 1.5, 0.25)])
def test_steps_are_short_beside_reviews_and_stays(built_in: Model, every: float, dwell: float, step: float) -> None:
    model = replace(
        built_in,
        review_months=replace(built_in.review_months, values=np.array(float(every))),
        dwell_months=replace(built_in.dwell_months, values=np.full(4, float(dwell))),
    )
    moves = shared_moves(model)
    assert moves is not None
    assert moves.longest_step == pytest.approx(step)


# --- everything reported ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built_in() -> Model:
    case = load_case("sino-russian")
    as_of = resolve_as_of(case, None)
    return compile_model(as_known(case, as_of), as_of)


@pytest.mark.parametrize("asked", ["nothing more", "given in the past", "given in the future", "do"])
def test_every_probability_of_the_built_in_case_is_right(built_in: Model, asked: str) -> None:
    case = load_case("sino-russian")
    as_of, clock = resolve_as_of(case, None), case.definition.clock
    headlines = headline_dates(as_of, clock.horizon)
    dates = {*report_dates(clock.opens, clock.horizon, as_of, clock.step), *headlines}
    inquiry = Inquiry(
        as_of=days_from_opens(case, as_of),
        last=days_from_opens(case, clock.horizon),
        days=tuple(sorted(days_from_opens(case, day) for day in dates)),
    )
    front = next(v.level_of_state for v in built_in.variables if v.name == "battlefield")[:, :, None, None]
    pressure = list(case.definition.conditions).index("western_pressure")
    inquiry = {
        "nothing more": inquiry,
        "given in the past": replace(inquiry, spans=(Span(100, 200, front == 1),)),
        "given in the future": replace(inquiry, spans=(Span(inquiry.as_of, inquiry.as_of + 120, front == 0),)),
        "do": replace(inquiry, holds=(Hold(inquiry.as_of, inquiry.as_of + 200, pressure, 2),)),
    }[asked]
    gaps = read_both(built_in, prior_draws(built_in, 8), inquiry, [days_from_opens(case, day) for day in headlines])
    # A particle at the edge of the prior reviews six times as often as the median: none of them may be off.
    assert max(float(np.abs(gap).max()) for gap in gaps) < PROMISED


@examples(25)
@given(settings_of_cases(distributions=True, patience=0.0))
def test_every_probability_of_a_random_case_is_right(setting: Setting) -> None:
    """What is reported is a mean over particles."""
    case = as_known(setting.case, setting.as_of)
    model = compile_model(case, setting.as_of)
    clock = case.definition.clock
    headlines = headline_dates(setting.as_of, clock.horizon)
    dates = {*report_dates(clock.opens, clock.horizon, setting.as_of, clock.step), *headlines}
    inquiry = Inquiry(
        as_of=days_from_opens(case, setting.as_of),
        last=days_from_opens(case, clock.horizon),
        days=tuple(sorted(days_from_opens(case, day) for day in dates)),
    )
    gaps = read_both(model, prior_draws(model, 16), inquiry, [days_from_opens(case, day) for day in headlines])
    assert max(float(np.abs(gap.mean(axis=-1)).max(initial=0.0)) for gap in gaps) < PROMISED


# --- private ------------------------------------------------------------------------------------------------------


def read_both(model: Model, parameters: Parameters, inquiry: Inquiry, lasts: Sequence[int]) -> list[np.ndarray]:
    """Split less exact, in scenarios, conditions and paths, particle by particle."""

    def read(chain: Dynamics) -> Readings:
        return read_everything(believe(model, parameters, inquiry, chain=chain), inquiry.days, lasts)

    exact = read(make_chain(model, parameters))
    split = read(make_dynamics(model, parameters, shared_moves(model)))
    return [getattr(split, name) - getattr(exact, name) for name in ("scenario", "levels", "ever")]


def prior_draws(model: Model, count: int) -> Parameters:
    prior = prior_of(model)
    return prior.at(np.random.default_rng(0).normal(size=(prior.num_coordinates, count)))


def both_chains(seed: int, *, longest_step: float = 1.0) -> tuple[Chain, SplitChain]:
    """The same random chain twice: choices that differ wildly between conditions, moves that differ between courses."""
    rng = np.random.default_rng(seed)
    choice = rng.dirichlet(np.full(COURSES, 0.5), size=(COURSES, JOINT, PARTICLES)).transpose(0, 3, 1, 2)
    choice = np.ascontiguousarray(choice)
    review_rate = rng.uniform(0.2, 0.8, PARTICLES)
    levels = np.indices(SIZES).reshape(len(SIZES), -1)
    rates = rng.uniform(0.1, 0.6, size=(2, len(SIZES), COURSES, JOINT))
    up = tuple((rates[0, k] * (levels[k] < size - 1))[:, :, None] for k, size in enumerate(SIZES))
    down = tuple((rates[1, k] * (levels[k] > 0))[:, :, None] for k in range(len(SIZES)))
    start = rng.dirichlet(np.full(COURSES * JOINT, 0.3)).reshape(COURSES, JOINT, 1, 1)
    exact = Chain(SIZES, start, choice, review_rate, up, down)
    moves = ConditionMoves(condition_generators_of(exact), SIZES, longest_step)
    return exact, SplitChain(SIZES, single(start), single(choice), single(review_rate), moves)


def condition_generators_of(chain: Chain) -> np.ndarray:
    generators = np.zeros((COURSES, JOINT, JOINT))
    for k, stride in enumerate((SIZES[1], 1)):
        for c in range(JOINT):
            if chain.up[k][:, c].any():
                generators[:, c, c + stride] += chain.up[k][:, c, 0]
            if chain.down[k][:, c].any():
                generators[:, c, c - stride] += chain.down[k][:, c, 0]
    generators[:, range(JOINT), range(JOINT)] -= generators.sum(axis=2)
    return generators


def single(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float32)
