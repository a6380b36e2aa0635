"""The door: finds out who asks, and lets nobody else in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from equipoise.web.guard.asgi import App, Message, Receive, Scope, Send
from equipoise.web.guard.gate import API
from equipoise.web.guard.network import network_of
from equipoise.web.guard.pace import Pace
from equipoise.web.guard.person import PERSON, SESSION
from equipoise.web.guard.plain_page import plain_page, send_page, send_problem, send_redirect
from equipoise.web.guard.registry import OneToken, Registry
from equipoise.web.guard.sessions import Session, Sessions
from equipoise.web.workspace.people import ALONE, Person

SIGN_IN = "/login"
TOKEN = "token"
"""What the printed address of a workbench for one person carries its token as."""

_OPEN_TO_ALL = re.compile(r"/login|/favicon\.ico|/assets/[a-z_]+\.(css|js)")
"""The form to sign in, our own style and scripts, and an icon: they say nothing of any case."""


@dataclass(frozen=True)
class Keys:
    """What opens the door.

    Attributes:
        registry: Who may enter.
        sessions: Who has signed in.
        secure: Whether browsers reach the workbench by https, so that a cookie never travels any other way.
        pace: How fast programs may ask.
    """

    registry: Registry
    sessions: Sessions = field(default_factory=Sessions)
    secure: bool = False
    pace: Pace = field(default_factory=Pace)

    def cookie_name(self, scope: Scope) -> str:
        """Name of the cookie of a session. Cookies of one host are shared by its ports, so the port is in it."""
        port = (scope.get("server") or ("", None))[1]
        # The prefix keeps other hosts of the same domain from setting it (RFC 6265bis, 4.1.3.2).
        return f"{'__Host-' if self.secure else ''}equipoise_session_{port or 0}"

    def cookie(self, scope: Scope, session_id: str) -> str:
        """What sets the cookie of a session; an empty id takes it away."""
        parts = [f"{self.cookie_name(scope)}={session_id}", "Path=/", "HttpOnly", "SameSite=Strict"]
        parts += ["Secure"] if self.secure else []
        parts.append(f"Max-Age={int(self.sessions.longest) if session_id else 0}")
        return "; ".join(parts)

    def session_of(self, scope: Scope) -> Session | None:
        """The session that a request comes with; None where there is none that holds."""
        session_id = cookies_of(scope).get(self.cookie_name(scope))
        return self.sessions.find(session_id) if session_id else None

    def holder(self, session: Session | None) -> Person | None:
        """Who a session belongs to at this moment."""
        if session is None or self.sessions.still(session.key) is None:
            return None
        return self.registry.holder(session.name, session.stamp)


class Door:
    """Lets in whoever comes with a session or, to the API, with a token; what is open to all needs neither.

    A page without either leads to the form to sign in, the API answers 401, a socket is refused. A socket is closed as
    soon as its session ends or its person may do something else than when it was opened.
    """

    def __init__(self, app: App, *, keys: Keys) -> None:
        self._app, self._keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, as ASGI asks."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if _OPEN_TO_ALL.fullmatch(path):
            await self._app(scope, receive, send)
            return
        if await self._opened_by_token(scope, receive, send):
            return
        session = self._keys.session_of(scope)
        person = self._keys.holder(session)
        if person is None and path.startswith(API):
            session, person = None, self._by_bearer(scope)
        if path.startswith(API) and scope["type"] == "http" and await self._is_too_fast(scope, send, person):
            return
        if person is None:
            await self._refuse(scope, receive, send)
            return
        known = {**scope, PERSON: person, SESSION: session.key if session is not None else None}
        if session is None or scope["type"] == "http":
            if session is not None:
                self._keys.sessions.touch(session)
            await self._app(known, receive, send)
            return
        await self._serve_socket(known, receive, send, session, person)

    # --- who asks ---

    def _by_bearer(self, scope: Scope) -> Person | None:
        scheme, _, token = header(scope, b"authorization").partition(" ")
        return self._keys.registry.by_token(token.strip()) if scheme.lower() == "bearer" else None

    async def _is_too_fast(self, scope: Scope, send: Send, person: Person | None) -> bool:
        """Answer 429 where too much is asked: by a person, or by those at one address who have no key."""
        address = (scope.get("client") or ("", 0))[0]
        who = f"person {person.name}" if person is not None else f"address {network_of(address)}"
        wait = math.ceil(self._keys.pace.begin(who))
        if wait > 0:
            told = (b"retry-after", str(wait).encode())
            await send_problem(send, 429, "too many requests", f"wait {wait} s, then go on", headers=(told,))
        return wait > 0

    async def _opened_by_token(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Take the token out of the address, where there is one, and put a session in its place."""
        registry = self._keys.registry
        if not isinstance(registry, OneToken) or scope["type"] != "http" or scope["method"] != "GET":
            return False
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = dict(query).get(TOKEN)
        if token is None or scope["path"].startswith(API):
            return False
        rest = urlencode([(name, value) for name, value in query if name != TOKEN])
        address = own_path(quote(scope["path"])) + (f"?{rest}" if rest else "")
        opened = registry.opens(token)
        if not opened and self._keys.holder(self._keys.session_of(scope)) is None:
            return False
        # A token that does not hold is taken out of the address all the same where the session does.
        cookie = [self._keys.cookie(scope, self._keys.sessions.begin(ALONE.name))] if opened else []
        await send_redirect(send, address, cookies=cookie)
        return True

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "not signed in"})
        elif scope["path"].startswith(API):
            await send_problem(
                send,
                401,
                "this needs a token, or a signed-in browser",
                "send the header Authorization: Bearer TOKEN; docs/rest-api.md says where a token comes from",
                headers=((b"www-authenticate", b"Bearer"),),
            )
        elif isinstance(self._keys.registry, OneToken):
            await send_page(send, 403, _ASK_FOR_TOKEN)
        elif scope["method"] in ("GET", "HEAD") and not scope["path"].startswith("/_nicegui"):
            query = scope["query_string"].decode("latin-1")
            back = quote(scope["path"]) + (f"?{query}" if query else "")
            await send_redirect(send, f"{SIGN_IN}?{urlencode({'next': back})}")
        else:
            await send_problem(send, 401, "you are not signed in", f"sign in at {SIGN_IN}")

    # --- sockets ---

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send, session: Session, person: Person) -> None:
        """Serve a socket for as long as its session lasts and its person stays who they were."""
        closed = False

        def is_over() -> bool:
            return closed or self._keys.holder(session) != person

        async def close() -> None:
            nonlocal closed
            if not closed:
                closed = True
                await send({"type": "websocket.close", "code": 1008, "reason": "signed out"})

        async def receiving() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                if is_over():
                    await close()
                    return {"type": "websocket.disconnect", "code": 1008, "reason": "signed out"}
                if _is_done_by_person(message):
                    self._keys.sessions.touch(session)
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "websocket.send" and is_over():
                await close()
            elif not closed:
                await send(message)

        await self._app(scope, receiving, sending)


def cookies_of(scope: Mapping[str, object]) -> dict[str, str]:
    """Cookies of a request; none where they cannot be read."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header(scope, b"cookie"))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def header(scope: Mapping[str, object], name: bytes) -> str:
    """A header of a request; empty where it is not there."""
    headers = scope["headers"]
    assert isinstance(headers, list | tuple)
    found = (value for key, value in headers if key.lower() == name)
    return str(next(found, b"").decode("latin-1"))


def own_path(address: str) -> str:
    """A path of this workbench, whatever was asked for: nothing that a browser would take for another host."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_own and "\\" not in address else "/"


def _is_done_by_person(message: Message) -> bool:
    """Whether a message of a socket is a click or a key. Heartbeats must not keep a left browser signed in."""
    return str(message.get("text") or "").startswith('42["event"')


_ASK_FOR_TOKEN = plain_page(
    "Not open",
    "<p>This workbench is open to whoever started it. Use the address that <code>equipoise serve</code> printed: it "
    "ends in <code>?token=…</code>.</p>",
)
