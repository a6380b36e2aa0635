"""What comes of reading a document, and what is said where it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from equipoise.documents.description import Description
from equipoise.documents.frozen_text import FrozenText
from equipoise.documents.media_type import MediaType
from equipoise.errors import EquipoiseError

Progress = Callable[[str], None]


class UnreadableDocumentError(EquipoiseError):
    """A document out of which no text can be had. The message says why, `hint` what to do about it."""


@dataclass(frozen=True)
class Reading:
    """A document as it was read.

    Attributes:
        text: Its text.
        media_type: What kind of file it is.
        stated: What the file itself says of the document, in fields made for it.
        notes: What a person should know of the reading, in sentences without a full stop.
        read_by: The library that made the text, with its version; empty where the text is that of the file.
        pages: How many pages it has; None where it has none.
    """

    text: FrozenText
    media_type: MediaType
    stated: Description = field(default_factory=Description)
    notes: tuple[str, ...] = ()
    read_by: str = ""
    pages: int | None = None


def needs_extra(package: str, what: str) -> UnreadableDocumentError:
    """That a kind of document needs a package which a plain installation leaves out."""
    return UnreadableDocumentError(
        f"reading {what} needs the package {package}, which is not installed",
        hint="run: pip install 'equipoise[docs]'",
    )


def read_by(package: str) -> str:
    """Name and version of a package, as a record keeps it."""
    from importlib.metadata import version

    return f"{package} {version(package)}"
