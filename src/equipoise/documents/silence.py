"""What a silence tells: the chance of it if an author went on as before."""

from __future__ import annotations

import math
from dataclasses import dataclass

PRIOR_SHAPE = 0.5
PRIOR_TEXTS = 1.0
"""Gamma prior of the rate: half a mention a text, worth one text. A larger worth pulls short records harder to it."""


@dataclass(frozen=True)
class Silence:
    """Texts without a wording that was used before.

    Attributes:
        before: Texts before the silence.
        mentions: How many of them used it; a text counts once, since mentions cluster.
        silent: Texts since then without it.
        probability: Chance of so long a silence had nothing changed.
    """

    before: int
    mentions: int
    silent: int
    probability: float

    @property
    def likelihood_ratio(self) -> float:
        """How many times likelier the silence is if the wording was dropped than if nothing changed."""
        return 1 / self.probability

    @property
    def decibans(self) -> float:
        """The same in decibans: an upper bound for any lower rate, which would sometimes break the silence."""
        return -10 * math.log10(self.probability)


def silence(*, before: int, mentions: int, silent: int) -> Silence:
    r"""Weigh a silence against the past rate of mention.

    Mentions are Poisson with rate $\lambda$ a text, $\lambda \sim \mathrm{Gamma}(a, b)$ a priori. After $k$ mentions in
    $n$ texts the chance of none in $m$ more is $\left(\frac{b+n}{b+n+m}\right)^{a+k}$.

    Args:
        before: Texts before, $n$.
        mentions: Of those, texts that used the wording, $k$.
        silent: Texts since, none of which did, $m$.

    Raises:
        ValueError: If a number is negative, or more texts used the wording than there were.

    References:
        Gelman, A. et al. (2013). Bayesian Data Analysis, 3rd ed., section 2.6: Poisson with a gamma prior.
    """
    if min(before, mentions, silent) < 0 or mentions > before:
        raise ValueError(f"{mentions} mentions in {before} texts and {silent} silent ones cannot be")
    share = (PRIOR_TEXTS + before) / (PRIOR_TEXTS + before + silent)
    return Silence(before, mentions, silent, share ** (PRIOR_SHAPE + mentions))
