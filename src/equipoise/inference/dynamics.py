"""What moves a belief through time: the exact chain, or a faster one for many particles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from equipoise.model.arrays import Bools, Floats


@dataclass(frozen=True)
class Regime:
    """What is special about a stretch of time.

    Attributes:
        inside: States the path must not leave, `[a, c, t, n]` or broadcastable; None where all are allowed.
        held: Conditions that do not move.
    """

    inside: Bools | None = None
    held: frozenset[int] = frozenset()


FREE = Regime()


class Dynamics(Protocol):
    """The hidden state in motion. Vectors have the axes `[a, c, t, n]`.

    Attributes:
        condition_sizes: Number of levels of each condition.
        start: Distribution of the state at the start, `[a, c, 1, 1]`.
        choice: Probability that a review picks course `b`, `[a, b, c, n]`.
        review_rate: Reviews per month, `[n]`.
    """

    @property
    def condition_sizes(self) -> tuple[int, ...]: ...  # noqa: D102

    @property
    def start(self) -> Floats: ...  # noqa: D102

    @property
    def choice(self) -> Floats: ...  # noqa: D102

    @property
    def review_rate(self) -> Floats: ...  # noqa: D102

    @property
    def num_particles(self) -> int:
        """Number of particles."""
        ...

    def push(self, belief: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a belief forward in time; mass that leaves `regime.inside` is gone from the result."""
        ...

    def pull(self, value: Floats, months: float, regime: Regime = FREE) -> Floats:
        """Carry a value of states backward in time: the adjoint of `push`."""
        ...
