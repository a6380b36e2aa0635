"""Labels of the workbench: each is there in every language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.web.labels import LANGUAGES, labels, say
from equipoise.web.parts.model_fields import SECTIONS, Field, entries


def said(tree: ast.AST) -> Iterator[str]:
    """Every text that is written into a call of `say`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name == "say" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_every_label_of_a_page_has_a_translation() -> None:
    web = Path(str(files("equipoise.web")))
    written = {text for path in web.rglob("*.py") for text in said(ast.parse(path.read_text("utf-8")))}
    assert len(written) > 50
    for language in LANGUAGES:
        if language != "en":
            assert written - set(labels(language)) == set(), language


def test_a_translation_is_never_empty() -> None:
    assert all(other.strip() for other in labels("zh").values())


def test_what_the_list_lacks_is_said_in_english() -> None:
    assert say("no such label", "zh") == "no such label"


def test_every_field_of_the_model_is_explained_in_every_language() -> None:
    meanings = {field.meaning for name in ("sino-russian", "sweden-nato") for field in fields(load_case(name))}
    assert len(meanings) > 30
    for language in LANGUAGES:
        if language != "en":
            assert meanings - {""} - set(labels(language)) == set(), language


def fields(case: Case) -> Iterator[Field]:
    for section in SECTIONS:
        for entry in entries(case, section):
            yield from entry.fields
