"""Candidates out of the documents of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipoise.case.new import new_case
from equipoise.documents.candidates import read_candidates
from equipoise.documents.find_candidates import find_candidates
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest
from equipoise.errors import UsageError

TEXT = "Karsavia closed its ports on 5 July 2025.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "case"
    new_case(made)
    for name in ("one", "two"):
        ingest(made, [Incoming(f"{name}.txt", piped=f"{name}. {TEXT}".encode())])
    return made


def test_all_documents_are_read_in_their_order_and_told(folder: Path) -> None:
    told: list[str] = []
    added = find_candidates(folder, progress=told.append)
    assert told == ["reading one", "reading two"]
    assert [one.document for one in added.added] == ["one", "two"]
    assert read_candidates(folder) == added.added


def test_one_document_alone_can_be_read(folder: Path) -> None:
    assert [one.document for one in find_candidates(folder, ["two"]).added] == ["two"]


def test_names_of_the_case_are_found_as_its_actors(folder: Path) -> None:
    (folder / "actors.yaml").write_text("- {id: KAR, name: Karsavia, aliases: []}\n", encoding="utf-8")
    assert {one.actor for one in find_candidates(folder).added} == {"KAR"}


def test_a_document_that_is_not_there_and_a_list_that_is_none_are_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="no document 'three'"):
        find_candidates(folder, ["three"])
    (folder / "actors.yaml").write_text("KAR\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no list of actors"):
        find_candidates(folder)
