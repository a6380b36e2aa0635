"""Asking a language model, passage by passage, and keeping of its answers only what holds.

A model that misquotes is told so and may try again, a few times; then what it still has wrong is given up. What was
right in any of its tries is kept. An answer that is no answer costs its passage; an endpoint that fails ends it all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic

from equipoise.documents.extraction.span import Span
from equipoise.errors import EquipoiseError
from equipoise.proposals.language_model import LanguageModel
from equipoise.proposals.offered import Offer, Offered
from equipoise.proposals.prompts import form_of
from equipoise.proposals.verbatim import NotVerbatimError

if TYPE_CHECKING:
    from pydantic_ai import RunContext

TRIES = 3
"""How often a model may answer for one passage."""
MOST = 50
"""Proposals that are looked at in one answer; a model that gives more is copying the text out."""
_MOST_FAILED = 3  # one after another: whatever answers, it is no model that can do this
_SHORT = 200


class EndpointError(EquipoiseError):
    """The endpoint of the language model could not be reached, refused, or did not answer in time."""


@dataclass(frozen=True)
class Question:
    """One passage to ask about.

    Attributes:
        name: What progress and problems call it.
        passage: Its place in the frozen text.
        message: What is sent.
    """

    name: str
    passage: Span
    message: str


@dataclass(frozen=True)
class Refused:
    """Something offered that was not taken, and why."""

    quote: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        """Plain data for JSON."""
        return {"quote": self.quote, "reason": self.reason}


@dataclass
class Answer(Generic[Offer]):
    """What came of one question.

    Attributes:
        question: The question.
        kept: What was offered and holds, with its place, in the order of offering.
        refused: What does not, from every try.
        problem: Why there was no usable answer at the end; empty where there was.
    """

    question: Question
    kept: list[tuple[Span, Offer]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    problem: str = ""


Check = Callable[[Offer, Question], Span]
"""Gives the place of what was offered, or raises NotVerbatimError with the reason why it cannot be taken."""


def ask(
    model: LanguageModel,
    questions: Sequence[Question],
    *,
    instructions: str,
    offer: type[Offer],
    check: Check[Offer],
    on_answer: Callable[[Answer[Offer]], None],
    progress: Callable[[str], None] | None = None,
) -> str:
    """Ask every question in turn.

    Args:
        model: Whom to ask.
        questions: What to ask about.
        instructions: What is said to the model once for each question.
        offer: What it may offer.
        check: Tells what holds.
        on_answer: Called with each answer as it comes, so that an interruption costs one.
        progress: Called with a line before each question.

    Returns:
        Why the asking ended before the last question; empty where it did not.

    Raises:
        EndpointError: If the endpoint failed before any question was answered.
    """
    return _to_the_end(
        lambda: _ask_all(_Run(model, instructions, offer, check), questions, on_answer, progress or (lambda line: None))
    )


@dataclass(frozen=True)
class _Run(Generic[Offer]):
    model: LanguageModel
    instructions: str
    offer: type[Offer]
    check: Check[Offer]


async def _ask_all(
    run: _Run[Offer],
    questions: Sequence[Question],
    on_answer: Callable[[Answer[Offer]], None],
    progress: Callable[[str], None],
) -> str:
    answered = failed = 0
    async with run.model.opened() as opened:
        for question in questions:
            progress(f"asking {run.model.name} at {run.model.where}: {question.name}")
            answer: Answer[Offer] = Answer(question)
            try:
                await _ask_one(run, opened, answer)
            except EndpointError as error:
                on_answer(answer)
                if not answered and not answer.kept:
                    raise
                return str(error)
            on_answer(answer)
            answered += not answer.problem
            failed = failed + 1 if answer.problem else 0
            if failed == _MOST_FAILED:
                return f"{failed} passages one after another brought no usable answer"
    return ""


async def _ask_one(run: _Run[Offer], opened: Any, answer: Answer[Offer]) -> None:
    from pydantic_ai import Agent, ModelRetry, ToolOutput
    from pydantic_ai.exceptions import AgentRunError, UnexpectedModelBehavior

    agent: Agent[Answer[Offer], Any] = Agent(
        opened,
        name="proposals",
        output_type=ToolOutput(form_of(run.offer), name="propose", description="Hand in what you propose"),
        instructions=run.instructions,
        deps_type=Answer,
        retries=TRIES - 1,
    )

    @agent.output_validator
    def verify(context: RunContext[Answer[Offer]], offered: Offered[Offer]) -> Offered[Offer]:
        wrong = _sift(run, answer, offered)
        if wrong and context.retry < TRIES - 1:
            raise ModelRetry(_asked_again(wrong))
        return offered

    try:
        async with asyncio.timeout(run.model.timeout * TRIES):
            await agent.run(answer.question.message, deps=answer)
    except UnexpectedModelBehavior as error:
        answer.problem = f"no usable answer: {run.model.redacted(_short(error.message))}"
    # Raised anew, without the errors of the libraries behind it: those hold the request with its headers.
    except (AgentRunError, TimeoutError) as error:
        raise EndpointError(_told(run.model, error), hint="what was found before is kept; try again later") from None


def _sift(run: _Run[Offer], answer: Answer[Offer], offered: Offered[Offer]) -> list[Refused]:
    """Keep what holds; what does not is noted and given back."""
    wrong = []
    for one in offered.proposals[:MOST]:
        try:
            found = (run.check(one, answer.question), one)
        except NotVerbatimError as error:
            wrong.append(Refused(run.model.redacted(_short(one.quote)), str(error)))
        else:
            answer.kept += [found] if found not in answer.kept else []
    noted = set(answer.refused)
    answer.refused += [one for one in dict.fromkeys(wrong) if one not in noted]
    if len(offered.proposals) > MOST:
        beyond = Refused(f"{len(offered.proposals) - MOST} more", f"more than {MOST} proposals for one passage")
        answer.refused += [beyond] if beyond not in noted else []
    return wrong


def _asked_again(wrong: Sequence[Refused]) -> str:
    listed = "\n".join(f"- {one.quote}: {one.reason}" for one in wrong)
    return (
        f"These cannot be taken:\n{listed}\nThe others are kept. Send these again, corrected, with words copied "
        "exactly from the passage, or send an empty list."
    )


def _told(model: LanguageModel, error: Exception) -> str:
    """What went wrong, in words, without keys."""
    from pydantic_ai.exceptions import ModelHTTPError, ModelTimeoutError

    if isinstance(error, ModelHTTPError):
        said = _message(error.body)
        text = f"{model.where} answered with status {error.status_code}" + (f": {said}" if said else "")
    elif isinstance(error, TimeoutError | ModelTimeoutError):
        text = f"{model.where} gave no answer within {model.timeout:g} seconds"
    else:
        text = f"{model.where} cannot be asked: {_short(str(error))}"
    return model.redacted(text)


def _message(body: object) -> str:
    """The sentence in the body of an error, however the service wraps it."""
    while isinstance(body, dict):
        body = body.get("message") or body.get("error") or body.get("detail") or ""
    return _short(str(body or ""))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[:_SHORT].rstrip() + "…"


def _to_the_end(work: Callable[[], Coroutine[Any, Any, str]]) -> str:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    # A notebook has a loop of its own in this thread.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()
