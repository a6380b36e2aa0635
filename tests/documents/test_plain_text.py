from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.documents.media_type import MediaType
from equipoise.documents.plain_text import read_plain_text
from equipoise.documents.reading import UnreadableDocumentError
from equipoise.errors import UsageError


@given(st.text(min_size=1).filter(lambda text: text.strip("\ufeff \t\r\n\f")))
def test_the_text_of_a_file_is_its_characters_and_no_other(text):
    reading = read_plain_text(text.encode("utf-8"))
    assert reading.text.text == text
    assert reading.text.raw == text.encode("utf-8")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b""])
def test_a_byte_order_mark_stays_so_that_places_are_those_of_the_file(mark):
    assert read_plain_text(mark + b"a\r\nb").text.text == mark.decode("utf-8") + "a\r\nb"


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_utf_16_and_utf_32_are_known_by_their_marks(name):
    assert read_plain_text("Déjà vu".encode(name)).text.text == "Déjà vu"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Line one\nthe “minister” said", "cp1252"),
        ("Министр сказал, что переговоры идут хорошо", "cp1251"),
        ("部长说会谈进展顺利，双方同意继续", "gb18030"),
    ],
)
def test_another_encoding_is_refused_with_its_likely_name_and_read_with_it(text, encoding):
    raw = text.encode(encoding)
    with pytest.raises(UnreadableDocumentError, match="is not UTF-8") as refused:
        read_plain_text(raw)
    assert refused.value.hint.endswith(f"--encoding {encoding}")
    assert read_plain_text(raw, encoding=encoding).text.text == text


def test_the_line_of_the_byte_that_does_not_fit_is_told():
    with pytest.raises(UnreadableDocumentError, match="0x93 on line 2"):
        read_plain_text(b"one\ntwo \x93 three")


@pytest.mark.parametrize("name", ["klingon", "hex"])
def test_an_encoding_that_is_none_is_a_mistake_of_the_command(name):
    with pytest.raises(UsageError, match="there is no encoding"):
        read_plain_text(b"ab", encoding=name)


def test_white_space_alone_is_no_document():
    with pytest.raises(UnreadableDocumentError, match="white space"):
        read_plain_text(b" \n\n\t")


def test_signs_of_earlier_damage_are_told():
    notes = read_plain_text("don\ufffdt \x01 itâ€™s heâ€™s sheâ€™s".encode()).notes
    assert [note.split()[0] for note in notes] == ["1", "it", "1"]


def test_front_matter_of_markdown_is_what_the_document_says_of_itself():
    text = "---\ntitle: Talks go on\nauthors: [Ann Lee, Bo Chen]\ndate: 2022-03-04\nurl: https://x.org\n---\n# Talks\n"
    stated = read_plain_text(text.encode(), kind=MediaType.MARKDOWN).stated
    assert (stated.title, stated.authors, str(stated.published)) == (
        "Talks go on",
        ("Ann Lee", "Bo Chen"),
        "2022-03-04",
    )
    assert read_plain_text(text.encode(), kind=MediaType.MARKDOWN).text.text == text
