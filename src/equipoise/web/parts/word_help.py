"""Help beside a word: where it first stands on a page, it leads to what the glossary says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from markupsafe import Markup

from equipoise.web.glossary import Term, glossary
from equipoise.web.labels import Language, say
from equipoise.web.parts.markup_walk import Place, rewritten

Address = Callable[..., str]

_NO_LINKS_IN = frozenset(
    {"a", "button", "summary", "label", "code", "kbd", "svg", "style", "script", "option", "select", "h1", "h2", "h3"}
)
_TEXT = frozenset({"p", "li", "td", "th", "div"})


def with_help(markup: str, address: Address) -> Markup:
    """The markup with the first mention of each word of the glossary a link to what it means.

    Args:
        markup: Well-formed markup of our own.
        address: Makes the address of a page of the case from its name and parameters.
    """
    explained: set[str] = set()

    def rewrite(text: str, place: Place) -> str:
        if place.is_inside(_NO_LINKS_IN) or not place.is_inside(_TEXT):
            return text

        def linked(match: re.Match[str]) -> str:
            word = _forms()[match[0].lower()]
            if word in explained:
                return match[0]
            explained.add(word)
            return str(word_link(word, match[0], address))

        return _words().sub(linked, str(text))

    return rewritten(markup, rewrite)


def word_link(word: str, shown: str, address: Address) -> Markup:
    """A link from a word to what it means."""
    return Markup('<a class="word" href="{}">{}</a>').format(address("glossary", word=word), Markup(shown))


def words_markup(words: Iterable[str], address: Address, language: Language) -> Markup:
    """Words that explain something, each a link to what it means; nothing for none."""
    links = Markup(" · ").join(
        word_link(word, str(Markup("{}").format(glossary()[word].title(language))), address) for word in words
    )
    return Markup('<p class="dim">{}: {}</p>').format(say("Words", language), links) if links else Markup("")


def term_markup(term: Term, language: Language) -> Markup:
    """What a word means, and how good the evidence is that the technique behind it helps."""
    graded = Markup("")
    if term.technique is not None:
        graded = Markup('<p class="dim">{}: <b>{}</b>: {} ({})</p>').format(
            say("Evidence that it helps", language), term.technique.grade, term.technique.evidence, term.technique.name
        )
    return Markup("<p>{}</p>{}").format(term.explained(language), graded)


@cache
def _forms() -> dict[str, str]:
    return {
        form.lower(): word for word, term in glossary().items() if term.also is not None for form in (word, *term.also)
    }


@cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
