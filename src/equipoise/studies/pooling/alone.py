"""A case by itself, as pooling needs it: particles for its own record and for any population to weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.assess.vintage_run import run_vintage, with_horizon
from equipoise.errors import NotTrustworthyError
from equipoise.inference.belief import Belief
from equipoise.inference.cover import cover
from equipoise.inference.hierarchy import CaseParticles, OwnPrior
from equipoise.inference.posterior import Posterior
from equipoise.model.arrays import Floats
from equipoise.studies.pooling.open_case import OpenCase

# Covering particles for each setting drawn. The draws only show where to cover, and each costs as much as ten others.
COVERING_FOR_A_DRAW = 4
LEAST_DRAWS = 64
# Sticks are broken off what is left of 1, which has no digits below this.
LEAST_SHARE = 1e-17


@dataclass(frozen=True)
class CaseAlone:
    """What comes of a case by itself.

    Attributes:
        own: The case, and what its author believed.
        distinct: Share of the settings drawn given its record that differ from all others.
        log_shares, log_numbers, log_weights, log_likelihood: Weighted particles of the prior, as in `CaseParticles`.
    """

    own: OpenCase
    distinct: float
    log_shares: Floats
    log_numbers: Floats
    log_weights: Floats
    log_likelihood: Floats

    def particles(self, explanations: Sequence[str], numbers: Sequence[str]) -> CaseParticles:
        """The weighted particles, with this case's parameters at their places among all that are pooled."""
        prior = OwnPrior(
            explanations=np.array([explanations.index(name) for name in self.own.explanations], dtype=np.int64),
            concentration=self.own.concentration,
            numbers=np.array([numbers.index(path) for path in self.own.numbers], dtype=np.int64),
            centre=self.own.centre,
            scale=self.own.scale,
        )
        return CaseParticles(prior, self.log_shares, self.log_numbers, self.log_weights, self.log_likelihood)


def take_alone(own: OpenCase, *, rater: str, particles: int, seed: int) -> CaseAlone:
    """Draw the parameters of a case given its record, and cover where they lie and where populations may put them.

    Args:
        own: The case.
        rater: Whose ratings count; `pool` for the mean over all raters.
        particles: Number of covering particles.
        seed: Seed. Each case draws numbers of its own from it, the same whatever other cases there are.

    Raises:
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    own_seed = int(np.random.SeedSequence([seed, int(own.case.fingerprint[-16:], 16)]).generate_state(1)[0])
    draws = max(LEAST_DRAWS, particles // COVERING_FOR_A_DRAW)
    # Nothing after the as-of date bears on the parameters, so the belief is not carried beyond it.
    ended = with_horizon(own.case, own.as_of)
    try:
        run = run_vintage(ended, as_of=own.as_of, rater=rater, particles=draws, seed=own_seed)
    except NotTrustworthyError as error:
        raise NotTrustworthyError(f"{own.name}: {error}", error.items, hint=error.hint) from None
    names = list(run.case.definition.explanations)
    return _summed_up(own, [names.index(name) for name in own.explanations], run.posterior, particles)


def _summed_up(own: OpenCase, columns: Sequence[int], posterior: Posterior, particles: int) -> CaseAlone:
    paths = [unknown.name for unknown in posterior.model.unknowns]
    rows = [paths.index(path) for path in own.numbers]
    sticks = posterior.prior.sticks
    reference = cover(posterior, particles, widely=np.array([*range(sticks), *(sticks + row for row in rows)]))
    covering = posterior.prior.at(reference.coordinates)
    return CaseAlone(
        own=own,
        distinct=1.0 if posterior.draws is None else posterior.draws.distinct,
        log_shares=np.log(np.maximum(covering.mix[:, columns], LEAST_SHARE)),
        log_numbers=np.log(covering.unknowns[rows]).T,
        log_weights=reference.log_weights,
        log_likelihood=np.concatenate(posterior.read(_log_likelihood, coordinates=reference.coordinates)),
    )


def _log_likelihood(belief: Belief) -> Floats:
    return np.asarray(belief.log_evidence, dtype=np.float64)
