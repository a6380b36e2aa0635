"""Rows of ratings.csv: what they rate exists, each once, and whether they will count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from equipoise.case.checks.findings import Findings
from equipoise.case.raters import DEFAULT_RATER, PLANTED, POOL, decibans
from equipoise.case.schema import EvidenceItem, Rating

_STRONG_DB = 20
"""One chance in a hundred against: an analyst is hardly ever that sure of a single report."""

_NOT_COUNTED = ("background", "judgement")


def check_ratings(findings: Findings) -> None:
    """Report rows on what does not exist, rows given twice, and rows that are kept but not counted."""
    levels = _levels_by_subject(findings)
    is_plain = _plainly_sound(findings, levels)
    first: dict[tuple[str, str, str, str], int] = {}
    for index, row in enumerate(findings.case.ratings):
        if not is_plain(row):
            _check_names(findings, index, row, levels)
            _check_strength(findings, index, row)
            _check_counts(findings, index, row)
        key = (row.item, row.subject, row.level, row.rater)
        if key in first:
            findings.error(
                ("ratings", index),
                f"{row.rater} has rated this{findings.at(('ratings', first[key]))} already",
                "keep one of the two rows",
            )
        first.setdefault(key, index)
    _check_default_rows(findings)
    _check_unrated(findings)
    if not findings.has_errors("clock"):
        _check_outside(findings)
    _check_reasons(findings)
    _check_planted(findings)


def _levels_by_subject(findings: Findings) -> dict[str, list[str]]:
    definition = findings.case.definition
    return {
        "scenarios": list(definition.scenarios),
        "explanations": list(definition.explanations),
        **{name: instrument.levels for name, instrument in definition.instruments.items()},
        **{name: condition.levels for name, condition in definition.conditions.items()},
    }


def _plainly_sound(findings: Findings, levels: Mapping[str, Sequence[str]]) -> Callable[[Rating], bool]:
    """What tells rows of which nothing is to be said, as nearly all are, without looking at each for every reason."""
    case = findings.case
    counted = {item.id for item in case.evidence if item.kind not in _NOT_COUNTED}
    places = {
        (subject, level) for subject in levels if subject not in case.definition.scenarios for level in levels[subject]
    }
    mild = {mark for mark, weight in case.definition.scale.items() if abs(weight) <= _STRONG_DB}

    def is_plain(row: Rating) -> bool:
        rating = row.rating
        is_mild = rating in mild if isinstance(rating, str) else abs(rating) <= _STRONG_DB
        return is_mild and row.item in counted and (row.subject, row.level) in places and row.rater != POOL

    return is_plain


def _check_names(findings: Findings, index: int, row: Rating, levels: dict[str, list[str]]) -> None:
    case = findings.case
    findings.is_known(("ratings", index, "item"), "evidence item", row.item, case.items)
    subject = row.subject.removeprefix(PLANTED)
    path = ("ratings", index, "subject")
    if subject in case.definition.scenarios:
        findings.error(
            path, f"{subject!r} is a scenario, not a subject", f"write subject scenarios and level {subject}"
        )
    elif row.subject == f"{PLANTED}explanations":
        findings.error(path, "explanations cannot be planted", "rate scenarios, an instrument or a condition")
    elif findings.is_known(path, "subject", subject, levels):
        what = {"scenarios": "scenario", "explanations": "explanation"}.get(subject, f"level of {subject}")
        findings.is_known(("ratings", index, "level"), what, row.level, levels[subject])
    if row.rater == POOL:
        findings.error(
            ("ratings", index, "rater"), f"{POOL!r} stands for all raters together", "give the rater another name"
        )


def _check_strength(findings: Findings, index: int, row: Rating) -> None:
    scale = findings.case.definition.scale
    if isinstance(row.rating, str) and row.rating not in scale:
        return  # reported at the scale
    weight = decibans(row, scale)
    if abs(weight) > _STRONG_DB:
        findings.warning(
            ("ratings", index, "rating"),
            f"{weight:g} dB, more than {_STRONG_DB}: a likelihood ratio of {_ratio(weight)}",
            "few single items are worth that much; say why it is, or lower it",
        )


def _ratio(weight: float) -> str:
    ratio = f"{10 ** min(abs(weight) / 10, 12):,.0f}"
    return f"{ratio} to 1" if weight > 0 else f"1 to {ratio}"


def _check_counts(findings: Findings, index: int, row: Rating) -> None:
    item = findings.case.items.get(row.item)
    if item is None:
        return
    subject = row.subject.removeprefix(PLANTED)
    if item.kind == "judgement" and subject == "scenarios":
        findings.error(
            ("ratings", index),
            f"rates scenarios on {item.id}, which is a judgement: what others think is not evidence",
            "move the item to judgements.yaml, or rate what was seen in an item of another kind",
        )
    elif item.kind in _NOT_COUNTED and subject != "explanations":
        findings.warning(
            ("ratings", index),
            f"not counted: {item.id} is of kind {item.kind!r}",
            "give the item another kind, or remove the row",
        )


def _check_default_rows(findings: Findings) -> None:
    """An assessment reads the rows of `default` alone unless a rater is named."""
    rated = {row.item for row in findings.case.ratings if row.rater == DEFAULT_RATER}
    for index, row in enumerate(findings.case.ratings):
        if row.item not in rated:
            rated.add(row.item)  # told once
            findings.error(
                ("ratings", index, "rater"),
                f"{row.item} is rated by {row.rater} but not by {DEFAULT_RATER!r}, so it would count for nothing",
                f"add rows by {DEFAULT_RATER!r}: the ratings the case stands by",
            )


def _check_unrated(findings: Findings) -> None:
    case = findings.case
    rated = {row.item for row in case.ratings}
    items = [item.id for item in case.evidence if item.kind not in (*_NOT_COUNTED, "silence")]
    unrated = [item for item in items if item not in rated]
    if unrated:
        findings.note(
            ("ratings",),
            f"{len(unrated)} of {len(items)} items {'are' if len(unrated) > 1 else 'is'} not assessed: "
            f"{_listed(unrated)}",
            "rate them, or give them kind background",
        )


def _check_outside(findings: Findings) -> None:
    case = findings.case
    rated = {row.item for row in case.ratings}
    outside = [item.id for item in case.evidence if item.id in rated and _lies_outside(findings, item)]
    if outside:
        findings.note(
            ("ratings",),
            f"dated outside the clock, so their ratings are shown and not counted: {_listed(outside)}",
            "let the clock open earlier or look further if they should count",
        )


def _lies_outside(findings: Findings, item: EvidenceItem) -> bool:
    clock, day = findings.case.definition.clock, item.date.day(findings.case.known(item))
    return item.kind not in _NOT_COUNTED and not clock.opens <= day <= clock.horizon


def _check_reasons(findings: Findings) -> None:
    case = findings.case
    unexplained = {row.item for row in case.ratings} - {row.item for row in case.ratings if row.why}
    items = [item.id for item in case.evidence if item.id in unexplained]
    if items:
        findings.note(
            ("ratings",), f"no rating says why for: {_listed(items)}", "a few words in the column why will do"
        )


def _check_planted(findings: Findings) -> None:
    case = findings.case
    planted: dict[str, int] = {}
    for index, row in enumerate(case.ratings):
        if row.subject.startswith(PLANTED):
            planted.setdefault(row.item, index)
    for item, index in planted.items():
        if item in case.items and case.items[item].planted.chance == 0:
            findings.warning(
                ("ratings", index, "subject"),
                f"not counted: {item} has no chance of being planted",
                "add planted: {chance: 0.1, serves: whom} to the item, or remove the row",
            )
    for index, evidence in enumerate(case.evidence):
        if evidence.planted.chance > 0 and evidence.id not in planted:
            findings.note(
                ("evidence", index, "planted"),
                "no row says what a planted report would look like, so the chance changes nothing",
                f"add rows to ratings.csv whose subject begins with {PLANTED}",
                key=True,
            )


def _listed(names: Iterable[str], most: int = 8) -> str:
    names = list(names)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
