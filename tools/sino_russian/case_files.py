"""The derived case as files: what stands in each, in the order of the case format, with comments that teach."""

from __future__ import annotations

import csv
import io
from typing import Any

from sino_russian.comments import (
    CASE_COMMENTS,
    CASE_HEAD,
    DEPARTURES_HEAD,
    EVIDENCE_HEAD,
    JUDGEMENTS_HEAD,
    SOURCES_HEAD,
)
from sino_russian.conditions import conditions
from sino_russian.considerations import considerations
from sino_russian.courses import excluded, instruments, scenarios, starts
from sino_russian.decision_maker import analogues, base_rate, decision_maker
from sino_russian.departures import depart, departure_lines
from sino_russian.evidence import OPENS, evidence
from sino_russian.explanations import explanations
from sino_russian.facts import Facts
from sino_russian.judgements import judgements
from sino_russian.origins import origins
from sino_russian.outlook import assumptions, indicators, levers, questions
from sino_russian.ratings import ratings
from sino_russian.readable_yaml import write_list, write_mapping
from sino_russian.sources import sources


def derive(facts: Facts) -> dict[str, Any]:
    """The contents of the case by file, departures made and listed."""
    departed = depart(facts)
    derived, here = _contents(facts), _contents(departed)
    return here | {"ratings": ratings(departed), "departures": departure_lines(derived, here)}


def case_files(facts: Facts) -> dict[str, str]:
    """The text of every file of the case folder, by name."""
    here = derive(facts)
    return {
        "case.yaml": write_mapping(here["case"], CASE_COMMENTS, CASE_HEAD),
        "sources.yaml": write_mapping(here["sources"], {}, SOURCES_HEAD),
        "evidence.yaml": write_list(here["evidence"], EVIDENCE_HEAD),
        "ratings.csv": _csv(here["ratings"]),
        "judgements.yaml": write_list(here["judgements"], JUDGEMENTS_HEAD),
        "departures.yaml": write_list(here["departures"], DEPARTURES_HEAD),
    }


def _contents(facts: Facts) -> dict[str, Any]:
    """All but the ratings, which are elicited on the case as it is and have no derived form."""
    items = evidence(facts)
    case = _definition(facts, items)
    named = {name for item in items for name in item["sources"]}
    return {
        "case": case,
        "sources": sources(named),
        "evidence": items,
        "judgements": judgements(facts),
    }


def _definition(facts: Facts, items: list[dict[str, Any]]) -> dict[str, Any]:
    before: dict[str, Any] = {
        "equipoise": 1,
        "title": "China's posture toward Russia after the invasion of Ukraine",
        "actor": "China",
        "question": "How close does Beijing stand to Moscow while the war lasts, and does it arm Russia?",
        "clock": {"step": "month", "opens": OPENS.isoformat(), "horizon": "2024-03-31"},
        "instruments": instruments(),
        "excluded": excluded(),
        "starts": starts(),
        "scenarios": scenarios(),
        "conditions": conditions(),
        "considerations": considerations(facts),
    }
    return before | {
        "explanations": explanations(facts, before),
        "decision_maker": decision_maker(),
        "rating_strength": {"median": 0.5, "spread": 1.6},
        "scale": {"++": 6, "+": 3, "0": 0, "-": -3, "--": -6},
        "origin_discount": 0.3,
        "origins": origins(items),
        "base_rate": base_rate(),
        "analogues": analogues(),
        "assumptions": assumptions(),
        "levers": levers(),
        "indicators": indicators(),
        "questions": questions(),
    }


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["item", "subject", "level", "rating", "rater", "why"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
