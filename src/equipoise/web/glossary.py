"""The words of Equipoise and what they mean: the one list, of which docs/glossary.md is a copy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from equipoise.report.view import method
from equipoise.report.view.method import Technique
from equipoise.web.labels import Language

_MARKED = re.compile(r"\*([^*]+)\*|`([^`]+)`")


@dataclass(frozen=True)
class Term:
    """A word.

    Attributes:
        word: The word.
        means: What it means, with `*emphasis*` and typed text between backticks.
        others: The same two in other languages, by language.
        also: Other forms of it that a text may have; None where a text is not searched for it, for it is a common word.
        technique: The technique of the method card that it stands for; None for most.
    """

    word: str
    means: str
    others: Mapping[str, tuple[str, str]]
    also: tuple[str, ...] | None
    technique: Technique | None

    def title(self, language: Language) -> str:
        """The word, with the English one beside it in another language: texts of a case have that."""
        return f"{self.others[language][0]} ({self.word})" if language in self.others else self.word

    def explained(self, language: Language) -> Markup:
        """What it means, as markup."""
        text = self.others[language][1] if language in self.others else self.means
        return Markup(_MARKED.sub(_styled, str(escape(text))))


@cache
def glossary() -> Mapping[str, Term]:
    """All words by themselves, in the order of the alphabet."""
    text = (files("equipoise.data") / "glossary.toml").read_text(encoding="utf-8")
    techniques = {one.name: one for one in vars(method).values() if isinstance(one, Technique)}
    techniques |= {one.name: one for one in method.TECHNIQUES}
    return {
        word: Term(
            word,
            entry["means"],
            {"zh": (entry["zh"], entry["zh_means"])} if "zh" in entry else {},
            tuple(entry["also"]) if "also" in entry else None,
            techniques[entry["technique"]] if "technique" in entry else None,
        )
        for word, entry in tomllib.loads(text).items()
    }


def _styled(match: re.Match[str]) -> str:
    return f"<em>{match[1]}</em>" if match[1] else f"<code>{match[2]}</code>"
