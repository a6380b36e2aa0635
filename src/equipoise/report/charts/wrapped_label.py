"""Text broken into labels that fit a room, for titles that take more than one line."""

from __future__ import annotations

from equipoise.report.charts.canvas import Label
from equipoise.report.charts.fitted_label import fitted_label
from equipoise.report.charts.text_width import text_width


def wrapped_lines(text: str, *, room: float, most: int) -> list[str]:
    """Lines of at most so many pixels, broken at spaces; what does not fit ends in an ellipsis.

    Args:
        text: One paragraph.
        room: Width of a line in pixels.
        most: Greatest number of lines.
    """
    lines = [""]
    words = text.split(" ")
    for index, word in enumerate(words):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if not lines[-1] or text_width(longer) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[index:]])
            break
    return [fitted_label(Label(0, 0, line), room=room).text for line in lines]
