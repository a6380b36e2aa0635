"""What has gone wrong with what a page rests on, loudly and with what to do about it."""

from __future__ import annotations

from markupsafe import Markup

from equipoise.errors import EquipoiseError


def alert_markup(error: EquipoiseError, *, first: str = "") -> Markup:
    """An error with its findings and its hint.

    Args:
        error: The error.
        first: What it means for the reader, said before it; empty where the error says that itself.
    """
    words = (first, str(error)) if first else (str(error),)
    lines = Markup('<p class="strong">{}</p>').format(words[0])
    lines += Markup("").join(Markup("<p>{}</p>").format(line) for line in words[1:])
    lines += Markup("").join(
        Markup('<p class="finding">{}</p>').format(str(one)) for one in getattr(error, "findings", ())
    )
    return Markup('<div class="loud">{}<p>{}</p></div>').format(lines, error.hint)
