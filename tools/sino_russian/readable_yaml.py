"""YAML that a person likes to read: block style, short leaves on one line, long text folded, comments between."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from equipoise.authored.scalars import write_scalar

WIDTH = 118
_INDENT = "  "


def write_mapping(mapping: Mapping[str, Any], comments: Mapping[str, str], head: str = "") -> str:
    """Write a mapping, a comment above each key that has one.

    Args:
        mapping: What to write.
        comments: Top-level key to the comment above it.
        head: Comment on top of the file.
    """
    lines = _comment(head)
    for key, value in mapping.items():
        if key in comments:
            lines += ["", *_comment(comments[key])]
        lines += _entry(key, value, depth=0)
    return "\n".join(lines) + "\n"


def write_list(records: Sequence[Mapping[str, Any]], head: str) -> str:
    """Write a list of records, a blank line between them."""
    lines = _comment(head)
    for record in records:
        entries = [line for key, value in record.items() for line in _entry(key, value, depth=1)]
        lines += ["", f"- {entries[0].lstrip()}", *entries[1:]]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    """Paragraphs, one a line of the text, each wrapped."""
    wrapped = [line for part in text.split("\n") for line in textwrap.wrap(part, WIDTH - 2, break_on_hyphens=False)]
    return [f"# {line}" for line in wrapped]


def _entry(key: str, value: Any, depth: int) -> list[str]:
    start = f"{_INDENT * depth}{write_scalar(key)}:"
    on_one_line = f"{start} {_flow(value)}"
    if _is_leaf(value) and len(on_one_line) <= WIDTH:
        return [on_one_line]
    if isinstance(value, Mapping):
        return [start, *(line for name, inner in value.items() for line in _entry(name, inner, depth + 1))]
    if isinstance(value, str):
        return [f"{start} >-", *_folded(value, depth + 1)]
    if isinstance(value, list):
        return [start, *(line for inner in value for line in _list_entry(inner, depth + 1))]
    return [on_one_line]


def _list_entry(value: Any, depth: int) -> list[str]:
    on_one_line = f"{_INDENT * depth}- {_flow(value)}"
    if _is_leaf(value) and len(on_one_line) <= WIDTH:
        return [on_one_line]
    if isinstance(value, Mapping):
        inner = [line for name, part in value.items() for line in _entry(name, part, depth + 1)]
        return [f"{_INDENT * depth}- {inner[0].lstrip()}", *inner[1:]]
    if isinstance(value, str):
        return [f"{_INDENT * depth}- >-", *_folded(value, depth + 1)]
    return [on_one_line]


def _folded(text: str, depth: int) -> list[str]:
    """A folded block; its line breaks are read as blanks, so it may break at blanks only, and holds one paragraph."""
    prefix = _INDENT * depth
    lines = textwrap.wrap(text, WIDTH - len(prefix), break_long_words=False, break_on_hyphens=False)
    return [prefix + line for line in lines]


def _is_leaf(value: Any) -> bool:
    """Whether a value may stand on one line: a scalar, or a mapping or list whose parts nest no further than one."""
    if isinstance(value, Mapping):
        return all(not isinstance(inner, Mapping | list) or _is_flat(inner) for inner in value.values())
    if isinstance(value, list):
        return all(not isinstance(inner, Mapping | list) or _is_flat(inner) for inner in value)
    return True


def _is_flat(value: Any) -> bool:
    parts = value.values() if isinstance(value, Mapping) else value
    return not any(isinstance(inner, Mapping | list) for inner in parts)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{write_scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return write_scalar(value)
