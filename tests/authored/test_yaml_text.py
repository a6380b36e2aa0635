"""YAML text becomes plain data with places; whatever is wrong becomes a finding with line and column."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from equipoise.authored import yaml_text
from equipoise.authored.yaml_text import MAX_BYTES, read_yaml

TEXT = """\
# a comment
title: "A ladder"
levels: [low, high]
items:
  - id: first
    what: |
      two
      lines
  - id: second
    empty:
"""


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return str(request.param)


def findings(text: str) -> list[str]:
    return [str(finding) for finding in read_yaml(text, file="f.yaml").findings]


def test_data_are_plain(parser: str) -> None:
    assert read_yaml(TEXT, file="f.yaml").data == {
        "title": "A ladder",
        "levels": ["low", "high"],
        "items": [{"id": "first", "what": "two\nlines\n"}, {"id": "second", "empty": None}],
    }


def test_the_parser_in_c_is_there() -> None:
    assert yaml.__with_libyaml__


@pytest.mark.parametrize(
    ("path", "value_at", "key_at"),
    [
        ((), (2, 1), (2, 1)),
        (("title",), (2, 8), (2, 1)),
        (("levels", 1), (3, 15), (3, 15)),
        (("items", 0, "what"), (6, 11), (6, 5)),
        (("items", 1), (9, 5), (9, 5)),
        (("items", 1, "empty"), (10, 11), (10, 5)),
        (("items", 1, "missing", "deeper"), (9, 5), (9, 5)),
        (("items", 7), (5, 3), (4, 1)),
        (("items", "x"), (5, 3), (4, 1)),
        (("nothing",), (2, 1), (2, 1)),
    ],
)
def test_every_value_and_key_has_its_place(path: Any, value_at: Any, key_at: Any, parser: str) -> None:
    for text in (TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n")):
        document = read_yaml(text, file="f.yaml")
        assert document.position(path) == value_at
        assert document.position(path, key=True) == key_at


def test_columns_count_characters_and_lines_count_as_editors_do() -> None:
    document = read_yaml("a: '😀\u2028é'  \nb: {ü: 1, c: 2}\n", file="f.yaml")

    assert document.position(("b", "c")) == (2, 14)


def test_entries_of_a_list_are_named_by_their_id() -> None:
    document = read_yaml(TEXT, file="f.yaml")

    assert document.dotted(("items", 1, "empty")) == "items.second.empty"
    assert document.dotted(("levels", 1)) == "levels.1"
    assert document.dotted(("items", 7, "x")) == "items.7.x"


def test_keys_are_text_as_written() -> None:
    assert read_yaml("{2022: 1, true: 2, 0: 3, 1.50: 4, ~: 5, '': 6}", file="f").data == {
        "2022": 1,
        "true": 2,
        "0": 3,
        "1.50": 4,
        "~": 5,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: a: 'a' is given twice, first at 1:1; keep one of them"),
        ("a:\n  x: 1\n  'x': 2\n", "f.yaml:3:3: a.x: 'x' is given twice, first at 2:3; keep one of them"),
        ("a: *x\n", "f.yaml:1:4: a: an alias (*name) stands here; write the value itself; aliases are not read"),
        ("a: &x 1\n", "f.yaml:1:4: a: an anchor (&x) stands here; take it out; aliases are not read"),
        ("a: .inf\n", "f.yaml:1:4: a: .inf is not a finite number; write a finite number"),
        ("a: 1e400\n", "f.yaml:1:4: a: the number is too large; write a finite number"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document starts here; keep one document in a file"),
        ("? [a]\n: b\n", "f.yaml:1:3: a list or mapping stands where a name should; write a name"),
        ("? {a: {b: 1}}\n: b\n", "f.yaml:1:3: a list or mapping stands where a name should; write a name"),
        ("'': b\n", "f.yaml:1:1: a name is missing before the colon; write one"),
        ("a: \x07\n", "f.yaml:1:4: the character U+0007 cannot stand in YAML; take it out"),
        ("a: \x00\n", "f.yaml:1:4: the character U+0000 cannot stand in YAML; take it out"),
        ("a: \ud800\n", "f.yaml:1:4: the character U+D800 cannot stand in YAML; take it out"),
        ("a: \ufeffb\n", "f.yaml:1:4: the character U+FEFF cannot stand in YAML; take it out"),
    ],
)
def test_what_is_not_allowed_is_found_in_its_place(text: str, expected: str, parser: str) -> None:
    assert findings(text) == [expected]


def test_a_tag_is_refused() -> None:
    [finding] = read_yaml("a: !!python/object:os.system x\n", file="f.yaml").findings

    assert (finding.line, finding.column, finding.path) == (1, 4, "a")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a:\tb\n\tc: d\n", (2, 1), "a tab indents the line"),
        ("a: b: c\n", (1, 5), "a colon is out of place"),
        ("a: 1\n b: 2\n", (2, 3), "a colon is out of place"),
        ("a: 1\nb\nc: 2\n", (3, 1), "without a colon"),
        ("a: -\n", (1, 4), "a dash is out of place"),
        ("a: [1, 2\nb: 3\n", (2, 2), "a list [ ... ] is not closed"),
        ("{a: 1", (1, 6), "a mapping { ... } is not closed"),
        ("a: 'x\nb: 3\n", (1, 4), "a quote is opened and never closed"),
        ("a: 'it's'\n", (1, 8), "does not fit"),
        ("- a\nb: 1\n", (2, 1), "does not belong to the list"),
        ("a: @x\n", (1, 4), "cannot start with @"),
        ("a: %x\n", (1, 4), "cannot start with %"),
        ('a: "\\q"\n', (1, 5), "a backslash"),
        ("a: [1,,2]\n", (1, 7), "a value is missing"),
    ],
)
def test_broken_yaml_is_said_in_plain_words_where_it_breaks(text: str, place: tuple[int, int], words: str) -> None:
    document = read_yaml(text, file="f.yaml")

    [finding] = document.findings
    assert document.data is None
    assert (finding.line, finding.column) == place
    assert words in finding.problem
    assert finding.mend


def test_several_problems_are_found_at_once_and_the_rest_is_read() -> None:
    document = read_yaml("a: *x\nb: .nan\nc: 1\nc: 2\nd: &y [1]\n", file="f.yaml")

    assert [finding.line for finding in document.findings] == [1, 2, 4, 5]
    assert document.data == {"a": None, "b": ".nan", "c": 1, "d": [1]}
    assert document.doubtful == {("a",), ("b",)}


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "# only a comment\n", "---\n", "null\n"])
def test_an_empty_text_holds_nothing_and_nothing_is_wrong_with_it(text: str, parser: str) -> None:
    document = read_yaml(text, file="f.yaml")

    assert document.data is None
    assert document.findings == ()
    assert document.position(("a",)) == (1, 1)


def test_forty_levels_can_be_read_and_forty_one_cannot() -> None:
    assert not findings("[" * 40 + "]" * 40)
    [finding] = findings("[" * 41 + "]" * 41)
    assert "deeper than 40" in finding


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[[{a: ["])
def test_however_deep_a_text_nests_it_is_refused_not_crashed(opening: str) -> None:
    [finding] = read_yaml(opening * 200_000, file="f.yaml").findings

    assert "deeper than 40" in finding.problem
    assert finding.line == 1


def test_a_billion_laughs_are_refused() -> None:
    text = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(20)
    )

    assert any("alias" in finding for finding in findings(text))


def test_a_text_of_sixteen_mebibytes_is_read_and_a_larger_one_is_not() -> None:
    assert not findings("# " + "x" * (MAX_BYTES - 2))
    [finding] = findings("# " + "é" * (MAX_BYTES // 2))
    assert "larger than 16 MiB" in finding


@given(st.text())
@example("a: 1\ra: 2")
@example("%YAML 9.9\n---\na: 1")
@example("%TAG ! tag:x,2000:\n---\n!a b")
def test_no_text_makes_the_reader_fail(text: str) -> None:
    document = read_yaml(text, file="f.yaml")

    for finding in document.findings:
        assert finding.line >= 1
        assert finding.column >= 1


@given(st.text("ab1: \n\r\t-[]{},'\"#&*?|>!%@"))
def test_no_arrangement_of_the_signs_of_yaml_makes_the_reader_fail(text: str) -> None:
    read_yaml(text, file="f.yaml")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc d", min_size=1), inner, max_size=4),
    max_leaves=15,
)


@given(JSON)
def test_json_reads_as_what_it_is(data: Any) -> None:
    assert read_yaml(json.dumps(data), file="f.yaml").data == data


@given(JSON)
def test_the_place_of_a_value_is_where_it_is_written(data: Any) -> None:
    text = json.dumps(data)
    document = read_yaml(text, file="f.yaml")

    for path, value in _all(data):
        node = document.node(path)
        if node is not None:
            assert json.loads(text[node.start : node.end]) == value
            assert document.position(path) == (1, node.start + 1)


def _all(data: Any, path: tuple[Any, ...] = ()) -> Any:
    yield path, data
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _all(inner, (*path, step))


def test_reading_yaml_needs_no_numbers_library() -> None:
    code = """
import sys, equipoise.authored.validate, equipoise.authored.edit_yaml
print({"numpy", "pandas"} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def test_the_limit_on_depth_is_the_documented_one() -> None:
    assert yaml_text.MAX_DEPTH == 40
