"""Arbitrary choices in words: what was chosen otherwise, how far it moves a scenario, and whom it puts first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import counted, percent_text
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import Chance
from equipoise.report.view.raters import ratings_of

if TYPE_CHECKING:
    from equipoise.studies.stability import Choice, Setting, Stability

RECODING = "recoding"
"""Kind of the choice whose settings are percentiles of each scenario by itself: they are no set and rank nothing."""


@dataclass(frozen=True)
class OtherLeader:
    """A way to make one arbitrary choice under which another scenario comes first."""

    made_otherwise: str
    scenario: str


def made_otherwise(choice: Choice, setting: Setting | None = None) -> str:
    """What is done otherwise, to follow “with”: `review time at 2 months`, `“A vote” left out`."""
    title = tidy(choice.title)
    if choice.kind == "origin":
        return f"“{title}” left out"
    if choice.kind == "excluded":
        return f"the closed course “{title}” open"
    if choice.kind == "rater":
        return ratings_of(setting) if setting else "the ratings of somebody else"
    if choice.kind == RECODING:
        return "every rating a notch off at random"
    plain = _lower(title)
    return f"{plain} at {tidy(setting.label)}" if setting else f"another {plain}"


def readable_choice(kind: str, title: str, names: Names) -> str:
    """What a choice is called in a row: `Review time`, `Left out: briefing`, `Opened: Apart, parts`."""
    if kind == "origin":
        return f"Left out: {origin_title(title)}"
    if kind == "excluded":
        return f"Opened: {_levels(title, names)}"
    return tidy(title)


def choice_as_noun(choice: Choice, names: Names) -> str:
    """A choice in a sentence, to follow “the widest is”."""
    title = tidy(choice.title)
    if choice.kind == "origin":
        return f"leaving out “{origin_title(title)}”"
    if choice.kind == "excluded":
        return f"opening a closed course ({_levels(title, names)})"
    if choice.kind == "recoding":
        return "moving every rating by a notch at random"
    if choice.kind == "rater":
        return "whose ratings count"
    return f"the {_lower(title)}" if choice.kind != "decisiveness" else "decisiveness"


def origin_title(title: str) -> str:
    """An origin by its readable id, or a single report by what it says."""
    return tidy(title) if " " in title.strip() else readable(title)


def other_leader(leader: str, stability: Stability) -> OtherLeader | None:
    """The first arbitrary choice that puts another scenario ahead of the leader; None if none does."""
    for choice in stability.arbitrary:
        if choice.kind == RECODING:
            continue
        for setting in choice.settings:
            first = max(setting.probability, key=lambda name: setting.probability[name])
            if setting.probability[first] > setting.probability[leader]:
                return OtherLeader(made_otherwise(choice, setting), first)
    return None


def span_under_choices(scenario: str, at: Chance, stability: Stability) -> str:
    """`between 72 % and 90 %`, or `at 72 %` where both ends read the same.

    Stability may have been computed with fewer particles than the estimate, so the estimate itself is counted in.
    """
    low, high = (whole_percent(end) for end in ends_under_choices(scenario, at, stability))
    if low == high:
        return f"at {percent_text(low)}"
    return f"between {percent_text(low)} and {percent_text(high)}"


def ends_under_choices(scenario: str, at: Chance, stability: Stability) -> tuple[float, float]:
    """Lowest and highest probability of a scenario under any arbitrary choice, its estimate included."""
    return (
        min(stability.low(scenario), at.probability),
        max(stability.high(scenario), at.probability),
    )


def points(difference: float) -> str:
    """A difference of two probabilities: `11 points`, `1 point`, `less than a point`."""
    whole = math.floor(100 * abs(difference) + 0.5)
    return counted(whole, "point") if whole else "less than a point"


def _levels(course: str, names: Names) -> str:
    """`stance=apart & arms=dual_use` as `Apart, dual use`."""
    levels = [names.level(*pair.split("=", 1)) for pair in course.split(" & ")]
    return ", ".join(level if n == 0 else _lower(level) for n, level in enumerate(levels))


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
