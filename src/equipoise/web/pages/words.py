"""The glossary: every word with what it means, each at an address of its own, and the same beside any page."""

from __future__ import annotations

from markupsafe import Markup
from nicegui import ui

from equipoise.web.glossary import glossary
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.word_help import term_markup


def build(sitting: Sitting) -> None:
    """Lay out the page; a word asked for comes first."""
    say, words = sitting.say, glossary()
    ui.html(f"<h1>{say('Glossary')}</h1>", sanitize=False)
    ui.label(say("One word for each concept, the same in the case files, the command line and these pages.")).classes(
        "dim"
    )
    wanted = sitting.parameters.get("word", "")
    asked = [wanted] if wanted in words else []
    entries = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(
            words[word].title(sitting.language), term_markup(words[word], sitting.language)
        )
        for word in (*asked, *(word for word in words if word not in asked))
    )
    ui.html(str(Markup('<dl class="glossary">{}</dl>').format(entries)), sanitize=False)


def word_markup(sitting: Sitting, word: str) -> Markup:
    """What one word means, with a way to all of them."""
    term = glossary().get(word)
    if term is None:
        return Markup("")
    return Markup("<h3>{}</h3>{}<p><a href='{}'>{}</a></p>").format(
        term.title(sitting.language),
        term_markup(term, sitting.language),
        sitting.address("glossary"),
        sitting.say("All words"),
    )


GLOSSARY = Page("glossary", "Glossary", build)
