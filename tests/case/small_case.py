"""A small case in which every field of the language is used and nothing is to be found, and changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from equipoise.case.case import Case
from equipoise.case.check import check_case
from equipoise.case.schema import CaseDefinition, EvidenceItem, PublishedJudgement, Rating, Source

GONE = object()
"""As the value of a change: take the entry out."""

CONTENT: dict[str, Any] = {
    "case": {
        "equipoise": 1,
        "title": "A ladder of three",
        "actor": "Ruritania",
        "question": "How close does Ruritania stand to its neighbour?",
        "clock": {"step": "month", "opens": "2021-01-01", "horizon": "2022-12-31"},
        "instruments": {
            "stance": {
                "levels": ["apart", "hedged", "allied"],
                "inertia": 0.5,
                "irreversible": ["allied"],
                "titles": {"apart": "A distance"},
                "means": {"apart": "Keeps away"},
            },
            "arms": {"levels": ["none", "parts"]},
        },
        "excluded": [{"stance": ["apart"], "arms": ["parts"], "why": "It arms friends only"}],
        "starts": {
            "stance": {"apart": 0.2, "hedged": 0.7, "allied": 0.1},
            "arms": {"none": 0.9, "parts": 0.1},
        },
        "scenarios": {
            "distance": {"stance": ["apart"], "resolves": "The yearbook says so"},
            "straddle": {"stance": ["hedged"], "resolves": "The yearbook says so"},
            "embrace": {"stance": ["allied"], "resolves": "The yearbook says so"},
        },
        "availability": {"embrace": -0.5},
        "conditions": {
            "pressure": {
                "levels": ["low", "medium", "high"],
                "titles": {"low": "Hardly a word"},
                "means": {"low": "Hardly any"},
                "starts": {"low": 0.5, "medium": 0.3, "high": 0.2},
                "dwell": 4,
                "drift": 0.2,
                "pushed_by": {"stance": {"allied": 0.9}, "rivalry": {"tense": 0.4}},
                "why": "It rises with the neighbour's need",
                "evidence": ["visit"],
            },
            "rivalry": {
                "levels": ["calm", "tense"],
                "starts": {"calm": 0.6, "tense": 0.4},
                "dwell": {"median": 9, "spread": 1.4},
                "pushed_by": {"pressure": {"high": 0.3}},
                "why": "Great powers quarrel in spells",
            },
        },
        "considerations": {
            "trade": {
                "effect": {"stance": {"apart": "+", "allied": "--"}},
                "weighs": {"pressure": {"high": 1.8, "low": 0.6}},
                "why": "Trade is with the far shore",
            },
            "kinship": {
                "effect": {"stance": {"allied": {"low": 0.5, "high": 2}}, "arms": {"parts": 0.5}},
                "when": {"pressure": {"high": {"stance": {"allied": -0.5}}}},
                "evidence": ["visit"],
            },
        },
        "explanations": {
            "interests": {"prior": 2, "weights": {"trade": 1.2, "kinship": 0.3}, "why": "States reckon"},
            "kin": {
                "weights": {"kinship": 1.9, "trade": 0.1},
                "decision_maker": {"bias": {"pressure": -0.5}, "noise": 0.5},
                "why": "Blood counts for more",
                "evidence": ["visit"],
            },
        },
        "decision_maker": {"advisers": 2, "noise": 0.8, "bias": {"rivalry": 0.2}, "why": "Two ministries report"},
        "origins": {"palace": "A herald of the palace"},
        "base_rate": {"changes": 8, "years": 10, "cases": 5, "source": "The yearbook"},
        "analogues": {
            "old_war": {
                "from": {"stance": "hedged"},
                "course": {"stance": "allied", "arms": "none"},
                "conditions": {"pressure": "high"},
                "sources": ["wire"],
                "why": "The same neighbour asked for the same",
            },
            "long_peace": {"from": {"stance": "hedged"}, "months": 24, "why": "Nobody asked for anything"},
        },
        "assumptions": {
            "deaf": {"says": "One ministry is not heard", "if_false": {"decision_maker.advisers": 3}},
            "cold": {
                "says": "Kinship can fade",
                "if_false": {"decision_maker.mix": {"interests": 0.9, "kin": 0.1}, "availability.embrace": 0},
            },
        },
        "levers": {"tariff": {"path": "explanations.interests.weights.trade", "range": [0, 3], "unit": "nats a point"}},
        "indicators": {
            "base": {
                "until": "2021-12-31",
                "likelihood": {"distance": 0.01, "straddle": 0.05, "embrace": 0.4},
                "why": "Only allies lend a harbour",
            },
            "crisis": {"event": {"ever": ["pressure=high & rivalry=tense"], "until": "2021-12-31"}},
        },
        "questions": {
            "soon": {
                "asks": "Will it ally itself, or arm under pressure?",
                "event": {
                    "ever": ["embrace", "arms=parts & pressure=high"],
                    "from": "2021-06-30",
                    "until": "2021-12-31",
                    "given": {"rivalry": "calm"},
                    "do": {"pressure": "high@2021-07-01..2021-09-30"},
                },
            }
        },
    },
    "sources": {
        "wire": {"title": "A wire service", "grade": "B"},
        "yearbook": {"title": "The yearbook of 2021", "published": "2021-06"},
    },
    "evidence": [
        {"id": "visit", "date": "2021-02-03", "what": "A visit", "kind": "conduct", "sources": ["wire"], "exact": True},
        {
            "id": "visit-again",
            "date": "2021-02",
            "what": "The visit told again",
            "kind": "report",
            "sources": ["yearbook"],
            "origin": "palace",
        },
        {
            "id": "visit-dated",
            "date": "2021-02-03",
            "known": "2021-07-15",
            "what": "The visit told better",
            "kind": "report",
            "sources": ["yearbook"],
            "origin": "palace",
            "planted": {"chance": 0.2, "serves": "the palace"},
            "supersedes": "visit-again",
            "where": {"document": "yearbook", "start": 10, "end": 30},
        },
        {
            "id": "quiet",
            "date": "2021-08-31",
            "what": "No loan",
            "kind": "silence",
            "sources": ["wire"],
            "silence": {"months": 3, "rate_per_month": {"embrace": 0.3}},
        },
        {"id": "map", "date": "1990", "what": "A border", "kind": "background", "sources": ["wire"]},
    ],
    "ratings": [
        {"item": "visit", "subject": "scenarios", "level": "embrace", "rating": "+", "why": "Friends visit"},
        {"item": "visit", "subject": "scenarios", "level": "distance", "rating": -2.5},
        {"item": "visit", "subject": "pressure", "level": "high", "rating": "+", "rater": "ann"},
        {"item": "visit", "subject": "explanations", "level": "kin", "rating": "+"},
        {"item": "visit-again", "subject": "scenarios", "level": "embrace", "rating": "+", "why": "As before"},
        {"item": "visit-dated", "subject": "scenarios", "level": "embrace", "rating": "++", "why": "It was long"},
        {"item": "visit-dated", "subject": "planted:arms", "level": "parts", "rating": "-", "why": "A mask"},
    ],
    "judgements": [
        {
            "id": "j1",
            "who": "A scholar",
            "when": "2021-03",
            "says": "It may yet go over",
            "event": {"at": ["embrace"], "until": "2022-03-31", "given": {"pressure": "high"}},
            "imputed": {"until": "a year"},
            "word": "may",
            "range": {"low": 0.2, "high": 0.5},
            "assumes": ["deaf"],
            "source": "yearbook",
        }
    ],
}


def content(changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The content of the small case, with some paths set to other values: `case.clock.opens`, `evidence.0.date`.

    A number steps into a list; `+` adds to its end.
    """
    changed = deepcopy(CONTENT)
    for path, value in (changes or {}).items():
        *way, last = path.split(".")
        place: Any = changed
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        key: Any = int(last) if isinstance(place, list) and last != "+" else last
        if value is GONE:
            del place[key]
        elif last == "+":
            place.append(deepcopy(value))
        else:
            place[key] = deepcopy(value)
    return changed


def case_in_memory(data: Mapping[str, Any]) -> Case:
    """The case that holds a content."""
    return Case(
        name="small",
        definition=CaseDefinition.model_validate(data["case"]),
        sources={name: Source.model_validate(source) for name, source in data["sources"].items()},
        evidence=tuple(EvidenceItem.model_validate(item) for item in data["evidence"]),
        ratings=tuple(Rating.model_validate(row) for row in data["ratings"]),
        judgements=tuple(PublishedJudgement.model_validate(judgement) for judgement in data["judgements"]),
    )


def small_case(changes: Mapping[str, Any] | None = None) -> Case:
    """The small case, with some paths of its content set to other values."""
    return case_in_memory(content(changes))


def found(changes: Mapping[str, Any] | None = None) -> list[tuple[str, str, str, str]]:
    """What the checks find in the small case with some changes: severity, path, problem and mend of each."""
    return [
        (str(finding.severity), finding.path, finding.problem, finding.mend)
        for finding in check_case(small_case(changes))
    ]
