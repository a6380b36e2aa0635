"""Words of the workbench in the reader's language; numbers and the words of a case are the same in all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["en", "zh"]
LANGUAGES: dict[Language, str] = {"en": "English", "zh": "中文"}

Say = Callable[[str], str]
"""What turns an English label into one of the reader's language."""


def say(english: str, language: Language = "en") -> str:
    """A label in a language; English where the list has no other."""
    return english if language == "en" else labels(language).get(english, english)


@cache
def labels(language: Language) -> dict[str, str]:
    """Labels of a language, by the English ones."""
    text = (files("equipoise.data") / "labels" / f"{language}.toml").read_text(encoding="utf-8")
    return {str(english): str(other) for english, other in tomllib.loads(text)["labels"].items()}
