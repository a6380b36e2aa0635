"""Claim and denial, side by side, and what would follow if either is right."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.calendar import CoarseDate
from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.studies.shared_draws.horizon_run import HorizonRun
from equipoise.studies.shared_draws.other_evidence import Scenarios, under_other_evidence, with_items

TRUE, FALSE = {"accuracy": 1.0}, {"accuracy": 0.0, "exact": False}
"""An item taken for accurate, and for inaccurate: as a saved edit of `accuracy` would have it."""


@dataclass(frozen=True)
class Side:
    """One of the two.

    Attributes:
        item: Its id.
        date: When it was said.
        what: What it says.
        sources: Ids of those who report it.
        motives: By source, why it may want to be believed; sources without one are left out.
        weighed: Whether it enters the likelihood: it is counted, and somebody rated it.
    """

    item: str
    date: CoarseDate
    what: str
    sources: tuple[str, ...]
    motives: dict[str, str]
    weighed: bool


@dataclass(frozen=True)
class Dispute:
    """A claim and its denial.

    Attributes:
        claim, denial: The two sides.
        as_it_is: Each scenario on the horizon as the case grades both.
        claim_right: The same if the claim is accurate and the denial is not; None where that is impossible.
        denial_right: The same the other way round.
        effective: Smallest effective number of particles behind these.
    """

    claim: Side
    denial: Side
    as_it_is: Scenarios
    claim_right: Scenarios | None
    denial_right: Scenarios | None
    effective: float


def disputes_in(horizon: HorizonRun, *, of: str | None = None) -> tuple[Dispute, ...]:
    """Every claim of a vintage that another item denies.

    An inaccurate report is as likely under every scenario, unless it may have been planted. So the side that is wrong
    falls silent; it does not speak for the other.

    Args:
        horizon: The run.
        of: Only those that this item is a side of.
    """
    case = horizon.run.case
    pairs = [
        (case.items[denial.disputes], denial)
        for denial in case.evidence
        if denial.disputes is not None and of in (None, denial.id, denial.disputes)
    ]
    return tuple(_dispute(horizon, case, claim, denial) for claim, denial in pairs)


def _dispute(horizon: HorizonRun, case: Case, claim: EvidenceItem, denial: EvidenceItem) -> Dispute:
    claim_right = with_items(case, {claim.id: TRUE, denial.id: FALSE})
    denial_right = with_items(case, {claim.id: FALSE, denial.id: TRUE})
    found = under_other_evidence(horizon, [case, claim_right, denial_right])
    return Dispute(
        claim=_side(horizon, claim),
        denial=_side(horizon, denial),
        as_it_is=found.probability[0] or horizon.probability,
        claim_right=found.probability[1],
        denial_right=found.probability[2],
        effective=found.effective,
    )


def _side(horizon: HorizonRun, item: EvidenceItem) -> Side:
    sources = horizon.run.case.sources
    return Side(
        item=item.id,
        date=item.date,
        what=item.what,
        sources=tuple(item.sources),
        motives={name: motive for name in item.sources if (motive := sources[name].motive)},
        weighed=any(one.id == item.id and one.is_rated for one in horizon.run.model.items),
    )
