"""Every id and level that case.yaml names exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from equipoise.authored.nearest import suggest
from equipoise.case.checks.findings import Findings, Path
from equipoise.case.schema import Analogue, Instrument


def check_references(findings: Findings) -> None:
    """Report names of instruments, conditions, considerations and so on that the case does not define."""
    definition = findings.case.definition
    _check_instruments(findings)
    _check_conditions(findings)
    _check_considerations(findings)
    _check_explanations(findings)
    _check_names(findings, ("decision_maker", "bias"), "condition", definition.conditions)
    _check_names(findings, ("decision_maker", "mix"), "explanation", definition.explanations)
    _check_names(findings, ("availability",), "scenario", definition.scenarios)
    for name, analogue in definition.analogues.items():
        _check_analogue(findings, ("analogues", name), analogue)
    _check_origins(findings)
    for name in definition.indicators:
        _check_names(findings, ("indicators", name, "likelihood"), "scenario", definition.scenarios)


def _check_instruments(findings: Findings) -> None:
    definition = findings.case.definition
    for name, instrument in definition.instruments.items():
        path = ("instruments", name)
        findings.are_known_levels((*path, "titles"), name, instrument.titles, instrument.levels)
        findings.are_known_levels((*path, "means"), name, instrument.means, instrument.levels)
        _check_irreversible(findings, name, instrument)
    for name, starts in definition.starts.items():
        if findings.is_known(("starts", name), "instrument", name, definition.instruments, key=True):
            findings.are_known_levels(("starts", name), name, starts, definition.instruments[name].levels)
    for index, closed in enumerate(definition.excluded):
        _check_level_lists(findings, ("excluded", index), closed.levels)
    for name, scenario in definition.scenarios.items():
        _check_level_lists(findings, ("scenarios", name), scenario.levels)


def _check_irreversible(findings: Findings, name: str, instrument: Instrument) -> None:
    for index, level in enumerate(instrument.irreversible):
        path = ("instruments", name, "irreversible", index)
        known = findings.is_known(path, f"level of {name}", level, instrument.levels)
        if known and level == instrument.levels[0]:
            findings.warning(
                path,
                f"{level} is the lowest level of {name}, so nothing lies below it and this says nothing",
                "name the level from which there is no way back down, or remove it",
            )


def _check_level_lists(findings: Findings, path: Path, named: Mapping[str, Iterable[str]]) -> None:
    instruments = findings.case.definition.instruments
    for name, levels in named.items():
        if findings.is_known((*path, name), "instrument", name, instruments, key=True):
            for index, level in enumerate(levels):
                findings.is_known((*path, name, index), f"level of {name}", level, instruments[name].levels)


def _check_conditions(findings: Findings) -> None:
    definition = findings.case.definition
    for name, condition in definition.conditions.items():
        path = ("conditions", name)
        findings.are_known_levels((*path, "titles"), name, condition.titles, condition.levels)
        findings.are_known_levels((*path, "means"), name, condition.means, condition.levels)
        findings.are_known_levels((*path, "starts"), name, condition.starts, condition.levels)
        _check_items(findings, (*path, "evidence"), condition.evidence)
        for pusher, levels in condition.pushed_by.items():
            place = (*path, "pushed_by", pusher)
            if pusher == name:
                findings.error(
                    place,
                    f"{name} is pushed by itself",
                    "remove it; use drift for a pull of its own, or another condition in between",
                    key=True,
                )
            elif pusher in definition.instruments:
                findings.are_known_levels(place, pusher, levels, definition.instruments[pusher].levels)
            elif findings.is_known(
                place, "instrument or condition", pusher, [*definition.instruments, *definition.conditions], key=True
            ):
                findings.are_known_levels(place, pusher, levels, definition.conditions[pusher].levels)


def _check_considerations(findings: Findings) -> None:
    conditions = findings.case.definition.conditions
    for name, consideration in findings.case.definition.considerations.items():
        path = ("considerations", name)
        _check_effect(findings, (*path, "effect"), consideration.effect)
        _check_items(findings, (*path, "evidence"), consideration.evidence)
        for condition, levels in consideration.weighs.items():
            place = (*path, "weighs", condition)
            if findings.is_known(place, "condition", condition, conditions, key=True):
                findings.are_known_levels(place, condition, levels, conditions[condition].levels)
        for condition, exceptions in consideration.when.items():
            place = (*path, "when", condition)
            if findings.is_known(place, "condition", condition, conditions, key=True):
                findings.are_known_levels(place, condition, exceptions, conditions[condition].levels)
            for level, effect in exceptions.items():
                _check_effect(findings, (*place, level), effect)


def _check_effect(findings: Findings, path: Path, effect: Mapping[str, Iterable[str]]) -> None:
    instruments = findings.case.definition.instruments
    for name, levels in effect.items():
        if findings.is_known((*path, name), "instrument", name, instruments, key=True):
            findings.are_known_levels((*path, name), name, levels, instruments[name].levels)


def _check_explanations(findings: Findings) -> None:
    definition = findings.case.definition
    for name, explanation in definition.explanations.items():
        path = ("explanations", name)
        _check_names(findings, (*path, "weights"), "consideration", definition.considerations)
        _check_names(findings, (*path, "decision_maker", "bias"), "condition", definition.conditions)
        _check_items(findings, (*path, "evidence"), explanation.evidence)


def _check_analogue(findings: Findings, path: Path, analogue: Analogue) -> None:
    definition = findings.case.definition
    levels = {name: instrument.levels for name, instrument in definition.instruments.items()}
    _check_chosen(findings, (*path, "from"), "instrument", analogue.from_, levels)
    _check_chosen(findings, (*path, "course"), "instrument", analogue.course or {}, levels)
    levels = {name: condition.levels for name, condition in definition.conditions.items()}
    _check_chosen(findings, (*path, "conditions"), "condition", analogue.conditions, levels)
    for index, source in enumerate(analogue.sources):
        findings.is_known((*path, "sources", index), "source", source, findings.case.sources)


def _check_origins(findings: Findings) -> None:
    """A title that no item bears harms no number, so it is no error."""
    known = dict.fromkeys(item.origin for item in findings.case.evidence if item.origin is not None)
    for name in findings.case.definition.origins:
        if name not in known:
            mend = suggest(name, known) or "name an origin that items are told from"
            findings.warning(("origins", name), f"no item is of the origin {name!r}", mend, key=True)


def _check_chosen(
    findings: Findings, path: Path, what: str, chosen: Mapping[str, str], levels: Mapping[str, list[str]]
) -> None:
    for name, level in chosen.items():
        if findings.is_known((*path, name), what, name, levels, key=True):
            findings.is_known((*path, name), f"level of {name}", level, levels[name])


def _check_items(findings: Findings, path: Path, items: Iterable[str]) -> None:
    for index, item in enumerate(items):
        findings.is_known((*path, index), "evidence item", item, findings.case.items)


def _check_names(findings: Findings, path: Path, what: str, known: Collection[str]) -> None:
    """Report the keys of a mapping of case.yaml that are not known."""
    value: object = findings.case.definition
    for part in path:
        value = value[part] if isinstance(value, Mapping) else getattr(value, str(part))
    if isinstance(value, Mapping):
        for name in value:
            findings.is_known((*path, name), what, name, known, key=True)
