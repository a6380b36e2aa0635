"""What stands in a case reaches a page as text: nowhere is it spelled into markup or attributes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[2] / "src" / "equipoise" / "web" / "pages").rglob("*.py"))

SPELLED = frozenset({"props", "html", "add_head_html", "add_body_html", "set_content", "style"})
"""Calls of the toolkit that read their text as markup or as attributes."""

OURS = frozenset({"key", "key.upper()", "words", "other", "language", "links", "loaded", "progress", "total", "label"})
"""What may stand in such a text beside a label: constants of a page, numbers, labels put together before."""


def _spelled(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and expression of whatever is put into a text that is read as markup."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPELLED):
            continue
        for argument in node.args:
            if isinstance(argument, ast.JoinedStr):
                for part in argument.values:
                    if isinstance(part, ast.FormattedValue):
                        yield node.lineno, ast.unparse(part.value)


def _is_escaped(expression: str) -> bool:
    """Whether an expression is a label of ours, a number, or markup that a function of `parts` has put together."""
    call = ast.parse(expression, mode="eval").body
    return isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("say", "_markup", "len"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "/".join(page.parts[-2:]))
def test_nothing_of_a_case_is_spelled_into_markup(page: Path) -> None:
    """A quote in a title would begin another attribute, such as one with a script. `props["title"] = ...` is safe."""
    spelled = _spelled(ast.parse(page.read_text(encoding="utf-8")))
    assert [one for one in spelled if not _is_escaped(one[1]) and one[1] not in OURS] == []
