"""One simulated actor, its record, and what the engine made of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from equipoise.analysis.readings import read_scenarios
from equipoise.inference.belief import Belief, Inquiry, believe
from equipoise.inference.chain import make_chain
from equipoise.inference.parameters import Parameters
from equipoise.inference.posterior import infer
from equipoise.model.arrays import LETTERS, Model
from simulation.actor import path_of
from simulation.parameters import draw_parameters
from simulation.record import draw_record
from simulation.small_world import small_world


@dataclass(frozen=True)
class Trial:
    """What came of one actor.

    Attributes:
        ranks: Share of the particles in which a quantity is smaller than in truth, by quantity.
        prior_ranks: The same among fresh draws from the prior, which the record did not touch.
        forecast: What the engine said of each scenario six months ahead, `[scenario]`.
        no_change: What it said of each scenario on the as-of date.
        came: The scenario that held six months ahead.
    """

    ranks: dict[str, float]
    prior_ranks: dict[str, float]
    forecast: np.ndarray
    no_change: np.ndarray
    came: int


@cache
def run_trial(seed: int, particles: int) -> Trial:
    """Draw an actor and its record, infer, and compare with the truth."""
    world = small_world()
    random = np.random.default_rng([19870805, seed])
    truth = draw_parameters(world.model, random)
    path = path_of(make_chain(world.model, truth), world.later, random)
    model = draw_record(world.model, truth, path, random)
    inquiry = Inquiry(as_of=world.as_of, last=world.later)
    posterior = infer(model, inquiry, particles=particles, seed=seed)
    days = [world.as_of, world.later]
    read = posterior.read(lambda belief: read_scenarios(belief, days))
    scenarios = np.concatenate([part for part, _ in read], axis=-1).mean(axis=-1)
    log_likelihood = np.concatenate([log for _, log in read])
    of_truth = _log_likelihood(believe(model, truth, inquiry))
    fresh = random.standard_normal((posterior.prior.num_coordinates, particles))
    of_fresh = np.concatenate(posterior.read(_log_likelihood, coordinates=fresh))
    true = quantities(model, truth, of_truth)
    return Trial(
        ranks=_ranks(true, quantities(model, posterior.parameters(), log_likelihood), random),
        prior_ranks=_ranks(true, quantities(model, posterior.prior.at(fresh), of_fresh), random),
        forecast=scenarios[1],
        no_change=scenarios[0],
        came=int(model.scenario_of_course[path.at(world.later)[0]]),
    )


def quantities(model: Model, parameters: Parameters, log_likelihood: np.ndarray) -> dict[str, np.ndarray]:
    """Every parameter that is drawn, and the log likelihood, which sees the record as well (`[n]` each).

    Ranks of parameters alone cannot tell a posterior from the prior: those of the likelihood do. Modrák, M. et al.
    (2023), "Simulation-based calibration checking for Bayesian computation: the choice of test quantities shapes
    sensitivity", Bayesian Analysis.
    """
    letters = sorted({item.reliability.letter for item in model.items if item.reliability.letter is not None})
    return {
        **{f"mix.{e}": share for e, share in enumerate(parameters.mix.T)},
        **{unknown.name: values for unknown, values in zip(model.unknowns, parameters.unknowns, strict=True)},
        **{f"accuracy.{list(LETTERS)[letter]}": parameters.accuracy[letter] for letter in letters},
        "log likelihood": log_likelihood,
    }


def _ranks(truth: dict[str, np.ndarray], drawn: dict[str, np.ndarray], random: np.random.Generator) -> dict[str, float]:
    """Where the truth falls among the draws, spread evenly over the gap between two neighbours."""
    return {
        name: (float((drawn[name] < value).sum()) + random.uniform()) / (len(drawn[name]) + 1)
        for name, value in truth.items()
    }


def _log_likelihood(belief: Belief) -> np.ndarray:
    return np.asarray(belief.log_evidence + belief.log_span, dtype=np.float64)
