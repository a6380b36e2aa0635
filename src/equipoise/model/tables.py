"""Tables of authored numbers, some of them uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Unknown:
    """A number the case authors as a distribution.

    Attributes:
        name: Its path in the case, such as `decision_maker.decisiveness`.
        family: `normal` (centre is the mean, scale the standard deviation) or `log-normal` (centre is the median, scale
            the factor to the 84th percentile).
    """

    name: str
    family: Literal["normal", "log-normal"]
    centre: float
    scale: float

    def at(self, standard_normal: Floats) -> Floats:
        """The number at each standard-normal coordinate."""
        if self.family == "normal":
            return self.centre + self.scale * standard_normal
        return np.asarray(self.centre * np.exp(np.log(self.scale) * standard_normal), dtype=np.float64)


@dataclass(frozen=True)
class Table:
    """Authored numbers in an array.

    Attributes:
        values: Every number, uncertain ones at their median.
        uncertain: Flat position and index of the unknown, for each uncertain number.
    """

    values: Floats
    uncertain: tuple[tuple[int, int], ...] = ()

    def filled(self, unknowns: Floats) -> Floats:
        """The table under each particle, with a last axis for particles (of length 1 where nothing is uncertain).

        Args:
            unknowns: Values of the unknowns, `[unknown, n]`.
        """
        if not self.uncertain:
            return self.values[..., None]
        flat = np.repeat(self.values.reshape(-1, 1), unknowns.shape[1], axis=1)
        for position, unknown in self.uncertain:
            flat[position] = unknowns[unknown]
        return flat.reshape(*self.values.shape, -1)
