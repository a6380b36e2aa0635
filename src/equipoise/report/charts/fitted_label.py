"""A label cut to its room."""

from __future__ import annotations

from dataclasses import replace

from equipoise.report.charts.canvas import Label


def fitted_label(label: Label, *, room: float) -> Label:
    """A label, cut with an ellipsis where it is wider than its room in pixels."""
    text = label.text
    while label.box.right - label.box.left > room and len(text) > 1:
        text = text[:-1].rstrip()
        label = replace(label, text=f"{text}…")
    return label
