"""Parameters of one actor, drawn from the distributions a case authors."""

from __future__ import annotations

import numpy as np

from equipoise.inference.parameters import Parameters
from equipoise.model.arrays import LETTERS, Model


def draw_parameters(model: Model, random: np.random.Generator) -> Parameters:
    """One setting of all parameters, without the engine's way through standard normals."""
    unknowns = [
        random.normal(unknown.centre, unknown.scale)
        if unknown.family == "normal"
        else random.lognormal(np.log(unknown.centre), np.log(unknown.scale))
        for unknown in model.unknowns
    ]
    return Parameters(
        mix=_draw_mix(model, random)[None, :],
        unknowns=np.array(unknowns).reshape(-1, 1),
        accuracy=np.array([random.beta(alpha, beta) for alpha, beta in LETTERS.values()])[:, None],
    )


def _draw_mix(model: Model, random: np.random.Generator) -> np.ndarray:
    if model.mix_strength is None:
        return model.prior_shares
    positive = model.prior_shares > 0
    mix = np.zeros(len(positive))
    mix[positive] = random.dirichlet(model.mix_strength * model.prior_shares[positive])
    return mix
