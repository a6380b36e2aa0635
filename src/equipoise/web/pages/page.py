"""What a page of a case is, to the frame around it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from equipoise.web.pages.sitting import Sitting


@dataclass(frozen=True)
class Page:
    """A page of a case.

    Attributes:
        slug: Its name in an address.
        title: Its name in the row of pages, in English.
        build: Builds its content inside the frame.
        scripts: Files of ours in `assets` that it needs, behind `workbench.js`.
    """

    slug: str
    title: str
    build: Callable[[Sitting], Awaitable[None] | None]
    scripts: tuple[str, ...] = ()
