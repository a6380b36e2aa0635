"""The API while a round of raters is open: nobody learns from it what another rater says before the reveal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from equipoise.ledger.ledger import Ledger
from equipoise.web.api.application import build_api
from equipoise.web.workspace.changes import Cell
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import AtOnce

API = "/api/v1"
SECRET = "whispered-by-anna"
RATING = 7.125
CHANCE = 0.9371
CELL = "/cases/ladder/ratings/visit/scenarios/apart"
KNOWN = {
    "case": "ladder",
    "item": "visit",
    "subject": "scenarios",
    "level": "apart",
    "file": "ratings.csv",
    "form": "csv",
}


@pytest.fixture
def round_of_two(cases: Workspace) -> Desk:
    """A round of anna and edgar, in which anna has said everything and is done."""
    cases.jobs = AtOnce()
    desk = cases.desk("ladder")
    case = desk.sound_case()
    desk.open_round(["anna", "edgar"], case.items, who="edgar")
    desk.rate(Cell("visit", "scenarios", "apart", "anna"), RATING, who="anna", why=SECRET)
    numbers = {"apart": CHANCE, "hedged": 0.04, "allied": 1 - CHANCE - 0.04}
    desk.change_sheet(lambda rounds: rounds.estimate(case, "anna", numbers, SECRET))
    desk.submit("anna")
    return desk


def readable(cases: Workspace) -> Iterator[str]:
    """Address of everything that can be read, with what the case has in the places of its parameters."""
    for path, routes in build_api(cases).openapi()["paths"].items():
        if "get" in routes:
            address = path
            for name, value in KNOWN.items():
                address = address.replace(f"{{{name}}}", value)
            if "{" not in address:
                yield address.removeprefix(API)


@pytest.mark.parametrize("who", ["edgar", "rosa"])
def test_nothing_that_can_be_read_tells_what_another_rater_said(
    cases: Workspace, round_of_two: Desk, of: Callable[[str], TestClient], who: str
) -> None:
    client, addresses = of(who), list(readable(cases))
    assert len(addresses) > 15
    for address in (*addresses, "/cases/ladder/files/rounds.jsonl", f"{CELL}?rater=anna"):
        told = client.get(API + address)
        assert told.status_code < 500, address
        for secret in (SECRET, str(RATING), str(CHANCE)):
            assert secret not in told.text, address


@pytest.mark.parametrize("study", ["agreement", "assess", "report"])
def test_nothing_that_can_be_computed_tells_what_another_rater_said(
    round_of_two: Desk, editor: TestClient, study: str
) -> None:
    asked: dict[str, Any] = {"report": {"quick": True, "particles": 64}, "assess": {"particles": 64}}.get(study, {})
    job = editor.post(f"{API}/cases/ladder/{study}", json=asked).json()
    told = editor.get(f"{API}/jobs/{job['job']}")
    assert "anna" not in told.text
    made = editor.get(f"{API}/jobs/{job['job']}/file")
    assert SECRET not in made.text


def test_a_rater_reads_the_own_sheet_and_not_what_was_rated_before(
    round_of_two: Desk, of: Callable[[str], TestClient]
) -> None:
    hers, his = of("anna"), of("edgar")
    assert hers.get(f"{API}{CELL}?rater=anna").json()["why"] == SECRET
    assert his.get(f"{API}{CELL}?rater=anna").status_code == 404
    assert his.get(f"{API}{CELL}").status_code == 404  # rated before the round, and so kept from its raters
    assert his.get(f"{API}/cases/ladder/files/ratings.csv").status_code == 403
    assert of("rosa").get(f"{API}{CELL}").status_code == 200


def test_an_estimate_does_not_come_onto_the_record_beside_the_sheet(round_of_two: Desk, editor: TestClient) -> None:
    said = {"probabilities": {"apart": 0.2, "hedged": 0.5, "allied": 0.3}, "reason": "as I read it"}
    refused = editor.post(f"{API}/cases/ladder/ledger/judgements", json=said)
    assert refused.status_code >= 400
    assert "for your sheet alone" in refused.text
    assert Ledger(round_of_two.folder).tracks == ()


def test_an_earlier_estimate_of_a_rater_is_kept_from_the_others_until_the_reveal(
    cases: Workspace, of: Callable[[str], TestClient]
) -> None:
    hers, his = of("anna"), of("edgar")
    said = {"probabilities": {"apart": 0.2, "hedged": 0.5, "allied": 0.3}, "reason": SECRET, "as_of": "2021-03-31"}
    assert hers.post(f"{API}/cases/ladder/ledger/judgements", json=said).status_code == 201
    desk = cases.desk("ladder")
    desk.open_round(["anna", "edgar"], desk.sound_case().items, who="edgar")
    address = f"{API}/cases/ladder/ledger"
    assert SECRET not in his.get(address).text
    assert SECRET in hers.get(address).text
    desk.close_round(who="edgar")
    assert SECRET in his.get(address).text
