"""Signing in and out: plain forms, sent by POST, that every password manager knows."""

from __future__ import annotations

import hashlib
import hmac
import logging
import math
import re
import secrets
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from equipoise.web.guard.asgi import Scope
from equipoise.web.guard.door import SIGN_IN, Keys, cookies_of, own_path
from equipoise.web.guard.person import SESSION, person_of
from equipoise.web.guard.plain_page import PLAIN_POLICY, plain_page
from equipoise.web.guard.registry import AccountBook
from equipoise.web.guard.throttle import Throttle

SIGN_OUT = "/logout"
FORM_COOKIE = "equipoise_form"
"""Ties a form to the browser it was given to, before anybody has signed in there."""

_LOG = logging.getLogger("equipoise.web")
_MOST_FIELDS = 8
_FORM_ID = re.compile(r"[A-Za-z0-9_-]{43}")
_WRONG = "Name or password is wrong."


class SignIn:
    """The forms of one workbench.

    Args:
        book: Who may sign in.
        keys: Where sessions are kept.
        throttle: What slows down whoever guesses.
    """

    def __init__(self, book: AccountBook, keys: Keys, throttle: Throttle | None = None) -> None:
        self._book, self._keys, self._throttle = book, keys, throttle or Throttle()
        self._secret = secrets.token_bytes(32)

    def add_to(self, application: FastAPI) -> None:
        """Give the forms their addresses."""
        forms: dict[str, Any] = {"include_in_schema": False}
        application.get(SIGN_IN, **forms)(self.show)
        application.post(SIGN_IN, **forms)(self.sign_in)
        application.get(SIGN_OUT, **forms)(self.show_sign_out)
        application.post(SIGN_OUT, **forms)(self.sign_out)

    async def show(self, request: Request) -> Response:
        """The form; whoever is signed in already goes on."""
        going_to = own_path(request.query_params.get("next", "/"))
        if self._keys.holder(self._keys.session_of(request.scope)) is not None:
            return RedirectResponse(going_to, 303)
        return self._form(request.scope, going_to)

    async def sign_in(self, request: Request) -> Response:
        """Take name and password; the answer is the same whichever of them is wrong."""
        sent = await _fields(request)
        name, going_to = sent.get("username", ""), own_path(sent.get("next", "/"))
        if not self._is_ours(sent.get("form", ""), cookies_of(request.scope).get(FORM_COOKIE, "")):
            return self._form(request.scope, going_to, "This form was out of date. Try again.", 403)
        address = request.client.host if request.client is not None else ""
        wait = self._throttle.begin(name, address)
        if wait > 0:
            seconds = math.ceil(wait)
            told = f"Too many failed tries. Wait {seconds} s, then try again."
            return self._form(request.scope, going_to, told, 429, headers={"retry-after": str(seconds)})
        found = await run_in_threadpool(self._book.sign_in, name, sent.get("password", ""))
        if found is None:
            # A name that is none may be a password in the wrong field, so it is not logged.
            whom = f"as {name}" if self._book.knows(name) else "under an unknown name"
            _LOG.warning("refused to sign in %s from %s", whom, address)
            return self._form(request.scope, going_to, _WRONG, 403)
        self._throttle.passed(name, address)
        person, stamp = found
        before = self._keys.session_of(request.scope)
        if before is not None:
            self._keys.sessions.end(before.key)
        answer = RedirectResponse(going_to, 303)
        answer.headers.append(
            "set-cookie", self._keys.cookie(request.scope, self._keys.sessions.begin(person.name, stamp))
        )
        answer.headers.append("set-cookie", self._form_cookie(""))
        return answer

    async def show_sign_out(self, request: Request) -> Response:
        """Ask whether to sign out."""
        content = Markup(
            '<p>Signed in as <strong>{name}</strong> ({role}).</p><form method="post" action="{action}">'
            '<input type="hidden" name="form" value="{form}"><button>Sign out</button></form>'
            '<p><a href="/">Back to the cases</a></p>'
        )
        person = person_of(request.scope)
        key = str(request.scope.get(SESSION) or "")
        filled = content.format(name=person.name, role=person.role, action=SIGN_OUT, form=self._signed(key))
        return _page("Sign out", filled)

    async def sign_out(self, request: Request) -> Response:
        """End the session, and close whatever is open with it."""
        key = str(request.scope.get(SESSION) or "")
        if not self._is_ours((await _fields(request)).get("form", ""), key):
            return await self.show_sign_out(request)
        self._keys.sessions.end(key)
        answer = RedirectResponse(SIGN_IN, 303)
        answer.headers.append("set-cookie", self._keys.cookie(request.scope, ""))
        # Pages in the browser's memory go with the person who saw them.
        answer.headers["clear-site-data"] = '"cache"'
        return answer

    # --- the form ---

    def _form(
        self,
        scope: Scope,
        going_to: str,
        wrong: str = "",
        status: int = 200,
        *,
        headers: dict[str, str] | None = None,
    ) -> Response:
        # The one that is there serves for the forms of all tabs; what it is worth ends with the workbench.
        there = cookies_of(scope).get(FORM_COOKIE, "")
        cookie = there if _FORM_ID.fullmatch(there) else secrets.token_urlsafe(32)
        alert = Markup('<p role="alert" class="wrong">{}</p>').format(wrong) if wrong else Markup("")
        content = Markup(
            '{alert}<form method="post" action="{action}" class="sign-in">'
            '<label for="username">Name</label>'
            '<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" '
            "required autofocus>"
            '<label for="password">Password</label>'
            '<input id="password" name="password" type="password" autocomplete="current-password" required>'
            '<input type="hidden" name="next" value="{next}"><input type="hidden" name="form" value="{form}">'
            "<button>Sign in</button></form>"
        ).format(alert=alert, action=SIGN_IN, next=going_to, form=self._signed(cookie))
        answer = _page("Sign in", content, status)
        answer.headers.append("set-cookie", self._form_cookie(cookie))
        answer.headers.update(headers or {})
        return answer

    def _form_cookie(self, value: str) -> str:
        secure = "; Secure" if self._keys.secure else ""
        return (
            f"{FORM_COOKIE}={value}; Path={SIGN_IN}; HttpOnly; SameSite=Strict{secure}; Max-Age={3600 if value else 0}"
        )

    def _signed(self, value: str) -> str:
        return hmac.new(self._secret, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def _is_ours(self, signature: str, value: str) -> bool:
        return bool(value) and hmac.compare_digest(
            signature.encode("utf-8", "surrogatepass"), self._signed(value).encode()
        )


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form; none where what was sent is none. The gate has bounded its length."""
    try:
        text = (await request.body()).decode("utf-8")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except (UnicodeDecodeError, ValueError):
        return {}


def _page(title: str, content: Markup, status: int = 200) -> Response:
    answer = HTMLResponse(plain_page(title, content), status)
    answer.headers["content-security-policy"] = PLAIN_POLICY.decode()
    answer.headers["cache-control"] = "no-store"
    return answer
