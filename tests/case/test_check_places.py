"""Places in documents, looked up in the records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.check import check_case
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.case.schema import Place
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest
from equipoise.errors import Finding, Severity

TEXT = "The talks began in spring.\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = new_case(tmp_path / "case")
    ingest(folder, [Incoming("talks.txt", piped=TEXT.encode())])
    return load_case(folder)


def _found(case: Case, **place: object) -> list[Finding]:
    where = [Place.model_validate({"document": "talks", "start": 0, "end": 9} | place)]
    item = case.evidence[0].model_copy(update={"where": where})
    return check_case(replace(case, evidence=(item, *case.evidence[1:])))


def test_a_place_in_a_document_on_record_is_nothing_to_tell(case: Case) -> None:
    assert _found(case) == []
    assert _found(case, end=len(TEXT)) == []


@pytest.mark.parametrize(
    ("place", "problem", "mend"),
    [
        ({"document": "talk"}, "documents.yaml has no document 'talk'", "did you mean 'talks'?"),
        ({"end": len(TEXT) + 1}, f"talks has {len(TEXT)} characters", "count in code points"),
    ],
)
def test_a_place_that_leads_nowhere_is_a_warning_with_its_path(
    case: Case, place: dict[str, object], problem: str, mend: str
) -> None:
    (found,) = _found(case, **place)
    assert found.severity is Severity.WARNING
    assert found.path == f"evidence.{case.evidence[0].id}.where.0"
    assert problem in found.problem
    assert mend in found.mend


def test_records_with_errors_are_a_warning_too(case: Case) -> None:
    assert case.folder is not None
    (case.folder / "documents" / "documents.yaml").write_text("- id: [\n", encoding="utf-8")
    (found,) = _found(case)
    assert found.severity is Severity.WARNING
    assert "documents.yaml" in found.problem


def test_a_case_without_documents_or_without_a_folder_names_places_freely(case: Case, tmp_path: Path) -> None:
    bare = load_case(new_case(tmp_path / "bare"))
    assert _found(bare, document="anything") == []
    assert _found(replace(case, folder=None), document="anything") == []
