"""Every rating moved by a notch at random, again and again: how much hangs on the care of one coder.

Up, down and none are equally likely for each rating by itself, so that recoding makes ratings neither weaker nor
stronger in the mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from equipoise.analysis.other_items import effective_number, mean_under, under_other_items
from equipoise.assess.progress import Progress, silence
from equipoise.inference.belief import Belief
from equipoise.model.arrays import Floats, ItemArrays
from equipoise.model.compile import compile_model
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.stability.notches import recodable_rows, with_moved

# Particles that are weighed anew in each draw.
MOST_PARTICLES = 512
# Draws that share what does not hang on the ratings; progress is told after so many.
TOGETHER = 40


@dataclass(frozen=True)
class Recoded:
    """The scenarios on the horizon under ratings moved at random.

    Attributes:
        probability: `[draw, scenario]`, mean over the particles.
        effective: Smallest effective number of particles in any draw; where it is below a tenth of `particles`, too
            few carry the draw for it to be relied on.
        particles: Particles that were weighed anew.
    """

    probability: Floats
    effective: float
    particles: int


def recode(
    horizon: HorizonRun, *, draws: int, seed: int, notches: float = 1.0, progress: Progress | None = None
) -> Recoded | None:
    """Move every rating on which coders may differ by a notch up, by none or by a notch down, in each of many draws.

    Each draw is compiled as a case of its own, so that copies are ranked anew. Its particles are those of the
    assessment, weighed by how much likelier its ratings make the record.

    Args:
        horizon: The run of the case.
        draws: How many times all ratings are moved.
        seed: Seed of the moves.
        notches: Notches that a rating moves by.
        progress: Called with a few words.

    Returns:
        None where there is nothing to recode.
    """
    say = progress or silence
    moves = draw_moves(horizon, draws=draws, seed=seed, notches=notches)
    if not moves or not moves[0]:
        return None
    posterior = horizon.run.posterior
    to_horizon = replace(posterior, inquiry=replace(posterior.inquiry, as_of=horizon.day, days=()))
    particles = posterior.thinned(MOST_PARTICLES)
    parts: list[Floats] = []
    for first in range(0, draws, TOGETHER):
        sets = [_items(horizon, moved) for moved in moves[first : first + TOGETHER]]
        blocks = to_horizon.read(_reader(sets), coordinates=particles)
        parts.append(np.concatenate(blocks, axis=-1))
        say(f"recoding {min(first + TOGETHER, draws)} of {draws}")
    log_ratio = np.concatenate(parts)
    return Recoded(
        probability=mean_under(log_ratio),
        effective=float(effective_number(log_ratio).min()),
        particles=int(log_ratio.shape[-1]),
    )


def draw_moves(horizon: HorizonRun, *, draws: int, seed: int, notches: float = 1.0) -> list[dict[int, float]]:
    """Notches by place of the rating in the case as known, for each draw."""
    places = recodable_rows(horizon.run.case)
    random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, 2])))
    drawn = notches * random.integers(-1, 2, size=(draws, len(places)))
    return [dict(zip(places, (float(move) for move in row), strict=True)) for row in drawn]


def _items(horizon: HorizonRun, moves: dict[int, float]) -> tuple[ItemArrays, ...]:
    return compile_model(with_moved(horizon.run.case, moves), horizon.run.as_of).items


def _reader(sets: list[tuple[ItemArrays, ...]]) -> Callable[[Belief], Floats]:
    return lambda belief: under_other_items(belief, sets)
