"""What others judged, as they judged it: their words, the coder's range, and an event where one can be compared.

An event is written only where the proposition is about the course or a moving condition, now or by a day. The day is
the author's where he names one, else DEFAULT_MONTHS after the statement. A slope, a means, an advice or a judgement of
what others believe has none.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from equipoise.calendar import add_months, parse_date
from sino_russian.documents import DOCUMENTS, places, reworded
from sino_russian.facts import Facts, Record

DEFAULT_MONTHS = 12

_LOSING = {"battlefield": "russia_losing"}

AHEAD: dict[str, dict[str, Any]] = {
    "J001": {"throughout": ["straddle"]},
    "J002": {"ever": ["overt_support", "arm_russia"]},
    "J003": {"ever": ["arms_length"], "given": _LOSING},
    "J006": {"throughout": ["straddle"]},
    "J008": {"ever": ["arms_length"]},
    "J031": {"ever": ["arms_length"]},
    "J032": {"ever": ["arms_length"]},
    "J041": {"ever": ["arms_length"]},
    "J053": {"ever": ["posture=overt_support & arms=lethal_overt"]},
    "J063": {"ever": ["overt_support", "arm_russia"]},
    "J075": {"throughout": ["straddle"]},
    "J076": {"ever": ["arm_russia"]},
}
"""Judgement about what will be, to its event without the day."""

NOW: dict[str, list[str]] = {
    "J065": ["arms_length"],
    "J067": ["straddle"],
    "J086": ["straddle"],
    "J102": ["battlefield=attrition"],
    "J105": ["battlefield=russia_losing"],
}
"""Judgement about what is, to the set it names."""

IMPUTED: dict[str, dict[str, str]] = {
    "J001": {"set": "keeps straddling is read as without a break"},
    "J002": {"set": "overt support of 2022 includes arms, so both scenarios"},
    "J003": {"given": "present trends are read as a losing Russia, throughout"},
    "J006": {"set": "keeps having it both ways is read as without a break"},
    "J008": {"given": "barring a quick victory or a settlement: left out, both were held unlikely"},
    "J031": {"set": "derailed is read as arm's length"},
    "J032": {"set": "abandons is read as arm's length"},
    "J041": {"set": "an effect on the tie is read as arm's length", "given": "unless a regional war: left out"},
    "J053": {"set": "a full military alliance is read as overt support with open arms"},
    "J063": {"set": "moving closer in aid is read as overt support or arms"},
    "J065": {"set": "turned against the war is read as arm's length"},
    "J075": {"set": "tries to persist is read as without a break"},
    "J105": {"set": "momentum with Ukraine is read as a losing Russia"},
}
"""What the event adds to the author's words, beside the day."""

ASSUMES: dict[str, list[str]] = {
    "J002": ["one_channel"],
    "J003": ["cautious_actor"],
    "J008": ["cautious_actor"],
    "J028": ["arming_is_a_red_line"],
    "J076": ["one_channel"],
    "J077": ["one_channel"],
    "J085": ["defeat_feared"],
    "J092": ["arming_is_a_red_line"],
    "J093": ["russia_overrated"],
    "J099": ["covert_help_can_be_denied"],
}
"""Judgement to the assumptions of the case that it rests on."""

_IN_OWN_WORDS = {
    "they remain in Ukraine": "they stay in the country",
    "Russia works with Chinese financiers": "Russia borrows from Chinese lenders",
}
"""Conditions whose coding keeps an author's words."""

_SCHEMES = {"icd203": "ICD 203", "reading": "coder's reading of a term outside the table"}


def judgements(facts: Facts) -> list[dict[str, Any]]:
    """All coded judgements, in the order of the facts."""
    return [_judgement(facts, coded) for coded in facts.judgements]


def _judgement(facts: Facts, coded: Record) -> dict[str, Any]:
    name = coded["id"]
    event, imputed = _event(coded)
    probability = coded.get("probability") or {}
    return {
        "id": name,
        "who": facts.actors[coded["expert"]]["name"],
        "when": coded["when"]["value"],
        "says": coded["proposition"],
        **({"event": event} if event else {}),
        **({"imputed": imputed} if imputed else {}),
        **({"word": coded["verbal_term"]} if coded.get("verbal_term") else {}),
        **_range(probability),
        **({"assumes": ASSUMES[name]} if name in ASSUMES else {}),
        **({"conditions": [_condition(part) for part in coded["conditions"]]} if coded.get("conditions") else {}),
        "source": DOCUMENTS[coded["seeds"][0]].id,
        "where": places(coded),
        **_note(coded),
    }


def _event(coded: Record) -> tuple[dict[str, Any], dict[str, str]]:
    name = coded["id"]
    said = _last_day(coded["when"]["value"])
    if name in NOW:
        return {"at": NOW[name], "until": said.isoformat()}, IMPUTED.get(name, {})
    if name not in AHEAD:
        return {}, {}
    stated = coded.get("horizon")
    until = f"default {DEFAULT_MONTHS} months" + (f", for {stated!r}" if stated else "")
    event = AHEAD[name] | {"until": _months_after(said).isoformat()}
    given = {"given": event.pop("given")} if "given" in event else {}
    return event | given, {"until": until} | IMPUTED.get(name, {})


def _last_day(when: str) -> date:
    return parse_date(when).end


def _months_after(said: date) -> date:
    """So many months on; from the last day of a month to the last day of a month."""
    later = add_months(said, DEFAULT_MONTHS)
    if said.day == calendar.monthrange(said.year, said.month)[1]:
        return later.replace(day=calendar.monthrange(later.year, later.month)[1])
    return later


def _range(probability: Record) -> dict[str, Any]:
    """The coder's range, where there is a likelihood at all: advice, advocacy and recollection have none."""
    if probability.get("low") is None or probability.get("high") is None:
        return {}
    scheme = _SCHEMES.get(probability["basis"], probability["basis"])
    return {"range": {"low": probability["low"], "high": probability["high"], "coder": "first", "scheme": scheme}}


def _condition(part: Record) -> str:
    return f"{part['type'].replace('-', ' ')}: {_IN_OWN_WORDS.get(part['text'], part['text'])}"


def _note(coded: Record) -> dict[str, str]:
    """The coder's note and stated assumptions. Whether it came about is left to the ledger."""
    parts = [coded["note"]] if coded.get("note") else []
    if coded.get("key_assumptions"):
        parts.append(f"Rests on: {'; '.join(coded['key_assumptions'])}")
    return {"note": reworded(". ".join(parts))} if parts else {}
