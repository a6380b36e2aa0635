"""`case.yaml`: the question and the model."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_serializer, model_validator

from equipoise.authored.base import Authored, Day
from equipoise.calendar import Step
from equipoise.case.schema.numbers import Between, LogNormal, Mark, NonNegative, Normal, Positive, Probability, Quantity


class Clock(Authored):
    """When the case opens and how far it looks; `step` is only the grid of the report."""

    step: Step = "month"
    opens: Day
    horizon: Day


class Instrument(Authored):
    """A line of conduct with ordered levels."""

    levels: list[str]
    inertia: Quantity = 0.0
    irreversible: list[str] = []
    title: str | None = None
    titles: dict[str, str] = {}
    means: dict[str, str] = {}


class _NamesLevels(Authored):
    """Some fields, and beside them one list of levels for each instrument named."""

    gathers: ClassVar[str | None] = "levels"

    levels: dict[str, list[str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather_levels(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            return written
        fields = {name: value for name, value in written.items() if name in cls.model_fields and name != "levels"}
        return fields | {"levels": {name: value for name, value in written.items() if name not in fields}}

    @model_serializer
    def _spread_levels(self) -> dict[str, Any]:
        fields = {name: getattr(self, name) for name in type(self).model_fields if name != "levels"}
        return dict(self.levels) | {name: value for name, value in fields.items() if value is not None}


class ClosedCourses(_NamesLevels):
    """Courses closed to this actor: those matching every instrument named."""

    why: str | None = None


class Scenario(_NamesLevels):
    """A named set of courses: those matching every instrument named."""

    title: str | None = None
    means: str | None = None
    resolves: str | None = None
    credited_by: str | None = None


class Condition(Authored):
    """An outside circumstance with ordered levels that moves one level at a time."""

    title: str | None = None
    titles: dict[str, str] = {}
    means: dict[str, str] = {}
    levels: list[str]
    starts: dict[str, Probability]
    dwell: Quantity
    drift: Quantity = 0.0
    pushed_by: dict[str, dict[str, Quantity]] = {}
    why: str | None = None
    evidence: list[str] = []
    known: Day | None = None


# --- reasons -------------------------------------------------------------------------------------------------


class Consideration(Authored):
    """A cost or benefit the actor weighs, in points: 2 decisive, 1 matters, 0 nothing."""

    title: str | None = None
    effect: dict[str, dict[str, float | Mark | Between | Normal | LogNormal]] = {}
    weighs: dict[str, dict[str, Quantity]] = {}
    when: dict[str, dict[str, dict[str, dict[str, Quantity]]]] = {}
    why: str | None = None
    evidence: list[str] = []
    known: Day | None = None


class Perception(Authored):
    """How an actor sees conditions and takes risk; a field left out is the case's own."""

    bias: dict[str, Quantity] = {}
    advisers: Annotated[float, Field(ge=1)] | None = None
    noise: Quantity | None = None
    shared_error: Probability | None = None
    risk_aversion: Quantity | None = None


class Explanation(Authored):
    """A theory of the actor: which considerations weigh how much, in nats per point."""

    title: str | None = None
    prior: NonNegative = 1.0
    weights: dict[str, Quantity] = {}
    decision_maker: Perception = Perception()
    why: str | None = None
    evidence: list[str] = []
    known: Day | None = None


class Review(Authored):
    """How often the actor reconsiders its course, in months on average."""

    every: Quantity | None = None


class DecisionMaker(Authored):
    """How the actor chooses."""

    decisiveness: Quantity = LogNormal(median=1, spread=1.6)
    review: Review = Review()
    patience: Annotated[float, Field(ge=0, lt=1)] = 0.0
    advisers: Annotated[float, Field(ge=1)] = 1.0
    noise: Quantity = 0.0
    shared_error: Probability = 0.3
    bias: dict[str, Quantity] = {}
    risk_aversion: Quantity = 0.0
    mix: dict[str, Probability] | None = None
    mix_strength: Positive = 4.0
    why: str | None = None


class BaseRate(Authored):
    """How often actors like this change scenario: `changes` in `cases` actors.

    Exactly one of `years`, over which each was watched, and `case_years`, over all of them together.
    """

    changes: Positive
    years: Positive | None = None
    case_years: Positive | None = None
    cases: Positive = 1.0
    source: str | None = None


class Analogue(Authored):
    """An earlier episode whose conduct informs this one."""

    title: str | None = None
    from_: Annotated[dict[str, str], Field(alias="from")]
    course: dict[str, str] | None = None
    conditions: dict[str, str] = {}
    months: NonNegative | None = None
    similarity: Probability = 1.0
    sources: list[str] = []
    why: str | None = None
    known: Day | None = None


# --- events and edits ----------------------------------------------------------------------------------------


def _as_list(written: Any) -> Any:
    return [written] if isinstance(written, str) else written


Members = Annotated[list[str], BeforeValidator(_as_list)]


class Event(Authored):
    """What a judgement, question or indicator is about (docs/model.md, section 7).

    Exactly one of `at`, `ever`, `throughout` names the set; its members are scenarios or `name=level`,
    joined by union; `a=x & b=y` is an intersection. `given` and `do` map a condition to a level, or to
    `level@from..until`.
    """

    at: Members | None = None
    ever: Members | None = None
    throughout: Members | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    given: dict[str, str] = {}
    do: dict[str, str] = {}


class Assumption(Authored):
    """A named part of the model, and the edits that hold if it is false."""

    says: str
    if_false: dict[str, Any]
    why: str | None = None


class Lever(Authored):
    """Something an outsider can change: an edit with a range and a unit."""

    title: str | None = None
    path: str
    range: list[float]
    unit: str | None = None


class Indicator(Authored):
    """Something that may be observed later, with its probability under each scenario."""

    title: str | None = None
    until: Day | None = None
    likelihood: dict[str, Probability] = {}
    event: Event | None = None
    why: str | None = None


class Question(Authored):
    """A short-dated question that will be resolved and scored."""

    asks: str
    resolves: str | None = None
    source: str | None = None
    event: Event


class CaseDefinition(Authored):
    """`case.yaml`: the question and the model."""

    equipoise: Literal[1]
    title: str
    actor: str
    question: str
    clock: Clock
    instruments: dict[str, Instrument]
    excluded: list[ClosedCourses] = []
    starts: dict[str, dict[str, Probability]]
    scenarios: dict[str, Scenario]
    availability: dict[str, float] = {}
    conditions: dict[str, Condition] = {}
    considerations: dict[str, Consideration] = {}
    explanations: dict[str, Explanation] = {}
    decision_maker: DecisionMaker = DecisionMaker()
    rating_strength: Quantity = LogNormal(median=0.5, spread=1.6)
    scale: dict[Mark, float] = {"++": 6.0, "+": 3.0, "0": 0.0, "-": -3.0, "--": -6.0}
    origin_discount: Annotated[float, Field(ge=0, lt=1)] = 0.3
    origins: dict[str, str] = {}
    base_rate: BaseRate | None = None
    analogues: dict[str, Analogue] = {}
    assumptions: dict[str, Assumption] = {}
    levers: dict[str, Lever] = {}
    indicators: dict[str, Indicator] = {}
    questions: dict[str, Question] = {}
