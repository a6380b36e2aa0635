"""Dotted paths into a case: `explanations.interests.weights.trade`, `excluded.0.why`, `evidence.visit.accuracy`.

A path names what is there, a field that could be, or a new name in a mapping of values. It does not name a scenario or
an explanation that does not exist: that would be a misspelling more often than not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from equipoise.authored.base import Authored
from equipoise.authored.nearest import nearest, suggest
from equipoise.authored.shapes import alternatives, bare, fields, inside, is_model
from equipoise.case.case import Case
from equipoise.case.schema import CaseDefinition, EvidenceItem, Source
from equipoise.errors import UsageError

Steps = tuple[str | int, ...]

SHAPES: Mapping[str, Any] = {"case": CaseDefinition, "sources": Source, "evidence": EvidenceItem}


@dataclass(frozen=True)
class Entry:
    """The part of a case that a path begins in: the case file, a source or an evidence item.

    Attributes:
        file: `case`, `sources` or `evidence`.
        id: Id of the source or item; empty for the case file.
    """

    file: str
    id: str = ""

    def written(self, case: Case, *, with_defaults: bool = True) -> dict[str, Any]:
        """The entry as plain data, by the names that the files use."""
        model: Authored = case.definition
        if self.id:
            model = case.sources[self.id] if self.file == "sources" else case.items[self.id]
        return model.model_dump(mode="json", by_alias=True, exclude_defaults=not with_defaults)


def entry_of(case: Case, path: str) -> tuple[Entry, list[str]]:
    """The entry that a path begins in, and the parts of the path that remain.

    Raises:
        UsageError: If there is no such source or item, with the nearest.
    """
    parts = path.split(".")
    if "" in parts:
        raise UsageError(f"{path!r} is no path", hint="write names with dots between, such as decision_maker.advisers")
    file = parts[0]
    if file not in ("sources", "evidence"):
        return Entry("case"), parts
    known: Mapping[str, Any] = case.sources if file == "sources" else case.items
    found = _longest_name(known, parts[1:])
    if found is None:
        near = nearest(parts[1], known, count=1) if len(parts) > 1 else []
        hint = f"did you mean {'.'.join([file, *near, *parts[2:]])!r}?" if near else f"write {file}.ID.FIELD"
        raise UsageError(f"the path {path!r} names no entry of {file}", hint=hint)
    return Entry(file, found[0]), found[1]


def follow(path: str, data: Any, entry: Entry, parts: list[str]) -> Steps:
    """Follow the parts of a path through an entry, given as plain data.

    Raises:
        UsageError: If it leads nowhere, with the nearest path that leads somewhere.
    """
    walked = (entry.file, entry.id) if entry.id else ()
    return _Walk(path, data).follow(data, SHAPES[entry.file], parts, walked)


def value_at(data: Any, steps: Steps) -> Any:
    """What stands at the end of some steps; None where nothing does."""
    for step in steps:
        if isinstance(data, dict):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None
    return data


def with_value(data: Any, steps: Steps, value: Any) -> Any:
    """The data with another value at the end of some steps; mappings on the way are made where there are none."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(data, list):
        return [with_value(entry, rest, value) if index == step else entry for index, entry in enumerate(data)]
    mapping = data or {}
    return {**mapping, step: with_value(mapping.get(step), rest, value)}


@dataclass(frozen=True)
class _Walk:
    """One path on its way through data and shapes."""

    path: str
    data: Any

    def follow(self, data: Any, shape: Any, parts: list[str], walked: Steps) -> Steps:
        """The steps that the remaining parts stand for."""
        if not parts:
            return ()
        step, rest = self._step(data, shape, parts, walked)
        below = value_at(data, (step,))
        return (step, *self.follow(below, inside(shape, step), rest, (*walked, step)))

    def _step(self, data: Any, shape: Any, parts: list[str], walked: Steps) -> tuple[str | int, list[str]]:
        if isinstance(data, list):
            if parts[0].isdecimal() and int(parts[0]) < len(data):
                return int(parts[0]), parts[1:]
            self._refuse(parts, walked, [str(index) for index in range(len(data))])
        there = _longest_name(data, parts) if isinstance(data, dict) else None
        if there is not None:
            return there
        takes_names = isinstance(data, dict | None)
        if takes_names and _may_be_added(shape, parts[0]):
            return parts[0], parts[1:]
        if not takes_names:
            shown = ".".join(map(str, walked))
            raise UsageError(
                f"{shown} is {data!r}, with nothing below it, in the path {self.path!r}", hint=f"set {shown}"
            )
        known = [*(data or {}), *(name for one in alternatives(shape) if is_model(one) for name in fields(bare(one)))]
        self._refuse(parts, walked, dict.fromkeys(known))

    def _refuse(self, parts: list[str], walked: Steps, known: Mapping[str, Any] | list[str]) -> NoReturn:
        above = ".".join(map(str, walked))
        place = f"in {above}" if above else "in the case"
        near = nearest(parts[0], known, count=1)
        if near:
            hint = f"did you mean {'.'.join([*filter(None, [above]), near[0], *parts[1:]])!r}?"
        else:
            like = _like(self.path, self.data)
            hint = f"did you mean {' or '.join(map(repr, like))}?" if like else suggest(parts[0], known)
        raise UsageError(f"no {parts[0]!r} {place}, in the path {self.path!r}", hint=hint)


def _longest_name(known: Mapping[str, Any], parts: list[str]) -> tuple[str, list[str]] | None:
    """The known name that the parts begin with, and the other parts. Names may hold dots, so the longest counts."""
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        if name in known:
            return name, parts[count:]
    return None


def _may_be_added(shape: Any, name: str) -> bool:
    """Whether a name that is not there can be given a value: a field, or a name in a mapping of values."""
    below = inside(shape, name)
    is_field = any(is_model(one) and name in fields(bare(one)) for one in alternatives(shape))
    return below is not None and (is_field or not all(is_model(one) for one in alternatives(below)))


def _like(path: str, data: Any) -> list[str]:
    """Whole paths that end like a path, or else look like it."""
    paths = list(_all_paths(data))
    ending = [one for one in paths if one.endswith(f".{path}")]
    return ending[:3] or nearest(path, paths)


def _all_paths(data: Any, above: str = "") -> Iterator[str]:
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in steps:
        path = f"{above}.{step}" if above else str(step)
        yield path
        yield from _all_paths(below, path)
