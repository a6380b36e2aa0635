"""Evidence, ratings and sources as JSON: everything that the case says of them, and nothing lost."""

from __future__ import annotations

import json
from typing import Any

from equipoise.case.case import Case
from equipoise.errors import Finding, UsageError
from equipoise.exchange.in_file import InFile
from equipoise.exchange.incoming import Incoming, IncomingItem, IncomingRating, Spot, finding
from equipoise.exchange.stix_in import parse_json

SCHEMA = "equipoise/evidence/1"


def item_said(item: Any) -> dict[str, Any]:
    """What an item, a rating or a source says, as plain data: what is left to the defaults is left out."""
    said: dict[str, Any] = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return said


def write_json(case: Case) -> bytes:
    """The evidence of a case as JSON, the same bytes for the same case."""
    record = {
        "schema": SCHEMA,
        "case": {"name": case.name, "title": case.definition.title, "fingerprint": case.fingerprint},
        "sources": {name: item_said(source) for name, source in case.sources.items()},
        "evidence": [item_said(item) for item in case.evidence],
        "ratings": [item_said(rating) for rating in case.ratings],
    }
    return (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()


def read_json(file: InFile) -> Incoming:
    """Read what `write_json` wrote.

    Raises:
        UsageError: If it is no such file.
    """
    record = parse_json(file)
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise UsageError(f"{file.name} is no evidence in JSON", hint=f'expected "schema": "{SCHEMA}"')
    findings: list[Finding] = []
    sources, evidence, ratings = (record.get(name) for name in ("sources", "evidence", "ratings"))
    for name, value, kind in (("sources", sources, dict), ("evidence", evidence, list), ("ratings", ratings, list)):
        if value is not None and not isinstance(value, kind):
            findings.append(finding(file.name, Spot(0, 0, name), f"expected {kind.__name__}", "export it anew"))
    if findings:
        return Incoming(file.name, "json", findings=tuple(findings))
    items = [IncomingItem(_object(one), Spot(at, 0, f"evidence.{at - 1}")) for at, one in enumerate(evidence or [], 1)]
    rows = [IncomingRating(_object(one), Spot(at, 0, f"ratings.{at - 1}")) for at, one in enumerate(ratings or [], 1)]
    return Incoming(file.name, "json", items=tuple(items), ratings=tuple(rows), sources=sources or {})


def _object(value: Any) -> dict[str, Any]:
    """The fields of an entry; of one that is no object none, so that all that it should have is missed."""
    return {name: one for name, one in value.items() if one is not None} if isinstance(value, dict) else {}
