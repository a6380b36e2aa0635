"""Edits: paths of a case set to other values, in memory or in its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from equipoise.authored.edit_yaml import set_value
from equipoise.authored.files import write_atomically
from equipoise.authored.shapes import alternatives, bare, inside, is_model
from equipoise.authored.validate import Problem, validate_data
from equipoise.authored.yaml_text import YamlDocument, read_yaml
from equipoise.case.builtin import builtin_folder
from equipoise.case.case import Case
from equipoise.case.load import FILES, find_case, load_case, parse_case, read_texts
from equipoise.case.paths import SHAPES, Entry, Steps, entry_of, follow, value_at, with_value
from equipoise.errors import UsageError


def parse_edit(text: str) -> tuple[str, Any]:
    """Read `PATH=VALUE`, the value as in the files: `decision_maker.advisers=5`, `rating_strength={mean: 1, sd: 0.2}`.

    Raises:
        UsageError: If there is no path or value, or the value cannot be read.
    """
    path, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not path:
        raise UsageError(f"{text!r} is no edit", hint="write PATH=VALUE, such as decision_maker.advisers=5")
    if not value:
        raise UsageError(f"the edit of {path} has no value", hint="write null where you mean nothing")
    if value == "-":  # a mark, which YAML would take for a list
        return path, value
    document = read_yaml(value, file="")
    if document.findings:
        finding = document.findings[0]
        raise UsageError(f"the value of {path} cannot be read: {finding.problem}", hint=finding.mend)
    return path, document.data


def apply_edits(case: Case, edits: Mapping[str, Any]) -> Case:
    """A case with some paths set to other values, checked again.

    Args:
        case: The case; it is left as it is.
        edits: Values by path, applied in order.

    Raises:
        UsageError: If a path leads nowhere, or the edited case has errors; all of them are named.
    """
    edited, _ = _edit(case, edits)
    return edited


def save_edits(folder: str | Path, edits: Mapping[str, Any]) -> Case:
    """Write edits into the files of a case, leaving everything else in them as it is.

    Nothing is written unless the files, read again, say exactly what the edited case says.

    Args:
        folder: The folder of the case.
        edits: Values by path, applied in order.

    Returns:
        The case as saved.

    Raises:
        UsageError: As `apply_edits`; or if the case is built in, or a file cannot be changed in place.
        InvalidCaseError: If the case has errors before the edits.
        EquipoiseError: If a file cannot be written.
    """
    name, place = find_case(folder)
    builtin = builtin_folder(name)
    if builtin is not None and place.samefile(builtin):
        raise UsageError(f"{name} comes with Equipoise and stays as it is", hint="copy its folder and edit the copy")
    before, _ = read_texts(place)
    texts = edited_texts(load_case(place), before, edits)
    for file, text in texts.items():
        write_atomically(place / file, text)
    saved = parse_case({**before, **texts}, name=name, folder=place).case
    assert saved is not None, "texts that were read again before they were written"
    return saved


def edited_texts(case: Case, texts: Mapping[str, str], edits: Mapping[str, Any]) -> dict[str, str]:
    """Texts of the files that edits change, everything else in them as it is; nothing is written.

    Args:
        case: The case that the texts say.
        texts: Texts of its files, by name.
        edits: Values by path, applied in order.

    Raises:
        UsageError: As `apply_edits`; or if a file cannot be changed in place.
    """
    edited, changes = _edit(case, edits)
    after = dict(texts)
    for change in changes:
        _write(after, edited, change)
    again = parse_case(after, name=case.name, folder=case.folder or Path()).case
    if again is None or not _says_the_same(again, edited):
        raise UsageError("these edits cannot be written without touching more than their places", hint="edit by hand")
    return {file: text for file, text in after.items() if text != texts[file]}


def _says_the_same(one: Case, other: Case) -> bool:
    # Fields that an edit left alone are mostly the same objects, and compared at once.
    return replace(one, edits=other.edits) == other or one.fingerprint == other.fingerprint


@dataclass(frozen=True)
class _Change:
    """An edit whose path was followed."""

    entry: Entry
    steps: Steps
    value: Any


def _edit(case: Case, edits: Mapping[str, Any]) -> tuple[Case, list[_Change]]:
    """The edited case, and what was changed. Edits may need each other, so the case is checked behind the last."""
    entries: dict[Entry, Any] = {}
    changes = []
    for path, value in edits.items():
        entry, parts = entry_of(case, path)
        data = entries[entry] if entry in entries else entry.written(case)
        steps = follow(path, data, entry, parts)
        entries[entry] = with_value(data, steps, value)
        changes.append(_Change(entry, steps, value))
    edited = replace(_rebuild(case, entries), edits=(*case.edits, *edits.items()))
    if edits:
        _refuse_errors(edited)
    return edited, changes


def _rebuild(case: Case, entries: Mapping[Entry, Any]) -> Case:
    """The case with some entries said anew.

    Raises:
        UsageError: If any does not fit the schema.
    """
    models: dict[Entry, Any] = {}
    wrong: list[str] = []
    for entry, data in entries.items():
        models[entry], problems = validate_data(data, SHAPES[entry.file])
        wrong += [_in_words(entry, problem) for problem in problems]
    if wrong:
        raise _invalid(wrong)
    return replace(
        case,
        definition=models.get(Entry("case"), case.definition),
        sources={name: models.get(Entry("sources", name), source) for name, source in case.sources.items()},
        evidence=tuple(models.get(Entry("evidence", item.id), item) for item in case.evidence),
    )


def _refuse_errors(case: Case) -> None:
    from equipoise.case.check import errors_apart_from_edits

    errors = [str(finding) for finding in errors_apart_from_edits(case)]
    if errors:
        raise _invalid(errors)


def _in_words(entry: Entry, problem: Problem) -> str:
    above = (entry.file, entry.id) if entry.id else ()
    path = ".".join(str(step) for step in (*above, *problem.path))
    return f"{path}: {problem.text}" + (f"; {problem.mend}" if problem.mend else "")


def _invalid(errors: list[str]) -> UsageError:
    return UsageError("\n".join(["the edited case is not valid", *errors]) if len(errors) > 1 else errors[0])


# --- writing ---------------------------------------------------------------------------------------------------


def _write(texts: dict[str, str], edited: Case, change: _Change) -> None:
    """Write one change into the text of its file."""
    name, document, above = _find(texts, change.entry)
    steps, value = change.steps, change.value
    depth = max(depth for depth in range(len(steps) + 1) if document.node((*above, *steps[:depth])) is not None)
    if depth < len(steps):
        # What the file leaves to the defaults, or writes in a shorter form, is written out as far as need be.
        there = value_at(document.data, (*above, *steps[:depth]))
        can_add = isinstance(there, dict | None) and isinstance(steps[depth], str)
        steps = steps[: depth + 1] if can_add else steps[:depth]
        value = _written_out(edited, change, steps)
    texts[name] = set_value(texts[name], (*above, *steps), value)


def _find(texts: Mapping[str, str], entry: Entry) -> tuple[str, YamlDocument, Steps]:
    """The file that holds an entry, and the path of the entry in it."""
    names = [name for name in texts if name.startswith("evidence")] if entry.file == "evidence" else [FILES[entry.file]]
    for name in names:
        document = read_yaml(texts[name], file=name)
        if entry.file != "evidence":
            return name, document, (entry.id,) if entry.id else ()
        for index, item in enumerate(document.data or ()):
            if item["id"] == entry.id:
                return name, document, (index,)
    raise UsageError(f"{entry.id!r} stands in no file of {entry.file}", hint="was it changed meanwhile?")


def _written_out(edited: Case, change: _Change, steps: Steps) -> Any:
    """What to write at a place above the one that is changed: no more of the defaults than its fields require."""
    least = value_at(change.entry.written(edited, with_defaults=False), steps)
    if least is None:
        least = value_at(change.entry.written(edited), steps) if _requires_fields(change.entry, steps) else {}
    return with_value(least, change.steps[len(steps) :], change.value)


def _requires_fields(entry: Entry, steps: Steps) -> bool:
    shape = SHAPES[entry.file]
    for step in steps:
        shape = inside(shape, step)
    models = [bare(one) for one in alternatives(shape) if is_model(one)]
    return any(field.is_required() for model in models for field in model.model_fields.values())
