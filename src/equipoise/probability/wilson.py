"""Wilson's interval of a share: what so many of so many say about the rate behind them.

Unlike the interval that adds and subtracts a standard error, it stays inside 0 to 1 and has a width where none or all
of a few occurred.

References:
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22(158), 209-212. doi:10.1080/01621459.1927.10502953
    Brown, L. D., Cai, T. T. & DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical Science
    16(2), 101-133. doi:10.1214/ss/1009213286
"""

from __future__ import annotations

import math
from statistics import NormalDist

LEVEL = 0.95
"""How much an interval holds unless told otherwise."""


def wilson_interval(occurred: float, of: float, *, level: float = LEVEL) -> tuple[float, float] | None:
    """Ends of the interval of a rate; None where nothing was counted.

    Args:
        occurred: How many occurred.
        of: How many could have.
        level: How much the interval holds.

    Raises:
        ValueError: If more occurred than could, or the level is none.
    """
    if not 0 <= occurred <= of:
        raise ValueError(f"of {of} between 0 and {of} can have occurred, got {occurred}")
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, got {level!r}")
    if of == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, shrink = occurred / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    # At none and at all the formula gives 0 and 1 but for rounding.
    return (0.0 if occurred == 0 else middle - half), (1.0 if occurred == of else middle + half)
