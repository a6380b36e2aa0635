r"""How reliable a source is, by its grade and by those of its claims that somebody else has settled.

$r \sim \text{Beta}(\alpha + \text{right}, \beta + \text{wrong})$, where Beta($\alpha$, $\beta$) is that of the letter
(docs/model.md, section 5). A letter so counts as twenty settled claims, F as two: a choice of ours, not a measurement.
With fewer, a source would earn an A by being right five times, which one graded D does once in thirty-two.

Claims are settled by the author from other sources. Whether a report agrees with what the model believes is no part
of it: a source would then be believed for saying what is believed anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from equipoise.case.schema import Source
from equipoise.model.arrays import LETTERS

UNGRADED = "F"
"""The letter of a source that nobody graded."""


@dataclass(frozen=True)
class TrackRecord:
    """What a source's settled claims make of its grade.

    Attributes:
        letter: Its grade; F where it has none.
        right, wrong, void: Settled claims; void ones say nothing either way.
    """

    letter: str
    right: int
    wrong: int
    void: int

    @property
    def prior(self) -> tuple[float, float]:
        """Shapes of the letter's Beta; their sum is as how many settled claims the letter counts."""
        return LETTERS[self.letter]

    @property
    def posterior(self) -> tuple[float, float]:
        """Shapes of the Beta with the settled claims taken in."""
        alpha, beta = self.prior
        return alpha + self.right, beta + self.wrong

    @property
    def mean(self) -> float:
        """Probability that its next claim is right."""
        alpha, beta = self.posterior
        return alpha / (alpha + beta)


def track_record(source: Source, as_of: date) -> TrackRecord:
    """The track record of a source, claims settled by a day alone."""
    settled = [claim.resolved for claim in source.claims if claim.known <= as_of]
    return TrackRecord(
        letter=source.grade or UNGRADED,
        right=settled.count("right"),
        wrong=settled.count("wrong"),
        void=settled.count("void"),
    )
