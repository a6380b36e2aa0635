"""The coded facts of five published assessments, as read from their folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What the derivation reads, each list in the coder's order.

    Attributes:
        considerations: K01 to K37.
        conditions: C01 to C30, with their dated readings.
        evidence: E001 to E184.
        judgements: J001 to J105.
        actors: Names of everybody who speaks or acts, by id.
    """

    considerations: list[Record]
    conditions: list[Record]
    evidence: list[Record]
    judgements: list[Record]
    actors: dict[str, Record]

    def find(self, kind: str, name: str) -> Record:
        """The record of one id, such as `considerations` and `K27`."""
        records: list[Record] = getattr(self, kind)
        return next(record for record in records if record["id"] == name)


def read_facts(folder: Path) -> Facts:
    """Read the folder of facts.

    Raises:
        FileNotFoundError: If a file is missing.
    """
    return Facts(
        considerations=_read(folder / "considerations.yaml")["considerations"],
        conditions=_read(folder / "conditions.yaml")["conditions"],
        evidence=_read(folder / "evidence.yaml")["items"],
        judgements=_read(folder / "judgements.yaml")["items"],
        actors={actor["id"]: actor for actor in _read(folder / "actors.yaml")["actors"]},
    )


def overlap(one: Record, other: Record) -> int:
    """How many characters of the documents two records rest on together; 0 if they rest on different sentences."""
    return sum(
        max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))
        for a in one.get("where", ())
        for b in other.get("where", ())
        if a["seed"] == b["seed"]
    )


def _read(path: Path) -> Record:
    record: Record = yaml.safe_load(path.read_text("utf-8"))
    return record
