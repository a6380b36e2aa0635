"""Changing a page from whichever thread has something to tell: the toolkit's elements belong to the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from nicegui import Client, core


def in_browser(client: Client, action: Callable[[], object]) -> None:
    """Do something in the page of a client: at once on the event loop, as its next step from any other thread.

    Numbers are found in threads and the API changes cases in threads; two of them at one page would mix up its parts.
    Nothing is done for a browser that has left meanwhile.
    """
    if _on_the_loop() or core.loop is None:
        _act(client, action)
        return
    with suppress(RuntimeError):  # the workbench has just been stopped, and nobody looks any more
        core.loop.call_soon_threadsafe(_act, client, action)


def _act(client: Client, action: Callable[[], object]) -> None:
    if not client.is_deleted:
        client.safe_invoke(action)


def _on_the_loop() -> bool:
    try:
        return asyncio.get_running_loop() is core.loop
    except RuntimeError:
        return False
