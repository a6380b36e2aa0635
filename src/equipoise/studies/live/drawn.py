"""A case drawn once, with what its particles make of the actor kept, so that its record can be read again cheaply."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np

from equipoise.assess.stops import stops_of
from equipoise.assess.vintage_run import Asked, VintageRun, days_from_opens, resolve_as_of, run_vintage
from equipoise.case.case import Case
from equipoise.case.vintage import as_known
from equipoise.inference.belief import Belief, Inquiry, believe
from equipoise.inference.blocks import MOST_THREADS, block_size, one_thread_a_product
from equipoise.inference.dynamics import Dynamics
from equipoise.inference.parameters import Parameters, median_parameters
from equipoise.inference.prior import Prior, prior_of
from equipoise.inference.split_chain import ConditionMoves, make_dynamics
from equipoise.model.arrays import LETTERS, Floats
from equipoise.model.compile import compile_model
from equipoise.studies.shared_draws.named_settings import NamedSettings
from equipoise.studies.shared_draws.weighing import moves_as_kept, read_under, scenarios_in, state_on

Result = TypeVar("Result")
Given = TypeVar("Given")


@dataclass(frozen=True)
class Block:
    """Some of the particles: their parameters, and what moves the belief under them."""

    parameters: Parameters
    chain: Dynamics


class NowAndThen(NamedTuple):
    """Scenarios on the as-of date and the horizon, `[2, scenario, n]`, and log likelihood of the record, `[n]`."""

    scenarios: Floats
    log_likelihood: Floats


@dataclass(frozen=True)
class Drawn:
    """A version of a case with settings of its parameters.

    Attributes:
        asked: The version at its vintage, compiled.
        rater: Whose ratings.
        seed: Seed of the draws.
        asked_particles: Number of particles asked for, drawn or not.
        is_sampled: Whether parameters were drawn.
        settings: Them, by name, those of the letters of grades that no rated item has yet among them.
        moves: Moves of conditions that all particles share, with what they keep; None where they differ.
        blocks: The particles in blocks, in order.
        read: What the version itself says.
    """

    asked: Asked
    rater: str
    seed: int
    asked_particles: int
    is_sampled: bool
    settings: NamedSettings
    moves: ConditionMoves | None
    blocks: tuple[Block, ...]
    read: NowAndThen

    def covering(self, version: Asked) -> NamedSettings | None:
        """Settings for every parameter of another version; None where those drawn cannot stand for them.

        A parameter that this version does not have is independent of its record, so that a draw from its prior is a
        draw from the posterior.
        """
        prior = prior_of(version.model)
        if not self.is_sampled:
            return self.settings if prior.num_coordinates == 0 else None
        settings = _with_prior_draws(self.settings, prior.names, self.seed)
        return settings if settings.know(version.case, version.model) else None

    def read_again(self, version: Asked, reader: Callable[[Belief], Result]) -> list[Result]:
        """Read a version that differs in nothing but its evidence, block by block, under the kept particles."""

        def work(block: Block) -> Result:
            return reader(believe(version.model, block.parameters, version.inquiry, chain=block.chain))

        return side_by_side(work, self.blocks)

    def read_under(self, version: Asked, coordinates: Floats, reader: Callable[[Belief], Result]) -> list[Result]:
        """Read any version, block by block, under settings put to it."""
        moves = moves_as_kept(version.model, self.moves)
        return read_under(version.model, version.inquiry, coordinates, reader, moves=moves)


def draw(case: Case, *, as_of: date, rater: str, seed: int, particles: int) -> Drawn:
    """Draw a version of a case as `assess` does, and keep what makes reading it again cheap.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every state.
        InvalidCaseError: If a number of the case is too large to compute with.
        UsageError: If the rater is unknown, or the chain is too fast to follow.
    """
    run = _run(case, as_of=as_of, rater=rater, seed=seed, particles=particles)
    posterior, model = run.posterior, run.model
    settings = NamedSettings.of(run.case, posterior)
    if posterior.is_sampled:
        settings = _with_prior_draws(settings, [f"accuracy.{letter}" for letter in LETTERS], seed)
    asked = Asked(run.case, model, posterior.inquiry, None)
    blocks = tuple(_blocks(asked, settings, posterior.moves, is_sampled=posterior.is_sampled))
    drawn = Drawn(
        asked=asked,
        rater=rater,
        seed=seed,
        asked_particles=particles,
        is_sampled=posterior.is_sampled,
        settings=settings,
        moves=posterior.moves,
        blocks=blocks,
        read=NowAndThen(np.zeros((2, model.num_scenarios, 0)), np.zeros(0)),
    )
    return replace(drawn, read=joined(drawn.read_again(asked, now_and_then)))


def read_fresh(case: Case, *, as_of: date, rater: str, seed: int, particles: int) -> tuple[VintageRun, NowAndThen]:
    """What fresh draws for a version say of it. Raises as `draw`."""
    run = _run(case, as_of=as_of, rater=rater, seed=seed, particles=particles)
    return run, joined(run.posterior.read(now_and_then))


def compiled(case: Case, *, as_of: date, rater: str) -> Asked:
    """A version at its vintage, compiled, with the stops of an assessment; whether it is possible is not asked yet.

    Raises:
        InvalidCaseError: If a number of the case is too large to compute with.
        UsageError: If the rater is unknown, or the as-of date lies outside the case.
    """
    known = as_known(case, resolve_as_of(case, as_of), rater=rater)
    inquiry = Inquiry(
        as_of=days_from_opens(known, as_of),
        last=days_from_opens(known, known.definition.clock.horizon),
        days=tuple(days_from_opens(known, day) for day in stops_of(known, as_of)),
    )
    return Asked(known, compile_model(known, as_of), inquiry, None)


def now_and_then(belief: Belief) -> NowAndThen:
    """Read the as-of date and the horizon; no backward pass is due, for all evidence lies before them."""
    days = (belief.as_of, belief.inquiry.last)
    scenarios = np.stack([scenarios_in(belief, state_on(belief, day)) for day in days])
    log_likelihood = np.asarray(belief.log_evidence + belief.log_span, dtype=np.float64)
    return NowAndThen(scenarios, np.broadcast_to(log_likelihood, scenarios.shape[2:]))


def joined(parts: Sequence[NowAndThen]) -> NowAndThen:
    """The readings of several blocks of particles as one."""
    return NowAndThen(*(np.concatenate(fields, axis=-1) for fields in zip(*parts, strict=True)))


def side_by_side(work: Callable[[Given], Result], given: Sequence[Given]) -> list[Result]:
    """Apply `work` to each, in threads; results in order."""
    threads = min(MOST_THREADS, os.cpu_count() or 1, len(given))
    with one_thread_a_product():
        if threads == 1:
            return [work(one) for one in given]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(work, given))


def _run(case: Case, *, as_of: date, rater: str, seed: int, particles: int) -> VintageRun:
    days = stops_of(case, as_of)
    return run_vintage(case, as_of=as_of, rater=rater, days=days, particles=particles, seed=seed)


def _blocks(
    asked: Asked, settings: NamedSettings, moves: ConditionMoves | None, *, is_sampled: bool
) -> Sequence[Block]:
    model = asked.model
    if not is_sampled:
        parameters = median_parameters(model)
        return [Block(parameters, make_dynamics(model, parameters, None))]
    prior = prior_of(model)
    coordinates = settings.put_to(asked.case, model)
    # Every letter has a setting, so that an item that is rated for the first time finds its own.
    letters = np.array([settings.by_name[f"accuracy.{letter}"] for letter in LETTERS])
    every_letter = Prior(model, prior.sticks, tuple(range(len(LETTERS))))
    coordinates = np.concatenate([coordinates[: prior.num_coordinates - len(prior.letters)], letters])
    size = block_size(model)

    def block(first: int) -> Block:
        parameters = every_letter.at(coordinates[:, first : first + size])
        return Block(parameters, make_dynamics(model, parameters, moves))

    return side_by_side(block, range(0, settings.count, size))


def _with_prior_draws(settings: NamedSettings, names: Sequence[str], seed: int) -> NamedSettings:
    """The settings with parameters that they do not know drawn from the prior; a name draws the same at any time."""
    unknown = [name for name in names if name not in settings.by_name]
    if not unknown:
        return settings
    drawn = {}
    for name in unknown:
        random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, zlib.crc32(name.encode())])))
        drawn[name] = random.standard_normal(settings.count)
    return NamedSettings({**settings.by_name, **drawn}, settings.count)
