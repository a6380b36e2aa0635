"""Arbitrary choices of a case, and what each does to the probability of every scenario on the horizon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["decisiveness", "rater", "rating_strength", "evidence", "excluded", "origin", "review", "recoding"]


@dataclass(frozen=True)
class Setting:
    """One other way to make a choice.

    Attributes:
        label: What is chosen, in a few words: `6 months`, `left out`.
        probability: Of each scenario on the horizon, mean over the parameters.
    """

    label: str
    probability: Mapping[str, float]


@dataclass(frozen=True)
class Choice:
    """Something somebody decided that could have been decided otherwise.

    Attributes:
        kind: `decisiveness`, `rater`, `rating_strength`, `evidence`, `excluded`, `origin`, `review` or `recoding`.
        name: Which of its kind: a course (`stance=apart & arms=parts`), an origin; else the kind itself.
        title: What it is called: by the case, where the case says so.
        settings: The other ways that were tried. Those of `recoding` are percentiles of each scenario by itself, so
            that they need not sum to one.
        is_arbitrary: False for `evidence` alone: no evidence at all is a baseline, nothing one could choose.
    """

    kind: Kind
    name: str
    title: str
    settings: tuple[Setting, ...]
    is_arbitrary: bool = True

    def move(self, scenario: str, base: Mapping[str, float]) -> float:
        """How far the choice can take a scenario from the assessment, in probability."""
        return max((abs(setting.probability[scenario] - base[scenario]) for setting in self.settings), default=0.0)


@dataclass(frozen=True)
class Untried:
    """A way to make a choice that could not be tried.

    Attributes:
        kind, name, title: As in `Choice`.
        label: As in `Setting`.
        reason: Why not.
    """

    kind: Kind
    name: str
    title: str
    label: str
    reason: str
