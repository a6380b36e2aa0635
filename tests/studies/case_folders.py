"""Writing a case in memory as a folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from equipoise.case.case import Case


def write_case(case: Case, folder: Path) -> Path:
    """Write the files of a case. YAML takes JSON as it is, indented so that findings have lines of their own."""
    folder.mkdir(parents=True)
    definition = case.definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    _write(folder / "case.yaml", {"equipoise": 1} | definition)
    _write(folder / "evidence.yaml", [item.model_dump(mode="json", exclude_defaults=True) for item in case.evidence])
    with (folder / "ratings.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["item", "subject", "level", "rating", "why"])
        writer.writerows([row.item, row.subject, row.level, row.rating, row.why] for row in case.ratings)
    return folder


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
