"""The evidence of a case as a STIX 2.1 bundle: a report for each item, an identity for each source.

Every time in it comes from the case and every id from what an object says, so the same case gives the same bytes. What
STIX has no property for is held by an extension, which only Equipoise reads.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem, Source
from equipoise.exchange.loss import LossReport
from equipoise.exchange.own_json import item_said
from equipoise.exchange.stix_form import EXTENSION, OURS, stix_id, stix_time

_DEFINED = date(2025, 1, 1)
"""Day on which the form of the extension was laid down. It changes only with the form."""


def write_stix(case: Case, losses: LossReport) -> bytes:
    """The bundle as JSON.

    Args:
        case: The case.
        losses: Takes what another reader of STIX will not see.
    """
    opens = case.definition.clock.opens
    exporter = _object(
        "identity",
        opens,
        {
            "name": f"Equipoise: {case.definition.title}",
            "identity_class": "system",
            "description": f"The case {case.name}, from which these reports come.",
        },
    )
    identities = {name: _identity(name, source, opens) for name, source in case.sources.items()}
    extension = _definition(exporter["id"])
    reports = [_report(case, item, identities, exporter["id"]) for item in case.evidence]
    objects = [exporter, extension, *identities.values(), *reports]
    bundle = {"type": "bundle", "id": stix_id("bundle", {"objects": objects}), "objects": objects}
    _say_losses(case, losses)
    return (json.dumps(bundle, indent=2, ensure_ascii=False) + "\n").encode()


def _identity(name: str, source: Source, opens: date) -> dict[str, Any]:
    made = source.published.end if source.published is not None else opens
    about: dict[str, Any] = {"source_name": source.title or name, "description": "where it is published"}
    references = [{"source_name": OURS, "external_id": name}]
    if source.url:
        references.append({**about, "url": source.url})
    content: dict[str, Any] = {"name": source.title or name, "identity_class": "unknown"}
    if source.by:
        content["description"] = source.by
    return _object(
        "identity",
        made,
        {**content, "external_references": references, "extensions": _held({"source": item_said(source)})},
    )


def _report(case: Case, item: EvidenceItem, identities: dict[str, dict[str, Any]], exporter: str) -> dict[str, Any]:
    known = case.known(item)
    sources = [identities[name] for name in item.sources]
    ratings = [
        {key: value for key, value in item_said(row).items() if key != "item"}
        for row in case.ratings
        if row.item == item.id
    ]
    content: dict[str, Any] = {"name": item.what}
    if item.note:
        content["description"] = item.note
    if sources:
        content["created_by_ref"] = sources[0]["id"]
    content |= {
        "published": stix_time(known),
        "object_refs": [one["id"] for one in sources] or [exporter],
        "labels": [item.kind],
        "external_references": [
            {"source_name": OURS, "external_id": item.id},
            *({"source_name": one["name"], "description": "reports this"} for one in sources),
        ],
        "extensions": _held({"item": item_said(item), **({"ratings": ratings} if ratings else {})}),
    }
    return _object("report", known, content)


def _definition(exporter: str) -> dict[str, Any]:
    day = stix_time(_DEFINED)
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created_by_ref": exporter,
        "created": day,
        "modified": day,
        "name": "Equipoise evidence",
        "description": "An item of evidence with its ratings, or a source, as an Equipoise case holds it.",
        "schema": "equipoise/evidence/1: fields of evidence.yaml, ratings.csv, sources.yaml (docs/case-format.md)",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _object(kind: str, made: date, content: dict[str, Any]) -> dict[str, Any]:
    """An object with its common properties. Of other content it has another id, so `modified` never lags behind."""
    said = {"created": stix_time(made), "modified": stix_time(made), **content}
    return {"type": kind, "spec_version": "2.1", "id": stix_id(kind, {"type": kind, **said}), **said}


def _held(content: dict[str, Any]) -> dict[str, Any]:
    return {EXTENSION: {"extension_type": "property-extension", **content}}


# --- losses ----------------------------------------------------------------------------------------------------

_READ = frozenset({"id", "what", "kind", "sources", "note"})
"""Fields of an item that STIX has properties for."""


def _say_losses(case: Case, losses: LossReport) -> None:
    for item in case.evidence:
        for field in item_said(item):
            if field not in (*_READ, "date", "known"):
                text = f"STIX has no property for it: {field}"
                losses.add(f"evidence.{field}", "ours alone", text, item.id)
        if item.kind == "silence":
            losses.add("evidence.kind", "ours alone", "without its rates a silence is read as a report", item.id)
        known = case.known(item).isoformat()
        if item.date.text != known:
            text = "STIX dates a report by the day it became known, not by what it tells of"
            losses.add("evidence.date", "ours alone", text, item.id)
        if item.known is None:
            text = "every report is given the day it became known"
            losses.add("evidence.known", "changed", text, item.id)
        for field, value in (("what", item.what), ("note", item.note)):
            if value is not None and (value != value.strip() or not value):
                losses.add(f"evidence.{field}", "ours alone", "white space at the ends, or empty text", item.id)
    for row in case.ratings:
        text = "STIX has no ratings; its opinions and confidence mean something else"
        losses.add("ratings", "ours alone", text, row.item)
    titles = Counter(source.title.casefold() for source in case.sources.values())
    for name, source in case.sources.items():
        for field in item_said(source):
            if field not in ("title", "url"):
                losses.add(f"sources.{field}", "ours alone", f"STIX has no property for it: {field}", name)
        if not source.title:
            losses.add("sources.title", "ours alone", "an identity has a name, so an empty title became the id", name)
        if titles[source.title.casefold()] > 1:
            losses.add("evidence.sources", "ours alone", "sources of one title cannot be told apart", name)
