"""How the event of a judgement turned out, and what the judgement then scored: plain data, as a ledger has it.

Studies know no ledger. Whoever has one, joins the two (`equipoise.judge.resolved_judgements`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Outcome = Literal["occurred", "did_not", "void", "disputed"]
Status = Literal["counted", "backcast", "late", "not_recorded"]


@dataclass(frozen=True)
class Resolved:
    """A judgement whose event is resolved.

    Attributes:
        published: Id of the judgement among those the case holds; None for one that stands in the ledger alone.
        by_whom, kind: Who judged: a `model`, a `person` or a `published` author.
        as_of: What was known by the end of this day counted.
        event: What it is about, as an event with its last day, or `{"which": "scenario", "until": …}`.
        said: Probabilities by scenario; of yes and no that of `yes`; empty where it gives no number.
        imputed: Whether somebody read the number into a text.
        outcome: Whether it occurred, is void or disputed.
        scenario: The one that held, where the question was which.
        resolved_on: The day that settled it.
        source: Where that can be looked up.
        rule: Scoring rule, `brier_01` of yes and no, `brier_02` of scenarios; None where it is not scored.
        score: By that rule, lower is better; None likewise.
        status: Whether the score counts: `backcast` where it was recorded more than a week after its as-of date,
            `late` where the event was settled by then, `not_recorded` where it never was; else `counted`.
        unscored: Why it has no score; empty where it has one.
    """

    published: str | None
    by_whom: str
    kind: str
    as_of: date
    event: Mapping[str, object]
    said: Mapping[str, float]
    imputed: bool
    outcome: Outcome
    scenario: str | None
    resolved_on: date
    source: str
    rule: str | None
    score: float | None
    status: Status
    unscored: str
