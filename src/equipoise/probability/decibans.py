"""Decibans: ten times the common logarithm of a ratio, the unit of a weight of evidence.

Ten decibans multiply odds by ten, three double them (1.995). The unit is Turing's, the use Good's.

References:
    Good, I. J. (1950). Probability and the Weighing of Evidence. Griffin.
    Good, I. J. (1979). Studies in the history of probability and statistics XXXVII: A. M. Turing's statistical
    work in World War II. Biometrika 66(2), 393-396. doi:10.1093/biomet/66.2.393
"""

from __future__ import annotations

import math

NATS_PER_DECIBAN = math.log(10) / 10
"""One deciban in natural units, 0.2303."""


def db_of_ratio(ratio: float) -> float:
    """Decibans of a ratio such as a likelihood ratio or odds; minus infinity for 0, infinity for infinity.

    Raises:
        ValueError: If the ratio is negative or not a number.
    """
    if not ratio >= 0:
        raise ValueError(f"a ratio is 0 or more, got {ratio!r}")
    return 10 * math.log10(ratio) if ratio > 0 else -math.inf


def ratio_of_db(db: float) -> float:
    """The ratio that so many decibans stand for."""
    return float(10 ** (db / 10))


def odds_db(probability: float) -> float:
    """Log-odds of a probability in decibans; infinite at 0 and 1.

    Raises:
        ValueError: If it is no probability.
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, got {probability!r}")
    return math.inf if probability == 1 else db_of_ratio(probability / (1 - probability))


def probability_of_odds_db(db: float) -> float:
    """The probability whose log-odds are so many decibans."""
    # Written with a power that cannot overflow: 10**(-|db|/10) is at most 1.
    smaller = 10 ** (-abs(db) / 10)
    return float(1 / (1 + smaller) if db >= 0 else smaller / (1 + smaller))


def db_of_nats(nats: float) -> float:
    """Decibans of a difference in natural log units."""
    return nats / NATS_PER_DECIBAN


def nats_of_db(db: float) -> float:
    """Natural log units of a weight in decibans."""
    return db * NATS_PER_DECIBAN
