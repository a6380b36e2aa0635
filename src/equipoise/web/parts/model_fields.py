"""The model of a case as fields that can be edited one by one: path, what it says, what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.authored.scalars import write_scalar
from equipoise.authored.shapes import alternatives, bare, inside, is_model
from equipoise.case.case import Case
from equipoise.case.meanings import MEANINGS
from equipoise.case.schema import CaseDefinition
from equipoise.report.names import readable, tidy

_Steps = tuple[str | int, ...]

QUESTION = ("title", "actor", "question", "clock", "excluded", "starts", "availability", "base_rate")
NUMBERS = ("rating_strength", "scale", "origin_discount", "origins")


@dataclass(frozen=True)
class Section:
    """A part of the model.

    Attributes:
        title: Its name in English.
        tops: The fields of `case.yaml` that belong to it.
        is_mapping: Whether its one field holds entries by id, which can be added and taken out.
    """

    title: str
    tops: tuple[str, ...]
    is_mapping: bool = True


SECTIONS: tuple[Section, ...] = (
    Section("Question", QUESTION, is_mapping=False),
    Section("Instruments", ("instruments",)),
    Section("Scenarios", ("scenarios",)),
    Section("Conditions", ("conditions",)),
    Section("Considerations", ("considerations",)),
    Section("Explanations", ("explanations",)),
    Section("Decision-maker", ("decision_maker",), is_mapping=False),
    Section("Assumptions", ("assumptions",)),
    Section("Levers", ("levers",)),
    Section("Indicators", ("indicators",)),
    Section("Questions", ("questions",)),
    Section("Analogues", ("analogues",)),
    Section("Numbers", NUMBERS, is_mapping=False),
)


@dataclass(frozen=True)
class Field:
    """A field with a value of its own.

    Attributes:
        path: As an edit names it.
        label: The steps below its entry, in words.
        text: What it says, as YAML on one line.
        meaning: What it means; empty where nobody wrote that down.
        is_long: Whether it is prose.
    """

    path: str
    label: str
    text: str
    meaning: str
    is_long: bool


@dataclass(frozen=True)
class Entry:
    """A consideration, a scenario, or a field of the top: what stands under one heading.

    Attributes:
        path: As an edit names it.
        title: In words.
        fields: What it holds.
    """

    path: str
    title: str
    fields: tuple[Field, ...]


def entries(case: Case, section: Section) -> tuple[Entry, ...]:
    """The entries of a section, as far as the case says anything."""
    written = case.definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    found: list[Entry] = []
    for top in section.tops:
        value = written.get(top)
        if value is None:
            continue
        if section.is_mapping and isinstance(value, dict):
            shape = inside(CaseDefinition, top)
            found += [
                Entry(f"{top}.{name}", _title(name, entry), tuple(_fields((top, name), entry, inside(shape, name), ())))
                for name, entry in value.items()
            ]
        else:
            found.append(Entry(top, readable(top), tuple(_fields((top,), value, inside(CaseDefinition, top), ()))))
    return tuple(found)


def flow(value: Any) -> str:
    """Plain data as YAML on one line, as a person would type it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{write_scalar(key)}: {flow(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return write_scalar(value)


def field_text(value: Any) -> str:
    """What stands in a field: prose as it is, all else as YAML on one line."""
    return tidy(value) if isinstance(value, str) else flow(value)


def _title(name: str, entry: Any) -> str:
    title = entry.get("title") or entry.get("says") or entry.get("asks") if isinstance(entry, dict) else None
    return tidy(str(title)) if title else readable(name)


def _fields(steps: _Steps, value: Any, shape: Any, below: _Steps) -> Iterator[Field]:
    if isinstance(value, dict) and value and not _is_quantity(value):
        for name, entry in value.items():
            yield from _fields((*steps, name), entry, inside(shape, name), (*below, name))
        return
    label = " · ".join(readable(str(step)) for step in below) or readable(str(steps[-1]))
    yield Field(
        path=".".join(map(str, steps)),
        label=label,
        text=field_text(value),
        meaning=_meaning(steps),
        is_long=isinstance(value, str) and len(value) > 60,
    )


def _is_quantity(value: Mapping[str, Any]) -> bool:
    """Whether a mapping is one uncertain number, which is edited whole."""
    return set(value) in ({"mean", "sd"}, {"median", "spread"}, {"low", "high"})


def _meaning(steps: _Steps) -> str:
    """What the nearest named field above the end of some steps means."""
    shape: Any = CaseDefinition
    meaning = ""
    for step in steps:
        for model in alternatives(shape):
            if is_model(model):
                meaning = MEANINGS.get(bare(model).__name__, {}).get(str(step), meaning)
        shape = inside(shape, step)
        if shape is None:
            break
    return meaning
