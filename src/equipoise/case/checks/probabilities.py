"""Numbers that must fit together or lie in a range: starts, the mix, quantities, the scale of marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import LogNormal, Mark, Normal, Quantity

_TOLERANCE = 1e-6
"""How far a sum may lie from one: room for 0.333333 written three times, not for a forgotten level."""

_MOST_PATIENT = 0.99
"""Patience beside irreversible levels: nothing ties what is foreseen before such a level to what is foreseen after it,
so that nearer to 1 the two would take hundreds of thousands of rounds to settle."""

_MARKS: tuple[Mark, ...] = ("--", "-", "0", "+", "++")


def check_probabilities(findings: Findings) -> None:
    """Report probabilities that do not sum to one, and numbers outside the range in which they mean something."""
    definition = findings.case.definition
    for name in definition.instruments:
        if name not in definition.starts:
            findings.error(
                ("starts",),
                f"no starts for {name}",
                f"add how likely each level of {name} is on {definition.clock.opens}; unlisted levels are 0",
                key=True,
            )
    for name, starts in definition.starts.items():
        _check_sum(findings, ("starts", name), starts)
    for name, condition in definition.conditions.items():
        _check_sum(findings, ("conditions", name, "starts"), condition.starts)
    _check_mix(findings)
    for path, quantity in _never_negative(findings):
        _check_not_below(findings, path, quantity, may_be_zero=True)
    for path, quantity in _positive(findings):
        _check_not_below(findings, path, quantity, may_be_zero=False)
    _check_patience(findings)
    _check_scale(findings)
    _check_review(findings)


def _check_sum(findings: Findings, path: Path, shares: Mapping[str, float]) -> None:
    total = sum(shares.values())
    if abs(total - 1) > _TOLERANCE:
        findings.error(path, f"the shares sum to {total:.6g}, not to 1", _how_to_reach_one(total))


def _how_to_reach_one(total: float) -> str:
    return f"{'add' if total < 1 else 'take away'} {abs(1 - total):.6g} in all"


def _check_mix(findings: Findings) -> None:
    definition = findings.case.definition
    mix = definition.decision_maker.mix
    if mix is not None:
        _check_sum(findings, ("decision_maker", "mix"), mix)
    elif definition.explanations and not any(e.prior > 0 for e in definition.explanations.values()):
        findings.error(
            ("explanations",),
            "every explanation has prior 0, so none is left to explain anything",
            "give one a prior above 0",
            key=True,
        )


def _never_negative(findings: Findings) -> Iterator[tuple[Path, Quantity]]:
    definition = findings.case.definition
    for name, explanation in definition.explanations.items():
        for consideration, weight in explanation.weights.items():
            yield ("explanations", name, "weights", consideration), weight
        if explanation.decision_maker.noise is not None:
            yield ("explanations", name, "decision_maker", "noise"), explanation.decision_maker.noise
    yield ("decision_maker", "decisiveness"), definition.decision_maker.decisiveness
    yield ("decision_maker", "noise"), definition.decision_maker.noise
    yield ("rating_strength",), definition.rating_strength


def _positive(findings: Findings) -> Iterator[tuple[Path, Quantity]]:
    definition = findings.case.definition
    for name, condition in definition.conditions.items():
        yield ("conditions", name, "dwell"), condition.dwell
    if definition.decision_maker.review.every is not None:
        yield ("decision_maker", "review", "every"), definition.decision_maker.review.every


def _check_not_below(findings: Findings, path: Path, quantity: Quantity, *, may_be_zero: bool) -> None:
    wanted = "of 0 or more" if may_be_zero else "above 0"
    if isinstance(quantity, Normal):
        written = f"{{mean: {quantity.mean:g}, sd: {quantity.sd:g}}}"
        findings.error(
            path,
            f"expected a number {wanted}, found {written}, which may fall below 0",
            "write {median, spread}, which stays above 0",
        )
    elif not isinstance(quantity, LogNormal) and (quantity < 0 or (quantity == 0 and not may_be_zero)):
        mend = "turn the signs of the consideration's effects instead" if "weights" in path else "write such a number"
        findings.error(path, f"expected a number {wanted}, found {quantity:g}", mend)


def _check_patience(findings: Findings) -> None:
    definition = findings.case.definition
    patience = definition.decision_maker.patience
    if patience > _MOST_PATIENT and any(one.irreversible for one in definition.instruments.values()):
        findings.error(
            ("decision_maker", "patience"),
            f"{patience:g}, more than {_MOST_PATIENT:g}, in a case with irreversible levels",
            f"write {_MOST_PATIENT:g} or less; so near to 1 the next review counts as much as this one anyway",
        )


def _check_scale(findings: Findings) -> None:
    scale = findings.case.definition.scale
    missing = [mark for mark in _MARKS if mark not in scale]
    if missing:
        findings.error(
            ("scale",),
            f"no decibans for {', '.join(repr(mark) for mark in missing)}",
            "write all five marks: --, -, 0, +, ++",
        )
        return
    if scale["0"] != 0:
        findings.error(("scale", "0"), f"{scale['0']:g} dB; the mark 0 means no evidence either way", "write 0")
    for weaker, stronger in pairwise(_MARKS):
        if scale[stronger] <= scale[weaker]:
            findings.error(
                ("scale", stronger),
                f"{stronger!r} is {scale[stronger]:g} dB, not above {weaker!r} with {scale[weaker]:g} dB",
                "let the marks rise from -- to ++",
            )


def _check_review(findings: Findings) -> None:
    definition = findings.case.definition
    if definition.decision_maker.review.every is None and definition.base_rate is None:
        findings.error(
            ("decision_maker",),
            "how often the actor reviews its course is not said",
            "write base_rate: {changes, years, cases}, or decision_maker.review.every in months",
            key=True,
        )
    rate = definition.base_rate
    if rate is not None and (rate.years is None) == (rate.case_years is None):
        found = "neither years nor case_years" if rate.years is None else "both years and case_years"
        findings.error(
            ("base_rate",),
            f"found {found}, expected one of the two",
            "write years if every case was watched as long, or case_years: the years of all cases added up",
            key=True,
        )
