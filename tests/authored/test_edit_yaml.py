"""A change touches its own place and nothing else, and reads back as what was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from equipoise.authored.edit_yaml import append_entry, remove_entry, set_value
from equipoise.authored.yaml_text import read_yaml
from equipoise.errors import UsageError

CASE = """\
# The question
title: "A ladder"   # in quotes

clock: {step: month, opens: 2021-01-01}  # when
explanations:
  interests:   # the first
    prior: 2

    weights: {trade: 1.2, kinship: 0.3}
  # and the second
  kin:
    prior: 1
    why: |
      Shared past,
      long remembered.

levels:
- low
- high   # end
nothing:
"""


def read(text: str) -> Any:
    document = read_yaml(text, file="f.yaml")
    assert not document.findings, document.findings
    return document.data


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        pytest.param(("title",), "B", '"A ladder"', '"B"', id="the quotes of a text are kept"),
        pytest.param(("explanations", "interests", "prior"), 2.5, "prior: 2\n", "prior: 2.5\n", id="a number"),
        pytest.param(("clock", "opens"), "2022-02-24", "2021-01-01", "2022-02-24", id="a date stays without quotes"),
        pytest.param(("clock", "opens"), "NO", "2021-01-01", '"NO"', id="NO needs quotes elsewhere"),
        pytest.param(("levels", 1), "++", "- high ", '- "++" ', id="a mark in a list"),
        pytest.param(("nothing",), 3, "nothing:", "nothing: 3", id="a key without a value"),
        pytest.param(("nothing", "a", "b"), 3, "nothing:", "nothing: {a: {b: 3}}", id="mappings above a value"),
        pytest.param(
            ("explanations", "interests", "weights", "trade"),
            {"mean": 1, "sd": 0.5},
            "trade: 1.2",
            "trade: {mean: 1, sd: 0.5}",
            id="a mapping for a number",
        ),
        pytest.param(
            ("explanations", "interests", "weights", "new one"),
            0.5,
            "kinship: 0.3}",
            "kinship: 0.3, new one: 0.5}",
            id="a new key in braces",
        ),
        pytest.param(
            ("explanations", "interests", "why"),
            "so: it seems",
            "kinship: 0.3}\n",
            'kinship: 0.3}\n    why: "so: it seems"\n',
            id="a new key on a line of its own",
        ),
        pytest.param(
            ("explanations", "kin", "known"),
            "2022-01",
            "long remembered.\n",
            "long remembered.\n    known: 2022-01\n",
            id="a new key behind a block of text",
        ),
        pytest.param(
            ("explanations", "kin", "why"),
            "two\nlines",
            "|\n      Shared past,\n      long remembered.\n",
            '"two\\nlines"\n',
            id="a block of text",
        ),
        pytest.param(
            ("levels",), ["a"], "levels:\n- low\n- high   # end\n", "levels: [a]   # end\n", id="a shorter list"
        ),
        pytest.param(("levels",), ["low", "top", "x"], "- high   # end\n", "- top   # end\n- x\n", id="a longer list"),
        pytest.param(
            ("explanations", "kin"),
            {"prior": 3, "why": "Shared past,\nlong remembered.\n", "weights": {}},
            "    prior: 1\n    why: |\n      Shared past,\n      long remembered.\n",
            "    prior: 3\n    why: |\n      Shared past,\n      long remembered.\n    weights: {}\n",
            id="of a mapping only what differs",
        ),
        pytest.param(("new",), [], "nothing:\n", "nothing:\nnew: []\n", id="a new key at the end"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_value_is_set_in_its_place_alone(path: Any, value: Any, old: str, new: str, newline: str) -> None:
    assert CASE.count(old) == 1
    text = CASE.replace("\n", newline)
    wanted = CASE.replace(old, new).replace("\n", newline)

    assert set_value(text, path, value) == wanted
    assert set_value("\ufeff" + text, path, value) == "\ufeff" + wanted


@pytest.mark.parametrize(
    ("text", "path", "value", "wanted"),
    [
        ("a: {}\n", ("a", "b"), 1, "a: {b: 1}\n"),
        ("a: {b: 1,}\n", ("a", "c"), 2, "a: {b: 1, c: 2,}\n"),
        ("a: {b: }\n", ("a", "c"), 2, None),
        ("{b}", ("b",), 2, "{b: 2}"),
        ("{b}", ("c",), 2, "{b, c: 2}"),
        ("a: 1", ("b",), 2, "a: 1\nb: 2"),
        ("", ("a",), 1, "a: 1\n"),
        ("# only a comment", ("a", "b"), 1, "# only a comment\na: {b: 1}\n"),
        ("", (), {"a": 1}, "{a: 1}\n"),
        ("- id: x\n  a: 1\n- id: y\n", (0, "b"), "no", '- id: x\n  a: 1\n  b: "no"\n- id: y\n'),
        ("a: |+\n  x\n\nb: 1\n", ("c",), 1, "a: |+\n  x\n\nb: 1\nc: 1\n"),
        ("a:\n  b: |+\n    x\n\nc: 1\n", ("a", "d"), 1, "a:\n  b: |+\n    x\n\n  d: 1\nc: 1\n"),
        ("a: # why\n  b: 1\n", ("a",), 3, "a: # why\n  3\n"),
        ("a:\n  b: 1 # one\n", ("a",), 3, "a: 3 # one\n"),
        ("a: 'it''s'\n", ("a",), "that's", "a: 'that''s'\n"),
        ("a: 'x'\n", ("a",), "x\ty", 'a: "x\\ty"\n'),
        ("a: 1\n", ("a",), 1.0, "a: 1.0\n"),
        ("a: 1\n", ("a",), True, "a: true\n"),
        ("a: 1\n", ("a",), 1, "a: 1\n"),
        ("a:\n- 1\n- \n", ("a", 1), 2, "a:\n- 1\n- 2\n"),
        ("a: 😀 # é\nb: 1\n", ("b",), "ü", "a: 😀 # é\nb: ü\n"),
        ("a: {b: 1, # one\n    c: 2}\n", ("a", "d"), 3, "a: {b: 1, # one\n    c: 2, d: 3}\n"),
    ],
)
def test_the_odd_places_of_yaml(text: str, path: Any, value: Any, wanted: str | None) -> None:
    new = set_value(text, path, value)

    if wanted is not None:
        assert new == wanted
    assert _at(read(new), path) == value


@pytest.mark.parametrize(
    ("text", "path", "value", "wanted"),
    [
        ("a: [1, 2]\n", ("a",), 3, "a: [1, 2, 3]\n"),
        ("a: []\n", ("a",), 3, "a: [3]\n"),
        ("a:\n  - 1 # one\n# end\n", ("a",), "2", 'a:\n  - 1 # one\n  - "2"\n# end\n'),
        ("- {id: x}\n", (), {"id": "z"}, "- {id: x}\n- {id: z}\n"),
        ("- id: x\n  a: 1\n", (), {"id": "z", "b": [1]}, "- id: x\n  a: 1\n- id: z\n  b: [1]\n"),
        ("", (), {"id": "z", "b": 1}, "- id: z\n  b: 1\n"),
        ("# none yet\r\n", (), {"id": "z", "b": 1}, "# none yet\r\n- id: z\r\n  b: 1\r\n"),
        ("a:\n", ("a",), 1, "a: [1]\n"),
        ("a: {b: 1}\n", ("a",), {"c": 2, "d": 3}, "a: {b: 1, c: 2, d: 3}\n"),
        ("- - 1\n  - 2\n- 3\n", (0,), 9, "- - 1\n  - 2\n  - 9\n- 3\n"),
    ],
)
def test_an_entry_is_appended_in_the_style_of_its_neighbours(text: str, path: Any, value: Any, wanted: str) -> None:
    assert append_entry(text, path, value) == wanted


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a: 1\nb: 2 # two\n# three\nc: 3\n", ("b",), "a: 1\n# three\nc: 3\n"),
        ("a:\n  b:\n    c: 1\n  d: 2\n", ("a", "b"), "a:\n  d: 2\n"),
        ("a:\n  b: 1\n# end\n", ("a", "b"), "a: {}\n# end\n"),
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
        ("a: {b: 1, # one\n    c: 2}\n", ("a", "c"), "a: {b: 1, # one\n    }\n"),
        ("a: {b: 1, # one\n    c: 2}\n", ("a", "b"), "a: {# one\n    c: 2}\n"),
        ("a: [1]\n", ("a", 0), "a: []\n"),
        ("a: [1, [2], 3]\n", ("a", 1), "a: [1, 3]\n"),
        ("- id: x\n  a: 1\n- id: y\n", (0,), "- id: y\n"),
        ("- id: x\n  a: 1\n- id: y\n", (1,), "- id: x\n  a: 1\n"),
        ("- id: x\n  a: 1\n", (0, "id"), "- a: 1\n"),
        ("- id: x\n  # about a\n  a: 1\n", (0, "id"), "- \n  # about a\n  a: 1\n"),
        ("- - 1\n  - 2\n", (0, 0), "- - 2\n"),
        ("- - 1\n  - 2\n- 3", (1,), "- - 1\n  - 2\n"),
        ("-\n  a: 1\n-\n  b: 2\n", (1,), "-\n  a: 1\n"),
        ("# only\n- 1\n", (0,), "# only\n[]\n"),
    ],
)
def test_an_entry_is_removed_with_its_own_line_alone(text: str, path: Any, wanted: str) -> None:
    assert remove_entry(text, path) == wanted


@pytest.mark.parametrize(
    "change",
    [
        lambda: set_value("a: 1\na: 2\n", ("a",), 1),
        lambda: set_value("a: 1\n", ("a", "b"), 1),
        lambda: set_value("a: [1]\n", ("a", 3), 1),
        lambda: set_value("a: [1]\n", ("a", "b"), 1),
        lambda: set_value("a: {}\n", ("a", 0), 1),
        lambda: set_value("a: 1\n", ("a",), float("nan")),
        lambda: set_value("a: 1\n", ("a",), {1, 2}),
        lambda: set_value("a: 1\n", ("a",), "half \ud800"),
        lambda: set_value("a: [b: 1]\n", ("a", 0, "c"), 1),
        lambda: append_entry("a: 1\n", ("a",), 1),
        lambda: append_entry("a: {b: 1}\n", ("a",), {"b": 1}),
        lambda: remove_entry("a: 1\n", ("b",)),
        lambda: remove_entry("a: 1\n", ()),
    ],
)
def test_what_cannot_be_done_is_refused(change: Any) -> None:
    with pytest.raises(UsageError):
        change()


# --- properties ------------------------------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(
        ["++", "-", "NO", "2022-01-01", "12:30", "010", "1_000", "null", "~", "a: b", "# x", "-1", " a ", "%"]
    ),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
KEYS = TEXTS.filter(bool)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(DATA, DATA)
def test_whatever_is_set_reads_back_the_same(old: Any, new: Any) -> None:
    text = _written("f", old, comment="kept")

    changed = set_value(text, ("f", "old"), new)

    assert json.dumps(read(changed)["f"]["old"]) == json.dumps(new)
    _assert_frame_is_kept(text, changed)


@given(DATA, KEYS, DATA)
def test_whatever_is_added_and_taken_out_again_leaves_the_text_as_it_was(old: Any, key: str, new: Any) -> None:
    text = _written("f", old, comment="kept")
    path = ("f", f"new {key}")

    added = set_value(text, path, new)

    assert json.dumps(read(added)["f"][path[1]]) == json.dumps(new)
    assert remove_entry(added, path) == text


@given(st.lists(DATA, min_size=2, max_size=4), st.integers(0, 3), DATA)
def test_a_list_grows_and_shrinks_by_the_entry_meant(entries: list[Any], index: int, new: Any) -> None:
    text = "# top\n" + "".join(_block(entry, "") for entry in entries) + "# end\n"
    index %= len(entries)

    assert json.dumps(read(append_entry(text, (), new))) == json.dumps([*entries, new])
    shorter = remove_entry(text, (index,))
    assert json.dumps(read(shorter)) == json.dumps(entries[:index] + entries[index + 1 :])
    assert shorter.startswith("# top\n")
    assert shorter.endswith("# end\n")


@given(st.lists(DATA, min_size=1, max_size=3), st.data(), SCALARS | st.dictionaries(KEYS, SCALARS, max_size=3))
def test_any_value_of_any_text_can_be_set(entries: list[Any], draw: st.DataObject, new: Any) -> None:
    text = "# top\n" + "".join(_block(entry, "") for entry in entries) + "# end\n"
    path = draw.draw(st.sampled_from(list(_paths(entries))))
    wanted = json.loads(json.dumps(entries))
    _at(wanted, path[:-1])[path[-1]] = new

    changed = set_value(text, path, new)

    assert json.dumps(read(changed)) == json.dumps(wanted)
    assert changed.startswith("# top\n")
    assert changed.endswith("# end\n")


@given(st.lists(DATA, min_size=1, max_size=3), st.data())
def test_any_entry_of_any_text_can_be_taken_out(entries: list[Any], draw: st.DataObject) -> None:
    text = "# top\n" + "".join(_block(entry, "") for entry in entries) + "# end\n"
    path = draw.draw(st.sampled_from(list(_paths(entries))))
    wanted = json.loads(json.dumps(entries))
    del _at(wanted, path[:-1])[path[-1]]

    assert json.dumps(read(remove_entry(text, path))) == json.dumps(wanted)


ODD_KEYS = [
    "a: 1 # one\n",
    "? b\n: 1\n",
    "? c\n",
    "'d' : e\n",
    "e: {f, g: , h: [i: 1, 'j': 2,], k: {}}\n",
    "l: {m: 1, # one\n  # two\n  n: 2 # three\n  , o: 3}\n",
    "p: |+\n  t\n\n\n",
    "q:\n  r: >-\n   u\n   v\n\n",
    "s:\n- 1\n- \n- t: 2 # c\n  u:\n",
    "v: # c\n    # d\n    w:\n        - - 1\n          - 2\n        -   - 3\n",
    '"x": a\n  b\n  c\n',
    "# comment\n",
    "\n",
    "y: 'it''s\n\n  so' # c\n",
    "z: [\n  1, # c\n  2\n  ]\n",
    '0: "a\\\n  b"\n',
]
ODD_ENTRIES = [
    "- 1 # c\n",
    "-\n",
    "- - a\n  -\n  - b\n",
    "- a: 1\n  b: {c: 1}\n  # c\n  d:\n",
    "-\n  a: 1\n  b: 2\n",
    "-   a: 1\n    b: 2\n",
    "- ? a\n  : b\n  ? c\n",
    "- |+\n  a\n\n",
    "- [a, {b: c}, ]\n",
    "# c\n",
    "\n",
]
ODD_TEXTS = st.lists(st.sampled_from(ODD_KEYS), unique=True) | st.lists(st.sampled_from(ODD_ENTRIES))


@given(ODD_TEXTS.map("".join), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data())
def test_a_text_however_odd_is_changed_as_meant_or_not_at_all(
    text: str, newline: str, is_ended: bool, draw: st.DataObject
) -> None:
    text = (text if is_ended else text.rstrip("\n")).replace("\n", newline)
    document = read_yaml(text, file="f.yaml")
    assert not document.findings
    assume(document.data)
    path = draw.draw(st.sampled_from(list(_paths(document.data))))

    for change in (
        lambda: set_value(text, path, "new"),
        lambda: set_value(text, (*path[:-1], "new"), {"b": 1}),
        lambda: append_entry(text, path[:-1], {"new": 1}),
        lambda: remove_entry(text, path),
    ):
        try:
            changed = change()
        except UsageError:
            continue
        assert read(changed) != document.data


def _paths(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*above, step)
        yield from _paths(inner, (*above, step))


def _written(name: str, value: Any, *, comment: str) -> str:
    """A text with a value in the middle of a block mapping, written by another hand than the code under test."""
    return (
        f"# {comment}\nfirst:   'as it is'  # {comment}\n{name}:\n  old: {_flow(value)}\n  # {comment}\nlast: [ 1,2 ]\n"
    )


def _flow(value: Any) -> str:
    """JSON is YAML but for its surrogate pairs."""

    def one_escape(pair: re.Match[str]) -> str:
        return f"\\U{ord(json.loads(chr(34) + pair.group() + chr(34))):08x}"

    return re.sub(r"\\u(d[89ab]..)\\u(d[c-f]..)", one_escape, json.dumps(value))


def _block(value: Any, indent: str) -> str:
    """An entry of a block list, nested blocks inside where there is anything in them."""
    if isinstance(value, list) and value:
        inner = "".join(_block(entry, indent + "  ") for entry in value)
        return f"{indent}- {inner.lstrip(' ')}"
    if isinstance(value, dict) and value:
        inner = "".join(f"{indent}  {_flow(key)}: {_flow(entry)} # c\n" for key, entry in value.items())
        return f"{indent}- {inner.lstrip(' ')}"
    return f"{indent}- {_flow(value)} # c\n"


def _assert_frame_is_kept(before: str, after: str) -> None:
    head, tail = before.split("  old:")[0], "  # kept\nlast: [ 1,2 ]\n"
    assert after.startswith(head)
    assert after.endswith(tail)


def _at(data: Any, path: Any) -> Any:
    for step in path:
        data = data[step]
    return data
