"""Why a candidate is no evidence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from equipoise.web.pages.sitting import Sitting


class RejectPanel:
    """The panel that asks for the reason of a rejection.

    Args:
        sitting: The page.
        reject: Called to turn the candidate down.
    """

    def __init__(self, sitting: Sitting, reject: Callable[[], Awaitable[None]]) -> None:
        say = sitting.say
        with ui.element("div").classes("panel") as self.panel:
            self._reason = ui.input(say("Why it is no evidence")).props("dense outlined").classes("first")
            self._reason.on("keydown.enter", reject)
            ui.button(say("Reject"), on_click=reject).props("no-caps unelevated dense")

    @property
    def reason(self) -> str:
        """What is typed."""
        return str(self._reason.value or "")

    def clear(self) -> None:
        """Forget what was typed for another candidate."""
        self._reason.value = ""
