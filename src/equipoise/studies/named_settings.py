"""Settings of the parameters by name, so that those drawn for one version of a case can be put to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.assess.vintage_run import VintageRun
from equipoise.model.arrays import Floats


@dataclass(frozen=True)
class NamedSettings:
    """Standard-normal coordinates of some particles, `[n]` by the name of the parameter."""

    by_name: Mapping[str, Floats]
    count: int

    @classmethod
    def of(cls, run: VintageRun) -> NamedSettings:
        """Those drawn for a version; one setting, of no parameter, where nothing is drawn."""
        posterior = run.posterior
        named = zip(_names(run), posterior.coordinates, strict=True)
        return cls(dict(named), posterior.num_particles)

    def for_(self, run: VintageRun) -> Floats:
        """Coordinates that another version asks for, `[d, n]`; a parameter that is not known here is at its median."""
        rows = [self.by_name.get(name, np.zeros(self.count)) for name in _names(run)]
        return np.array(rows).reshape(len(rows), self.count)


def _names(run: VintageRun) -> tuple[str, ...]:
    """A name for each coordinate: shares of the mix by their explanation, the others by their path in the case.

    A share keeps its name where other explanations come and go. The last explanation has none: it takes the rest.
    """
    prior = run.posterior.prior
    explanations = zip(run.case.definition.explanations, run.model.prior_shares, strict=True)
    positive = [name for name, share in explanations if share > 0]
    return (*(f"mix.{name}" for name in positive[: prior.sticks]), *prior.names)
