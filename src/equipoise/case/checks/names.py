"""Ids: how they may be written, and that none stands for two things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import ClosedCourses, Scenario

_FORM = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")

_SUBJECTS = frozenset({"scenarios", "explanations"})
"""Subjects of ratings that are no instrument or condition."""

_FIELDS_BESIDE_INSTRUMENTS = (Scenario.model_fields.keys() | ClosedCourses.model_fields.keys()) - {"levels"}
"""Keys that a scenario or a closed course has beside the names of instruments."""


def check_names(findings: Findings) -> None:
    """Report ids that paths or the command line could not carry, and ids used for two things."""
    for path, name in _ids(findings):
        _check_form(findings, path, name)
    _check_reserved(findings)
    _check_shared(findings)
    _check_levels(findings)
    _check_repeated(findings)


def _ids(findings: Findings) -> Iterator[tuple[Path, str]]:
    case, definition = findings.case, findings.case.definition
    for root in (
        "instruments",
        "scenarios",
        "conditions",
        "considerations",
        "explanations",
        "analogues",
        "assumptions",
        "levers",
        "indicators",
        "questions",
    ):
        for name in getattr(definition, root):
            yield (root, name), name
    for root, owners in (("instruments", definition.instruments), ("conditions", definition.conditions)):
        for owner, thing in owners.items():
            for index, level in enumerate(thing.levels):
                yield (root, owner, "levels", index), level
    for name in case.sources:
        yield ("sources", name), name
    for index, item in enumerate(case.evidence):
        yield ("evidence", index, "id"), item.id
    for index, judgement in enumerate(case.judgements):
        yield ("judgements", index, "id"), judgement.id


def _check_form(findings: Findings, path: Path, name: str) -> None:
    if not _FORM.fullmatch(name):
        findings.error(
            path,
            f"{name!r} cannot be an id",
            "use letters a to z, digits, _ and -, not beginning with -; put the words in title or means",
            key=True,
        )


def _check_reserved(findings: Findings) -> None:
    definition = findings.case.definition
    for root, names in (("instruments", definition.instruments), ("conditions", definition.conditions)):
        for name in names:
            if name in _SUBJECTS:
                findings.error(
                    (root, name), f"{name!r} is a subject of ratings already", "give it another id", key=True
                )
    for name in definition.instruments:
        if name in _FIELDS_BESIDE_INSTRUMENTS:
            findings.error(
                ("instruments", name),
                f"{name!r} is a field of scenarios and of excluded courses",
                "give the instrument another id",
                key=True,
            )


def _check_shared(findings: Findings) -> None:
    """Instruments, conditions and scenarios are named side by side in events, ratings and pushes."""
    definition = findings.case.definition
    taken = {name: "an instrument" for name in definition.instruments}
    for root, word, names in (
        ("conditions", "a condition", definition.conditions),
        ("scenarios", "a scenario", definition.scenarios),
    ):
        for name in names:
            if name in taken:
                findings.error(
                    (root, name),
                    f"{name!r} is {taken[name]} already, so an event could mean either",
                    "give one of the two another id",
                    key=True,
                )
        taken |= {name: word for name in names if name not in taken}


def _check_levels(findings: Findings) -> None:
    definition = findings.case.definition
    for root, owners in (("instruments", definition.instruments), ("conditions", definition.conditions)):
        for owner, thing in owners.items():
            if len(thing.levels) < 2:
                findings.error(
                    (root, owner, "levels"),
                    f"{_counted(thing.levels)}, expected two or more",
                    "add a level or remove it",
                )
            for index, level in enumerate(thing.levels):
                if level in thing.levels[:index]:
                    findings.error(
                        (root, owner, "levels", index), f"{owner} has the level {level!r} twice", "remove one"
                    )


def _counted(levels: Sequence[str]) -> str:
    return "no levels" if not levels else "one level"


def _check_repeated(findings: Findings) -> None:
    case = findings.case
    _check_ids(findings, "evidence", "evidence item", [item.id for item in case.evidence])
    _check_ids(findings, "judgements", "judgement", [judgement.id for judgement in case.judgements])


def _check_ids(findings: Findings, root: str, word: str, ids: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            findings.error(
                (root, index, "id"),
                f"{name!r} is the id of an earlier {word}{findings.at((root, first[name], 'id'))} too",
                "give one of them another id",
            )
        first.setdefault(name, index)
