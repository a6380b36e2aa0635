"""Visits to the workbench by the toolkit's user, without a browser."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import httpx
from nicegui import Client, app, background_tasks, core, events, ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction
from nicegui.testing.user_simulation import user_simulation

from equipoise.web.pages import register_pages
from equipoise.web.workspace.workspace import Workspace

Visit = Callable[[User, Workspace], Awaitable[None]]
Visiting = Callable[[Visit], None]


async def visited(visit: Visit, workspace: Workspace) -> None:
    """Open a workbench, do what a visit does, and close it; whatever a page raised on the way is raised here."""
    raised: list[Exception] = []
    async with user_simulation(lambda: None) as user:
        app.on_exception(raised.append)
        user.download.content = partial(_take_away, user)  # type: ignore[method-assign]  # it takes a text for an address
        register_pages(workspace)
        try:
            await visit(user, workspace)
        finally:
            workspace.close()
            await _leave()
            # The toolkit forgets the modules that pages were made in: tests behind this one would get others.
            Client.page_routes.clear()
    if raised:
        raise raised[0]


@asynccontextmanager
async def another_person() -> AsyncIterator[User]:
    """Somebody at another browser, while a visit goes on."""
    transport = httpx.ASGITransport(core.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        user = User(client)
        user.download.content = partial(_take_away, user)  # type: ignore[method-assign]
        yield user


def _take_away(user: User, content: bytes | str, *_: Any) -> None:
    user.download(content if isinstance(content, bytes) else content.encode())


async def _leave() -> None:
    """Let every browser leave and end what their pages have begun, so that the next visit meets nothing of it."""
    for client in list(Client.instances.values()):
        for socket in list(client._socket_to_document_id):
            client.handle_disconnect(socket)
        client.delete()
    await background_tasks.teardown()


async def until(is_so: Callable[[], Any], *, seconds: float = 30.0) -> None:
    """Wait until something is so: what a page does in a thread or a process takes its time."""
    for _ in range(round(seconds / 0.05)):
        if is_so():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to be")


def press(user: User, key: str) -> None:
    """Press a key, which is to click the button that is marked with it."""
    (button,) = [one for one in elements(user, ui.button) if one.props.get("data-key") == key]
    click_on(user, button)


def click(user: User, words: str) -> None:
    """Click the one button of these words."""
    (button,) = [one for one in elements(user, ui.button) if one.text == words]
    click_on(user, button)


def click_on(user: User, button: ui.button) -> None:
    """Click a button, which must be one that can be clicked."""
    assert button.enabled, button
    UserInteraction(user, {button}, None).click()


def choose(user: User, chosen: Any, value: Any) -> None:
    """Choose in a select, a checkbox or a switch."""
    assert user.client is not None
    with user.client:
        chosen.value = value


def leave(user: User, typed_in: Any) -> None:
    """Leave a field behind: what was typed in it is taken."""
    UserInteraction(user, {typed_in}, None).trigger("blur")


def browser_says(user: User, event: str, args: Any) -> None:
    """What a script of ours in the browser would tell the page."""
    assert user.client is not None
    page = user.client.layout
    with user.client:
        for listener in list(page._event_listeners.values()):
            if listener.type == event:
                arguments = events.GenericEventArguments(sender=page, client=user.client, args=args)
                events.handle_event(listener.handler, arguments)


def field(user: User, label: str) -> Any:
    """The input of a label; the last where several have it."""
    return [one for one in elements(user, ui.element) if label in _labels(one)][-1]


def typed(user: User, label: str) -> str:
    """What stands in the input of a label; empty where there is none yet."""
    found = [one for one in elements(user, ui.element) if label in _labels(one)]
    return str(found[-1].value or "") if found else ""


def shown(user: User) -> str:
    """Markup and labels of the page that are not hidden, in order."""
    parts = [
        one.content if isinstance(one, ui.html) else one.text
        for one in elements(user, ui.element)
        if isinstance(one, ui.html | ui.label) and one.visible
    ]
    return "\n".join(parts)


def words(user: User) -> str:
    """What a person reads on the page: what is shown without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", shown(user)))


def has_button(user: User, words: str) -> bool:
    """Whether there is a button of these words that can be clicked."""
    return any(one.text == words and one.enabled and one.visible for one in elements(user, ui.button))


def elements(user: User, kind: type[Any]) -> Iterable[Any]:
    """All elements of a kind, in order of their making."""
    assert user.client is not None
    return [one for _, one in sorted(user.client.elements.items()) if isinstance(one, kind)]


def _labels(element: Any) -> tuple[Any, Any]:
    return element.props.get("label"), element.props.get("aria-label")
