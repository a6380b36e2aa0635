"""The typesetter: text of its language in, pages or pictures out; no network, no clock, no setting of the machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from equipoise.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

PIXELS_PER_INCH = 192.0
"""Of a picture: twice what a screen shows, so that print is sharp."""
POINTS_PER_PIXEL = 0.75

_COVERED = 0x0530, 0x1E00, 0x2C00
"""The typesetter's own faces have the scripts below the first sign and between the other two: Latin, Greek, Cyrillic,
punctuation, mathematics."""


def pdf(source: str) -> bytes:
    """A file of pages; the same source gives the same bytes where the typesetter's own faces have every sign."""
    return _typst().compile(source.encode(), format="pdf", ignore_system_fonts=_has_every_sign(source))  # type: ignore[no-any-return]


def pictures(drawings: Sequence[str]) -> list[bytes]:
    """SVG files as PNG files, in one run."""
    if not drawings:
        return []
    pages = "\n#pagebreak()\n".join(f'#image(bytes({string(svg)}), format: "svg")' for svg in drawings)
    source = f"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n{pages}"
    own = _has_every_sign(source)
    made = _typst().compile(source.encode(), format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=own)
    return list(made) if isinstance(made, list) else [made]


def string(text: str) -> str:
    """A string of the typesetter's language: whatever is in it is text and never markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def needs_extra(name: str, suffix: str) -> UsageError:
    """That a form needs packages which a plain installation leaves out."""
    return UsageError(
        f"a {suffix} report needs the package {name}, which is not installed",
        hint="run: pip install 'equipoise[report]'",
    )


def _typst() -> ModuleType:
    try:
        import typst
    except ModuleNotFoundError as error:
        raise needs_extra("typst", ".pdf or .docx") from error
    return typst


def _has_every_sign(text: str) -> bool:
    """Whether faces of the machine are not needed; they are looked at only where they are."""
    first, second, third = _COVERED
    return all(ord(sign) < first or second <= ord(sign) < third for sign in set(text))
