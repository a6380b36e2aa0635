"""Parts of a change that several groups of causes bring about together, whatever the order they come in.

Shapley, L. S. (1953), "A value for n-person games", Contributions to the Theory of Games II: each group's part is what
it adds to those already switched, averaged over all orders of switching. The parts sum to the whole change, exactly,
and a group that never adds anything has a part of zero.
"""

from __future__ import annotations

from itertools import product
from math import factorial

import numpy as np

from equipoise.model.arrays import Floats


def shapley_parts(values: Floats, groups: int) -> Floats:
    """Part of each group, `[group, ...]`.

    Args:
        values: The result with each group off (0) or on (1): one axis of length 2 per group, then any other axes.
        groups: Number of groups, the leading axes of `values`.
    """
    parts = np.zeros((groups, *values.shape[groups:]))
    for group in range(groups):
        for others in product((0, 1), repeat=groups - 1):
            before = sum(others)
            weight = factorial(before) * factorial(groups - 1 - before) / factorial(groups)
            off, on = ((*others[:group], state, *others[group:]) for state in (0, 1))
            parts[group] += weight * (values[on] - values[off])
    return parts
