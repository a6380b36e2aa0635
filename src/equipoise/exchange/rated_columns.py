"""Columns of a table of evidence that hold ratings: `scenarios=refuses`, `battlefield=losing @ann`.

The reasons stand in columns such as `why scenarios=refuses`. A column that bears the id or title of a scenario holds
ratings of it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.case.raters import DEFAULT_RATER
from equipoise.exchange.hypotheses import scenario_of
from equipoise.exchange.incoming import Target

_FORM = re.compile(r"(?P<why>why\s+)?(?P<subject>[\w:.-]+)=(?P<level>[^@]+?)(?:\s*@(?P<rater>.+))?", re.DOTALL)


@dataclass(frozen=True)
class RatedColumn:
    """What a column rates.

    Attributes:
        subject: As in `ratings.csv`.
        level: Of the subject.
        rater: Who rates.
        is_why: Whether it holds the reasons and not the ratings.
    """

    subject: str
    level: str
    rater: str
    is_why: bool = False

    @property
    def header(self) -> str:
        """The name of the column, as we write it."""
        rater = "" if self.rater == DEFAULT_RATER else f" @{self.rater}"
        return f"{'why ' if self.is_why else ''}{self.subject}={self.level}{rater}"


def rated_column(header: str, target: Target) -> RatedColumn | None:
    """What a column of this name rates; None where it holds no ratings."""
    found = _FORM.fullmatch(header.strip())
    if found and found["subject"].removeprefix("planted:") in _levels(target):
        rater = (found["rater"] or target.rater).strip()
        return RatedColumn(found["subject"], found["level"].strip(), rater, is_why=found["why"] is not None)
    scenario = scenario_of(header, target)
    return RatedColumn("scenarios", scenario, target.rater) if scenario else None


def _levels(target: Target) -> Mapping[str, object]:
    definition = target.case.definition
    return {"scenarios": None, "explanations": None, **definition.instruments, **definition.conditions}
