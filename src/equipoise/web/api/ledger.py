"""Routes of the ledger: what is on the record, what is due, scores; record, resolve, stand by, take back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from equipoise.authored.base import Day
from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.ledger.due import due
from equipoise.ledger.estimates import without_estimates
from equipoise.ledger.judged_event import JudgedEvent
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.machine_output import due_to_dict, history_to_dict, recorded_to_dict, verification_to_dict
from equipoise.ledger.named_event import named_event
from equipoise.ledger.records import OUTCOMES, Judgement, made
from equipoise.ledger.scoring import score_tracks
from equipoise.ledger.scoring.scenario_order import scenario_order
from equipoise.ledger.standing import Track
from equipoise.web.api.access import Analyst, Anybody, OnDesk, OwnDesk, SoundCase
from equipoise.web.api.asked import AskedAgain, AskedJudgement, AskedResolution
from equipoise.web.api.problems import NotAllowedError, not_there
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.people import ALONE, Person

router = APIRouter(tags=["ledger"])

EventText = Annotated[str | None, Query(max_length=500, description="A handle, a question of the case, or in words.")]


@router.get("/cases/{case}/ledger")
def show_history(who: Anybody, found: OnDesk, case: SoundCase, event: EventText = None) -> dict[str, Any]:
    """What is on the record, event by event: `equipoise ledger history`."""
    ledger = found.ledger
    tracks = _tracks(found, case, who)
    if event is not None:
        meant = named_event(event, ledger, case.definition)
        tracks = tuple(track for track in tracks if track.event == meant)
    return history_to_dict(ledger.head, tracks)


@router.get("/cases/{case}/ledger/due")
def show_due(who: Anybody, found: OnDesk, case: SoundCase, on: Annotated[Day | None, Query()] = None) -> dict[str, Any]:
    """What is to be resolved, overdue first: `equipoise ledger due`."""
    return due_to_dict(due(_tracks(found, case, who), case.definition), on or datetime.now(UTC).date())


@router.get("/cases/{case}/ledger/scores")
def show_scores(
    who: Anybody, found: OnDesk, case: SoundCase, held: Annotated[str | None, Query(max_length=128)] = None
) -> dict[str, Any]:
    """What the judgements on the record were worth: `equipoise ledger score`."""
    if held is not None and held not in case.definition.scenarios:
        raise not_there("scenario", held, tuple(case.definition.scenarios))
    scores = score_tracks(_tracks(found, case, who), order=scenario_order(case.definition), held=held)
    return scores.to_dict() | {"head": found.ledger.head}


@router.get("/cases/{case}/ledger/verification")
def verify_ledger(
    found: OnDesk, head: Annotated[str | None, Query(pattern=r"^(sha256:)?[0-9a-f]{8,64}$")] = None
) -> dict[str, Any]:
    """Whether the record is as it was written: `equipoise ledger verify`."""
    ledger = found.ledger
    return verification_to_dict(ledger, ledger.verify(head))


@router.post("/cases/{case}/ledger/judgements", status_code=201)
def record_judgement(who: Analyst, found: OwnDesk, case: SoundCase, wanted: AskedJudgement) -> dict[str, Any]:
    """Put a judgement on the record, yours or a published one."""
    ledger = found.ledger
    event, question = _event(wanted, ledger, case)
    if wanted.source is None:
        found.rounds.refuse_on_record(case, event, _judge(who, wanted))
    fields = {
        "event": event,
        "question": question,
        "probability": wanted.probability,
        "probabilities": dict(wanted.probabilities) or None,
        "as_of": wanted.as_of or datetime.now(UTC).date(),
        "by_whom": _judge(who, wanted),
        "kind": "published" if wanted.source else "person",
        "source": wanted.source,
        "reason": wanted.reason,
        "case": case.name,
        "fingerprint": case.fingerprint,
    }
    return recorded_to_dict(ledger.record(made(Judgement, fields)))


@router.post("/cases/{case}/ledger/resolutions", status_code=201)
def resolve_event(who: Analyst, found: OwnDesk, case: SoundCase, wanted: AskedResolution) -> dict[str, Any]:
    """Say what happened with an event: `equipoise ledger resolve`."""
    ledger = found.ledger
    event, outcome, scenario = named_event(wanted.event, ledger, case.definition), wanted.outcome, None
    if event.is_of_scenarios and outcome in case.definition.scenarios:
        outcome, scenario = "occurred", outcome
    if outcome not in OUTCOMES:
        raise UsageError(f"{outcome!r} is no outcome", hint=f"one of {', '.join(OUTCOMES)}, or the scenario that held")
    recorded = ledger.resolve(
        event,
        outcome,
        scenario=scenario,
        date=wanted.date,
        source=wanted.source,
        by_whom=who.name,
        second_resolver=wanted.second_resolver,
        reason=wanted.reason,
    )
    return recorded_to_dict(recorded)


@router.post("/cases/{case}/ledger/reaffirmations", status_code=201)
def reaffirm_judgement(who: Analyst, found: OwnDesk, case: SoundCase, wanted: AskedAgain) -> dict[str, Any]:
    """Stand by your last judgement of an event: `equipoise ledger reaffirm`."""
    ledger = found.ledger
    event, as_of = named_event(wanted.event, ledger, case.definition), wanted.as_of or datetime.now(UTC).date()
    found.rounds.refuse_on_record(case, event, who.name)
    return recorded_to_dict(ledger.reaffirm(event, by_whom=who.name, as_of=as_of, reason=wanted.reason))


@router.post("/cases/{case}/ledger/withdrawals", status_code=201)
def withdraw_judgement(who: Analyst, found: OwnDesk, case: SoundCase, wanted: AskedAgain) -> dict[str, Any]:
    """Take back your last judgement of an event: `equipoise ledger withdraw`."""
    ledger = found.ledger
    event = named_event(wanted.event, ledger, case.definition)
    return recorded_to_dict(ledger.withdraw(event, by_whom=who.name, reason=wanted.reason))


def _tracks(found: Desk, case: Case, who: Person) -> tuple[Track, ...]:
    """What is on the record, without estimates that an open round keeps from who asks."""
    horizon = case.definition.clock.horizon
    return without_estimates(found.ledger.tracks, horizon=horizon, by=found.rounds.kept_from(who.name))


def _event(wanted: AskedJudgement, ledger: Ledger, case: Case) -> tuple[JudgedEvent, str | None]:
    """What is judged, and the question of the case that it answers."""
    questions = case.definition.questions
    if wanted.question is not None:
        if wanted.event is not None:
            raise UsageError("an event and a question at once", hint="name one of them")
        if wanted.question not in questions:
            raise not_there("question", wanted.question, tuple(questions))
        return named_event(wanted.question, ledger, case.definition), wanted.question
    if wanted.event is not None:
        question = wanted.event if wanted.event in questions else None
        return named_event(wanted.event, ledger, case.definition), question
    if wanted.probability is not None:
        raise UsageError("a probability alone does not say of what", hint="add event or question")
    return JudgedEvent(which="scenario", until=case.definition.clock.horizon), None


def _judge(who: Person, wanted: AskedJudgement) -> str:
    """Who judges: whoever asks, or the author of what was published. Nobody judges in another's name."""
    if wanted.by_whom is None or wanted.by_whom == who.name:
        if wanted.source is not None and wanted.by_whom is None:
            raise UsageError("a published judgement has an author", hint="add by_whom")
        return who.name
    if wanted.source is None and who != ALONE:
        raise NotAllowedError(
            f"you are {who.name}, and judge in no other name", hint="leave by_whom out; with source it is an author"
        )
    return wanted.by_whom
