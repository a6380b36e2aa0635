"""How Beijing decides, how often such a stance changes, and the earlier episodes that bear on it. Authored."""

from __future__ import annotations

from typing import Any


def decision_maker() -> dict[str, Any]:
    """One leader, one channel."""
    return {
        "decisiveness": {"median": 1, "spread": 1.6},
        "review": {"every": {"median": 12, "spread": 2}},
        "patience": 0,
        "advisers": 1,
        "noise": 0.5,
        "shared_error": 0.3,
        "mix_strength": 4,
        "why": (
            "One advisory channel: by the documents one leader alone joins up what the party, state and army bodies "
            "tell him (mechanism 9), so errors in his picture do not average out. Reviews: the line was restated "
            "several times in the first year, but a restatement is not a review; once a year, give or take a factor "
            "of two, is authored. It is far more often than the base rate, which counts decades of peace: a war next "
            "door puts the question again and again. No looking ahead in this first form."
        ),
    }


def base_rate() -> dict[str, Any]:
    """Changes of stance towards Moscow that the documents tell of, over the years they span."""
    return {
        "changes": 4,
        "years": 72,
        "cases": 1,
        "source": (
            "Our count from the history told in the documents, 1950 to 2021: the split of about 1960 (E004), the "
            "near-war of 1969 (E005), the partnership of the 1990s (E007), and what led to the pledge of February "
            "2022 (E050). No change in the crises of 2008 (E011) and 2014 (E018). A count of turns in one relation, "
            "most of it in peace: a reminder that turns are rare, not a measured rate."
        ),
    }


def analogues() -> dict[str, Any]:
    """Earlier Chinese conduct in wars of others; similarities are authored."""
    straddle = {"posture": "straddle", "arms": "none"}
    return {
        "crimea_2014": {
            "title": "Crimea and after, 2014 to 2022",
            "from": straddle,
            "conditions": {"us_rivalry": "eased", "russian_dependence": "low"},
            "months": 95,
            "similarity": 0.3,
            "sources": ["looking-glass-2022", "ft-2022"],
            "why": (
                "The closest precedent: an abstention, words for sovereignty, words against sanctions (E017, E018), "
                "and no other course until the invasion. Less than a third alike: China had no rival in Washington "
                "then, better neighbours, and no pandemic at home; and Russia's war was short."
            ),
        },
        "georgia_2008": {
            "title": "Georgia, 2008",
            "from": straddle,
            "course": straddle,
            "conditions": {
                "battlefield": "russia_winning",
                "western_pressure": "low",
                "us_rivalry": "eased",
                "russian_dependence": "low",
            },
            "similarity": 0.2,
            "sources": ["ft-2022"],
            "why": "Neither support nor criticism when Russian troops went in (E011). A war of days, won at once.",
        },
        "far_wars": {
            "title": "Libya, Syria and Yemen",
            "from": straddle,
            "course": straddle,
            "conditions": {"russian_dependence": "low"},
            "similarity": 0.1,
            "sources": ["looking-glass-2022"],
            "why": (
                "Appeals to negotiate, burdens passed on, own assets and citizens first (E012, E013, E019). Three wars "
                "told in one sentence count as one analogue; China's interests were not directly engaged."
            ),
        },
    }
