"""The circumstances that move: which coded conditions each stands for, where it starts, how it moves.

The fold is that of the question (battlefield C01, C19, C20 and so on). Starts, dwell, drift and pushes are authored;
a push is one unit of log-odds, HALF, where the documents name a mechanism, and two where they say it changes the game.
"""

from __future__ import annotations

from typing import Any

FOLD: dict[str, tuple[str, ...]] = {
    "battlefield": ("C01", "C19", "C20"),
    "western_pressure": ("C03", "C04", "C05", "C10"),
    "us_rivalry": ("C09", "C11", "C16"),
    "russian_dependence": ("C08",),
}
"""Moving condition to the coded conditions it stands for."""

LEVELS: dict[str, tuple[str, str, str]] = {
    "battlefield": ("russia_winning", "attrition", "russia_losing"),
    "western_pressure": ("low", "medium", "high"),
    "us_rivalry": ("eased", "tense", "confrontational"),
    "russian_dependence": ("low", "moderate", "high"),
}
"""Each from low to high in the sense in which the coded conditions rise."""

HALF = 0.5

MOVED_BY = {coded: moving for moving, folded in FOLD.items() for coded in folded}
"""Coded condition to the moving condition that stands for it."""


def conditions() -> dict[str, Any]:
    """The four moving conditions."""
    return {
        "battlefield": {
            "title": "Fortune of war",
            "levels": list(LEVELS["battlefield"]),
            "titles": {"russia_winning": "Russia winning", "attrition": "Attrition", "russia_losing": "Russia losing"},
            "means": {
                "russia_winning": "Russian forces gain ground that matters, or are well supplied for it.",
                "attrition": "Neither side gains ground that matters; men and shells are used up.",
                "russia_losing": "Russian forces suffer setbacks, or lack the means to go on.",
            },
            "starts": {"russia_winning": 0.6, "attrition": 0.3, "russia_losing": 0.1},
            "dwell": 6,
            "pushed_by": {
                "arms": {"dual_use": -HALF / 2, "lethal_covert": -HALF, "lethal_overt": -2 * HALF},
                "western_pressure": {"low": -HALF, "high": HALF},
            },
            "why": (
                "C01, C19, C20. Start: on the opening day most expected Russia to win soon. Dwell: fronts stay as they "
                "are for half a year. Pushes: who supplies whom (mechanisms 42 and 83); parts count half of arms."
            ),
            "evidence": ["E060"],
        },
        "western_pressure": {
            "title": "Western pressure on Russia and on those who help it",
            "levels": list(LEVELS["western_pressure"]),
            "means": {
                "low": "The West is divided or looks elsewhere; punishing Chinese helpers is a remote prospect.",
                "medium": "Heavy sanctions on Russia; Chinese helpers are warned, a few are listed.",
                "high": "Lasting sanctions, Europe at one with Washington; Chinese banks and firms are hit broadly.",
            },
            "starts": {"low": 0.45, "medium": 0.4, "high": 0.15},
            "dwell": 9,
            "pushed_by": {
                "posture": {"arms_length": -HALF, "overt_support": HALF},
                "arms": {"dual_use": HALF / 2, "lethal_covert": HALF, "lethal_overt": 2 * HALF},
            },
            "why": (
                "C03, C04, C05, C10. Start: sanctions since 2014 were targeted, and capitals had other worries. Dwell: "
                "coalitions shift within the year. Pushes: help draws penalties (33), arming turns Europe away (49)."
            ),
        },
        "us_rivalry": {
            "title": "Rivalry between China and the United States",
            "levels": list(LEVELS["us_rivalry"]),
            "means": {
                "eased": "Both sides repair the relation; Taiwan and the neighbours are quiet.",
                "tense": "Open competition with working channels.",
                "confrontational": "Channels are cut, or a crisis over Taiwan or a neighbour is close.",
            },
            "starts": {"eased": 0.1, "tense": 0.65, "confrontational": 0.25},
            "dwell": 18,
            "drift": HALF,
            "pushed_by": {
                "posture": {"arms_length": -HALF, "overt_support": HALF},
                "arms": {"lethal_covert": HALF, "lethal_overt": 2 * HALF},
                "western_pressure": {"high": HALF},
            },
            "why": (
                "C09, C11, C16. Start: named competitors, unlike 2014. Dwell: great-power relations turn over years. "
                "Drift: both had been growing apart for years. Pushes: arming makes it a proxy war (49); pressure "
                "feeds hawks (8)."
            ),
            "evidence": ["E104"],
        },
        "russian_dependence": {
            "title": "Russia's dependence on China",
            "levels": list(LEVELS["russian_dependence"]),
            "means": {
                "low": "Seller and buyer need each other about equally.",
                "moderate": "Russia leans on China for markets and some technology.",
                "high": "Russia has nowhere else to turn; terms are China's.",
            },
            "starts": {"low": 0.65, "moderate": 0.25, "high": 0.1},
            "dwell": 12,
            "pushed_by": {
                "posture": {"arms_length": -HALF},
                "battlefield": {"russia_losing": HALF},
                "western_pressure": {"low": -HALF, "high": HALF},
            },
            "why": (
                "C08. Start: before the war the energy deal was one between equals. Dwell: trade re-routes within a "
                "year. Pushes: isolation breeds dependence (30), and so does need at the front (42)."
            ),
            "evidence": ["E055", "E023"],
        },
    }
