"""What could be otherwise and what to watch: assumptions, levers, indicators, questions. Authored."""

from __future__ import annotations

from typing import Any

WATCH_UNTIL = "2023-09-30"
"""Six months after the last document."""


def assumptions() -> dict[str, Any]:
    """Linchpins: what the documents' forecasts rest on, and the edits that hold if one is false."""
    return {
        "cautious_actor": {
            "says": "Beijing is, among other things, a cautious actor that weighs trade, sanctions and standing.",
            "if_false": {"explanations.interests.prior": 0},
            "why": "The stated key assumption of the forecast of March 2022 (mechanism 73).",
        },
        "one_channel": {
            "says": "One leader alone joins up what he is told.",
            "if_false": {"decision_maker.advisers": 5},
            "why": "Stove-piping is what makes an unlikely course stay possible (mechanism 9).",
        },
        "russia_overrated": {
            "says": "Where the leader's bond decides, Russia's position looks better from Beijing than it is.",
            "if_false": {"explanations.personality.decision_maker.bias.battlefield": 0},
            "why": "The Russia complex (mechanism 20) is one specialist's reading, taken over by others.",
        },
        "covert_help_can_be_denied": {
            "says": "Shells and small firms allow help that cannot be traced.",
            "if_false": {"considerations.deniability.effect.arms.lethal_covert": 0},
            "why": "Deniability is argued for shells and denied for drones (mechanism 44).",
        },
        "arming_is_a_red_line": {
            "says": "Dual-use goods draw far lighter penalties than arms do.",
            "if_false": {
                "considerations.secondary_sanctions.effect.arms.dual_use": -1,
                "considerations.loss_of_europe.effect.arms.dual_use": -1,
            },
            "why": "The calculus of 2022: no arms, so no more than secondary sanctions (mechanism 6).",
        },
        "defeat_feared": {
            "says": "The weaker Russia grows, the more Beijing fears its defeat.",
            "if_false": {
                "considerations.prevent_russian_defeat.weighs.battlefield": {
                    "russia_winning": 1,
                    "attrition": 1,
                    "russia_losing": 1,
                }
            },
            "why": "Rests on fragmentary signs (mechanism 46), against the pull to step back (40).",
        },
    }


def levers() -> dict[str, Any]:
    """What outsiders can move."""
    return {
        "secondary_sanctions": {
            "title": "Weight that secondary sanctions have in a ledger of interests",
            "path": "explanations.interests.weights.secondary_sanctions",
            "range": [0, 1],
            "unit": "nats per point",
        },
        "policy_banks": {
            "title": "Weight that pressure on the two policy banks has in a ledger of interests",
            "path": "explanations.interests.weights.policy_banks",
            "range": [0, 1],
            "unit": "nats per point",
        },
        "price_of_a_proxy_war": {
            "title": "Price that Washington puts on arming, for an actor of interests",
            "path": "explanations.interests.weights.break_with_washington",
            "range": [0, 1],
            "unit": "nats per point",
        },
        "western_resolve": {
            "title": "Pull of Western pressure upward or downward",
            "path": "conditions.western_pressure.drift",
            "range": [-2, 2],
            "unit": "log-odds upward",
        },
        "arms_for_ukraine": {
            "title": "Pull of the front against Russia",
            "path": "conditions.battlefield.drift",
            "range": [-2, 2],
            "unit": "log-odds towards a losing Russia",
        },
        "quarrel_with_china": {
            "title": "Pull of the American rivalry upward or downward",
            "path": "conditions.us_rivalry.drift",
            "range": [-2, 2],
            "unit": "log-odds upward",
        },
        "tracing_of_shells": {
            "title": "How deniable covert arms are",
            "path": "considerations.deniability.effect.arms.lethal_covert",
            "range": [0, 2],
            "unit": "points",
        },
        "more_channels": {
            "title": "Independent channels to the leader",
            "path": "decision_maker.advisers",
            "range": [1, 9],
            "unit": "channels",
        },
    }


def indicators() -> dict[str, Any]:
    """What may be seen by the end of September 2023, and how likely under each scenario; numbers are authored."""
    return {
        "vote_against": _indicator(
            "China votes against, not only abstains on, a General Assembly text about the war itself",
            (0.03, 0.6, 0.4, 0.02),
            "An abstention is what a straddler does (mechanism 62); a backer can afford a no.",
        ),
        "delivery_stated": _indicator(
            "Two Western governments state that arms or ammunition were delivered",
            (0.01, 0.03, 0.55, 0.01),
            "Shells can stay untraced for months (mechanism 44), so a true delivery is seen about every second time.",
        ),
        "state_firm_listed": _indicator(
            "Washington or Brussels lists a large Chinese state-owned firm for supplying Russian forces",
            (0.12, 0.25, 0.55, 0.03),
            "Listing follows supply, and has so far met small firms (mechanism 33).",
        ),
        "no_limits_repeated": _indicator(
            "A joint text of the two leaders again calls the partnership unlimited",
            (0.2, 0.6, 0.4, 0.03),
            "Dropped at Samarkand; its return would close the gap between pledge and conduct (mechanism 25).",
        ),
        "banks_restrict": _indicator(
            "Two Chinese state banks are reported to restrict dealings with Russia further",
            (0.35, 0.1, 0.2, 0.75),
            "State banks held back in March 2022, and did so under a straddle (mechanism 35).",
        ),
        "policy_bank_credit": _indicator(
            "A Chinese policy bank announces new credit to a sanctioned Russian borrower",
            (0.06, 0.5, 0.3, 0.01),
            "The channel that outsiders watch most (mechanisms 7 and 34).",
        ),
        "joint_patrols": _indicator(
            "Joint bomber patrol or naval exercise of both forces in East Asia",
            (0.85, 0.93, 0.92, 0.25),
            "Routine by now, so its absence tells more than its presence (mechanism 32).",
        ),
        "denial_of_firms": _indicator(
            "Beijing punishes a Chinese firm for selling to Russian forces",
            (0.12, 0.02, 0.04, 0.45),
            "Restraint shown in deeds (mechanism 62).",
        ),
    }


def questions() -> dict[str, Any]:
    """Short-dated questions that will be resolved: of conduct by the scenarios' rules, of conditions by their own.

    What a level of a condition means is broader than any one thing that can be looked up; each rule names the record
    that decides here.
    """
    return {
        "arming_by_june_2023": {
            "asks": "Will China arm Russia by the end of June 2023?",
            "resolves": "As scenarios.arm_russia.resolves.",
            "source": "Public statements of the governments named there",
            "event": {"ever": ["arm_russia"], "until": "2023-06-30"},
        },
        "arming_by_september_2023": {
            "asks": "Will China arm Russia by the end of September 2023?",
            "resolves": "As scenarios.arm_russia.resolves.",
            "source": "Public statements of the governments named there",
            "event": {"ever": ["arm_russia"], "until": WATCH_UNTIL},
        },
        "straddle_in_september_2023": {
            "asks": "Does Beijing still straddle at the end of September 2023?",
            "resolves": "As scenarios.straddle.resolves.",
            "source": "UN voting records, customs data, read-outs",
            "event": {"at": ["straddle"], "until": WATCH_UNTIL},
        },
        "straddle_throughout_2023": {
            "asks": "Does Beijing straddle without a break from April to the end of 2023?",
            "resolves": "Occurs if none of the other three scenarios holds on any day, by their rules.",
            "source": "UN voting records, customs data, read-outs",
            "event": {"throughout": ["straddle"], "from": "2023-04-01", "until": "2023-12-31"},
        },
        "overt_support_by_december_2023": {
            "asks": "Will Beijing side with Moscow in the open, without arms, by the end of 2023?",
            "resolves": "As scenarios.overt_support.resolves.",
            "source": "UN voting records; texts published by the Chinese government",
            "event": {"ever": ["overt_support"], "until": "2023-12-31"},
        },
        "arms_length_by_december_2023": {
            "asks": "Will Beijing draw back from Russia by the end of 2023?",
            "resolves": "As scenarios.arms_length.resolves.",
            "source": "UN voting records; the banks, or two news agencies; defence ministries of either side",
            "event": {"ever": ["arms_length"], "until": "2023-12-31"},
        },
        "russia_losing_in_september_2023": {
            "asks": "Is Russia losing at the front at the end of September 2023?",
            "resolves": (
                "Occurs if Russian forces hold at least 2,000 square kilometres less of Ukraine than on 31 March 2023, "
                "by the same map on both days."
            ),
            "source": "Daily maps of the Institute for the Study of War",
            "event": {"at": ["battlefield=russia_losing"], "until": WATCH_UNTIL},
        },
        "russia_winning_in_september_2023": {
            "asks": "Is Russia winning at the front at the end of September 2023?",
            "resolves": (
                "Occurs if Russian forces hold at least 2,000 square kilometres more of Ukraine than on 31 March 2023, "
                "by the same map on both days."
            ),
            "source": "Daily maps of the Institute for the Study of War",
            "event": {"at": ["battlefield=russia_winning"], "until": WATCH_UNTIL},
        },
        "high_pressure_in_december_2023": {
            "asks": "Are Chinese banks or large firms under sanctions for Russia at the end of 2023?",
            "resolves": (
                "Occurs if on that day a bank of mainland China, or a firm owned by its central government, stands on "
                "a sanctions list of the United States or the European Union for supplying or financing Russia's war."
            ),
            "source": "Lists of the US Treasury (SDN) and of the Council of the European Union",
            "event": {"at": ["western_pressure=high"], "until": "2023-12-31"},
        },
        "rivalry_eased_in_december_2023": {
            "asks": "Have China and the United States eased their rivalry by the end of 2023?",
            "resolves": (
                "Occurs if on that day both governments have announced that talks between their defence ministries "
                "are resumed, and their presidents have met since 31 March 2023."
            ),
            "source": "Read-outs of both governments",
            "event": {"at": ["us_rivalry=eased"], "until": "2023-12-31"},
        },
    }


def _indicator(title: str, probabilities: tuple[float, float, float, float], why: str) -> dict[str, Any]:
    """Probabilities in the order straddle, overt support, arms, arm's length."""
    names = ("straddle", "overt_support", "arm_russia", "arms_length")
    return {
        "title": title,
        "until": WATCH_UNTIL,
        "likelihood": dict(zip(names, probabilities, strict=True)),
        "why": why,
    }
