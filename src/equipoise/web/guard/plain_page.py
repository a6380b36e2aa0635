"""Pages and answers of the guard: plain HTML without scripts, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from equipoise.web.guard.asgi import Send
from equipoise.web.guard.problem import MEDIA_TYPE, problem

PLAIN_POLICY = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = b"default-src 'none'; frame-ancestors 'none'"
NEVER_KEPT = (b"cache-control", b"no-store")

Headers = Iterable[tuple[bytes, bytes]]


def plain_page(title: str, content: str | Markup) -> str:
    """A page without scripts.

    Args:
        title: Its heading; escaped.
        content: What stands below; put in as it is.
    """
    return str(
        Markup(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<title>{title} · Equipoise</title>"
            '<link rel="stylesheet" href="/assets/look.css"><link rel="stylesheet" href="/assets/workbench.css">'
            '<link rel="stylesheet" href="/assets/login.css"></head>'
            '<body class="plain-page"><header class="top-bar"><span class="home">Equipoise</span></header>'
            '<main id="page"><h1>{title}</h1>{content}</main></body></html>'
        ).format(title=title, content=Markup(content))
    )


async def send_page(send: Send, status: int, page: str) -> None:
    """Answer with a page."""
    headers = ((b"content-type", b"text/html; charset=utf-8"), (b"content-security-policy", PLAIN_POLICY), NEVER_KEPT)
    await _answer(send, status, page.encode(), headers)


async def send_problem(send: Send, status: int, detail: str, hint: str = "", *, headers: Headers = ()) -> None:
    """Answer with an error as the API tells them."""
    body = json.dumps(problem(status, detail, hint)).encode()
    fixed = ((b"content-type", MEDIA_TYPE.encode()), (b"content-security-policy", DATA_POLICY), NEVER_KEPT)
    await _answer(send, status, body, (*fixed, *headers))


async def send_words(send: Send, status: int, words: str, *, headers: Headers = ()) -> None:
    """Answer with plain words."""
    await _answer(send, status, words.encode(), ((b"content-type", b"text/plain; charset=utf-8"), *headers))


async def send_redirect(send: Send, address: str, *, cookies: Iterable[str] = ()) -> None:
    """Answer with another address of this workbench, to be asked for by GET."""
    headers = [(b"location", address.encode("ascii")), NEVER_KEPT]
    headers += [(b"set-cookie", cookie.encode("ascii")) for cookie in cookies]
    await _answer(send, 303, b"", headers)


async def _answer(send: Send, status: int, body: bytes, headers: Headers) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [length, *headers]})
    await send({"type": "http.response.body", "body": body})
