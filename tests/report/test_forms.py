"""What holds of a brief in every form: HTML, Markdown, Word, PDF."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from equipoise.errors import Finding
from equipoise.report.document.outline import document
from equipoise.report.document.text import plain
from equipoise.report.view import view
from report.forms import FORMS, page, read, squeezed, text_of_markdown
from report.hand_made import case, fake
from report.known_numbers import PER_CENT, unknown_numbers
from report.studied import SETTLED, UNSETTLED, back_then, compared, held, stable, tipping

A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)

HOSTILE = (
    " `*_[]{}|<script>alert(1)</script> #set $x$ \\ \\u{41} \"' “ #text(red)[x] */ // @x <!-- &amp; ~~s~~ ](x) 😀 中文"
)
"""What would be a command, a mark or an end of something in one form or another."""


def studied(assessment, choices):
    """The view with every study beside the assessment."""
    return view(
        assessment,
        stability=stable(assessment, choices),
        vintages=back_then(assessment, [compared("An author", 0.3, 0.4, 0.05)]),
        tips=(tipping(assessment),),
        conditionals=held(assessment),
    )


@pytest.fixture(params=["alone", "ranges", "settled", "unsettled"])
def shown(request, assessment, sampled):
    return {
        "alone": lambda: view(assessment),
        "ranges": lambda: view(sampled),
        "settled": lambda: studied(sampled, SETTLED),
        "unsettled": lambda: studied(sampled, UNSETTLED),
    }[request.param]()


@pytest.mark.parametrize("form", FORMS)
def test_every_sentence_of_the_bottom_line_and_every_heading_is_there(form, shown):
    text = read(form, shown)
    told = [shown.headline.leads, shown.headline.others, shown.confidence.label, shown.confidence.moves]
    told += [
        sentence for judgement in shown.key_judgements for sentence in (*judgement.because, *judgement.would_change)
    ]
    told += [plain(section.heading) for section in document(shown).sections]
    for sentence in told:
        assert squeezed(sentence) in text


@pytest.mark.parametrize("form", FORMS)
def test_every_chance_of_every_scenario_is_there(form, shown):
    text = read(form, shown)
    for point in (point for panel in shown.course.panels for point in panel.points):
        assert squeezed(point.chance.text) in text
    for scenario in shown.scenarios:
        assert squeezed(scenario.ever.text) in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["assessment", "sampled"])
def test_every_number_in_it_is_one_of_the_assessment(request, form, name):
    assessment = request.getfixturevalue(name)
    text = FORMS[form][1](FORMS[form][0](document(view(assessment))))
    assert PER_CENT.search(text)
    assert unknown_numbers(assessment, " ".join(text.split("\n"))) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_same_assessment_gives_the_same_bytes(form, sampled):
    render = FORMS[form][0]
    assert render(document(view(sampled))) == render(document(view(sampled)))


@pytest.mark.parametrize("form", FORMS)
def test_authored_text_comes_out_as_text(form):
    hostile = replace(fake(case(words=HOSTILE)), findings=(Finding("", 0, 0, "", HOSTILE),))
    text = read(form, view(hostile))
    wanted = squeezed(f"Ruritania’s posture toward Urania{HOSTILE}")
    if form == ".pdf":  # Which sign stands for one that no face of the machine has is not ours to say.
        wanted = wanted.removesuffix(squeezed(" 😀 中文"))
    assert wanted in text


@pytest.mark.parametrize("form", [".md", ".docx", ".pdf"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(words="0000000000000000000000000A-")
@given(words=st.text(st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=40))
def test_whatever_an_author_writes_can_be_laid_out(form, words):
    made = fake(case(words=f" {words}"))
    assert squeezed(view(made).title) in read(form, view(made))


@pytest.mark.parametrize("form", FORMS)
def test_a_result_that_is_not_trustworthy_makes_no_claim(form, assessment):
    bad = replace(assessment, trustworthy=False, findings=(Finding("", 0, 0, "", "few particles count"),))
    text = read(form, view(bad))
    assert squeezed("The engine does not vouch for this result.") in text
    assert squeezed("few particles count") in text
    assert "likeliest" not in text.replace("likeliestlevel", "")


def test_markdown_says_what_was_agreed(sampled, golden):
    golden("brief.md", FORMS[".md"][0](document(view(sampled))))


def test_markdown_is_read_as_it_was_meant(shown):
    source = FORMS[".md"][0](document(shown))
    html = text_of_markdown(source)
    assert "**" not in html
    assert "~~" not in html
    assert "|" not in html


def test_no_markdown_of_an_author_is_obeyed():
    from markdown_it import MarkdownIt

    words = HOSTILE + " # h > q - [a](javascript:alert(1)) ![i](http://x.example/i.png) <b>x</b>"
    source = FORMS[".md"][0](document(view(fake(case(words=words)))))
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source)
    assert not re.search(r"<(script|img|b|s)\b", html)
    assert set(re.findall(r'href="([^"]*)"', html)) == {"https://records.example/votes?a=1&amp;b=2"}


def test_pages_are_a4_and_say_what_they_are(sampled):
    shown = view(sampled)
    pages = PdfDocument(FORMS[".pdf"][0](document(shown)))
    assert len(pages) > 2
    for number, one in enumerate(pages, start=1):
        assert one.get_size() == pytest.approx(A4, abs=0.1)
        foot = one.get_textpage().get_text_bounded(top=18 / 25.4 * 72)
        assert squeezed(document(shown).foot) in squeezed(foot)
        assert f"{number}/{len(pages)}" in squeezed(foot)
    assert pages.get_metadata_value("Title") == document(shown).name
    assert pages.get_metadata_value("CreationDate").startswith("D:20230331")


def test_headings_of_a_pdf_stand_in_order(shown):
    text = read(".pdf", shown)
    place = 0
    for section in document(shown).sections:
        place = text.index(squeezed(plain(section.heading)), place) + 1
    outline = [
        squeezed(entry.get_title()) for entry in PdfDocument(FORMS[".pdf"][0](document(shown))).get_toc(max_depth=1)
    ]
    wanted = [f"{number}{squeezed(plain(section.heading))}" for number, section in document(shown).numbered()]
    assert outline[: len(wanted)] == wanted


def test_nothing_of_a_page_lies_outside_its_margins(shown):
    for one in PdfDocument(FORMS[".pdf"][0](document(shown))):
        width, _ = one.get_size()
        side = 14 / 25.4 * 72
        text = one.get_textpage()
        for n in range(text.count_rects()):
            left, _, right, _ = text.get_rect(n)
            assert left >= side
            assert right <= width - side


def test_word_has_headings_repeated_heads_and_pictures_that_are_told(sampled):
    shown = view(sampled)
    word = docx.Document(io.BytesIO(FORMS[".docx"][0](document(shown))))
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    wanted = [
        f"{number}\u2002{plain(s.heading)}" if number else plain(s.heading) for number, s in document(shown).numbered()
    ]
    assert headings[: len(wanted)] == wanted
    course = next(table for table in word.tables if table.cell(0, 0).text == "Date")
    assert course.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    told = [shape.get("descr") for shape in word.element.iter(qn("wp:docPr"))]
    assert len(told) > 12
    assert all(told)
    assert any("Straddle: probability over time" in one for one in told)


def test_word_says_it_was_made_on_the_as_of_date(sampled):
    raw = FORMS[".docx"][0](document(view(sampled)))
    about = docx.Document(io.BytesIO(raw)).core_properties
    assert about.title == document(view(sampled)).name
    assert (about.created.date(), about.modified.date()) == (sampled.as_of, sampled.as_of)
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(raw)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_where_no_level_leads_no_card_states_one(sampled):
    html = page(studied(sampled, UNSETTLED))
    assert '<td class="value span">' in html
    assert '<td class="value span">' not in page(studied(sampled, SETTLED))
