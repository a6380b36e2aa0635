import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.errors import Finding
from equipoise.report.brief_html import breakable, css_text, rich
from equipoise.report.document.text import is_web_address, prose
from equipoise.report.view import view
from report.forms import page
from report.hand_made import case, fake
from report.known_numbers import unknown_numbers
from report.pages import lines_of, read_page, text_of

HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;</style></title>{{7*7}}"""


@pytest.fixture(params=["assessment", "sampled", "by_engine"])
def shown(request):
    return view(request.getfixturevalue(request.param))


def test_the_brief_says_what_was_agreed(assessment, golden):
    golden("brief.txt", "\n".join(lines_of(page(view(assessment)), without=("svg", "details"))) + "\n")


def test_ranges_are_said_once_there_are_any(sampled, golden):
    golden("brief_with_ranges.txt", "\n".join(lines_of(page(view(sampled)), without=("svg", "details"))) + "\n")


def test_the_same_assessment_gives_the_same_bytes(by_engine):
    assert page(view(by_engine)) == page(view(by_engine))


def test_bytes_do_not_hang_on_the_order_of_hashes():
    program = (
        "from report.hand_made import case, fake; from report.forms import page;"
        "from equipoise.report.view import view; import hashlib;"
        "print(hashlib.sha256(page(view(fake(case()))).encode()).hexdigest())"
    )
    tests = os.path.dirname(os.path.dirname(__file__))
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": tests},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_tags_are_balanced_and_ids_unique(shown):
    read = read_page(page(shown))
    ids = [element.attributes["id"] for element in read.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert read.comments == []


def test_nothing_runs_and_nothing_is_fetched(shown):
    html = page(shown)
    read = read_page(html)
    assert not read.all("script")
    for tag in ("iframe", "object", "embed", "form", "base", "img", "use", "image", "foreignobject", "animate", "set"):
        assert not read.all(tag)
    for element in read.elements:
        assert not any(name.startswith("on") for name in element.attributes)
        for name in ("src", "srcset", "xlink:href", "action", "formaction", "background", "data", "poster", "ping"):
            assert name not in element.attributes
        href = element.attributes.get("href", "#")
        if element.tag == "a" and not href.startswith("#"):
            assert element.attributes["rel"] == "noopener noreferrer"
        elif element.tag == "link":
            assert href == "data:,"
        else:
            assert href.startswith("#")
    style = "".join(element.text for element in read.all("style"))
    assert not re.search(r"@import|url\(|@font-face|expression|https?:", style)
    outside = re.sub(r'<a href="https?://[^"]*"', "<a", html)
    assert not re.search(r"https?:|//[a-z]", outside)


def test_the_policy_allows_style_and_nothing_else(shown):
    read = read_page(page(shown))
    policy = next(e for e in read.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    first_style = next(n for n, e in enumerate(read.elements) if e.tag in ("style", "link"))
    assert read.elements.index(policy) < first_style


def test_authored_text_is_shown_and_never_obeyed():
    hostile = fake(case(words=HOSTILE))
    html = page(view(replace(hostile, findings=(Finding("", 0, 0, "", HOSTILE),))))
    read = read_page(html)
    assert not read.all("script")
    assert not read.all("img")
    assert len(read.all("style")) == 1
    # Told once in the head; each chart has a title of its own.
    assert sum("head" in title.inside for title in read.all("title")) == 1
    assert "<script>alert(1)</script>" in text_of(html)
    assert "{{7*7}}" in text_of(html)
    assert "49" not in re.sub(r"sha256:\w+|0\.49", "", text_of(html))


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_any_text_leaves_the_page_whole(words):
    read = read_page(page(view(fake(case(words=words)))))
    plain = read_page(page(view(fake(case()))))
    assert [e.tag for e in read.elements if "svg" not in e.inside] == [
        e.tag for e in plain.elements if "svg" not in e.inside
    ]


def test_only_web_addresses_become_links(assessment):
    read = read_page(page(view(assessment)))
    links = {e.attributes["href"] for e in read.all("a") if not e.attributes["href"].startswith("#")}
    assert links == {"https://records.example/votes?a=1&b=2"}


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_an_address_is_linked_only_over_http(url, linked):
    assert is_web_address(url) is linked


def test_headings_descend_without_a_gap_from_one_first(shown):
    levels = [int(e.tag[1]) for e in read_page(page(shown)).elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower <= higher + 1 for higher, lower in pairwise(levels))


def test_a_page_can_be_used_without_seeing_it(shown):
    read = read_page(page(shown))
    assert read.elements[0].attributes == {"lang": "en"}
    assert read.all("a")[0].attributes["href"] == "#bottom-line"
    assert any(e.attributes.get("id") == "bottom-line" for e in read.elements)
    for header in read.all("th"):
        assert header.attributes.get("scope") in ("col", "row")
    ids = {e.attributes["id"] for e in read.elements if "id" in e.attributes}
    for chart in read.all("svg"):
        assert set(chart.attributes["aria-labelledby"].split()) <= ids
    assert len(read.all("main")) == 1


def test_every_chart_has_its_numbers_in_a_table(shown):
    text = text_of(page(shown))
    for panel in shown.course.panels:
        for point in panel.points:
            assert point.chance.text in text


@pytest.mark.parametrize("name", ["assessment", "sampled", "by_engine"])
def test_every_number_in_the_page_is_one_of_the_assessment(request, name):
    assessment = request.getfixturevalue(name)
    assert unknown_numbers(assessment, text_of(page(view(assessment)))) == []


def test_a_result_that_is_not_trustworthy_shows_a_banner_and_no_claim(assessment):
    bad = replace(assessment, trustworthy=False, findings=(Finding("", 0, 0, "", "3 % of particles count"),))
    text = text_of(page(view(bad)))
    assert "The engine does not vouch for this result." in text
    assert "3 % of particles count" in text
    assert "numbers not to be used" in text
    for claim in ("likeliest", "very likely", "has led", "The evidence raises"):
        assert claim not in text


def test_a_supposition_is_told_on_page_one(assessment):
    text = text_of(page(view(replace(assessment, do=("battlefield=winning",)))))
    assert text.index("Supposes that this is brought about from outside") < text.index("Bottom line")
    assert "not a plain forecast" in text


def test_a_bare_case_makes_a_whole_page():
    bare = case({"yes": "Leaves", "no": "Stays"}, items=(), step="quarter", horizon="2022-12-31")
    bare = replace(
        bare,
        definition=bare.definition.model_copy(
            update={"conditions": {}, "considerations": {}, "explanations": {}, "assumptions": {}, "base_rate": None}
        ),
    )
    made = fake(bare, as_of=date(2022, 3, 31), now=(0.5, 0.5), at=(0.4, 0.6), without=(0.5, 0.5), explanation_rows=())
    text = text_of(page(view(made)))
    assert "Nothing but the base rate so far: add evidence" in text
    read_page(page(view(made)))


def test_numbers_stay_on_one_line_and_other_text_as_it_is():
    assert str(rich(prose("at <1\u202f% or 83\u202f%\u00a0(74–90) & so"))) == (
        'at <span class="n">&lt;1\u202f%</span> or <span class="n">83\u202f%\u00a0(74–90)</span> &amp; so'
    )


def test_text_in_a_style_sheet_cannot_end_it():
    assert str(css_text('a"b</style>')) == '"a\\22 b\\3c \\2f style\\3e "'
    assert str(css_text("31\u00a0March · ’24")) == '"31 March \\b7  \\2019 24"'


def test_a_path_breaks_after_its_dots_only():
    assert str(breakable("a.b<c")) == "a.<wbr>b&lt;c"
