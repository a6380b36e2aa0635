"""What each number of a case is called for a reader: `Interests: weight of secondary sanctions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from equipoise.case.case import Case
from equipoise.report.names import Names, readable
from equipoise.report.view.in_sentence import in_sentence

Steps = Sequence[str | int]

_PARTS: Mapping[str, str] = {
    "mean": "mean",
    "sd": "standard deviation",
    "median": "median",
    "spread": "spread",
    "low": "low end",
    "high": "high end",
}
_FIELDS: Mapping[str, str] = {"every": "months between reviews", "advisers": "number of advisers"}


def number_title(steps: Steps, case: Case) -> str:
    """A title for the number at a path; the path itself where none is made for it.

    Args:
        steps: Its path in steps.
        case: The case.
    """
    parts = [str(step) for step in steps]
    for pattern, title in _TITLES.items():
        wanted = pattern.split(".")
        rest = parts[len(wanted) :]
        fits = len(parts) >= len(wanted) and all(one in ("*", part) for one, part in zip(wanted, parts, strict=False))
        if fits and (not rest or (len(rest) == 1 and rest[0] in _PARTS)):
            named = title(_Said(Names(case), case), [p for p, one in zip(parts, wanted, strict=False) if one == "*"])
            return f"{named}, {_PARTS[rest[0]]}" if rest else named
    return ".".join(parts)


class _Said:
    """Titles by themselves, and within a title."""

    def __init__(self, names: Names, case: Case) -> None:
        self.names, self._case = names, case

    def within(self, title: str) -> str:
        """A title in the middle of another."""
        return in_sentence(title, self._case)

    def level(self, subject: str, level: str) -> str:
        """A level in the middle of a title."""
        return self.within(self.names.level(subject, level))

    def subject(self, name: str) -> str:
        """An instrument or a condition in the middle of a title."""
        is_condition = name in self._case.definition.conditions
        return self.within(self.names.condition(name) if is_condition else self.names.instrument(name))

    def analogue(self, name: str) -> str:
        """An analogue."""
        title = self._case.definition.analogues[name].title
        return title or readable(name)


def _field(name: str) -> str:
    return _FIELDS.get(name, readable(name).lower())


_TITLES: Mapping[str, Callable[[_Said, list[str]], str]] = {
    "starts.*.*": lambda s, p: f"{s.names.instrument(p[0])}: start at {s.level(p[0], p[1])}",
    "conditions.*.starts.*": lambda s, p: f"{s.names.condition(p[0])}: start at {s.level(p[0], p[1])}",
    "conditions.*.dwell": lambda s, p: f"{s.names.condition(p[0])}: months at a level",
    "conditions.*.drift": lambda s, p: f"{s.names.condition(p[0])}: drift",
    "conditions.*.pushed_by.*.*": lambda s, p: (
        f"{s.names.condition(p[0])}: push by {s.subject(p[1])} at {s.level(p[1], p[2])}"
    ),
    "considerations.*.effect.*.*": lambda s, p: f"{s.names.consideration(p[0])}: effect of {s.level(p[1], p[2])}",
    "considerations.*.weighs.*.*": lambda s, p: (
        f"{s.names.consideration(p[0])}: weighs, {s.subject(p[1])} at {s.level(p[1], p[2])}"
    ),
    "considerations.*.when.*.*.*.*": lambda s, p: (
        f"{s.names.consideration(p[0])}: when {s.subject(p[1])} is at {s.level(p[1], p[2])}, "
        f"effect of {s.level(p[3], p[4])}"
    ),
    "explanations.*.prior": lambda s, p: f"{s.names.explanation(p[0])}: prior, as a share",
    "explanations.*.weights.*": lambda s, p: (
        f"{s.names.explanation(p[0])}: weight of {s.within(s.names.consideration(p[1]))}"
    ),
    "explanations.*.decision_maker.bias.*": lambda s, p: f"{s.names.explanation(p[0])}: bias on {s.subject(p[1])}",
    "explanations.*.decision_maker.*": lambda s, p: f"{s.names.explanation(p[0])}: {_field(p[1])}",
    "instruments.*.inertia": lambda s, p: f"{s.names.instrument(p[0])}: inertia",
    "availability.*": lambda s, p: f"{s.names.scenario(p[0])}: availability",
    "decision_maker.review.every": lambda s, p: "Months between reviews",
    "decision_maker.mix.*": lambda s, p: f"Decision-maker: share of {s.within(s.names.explanation(p[0]))}",
    "decision_maker.bias.*": lambda s, p: f"Decision-maker: bias on {s.subject(p[0])}",
    "decision_maker.*": lambda s, p: f"Decision-maker: {_field(p[0])}",
    "rating_strength": lambda s, p: "Rating strength",
    "origin_discount": lambda s, p: "Discount on further reports of one origin",
    "scale.*": lambda s, p: f"Decibans of the mark {p[0]}",
    "base_rate.*": lambda s, p: f"Base rate: {_field(p[0])}",
    "analogues.*.*": lambda s, p: f"{s.analogue(p[0])}: {_field(p[1])}",
}
"""A title by where the number stands; `*` is any name, in the order in which the title is given them."""
