"""Signing in and out, as a browser does it and as somebody who should not get in tries it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from equipoise.web.guard.accounts import read_accounts, write_accounts
from equipoise.web.guard.door import Keys, own_path
from equipoise.web.guard.registry import OneToken
from equipoise.web.guard.sessions import IDLE
from equipoise.web.guard.throttle import FREE
from web.guarded_workbench import (
    ADDRESS,
    OWN,
    PASSWORD,
    PROBLEM,
    Clock,
    account_keys,
    accounts,
    application,
    browser,
    form_of,
    sign_in,
    workspace,
)

PAGE = "/case/ladder/brief"
SOCKET = "ws://127.0.0.1:8350/_nicegui_ws/socket.io/"
COOKIE = "equipoise_session_8350"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.json"
    accounts(path)
    return path


@pytest.fixture
def keys(file: Path, clock: Clock) -> Keys:
    return account_keys(file, clock)


@pytest.fixture
def app(tmp_path: Path, root: Path, keys: Keys) -> FastAPI:
    return application(workspace(tmp_path, root), keys)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return browser(app)


# --- who is not signed in ---


@pytest.mark.parametrize(
    "path", [PAGE, "/", "/assets/../case/ladder/brief", "/assets/..%2f..%2fx.css", "/Login", "/login/"]
)
def test_a_page_leads_to_the_form(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=%2F")


@pytest.mark.parametrize(
    "path",
    ["/api/v1/cases", "/api/v1/openapi.json", "/api/v1/cases/ladder/ratings", "/api/v1/nowhere", "/api/v1/../v1/cases"],
)
def test_the_api_answers_401(client: TestClient, path: str) -> None:
    answer = client.request("GET", ADDRESS + path)
    assert answer.status_code == 401
    assert set(answer.json()) == PROBLEM
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/_nicegui/client/x/upload/1", "/echo", "/_nicegui_ws/socket.io/?transport=polling"])
def test_nothing_can_be_sent(client: TestClient, path: str) -> None:
    assert client.post(path, content=b"x", headers=OWN).status_code == 401


def test_the_toolkits_own_files_need_a_session_too(client: TestClient) -> None:
    assert client.get("/_nicegui/3.0/static/nicegui.js").status_code == 401


def test_a_socket_is_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers=OWN):
        pass


@pytest.mark.parametrize("cookie", ["x", "A" * 43, "", "../../x", "'; drop", "equipoise", "\\012set-cookie: a=b"])
def test_a_forged_cookie_opens_nothing(client: TestClient, cookie: str) -> None:
    headers = {"cookie": f"{COOKIE}={cookie}"}
    assert client.get(PAGE, headers=headers).status_code == 303
    assert client.get("/api/v1/cases", headers=headers).status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic ZWRnYXI6eA==", "bearer \ufffd", "Bearer eqp_"])
def test_a_forged_token_opens_nothing(client: TestClient, header: str) -> None:
    answer = client.get("/api/v1/cases", headers={"authorization": header.encode("utf-8")})
    assert answer.status_code == 401


# --- signing in ---


def test_who_signs_in_goes_where_they_were_going(client: TestClient) -> None:
    going_to = client.get(f"{PAGE}?item=a&x=1").headers["location"]
    form = client.get(going_to)
    assert 'autocomplete="username"' in form.text
    assert 'autocomplete="current-password"' in form.text
    answer = sign_in(client, "edgar", going_to=f"{PAGE}?item=a&x=1")
    assert answer.headers["location"] == f"{PAGE}?item=a&x=1"
    assert client.get(PAGE).json()["person"] == "edgar"
    assert client.get("/login?next=/case/x/brief").headers["location"] == "/case/x/brief"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    set_cookies = sign_in(client, "edgar").headers.get_list("set-cookie")
    session = next(cookie for cookie in set_cookies if cookie.startswith(COOKIE))
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(session.split("; "))
    assert "Secure" not in session


def test_behind_https_the_cookie_never_travels_without(tmp_path: Path, root: Path, file: Path) -> None:
    before = account_keys(file)
    keys = Keys(before.registry, before.sessions, secure=True)
    client = TestClient(
        application(workspace(tmp_path, root), keys), base_url="https://127.0.0.1:8350", follow_redirects=False
    )
    form = form_of(client.get("/login").text)
    sent = {"username": "edgar", "password": PASSWORD["edgar"], "form": form, "next": "/"}
    answer = client.post("/login", data=sent, headers={"origin": "https://127.0.0.1:8350"})
    set_cookies = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith(f"__Host-{COOKIE}") for cookie in set_cookies)
    assert all("Secure" in cookie for cookie in set_cookies)
    assert client.get(PAGE).json()["person"] == "edgar"


def test_forms_of_two_tabs_work(client: TestClient) -> None:
    first = form_of(client.get("/login").text)
    client.get("/login")
    sent = {"username": "edgar", "password": PASSWORD["edgar"], "next": "/", "form": first}
    assert client.post("/login", data=sent, headers=OWN).status_code == 303


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(client: TestClient) -> None:
    known, unknown = sign_in(client, "edgar", "not this one"), sign_in(client, "nobody", "not this one")
    assert known.status_code == unknown.status_code == 403
    assert known.text == unknown.text
    assert set(known.headers) == set(unknown.headers)


def test_guessing_is_slowed_down_whether_there_is_such_a_name_or_not(client: TestClient) -> None:
    for name in ("edgar", "nobody"):
        answers = [sign_in(client, name, f"guess {n}") for n in range(FREE + 1)]
        if name == "edgar":
            assert [answer.status_code for answer in answers] == [403] * FREE + [429]
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) >= 1
    assert sign_in(client, "edgar").status_code == 429  # even the right one waits


def test_a_session_that_was_there_before_is_not_gone_on_with(client: TestClient) -> None:
    """Session fixation: whoever puts a session of their own into a browser does not share the next one."""
    attacker = browser(client.app)  # type: ignore[arg-type]
    sign_in(attacker, "rosa")
    planted = attacker.cookies[COOKIE]
    client.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/")
    # Signed in already, so there is no form; the one of another tab is filled in.
    client.cookies.delete(COOKIE)
    form = form_of(client.get("/login").text)
    client.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/")
    sent = {"username": "edgar", "password": PASSWORD["edgar"], "next": "/", "form": form}
    answer = client.post("/login", data=sent, headers=OWN)
    assert answer.status_code == 303
    fresh = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(COOKIE))
    assert planted not in fresh
    assert attacker.get(PAGE).status_code == 303  # and the planted one has ended


def test_an_id_made_up_by_the_browser_is_never_taken_on(client: TestClient) -> None:
    client.cookies.set(COOKIE, "M" * 43, domain="127.0.0.1", path="/")
    answer = sign_in(client, "edgar")
    assert "M" * 43 not in " ".join(answer.headers.get_list("set-cookie"))


# --- forged forms ---


@pytest.mark.parametrize("form", ["", "0" * 64, "\ufffd", "x" * 3000])
def test_a_form_that_was_not_given_out_is_refused(client: TestClient, form: str) -> None:
    client.get("/login")
    sent = {"username": "edgar", "password": PASSWORD["edgar"], "next": "/", "form": form}
    answer = client.post("/login", data=sent, headers=OWN)
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert COOKIE not in client.cookies


def test_a_form_given_to_another_browser_is_refused(client: TestClient) -> None:
    other = form_of(browser(client.app).get("/login").text)  # type: ignore[arg-type]
    client.get("/login")
    sent = {"username": "edgar", "password": PASSWORD["edgar"], "next": "/", "form": other}
    assert client.post("/login", data=sent, headers=OWN).status_code == 403


@pytest.mark.parametrize("origin", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_form_sent_from_elsewhere_is_refused(client: TestClient, origin: dict[str, str]) -> None:
    form = form_of(client.get("/login").text)
    sent = {"username": "edgar", "password": PASSWORD["edgar"], "next": "/", "form": form}
    assert client.post("/login", data=sent, headers=origin).status_code == 403
    sign_in(client, "edgar")
    assert client.post("/logout", data={"form": "x"}, headers=origin).status_code == 403
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"\xff\xfe", 403), (b"a=1&" * 50, 403), (b"", 403), (b"x" * 10_000, 413), (b"username=edgar", 403)],
)
def test_what_is_no_form_is_refused(client: TestClient, body: bytes, status: int) -> None:
    assert client.post("/login", content=body, headers=OWN).status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/x\r\nset-cookie: a=b",
        "/\t/evil.example",
        "evil.example",
        "",
        "/x\\@evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(client: TestClient, address: str) -> None:
    assert own_path(address) == "/"
    answer = sign_in(client, "edgar", going_to=address)
    assert answer.headers["location"] == "/"
    assert client.get("/login", params={"next": address}).headers["location"] == "/"


def test_what_stands_in_the_address_is_text_in_the_form(client: TestClient) -> None:
    page = client.get("/login", params={"next": '/"><script>alert(1)</script>'})
    assert "<script" not in page.text
    assert "script" not in page.headers["content-security-policy"].replace("script-src", "")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.headers["cache-control"] == "no-store"


# --- the end of a session ---


def test_signing_out_ends_the_session_on_the_server(client: TestClient) -> None:
    sign_in(client, "edgar")
    kept = client.cookies[COOKIE]
    form = form_of(client.get("/logout").text)
    assert client.post("/logout", data={"form": "0" * 64}, headers=OWN).status_code == 200  # asked again
    answer = client.post("/logout", data={"form": form}, headers=OWN)
    assert answer.headers["location"] == "/login"
    assert COOKIE not in client.cookies
    client.cookies.set(COOKIE, kept, domain="127.0.0.1", path="/")
    assert client.get(PAGE).status_code == 303


def test_an_expired_cookie_opens_nothing(client: TestClient, clock: Clock) -> None:
    sign_in(client, "edgar")
    clock.now += IDLE + 1
    assert client.get(PAGE).status_code == 303
    assert client.get("/api/v1/cases").status_code == 401


def _change_role(file: Path, name: str, role: Any) -> None:
    there = read_accounts(file)
    there[name] = there[name].model_copy(update={"role": role})
    write_accounts(file, there)


@pytest.mark.parametrize("how", ["signed out", "expired", "removed", "demoted"])
def test_an_open_socket_closes_when_its_person_is_no_longer_who_they_were(
    client: TestClient, clock: Clock, file: Path, how: str
) -> None:
    sign_in(client, "edgar")
    cookie = {"cookie": f"{COOKIE}={client.cookies[COOKIE]}", **OWN}
    with client.websocket_connect(SOCKET, headers=cookie) as socket:
        socket.send_text("one")
        assert socket.receive_text() == "heard one"
        if how == "signed out":
            client.post("/logout", data={"form": form_of(client.get("/logout").text)}, headers=OWN)
        elif how == "expired":
            clock.now += IDLE + 1
        elif how == "removed":
            write_accounts(file, {name: one for name, one in read_accounts(file).items() if name != "edgar"})
        else:
            _change_role(file, "edgar", "reader")
        socket.send_text("two")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
        assert closed.value.code == 1008


def test_heartbeats_do_not_keep_a_left_browser_signed_in(client: TestClient, clock: Clock) -> None:
    sign_in(client, "edgar")
    cookie = {"cookie": f"{COOKIE}={client.cookies[COOKIE]}", **OWN}
    with client.websocket_connect(SOCKET, headers=cookie) as socket:
        clock.now += IDLE - 10
        socket.send_text("3")
        socket.receive_text()
        clock.now += 20
        socket.send_text("3")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()


def test_work_in_an_open_page_keeps_its_session(client: TestClient, clock: Clock) -> None:
    sign_in(client, "edgar")
    cookie = {"cookie": f"{COOKIE}={client.cookies[COOKIE]}", **OWN}
    with client.websocket_connect(SOCKET, headers=cookie) as socket:
        for _ in range(3):
            clock.now += IDLE - 10
            socket.send_text('42["event",{}]')
            assert socket.receive_text().startswith("heard")


def test_a_changed_role_holds_from_the_next_request_on(client: TestClient, file: Path) -> None:
    sign_in(client, "edgar")
    body = {"name": "new-case"}
    _change_role(file, "edgar", "reader")
    assert client.post("/api/v1/cases", json=body, headers=OWN).status_code == 403


# --- logs ---


def test_no_secret_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sign_in(client, "edgar", "a wrong password")
    sign_in(client, "my-password-in-the-wrong-field", "x" * 20)
    sign_in(client, "edgar")
    session = client.cookies[COOKIE]
    # What the test client itself says of its requests is not ours.
    logged = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("equipoise"))
    assert "refused to sign in as edgar" in logged
    assert "refused to sign in under an unknown name" in logged
    for secret in ("a wrong password", "my-password", PASSWORD["edgar"], session, form_of(client.get("/logout").text)):
        assert secret not in logged


# --- a workbench for one person ---


@pytest.fixture
def alone(tmp_path: Path, root: Path) -> tuple[TestClient, OneToken]:
    one = OneToken()
    return browser(application(workspace(tmp_path, root), Keys(one))), one


def test_without_the_token_other_users_of_the_machine_get_nothing(alone: tuple[TestClient, OneToken]) -> None:
    client, _ = alone
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}?token=wrong").status_code == 403
    assert client.get(f"{PAGE}?token=").status_code == 403
    assert client.get("/api/v1/cases").status_code == 401
    assert client.post("/echo", content=b"", headers=OWN).status_code == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET, headers=OWN):
        pass


def test_the_printed_address_opens_the_workbench_and_leaves_no_token_in_it(alone: tuple[TestClient, OneToken]) -> None:
    client, one = alone
    answer = client.get(f"{PAGE}?item=a+b&token={one.token}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?item=a+b")
    assert client.get(PAGE).json()["person"] == "me"
    assert one.token not in client.cookies.values()
    assert client.get("/api/v1/cases").status_code == 200  # the browser that is open may ask as well
    assert client.get("/login").status_code == 404


def test_the_address_a_browser_was_opened_with_is_worth_nothing_afterwards(
    alone: tuple[TestClient, OneToken],
) -> None:
    client, one = alone
    opening = one.token_to_open()
    assert client.get(f"/?token={opening}").status_code == 303
    thief = browser(client.app)  # type: ignore[arg-type]
    assert thief.get(f"/?token={opening}").status_code == 403
    assert client.get(f"/?token={opening}").headers["location"] == "/"  # reloading in the own browser is no mistake


def test_the_token_is_the_key_of_the_api(alone: tuple[TestClient, OneToken]) -> None:
    client, one = alone
    headers = {"authorization": f"Bearer {one.token}"}
    assert client.get("/api/v1/cases", headers=headers).status_code == 200
    assert client.get(f"/api/v1/cases?token={one.token}").status_code == 401  # never in an address of the API
    assert client.get(PAGE, headers=headers).status_code == 403  # and a page is opened by a browser


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/"])
def test_the_address_with_a_token_leads_nowhere_else(alone: tuple[TestClient, OneToken], path: str) -> None:
    client, one = alone
    answer = client.get(f"{ADDRESS}{path}?token={one.token}")
    location = answer.headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_an_address_with_a_token_puts_no_header_into_the_answer(alone: tuple[TestClient, OneToken]) -> None:
    client, one = alone
    answer = client.get(f"{ADDRESS}/x%0d%0aset-cookie:a=b?token={one.token}")
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers
