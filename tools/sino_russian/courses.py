"""What Beijing may do: instruments, what no actor could do at once, scenarios, and where the case starts. Authored."""

from __future__ import annotations

from typing import Any

POSTURES = ("arms_length", "straddle", "overt_support")
ARMS = ("none", "dual_use", "lethal_covert", "lethal_overt")

SCENARIO_COURSES: dict[str, list[tuple[str, str]]] = {
    "straddle": [("straddle", "none"), ("straddle", "dual_use")],
    "overt_support": [("overt_support", "none"), ("overt_support", "dual_use")],
    "arm_russia": [
        ("straddle", "lethal_covert"),
        ("overt_support", "lethal_covert"),
        ("overt_support", "lethal_overt"),
    ],
    "arms_length": [("arms_length", "none")],
}
"""Scenario to its courses; the four words are those of the facts, and every open course lies in one of them."""


def instruments() -> dict[str, Any]:
    """Two lines of conduct, each from less to more for Russia."""
    return {
        "posture": {
            "title": "Political and economic stance",
            "levels": list(POSTURES),
            "titles": {"arms_length": "Arm's length", "straddle": "Straddle", "overt_support": "Overt support"},
            "inertia": 1.5,
            "means": {
                "arms_length": "Beijing lets the tie shrink in deeds (votes, money, exercises), whatever it says.",
                "straddle": "Beijing keeps the tie and its trade, and neither breaks with Moscow nor takes its side.",
                "overt_support": "Beijing takes Moscow's side in the open, or helps by state policy to beat sanctions.",
            },
        },
        "arms": {
            "title": "Military supply to Russia",
            "levels": list(ARMS),
            "titles": {
                "none": "Nothing military",
                "dual_use": "Dual-use goods",
                "lethal_covert": "Arms, denied",
                "lethal_overt": "Arms, no longer denied",
            },
            "inertia": 1.0,
            "means": {
                "none": "Nothing of military use beyond ordinary civilian trade is known to reach Russian forces.",
                "dual_use": "Parts, machines, navigation gear or imagery are sold; no weapon and no ammunition.",
                "lethal_covert": "Weapons or ammunition come from China with the state's hand in it, and it denies it.",
                "lethal_overt": "Weapons or ammunition come from China, and Beijing no longer denies it.",
            },
        },
    }


def excluded() -> list[dict[str, Any]]:
    """Courses that contradict themselves."""
    return [
        {
            "posture": ["arms_length"],
            "arms": ["dual_use", "lethal_covert", "lethal_overt"],
            "why": "Whoever feeds a partner's war, even with parts, has not stepped back from the partner.",
        },
        {
            "posture": ["straddle"],
            "arms": ["lethal_overt"],
            "why": "Arms that are no longer denied end the ambiguity that makes a straddle.",
        },
    ]


def starts() -> dict[str, Any]:
    """How likely each level was on the opening day: precedents of 2008 and 2014, and the pledge of 4 February."""
    return {
        "posture": {"arms_length": 0.05, "straddle": 0.85, "overt_support": 0.1},
        "arms": {"none": 0.83, "dual_use": 0.15, "lethal_covert": 0.015, "lethal_overt": 0.005},
    }


def scenarios() -> dict[str, Any]:
    """Four answers to the question, with what would decide each."""
    return {
        "straddle": {
            "title": "Straddle",
            **_levels("straddle"),
            "means": (
                "Beijing has it both ways: it neither condemns the war nor backs it openly, trades on, and lets at "
                "most parts and other dual-use goods through."
            ),
            "resolves": (
                "Holds on a day if none of the other three holds on it. Signs: Beijing abstains on texts of the UN "
                "General Assembly about the invasion, the annexations or the terms of peace; keeps buying Russian "
                "energy; speaks for sovereignty and against sanctions in one breath."
            ),
            "credited_by": "UN voting records; customs data of either side; read-outs of the foreign ministry.",
        },
        "overt_support": {
            "title": "Overt support",
            **_levels("overt_support"),
            "means": "Beijing stands openly on Moscow's side in politics or money, but sends no arms.",
            "resolves": (
                "Holds from the day on which the Chinese government does one of three things: it votes against a text "
                "of the UN General Assembly about the invasion, the annexations or the terms of peace (votes on "
                "bodies, debates or compensation do not count); it recognises Russian sovereignty over territory "
                "taken since 2022, or publicly endorses the war; or it orders state banks or firms, in public, to "
                "help Russia around sanctions. Ends when it publicly takes that back."
            ),
            "credited_by": "UN voting records, or a text published by the Chinese government.",
        },
        "arm_russia": {
            "title": "Arm Russia",
            **_levels("arm_russia"),
            "means": "Weapons or ammunition reach Russian forces from China with the state's hand in it.",
            "resolves": (
                "Holds from the day on which weapons, ammunition or complete weapon systems (artillery shells and "
                "attack drones included), delivered after 24 February 2022 to Russian forces or their contractors, "
                "left China from a state body or a state-owned firm, or from a private firm with the government's "
                "knowledge. Parts, chips, machine tools, navigation or jamming gear, body armour, imagery and unarmed "
                "drones are dual use, whoever sells them. A private sale that the state is not shown to know of is "
                "dual use too. Talks, offers, intentions and single press reports are not deliveries. Resolved as "
                "disputed if Beijing denies it and only one government asserts it."
            ),
            "credited_by": (
                "A public statement of delivery by at least two of: the United States, the European Union, France, "
                "Germany, the United Kingdom, a UN panel; or by the Chinese government."
            ),
        },
        "arms_length": {
            "title": "Arm's length",
            **_levels("arms_length"),
            "means": "Beijing quietly draws back from the tie: less money, less cooperation, no cover for the war.",
            "resolves": (
                "Holds from the day on which at least two of these can be shown: a vote for a UN text that condemns "
                "the invasion or the annexations; an order, public or confirmed by two banks, that restricts dealings "
                "with Russia beyond what sanctions compel; joint exercises and patrols suspended for six months; no "
                "contact of leaders for six months. Ends when fewer than two still hold."
            ),
            "credited_by": "UN voting records; the banks, or two news agencies; defence ministries of either side.",
        },
    }


def _levels(scenario: str) -> dict[str, list[str]]:
    """The levels of each instrument that make up a scenario, in the order of the instruments."""
    courses = SCENARIO_COURSES[scenario]
    return {
        "posture": [level for level in POSTURES if any(posture == level for posture, _ in courses)],
        "arms": [level for level in ARMS if any(arms == level for _, arms in courses)],
    }
