"""The built-in case, assessed by the engine, in every form a report takes."""

import re

from equipoise.report.columns import width
from equipoise.report.document.outline import document
from equipoise.report.terminal import render as render_terminal
from equipoise.report.view import view
from report.forms import page
from report.geometry import clashes, shapes_outside
from report.known_numbers import unknown_numbers
from report.pages import read_page, text_of


def test_the_built_in_case_is_reported_whole(built_in):
    shown = view(built_in)
    for chart in document(shown).charts():
        assert clashes(chart) == []
        assert shapes_outside(chart) == []
    html, text = page(shown), render_terminal(shown)
    assert not read_page(html).all("script")
    assert unknown_numbers(built_in, text_of(html)) == []
    assert unknown_numbers(built_in, text) == []
    for columns in (40, 60, 80, 120):
        assert max(width(line) for line in render_terminal(shown, width=columns).splitlines()) < min(columns, 80)
    for part in (
        "How close does Beijing stand to Moscow",
        "now                 on 31 Mar 2024",
        "ever by 31 Mar 2024",
        "no evidence  half rating strength  nothing changes",
        "Moved it most",
        "Origins that several reports share",
        "urprised the model",
        "no reports in ",
        "equipoise report sino-russian -o brief.html",
    ):
        assert part in text
    assert re.search(r"^Straddle +\d+ % .*\d+ % ", text, re.MULTILINE)
