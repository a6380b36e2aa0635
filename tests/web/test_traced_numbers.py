"""Every number of a page is a link to where it comes from, and nothing else is."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from equipoise.web.parts.traced_numbers import traced


def address(page: str, **parameters: str) -> str:
    return f"/case/own/{page}?{urlencode(parameters)}"


def links(markup: str) -> list[dict[str, str]]:
    """What the link of each number says of it."""
    found = re.findall(r'<a class="traced" href="([^"]*)">', traced(markup, address))
    return [dict(parse_qsl(urlsplit(unescape(href)).query)) for href in found]


def numbers(markup: str) -> list[str]:
    return [link["number"] for link in links(markup)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is 83\u202f% (74\u201390), very likely.", ["83\u202f% (74\u201390)"]),
        ("Overt support 15\u202f% and arming &lt;1\u202f%.", ["15\u202f%", "<1\u202f%"]),
        ("By +2.1 dB, or \u22120.3.", ["+2.1 dB", "\u22120.3"]),
        ("Tips at 0.35 (0.22\u20130.51).", ["0.35 (0.22\u20130.51)"]),
        ("On 31 March 2024, or 2024-03-31, of 12 items.", []),
        ("Brackets hold the central 80\u202f% range.", []),
        ("Brackets hold the central <b>80\u202f%</b> range; two are cropped at 40\u202f%.", []),
        ("Version 0.12.3 of A&#39;s length", []),
    ],
)
def test_a_number_is_found_and_a_date_is_not(text: str, found: list[str]) -> None:
    assert numbers(f"<p>{text}</p>") == found


def test_text_is_the_same_with_and_without_links() -> None:
    markup = '<section id="course"><h2>At 83\u202f%</h2><p>&lt;1\u202f% &amp; <b>+2.0 dB</b> 5</p></section>'
    assert re.sub(r"</?a[^>]*>", "", traced(markup, address)) == markup


def test_a_link_says_what_stands_around_its_number() -> None:
    (link,) = links(
        '<section id="evidence"><table><thead><tr><th scope="col">What</th><th scope="col">Overt, dB</th></tr></thead>'
        '<tbody><tr class="s3"><th scope="row">State banks <b>held back</b></th><td class="num">+0.7</td></tr></tbody>'
        "</table></section>"
    )
    assert link == {
        "number": "+0.7",
        "of": "evidence",
        "slot": "3",
        "row": "State banks held back",
        "column": "Overt, dB",
    }


def test_a_whole_number_is_one_only_where_numbers_stand() -> None:
    assert numbers('<table><tr><td class="num">12</td><td>12 items</td><td data-number="x">7</td></tr></table>') == [
        "12",
        "7",
    ]


def test_nothing_is_linked_inside_what_can_be_clicked_already() -> None:
    assert numbers("<a href='#'>83\u202f%</a><button>5\u202f%</button><code>+2.1</code><h1>7\u202f%</h1>") == []


def test_a_drawing_with_links_is_no_longer_one_picture_to_a_screen_reader() -> None:
    svg = '<svg role="img" aria-labelledby="t"><title id="t">83\u202f%</title><text class="{}">83\u202f%</text></svg>'
    assert 'role="group"' in traced(svg.format("ti b"), address)
    assert traced(svg.format("t e"), address) == svg.format("t e"), "the ticks of an axis are no findings"


def test_what_a_case_says_stays_escaped_in_the_address() -> None:
    markup = "<p>&lt;script&gt;&quot;x&quot; is at 83\u202f%</p>"
    assert "<script" not in traced(markup, address)
    assert links(markup)[0]["row"] == '<script>"x" is at'
