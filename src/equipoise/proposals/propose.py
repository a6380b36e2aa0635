"""Candidates of evidence that a language model proposes, each with words that stand in the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.documents.candidates import CANDIDATES, Candidate, add_candidates, candidates_from, read_candidates
from equipoise.documents.extraction.extract import extract
from equipoise.documents.extraction.span import Span
from equipoise.documents.find_candidates import actors_of_case
from equipoise.proposals.asked_document import AskedDocument, asked_document
from equipoise.proposals.asking import Answer, Question, ask
from equipoise.proposals.language_model import LanguageModel, language_model
from equipoise.proposals.offered import OfferedCandidate
from equipoise.proposals.passages import passages_of
from equipoise.proposals.prompts import instructions, prompt_hash, question_of, shown
from equipoise.proposals.run_record import RunRecord, recorded
from equipoise.proposals.verbatim import verbatim_span

if TYPE_CHECKING:
    from pydantic_ai.models import Model

KIND = "candidates"
_PROMPT = "candidates"


@dataclass(frozen=True)
class Proposed:
    """What came of asking for candidates.

    Attributes:
        path: The file they went to.
        added: Those that are new.
        run: What was sent, what was refused, and what failed.
    """

    path: Path
    added: tuple[Candidate, ...]
    run: RunRecord

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/proposed/1",
            "file": str(self.path),
            "proposals": [one.model_dump(mode="json", exclude={"status"}, exclude_none=True) for one in self.added],
            "run": self.run.to_dict(),
        }


def propose(
    case: str | Path,
    document: str,
    *,
    model: str | Model | None = None,
    environment: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> Proposed:
    """Ask a language model what in a document may become evidence, and add it to the candidates of the case.

    The text of the document, the question of the case, its actor and the names of its scenarios and conditions are sent
    to the endpoint; no number of the case is. The model points at words; their place, date and actor are found here, by
    the rules of extraction. Words that do not stand in the text are refused. Nothing but `candidates.yaml` and
    `proposals.jsonl` is written, after each passage, so that an interruption loses one.

    Args:
        case: The folder of the case.
        document: Id of a document that was brought in.
        model: Name of the model, or a model of pydantic-ai; by default what the environment says.
        environment: Variables that name the endpoint; those of this process by default.
        today: The day to write down.
        progress: Called with a line before each passage.

    Raises:
        UsageError: If case, document, endpoint or model are not there.
        InvalidCaseError: If the case, its documents or its candidates have errors; nothing is sent.
        ChangedDocumentError: If the document is not what was brought in; nothing is sent.
        EndpointError: If the endpoint failed before it answered anything.
        EquipoiseError: If the extra `llm` is not installed.
    """
    asked = asked_document(case, document)
    read_candidates(asked.folder)  # a file that cannot be added to should show before anything is sent
    whom = language_model(model, environment)
    run = RunRecord(
        today or date.today(),
        KIND,
        whom.name,
        whom.where,
        prompt_hash(_PROMPT, OfferedCandidate),
        document,
        asked.frozen.sha256,
    )
    return _propose(asked, whom, run, progress)


def _propose(
    asked: AskedDocument, whom: LanguageModel, run: RunRecord, progress: Callable[[str], None] | None
) -> Proposed:
    by_rule = _by_rule(asked)
    added: list[Candidate] = []

    def land(answer: Answer[OfferedCandidate]) -> None:
        run.take(answer)
        there = [Span(one.start, one.end) for one in read_candidates(asked.folder) if one.document == run.document]
        new: list[Candidate] = []
        for span, offer in answer.kept:
            if _is_there(span, there):
                run.known += 1
                continue
            there.append(span)
            new.append(_candidate(asked, span, offer, by_rule, run.proposed_by))
        landed = add_candidates(asked.folder, new)
        run.known += landed.known
        run.added += [one.id for one in landed.added]
        added.extend(landed.added)

    with recorded(asked.folder, run):
        run.stopped = ask(
            whom,
            _questions(asked),
            instructions=instructions(_PROMPT),
            offer=OfferedCandidate,
            check=lambda offer, question: verbatim_span(asked.text, offer.quote, question.passage),
            on_answer=land,
            progress=progress,
        )
    return Proposed(asked.folder / CANDIDATES, tuple(added), run)


def _questions(asked: AskedDocument) -> list[Question]:
    parts = passages_of(asked.text)
    dated = f"The document was published on {asked.record.published}." if asked.record.published else ""
    head = "\n".join(part for part in (question_of(asked.case), dated) if part)
    return [
        Question(
            f"{asked.record.id}, part {number} of {len(parts)}",
            part,
            shown(asked.text[slice(*part)], f"{head}\nThis is part {number} of {len(parts)} of the document."),
        )
        for number, part in enumerate(parts, 1)
    ]


def _by_rule(asked: AskedDocument) -> tuple[Candidate, ...]:
    """What the rules of extraction find: from these a proposal takes its date and its actor, never from the model."""
    found = extract(asked.text, published=asked.published, actors=actors_of_case(asked.folder))
    return tuple(candidates_from(asked.record.id, found))


def _candidate(
    asked: AskedDocument, span: Span, offer: OfferedCandidate, by_rule: Sequence[Candidate], proposed_by: str
) -> Candidate:
    near = [one for one in by_rule if span.overlaps(Span(one.start, one.end))]
    label = "dated_act" if offer.kind == "act" else "attributed_statement"
    alike = [one for one in near if one.label == label] + [one for one in near if one.label != label]
    return Candidate(
        id=f"{asked.record.id}-{label[0]}{span.start}",
        document=asked.record.id,
        start=span.start,
        end=span.end,
        text=" ".join(asked.text[slice(*span)].split()),
        date=next((one.date for one in alike if one.date is not None), None),
        actor=next((one.actor for one in alike if one.label == label and one.actor is not None), None),
        label=label,
        proposed_by=proposed_by,
    )


def _is_there(span: Span, others: Sequence[Span]) -> bool:
    """Whether half of the shorter of two places is common to both, for any of the others."""
    return any(
        2 * (min(span.end, one.end) - max(span.start, one.start)) >= min(span.end - span.start, one.end - one.start)
        for one in others
    )
