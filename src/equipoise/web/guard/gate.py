"""The gate: every request and every socket passes it first."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from equipoise.web.guard.asgi import App, Message, Receive, Scope, Send
from equipoise.web.guard.headers import HEADERS
from equipoise.web.guard.plain_page import send_problem, send_words

API = "/api/"
"""Where programs ask, which are told of everything in JSON."""

MOST_BYTES = 64 * 2**20
"""Of a request, uploads included."""
MOST_BYTES_UNDER = {"/login": 8 * 2**10, "/logout": 8 * 2**10, API: 17 * 2**20}
"""Of requests to paths that begin so: a name and a password; at most one file of a case, which has up to 16 MiB."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """Lets through what comes to the name the workbench was opened under, from its own pages, and is not too large.

    The name of the host is compared with those allowed, so that a page elsewhere that has its own name point here gets
    nothing (DNS rebinding); the very address a request arrived at is no name and always allowed. Nothing is answered
    to pages of another origin, whether they ask to change something or to read it; what changes anything on the
    strength of a cookie has to say which page it comes from (CSRF). A body is counted while it arrives, whatever its
    header says.
    """

    def __init__(self, app: App, *, hosts: Iterable[str]) -> None:
        self._app, self._hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, as ASGI asks."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        most = _most_bytes(scope["path"])
        refusal = self._refusal(scope, headers, most)
        if refusal is not None:
            await _refuse(scope, receive, send, *refusal)
            return
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        await _Counted(self._app, most).serve(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[bytes, str], most: int) -> tuple[int, str] | None:
        host = headers.get(b"host", "")
        if _CONTROL.search(scope["path"]):
            return 400, "an address has no control characters"
        if _name(host) not in self._hosts and not _is_own_address(_name(host), scope):
            return 421, "this workbench is not served under that name"
        origin = headers.get(b"origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "this request comes from a page elsewhere"
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS
        if changes and origin is None and b"cookie" in headers and b"authorization" not in headers:
            return 403, "this request does not say which page it comes from"
        length = headers.get(b"content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return 400, "the length of this request is no number"
        if len(length) > 18 or int(length) > most:
            return 413, _too_much(most)
        return None


class _Counted:
    """One request whose body is counted while it arrives.

    Over the limit the answer is given here, and the application is told that nobody is there any more: what it makes
    of that reaches nobody.
    """

    def __init__(self, app: App, most: int) -> None:
        self._app, self._most = app, most
        self._received = 0
        self._is_over = self._is_answered = False

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receiving() -> Message:
            if self._is_over:
                return {"type": "http.disconnect"}
            message = await receive()
            if message["type"] == "http.request":
                self._received += len(message.get("body", b""))
            if self._received > self._most:
                self._is_over = True
                if not self._is_answered:
                    await _answer(send, scope, 413, _too_much(self._most))
                return {"type": "http.disconnect"}
            return message

        async def sending(message: Message) -> None:
            if not self._is_over:
                self._is_answered = True
                await send(message)

        try:
            await self._app(scope, receiving, sending)
        except Exception:
            # An application that reads from somebody who is gone may say so in any way it likes.
            if not self._is_over:
                raise


def _most_bytes(path: str) -> int:
    return next((most for start, most in MOST_BYTES_UNDER.items() if path.startswith(start)), MOST_BYTES)


def _too_much(most: int) -> str:
    return f"more than {most // 2**20} MiB at once" if most >= 2**20 else f"more than {most // 2**10} KiB at once"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            there = {name.lower() for name, _ in given}
            message = {**message, "headers": [*given, *(header for header in HEADERS if header[0] not in there)]}
        await send(message)

    return sending


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
        return
    await _answer(_with_headers(send), scope, status, reason)


async def _answer(send: Send, scope: Scope, status: int, reason: str) -> None:
    # Closed behind the answer: what is left of the body is not worth reading.
    close = ((b"connection", b"close"),)
    if scope["path"].startswith(API):
        await send_problem(send, status, reason, headers=close)
    else:
        await send_words(send, status, reason, headers=close)


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()


def _is_own_address(name: str, scope: Scope) -> bool:
    """Whether a name is the very IP address that the request arrived at: nobody can have that point elsewhere."""
    server = (scope.get("server") or ("", None))[0]
    try:
        return ipaddress.ip_address(name.strip("[]")) == ipaddress.ip_address(server)
    except ValueError:
        return False
