"""What can be asked of the API: every field with its bounds, so that nothing unbounded gets behind it."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from equipoise.authored.base import Day
from equipoise.case.schema import Mark

BRIEF_FORMS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""Media types of a brief, by its form."""

_DEEPEST, _MOST_VALUES, _LONGEST_TEXT = 8, 1000, 20_000


class Asked(BaseModel):
    """The body of a request: unknown fields are refused, and so are numbers that are none."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True)


def _plain_value(value: Any) -> Any:
    """A value of a case as JSON can hold it, not deeper and not more of it than any field takes."""
    if _counted(value, 0) > _MOST_VALUES:
        raise ValueError(f"more than {_MOST_VALUES} values")
    return value


def _counted(value: Any, depth: int) -> int:
    if depth > _DEEPEST:
        raise ValueError(f"nested deeper than {_DEEPEST}")
    if isinstance(value, dict):
        return 1 + sum(_counted(one, depth + 1) for one in value.values())
    if isinstance(value, list):
        return 1 + sum(_counted(one, depth + 1) for one in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("is no finite number")
    if isinstance(value, int) and abs(value) > 2**53:
        raise ValueError("is too large a number")
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        raise ValueError(f"longer than {_LONGEST_TEXT} characters")
    return 1


Name = Annotated[str, Field(min_length=1, max_length=128)]
Words = Annotated[str, Field(min_length=1, max_length=500)]
LongText = Annotated[str, Field(min_length=1, max_length=5000)]
Number = Annotated[float, Field(strict=True)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Seed = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
Particles = Annotated[int, Field(strict=True, ge=1, le=8192)]
Edits = Annotated[
    dict[Annotated[str, Field(min_length=1, max_length=300)], Annotated[Any, AfterValidator(_plain_value)]],
    Field(max_length=64, description="Values by path of the case, such as decision_maker.advisers."),
]


class Draws(Asked):
    """What is run, and with which draws: as the options of the command line."""

    set: Edits = {}
    rater: Name = "default"
    seed: Seed = 0
    particles: Particles | None = None


class Run(Draws):
    """A run as of a day."""

    as_of: Day | None = None


class AskedAssessment(Run):
    """`equipoise assess`."""

    until: Day | None = None
    given: Annotated[list[Words], Field(max_length=16)] = []
    do: Annotated[list[Words], Field(max_length=16)] = []


class AskedFutures(AskedAssessment):
    """`equipoise futures`."""

    paths: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None


class AskedOwnNumbers(AskedAssessment):
    """`equipoise mine`: your own probability of some or all scenarios on the horizon."""

    numbers: Annotated[dict[Name, Share], Field(min_length=1, max_length=64)]
    because: LongText | None = None
    weight: Share | None = None


class AskedReport(AskedAssessment):
    """`equipoise report`; fetch the file at `jobs/ID/file`."""

    form: Literal["html", "md", "docx", "pdf"] = "html"
    quick: bool = False
    since: Day | None = None


class AskedFormulae(Asked):
    """`equipoise formulae`."""

    since: Day | None = None


class AskedExplanation(Run):
    """`equipoise explain`."""

    item: Name | None = None
    origin: Name | None = None
    scenario: Name | None = None


class AskedSources(Run):
    """`equipoise sources`."""

    source: Name | None = None
    one_root: Annotated[list[Annotated[list[Name], Field(max_length=64)]], Field(max_length=16)] = []


class AskedTip(Run):
    """`equipoise tip`: two levers for a map of both."""

    lever: Annotated[list[Name], Field(max_length=2)] = []
    path: Words | None = None
    range: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    to: Name | None = None
    above: Share | None = None
    below: Share | None = None
    scenario: Name | None = None


class AskedWatch(Run):
    """`equipoise watch`."""

    indicators: Annotated[list[Name], Field(max_length=64)] = []


class AskedStability(Run):
    """`equipoise stability`."""

    recodings: Annotated[int, Field(strict=True, ge=0, le=2000)] | None = None


class AskedRevisit(Draws):
    """`equipoise revisit`; `before` names a case on offer, `on` a day or `now`."""

    since: Day
    until: Day | None = None
    on: Day | Literal["now"] | None = None
    before: Name | None = None


class AskedVintages(Draws):
    """`equipoise vintages`: the days to assess as of."""

    as_of: Annotated[list[Day], Field(max_length=24)] = []


class AskedAgreement(Asked):
    """`equipoise agreement`."""

    raters: Annotated[list[Name], Field(max_length=64)] | None = None
    seed: Seed = 0


class AskedConditionals(Run):
    """`equipoise conditionals`."""

    given: Annotated[list[Words], Field(max_length=16)] = []
    do: Annotated[list[Words], Field(max_length=16)] = []


class AskedRating(Asked):
    """A rating of one cell: in decibans, or a mark of the scale of the case."""

    rating: Annotated[float, Field(strict=True, ge=-100, le=100)] | Mark
    why: Annotated[str, Field(max_length=5000)] | None = None


class AskedCase(Asked):
    """A new case of one's own, from the beginning or as a copy."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    copy_of: Name | None = None


class AskedEdits(Asked):
    """Paths of a case to set to other values, in its files."""

    set: Annotated[Edits, Field(min_length=1)]
    seen: Annotated[Edits, Field(description="What stood there: another value now is a conflict.")] = {}


class AskedText(Asked):
    """A file of a case, whole."""

    text: Annotated[str, Field(max_length=16 * 2**20)]
    seen: Annotated[str, Field(max_length=16 * 2**20)] | None = None


class AskedJudgement(Asked):
    """A judgement for the record: of an event, a question of the case, or which scenario holds on the horizon."""

    event: Words | None = None
    question: Name | None = None
    probability: Share | None = None
    probabilities: Annotated[dict[Name, Share], Field(max_length=64)] = {}
    as_of: Day | None = None
    by_whom: Name | None = None
    source: Words | None = None
    reason: LongText | None = None


class AskedModelJudgement(Asked):
    """The model's own judgement of the case, or of some of its questions, for the record."""

    questions: Annotated[list[Name], Field(max_length=64)] = []
    as_of: Day | None = None
    rater: Name = "default"
    seed: Seed = 0
    particles: Particles | None = None
    reason: LongText | None = None


class AskedResolution(Asked):
    """What happened with an event."""

    event: Words
    outcome: Name
    date: Day
    source: Words
    second_resolver: Name | None = None
    reason: LongText | None = None


class AskedAgain(Asked):
    """A judgement that its judge stands by, or takes back."""

    event: Words
    as_of: Day | None = None
    reason: LongText | None = None
