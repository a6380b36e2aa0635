"""`ratings.csv` as people and spreadsheets write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equipoise.case.ratings_csv import COLUMNS, append_rating, read_ratings
from equipoise.case.schema import Rating
from equipoise.errors import UsageError

TEXT = """\
item,subject,level,rating,rater,why
vote,scenarios,straddle,+,default,"an abstention, as ever"
vote,scenarios,backer,-1,,

front,battlefield,losing,++,second,
"""

ID = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
RATINGS = st.builds(
    Rating,
    item=ID,
    subject=ID,
    level=ID,
    rating=st.sampled_from(["--", "-", "0", "+", "++"]) | st.floats(-99, 99),
    rater=ID,
    why=st.none() | st.text("abc ,;\"'\n\té", min_size=1).map(str.strip).filter(bool),
)


def rated(text: str) -> list[tuple[object, ...]]:
    table = read_ratings(text, file="ratings.csv")
    assert table.findings == ()
    return [(one.item, one.subject, one.level, one.rating, one.rater, one.why) for one in table.ratings]


def findings(text: str) -> list[str]:
    return [str(finding) for finding in read_ratings(text, file="r.csv").findings]


ROWS = [
    ("vote", "scenarios", "straddle", "+", "default", "an abstention, as ever"),
    ("vote", "scenarios", "backer", -1.0, "default", None),
    ("front", "battlefield", "losing", "++", "second", None),
]


def test_rows_are_read_with_their_defaults_and_places() -> None:
    table = read_ratings(TEXT, file="r.csv")

    assert rated(TEXT) == ROWS
    assert table.position(0, "why") == (2, 35)
    assert table.position(2, "rating") == (5, 26)
    assert table.position(9) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + TEXT, id="a byte order mark"),
        pytest.param(TEXT.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(TEXT.replace(",", ";").replace("abstention;", "abstention,"), id="semicolons"),
        pytest.param(TEXT.replace(",", "\t").replace("abstention\t", "abstention,"), id="tabs"),
        pytest.param(TEXT.replace("\n", ",,\n").replace("\n,,\n", "\n,,,,,,,\n"), id="empty cells behind each row"),
        pytest.param(TEXT.replace("default", '"default"').replace("item", '"item"'), id="quoted cells"),
        pytest.param(TEXT.rstrip("\n"), id="no line break at the end"),
        pytest.param("\n\n" + TEXT + "\n\n", id="blank lines around"),
        pytest.param(TEXT.replace(",second,", ", second ,"), id="blanks around a word"),
        pytest.param(TEXT.replace("-1", "-1.0"), id="a decimal point"),
        pytest.param(
            TEXT.replace("-1", "-1x0").replace(",", ";").replace("x", ",").replace("n; as", "n, as"),
            id="a decimal comma",
        ),
    ],
)
def test_the_habits_of_spreadsheets_change_nothing(text: str) -> None:
    assert rated(text) == ROWS


@pytest.mark.parametrize(
    ("written", "value"),
    [("++", "++"), ("0", "0"), ("--", "--"), ("2.5", 2.5), ("+3", 3.0), ("-0.5", -0.5), (".5", 0.5), ("0.0", 0.0)],
)
def test_a_rating_is_a_mark_or_a_number(written: str, value: object) -> None:
    [rating] = read_ratings(f"item,subject,level,rating\na,b,c,{written}\n", file="r.csv").ratings

    assert rating.rating == value
    assert type(rating.rating) is type(value)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "vote,scenarios,backer,+++,,",
            "2:23: vote.scenarios.backer: '+++' is neither a mark nor a number in decibans",
        ),
        (
            "vote,scenarios,backer,1_0,,",
            "2:23: vote.scenarios.backer: '1_0' is neither a mark nor a number in decibans",
        ),
        (
            "vote,scenarios,backer,nan,,",
            "2:23: vote.scenarios.backer: 'nan' is neither a mark nor a number in decibans",
        ),
        ("vote,scenarios,backer,1e999,,", "2:23: vote.scenarios.backer: 1e999: the number is too large"),
        (
            "vote,scenarios,backer,—,,",
            "2:23: vote.scenarios.backer: '—' is neither a mark nor a number in decibans: its dash is not a plain",
        ),
        (
            "vote,scenarios,backer,'++,,",
            "2:23: vote.scenarios.backer: \"'++\" is no rating: a spreadsheet's apostrophe",
        ),
        (
            'vote,scenarios,backer,"=""++""",,',
            "2:23: vote.scenarios.backer: '=\"++\"' is no rating: a spreadsheet took it",
        ),
        ("vote,scenarios,backer,#NAME?,,", "2:23: vote.scenarios.backer: '#NAME?' is no rating: a spreadsheet took it"),
        ("=A1,scenarios,backer,1,,", "2:1: =A1.scenarios.backer: '=A1' is no item"),
        ("vote,scenarios,backer,,,", "2:23: vote.scenarios.backer: the rating is missing"),
        ("vote,scenarios,,1,,", "2:16: vote.scenarios: the level is missing"),
        ("vote,scenarios", "2:15: vote.scenarios: the level is missing"),
        ("vote,scenarios,backer,1,,one, two", "2:30: vote.scenarios.backer: 'two' stands under no column"),
        ('vote,scenarios,backer,1,,"open', "2:26: a quote is opened and never closed"),
        ("a,b,c,1,,\nx,y,z,2,,\na,b,c,++,default,", "4:1: a.b.c: default rates this twice, first on line 2"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_its_place(row: str, expected: str) -> None:
    found = findings(f"{','.join(COLUMNS)}\n{row}\n")

    assert found[0].startswith(f"r.csv:{expected}")
    assert "; " in found[0]


def test_a_decimal_comma_needs_semicolons_between_cells() -> None:
    assert "stands under no column" in findings("item,subject,level,rating\na,b,c,2,5\n")[0]


def test_all_problems_of_a_file_are_found_at_once() -> None:
    found = findings("item,subject,level,rating\na,b,c,x\na,b,d,1\na,b,,y\na,b,d,2\n")

    assert [int(one.split(":")[1]) for one in found] == [2, 4, 5]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("item,subject,level,rating,ratr", "the column 'ratr' is not known; did you mean 'rate"),
        ("item,subject,level", "the column 'rating' is missing"),
        ("Item,subject,level,rating", "did you mean 'item'?"),
        ("item,item,subject,level,rating", "the column 'item' is given twice"),
        ("vote,scenarios,backer,+,default,", "write a first line such as item,subject,level,rating,rater,why"),
    ],
)
def test_the_header_is_checked(header: str, words: str) -> None:
    assert words in " ".join(findings(f"{header}\na,b,c,1\n"))


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "item,subject,level,rating\n"])
def test_a_file_may_hold_no_ratings(text: str) -> None:
    assert rated(text) == []


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read_ratings(text, file="r.csv")
    read_ratings("item,subject,level,rating\n" + text, file="r.csv")


@given(
    st.lists(RATINGS, unique_by=lambda one: (one.item, one.subject, one.level, one.rater)), st.sampled_from([",", ";"])
)
def test_what_is_appended_reads_back_the_same(ratings: list[Rating], delimiter: str) -> None:
    text = "" if delimiter == "," else delimiter.join(COLUMNS) + "\r\n"
    for rating in ratings:
        longer = append_rating(text, rating)
        assert longer.startswith(text)
        text = longer

    assert list(read_ratings(text, file="r.csv").ratings) == ratings


def test_what_would_not_be_valid_is_not_written() -> None:
    with pytest.raises(UsageError, match="rates this twice"):
        append_rating(TEXT, Rating(item="vote", subject="scenarios", level="backer", rating=1))
    with pytest.raises(UsageError, match="no column 'rater'"):
        append_rating("item,subject,level,rating\n", Rating(item="a", subject="b", level="c", rating=1, rater="x"))
    with pytest.raises(UsageError, match="before it can be read"):
        append_rating("item\n", Rating(item="a", subject="b", level="c", rating=1))
