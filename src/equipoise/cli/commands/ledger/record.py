"""`equipoise ledger record`: a judgement on the record, a person's or the model's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import (
    ByWhom,
    StoreUrl,
    open_ledger,
    read_event,
    show,
    who,
)
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.ledger.judged_event import JudgedEvent
    from equipoise.ledger.ledger import Ledger
    from equipoise.ledger.records import Judgement


def record(
    case: options.CaseName,
    probabilities: Annotated[
        list[str] | None,
        typer.Option(
            "--probability",
            "-p",
            metavar="[S=]P",
            help="A probability from 0 to 1: scenario=P for each scenario on the horizon, or for one of them; or P "
            "alone, with --event or --question. Repeatable. Without any, the model's own assessment is recorded.",
        ),
    ] = None,
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="EVENT", help="What is judged, such as 'ever arm_russia until 2024-03-31'."),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="ID", help="What is judged: a question of the case. Repeatable."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="What was known by the end of this day counts. Default: today; for the model the last day on which "
            "anything became known.",
        ),
    ] = None,
    by_whom: ByWhom = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Why; needed where a probability moves by more than ten points."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="TEXT", help="Where a judgement was published; --by-whom is its author."),
    ] = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: options.Particles = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Put a judgement on the record.

    Without a probability, what the model says is recorded: the scenarios on
    the horizon and whether each is ever reached, or the events and questions
    named. Nothing recorded is ever changed; a new judgement replaces the last
    one of the same judge on the same event.
    """
    from equipoise.cli.assessing import load_as_asked

    loaded = load_as_asked(case, edits=None, progress=streams.progress(quiet=quiet))
    ledger = open_ledger(case, store)
    ledger.refuse_writing()
    events = _events(ledger, loaded, event, question)
    if probabilities:
        said = _said(loaded, events, probabilities)
        common = {
            "as_of": as_of or datetime.now(UTC).date().isoformat(),
            "by_whom": who(by_whom),
            "kind": "published" if source else "person",
            "source": source,
            "reason": reason,
            "case": loaded.name,
            "fingerprint": loaded.fingerprint,
        }
        judgements = [_made(common | said)]
    elif by_whom is not None or source is not None:
        raise UsageError("a judgement by somebody needs a probability", hint="add --probability")
    else:
        judgements = _models(
            loaded, events, as_of=as_of, rater=rater, seed=seed, particles=particles, reason=reason, quiet=quiet
        )
    show(ledger.record(*judgements), as_json=as_json)
    return ExitCode.OK


_Events = list[tuple["JudgedEvent", str | None]]


def _events(ledger: Ledger, case: Case, event: str | None, questions: list[str] | None) -> _Events:
    """The events asked for, each with the question that it answers."""
    from equipoise.authored.nearest import suggest

    known = case.definition.questions
    for name in questions or ():
        if name not in known:
            raise UsageError(f"the case has no question {name!r}", hint=suggest(name, known, called="questions"))
    named: list[tuple[str, str | None]] = [(name, name) for name in questions or ()]
    named += [(event, event if event in known else None)] if event is not None else []
    return [(read_event(text, ledger, case.definition), name) for text, name in named]


def _said(case: Case, events: _Events, written: list[str]) -> dict[str, Any]:
    """What is judged and how likely it is said to be."""
    from equipoise.ledger.judged_event import JudgedEvent

    if len(events) > 1:
        raise UsageError("one judgement is about one event", hint="record the others by commands of their own")
    numbers = [_number(text) for text in written]
    scenarios, horizon = case.definition.scenarios, case.definition.clock.horizon
    single = numbers[0][1] if len(numbers) == 1 and numbers[0][0] is None else None
    if single is not None:
        if not events:
            raise UsageError("a probability alone does not say of what", hint="add --event, or write scenario=P")
        event, question = events[0]
        return {"event": event, "probability": single, "question": question}
    by_name = {name: value for name, value in numbers if name is not None}
    if len(by_name) < len(numbers):
        raise UsageError("write each probability as scenario=P, each scenario once")
    unknown = [name for name in by_name if name not in scenarios]
    if unknown:
        from equipoise.authored.nearest import suggest

        raise UsageError(f"there is no scenario {unknown[0]!r}", hint=suggest(unknown[0], scenarios))
    whole = len(by_name) == len(scenarios)
    if events and not (whole and events[0][0].is_of_scenarios):
        raise UsageError("with --event or --question, write the probability alone", hint="--probability 0.6")
    if whole:
        event = events[0][0] if events else JudgedEvent(which="scenario", until=horizon)
        total = sum(by_name.values())
        if abs(total - 1) > 0.005:
            streams.say(f"warning: these add to {total:.2f}, not 1; they are recorded as said")
        return {"event": event, "probabilities": by_name}
    if len(by_name) > 1:
        missing = [name for name in scenarios if name not in by_name]
        raise UsageError(
            f"no probability for {', '.join(missing)}", hint="give one for each scenario, or for one scenario alone"
        )
    ((name, value),) = by_name.items()
    return {"event": JudgedEvent(at=[name], until=horizon), "probability": value}


def _number(text: str) -> tuple[str | None, float]:
    name, equals, number = text.rpartition("=")
    try:
        value = float(number)
    except ValueError:
        raise UsageError(f"{text!r} is no probability", hint="write scenario=0.6, or 0.6") from None
    if not 0 <= value <= 1:
        raise UsageError(f"{text!r} is no probability: it lies outside 0 to 1", hint="write 0.6 for 60 per cent")
    return (name.strip() if equals else None), value


def _made(fields: dict[str, Any]) -> Judgement:
    from equipoise.ledger.records import Judgement, made

    return made(Judgement, fields)


def _models(
    case: Case,
    events: _Events,
    *,
    as_of: str | None,
    rater: str,
    seed: int,
    particles: int | None,
    reason: str | None,
    quiet: bool,
) -> list[Judgement]:
    """What the model says: of the events, or else of the case as a whole."""
    from equipoise.assess.assess import assess
    from equipoise.inference.posterior import PARTICLES
    from equipoise.judge import judge, judge_event

    count = PARTICLES if particles is None else particles
    progress = streams.progress(quiet=quiet)
    if not events:
        assessment = assess(case, as_of=as_of, rater=rater, seed=seed, particles=count, progress=progress)
        return list(judge(assessment, reason=reason))
    judgements = []
    for event, question in events:
        progress(f"judging {question or event}")
        judgements.append(
            judge_event(
                case, event, as_of=as_of, rater=rater, seed=seed, particles=count, question=question, reason=reason
            )
        )
    return judgements
