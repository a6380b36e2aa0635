"""Markup with its numbers traced and its words explained, shown as soon as it is made: nobody waits for it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable

from markupsafe import Markup
from nicegui import ui

from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.traced_numbers import traced
from equipoise.web.parts.word_help import with_help


def show_traced(sitting: Sitting, make: Callable[[], Markup], *, of: str = "") -> None:
    """Show markup whose every number leads to where it comes from.

    Args:
        sitting: The page.
        make: Makes the markup; called in a thread, as a long brief takes longer than a page may stand still.
        of: What its numbers are of, where it has no sections that say so.
    """
    shown = ui.html("", sanitize=False)

    async def fill() -> None:
        shown.set_content(str(await to_thread(lambda: explained(sitting, make(), of=of))))

    ui.timer(0.0, fill, once=True)


def explained(sitting: Sitting, markup: Markup, *, of: str = "") -> Markup:
    """Markup of a page with its numbers traced and its words explained."""
    return with_help(traced(markup, sitting.address, of=of), sitting.address)
