"""One rating written into a long `ratings.csv`: the same bytes as when the whole of it is read."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from equipoise.case.rating_in_place import written_rating
from equipoise.case.ratings_csv import COLUMNS, RatingKey, rating_key, read_ratings, written_ratings
from equipoise.case.schema import Rating
from equipoise.errors import UsageError

NAME = st.sampled_from(["m1", "m11", "m", "a-m1", "stay", "a b", 'r"x', "m1;m", "é"])
WHY = st.sampled_from(["", "so", "m1", "a, b; c\td", 'said "no"', "of two\nlines", "\rof\r\nthree", '5" gun', '""'])
MARK = st.sampled_from(["--", "-", "0", "+", "++", "1", "-2.50", "3e0"])
BREAK = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts as people and programs write them: columns in any order, cells quoted or not, blank lines."""
    columns = draw(st.permutations(COLUMNS))
    columns = columns[: draw(st.integers(4, 6))] if set(COLUMNS[4:]) & set(columns[4:]) else columns
    delimiter, newline = draw(st.sampled_from(",;\t")), draw(BREAK)

    def cell(value: str) -> str:
        must = any(one in value for one in f"{delimiter}\r\n") or value.startswith('"')
        padded = value if must else draw(st.sampled_from(["", " "])) + value
        return '"' + value.replace('"', '""') + '"' if must or draw(st.booleans()) else padded

    def row() -> str:
        values = {name: draw(NAME) for name in columns} | {"rating": draw(MARK), "why": draw(WHY)}
        return delimiter.join(cell(values[name]) for name in columns)

    blank = draw(st.lists(st.sampled_from(["", delimiter, '""', " "]), max_size=2))
    rows = [*blank, delimiter.join(cell(name) for name in columns)]
    for _ in range(draw(st.integers(0, 5))):
        rows += [*draw(st.lists(st.just(""), max_size=1)), row()]
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + newline.join(rows) + draw(st.sampled_from(["", newline]))


def result(text: str, key: RatingKey, row: Rating | None, *, whole: bool) -> str | None:
    try:
        return written_ratings(text, {key: row}) if whole else written_rating(text, key, row)
    except UsageError:
        return None


def rating(key: RatingKey, value: object, why: str | None) -> Rating:
    item, subject, level, rater = key
    return Rating(item=item, subject=subject, level=level, rater=rater, rating=value, why=why)  # type: ignore[arg-type]


LINE_FOR_LINE = 'item,subject,level,rating,rater,why\nm1,stay,m,+,default,\n\nm11,stay,m,1.50,r,"so, and so"\n'
QUOTES_EVEN_AND_A_ROW_OF_TWO_LINES = (
    'item,rater,why,subject,level,rating\nm1,r"x,"of two\nlines",r"x,stay,+\nm11,r,,stay,m,-\n'
)


@given(text=texts(), data=st.data())
@example(text=LINE_FOR_LINE, data=None)
@example(text=QUOTES_EVEN_AND_A_ROW_OF_TWO_LINES, data=None)
def test_a_rating_is_written_as_if_the_whole_text_were_read(text: str, data: st.DataObject | None) -> None:
    table = read_ratings(text, file="")
    assume(not table.findings)
    keys = [rating_key(row) for row in table.ratings]
    fresh: RatingKey = ("m1", "stay", "new", "default")
    if data is None:
        wanted = [
            (key, row) for key in (*keys, fresh) for row in (None, rating(key, 2.0, None), rating(key, "-", "so"))
        ]
    else:
        key = data.draw(st.sampled_from([*keys, fresh, *[(key[0], "x", key[2], key[3]) for key in keys]]))
        row = rating(key, data.draw(st.sampled_from(["+", "0", -2.5, 12.0])), data.draw(WHY) or None)
        wanted = [(key, data.draw(st.sampled_from([row, row, None])))]
    for key, row in wanted:
        assert result(text, key, row, whole=False) == result(text, key, row, whole=True)


def test_of_a_long_text_only_the_line_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "item,subject,level,rating,rater,why\n" + "".join(f"m{number},stay,m,+,r,\n" for number in range(2000))
    lengths = []

    def counted(text: str, *, file: str) -> object:
        lengths.append(len(text))
        return read_ratings(text, file=file)

    for module in ("ratings_csv", "rating_in_place"):
        monkeypatch.setattr(f"equipoise.case.{module}.read_ratings", counted)
    key = ("m1000", "stay", "m", "r")
    changed = written_rating(text, key, rating(key, -3.0, None))
    assert changed == text.replace("m1000,stay,m,+", "m1000,stay,m,-3")
    assert sum(lengths) < len(text) / 10
