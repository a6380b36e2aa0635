"""What a finding tells, in bits: the uncertainty about an outcome that it is expected to remove.

References:
    Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379-423.
    Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals of Mathematical
    Statistics 27(4), 986-1005. doi:10.1214/aoms/1177728069
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def entropy_bits(probabilities: Iterable[float]) -> float:
    """Uncertainty about which of several exclusive outcomes holds, bits; 1 for a fair coin, 0 for a certainty."""
    return math.fsum(-one * math.log2(one) for one in probabilities if one > 0)


def information_bits(joint: Sequence[Sequence[float]]) -> float:
    """Expected information gain: by how many bits learning the row is expected to cut uncertainty about the column.

    The mutual information of rows and columns; 0 where the row says nothing of the column, and never more than the
    entropy of either.

    Args:
        joint: Probability of each finding (row) together with each outcome (column); all of them sum to one.
    """
    rows = [math.fsum(row) for row in joint]
    columns = [math.fsum(column) for column in zip(*joint, strict=True)]
    gain = math.fsum(
        both * math.log2(both / (row * column))
        for row, cells in zip(rows, joint, strict=True)
        for column, both in zip(columns, cells, strict=True)
        if both > 0
    )
    # Rounding may leave a gain of nothing a hair below zero.
    return max(gain, 0.0)
