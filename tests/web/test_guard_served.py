"""The whole workbench in a process of its own, with its pages and its toolkit, asked by HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from nicegui import core
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from web.guarded_workbench import PASSWORD, accounts, form_of

ROOT = Path(__file__).parents[2]
SLUGS = (
    "brief",
    "evidence",
    "documents",
    "model",
    "timeline",
    "drivers",
    "what-if",
    "stability",
    "tipping",
    "watch",
    "compare",
    "ledger",
    "measures",
    "methods",
)


@dataclass
class Served:
    """A workbench that runs, and a browser's cookies."""

    address: str
    folder: Path
    state: Path
    tokens: dict[str, str]
    log: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def ask(self, method: str, path: str, *, body: Any = None, signed_in: bool = False, **headers: str) -> Any:
        """Ask once; the response with its body read as `text`."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if signed_in:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(
            method, path, body=body, headers=sent, encode_chunked=sent.get("Transfer-Encoding") is not None
        )
        response: Any = connection.getresponse()
        response.text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                response.cookies = {**getattr(response, "cookies", {}), cookie: content}
        connection.close()
        return response


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("served")
    folder, state, log = place / "cases", place / "no" / "state" / "yet", place / "log"
    shutil.copytree(ROOT / "tests" / "proofs" / "example", folder / "ladder")
    tokens = accounts(place / "accounts.json")
    command = [sys.executable, "-m", "equipoise", "serve", str(folder), "--no-open", "--port", "0"]
    environment = {**os.environ, "XDG_STATE_HOME": str(state)}
    for name in ("NICEGUI_STORAGE_PATH", "NICEGUI_USER_SIMULATION", "PYTEST_CURRENT_TEST"):
        environment.pop(name, None)
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [*command, "--accounts", str(place / "accounts.json")],
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            text=True,
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), log.read_text(encoding="utf-8")
            found = Served(address, folder, state, tokens, log)
            _sign_in(found)
            yield found
        finally:
            process.terminate()
            process.wait(30)
            if process.stdout is not None:
                process.stdout.close()


def _sign_in(served: Served, name: str = "edgar") -> None:
    page = served.ask("GET", "/login")
    form = {"username": name, "password": PASSWORD[name], "next": "/", "form": form_of(page.text)}
    cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.items())
    answer = served.ask(
        "POST",
        "/login",
        body=urlencode(form),
        Content_Type="application/x-www-form-urlencoded",
        Origin=served.address.rstrip("/"),
        Cookie=cookie,
    )
    assert answer.status == 303, answer.text
    served.cookies = {name: value for name, value in answer.cookies.items() if value}


def test_settings_lie_where_only_their_owner_looks(served: Served) -> None:
    folder = served.state / "equipoise" / "workbench"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "cookie-key").stat().st_mode) == 0o600


def test_no_route_of_the_toolkit_answers_a_stranger(served: Served) -> None:
    paths = {re.sub(r"\{[^}]*\}", "x", str(getattr(route, "path", "/"))) for route in core.app.routes}
    paths |= {
        "/_nicegui/client/x/upload/1",
        "/_nicegui_ws/socket.io/?EIO=4&transport=polling",
        "/openapi.json",
        "/docs",
    }
    for path in paths - {"/favicon.ico"}:
        for method in ("GET", "POST", "PUT", "DELETE"):
            answer = served.ask(method, path or "/", Origin=served.address.rstrip("/"))
            assert answer.status in (303, 401), (method, path, answer.status)


def test_pages_load_nothing_from_elsewhere(served: Served) -> None:
    for slug in SLUGS:
        page = served.ask("GET", f"/case/ladder/{slug}", signed_in=True)
        assert page.status == 200, slug
        loaded = re.findall(r"""(?:src|href|from|import\()\s*[=\s]\s*["']((?:https?:)?//[^"']+)""", page.text)
        assert not loaded, (slug, loaded)
        assert "connect-src 'self'" in page.getheader("content-security-policy")
        assert page.getheader("cache-control") == "no-store"


def test_a_script_stored_in_a_case_is_text_on_every_page(served: Served) -> None:
    folder = served.folder / "wicked"
    shutil.copytree(served.folder / "ladder", folder)
    wicked = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    case = (folder / "case.yaml").read_text(encoding="utf-8")
    case = case.replace("title: A ladder of three", f"title: '{wicked}'").replace(
        "actor: Ruritania", f"actor: '{wicked}'"
    )
    case = case.replace("title: Interests", f"title: '{wicked}'").replace(
        "means: Has it both ways", f"means: '{wicked}'"
    )
    lever = '{title: \'x" onmouseover="alert(3)" y="\', path: decision_maker.advisers, range: [1, 6]}'
    (folder / "case.yaml").write_text(f"{case}levers:\n  wicked: {lever}\n", encoding="utf-8")
    evidence = (folder / "evidence.yaml").read_text(encoding="utf-8")
    (folder / "evidence.yaml").write_text(
        evidence.replace("what: A tariff is raised", f"what: '{wicked}'"), encoding="utf-8"
    )
    checked = served.ask("GET", "/api/v1/cases/wicked/check", signed_in=True)
    assert json.loads(checked.text)["counts"]["error"] == 0  # so that it is the case that is shown, not its faults
    for path in ("/", *(f"/case/wicked/{slug}" for slug in SLUGS), f"/case/{quote(wicked.replace('/', ''))}/brief"):
        page = served.ask("GET", path, signed_in=True)
        assert page.status == 200, path
        assert "<script>alert(1)" not in page.text, path
        assert "<img src=x" not in page.text, path
        assert not re.search(r"onmouseover\W{0,8}:", page.text), path  # an attribute of its own


@pytest.mark.parametrize(
    "path", ["/case/..%2f..%2fsecret/brief", "/case/%2e%2e/brief", "/case/nowhere/brief", "/case/ladder/..%2f"]
)
def test_no_page_leads_out_of_the_folder(served: Served, path: str) -> None:
    page = served.ask("GET", path, signed_in=True)
    assert page.status in (200, 307, 404)
    assert urlsplit(page.getheader("location") or served.address).netloc == served.host
    assert "A ladder of three" not in page.text


@pytest.mark.parametrize("name", ["../../pyproject.toml", "..%2f..%2fguard%2fgate.py", "nothing.css", "look.css.map"])
def test_assets_are_those_of_the_list(served: Served, name: str) -> None:
    assert served.ask("GET", f"/assets/{name}", signed_in=True).status in (303, 404)


def _socket(served: Served, *, cookie: str = "", origin: str | None = None) -> Any:
    headers = {"Cookie": cookie} if cookie else {}
    address = f"ws://{served.host}/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
    own: Any = origin or served.address.rstrip("/")
    return connect(address, origin=own, additional_headers=headers, open_timeout=30)


def _cookie(served: Served) -> str:
    return "; ".join(f"{name}={value}" for name, value in served.cookies.items())


def test_a_socket_opens_for_who_is_signed_in_and_for_nobody_else(served: Served) -> None:
    with _socket(served, cookie=_cookie(served)) as socket:
        assert str(socket.recv(timeout=30)).startswith("0{")
    for cookie, origin in (
        ("", None),
        ("equipoise_session=x", None),
        (_cookie(served), "http://evil.example"),
        (_cookie(served), "http://127.0.0.1:1"),
        (_cookie(served), "null"),
    ):
        with pytest.raises(InvalidStatus) as refused:
            _socket(served, cookie=cookie, origin=origin)
        assert refused.value.response.status_code == 403


def test_a_body_in_pieces_over_the_limit_ends_with_413(served: Served) -> None:
    pieces = iter([b"x" * 4096] * 3)
    answer = served.ask("POST", "/login", body=pieces, Transfer_Encoding="chunked", Origin=served.address.rstrip("/"))
    assert answer.status == 413


def test_the_token_of_a_program_works_and_its_role_holds(served: Served) -> None:
    for name, status in (("rosa", 403), ("edgar", 200)):
        answer = served.ask(
            "POST",
            "/api/v1/cases/ladder/edits",
            body=json.dumps({"set": {"title": "A ladder"}}),
            Authorization=f"Bearer {served.tokens[name]}",
            Content_Type="application/json",
        )
        assert answer.status == status, answer.text


def test_nothing_secret_was_written_to_the_log(served: Served) -> None:
    served.ask("GET", "/case/ladder/brief?token=super-secret")
    logged = served.log.read_text(encoding="utf-8")
    for secret in (*served.tokens.values(), *served.cookies.values(), *PASSWORD.values(), "super-secret"):
        assert secret not in logged
    assert "Traceback" not in logged


# --- what a page asks for by its socket ---

TRIED: tuple[Any, ...] = ([], ["+"], ["A changed text"], [True], [1], [{"key": "+", "value": "+"}], [0, "+"])
"""What is sent to every listener of a page: enough for somebody who may change the case to change it."""


def _tries_everything(served: Served, name: str, slug: str) -> None:
    """Send to each listener of a page what a browser could, whether its buttons are shown as open or not."""
    page = served.ask("GET", f"/case/ladder/{slug}", signed_in=True).text
    client = re.search(r"'client_id': '([0-9a-f-]{36})'", page)
    elements = re.search(r"parseElements\(String\.raw`(.*?)`\)", page, re.DOTALL)
    assert client is not None
    assert elements is not None
    query = {
        "client_id": client[1],
        "tab_id": f"{name}-{slug}",
        "document_id": f"{name}-{slug}",
        "next_message_id": 0,
        "implicit_handshake": "true",
    }
    address = f"ws://{served.host}/_nicegui_ws/socket.io/?EIO=4&transport=websocket&{urlencode(query)}"
    own: Any = served.address.rstrip("/")
    found = json.loads(
        elements[1].replace("&#36;", "$").replace("&#96;", "`").replace("&lt;", "<").replace("&gt;", ">")
    )
    listeners = [(int(key), event["listener_id"]) for key, one in found.items() for event in one.get("events", ())]
    assert listeners
    with connect(address, origin=own, additional_headers={"Cookie": _cookie(served)}, open_timeout=30) as socket:
        assert _heard(socket).startswith("0{")
        socket.send("40")
        assert _heard(socket).startswith("40{")
        for args in TRIED:
            for element, listener in listeners:
                told = {"id": element, "client_id": client[1], "listener_id": listener, "args": args}
                socket.send("42" + json.dumps(["event", told]))
        time.sleep(2)  # whatever came of it is written


def _heard(socket: ClientConnection) -> str:
    """The next packet that is no heartbeat; a heartbeat (`2`) is answered as the transport asks."""
    for _ in range(5):
        if (packet := str(socket.recv(timeout=30))) != "2":
            return packet
        socket.send("3")
    pytest.fail("the server sent nothing but heartbeats")


def _files(served: Served) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (served.folder / "ladder").rglob("*") if path.is_file()}


def test_a_reader_changes_nothing_whatever_is_sent_by_the_socket(served: Served) -> None:
    own, before = dict(served.cookies), _files(served)
    try:
        _sign_in(served, "rosa")
        for slug in SLUGS:
            _tries_everything(served, "rosa", slug)
            assert _files(served) == before, slug
        _sign_in(served, "anna")
        _tries_everything(served, "anna", "model")
        assert _files(served) == before
        _sign_in(served, "edgar")
        _tries_everything(served, "edgar", "model")
        assert _files(served) != before  # so that what was tried does change a case for somebody who may
    finally:
        served.cookies = own
