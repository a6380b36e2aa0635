"""docs/case-format.md tells every field of documents.yaml, and no field that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from docs.pages import SPAN, prose, section
from equipoise.documents.records import DocumentRecord

PAGE = Path(__file__).parents[2] / "docs" / "case-format.md"


def test_the_page_tells_the_fields_of_a_record():
    rows = re.findall(r"^\| (`[^|]+) \|", section(prose(PAGE), "## documents/documents.yaml"), re.MULTILINE)
    assert {name for row in rows for name in SPAN.findall(row)} == set(DocumentRecord.model_fields)
