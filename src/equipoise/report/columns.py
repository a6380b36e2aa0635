"""Text by display columns: East Asian wide characters fill two, combining marks none.

Width follows Unicode East Asian Width (UAX 11): wide and fullwidth count two, all else that is shown one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

ELLIPSIS = "…"
NO_BREAK = "\u00a0\u202f"

_ASCII = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "─": "-", "●": "o", "·": "-",
    "…": ".", "∞": "inf",
}  # fmt: skip


def printable(text: str) -> str:
    """Text that a terminal only shows: nothing in it moves the cursor, colours or reorders; no-break spaces stay."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character in NO_BREAK:
            kept.append(character)
        elif character.isspace() or category == "Cc":
            kept.append(" ")
        elif category not in ("Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    return "".join(kept)


def breaking(text: str) -> str:
    """Text with ordinary spaces for no-break ones, once its lines are made."""
    return text.translate({ord(space): " " for space in NO_BREAK})


def ascii_only(text: str) -> str:
    """Text in ASCII: accents dropped, typographic signs replaced, `?` for what has no such form."""
    replaced = "".join(_ASCII.get(character, character) for character in text)
    plain = unicodedata.normalize("NFKD", breaking(replaced))
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return kept.encode("ascii", "replace").decode("ascii")


def in_blocks(blocks: Iterable[Sequence[str]], *, ascii: bool) -> str:
    """Blocks of lines as text, an empty line between two; empty blocks are left out.

    Args:
        blocks: The blocks, each line already as short as it has to be.
        ascii: Use ASCII only, for a terminal that can show no more.
    """
    text = "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block)
    return ascii_only(text) if ascii else breaking(text)


def width(text: str) -> int:
    """Display columns of a text."""
    return sum(_columns(character) for character in text)


def padded(text: str, columns: int) -> str:
    """Text with spaces up to so many columns; text that is too long is trimmed."""
    fitted = trimmed(text, columns)
    return fitted + " " * (columns - width(fitted))


def trimmed(text: str, columns: int) -> str:
    """Text cut to so many columns, with an ellipsis where something was cut."""
    if width(text) <= columns:
        return text
    if columns <= 0:
        return ""
    kept, used = [], 1
    for character in text:
        used += _columns(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def wrapped(text: str, columns: int, *, most: int | None = None) -> list[str]:
    """Text in lines of at most so many columns, broken at spaces, inside a word only where it must be.

    Args:
        text: One paragraph.
        columns: Width of a line, at least 2 so that a wide character fits.
        most: Greatest number of lines; the last one then ends in an ellipsis.
    """
    lines: list[str] = []
    line = ""
    # Not `split()`, which would break at a no-break space too.
    for word in (piece for whole in text.split(" ") if whole for piece in _pieces(whole, columns)):
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
        else:
            lines.append(line)
            line = word
    lines.append(line)
    if most is not None and len(lines) > most:
        return [*lines[: most - 1], _cut(lines[most - 1], columns)]
    return lines


def _cut(line: str, columns: int) -> str:
    """A line that ends in an ellipsis, whatever its length."""
    return trimmed(line, columns - 1).removesuffix(ELLIPSIS) + ELLIPSIS


def _pieces(word: str, columns: int) -> list[str]:
    """A word in parts that each fit a line."""
    parts, part = [], ""
    for character in word:
        if part and width(part) + _columns(character) > columns:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
