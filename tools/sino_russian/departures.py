"""Where the case departs from what the rules give, and why.

Most are changes to the coded facts before the rules run; the silences, which no rule gives, are listed with them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sino_russian.facts import Facts
from sino_russian.silences import SILENCES


@dataclass(frozen=True)
class Departure:
    """One departure.

    Attributes:
        path: Where it shows in the case: a path of case.yaml, or `evidence.ID.field`.
        kind: List of the facts that is changed: `considerations`, `conditions` or `evidence`.
        id: Record in that list.
        field: Dotted field of the record.
        value: What the rules read there instead.
        why: The reason, given without looking at what the model makes of it.
    """

    path: str
    kind: str
    id: str
    field: str
    value: Any
    why: str


def _dated(item: str, day: str, why: str) -> Departure:
    return Departure(f"evidence.{item}.date", "evidence", item, "date.value", day, why)


def _told_from(item: str, origin: str, why: str) -> Departure:
    return Departure(f"evidence.{item}.origin", "evidence", item, "origin_group", f"og-{origin}", why)


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
    _told_from(
        "E066",
        "sovereignty-line",
        "Coded as one official line with the blame on NATO. The line has two halves, which speak for different "
        "courses; each is repeated through the year and counts once. This is the half of peace and principle.",
    ),
    _told_from(
        "E088",
        "sovereignty-line",
        "As E066: the half of sovereignty and talks, apart from the half that blames NATO (E032, E089, E137).",
    ),
    _told_from(
        "E152",
        "sovereignty-line",
        "Coded with the Munich speech. The document itself calls these points familiar: they are the line of E088 "
        "said again a year later, so the repeated words count once.",
    ),
    _told_from(
        "E151",
        "wang-tour",
        "Coded apart from the tour. The speech at Munich is one stop of the journey that the document "
        "treats as one body of evidence (E147, E148, E153): one script, told stop by stop.",
    ),
    _told_from("E153", "wang-tour", "As E151: the same speech, on the same journey."),
    _told_from(
        "E158",
        "anti-sanctions-line",
        "Coded with the other half of the paper (E157). Its demand is the line on sanctions of 2022 (E047, E064) in "
        "the words of 2023, and the halves speak for different courses: the repeated line counts once.",
    ),
    _told_from(
        "E037",
        "dependence",
        "Coded as an origin of its own. The document takes the growing reliance (E126, E127) from the same trade "
        "figures, two sentences on.",
    ),
    _told_from(
        "E165",
        "no-shipments-seen",
        "Coded with the reports of lethal aid that may share one root, possibly in Russia. That nothing was seen to "
        "be shipped comes from what the service looked for itself, and no tale planted by Moscow would say it.",
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
    changed = [
        {
            "path": departure.path,
            "derived": _at(derived, departure.path),
            "here": _at(here, departure.path),
            "why": departure.why,
        }
        for departure in DEPARTURES
    ]
    added = [
        {
            "path": f"evidence.{silence.id}",
            "derived": "no item",
            "here": f"a silence of {silence.months:g} months to {silence.last_day}, in place of {silence.told_in[0]}",
            "why": silence.why,
        }
        for silence in SILENCES
    ]
    return changed + added


def _at(files: Mapping[str, Any], path: str) -> Any:
    """What a case has at a path; None where it has nothing."""
    root, *parts = path.split(".")
    if root == "evidence":
        item = next(item for item in files["evidence"] if item["id"] == parts[0])
        return item.get(parts[1])
    value: Any = files["case"][root]
    for part in parts:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
