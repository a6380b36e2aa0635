"""An event whose outcome is known, as scoring sees it: its options in order, and the one that came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from equipoise.ledger.standing import Track

YES_NO = ("no", "yes")


@dataclass(frozen=True)
class Posed:
    """Options, and what came.

    Attributes:
        options: Names of the options.
        came: Index of the one that came.
        is_ordered: Whether they stand in an order, so that a miss by one step is better than by two.
    """

    options: tuple[str, ...]
    came: int
    is_ordered: bool = False

    @property
    def is_yes_no(self) -> bool:
        """Whether it is a question of yes and no."""
        return self.options == YES_NO


def posed(track: Track, *, order: Sequence[str] | None = None) -> Posed | None:
    """What is scored of an event; None while it is open, or where it is void or disputed.

    Args:
        track: All that is on the record about it.
        order: The scenarios of the case in their order, where they have one.
    """
    resolution = track.resolution
    if resolution is None or resolution.outcome not in ("occurred", "did_not"):
        return None
    if not track.event.is_of_scenarios:
        return Posed(YES_NO, int(resolution.outcome == "occurred"))
    came = resolution.scenario
    assert came is not None, "a resolved question of scenarios names the one that held"
    # A scenario that a judge did not name was given nothing.
    named = dict.fromkeys([*(name for said in track.said for name in said.judgement.probabilities), came])
    is_ordered = order is not None and set(named) <= set(order)
    options = tuple(order) if is_ordered and order is not None else tuple(named)
    return Posed(options, options.index(came), is_ordered)
