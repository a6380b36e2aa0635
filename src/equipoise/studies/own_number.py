r"""The analyst's own numbers beside the model's: where they differ, by how much, and what lies between.

Own numbers are compared, never fed into the model: a model that has heard the analyst is no second opinion. Between
them lies the logarithmic opinion pool, $p_s \propto a_s^w\, m_s^{1-w}$: the log-odds between any two scenarios are the
weighted mean of both. Genest, C. & Zidek, J. V. (1986), "Combining probability distributions: a critique and an
annotated bibliography", Statistical Science 1(1), 114-135. doi:10.1214/ss/1177013825
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from equipoise.assess.assessment import Assessment
from equipoise.authored.nearest import suggest
from equipoise.errors import UsageError
from equipoise.probability.decibans import odds_db
from equipoise.studies.plain_data import headed

SCHEMA = "equipoise/mine/1"

COHERENT_WITHIN = 0.01
"""Own numbers that sum to one within this are taken as rounded."""

WANTS_A_SENTENCE = 0.10
"""A gap of more than this, ten points, asks for a sentence that says why. Ours to choose: about one band of ICD 203."""

HALF = 0.5
"""Weight of the own numbers in the pool, where none is said."""


@dataclass(frozen=True)
class OwnNumber:
    """One scenario, or what is left of all that were not named.

    Attributes:
        scenario: Its id; None for the rest.
        mine: The own number, scaled to one where all scenarios were named.
        model: The model's, on the horizon.
        low, high: The model's central 80 % range over the parameters; None where none is uncertain, and for the rest.
        gap: Mine less the model's, in probability: 0.12 is twelve points.
        gap_db: The same in log-odds, dB; None where the model holds it impossible or certain.
        pooled: What lies between; None where it was not asked for.
    """

    scenario: str | None
    mine: float
    model: float
    low: float | None
    high: float | None
    gap: float
    gap_db: float | None
    pooled: float | None

    @property
    def is_within_range(self) -> bool | None:
        """Whether the own number lies in the model's range; None without one."""
        return None if self.low is None or self.high is None else self.low <= self.mine <= self.high


@dataclass(frozen=True)
class OwnNumbers:
    """Own numbers beside the model's.

    Attributes:
        assessment: The model's.
        given_sum: What the own numbers, as given, sum to.
        names_all: Whether every scenario was named.
        rows: One a named scenario, in the case's order, and one for the rest.
        weight: Weight of the own numbers in the pool; None where it was not asked for.
        because: The sentence that says why they differ; None where there is none.
    """

    assessment: Assessment
    given_sum: float
    names_all: bool
    rows: tuple[OwnNumber, ...]
    weight: float | None
    because: str | None

    @property
    def horizon(self) -> date:
        """The day the numbers are about."""
        return self.assessment.horizon

    @property
    def is_coherent(self) -> bool:
        """Whether the own numbers sum to one within `COHERENT_WITHIN`, or leave something for the rest."""
        return not self.names_all or abs(self.given_sum - 1) <= COHERENT_WITHIN

    @property
    def widest(self) -> OwnNumber:
        """The row with the widest gap in points."""
        return max(self.rows, key=lambda row: abs(row.gap))

    @property
    def wants_a_sentence(self) -> bool:
        """Whether a gap is so wide that it asks for a sentence, and there is none."""
        return self.because is None and abs(self.widest.gap) > WANTS_A_SENTENCE

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full, dates as ISO text; null for a weight without end."""
        assessment = self.assessment
        content = {
            "case": assessment.case.name,
            "fingerprint": assessment.fingerprint,
            "as_of": assessment.as_of,
            "horizon": self.horizon,
            "seed": assessment.seed,
            "particles": assessment.particles,
            "trustworthy": assessment.trustworthy,
            "given_sum": self.given_sum,
            "is_coherent": self.is_coherent,
            "names_all": self.names_all,
            "numbers": [asdict(row) | {"is_within_range": row.is_within_range} for row in self.rows],
            "weight": self.weight,
            "because": self.because,
            "wants_a_sentence": self.wants_a_sentence,
        }
        return headed(SCHEMA, content)


def own_numbers(
    assessment: Assessment,
    mine: Mapping[str, float],
    *,
    because: str | None = None,
    weight: float | None = None,
) -> OwnNumbers:
    """Put an analyst's own probabilities of scenarios on the horizon beside those of an assessment.

    Where every scenario is named and they do not sum to one, they are scaled; the sum as given is kept. Where some are
    left out, the rest are compared together.

    Args:
        assessment: The model's.
        mine: Own probability of some or all scenarios on the horizon, each above 0 and below 1.
        because: Why they differ, in a sentence.
        weight: Weight of the own numbers in the pool, 0 to 1; no pool without one.

    Raises:
        UsageError: If a scenario is unknown, a number is no probability of something open, those of some scenarios
            leave nothing for the rest, or the weight does not lie between 0 and 1.
    """
    scenarios = list(assessment.case.definition.scenarios)
    _refuse(mine, scenarios, weight)
    total = math.fsum(mine.values())
    named = [name for name in scenarios if name in mine]
    points = {name: assessment.at(name, assessment.horizon) for name in named}
    own = {name: mine[name] for name in named}
    model = {name: points[name].probability for name in named}
    if len(named) == len(scenarios):
        own = {name: chance / total for name, chance in own.items()}
    else:
        own[_REST] = 1 - total
        model[_REST] = max(1 - math.fsum(model.values()), 0.0)
    pooled = {} if weight is None else _pooled(own, model, weight)
    rows = tuple(
        OwnNumber(
            scenario=name or None,
            mine=own[name],
            model=model[name],
            low=points[name].low if name else None,
            high=points[name].high if name else None,
            gap=own[name] - model[name],
            gap_db=odds_db(own[name]) - odds_db(model[name]) if 0 < model[name] < 1 else None,
            pooled=pooled.get(name),
        )
        for name in own
    )
    sentence = (because or "").strip() or None
    return OwnNumbers(assessment, total, len(named) == len(scenarios), rows, weight, sentence)


_REST = ""

# Rounding may leave a hair of the whole to scenarios that were given nothing.
_LEAST_LEFT = 1e-9


def _refuse(mine: Mapping[str, float], scenarios: list[str], weight: float | None) -> None:
    if not mine:
        raise UsageError("no number of your own", hint=f"write one such as {scenarios[0]}=0.7")
    for name, chance in mine.items():
        if name not in scenarios:
            raise UsageError(f"there is no scenario {name!r}", hint=suggest(name, scenarios, called="scenarios"))
        if not 0 < chance < 1:
            raise UsageError(
                f"{name}={chance:g} is no probability of something open",
                hint="write a number above 0 and below 1, such as 0.7 or 70%",
            )
    total = math.fsum(mine.values())
    if len(mine) < len(scenarios) and total > 1 - _LEAST_LEFT:
        left = ", ".join(name for name in scenarios if name not in mine)
        raise UsageError(f"your numbers sum to {total:g}, which leaves nothing for {left}")
    if weight is not None and not 0 <= weight <= 1:
        raise UsageError(f"a weight of {weight:g}", hint="write a number from 0 (the model's) to 1 (your own)")


def _pooled(own: Mapping[str, float], model: Mapping[str, float], weight: float) -> dict[str, float]:
    product = {name: own[name] ** weight * model[name] ** (1 - weight) for name in own}
    total = math.fsum(product.values())
    return {name: one / total for name, one in product.items()}
