"""The list of evidence beside the matrix: which items are in view, in what order, and a line on each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.schema import EvidenceItem
from equipoise.report.names import tidy
from equipoise.report.numbers import coarse_date, count
from equipoise.web.labels import Say
from equipoise.web.parts.matrix import SCENARIOS

Show = Literal["all", "rated", "open", "left out"]

LEFT_OUT = ("judgement", "background")
"""Kinds that are kept and shown, and never count as evidence."""

MOST_LISTED = 200
"""Lines drawn at once; a filter finds the rest."""


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to.

    Attributes:
        words: All of which an item must have in its id, text, sources or origin; case does not matter.
        show: All, rated on every scenario, open on some, or left out of the likelihood.
        kind: Only items of this kind; empty for all.
        as_of: Only what was known by that day.
        shuffled_by: Name by which the order is shuffled, the same each time for one person; None for order of date.
    """

    words: str = ""
    show: Show = "all"
    kind: str = ""
    as_of: date | None = None
    shuffled_by: str | None = None


@dataclass(frozen=True)
class Line:
    """A line of the list.

    Attributes:
        item: Id of the item.
        what: What happened.
        about: Date, grade and origin.
        state: How many scenarios are rated, or why it does not count.
    """

    item: str
    what: str
    about: str
    state: str


def filtered(case: Case, asked: Filter, rater: str) -> tuple[EvidenceItem, ...]:
    """Items in view, in their order."""
    words = asked.words.lower().split()
    found = [
        item
        for item in case.evidence
        if (not asked.kind or item.kind == asked.kind)
        and (asked.as_of is None or case.known(item) <= asked.as_of)
        and _is_shown(case, item, asked.show, rater)
        and all(word in _text(case, item) for word in words)
    ]
    found.sort(key=lambda item: (item.date.end, item.id))
    if asked.shuffled_by is not None:
        random.Random(f"{asked.shuffled_by} {case.name}").shuffle(found)
    return tuple(found)


def rated_scenarios(case: Case, item: str, rater: str) -> int:
    """How many scenarios an item is rated on."""
    return sum(rating.rater == rater and rating.subject == SCENARIOS for rating in case.ratings_of(item))


def lines(case: Case, items: Iterable[EvidenceItem], rater: str, say: Say = str) -> tuple[Line, ...]:
    """A line on each item."""
    all_of = len(case.definition.scenarios)
    return tuple(_line(item, rated_scenarios(case, item.id, rater), all_of, say) for item in items)


def list_markup(shown: Sequence[Line], *, selected: str, label: str, left: int = 0, say: Say = str) -> Markup:
    """The list, and how many lines are left out of it for being more than are drawn at once."""
    drawn = Markup("").join(_item_markup(line, line.item == selected) for line in shown)
    told = say("{number} more: narrow the list to see them").format(number=count(left))
    more = Markup('<p class="dim">{}</p>').format(told) if left > 0 else ""
    return Markup('<ul class="items" role="listbox" tabindex="0" aria-label="{}">{}</ul>{}').format(label, drawn, more)


def left_out_words(case: Case, say: Say = str) -> str:
    """How many items are kept and do not count, by why."""
    kinds = [item.kind for item in case.evidence]
    parts = [
        (kinds.count("judgement"), say("expert judgements")),
        (kinds.count("background"), say("background")),
        (
            sum(not case.ratings_of(item.id) and item.kind not in LEFT_OUT for item in case.evidence),
            say("not rated yet"),
        ),
    ]
    return ", ".join(f"{number:,} {words}" for number, words in parts if number)


def _is_shown(case: Case, item: EvidenceItem, show: Show, rater: str) -> bool:
    if show in ("all", "left out"):
        return (item.kind in LEFT_OUT) == (show == "left out")
    is_rated = rated_scenarios(case, item.id, rater) == len(case.definition.scenarios)
    return is_rated if show == "rated" else item.kind not in LEFT_OUT and not is_rated


def _text(case: Case, item: EvidenceItem) -> str:
    titles = [case.sources[name].title for name in item.sources if name in case.sources]
    return " ".join([item.id, item.what, item.origin or "", *item.sources, *titles]).lower()


def _line(item: EvidenceItem, rated: int, all_of: int, say: Say) -> Line:
    about = [coarse_date(item.date), *([item.grade] if item.grade else [])]
    if len(item.sources) > 1:
        about.append(say("{number} reports").format(number=len(item.sources)))
    is_left_out = item.kind in LEFT_OUT
    state = say(item.kind) if is_left_out else say("{rated} of {all} rated").format(rated=rated, all=all_of)
    return Line(item.id, tidy(item.what), " · ".join(about), state)


def _item_markup(line: Line, is_selected: bool) -> Markup:
    return Markup(
        '<li role="option" data-item="{}" aria-selected="{}">{}'
        '<span class="m"><span>{}</span><span>{}</span></span></li>'
    ).format(line.item, "true" if is_selected else "false", line.what, line.about, line.state)
