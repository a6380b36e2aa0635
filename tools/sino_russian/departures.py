"""Where the case departs from what the rules give, and why: each a change to the coded facts before the rules run."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sino_russian.facts import Facts

NOT_RATED: dict[str, str] = {"straddle": "", "overt_support": "", "arm_russia": "", "arms_length": ""}
"""Marks of an item that says nothing about the course."""


@dataclass(frozen=True)
class Departure:
    """One departure.

    Attributes:
        path: Where it shows in the case: a path of case.yaml, `evidence.ID.field`, or `ratings.ITEM.subject`.
        kind: List of the facts that is changed: `considerations`, `conditions` or `evidence`.
        id: Record in that list.
        field: Dotted field of the record.
        value: What the rules read there instead.
        why: The reason, given before the case was first run.
    """

    path: str
    kind: str
    id: str
    field: str
    value: Any
    why: str


def _dated(item: str, day: str, why: str) -> Departure:
    return Departure(f"evidence.{item}.date", "evidence", item, "date.value", day, why)


def _standing(item: str, why: str) -> Departure:
    return Departure(f"ratings.{item}.scenarios", "evidence", item, "postures", NOT_RATED, why)


def _supply(item: str, why: str) -> Departure:
    return Departure(f"ratings.{item}", "evidence", item, "rated_on", "arms", why)


DEPARTURES: tuple[Departure, ...] = (
    Departure(
        "considerations.deniability.effect",
        "considerations",
        "K27",
        "effect",
        {"posture": {"arms_length": "-"}, "arms": {"dual_use": "+", "lethal_covert": "++"}},
        "The rule gives open arming the most of a benefit coded for arming. This benefit is that help can be denied: "
        "it goes to parts and to covert arms, where the marks for straddling and arming mean it. Open arms have none.",
    ),
    Departure(
        "explanations.personality.weights.not_led_by_russia",
        "considerations",
        "K36",
        "stressed_by",
        ["interests"],
        "Coded under personality because the critic who raises it (Feng) speaks of the leaders' mind. His point is "
        "that they do not weigh it; an actor moved by that bond gives it no weight.",
    ),
    _dated(
        "E044",
        "2022-02-25",
        "Coded as February 2022. He speaks of waking up to the invasion and is quoted on the 26th: one of the days "
        "between. The rule would put it in mid-February, before what it is about.",
    ),
    _dated(
        "E046",
        "2022-02-26",
        "Coded as February 2022. It explains the vote of the 25th, so it falls on one of the last days of the month; "
        "the rule would put it before the vote.",
    ),
    _dated(
        "E047",
        "2022-02-26",
        "Coded as February 2022. The document places it after the vote of the 25th; the same line was told to Berlin "
        "on the 26th.",
    ),
    _dated(
        "E060",
        "2022-02-24",
        "Coded as February 2022. No document prints the day of the invasion, which is public knowledge and opens the "
        "case.",
    ),
    _dated(
        "E061",
        "2022-02-24",
        "Coded as February 2022. One document says this week on the 26th, the other says after the invasion; the "
        "measure was published on the opening day.",
    ),
    _dated(
        "E063",
        "2022-02-26",
        "Coded as February 2022. Both measures answer the invasion and were announced from the 26th on.",
    ),
    _dated(
        "E082",
        "2022-02-28",
        "Coded as February 2022. The decision answers the invasion and was taken on the 28th.",
    ),
    _standing("E099", "A standing aim is there under every course, so seeing it again tells none apart."),
    _standing("E100", "His posts are the same whatever course he takes; the marks state a theory, not a likelihood."),
    _standing("E101", "A feature of the system, older than the war; the marks state a theory, not a likelihood."),
    _standing("E102", "A doctrine held before and throughout; the marks state a theory, not a likelihood."),
    Departure(
        "ratings.E141.battlefield",
        "evidence",
        "E141",
        "reads",
        [],
        "Read as Russian superiority in men. A call-up that answers setbacks points both ways, so it is left unrated.",
    ),
    _supply(
        "E144",
        "Marked before parts and arms were told apart. A firm's imagery is dual use, which a straddle may hold: rated "
        "on the instrument, not on scenarios.",
    ),
    _supply(
        "E169",
        "Marked before parts and arms were told apart: as coded, parts sold would speak against a straddle, which by "
        "definition may hold them. Rated on the instrument, not on scenarios.",
    ),
    _supply(
        "E170",
        "As E169, of which it is a second telling: parts and components, so it is rated on the instrument alone.",
    ),
)


def depart(facts: Facts) -> Facts:
    """The facts with every departure made; the facts given are not changed."""
    changed = copy.deepcopy(facts)
    for departure in DEPARTURES:
        record = changed.find(departure.kind, departure.id)
        *path, last = departure.field.split(".")
        for part in path:
            record = record[part]
        record[last] = departure.value
    return changed


def departure_lines(derived: Mapping[str, Any], here: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`departures.yaml`: what the rules alone give, what the case has, and why.

    Args:
        derived: The case as the rules give it, by file.
        here: The case as it is, by file.
    """
    return [
        {
            "path": departure.path,
            "derived": _at(derived, departure.path),
            "here": _at(here, departure.path),
            "why": departure.why,
        }
        for departure in DEPARTURES
    ]


def _at(files: Mapping[str, Any], path: str) -> Any:
    """What a case has at a path; None where it has nothing."""
    root, *parts = path.split(".")
    if root == "ratings":
        return _ratings_at(files["ratings"], *parts)
    if root == "evidence":
        item = next(item for item in files["evidence"] if item["id"] == parts[0])
        return item.get(parts[1])
    value: Any = files["case"][root]
    for part in parts:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _ratings_at(rows: list[dict[str, Any]], item: str, subject: str = "") -> Any:
    """The rows of an item on a subject as level to mark; on all subjects that count, if none is named."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["item"] == item and row["subject"] != "explanations":
            found.setdefault(row["subject"], {})[row["level"]] = row["rating"]
    return (found.get(subject) if subject else found) or None
