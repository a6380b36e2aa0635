"""The head of the ledger stands in the record of a brief: the anchor outside the ledger."""

from __future__ import annotations

import shutil

import pytest

from equipoise.assess.assess import assess
from equipoise.case.load import load_case
from equipoise.ledger.ledger import Ledger
from equipoise.report.view.record import record

SAID = {"event": "ever allied until 2021-10-31", "as_of": "2021-04-01", "by_whom": "li", "kind": "person"}


@pytest.fixture
def case_folder(tmp_path, root):
    folder = tmp_path / "ladder"
    shutil.copytree(root / "tests" / "proofs" / "example", folder)
    return folder


def lines_of(folder):
    return dict(record(assess(load_case(folder), as_of="2021-03-31", particles=8)))


def test_a_case_without_a_ledger_has_no_head(case_folder):
    assert "Ledger" not in lines_of(case_folder)


def test_the_head_is_told_short_and_whole(case_folder):
    ledger = Ledger(case_folder)
    ledger.record(SAID | {"probability": 0.1}, SAID | {"by_whom": "bo", "probability": 0.2})
    shown = lines_of(case_folder)
    assert shown["Ledger"] == f"2 lines, head {ledger.head.removeprefix('sha256:')[:16]}"
    assert shown["Ledger head"] == ledger.head
    assert ledger.verify(shown["Ledger"].rpartition(" ")[2]) == ()
