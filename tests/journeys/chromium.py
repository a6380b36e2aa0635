"""A person at a browser: a real Chromium whose tabs note down whatever a person should never meet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""What Chromium is called, by system."""

WAIT_MS = 20_000
"""How long something may take to be seen. A busy machine is no failure; what never comes is."""

HERE = "127.0.0.1"


def chromium() -> str:
    """The program; without one the test is skipped."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"needs Chromium: none of {', '.join(NAMES)} is on the path")
    return found


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A browser without a window."""
    program = chromium()
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


class Person:
    """Somebody with a browser of their own: their cookies, their tab, and what went wrong in it."""

    def __init__(self, browser: Browser, address: str, **settings: object) -> None:
        self.faults: list[str] = []
        self.address = address
        self.context = browser.new_context(**settings)  # type: ignore[arg-type]
        self.context.set_default_timeout(WAIT_MS)
        self._watch(self.context)
        self.tab: Page = self.context.new_page()
        self.tab.on("websocket", lambda socket: self._asked(socket.url))

    def opens(self, path: str) -> Page:
        """Go to a page of the workbench and wait until it is alive: until then nothing on it answers."""
        self.tab.goto(self.address + path)
        self.waits_until_alive()
        return self.tab

    def waits_until_alive(self) -> None:
        """Wait until the page has its connection."""
        self.tab.wait_for_function("() => window.socket && window.socket.connected && document.querySelector('main')")

    def leaves(self) -> None:
        """Close the browser."""
        self.context.close()

    def _watch(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != HERE:
            self.faults.append(f"asked beyond this machine: {url}")

    def _failed(self, request: Request) -> None:
        # A page that is left lets go of what it was still loading; so does one that is taken away as a file.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.method} {_path(request.url)}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"answered {response.status}: {_path(response.url)}")


def taken(page: Page, button: str, place: Path) -> Path:
    """Press a button that gives a file to take away; the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    path = place / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def _path(url: str) -> str:
    """Of an address, what may stand in a log: no token."""
    return urlsplit(url).path
