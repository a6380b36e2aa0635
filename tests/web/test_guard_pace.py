"""How fast programs may ask the API: who asks too much waits, and nobody else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from equipoise.web.guard.pace import Pace
from equipoise.web.workspace.workspace import Workspace
from web.guarded_workbench import PROBLEM, Clock, account_keys, application, browser


def test_a_store_is_used_up_and_fills_again_at_its_pace() -> None:
    clock = Clock()
    pace = Pace(at_once=3, per_second=2, clock=clock)
    assert [pace.begin("a") for _ in range(5)] == [0, 0, 0, 0.5, 0.5]
    assert pace.begin("b") == 0
    clock.now += 0.5
    assert [pace.begin("a"), pace.begin("a")] == [0, 0.5]
    clock.now += 3600
    assert [pace.begin("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    pace = Pace(at_once=1, clock=Clock())
    pace.begin("first")
    for number in range(20_000):
        pace.begin(str(number))
    assert pace.begin("first") == 0  # forgotten, and so has a full store again
    assert pace.begin("19999") > 0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(tmp_path: Path, cases: Workspace, tokens: dict[str, str], clock: Clock) -> TestClient:
    keys = replace(account_keys(tmp_path / "accounts.json"), pace=Pace(at_once=4, per_second=1, clock=clock))
    return browser(application(cases, keys))


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_who_asks_too_much_waits_and_nobody_else_does(client: TestClient, tokens: dict[str, str], clock: Clock) -> None:
    asked = [client.get("/api/v1/cases", headers=bearer(tokens["rosa"])) for _ in range(6)]
    assert [answer.status_code for answer in asked] == [200] * 4 + [429] * 2
    assert set(asked[-1].json()) == PROBLEM
    assert asked[-1].headers["retry-after"] == "1"
    assert client.get("/api/v1/cases", headers=bearer(tokens["anna"])).status_code == 200
    clock.now += 1
    assert client.get("/api/v1/cases", headers=bearer(tokens["rosa"])).status_code == 200


def test_who_tries_tokens_waits_and_keeps_out_nobody_who_has_one(client: TestClient, tokens: dict[str, str]) -> None:
    tried = [client.get("/api/v1/cases", headers=bearer(f"eqp_{number}")).status_code for number in range(6)]
    assert tried == [401] * 4 + [429] * 2
    assert client.get("/api/v1/cases", headers=bearer(tokens["edgar"])).status_code == 200


def test_pages_are_not_counted(client: TestClient) -> None:
    assert {client.get("/login").status_code for _ in range(20)} == {200}
