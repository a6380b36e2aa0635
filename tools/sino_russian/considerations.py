"""What Beijing weighs: from one mark for each scenario to effects of stance and of arms, and what makes each heavier.

The rules are told, with their reasons, in docs/cases/sino-russian.md, section 3.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sino_russian.conditions import LEVELS, MOVED_BY
from sino_russian.documents import first_known, known_if_later, reworded
from sino_russian.facts import Facts, Record, overlap

NAMES: dict[str, str] = {
    "K01": "strategic_partnership",
    "K02": "constrain_us_power",
    "K03": "freer_hand_in_asia",
    "K04": "backing_over_taiwan",
    "K05": "leverage_over_russia",
    "K06": "cheap_energy_and_food",
    "K07": "military_technology",
    "K08": "secondary_sanctions",
    "K09": "loss_of_europe",
    "K10": "break_with_washington",
    "K11": "contest_on_putins_timetable",
    "K12": "global_standing",
    "K13": "sovereignty_principle",
    "K14": "no_alliances",
    "K15": "shared_worldview",
    "K16": "alternative_order",
    "K17": "xi_personal_investment",
    "K20": "prevent_russian_defeat",
    "K21": "nationals_abroad",
    "K22": "economic_recovery",
    "K23": "primacy_of_us_tie",
    "K24": "central_asia",
    "K25": "mistrust_of_russia",
    "K26": "renminbi_and_payments",
    "K27": "deniability",
    "K28": "effect_of_arms",
    "K29": "mediator_role",
    "K30": "wedge_in_the_west",
    "K31": "flexibility",
    "K32": "corner_effect",
    "K33": "policy_banks",
    "K34": "hawks_fed_by_pressure",
    "K35": "lessons_for_taiwan",
    "K36": "not_led_by_russia",
    "K37": "escalation_danger",
}
"""Coded consideration to its id in the case. K18 and K19 are left out: they belong to the decision-maker."""

DUAL_USE_SHARE = 0.2
"""Dual-use goods as a share of open arming: below the line that, as read in 2022, changes the price (mechanism 6)."""

COVERT_SHARE_OF_COST = 0.5
"""A cost of arming that is denied, as a share of one that is open: it is charged only if traced (mechanism 44)."""

UNCERTAINTY_OF_COST = 0.5
"""A cost of a bold course may turn out this share lighter or heavier; the risk-averse fear the heavier."""

STEP = 1.5
"""Factor on a consideration for one level of a condition, for each coded condition that strengthens it."""

REVERSED = -0.5
"""What is left of a consideration whose sign the documents see reversed: half of it, the other way."""

_POINTS = {"--": -2, "-": -1, "0": 0, "+": 1, "++": 2}
_BOLD = ("overt_support", "lethal_covert", "lethal_overt")


REVERSAL_NAMED_IN: dict[str, list[str]] = {"K02": ["004"]}
"""Documents that see the sign of a consideration turn. The turn is one of its own, with its own `known`."""


def considerations(facts: Facts) -> dict[str, Any]:
    """All considerations that are not the decision-maker's own nature."""
    written: dict[str, Any] = {}
    for coded, name in NAMES.items():
        record = facts.find("considerations", coded)
        written[name] = _consideration(facts, record)
        if _reversals(record):
            written[reversal_of(name)] = _reversal(facts, record)
    return written


def reversal_of(name: str) -> str:
    """The id of the consideration that turns another one's sign."""
    return f"{name}_reversed"


def without_number(coded: Record) -> list[str]:
    """What the facts say modifies a consideration and the case cannot carry, each as `C12 strengthens`."""
    return [
        f"{modifier['condition']} {modifier['how']}"
        for modifier in coded.get("modified_by", ())
        if modifier["condition"] not in MOVED_BY or _direction(modifier["how"]) is None
    ]


def _consideration(facts: Facts, coded: Record) -> dict[str, Any]:
    weighs = _weighs(coded)
    return {
        "title": coded["name"],
        "effect": coded.get("effect") or _effect(coded),
        **({"weighs": weighs} if weighs else {}),
        "why": _why(coded),
        **_grounds(facts, coded, known_if_later(coded["seeds"])),
    }


def _reversal(facts: Facts, coded: Record) -> dict[str, Any]:
    return {
        "title": f"{coded['name']}: the sign turns",
        "when": _reversals(coded),
        "why": f"{coded['id']}, its other half: {reworded(coded['note'])}. Half the effect is left, the other way.",
        **_grounds(facts, coded, first_known(REVERSAL_NAMED_IN[coded["id"]])),
    }


def _grounds(facts: Facts, coded: Record, known: date | None) -> dict[str, Any]:
    """Items told in the same sentences, judgements left aside, and the day it was first named if not at the start."""
    items = [item["id"] for item in facts.evidence if item["kind"] != "expert-judgement" and overlap(item, coded)]
    return ({"evidence": items} if items else {}) | ({"known": known.isoformat()} if known else {})


def _effect(coded: Record) -> dict[str, dict[str, Any]]:
    """Stance as coded; arms so that the courses of `arm_russia` average the coded mark."""
    points = {scenario: _POINTS[mark] for scenario, mark in coded["sign"].items()}
    posture: dict[str, Any] = {
        level: coded["sign"][level] for level in ("arms_length", "straddle", "overt_support") if points[level]
    }
    covert_share = COVERT_SHARE_OF_COST if coded["kind"] == "cost" else 1.0
    # Two of the three armed courses are overt support and two are covert: solve mean = mark for open arming.
    stance = (points["straddle"] + 2 * points["overt_support"]) / 3
    open_arms = (points["arm_russia"] - stance) * 3 / (1 + 2 * covert_share)
    if coded["kind"] == "cost":
        # Marks end at --, so a cost can look lighter armed than unarmed; it is not lightened by arming.
        open_arms = min(open_arms, 0.0)
    arms: dict[str, Any] = {
        "dual_use": DUAL_USE_SHARE * open_arms,
        "lethal_covert": covert_share * open_arms,
        "lethal_overt": open_arms,
    }
    effect = {"posture": posture, "arms": {level: value for level, value in arms.items() if abs(value) > 1e-9}}
    uncertain = coded["kind"] == "cost"
    return {
        instrument: {level: _written(level, value, uncertain) for level, value in levels.items()}
        for instrument, levels in effect.items()
        if levels
    }


def _written(level: str, value: str | float, uncertain: bool) -> Any:
    """A mark as it is, a number to two places, a cost of a bold course as the two values it lies between."""
    points = _POINTS[value] if isinstance(value, str) else value
    if uncertain and level in _BOLD and points < 0:
        return {
            "low": round(points * (1 + UNCERTAINTY_OF_COST), 2),
            "high": round(points * (1 - UNCERTAINTY_OF_COST), 2),
        }
    return value if isinstance(value, str) else round(value, 2)


def _direction(how: str) -> str | None:
    """`up`, `down`, `down_at_the_top`, `reverses_at_the_top`; None where no number follows from the words."""
    conditional = " if " in how or " once " in how
    if how.startswith("strengthens"):
        return "up"
    if how.startswith("weakens only"):
        return None
    if how.startswith("weakens"):
        return "down_at_the_top" if conditional else "down"
    return "reverses_at_the_top" if how.startswith("reverses") else None


def _weighs(coded: Record) -> dict[str, dict[str, float]]:
    """A factor for each level of each moving condition; where several coded ones agree, their powers add."""
    powers: dict[str, list[int]] = {}
    for modifier in coded.get("modified_by", ()):
        moving = MOVED_BY.get(modifier["condition"])
        change = {"up": (-1, 0, 1), "down": (1, 0, -1), "down_at_the_top": (0, 0, -1)}.get(
            _direction(modifier["how"]) or ""
        )
        if moving is not None and change is not None:
            powers[moving] = [a + b for a, b in zip(powers.get(moving, [0, 0, 0]), change, strict=True)]
    return {
        moving: {level: round(STEP**power, 2) for level, power in zip(LEVELS[moving], of_levels, strict=True) if power}
        for moving, of_levels in powers.items()
    }


def _reversals(coded: Record) -> dict[str, Any]:
    """What is added at the top level of a condition so that REVERSED of the effect is left there."""
    reversing = [
        MOVED_BY[modifier["condition"]]
        for modifier in coded.get("modified_by", ())
        if modifier["condition"] in MOVED_BY and _direction(modifier["how"]) == "reverses_at_the_top"
    ]
    added = {
        instrument: {level: round((REVERSED - 1) * _middle(value), 2) for level, value in levels.items()}
        for instrument, levels in _effect(coded).items()
    }
    return {moving: {LEVELS[moving][2]: added} for moving in reversing}


def _middle(value: Any) -> float:
    if isinstance(value, str):
        return _POINTS[value]
    return float((value["low"] + value["high"]) / 2 if isinstance(value, dict) else value)


def _why(coded: Record) -> str:
    has_note = coded.get("note") and coded["id"] not in REVERSAL_NAMED_IN
    note = f" {reworded(coded['note'])}." if has_note else ""
    return f"{coded['id']}. {coded['statement']}.{note}"
