"""The gate: names, origins, sizes and headers, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from equipoise.web.guard import gate
from equipoise.web.guard.headers import HEADERS
from web.guarded_workbench import OWN, application, browser, workspace

SOCKET = "/_nicegui_ws/socket.io/"


@pytest.fixture
def client(tmp_path: Path, root: Path) -> TestClient:
    return browser(application(workspace(tmp_path, root), keys=None))


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8350", "localhost.evil.example", "", "[::2]:8350"]
)
def test_a_name_that_somebody_else_points_here_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/case/ladder/brief", headers={"host": host})
    assert answer.status_code == 421
    assert "ladder" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8350", "localhost:8350", "LOCALHOST", "[::1]:8350"])
def test_names_of_this_machine_are_served(client: TestClient, host: str) -> None:
    assert client.get("/case/ladder/brief", headers={"host": host}).status_code == 200


def test_the_address_a_request_arrived_at_is_served_whatever_it_is(tmp_path: Path, root: Path) -> None:
    app = application(workspace(tmp_path, root), keys=None)
    client = TestClient(app, base_url="http://192.0.2.7:8350", follow_redirects=False)
    assert client.get("/case/ladder/brief").status_code == 200
    assert client.get("/case/ladder/brief", headers={"host": "192.0.2.8:8350"}).status_code == 421


FOREIGN = ["http://evil.example", "null", "http://127.0.0.1:9999", "http://127.0.0.1:8350.evil.example", "file://"]


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_pages_of_another_origin_neither_change_nor_read_anything(client: TestClient, origin: str, method: str) -> None:
    answer = client.request(method, "/api/v1/cases", headers={"origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_a_change_on_the_strength_of_a_cookie_says_where_it_comes_from(client: TestClient) -> None:
    assert client.post("/echo", content=b"x", headers={"cookie": "a=b"}).status_code == 403
    assert client.post("/echo", content=b"x", headers={"cookie": "a=b", **OWN}).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_socket_from_a_page_elsewhere_is_refused(client: TestClient, origin: str) -> None:
    address = f"ws://127.0.0.1:8350{SOCKET}"
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(address, headers={"origin": origin}):
        pass
    assert refused.value.code == 1008


def test_a_socket_under_a_foreign_name_is_refused(client: TestClient) -> None:
    headers = {"host": "evil.example", "origin": "http://evil.example"}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers=headers):
        pass


def test_a_socket_from_an_own_page_is_served(client: TestClient) -> None:
    with client.websocket_connect(f"ws://127.0.0.1:8350{SOCKET}", headers=OWN) as socket:
        socket.send_text("you")
        assert socket.receive_text() == "heard you"


def test_a_body_that_says_it_is_too_large_is_refused_unread(client: TestClient) -> None:
    headers = {**OWN, "content-length": str(gate.MOST_BYTES + 1)}
    assert client.post("/echo", content=b"", headers=headers).status_code == 413
    headers["content-length"] = "9" * 5000
    assert client.post("/echo", content=b"", headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "1 2", "0x10", ""])
def test_a_length_that_is_no_number_is_refused(client: TestClient, length: str) -> None:
    sent = client.build_request("POST", "/echo", content=b"", headers=OWN)
    sent.headers["content-length"] = length
    assert client.send(sent).status_code == 400


def test_a_body_that_goes_on_beyond_the_limit_ends_with_413(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MOST_BYTES", 1000)

    def pieces(count: int) -> Iterator[bytes]:
        yield from [b"x" * 100] * count

    assert client.post("/echo", content=pieces(10), headers=OWN).text == "1000"
    answer = client.post("/echo", content=pieces(11), headers=OWN)
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")


def test_a_streamed_body_to_the_api_ends_with_413_as_well(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(gate.MOST_BYTES_UNDER, "/api/", 1000)

    def pieces() -> Iterator[bytes]:
        yield b'{"name": "'
        yield from [b"x" * 100] * 20
        yield b'"}'

    headers = {**OWN, "content-type": "application/json"}
    assert client.post("/api/v1/cases", content=pieces(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/case/ladder/brief", {}, 200),
        ("/api/v1/cases", {}, 200),
        ("/nowhere", {}, 404),
        ("/case/ladder/brief", {"host": "evil.example"}, 421),
        ("/case/ladder/brief", {"origin": "null"}, 403),
    ],
)
def test_every_answer_carries_the_headers(client: TestClient, path: str, headers: dict[str, str], status: int) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert {name.decode() for name, _ in HEADERS} <= set(answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = dict(HEADERS)[b"content-security-policy"].decode()
    for directive in policy.split("; "):
        name, *sources = directive.split(" ")
        assert set(sources) <= {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}, name


def test_a_browser_still_says_where_a_form_comes_from() -> None:
    """Under `no-referrer` it would send `Origin: null`, and nobody could sign in."""
    assert dict(HEADERS)[b"referrer-policy"] == b"same-origin"


@pytest.mark.parametrize("path", ["/case/a%0a/brief", "/api/v1/cases/a%00", "/%0d%0aset-cookie:x", "/a%7f"])
def test_an_address_with_control_characters_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert path.startswith("/api/") == (answer.headers["content-type"] == "application/problem+json")
