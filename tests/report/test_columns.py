import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from equipoise.report.columns import ELLIPSIS, ascii_only, padded, printable, trimmed, width, wrapped

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.text("中国的立场 abc–́", max_size=40)


def test_east_asian_characters_fill_two_columns_and_combining_marks_none():
    assert width("中国") == 4
    assert width("ab") == 2
    assert width("e\u0301") == 1
    assert padded("中国", 6) == "中国  "
    assert trimmed("中国的立场", 6) == "中国" + ELLIPSIS


def test_lines_break_at_spaces_and_not_at_no_break_spaces():
    assert wrapped("it is 83\u202f%\u00a0(74–90) now", 16) == ["it is", "83\u202f%\u00a0(74–90) now"]
    assert wrapped("one two three four", 9, most=1) == ["one two" + ELLIPSIS]
    assert wrapped("", 9) == [""]


def test_nothing_a_text_holds_moves_the_cursor_or_reorders():
    assert printable("a\x1b[31mb\u202ec\r\nd\x9b2Je\u2028f") == "a [31mbc  d 2Je f"


@given(TEXTS)
def test_printable_text_has_no_control_and_no_format_character(text):
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") for character in printable(text))


@given(TEXTS)
def test_ascii_text_is_ascii_and_no_wider_than_a_character_a_column(text):
    assert ascii_only(printable(text)).isascii()


@given(TEXTS, st.integers(2, 40))
def test_padded_text_has_exactly_its_columns(text, columns):
    shown = printable(text)
    assert width(padded(shown, columns)) == columns
    assert width(trimmed(shown, columns)) <= columns


@given(TEXTS, st.integers(2, 40), st.none() | st.integers(1, 3))
def test_wrapped_lines_fit_and_keep_every_character(text, columns, most):
    lines = wrapped(printable(text), columns, most=most)
    assert all(width(line) <= columns for line in lines)
    assert most is None or len(lines) <= most
    if most is None:
        assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")
