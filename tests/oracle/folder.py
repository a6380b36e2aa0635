"""Read a case folder with PyYAML and the csv module alone: no use is made of the package's own loader."""

from __future__ import annotations

import csv
from pathlib import Path

import yaml

from equipoise.case.case import Case
from equipoise.case.schema import CaseDefinition, EvidenceItem, Rating, Source


def read_folder(folder: Path) -> Case:
    """The case in a folder. Every scalar is read as text; the schema alone says what is a number."""
    definition = _yaml(folder / "case.yaml") | {"equipoise": 1}
    with (folder / "ratings.csv").open(newline="", encoding="utf-8") as lines:
        rows = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(lines)]
    return Case(
        name=folder.name,
        folder=folder,
        definition=CaseDefinition.model_validate(definition),
        sources={name: Source.model_validate(source) for name, source in _yaml(folder / "sources.yaml").items()},
        evidence=tuple(EvidenceItem.model_validate(item) for item in _yaml(folder / "evidence.yaml")),
        ratings=tuple(Rating.model_validate(row) for row in rows),
    )


def _yaml(path: Path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
