"""Words of a document by their place in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.quotation import quotation
from equipoise.case.schema import Place
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest

LADDER = Path(__file__).parents[1] / "cases" / "ladder"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    ingest(tmp_path, [Incoming("wire.txt", piped="Déjà vu.\r\nA minister came.".encode())])
    (tmp_path / "secret.txt").write_text("not for quoting", encoding="utf-8")
    (tmp_path / "documents" / "loose.txt").write_text("on no record", encoding="utf-8")
    return replace(load_case(str(LADDER)), folder=tmp_path)


def test_a_span_is_counted_in_characters_line_ends_as_they_are(case: Case) -> None:
    assert quotation(case, Place(document="wire", start=10, end=20)) == "A minister"


@pytest.mark.parametrize("document", ["absent", "loose", "../secret", "/etc/hostname"])
def test_what_is_not_on_record_is_not_quoted(case: Case, document: str) -> None:
    assert quotation(case, Place(document=document, start=0, end=3)) is None


@pytest.mark.parametrize("text", ["Déjà vu.\r\nB minister came.", None])
def test_a_text_that_has_changed_or_is_gone_is_not_quoted(case: Case, text: str | None) -> None:
    assert case.folder is not None
    path = case.folder / "documents" / "wire.txt"
    path.unlink() if text is None else path.write_bytes(text.encode())
    assert quotation(case, Place(document="wire", start=0, end=4)) is None


def test_a_span_beyond_the_end_and_a_case_without_a_folder_have_no_words(case: Case) -> None:
    assert quotation(case, Place(document="wire", start=10, end=99)) is None
    assert quotation(replace(case, folder=None), Place(document="wire", start=0, end=3)) is None
