"""Published judgements beside the model: the same event, at the first vintage on which the judgement was there.

A comparison is honest only between numbers about one event. So a judgement is compared where it names an event and a
range, leaves out none of the conditions its author attached, and is met by a vintage while most of its term is still to
come. Every other judgement is listed with the plain reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from equipoise.assess.events import EventProbability, event_probability
from equipoise.assess.progress import Progress
from equipoise.case.case import Case
from equipoise.case.schema import Event, JudgedRange, PublishedJudgement
from equipoise.errors import NotTrustworthyError, UsageError

_ATTACHES = re.compile(
    r"(only )?(if|given|provided|providing|assuming|unless|barring|as long as|so long as|combined with)\b",
    re.IGNORECASE,
)
"""How a condition begins on which the author's number holds; `depends on` and the like only explain the number."""


@dataclass(frozen=True)
class Compared:
    """A judgement and the model on one event.

    Attributes:
        judgement: Its id.
        who: Its author.
        when: When it was made, as precisely as is known.
        says: What it says, in words.
        event: What both numbers are about.
        low, high: The author's range.
        imputed: Whether the coder filled in a part of the event.
        imputed_parts: Which parts, and why they were filled in so.
        range_imputed: Whether the coder read the range out of words.
        word: Those words; empty without any.
        as_of: The vintage.
        days_later: Days from the judgement to the vintage: the model knew so much more of the record, and a path that
            names no first day starts so much later.
        probability: The model's, mean over parameters.
        model_low, model_high: Its central 80 per cent; None where parameters were not sampled.
    """

    judgement: str
    who: str
    when: str
    says: str
    event: Mapping[str, object]
    low: float
    high: float
    imputed: bool
    imputed_parts: Mapping[str, str]
    range_imputed: bool
    word: str
    as_of: date
    days_later: int
    probability: float
    model_low: float | None
    model_high: float | None


@dataclass(frozen=True)
class Listed:
    """A judgement that is not compared.

    Attributes:
        judgement, who, when, says: As in `Compared`.
        reason: The kind of reason: `no_event`, `no_range`, `condition_left_out`, `made_later`, `beyond_horizon`,
            `began_before`, `term_over`, `term_mostly_over` or `not_computed`.
        why: The reason in a sentence.
    """

    judgement: str
    who: str
    when: str
    says: str
    reason: str
    why: str


class _NotComparedError(Exception):
    """Why a judgement is not compared: the kind of reason, and the sentence."""

    def __init__(self, reason: str, why: str) -> None:
        super().__init__(why)
        self.reason, self.why = reason, why


def compare_judgements(
    case: Case, days: Sequence[date], *, rater: str, seed: int, particles: int, progress: Progress
) -> tuple[tuple[Compared, ...], tuple[Listed, ...]]:
    """Each judgement beside the model at the first vintage at or after it, or the reason why not.

    Args:
        case: The case.
        days: The vintages, in the order of time.
        rater: Whose ratings count.
        seed: Seed of the draws.
        particles: Particles over all islands.
        progress: Called with a few words before each event.
    """
    compared, listed = [], []
    computed: dict[tuple[str, date], EventProbability] = {}
    for judgement in case.judgements:
        try:
            event, judged = _event_and_range(judgement)
            day = _vintage_of(judgement, event, days, horizon=case.definition.clock.horizon)
            key = (event.model_dump_json(), day)
            if key not in computed:  # several authors may have judged the same event
                progress(f"computing the event of {judgement.id} as of {day}")
                computed[key] = _computed(case, event, as_of=day, rater=rater, seed=seed, particles=particles)
        except _NotComparedError as refused:
            listed.append(
                Listed(judgement.id, judgement.who, str(judgement.when), judgement.says, refused.reason, refused.why)
            )
        else:
            compared.append(_compared(judgement, event, judged, day, computed[key]))
    return tuple(compared), tuple(listed)


def _event_and_range(judgement: PublishedJudgement) -> tuple[Event, JudgedRange]:
    """What is compared, if the judgement says it and no condition of its author is lost."""
    event, judged = judgement.event, judgement.range
    if event is None:
        raise _NotComparedError("no_event", "It names no event that the case describes.")
    if judged is None:
        raise _NotComparedError("no_range", "Its words have not been read as a range of probabilities.")
    condition = condition_left_out(judgement)
    if condition:
        raise _NotComparedError(
            "condition_left_out", f"It holds on a condition that its event leaves out ({condition})."
        )
    return event, judged


def condition_left_out(judgement: PublishedJudgement) -> str:
    """The condition on which an author's number holds and which the event does not say; empty where there is none."""
    if judgement.event is None or judgement.event.given or judgement.event.do:
        return ""
    attached = [written for written in judgement.conditions if _ATTACHES.match(written)]
    return "; ".join(attached) or judgement.imputed.get("given", "")


def _vintage_of(judgement: PublishedJudgement, event: Event, days: Sequence[date], *, horizon: date) -> date:
    """The first vintage at or after a judgement, if its event can still be asked for there."""
    made = judgement.when.end
    day = next((day for day in days if day >= made), None)
    if day is None:
        raise _NotComparedError("made_later", f"It was made after the last vintage, {days[-1]}.")
    until = event.until or horizon
    if until > horizon:
        raise _NotComparedError("beyond_horizon", f"It looks to {until}, beyond the horizon of the case, {horizon}.")
    if until < day:
        raise _NotComparedError(
            "term_over",
            f"Its term, to {until}, was over by the first vintage after it, {day}; ask for a vintage in between.",
        )
    if event.at is None and event.from_ is not None and event.from_ < day:
        raise _NotComparedError(
            "began_before", f"Its term began on {event.from_}, before the first vintage after it, {day}."
        )
    if 2 * (until - day) < until - made:
        raise _NotComparedError(
            "term_mostly_over",
            f"More than half of its term, {made} to {until}, had passed by the first vintage after it, {day}.",
        )
    return day


def _computed(case: Case, event: Event, *, as_of: date, rater: str, seed: int, particles: int) -> EventProbability:
    try:
        return event_probability(case, event, as_of=as_of, rater=rater, seed=seed, particles=particles)
    except (UsageError, NotTrustworthyError) as error:
        raise _NotComparedError("not_computed", f"The model cannot compute it as of {as_of}: {error}.") from None


def _compared(
    judgement: PublishedJudgement, event: Event, judged: JudgedRange, day: date, found: EventProbability
) -> Compared:
    return Compared(
        judgement=judgement.id,
        who=judgement.who,
        when=str(judgement.when),
        says=judgement.says,
        event=event.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        low=judged.low,
        high=judged.high,
        imputed=bool(judgement.imputed),
        imputed_parts=dict(judgement.imputed),
        range_imputed=judged.coder is not None,
        word=judgement.word or "",
        as_of=day,
        days_later=(day - judgement.when.end).days,
        probability=found.probability,
        model_low=found.low,
        model_high=found.high,
    )
