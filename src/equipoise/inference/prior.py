"""The prior of the parameters, in standard-normal coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from equipoise.inference.parameters import Parameters, median_parameters
from equipoise.inference.quantiles import beta_at, stick_breaking
from equipoise.model.arrays import LETTERS, Floats, Model


@dataclass(frozen=True)
class Prior:
    """Which parameters the record may move.

    Coordinates are ordered: sticks of the mix, unknowns, letters of grades.

    Attributes:
        model: The model.
        sticks: Coordinates of the mix: one fewer than explanations with a positive prior; 0 where it is fixed.
        letters: Indices of the grade letters that some rated item depends on.
    """

    model: Model
    sticks: int
    letters: tuple[int, ...]

    @property
    def num_coordinates(self) -> int:
        """Number of standard-normal coordinates; 0 for a case whose every parameter is fixed."""
        return self.sticks + len(self.model.unknowns) + len(self.letters)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the coordinates beyond the mix."""
        graded = [f"accuracy.{list(LETTERS)[letter]}" for letter in self.letters]
        return (*(unknown.name for unknown in self.model.unknowns), *graded)

    def at(self, coordinates: Floats) -> Parameters:
        """Parameters at standard-normal coordinates `[d, n]`."""
        model = self.model
        particles = coordinates.shape[1]
        first = self.sticks
        beyond = first + len(model.unknowns)
        median = median_parameters(model)
        mix = median.mix
        if model.mix_strength is not None and self.sticks:
            mix = stick_breaking(coordinates[:first], model.prior_shares, model.mix_strength)
        unknowns = [unknown.at(z) for unknown, z in zip(model.unknowns, coordinates[first:beyond], strict=True)]
        accuracy = np.repeat(median.accuracy, particles, axis=1)
        for letter, z in zip(self.letters, coordinates[beyond:], strict=True):
            accuracy[letter] = beta_at(z, *list(LETTERS.values())[letter])
        return Parameters(
            mix=np.broadcast_to(mix, (particles, mix.shape[1])),
            unknowns=np.array(unknowns).reshape(len(unknowns), particles),
            accuracy=accuracy,
        )


def prior_of(model: Model) -> Prior:
    """The prior of a model. Grade letters count only where a rated item depends on them."""
    positive = int((model.prior_shares > 0).sum())
    letters = {item.reliability.letter for item in model.items if item.is_rated}
    return Prior(
        model=model,
        sticks=max(positive - 1, 0) if model.mix_strength is not None else 0,
        letters=tuple(sorted(letter for letter in letters if letter is not None)),
    )
