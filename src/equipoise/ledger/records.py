"""What can stand in a ledger. The normative page is docs/ledger.md."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field

from equipoise.authored.base import Authored, Day, InWords
from equipoise.authored.validate import validate_data
from equipoise.case.schema import Probability
from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent

SCHEMA = "equipoise/ledger/1"
"""Stands in every line, so that the hash of a line is never the hash of anything else."""

ENVELOPE = ("schema", "record", "recorded_at", "previous", "clock_set_back")
"""What the ledger adds to the fields of a record."""

BACKCAST_AFTER = timedelta(days=7)
"""A judgement recorded later than this after its as-of date is a backcast."""


def _one_line(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


Hash = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$"), InWords("sha256: and 64 digits")]
Text = Annotated[str, AfterValidator(_one_line)]
JudgeKind = Literal["model", "person", "published"]
Outcome = Literal["occurred", "did_not", "void", "disputed"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)


class Judgement(Authored):
    """Recorded probabilities of an event.

    Attributes:
        event: What it is about.
        as_of: What was known by the end of this day counts.
        by_whom: The judge; the model's is `equipoise`.
        kind: Whether a model, a person or a published author judged.
        probability: Of a yes-or-no event.
        probabilities: By scenario, as they were said; they may add to something other than one.
        low, high: Range of a single probability.
        reason: Why; asked for where a probability moves by more than ten points.
        question: Id of the question in the case that the event is the answer to.
        case, fingerprint: Name and SHA-256 of the case judged from.
        version, engine, rater, seed, particles: What computed a model's judgement.
        source: Where a published judgement stands.
        imputed: Whether somebody read the numbers into a published text.
    """

    event: JudgedEvent
    as_of: Day
    by_whom: Text
    kind: JudgeKind
    probability: Probability | None = None
    probabilities: dict[str, Probability] = {}
    low: Probability | None = None
    high: Probability | None = None
    reason: Text | None = None
    question: str | None = None
    case: str | None = None
    fingerprint: Hash | None = None
    version: str | None = None
    engine: str | None = None
    rater: str | None = None
    seed: int | None = None
    particles: int | None = None
    source: str | None = None
    imputed: bool = False

    @property
    def judge(self) -> tuple[str, str]:
        """Who judges: kind and name. The same judge's judgements of an event replace one another."""
        return self.kind, self.by_whom

    def said(self) -> Mapping[str, float]:
        """The probabilities by scenario; of a yes-or-no event one, called `yes`."""
        return {"yes": self.probability} if self.probability is not None else self.probabilities


class Reaffirmation(Authored):
    """The judge looked again and stands by a judgement."""

    judgement: Hash
    as_of: Day
    by_whom: Text
    reason: Text | None = None


class Withdrawal(Authored):
    """The judge no longer stands by a judgement; what it said until then stays and is scored."""

    judgement: Hash
    by_whom: Text
    reason: Text | None = None


class Resolution(Authored):
    """What happened with an event: never whether a judge was right.

    A later resolution of the same event replaces an earlier one; both stay on the record.

    Attributes:
        event: What is resolved.
        outcome: It occurred, did not, is void (its condition was not met), or is disputed.
        scenario: The one that held, where the question was which.
        date: The day it occurred, or the day that settles that it did not.
        source: Where that can be looked up.
        by_whom: The resolver.
        second_resolver: Who else resolved it alike.
    """

    event: JudgedEvent
    outcome: Outcome
    scenario: Text | None = None
    date: Day
    source: Text
    by_whom: Text
    second_resolver: Text | None = None
    reason: Text | None = None

    @property
    def resolver(self) -> str:
        """Who resolved it."""
        return self.by_whom


class Join(Authored):
    """Two or more branches that a merge in version control brought together go on as one.

    Attributes:
        joins: The last line of each branch, in the order in which they stand.
        order: SHA-256 of the hashes of all lines that the join stands on, in the order in which they stand, a line
            each: it fixes that order.
    """

    joins: Annotated[list[Hash], Field(min_length=2), InWords("two or more hashes")]
    order: Hash
    by_whom: Text
    reason: Text | None = None


Content = Judgement | Reaffirmation | Withdrawal | Resolution | Join
T = TypeVar("T", bound=Content)

KINDS: Mapping[str, type[Content]] = {
    "judgement": Judgement,
    "reaffirmation": Reaffirmation,
    "withdrawal": Withdrawal,
    "resolution": Resolution,
    "join": Join,
}


def name_of(content: Content) -> str:
    """What `record` says of it."""
    return next(name for name, kind in KINDS.items() if isinstance(content, kind))


def plain(content: Content) -> dict[str, Any]:
    """Its fields as JSON holds them, without those that say nothing."""
    return content.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def read_content(data: Mapping[str, Any]) -> tuple[Content | None, tuple[str, ...]]:
    """The content of a line, or None and what is wrong with it.

    Args:
        data: The object of the line, with what the ledger added.
    """
    kind = KINDS.get(str(data.get("record")))
    if kind is None:
        known = ", ".join(KINDS)
        return None, (f"record: {data.get('record')!r} is no kind of record; expected one of {known}",)
    fields = {name: value for name, value in data.items() if name not in ENVELOPE}
    content, problems = validate_data(fields, kind)
    if content is None:
        return None, tuple(
            f"{'.'.join(map(str, problem.path)) or 'the record'}: {problem.text}" for problem in problems
        )
    wrong = wrong_between(content)
    return (None, (wrong,)) if wrong else (content, ())


def made(kind: type[T], fields: Mapping[str, Any]) -> T:
    """A record of fields as people give them; those that are None are left out.

    Raises:
        UsageError: If one does not fit.
    """
    content, problems = validate_data({name: value for name, value in fields.items() if value is not None}, kind)
    if content is None:
        first = problems[0]
        raise UsageError(f"{'.'.join(map(str, first.path))}: {first.text}", hint=first.mend)
    return content


def wrong_between(content: Content) -> str:
    """What does not hold between the fields of a record; empty where all does."""
    if isinstance(content, Judgement):
        return _wrong_judgement(content)
    if isinstance(content, Resolution):
        return _wrong_resolution(content)
    return ""


def is_backcast(as_of: date, recorded: date) -> bool:
    """Whether a judgement as of a day was recorded more than seven days later."""
    return recorded - as_of > BACKCAST_AFTER


def _wrong_judgement(judgement: Judgement) -> str:
    of_scenarios = judgement.event.is_of_scenarios
    if of_scenarios and (judgement.probability is not None or len(judgement.probabilities) < 2):
        return "probabilities: which scenario holds is judged by a probability for each scenario"
    if not of_scenarios and (judgement.probability is None or judgement.probabilities):
        return "probability: a yes-or-no event is judged by one probability"
    if judgement.as_of > judgement.event.until:
        return f"as_of: {judgement.as_of} is after the last day of the event, {judgement.event.until}"
    low, high = judgement.low, judgement.high
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        return "low: low and high stand together, the smaller one first"
    return ""


def _wrong_resolution(resolution: Resolution) -> str:
    event, outcome, day = resolution.event, resolution.outcome, resolution.date
    if event.is_of_scenarios and outcome == "did_not":
        return "outcome: some scenario always holds; say that it occurred, and which scenario"
    if (event.is_of_scenarios and outcome == "occurred") != (resolution.scenario is not None):
        return "scenario: say which scenario held, there and only there where that was the question"
    on_the_day = event.is_of_scenarios or event.at is not None
    settles_late = on_the_day or (event.ever and outcome == "did_not") or (event.throughout and outcome == "occurred")
    if outcome in ("occurred", "did_not") and settles_late and day < event.until:
        return f"date: on {day} this is still open; it is decided at the end of {event.until}"
    settles_early = (event.ever and outcome == "occurred") or (event.throughout and outcome == "did_not")
    if settles_early and not (event.from_ or day) <= day <= event.until:
        return f"date: {day} lies outside the event, which is decided by {event.until}"
    return ""
