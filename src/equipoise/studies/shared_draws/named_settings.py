"""Settings of the parameters by name, so that those drawn for one version of a case can be put to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from equipoise.case.case import Case
from equipoise.inference.posterior import Posterior
from equipoise.inference.prior import Prior, prior_of
from equipoise.model.arrays import Floats, Model


@dataclass(frozen=True)
class NamedSettings:
    """Standard-normal coordinates of some particles, `[n]` by the name of the parameter."""

    by_name: Mapping[str, Floats]
    count: int

    @classmethod
    def of(cls, case: Case, posterior: Posterior) -> NamedSettings:
        """Those drawn for a version; one setting, of no parameter, where nothing is drawn.

        Args:
            case: The version as known at its vintage.
            posterior: Of that version.
        """
        named = zip(_names(case, posterior.model, posterior.prior), posterior.coordinates, strict=True)
        return cls(dict(named), posterior.num_particles)

    def know(self, case: Case, model: Model) -> bool:
        """Whether they say something of every parameter of a version."""
        return all(name in self.by_name for name in _names(case, model, prior_of(model)))

    def put_to(self, case: Case, model: Model) -> Floats:
        """Coordinates that a version asks for, `[d, n]`; a parameter that is not known here is at its median.

        A parameter that the version does not have costs nothing: what is left stands for the rest of the parameters.
        """
        names = _names(case, model, prior_of(model))
        rows = [self.by_name.get(name, np.zeros(self.count)) for name in names]
        return np.array(rows).reshape(len(rows), self.count)

    def some(self, kept: np.typing.NDArray[np.intp]) -> NamedSettings:
        """Those of some of the particles, by their places."""
        return NamedSettings({name: values[kept] for name, values in self.by_name.items()}, len(kept))


def _names(case: Case, model: Model, prior: Prior) -> tuple[str, ...]:
    """A name for each coordinate: shares of the mix by their explanation, the others by their path in the case.

    A share keeps its name where other explanations come and go. The last explanation has none: it takes the rest.
    """
    explanations = zip(case.definition.explanations, model.prior_shares, strict=True)
    positive = [name for name, share in explanations if share > 0]
    return (*(f"mix.{name}" for name in positive[: prior.sticks]), *prior.names)
