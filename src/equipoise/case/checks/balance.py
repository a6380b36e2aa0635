"""Whether the parts of a case are in proportion, and agree with one another.

Runs only on a case without errors: it computes with the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.case.base_rate import months_between_reviews
from equipoise.case.checks.findings import Findings
from equipoise.case.courses import allowed_courses, matches, start_mass
from equipoise.case.ranges import explanation_ranges
from equipoise.case.raters import DEFAULT_RATER, decibans
from equipoise.case.schema import Rating, middle

_TWOFOLD = 2.0

_NOT_COUNTED = ("background", "judgement")


def check_balance(findings: Findings) -> None:
    """Warn of explanations of unequal range, origins at odds with themselves, and starts that rule out evidence."""
    _check_ranges(findings)
    _check_weighed(findings)
    _check_origins(findings)
    _check_zero_starts(findings)
    _check_base_rate(findings)


def _check_ranges(findings: Findings) -> None:
    """An explanation of twice the range says everything twice as loud, whatever its prior."""
    definition = findings.case.definition
    ranges = {
        name: value
        for name, value in explanation_ranges(definition).items()
        if definition.explanations[name].prior > 0 or (definition.decision_maker.mix or {}).get(name, 0) > 0
    }
    if len(ranges) > 1 and max(ranges.values()) > _TWOFOLD * min(ranges.values()) + 1e-9:
        ordered = sorted(ranges.items(), key=lambda pair: -pair[1])
        findings.warning(
            ("explanations",),
            "their ranges differ more than twofold, in nats: "
            + ", ".join(f"{name} {value:.1f}" for name, value in ordered),
            f"raise the weights of {ordered[-1][0]} or lower those of {ordered[0][0]}, unless that is what you mean",
            key=True,
        )


def _check_weighed(findings: Findings) -> None:
    definition = findings.case.definition
    weighed = {name for explanation in definition.explanations.values() for name in explanation.weights}
    for name in definition.considerations:
        if name not in weighed:
            findings.note(
                ("considerations", name),
                "no explanation weighs it, so it changes nothing",
                f"add {name} to the weights of an explanation",
                key=True,
            )


def _check_origins(findings: Findings) -> None:
    """Items told from one root can hardly point two ways: either the ratings or the common origin is wrong."""
    origin_of = {
        item.id: item.origin
        for item in findings.case.evidence
        if item.origin is not None and item.kind not in _NOT_COUNTED
    }
    signs: dict[tuple[str, str, str], dict[bool, str]] = {}
    for row, weight in _weights(findings):
        if row.item in origin_of and weight != 0:
            signs.setdefault((origin_of[row.item], row.subject, row.level), {}).setdefault(weight > 0, row.item)
    told = set()
    index_of = {item.id: index for index, item in reversed(list(enumerate(findings.case.evidence)))}
    for (origin, subject, level), items in signs.items():
        if len(items) == 2 and origin not in told:
            told.add(origin)
            findings.warning(
                ("evidence", index_of[items[False]], "origin"),
                f"the items of origin {origin!r} disagree on {subject} {level}: "
                f"{items[True]} speaks for it, {items[False]} against",
                "rate copies of one report alike, or give one its own origin",
            )


def _weights(findings: Findings) -> list[tuple[Rating, float]]:
    scale = findings.case.definition.scale
    return [(row, decibans(row, scale)) for row in findings.case.ratings if row.rater == DEFAULT_RATER]


def _check_zero_starts(findings: Findings) -> None:
    definition = findings.case.definition
    for_it: dict[tuple[str, str], str] = {}
    for row, weight in _weights(findings):
        if weight > 0 and findings.case.items[row.item].kind not in _NOT_COUNTED:
            for_it.setdefault((row.subject, row.level), row.item)
    subjects: list[tuple[tuple[str, ...], str, Sequence[str], Mapping[str, float]]] = [
        *((("starts", name), name, i.levels, definition.starts[name]) for name, i in definition.instruments.items()),
        *((("conditions", name, "starts"), name, k.levels, k.starts) for name, k in definition.conditions.items()),
        (("starts",), "scenarios", list(definition.scenarios), _scenario_starts(findings)),
    ]
    for path, subject, levels, starts in subjects:
        for level in levels:
            if starts.get(level, 0.0) == 0 and (subject, level) in for_it:
                findings.warning(
                    path,
                    f"{level} cannot be at the start, yet {for_it[subject, level]} speaks for it",
                    "give it a small start, unless it could only come about later",
                )


def _scenario_starts(findings: Findings) -> dict[str, float]:
    definition = findings.case.definition
    instruments = list(definition.instruments)
    starts = dict.fromkeys(definition.scenarios, 0.0)
    for course in allowed_courses(definition):
        for name, scenario in definition.scenarios.items():
            if matches(course, scenario.levels, instruments):
                starts[name] += start_mass(definition, course)
    return starts


def _check_base_rate(findings: Findings) -> None:
    """`review.every` wins over the base rate; a reader should know when the two tell different stories."""
    definition = findings.case.definition
    rate, every = definition.base_rate, definition.decision_maker.review.every
    if rate is None or every is None:
        return
    implied = months_between_reviews(rate, len(definition.scenarios))
    written = middle(every)
    if not 1 / _TWOFOLD <= written / implied <= _TWOFOLD:
        findings.note(
            ("decision_maker", "review", "every"),
            f"{written:.3g} months, where base_rate implies {implied:.3g}",
            "leave it out to follow the base rate, or say in why this actor differs",
        )
