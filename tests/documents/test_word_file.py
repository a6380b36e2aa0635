from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml

from documents.made import PARAGRAPH, saved, word, zip_bomb
from equipoise.documents.reading import UnreadableDocumentError
from equipoise.documents.word_file import read_word_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_paragraphs_tables_and_breaks_are_read_in_their_order():
    document = docx.Document()
    document.add_heading("Talks go on")
    document.add_paragraph("First\tline\nand second")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2021", "147 bn"
    document.add_paragraph(PARAGRAPH)
    assert read_word_file(saved(document)).text.text.split("\n\n") == [
        "Talks go on",
        "First\tline\nand second",
        "2021\t147 bn",
        PARAGRAPH,
    ]


def test_insertions_under_review_count_and_deletions_do_not():
    document = docx.Document()
    paragraph = document.add_paragraph("The minister ")
    for xml in (
        f"<w:ins {W}><w:r><w:t>has not </w:t></w:r></w:ins>",
        f"<w:del {W}><w:r><w:delText>has </w:delText></w:r></w:del>",
        f"<w:r {W}><w:t>agreed.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert read_word_file(saved(document)).text.text == "The minister has not agreed."


def test_text_in_controls_is_not_lost():
    document = docx.Document()
    control = parse_xml(
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(0, control)
    assert read_word_file(saved(document)).text.text == "In a control."


def test_what_the_file_says_of_itself_is_found():
    stated = read_word_file(word(PARAGRAPH, title="Talks go on", author="Ann Lee; Bo Chen")).stated
    assert (stated.title, stated.authors, stated.published) == ("Talks go on", ("Ann Lee", "Bo Chen"), None)
    assert read_word_file(word(PARAGRAPH, title="Word Document", author="python-docx")).stated.authors == ()


def test_a_file_that_would_unpack_without_measure_is_refused_unread():
    bomb = zip_bomb(64)
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableDocumentError, match="would unpack to 65 MiB"):
        read_word_file(bomb)


def test_an_empty_document_is_refused():
    with pytest.raises(UnreadableDocumentError, match="no text"):
        read_word_file(word())


def test_a_damaged_document_is_refused():
    raw = bytearray(word(PARAGRAPH))
    place = raw.index(b"word/document.xml")
    raw[place + 40 : place + 80] = bytes(40)
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        read_word_file(bytes(raw))
