"""JSON Schema of the files of a case folder, for editors that complete and explain YAML as it is typed.

It knows shapes, not what must hold between fields: that is `case.check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from equipoise.authored.base import Authored
from equipoise.authored.nearest import suggest
from equipoise.case.meanings import MEANINGS
from equipoise.case.schema import CaseDefinition, Departure, EvidenceItem, PublishedJudgement, Source
from equipoise.errors import UsageError

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILES: Mapping[str, tuple[Any, str]] = {
    "case.yaml": (CaseDefinition, "the question and the model"),
    "sources.yaml": (dict[str, Source], "who reports, by id"),
    "evidence.yaml": (list[EvidenceItem], "what happened, dated"),
    "judgements.yaml": (list[PublishedJudgement], "what others have judged"),
    "departures.yaml": (list[Departure], "where a number departs from the script that derived it, and why"),
}
"""The files that have a schema, with their shape and what they hold."""

_ONE_OR_MANY = {
    "Event": ("at", "ever", "throughout"),
    "EvidenceItem": ("where",),
    "PublishedJudgement": ("where",),
}
"""Fields that take a list, or one entry in place of a list of one."""

_Schema = dict[str, Any]


def json_schema(file: str) -> dict[str, Any]:
    """The schema of a file, in draft 2020-12, every field with its meaning.

    Args:
        file: `case.yaml`, `sources.yaml`, `evidence.yaml`, `judgements.yaml` or `departures.yaml`.

    Raises:
        UsageError: If no file of a case folder bears that name, or it is not YAML.
    """
    if file not in FILES:
        raise UsageError(f"no schema for {file!r}", hint=suggest(file, FILES, called="files with a schema"))
    shape, holds = FILES[file]
    schema = TypeAdapter(shape).json_schema(by_alias=True)
    models = _models(schema, shape)
    for name, model in models.items():
        _finish(name, model)
    title = {"$schema": DIALECT, "title": f"Equipoise {file}", "description": f"{file}: {holds}."}
    return title | {key: value for key, value in schema.items() if key not in title}


def _models(schema: _Schema, shape: Any) -> dict[str, _Schema]:
    """The schema of every model, by its name: those defined aside, and the root where it is one."""
    models: dict[str, _Schema] = dict(schema.get("$defs", {}))
    if isinstance(shape, type) and issubclass(shape, Authored):
        models[shape.__name__] = schema
    return models


def _finish(name: str, model: _Schema) -> None:
    if "description" in model:
        model["description"] = model["description"].split("\n\n")[0].replace("\n", " ")
    properties: dict[str, _Schema] = model["properties"]
    if name in ("Scenario", "ClosedCourses"):
        model["additionalProperties"] = _levels_by_instrument(properties.pop("levels"))
    for field in _ONE_OR_MANY.get(name, ()):
        properties[field] = _one_or_many(properties[field])
    for field, written in properties.items():
        # Titles made from the name of a field say nothing, and a default of null means that it may be left out.
        written.pop("title", None)
        if written.get("default", 0) is None:
            del written["default"]
        properties[field] = {"description": MEANINGS[name][field]} | written


def _levels_by_instrument(levels: _Schema) -> _Schema:
    described: _Schema = {"description": "Levels of an instrument, by its id; an instrument not named is free."}
    return described | dict(levels["additionalProperties"])


def _one_or_many(written: _Schema) -> _Schema:
    """A list, or one of its entries by itself."""
    alternatives = written.pop("anyOf", None) or [{key: written.pop(key) for key in ("type", "items")}]
    entries = next(one["items"] for one in alternatives if one.get("type") == "array")
    return {"anyOf": [entries, *alternatives]} | written
