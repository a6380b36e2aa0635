"""The engine's particles and Hamiltonian Monte Carlo on an independent writing of the model give one posterior.

Hoffman, M. D. & Gelman, A. (2014), "The No-U-Turn Sampler", JMLR 15, by NumPyro, on `oracle.jax_model`. The two share
the authored case and nothing else: the engine draws standard normals and maps them, NUTS samples the distributions as
the case authors them, and its numbers are mapped back by scipy.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import beta, norm

from equipoise.analysis.readings import read_scenarios
from equipoise.assess.vintage_run import VintageRun, run_vintage
from equipoise.case.case import Case
from oracle.build import case_of, content_of
from oracle.folder import read_folder

LADDER = Path(__file__).parents[1] / "cases" / "ladder"
AS_OF, HORIZON = date(2021, 8, 31), date(2021, 10, 31)
PARTICLES, CHAINS, DRAWS = 2048, 2, 500
ACCURACY = {"accuracy.B": (17, 3), "accuracy.C": (14, 6)}
MIX_STRENGTH = 4
COORDINATES = [
    "mix",
    "decision_maker.decisiveness",
    "decision_maker.review.every",
    "rating_strength",
    "decision_maker.bias.pressure",
    *ACCURACY,
]

# Date, subject, level that speaks, decibans, grade: the actor drifts to the neighbour as pressure mounts.
RECORD = [
    ("2021-01-20", "scenarios", "hedged", 8, "B1"),
    ("2021-02-10", "pressure", "low", 7, "C2"),
    ("2021-02-25", "scenarios", "hedged", 8, "C1"),
    ("2021-03-12", "pressure", "high", 9, "B1"),
    ("2021-03-30", "stance", "allied", 7, "C1"),
    ("2021-04-20", "scenarios", "allied", 10, "B1"),
    ("2021-04-20", "pressure", "high", 8, "B2"),
    ("2021-05-15", "scenarios", "allied", 10, "C1"),
    ("2021-06-10", "stance", "apart", -8, "B1"),
    ("2021-06-30", "pressure", "medium", 6, "C1"),
    ("2021-07-10", "scenarios", "allied", 8, "B1"),
    ("2021-08-20", "scenarios", "allied", 8, "C2"),
]


@dataclass(frozen=True)
class Found:
    """What one sampler found of every quantity.

    Attributes:
        draws: `[quantity, draw]`.
        error: Monte Carlo standard error of each mean.
    """

    draws: np.ndarray
    error: np.ndarray


@pytest.fixture(scope="module")
def both() -> tuple[Found, Found]:
    """Coordinates, then scenarios on the as-of date and at the horizon, by the engine and by NUTS."""
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    pytest.importorskip("numpyro", reason="NUTS needs numpyro, of the dev extra")
    case = uncertain_ladder()
    return by_particles(case), by_nuts(case)


def test_means_agree_within_monte_carlo_error(both: tuple[Found, Found]) -> None:
    particles, nuts = both
    sd = nuts.draws.std(axis=1)
    apart = np.abs(particles.draws.mean(axis=1) - nuts.draws.mean(axis=1))
    print("\nmeans apart, in standard deviations:", (apart / sd).round(3))  # noqa: T201
    assert np.all(apart < 4 * np.hypot(particles.error, nuts.error))
    assert np.all(apart < 0.15 * sd)


def test_spreads_agree(both: tuple[Found, Found]) -> None:
    particles, nuts = both
    ratio = particles.draws.std(axis=1) / nuts.draws.std(axis=1)
    print("\nratios of standard deviations:", ratio.round(3))  # noqa: T201
    assert ratio == pytest.approx(1, abs=0.15)


def test_scenarios_agree_to_two_points(both: tuple[Found, Found]) -> None:
    particles, nuts = both
    scenarios = slice(len(COORDINATES), None)
    assert particles.draws.mean(axis=1)[scenarios] == pytest.approx(nuts.draws.mean(axis=1)[scenarios], abs=0.02)


def test_the_record_tells_enough_for_agreement_to_mean_something(both: tuple[Found, Found]) -> None:
    """Had it told nothing, every coordinate would be standard normal and any sampler of the prior would pass."""
    _, nuts = both
    coordinates = nuts.draws[: len(COORDINATES)]
    shift, spread = np.abs(coordinates.mean(axis=1)), coordinates.std(axis=1)
    assert shift.max() > 0.5
    assert spread.min() < 0.9


# --- private ----------------------------------------------------------------------------------------------------


def uncertain_ladder() -> Case:
    """The ladder of three with distributions for all that it fixes, an open mix, and a longer record."""
    definition = content_of(read_folder(LADDER))["definition"]
    definition["decision_maker"] |= {
        "decisiveness": {"median": 1.3, "spread": 2},
        "review": {"every": {"median": 4, "spread": 2}},
        "patience": 0.4,
        "bias": {"pressure": {"mean": -0.3, "sd": 0.5}},
        "mix": None,
        "mix_strength": MIX_STRENGTH,
    }
    definition["rating_strength"] = {"median": 1, "spread": 1.6}
    days = [day for day, *_ in RECORD]
    ids = [f"{day}-{days[:n].count(day)}" for n, day in enumerate(days)]
    items = [
        {"id": name, "date": day, "known": day, "what": "It is told", "kind": "report", "grade": grade}
        for name, (day, *_, grade) in zip(ids, RECORD, strict=True)
    ]
    rows = [
        {"item": name, "subject": subject, "level": level, "rating": decibans}
        for name, (_, subject, level, decibans, _) in zip(ids, RECORD, strict=True)
    ]
    return case_of(definition, items, rows)


def by_particles(case: Case) -> Found:
    run = run_vintage(case, as_of=AS_OF, rater="default", days=(HORIZON,), particles=PARTICLES, seed=1)
    assert run.posterior.prior.names == tuple(COORDINATES[1:])
    islands = run.posterior.draws.coordinates.shape[1]
    draws = np.concatenate([run.posterior.coordinates, scenarios_of(run)])
    by_island = draws.reshape(len(draws), islands, -1).mean(axis=2)
    # Four islands alone tell little of their own spread; in units of its own spread, all quantities tell of it.
    of_all = np.sqrt((by_island.var(axis=1, ddof=1) / draws.var(axis=1)).mean() / islands)
    return Found(draws, of_all * draws.std(axis=1))


def scenarios_of(run: VintageRun) -> np.ndarray:
    days = [run.day(AS_OF), run.day(HORIZON)]
    parts = run.posterior.read(lambda belief: read_scenarios(belief, days)[0])
    return np.concatenate(parts, axis=-1).reshape(6, -1)


def by_nuts(case: Case) -> Found:
    import jax
    from numpyro.diagnostics import effective_sample_size, gelman_rubin
    from numpyro.infer import MCMC, NUTS

    from oracle.jax_model import MIX, JaxModel

    jax.config.update("jax_enable_x64", True)
    # Compiling takes longer than sampling.
    jax.config.update("jax_disable_most_optimizations", True)
    sampler = MCMC(
        NUTS(JaxModel(case, AS_OF, (AS_OF, HORIZON))),
        num_warmup=DRAWS,
        num_samples=DRAWS,
        num_chains=CHAINS,
        chain_method="vectorized",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(0))
    assert int(np.asarray(sampler.get_extra_fields()["diverging"]).sum()) == 0
    found = {name: np.asarray(values) for name, values in sampler.get_samples(group_by_chain=True).items()}
    definition = case.definition
    shares = np.array([explanation.prior for explanation in definition.explanations.values()])
    first, rest = MIX_STRENGTH * shares / shares.sum()
    by_name = {
        "mix": norm.ppf(beta.cdf(found[MIX][..., 0], first, rest)),
        "decision_maker.decisiveness": np.log(found["decision_maker.decisiveness"] / 1.3) / np.log(2),
        "decision_maker.review.every": np.log(found["decision_maker.review.every"] / 4) / np.log(2),
        "rating_strength": np.log(found["rating_strength"]) / np.log(1.6),
        "decision_maker.bias.pressure": (found["decision_maker.bias.pressure"] + 0.3) / 0.5,
        **{name: norm.ppf(beta.cdf(found[name], *shape)) for name, shape in ACCURACY.items()},
    }
    scenarios = np.moveaxis(found["scenarios"].reshape(CHAINS, DRAWS, -1), 2, 0)
    chains = np.concatenate([np.stack([by_name[name] for name in COORDINATES]), scenarios])
    assert max(float(gelman_rubin(chain)) for chain in chains) < 1.02
    draws = chains.reshape(len(chains), -1)
    effective = np.array([float(effective_sample_size(chain)) for chain in chains])
    return Found(draws, draws.std(axis=1) / np.sqrt(effective))
