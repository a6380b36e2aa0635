"""Where studies and the ledger meet: what the model says, ready for the record; what the record says of judgements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from equipoise.case.case import Case
from equipoise.case.schema import Event, PublishedJudgement
from equipoise.errors import UsageError
from equipoise.ledger.judged_event import JudgedEvent, event_of_case
from equipoise.ledger.records import Judgement

if TYPE_CHECKING:
    from equipoise.assess.assessment import Assessment
    from equipoise.ledger.scoring.course import Status
    from equipoise.ledger.standing import Said, Track
    from equipoise.studies.revisiting import Resolved

MODEL = "equipoise"
"""Who judges where the model does."""


def judge(assessment: Assessment, *, reason: str | None = None) -> tuple[Judgement, ...]:
    """The headline of an assessment: which scenario holds at the horizon, and whether each is ever reached.

    Args:
        assessment: A trustworthy one, of a case as it stands: not one of a what-if.
        reason: Why it says something else than before.

    Raises:
        UsageError: If it supposes something (`given`, `do`), or is not trustworthy.
    """
    if assessment.given or assessment.do:
        raise UsageError("an assessment that supposes something is no judgement of the case as it stands")
    if not assessment.trustworthy:
        raise UsageError("an assessment that is not trustworthy is not put on the record")
    horizon = assessment.horizon
    provenance = _provenance(
        assessment.case.name,
        assessment.fingerprint,
        rater=assessment.rater,
        seed=assessment.seed,
        particles=assessment.particles,
    ) | {"as_of": assessment.as_of, "reason": reason, "version": assessment.version, "engine": assessment.engine}
    scenarios = Judgement(
        event=JudgedEvent(which="scenario", until=horizon),
        probabilities={name: assessment.at(name, horizon).probability for name in assessment.case.definition.scenarios},
        **provenance,
    )
    points = (assessment.ever_until(name, horizon) for name in assessment.case.definition.scenarios)
    ever = (
        Judgement(
            event=JudgedEvent(ever=[point.scenario], until=horizon),
            probability=point.probability,
            low=point.low,
            high=point.high,
            **provenance,
        )
        for point in points
    )
    return (scenarios, *ever)


def judge_event(
    case: Case,
    event: JudgedEvent,
    *,
    as_of: date | str | None,
    rater: str,
    seed: int,
    particles: int,
    question: str | None = None,
    reason: str | None = None,
) -> Judgement:
    """What the model says of one yes-or-no event.

    Args:
        case: The case.
        event: Any but which scenario holds.
        as_of: The as-of date; by default the last day something became known.
        rater: Whose ratings to use.
        seed: Seed of the draws.
        particles: How many settings of the parameters are drawn.
        question: Id of the question that it answers.
        reason: Why it says something else than before.

    Raises:
        UsageError: If a date lies outside the case, or the event names what the case does not have.
        NotTrustworthyError: If the evidence or what is given is impossible.
    """
    from equipoise._version import __version__
    from equipoise.assess.assess import ENGINE
    from equipoise.assess.events import event_probability
    from equipoise.assess.vintage_run import resolve_as_of

    day = resolve_as_of(case, as_of)
    fields = event.model_dump(by_alias=True, exclude_defaults=True)
    said = event_probability(case, Event.model_validate(fields), as_of=day, rater=rater, seed=seed, particles=particles)
    provenance = _provenance(case.name, case.fingerprint, rater=rater, seed=seed, particles=particles)
    return Judgement(
        event=event,
        as_of=day,
        probability=said.probability,
        low=said.low,
        high=said.high,
        question=question,
        reason=reason,
        version=__version__,
        engine=ENGINE,
        **provenance,
    )


def judge_published(case: Case, judgement: PublishedJudgement) -> Judgement:
    """What a published author said, for the ledger: the middle of the range, with the range beside it.

    It is imputed where a coder filled in a part of the event, or read the range out of words.

    Args:
        case: The case.
        judgement: One of its published judgements.

    Raises:
        UsageError: If it names no event or range, leaves out a condition of its author, or looks beyond the case.
    """
    from equipoise.studies.vintages.judged_then import condition_left_out

    written, judged, horizon = judgement.event, judgement.range, case.definition.clock.horizon
    if written is None:
        raise UsageError("it names no event that the case describes")
    if judged is None:
        raise UsageError("its words have not been read as a range of probabilities")
    condition = condition_left_out(judgement)
    if condition:
        raise UsageError(f"it holds on a condition that its event leaves out ({condition})")
    event = event_of_case(written, horizon=horizon)
    if event.until > horizon:
        raise UsageError(f"it looks to {event.until}, beyond the horizon of the case, {horizon}")
    if judgement.when.end > event.until:
        raise UsageError(f"it was made, as far as is known, after its event was decided on {event.until}")
    return Judgement(
        event=event,
        as_of=judgement.when.end,
        by_whom=judgement.who,
        kind="published",
        probability=(judged.low + judged.high) / 2,
        low=judged.low,
        high=judged.high,
        imputed=bool(judgement.imputed) or judged.coder is not None,
        source=" ".join(part for part in (judgement.source, judgement.id) if part),
        case=case.name,
        fingerprint=case.fingerprint,
    )


def resolved_judgements(case: Case, tracks: Sequence[Track]) -> tuple[Resolved, ...]:
    """Judgements whose event a ledger has resolved: the published ones of a case, then all others on the record.

    A published judgement is scored by the middle of its range, as `judge_published` puts it on the record; where it
    cannot be put there it has its outcome and no score.

    Args:
        case: The case.
        tracks: All that stands in its ledger.
    """
    resolved = {str(track.event): track for track in tracks if track.resolution is not None}
    horizon = case.definition.clock.horizon
    found: list[Resolved] = []
    told: set[str] = set()
    for published in case.judgements:
        if published.event is None:
            continue
        track = resolved.get(str(event_of_case(published.event, horizon=horizon)))
        if track is None:
            continue
        try:
            judgement = judge_published(case, published)
        except UsageError as why:
            found.append(_without_number(published, track, str(why)))
            continue
        said = next((one for one in track.said if _is_same(one.judgement, judgement)), None)
        if said is not None:
            told.add(said.entry.hash)
        found.append(replace(_resolved(track, judgement if said is None else said), published=published.id))
    others = (
        _resolved(track, said) for track in resolved.values() for said in track.said if said.entry.hash not in told
    )
    return (*found, *others)


def _is_same(one: Judgement, other: Judgement) -> bool:
    return (one.judge, one.as_of) == (other.judge, other.as_of)


def _resolved(track: Track, given: Judgement | Said) -> Resolved:
    """A judgement of a resolved event, on the record or not."""
    from equipoise.ledger.scoring.penalties import main_rule, penalties_of
    from equipoise.ledger.scoring.posed import posed
    from equipoise.studies.revisiting import Resolved

    judgement = given if isinstance(given, Judgement) else given.judgement
    came, resolution = posed(track), track.resolution
    assert resolution is not None
    rule = None if came is None else main_rule(came)
    return Resolved(
        published=None,
        by_whom=judgement.by_whom,
        kind=judgement.kind,
        as_of=judgement.as_of,
        event=track.event.plain(),
        said=dict(judgement.said()),
        imputed=judgement.imputed,
        outcome=resolution.outcome,
        scenario=resolution.scenario,
        resolved_on=resolution.date,
        source=resolution.source,
        rule=rule,
        score=None if came is None or rule is None else penalties_of(judgement.said(), came)[rule],
        status="not_recorded" if isinstance(given, Judgement) else _status(track, given),
        unscored="" if came is not None else f"an event that is {resolution.outcome} has no outcome to score by",
    )


def _status(track: Track, said: Said) -> Status:
    from equipoise.ledger.scoring import score_tracks

    lines = (line for course in score_tracks([track]).courses for line in course.lines)
    scored = next((line.status for line in lines if line.number == said.entry.number), None)
    return scored or ("backcast" if said.entry.backcast else "counted")


def _without_number(published: PublishedJudgement, track: Track, why: str) -> Resolved:
    from equipoise.studies.revisiting import Resolved

    resolution = track.resolution
    assert resolution is not None
    return Resolved(
        published=published.id,
        by_whom=published.who,
        kind="published",
        as_of=published.when.end,
        event=track.event.plain(),
        said={},
        imputed=False,
        outcome=resolution.outcome,
        scenario=resolution.scenario,
        resolved_on=resolution.date,
        source=resolution.source,
        rule=None,
        score=None,
        status="not_recorded",
        unscored=why,
    )


def _provenance(case: str, fingerprint: str, *, rater: str, seed: int, particles: int) -> dict[str, Any]:
    return {
        "by_whom": MODEL,
        "kind": "model",
        "case": case,
        "fingerprint": fingerprint,
        "rater": rater,
        "seed": seed,
        "particles": particles,
    }
