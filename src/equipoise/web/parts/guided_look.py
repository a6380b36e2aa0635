"""A short guided look at a case: a few steps, each one sentence and one thing to click, and how far somebody has come.

How far is kept with what a browser has chosen, so that it can be left, gone on with and begun again at any time.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

CASE = "sino-russian"
"""The case that is looked at: it comes with Equipoise."""

_KEPT_AS = "guided look"
_LEFT = -1


@dataclass(frozen=True)
class Step:
    """A step.

    Attributes:
        page: Name of the page it is on.
        says: One sentence: what is there, and what to click.
        points_at: What is to be clicked, as a selector of the style sheet; the first one shown is pointed at.
    """

    page: str
    says: str
    points_at: str


STEPS: tuple[Step, ...] = (
    Step(
        "brief",
        "This is the answer in numbers: click the first of them to see which evidence it comes from.",
        ".brief a.traced",
    ),
    Step(
        "evidence",
        "Every report is weighed against every scenario: click a square to see what was judged and where it stands.",
        "td[data-item]",
    ),
    Step(
        "timeline",
        "Nothing that came later counts on an earlier day: click Earlier to see the case as it was known then.",
        "[data-key='[']",
    ),
    Step(
        "what-if",
        "A number that you doubt can be changed: move a lever and see what becomes of the answer.",
        ".q-slider",
    ),
    Step(
        "watch",
        "What to look for next, and what each finding would do: click the button to draw the board.",
        "main .work button",
    ),
    Step(
        "ledger",
        "What was said stays on the record with its hash: click the number of a line to see it.",
        "a.traced",
    ),
)


def step_of(settings: Mapping[str, Any]) -> int | None:
    """The step somebody is at, from 0; None where they have not begun, or have left."""
    kept = settings.get(_KEPT_AS)
    return kept if isinstance(kept, int) and 0 <= kept < len(STEPS) else None


def is_new(settings: Mapping[str, Any]) -> bool:
    """Whether somebody has neither begun nor left it."""
    return _KEPT_AS not in settings


def go_to(settings: MutableMapping[str, Any], step: int) -> str:
    """Go to a step; behind the last the look is over. Returns the address to go on at."""
    is_over = not 0 <= step < len(STEPS)
    settings[_KEPT_AS] = _LEFT if is_over else step
    return "/" if is_over else f"/case/{CASE}/{STEPS[step].page}"


def leave(settings: MutableMapping[str, Any]) -> None:
    """Leave it; it can be begun again."""
    settings[_KEPT_AS] = _LEFT
