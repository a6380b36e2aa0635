"""What a word without quotes means, and that whatever is written reads back the same."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from equipoise.authored.scalars import read_plain, write_scalar
from equipoise.authored.yaml_text import read_yaml
from equipoise.errors import UsageError


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("2.50", 2.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e-3", 0.001),
        ("-2E5", -200000.0),
    ],
)
def test_numbers_and_the_three_words_are_read(written: str, value: Any) -> None:
    read = read_plain(written)

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        *("NO", "yes", "True", "NULL", "on", "2022-02-25", "2022-Q1", "12:30", "190:20:30", "010", "0x1F", "1_000"),
        *("+", "-", "++", "--", "1,5", "1.2.3", "nan", "inf", "1e", "e5", ".", "+.", "٣", "<<", "="),
    ],
)
def test_everything_else_is_text_as_it_stands(written: str) -> None:
    assert read_plain(written) == written


@pytest.mark.parametrize("written", [".nan", ".NaN", ".inf", "-.inf", "+.INF", "1e999", "-1e999", "9" * 5000])
def test_what_cannot_be_computed_with_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"finite|too large"):
        read_plain(written)


@given(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_no_text_reads_back_the_same(value: Any) -> None:
    read = read_plain(write_scalar(value))

    assert read == value
    assert type(read) is type(value)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "'", '"']))
def test_a_text_reads_back_the_same_in_every_place(text: str, quote: str) -> None:
    written = write_scalar(text, quote=quote)

    assert "\n" not in written
    assert _read(f"a: {written}\n") == {"a": text}
    assert _read(f"[{written}, {written}]") == [text, text]
    assert _read(f"{{a: {written}, b: 1}}") == {"a": text, "b": 1}
    assert _read(f"- {written} # c\n") == [text]
    if 0 < len(written) < 1000:  # longer keys are refused by YAML
        assert text == "" or _read(f"{written}: 1\n") == {text: 1}


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("yes")
@example("1:30")
@example("=")
def test_other_readers_of_yaml_take_it_for_the_same_text(text: str) -> None:
    assume(not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))  # dates go without quotes, as people write them

    assert yaml.safe_load(f"a: {write_scalar(text)}\n") == {"a": text}


@pytest.mark.parametrize("text", ["2022-02-25", "a minister (of state) pays 2 visits", "NATO/EU", "Überfall", "x_1"])
def test_plain_words_get_no_quotes(text: str) -> None:
    assert write_scalar(text) == text


@pytest.mark.parametrize(
    "text", ["", " a", "a ", "NO", "y", "null", "1.5", "-", "++", "a: b", "a #b", "{", "12:30", "010"]
)
def test_what_could_be_taken_for_something_else_gets_quotes(text: str) -> None:
    assert write_scalar(text) == f'"{text}"'


@pytest.mark.parametrize("value", [math.nan, math.inf, 10**400, "\ud800"])
def test_what_cannot_be_read_again_is_not_written(value: Any) -> None:
    with pytest.raises(UsageError):
        write_scalar(value)


def test_a_number_of_numpy_is_written_as_a_number() -> None:
    class Float64(float):
        def __repr__(self) -> str:
            return f"np.float64({float(self)})"

    assert write_scalar(Float64(0.1)) == "0.1"


def _read(text: str) -> Any:
    document = read_yaml(text, file="f.yaml")
    assert not document.findings
    return document.data
