"""What each item is worth: the raters' answers in decibans, and the coder's marks on explanations.

Answers are elicited (elicited.py) and count. Marks on explanations come from the coding and are kept, shown and
compared, outside the likelihood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sino_russian.documents import reworded
from sino_russian.elicited import FIRST, Answer, raters, used_answers
from sino_russian.evidence import is_background
from sino_russian.explanations import EXPLANATIONS
from sino_russian.facts import Facts, Record


def ratings(facts: Facts) -> list[dict[str, Any]]:
    """Every row of `ratings.csv`, item by item.

    Raises:
        ValueError: If an answer is about an item that is not among the facts or cannot count.
    """
    given = {rater: _by_item(facts, used_answers(rater)) for rater in raters()}
    return [row for coded in facts.evidence for row in _rows(coded, given)]


def is_counted(coded: Record) -> bool:
    """Whether an item can carry a rating that counts: no judgement of others, and nothing before the opening."""
    return coded["kind"] != "expert-judgement" and not is_background(coded)


def _by_item(facts: Facts, given: list[Answer]) -> dict[str, list[Answer]]:
    counted = {coded["id"] for coded in facts.evidence if is_counted(coded)}
    found: dict[str, list[Answer]] = {}
    for answer in given:
        if answer.item not in counted:
            raise ValueError(f"{answer.item} is rated on {answer.subject}, but no counted item has that id")
        found.setdefault(answer.item, []).append(answer)
    return found


def _rows(coded: Record, given: Mapping[str, Mapping[str, list[Answer]]]) -> list[dict[str, Any]]:
    if coded["kind"] == "expert-judgement":
        return []
    rows = [
        row
        for rater, by_item in given.items()
        for answer in by_item.get(coded["id"], [])
        for row in _with_why(answer.item, answer.subject, answer.decibans, rater, answer.why)
    ]
    return rows + _explanation_rows(coded)


def _explanation_rows(coded: Record) -> list[dict[str, Any]]:
    marks = {name: coded["explanations"][name] for name in EXPLANATIONS}
    why = reworded(coded.get("note") or coded["admiralty"]["reason"])
    return _with_why(coded["id"], "explanations", marks, FIRST, why)


def _with_why(item: str, subject: str, levels: Mapping[str, Any], rater: str, why: str) -> list[dict[str, Any]]:
    """Rows of one item on one subject; the reason stands on the first."""
    return [
        {
            "item": item,
            "subject": subject,
            "level": level,
            "rating": rating,
            "rater": rater,
            "why": "" if index else why,
        }
        for index, (level, rating) in enumerate(levels.items())
    ]
