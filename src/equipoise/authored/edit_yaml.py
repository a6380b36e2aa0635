"""Change a YAML text in one place and leave every other byte as its author wrote it.

A change is spliced in where the parser says things stand; comments, order, quotes, line breaks and indentation around
it stay. Every result is read again and must say what was meant, or the change is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from equipoise.authored.lines import BYTE_ORDER_MARK
from equipoise.authored.scalars import write_scalar
from equipoise.authored.yaml_text import Node, Path, YamlDocument, read_yaml
from equipoise.errors import UsageError

_BY_HAND = "change it by hand"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_COMMA = re.compile(r"\s*,[ \t]*")


def set_value(text: str, path: Sequence[str | int], value: Any) -> str:
    """Set what stands at a path; where nothing does, add the key, and mappings above it.

    Of a mapping or list that takes the place of another only what differs is written.

    Args:
        text: The YAML text.
        path: Keys and indices from the root.
        value: Plain data.

    Raises:
        UsageError: If the text cannot be read, the path leads through something that is no mapping or list, or the
            change cannot be made without touching more than its place.
    """
    document, steps, value = _readable(text), tuple(path), _plain(value)
    node = document.node(steps)
    if node is None:
        return _insert(document, steps, value)
    old = _value(document.data, steps)
    if _is_same(old, value):
        return text
    if isinstance(old, dict) and isinstance(value, dict) and _are_alike(old, value):
        return _merge_mappings(text, steps, old, value)
    if isinstance(old, list) and isinstance(value, list) and 0 < len(old) <= len(value):
        return _merge_lists(text, steps, old, value)
    return _checked(_replace(document, node, value), _with(document.data, steps, value))


def append_entry(text: str, path: Sequence[str | int], value: Any) -> str:
    """Add an entry at the end of a list, or new keys at the end of a mapping.

    Args:
        text: The YAML text.
        path: Path of the list or mapping; where nothing stands yet, a list is begun.
        value: The entry; for a mapping, a mapping of new keys.

    Raises:
        UsageError: As `set_value`; or if what stands at the path takes no entries, or has one of the keys.
    """
    document, steps, value = _readable(text), tuple(path), _plain(value)
    there = _value(document.data, steps)
    if isinstance(there, dict) and isinstance(value, dict):
        return _append_keys(text, steps, there, value)
    if isinstance(there, list):
        return _checked(_append_to_list(document, steps, value), _with(document.data, steps, [*there, value]))
    if there is not None:
        raise UsageError(f"{_dotted(steps)} takes no such entry", hint=_BY_HAND)
    if steps or document.root is not None:
        return set_value(text, steps, [value])
    return _checked(_into_empty(document, _list_entry(value, indent="", newline=document.lines.newline)), [value])


def append_entries(text: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """Add mappings at the end of a text that is one list, each key on a line of its own.

    They are written behind each other and read once, which takes the time of one `append_entry`; where the text then
    says anything but what was there and what is new, they are added one by one after all. Where its author leaves a
    blank line between entries, so do these.

    Raises:
        UsageError: As `append_entry`.
    """
    document, new = read_yaml(text, file=""), [_plain(dict(entry)) for entry in entries]
    there = document.data if isinstance(document.data, list) else []
    newline = document.lines.newline
    parted = newline if _parts_entries(text) else ""
    begin = "" if _ends_line(text, len(text)) else newline
    longer = text + begin + "".join(f"{parted}{_list_entry(one, indent='', newline=newline)}{newline}" for one in new)
    read = read_yaml(longer, file="")
    if not document.findings and not read.findings and _is_same(read.data, [*there, *new]):
        return longer
    for entry in new:
        text = append_entry(text, (), entry)
    return text


def _parts_entries(text: str) -> bool:
    """Whether the author leaves a blank line between entries."""
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith("- ") and index]
    return bool(starts[1:]) and all(not lines[index - 1].strip() for index in starts[1:])


def remove_entry(text: str, path: Sequence[str | int]) -> str:
    """Take out a key with its value, or an entry of a list, with the comment behind it.

    Raises:
        UsageError: As `set_value`; or if nothing stands at the path.
    """
    document, steps = _readable(text), tuple(path)
    above = document.node(steps[:-1])
    if not steps or document.node(steps) is None or above is None or above.children is None:
        raise UsageError(f"{_dotted(steps)} does not exist")
    if len(above.children) == 1:
        return set_value(text, steps[:-1], [] if isinstance(above.children, list) else {})
    entries = _entries(document, above)
    index = steps[-1] if isinstance(steps[-1], int) else list(above.children).index(steps[-1])
    cut = _cut_from_flow if above.style == "flow" else _cut_from_block
    return _checked(cut(document, entries, index), _without(document.data, steps))


# --- kinds of change -------------------------------------------------------------------------------------------


def _insert(document: YamlDocument, path: Path, value: Any) -> str:
    """Write a value where nothing stands, as a new key of the deepest mapping on the way that is there."""
    depth = max((depth for depth in range(len(path)) if document.node(path[:depth]) is not None), default=0)
    for step in reversed(path[depth + 1 :]):
        value = {step: value}
    there = _value(document.data, path[:depth])
    if not path:
        return _checked(_into_empty(document, _write(value)), value)
    if not isinstance(there, dict | None) or not all(isinstance(step, str) for step in path[depth:]):
        raise UsageError(f"{_dotted(path)} does not exist", hint=f"{_dotted(path[: depth + 1])} is not there")
    wanted = _with(document.data, path[: depth + 1], value)
    entry = f"{_write(path[depth])}: {_write(value)}"
    above = document.node(path[:depth])
    if above is None:
        return _checked(_into_empty(document, entry), wanted)
    if there is None:
        return _checked(_replace(document, above, {path[depth]: value}), wanted)
    append = _append_in_flow if above.style == "flow" else _append_lines
    return _checked(append(document, above, entry), wanted)


def _append_keys(text: str, path: Path, there: dict[str, Any], new: dict[str, Any]) -> str:
    for key in new:
        if key in there:
            raise UsageError(f"{_dotted((*path, key))} exists already", hint="choose another name, or set its value")
    for key, value in new.items():
        text = set_value(text, (*path, key), value)
    return text


def _are_alike(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a mapping can become another by taking out keys, setting some, and adding some at its end."""
    kept = [key for key in old if key in new]
    return bool(kept) and list(new)[: len(kept)] == kept


def _merge_mappings(text: str, path: Path, old: dict[str, Any], new: dict[str, Any]) -> str:
    for key in old:
        if key not in new:
            text = remove_entry(text, (*path, key))
    for key, value in new.items():
        if key not in old or not _is_same(old[key], value):
            text = set_value(text, (*path, key), value)
    return text


def _merge_lists(text: str, path: Path, old: list[Any], new: list[Any]) -> str:
    for index, value in enumerate(new):
        if index >= len(old):
            text = append_entry(text, path, value)
        elif not _is_same(old[index], value):
            text = set_value(text, (*path, index), value)
    return text


# --- splices ---------------------------------------------------------------------------------------------------


def _replace(document: YamlDocument, node: Node, value: Any) -> str:
    text, start, end = document.text, node.start, _end(document.text, node)
    quote = node.style if node.children is None and node.style in ("'", '"') else ""
    written = write_scalar(value, quote=quote) if isinstance(value, str) else _write(value)
    between = text[node.key_end : start] if node.key_start >= 0 else ""
    if start == end:  # nothing was written yet behind the colon or dash
        is_blank_left = text[start : start + 1] == " " and _line_end(text, start)[0] == start + 1
        start, written = (start + 1, written) if is_blank_left else (start, " " + written)
        end, written = start, (":" if node.key_start >= 0 and ":" not in between else "") + written
    elif node.style == "block" and between.strip() == ":":  # bring it up to the line of its key
        start, written = node.key_end + between.index(":") + 1, " " + written
    return text[:start] + written + text[end:]


def _append_to_list(document: YamlDocument, path: Path, value: Any) -> str:
    node = document.node(path)
    assert node is not None
    assert isinstance(node.children, list)
    if node.style == "flow":
        return _append_in_flow(document, node, _write(value))
    last = node.children[-1]
    if last.children is not None and last.style == "flow":
        return _append_lines(document, node, f"- {_write(value)}")
    entry = _list_entry(value, indent=_indent(document, node.start), newline=document.lines.newline)
    return _append_lines(document, node, entry)


def _list_entry(value: Any, *, indent: str, newline: str) -> str:
    """An entry of a block list; of a mapping, each key on a line of its own."""
    if not isinstance(value, dict) or not value:
        return f"- {_write(value)}"
    return "- " + f"{newline}{indent}  ".join(f"{_write(key)}: {_write(entry)}" for key, entry in value.items())


def _append_lines(document: YamlDocument, node: Node, entry: str) -> str:
    """Write an entry on a line of its own behind the last of a block mapping or list."""
    text, newline = document.text, document.lines.newline
    at = _next_line(text, node)
    before = "" if _ends_line(text, at) else newline
    after = newline if at < len(text) or not before else ""
    return text[:at] + before + _indent(document, node.start) + entry + after + text[at:]


def _append_in_flow(document: YamlDocument, node: Node, entry: str) -> str:
    text = document.text
    entries = _entries(document, node)
    if not entries:
        return text[: node.start + 1] + entry + text[node.start + 1 :]
    at = entries[-1][1]
    comma = " , " if text[at - 1] == ":" else ", "
    return text[:at] + comma + entry + text[at:]


def _into_empty(document: YamlDocument, entry: str) -> str:
    """Write into a text that holds nothing but comments."""
    text, newline = document.text, document.lines.newline
    return text + ("" if _ends_line(text, len(text)) else newline) + entry + newline


def _cut_from_flow(document: YamlDocument, entries: Sequence[tuple[int, int]], index: int) -> str:
    """Cut an entry with one comma. Comments beside it stay, if need be behind a comma too many, which YAML allows."""
    text, (start, end) = document.text, entries[index]
    if index + 1 < len(entries):
        following = entries[index + 1][0]
        comma = _COMMA.match(text, end)
        end = comma.end() if comma and "#" in text[end:following] else following
    elif "#" not in text[entries[index - 1][1] : start]:
        start = entries[index - 1][1]
    return text[:start] + text[end:]


def _cut_from_block(document: YamlDocument, entries: Sequence[tuple[int, int]], index: int) -> str:
    """Cut an entry with its lines; comments above and below stay."""
    text, (start, end) = document.text, entries[index]
    line_start = start - len(_indent(document, start))
    if not text[line_start:start].strip():
        return text[:line_start] + text[_line_end(text, end)[1] :]
    if index + 1 == len(entries):
        raise UsageError("this cannot be taken out without touching more than its place", hint=_BY_HAND)
    # Behind a dash: what follows takes its place, or, where a comment stands between, stays on its own line.
    following = entries[index + 1][0]
    end = following if "#" not in text[end:following] else _line_end(text, end)[0]
    return text[:start] + text[end:]


# --- where things stand ----------------------------------------------------------------------------------------


def _entries(document: YamlDocument, node: Node) -> list[tuple[int, int]]:
    """Span of each entry of a mapping or list, from its key or dash to the end of its value, comments left out."""
    children = node.children or ()
    spans: list[tuple[int, int]] = []
    for child in children if isinstance(children, list | tuple) else children.values():
        start = child.key_start if child.key_start >= 0 else child.start
        if isinstance(children, list) and node.style == "block":
            start = _dash(document, node, spans[-1][1]) if spans else node.start
        spans.append((start, max(_end(document.text, child), child.key_end)))
    return spans


def _dash(document: YamlDocument, node: Node, after: int) -> int:
    """Where the next dash of a block list stands, in the column of the first."""
    column = len(_indent(document, node.start))
    dash = re.compile(rf"(?:\r\n|\n|\r) {{{column}}}-(?=\s|$)").search(document.text, after)
    return dash.end() - 1 if dash else after


def _end(text: str, node: Node) -> int:
    """End of what was written for a value; behind a block the parser goes on to the next thing."""
    last = _last(node)
    if last.children is None and last.style in ("|", ">"):
        return last.start + len(text[last.start : last.end].rstrip())
    return last.end if last.end > last.start else max(last.start, last.key_end)


def _last(node: Node) -> Node:
    """The value in a block mapping or list that is written last; the node itself where it is neither."""
    while node.style == "block" and node.children:
        node = node.children[-1] if isinstance(node.children, list) else list(node.children.values())[-1]
    return node


def _next_line(text: str, node: Node) -> int:
    """Start of the line behind a block mapping or list, or the end of the text."""
    last = _last(node)
    if last.style in ("|", ">") and "+" in text[last.start : _line_end(text, last.start)[0]]:
        return last.end  # `|+` keeps the blank lines behind it as part of the text
    return _line_end(text, _end(text, node))[1]


def _line_end(text: str, index: int) -> tuple[int, int]:
    """Start and end of the line break behind an index."""
    found = _LINE_BREAK.search(text, index)
    return found.span() if found else (len(text), len(text))


def _ends_line(text: str, index: int) -> bool:
    """Whether a new line starts at an index."""
    return index == 0 or text[index - 1] in ("\r", "\n", BYTE_ORDER_MARK)


def _indent(document: YamlDocument, index: int) -> str:
    return " " * (document.lines.place(index)[1] - 1)


# --- data ------------------------------------------------------------------------------------------------------


def _readable(text: str) -> YamlDocument:
    document = read_yaml(text, file="")
    if document.findings:
        raise UsageError(
            f"the file cannot be changed before it can be read: {document.findings[0]}", hint="mend it first"
        )
    return document


def _checked(text: str, wanted: Any) -> str:
    """The new text, if it says what was meant."""
    document = read_yaml(text, file="")
    if document.findings or not _is_same(document.data, wanted):
        raise UsageError("this cannot be changed without touching more than its place", hint=_BY_HAND)
    return text


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same to the letter: 1 is neither 1.0 nor true, and order counts."""
    return json.dumps(one) == json.dumps(other)


def _value(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data) else None
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_with(entry, rest, value) if index == step else entry for index, entry in enumerate(data)]
    mapping = data or {}
    return {**mapping, step: _with(mapping.get(step), rest, value)}


def _without(data: Any, path: Path) -> Any:
    kept = _value(data, path[:-1])
    if isinstance(kept, list):
        kept = [entry for index, entry in enumerate(kept) if index != path[-1]]
    else:
        kept = {key: value for key, value in kept.items() if key != path[-1]}
    return _with(data, path[:-1], kept)


def _plain(value: Any) -> Any:
    """The value as it will be read again: lists for tuples, text for keys."""
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, str | int | float | bool | None):
        return value
    raise UsageError(f"a {type(value).__name__} cannot be written", hint="use text, numbers, true, false, null")


def _write(value: Any) -> str:
    """Write plain data on one line, in the form that holds in any place."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_write(key)}: {_write(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_write(entry) for entry in value) + "]"
    return write_scalar(value)


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path) or "the whole file"
