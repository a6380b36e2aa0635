"""Settings of the parameters drawn for one version of a case, read and weighed under another.

Importance sampling from one posterior towards another (Robert, C. P. & Casella, G. (2004), "Monte Carlo Statistical
Methods", section 3.3). Settings are standard-normal coordinates, so that the priors of two versions drop out of their
ratio and a setting counts by the ratio of the likelihoods alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from equipoise.errors import NotTrustworthyError
from equipoise.inference.belief import Belief, Inquiry, believe
from equipoise.inference.blocks import block_size, one_thread_a_product, over_blocks
from equipoise.inference.parameters import median_parameters
from equipoise.inference.prior import prior_of
from equipoise.inference.split_chain import ConditionMoves, make_dynamics, shared_moves
from equipoise.model.arrays import Floats, Model

Result = TypeVar("Result")


def read_under(
    model: Model,
    inquiry: Inquiry,
    coordinates: Floats,
    reader: Callable[[Belief], Result],
    *,
    moves: ConditionMoves | None = None,
) -> list[Result]:
    """Read something off the belief in a version under given settings, block by block, in order.

    Args:
        model: The version.
        inquiry: What is asked of it.
        coordinates: The settings, `[d, n]`, in the order of the version's own prior. One block at the medians is read
            where the version leaves nothing uncertain.
        reader: Reads one block.
        moves: Moves of conditions, the version's own by default; those of another version that moves them alike may
            be handed in with what they keep.
    """
    prior = prior_of(model)
    if prior.num_coordinates == 0:
        return [reader(believe(model, median_parameters(model), inquiry))]
    chosen = shared_moves(model) if moves is None else moves

    def work(block: Floats) -> Result:
        parameters = prior.at(block)
        return reader(believe(model, parameters, inquiry, chain=make_dynamics(model, parameters, chosen)))

    with one_thread_a_product():
        return over_blocks(work, coordinates, block_size(model))


def moves_as_kept(model: Model, kept: ConditionMoves | None) -> ConditionMoves | None:
    """Moves of conditions in a version: those kept from another, with what they hold, where the two do not differ.

    Args:
        model: The version.
        kept: Moves that all particles of the other version share; None where they share none.

    Returns:
        The version's own moves where they differ; None where its particles share none.
    """
    own = shared_moves(model)
    if own is None or kept is None or own.longest_step != kept.longest_step:
        return own
    return kept if np.array_equal(own.generators, kept.generators) else own


def weights_of(log_ratio: Floats) -> Floats:
    """What each setting counts for, `[n]`, summing to one, by the log of how much likelier a version makes the record.

    Raises:
        NotTrustworthyError: If no setting makes it possible.
    """
    top = log_ratio.max()
    if not np.isfinite(top):
        raise NotTrustworthyError("the evidence is impossible under every setting of the parameters", items=())
    weights = np.exp(log_ratio - top)
    return np.asarray(weights / weights.sum())


def effective_share(weights: Floats) -> float:
    """How large a share of the settings carries the answer, 0 to 1 (Kish 1965); 1 where all count alike."""
    return float(1 / (weights**2).sum() / len(weights))


def state_on(belief: Belief, day: int) -> Floats:
    """The state on a stop of the schedule, up to a factor, `[a, c, n]`; no backward pass where none is due."""
    is_behind_the_record = day >= max(belief.schedule.log_factors, default=0)
    return belief.passed.after[day][:, :, 0] if is_behind_the_record else belief.on(day)


def scenarios_in(belief: Belief, state: Floats) -> Floats:
    """Probability of each scenario in a state, `[scenario, n]`; 0 under a setting that makes the record impossible."""
    model = belief.model
    member = np.arange(model.num_scenarios)[:, None] == model.scenario_of_course[None, :]
    scenarios = member.astype(np.float64) @ state.sum(axis=1, dtype=np.float64)
    total = scenarios.sum(axis=0)
    return np.asarray(scenarios / np.where(total > 0, total, 1.0))
