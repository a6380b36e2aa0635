"""Other accounts of an item of evidence that a language model proposes: what else would produce it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from equipoise.authored.nearest import suggest
from equipoise.case.schema import EvidenceItem
from equipoise.documents.extraction.span import Span
from equipoise.errors import UsageError
from equipoise.proposals.asked_document import AskedDocument, asked_document
from equipoise.proposals.asking import Answer, Question, ask
from equipoise.proposals.counter_reading_file import (
    COUNTER_READINGS,
    CounterReading,
    add_counter_readings,
    read_counter_readings,
)
from equipoise.proposals.language_model import LanguageModel, language_model
from equipoise.proposals.offered import LONGEST, OfferedReading, gives_number
from equipoise.proposals.passages import around, passages_of
from equipoise.proposals.prompts import instructions, prompt_hash, shown
from equipoise.proposals.run_record import RunRecord, recorded
from equipoise.proposals.verbatim import NotVerbatimError, verbatim_span

if TYPE_CHECKING:
    from pydantic_ai.models import Model

KIND = "counter-readings"
_PROMPT = "counter_readings"


@dataclass(frozen=True)
class ProposedReadings:
    """What came of asking for counter-readings.

    Attributes:
        path: The file they went to.
        added: Those that are new.
        run: What was sent, what was refused, and what failed.
    """

    path: Path
    added: tuple[CounterReading, ...]
    run: RunRecord

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/proposed/1",
            "file": str(self.path),
            "proposals": [one.model_dump(mode="json") for one in self.added],
            "run": self.run.to_dict(),
        }


def counter_readings(
    case: str | Path,
    document: str,
    items: Sequence[str] = (),
    *,
    model: str | Model | None = None,
    environment: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> ProposedReadings:
    """Ask a language model what else would produce an item, and keep the answers beside the case.

    What the item says, its date, and the words of the document around its place are sent; where it names no place in
    the document, the whole document. Each answer has to quote words that stand there. One that gives a number, a chance
    or a mark is refused. Only `counter-readings.yaml` and `proposals.jsonl` are written, which no assessment reads.

    Args:
        case: The folder of the case.
        document: Id of a document that was brought in.
        items: Ids of items; by default all that name a place in the document.
        model: Name of the model, or a model of pydantic-ai; by default what the environment says.
        environment: Variables that name the endpoint; those of this process by default.
        today: The day to write down.
        progress: Called with a line before each passage.

    Raises:
        UsageError: If case, document, an item, endpoint or model are not there, or no item names a place.
        InvalidCaseError: If the case, its documents or the file of counter-readings have errors; nothing is sent.
        ChangedDocumentError: If the document is not what was brought in; nothing is sent.
        EndpointError: If the endpoint failed before it answered anything.
        EquipoiseError: If the extra `llm` is not installed.
    """
    asked = asked_document(case, document)
    about = _items(asked, items)
    read_counter_readings(asked.folder)  # a file that cannot be added to should show before anything is sent
    whom = language_model(model, environment)
    run = RunRecord(
        today or date.today(),
        KIND,
        whom.name,
        whom.where,
        prompt_hash(_PROMPT, OfferedReading),
        document,
        asked.frozen.sha256,
        tuple(item.id for item in about),
    )
    return _propose(asked, about, whom, run, progress)


def _items(asked: AskedDocument, names: Sequence[str]) -> list[EvidenceItem]:
    there = asked.case.items
    for name in names:
        if name not in there:
            raise UsageError(
                f"the case has no item {name!r}", hint=suggest(name, there, called="items") or "see evidence.yaml"
            )
    if names:
        return [there[name] for name in dict.fromkeys(names)]
    found = [item for item in there.values() if any(place.document == asked.record.id for place in item.where)]
    if not found:
        raise UsageError(f"no item rests on {asked.record.id}", hint="name one all the same: --item ID")
    return found


def _propose(
    asked: AskedDocument,
    about: Sequence[EvidenceItem],
    whom: LanguageModel,
    run: RunRecord,
    progress: Callable[[str], None] | None,
) -> ProposedReadings:
    added: list[CounterReading] = []
    questions = {question: item for item in about for question in _questions(asked, item)}

    def land(answer: Answer[OfferedReading]) -> None:
        run.take(answer)
        item = questions[answer.question]
        offered = [_fields(asked, item, span, offer, whom, run.proposed_by) for span, offer in answer.kept]
        new, known = add_counter_readings(asked.folder, offered)
        run.known += known
        run.added += [one.id for one in new]
        added.extend(new)

    with recorded(asked.folder, run):
        run.stopped = ask(
            whom,
            list(questions),
            instructions=instructions(_PROMPT),
            offer=OfferedReading,
            check=lambda offer, question: _place(asked.text, offer, question.passage),
            on_answer=land,
            progress=progress,
        )
    return ProposedReadings(asked.folder / COUNTER_READINGS, tuple(added), run)


def _questions(asked: AskedDocument, item: EvidenceItem) -> list[Question]:
    places = [Span(place.start, place.end) for place in item.where if place.document == asked.record.id]
    parts = [around(asked.text, place) for place in places if place.end <= len(asked.text)]
    parts = parts or list(passages_of(asked.text))
    questions = []
    for number, part in enumerate(dict.fromkeys(parts), 1):
        passage = asked.text[slice(*part)]
        words = [asked.text[slice(*place)] for place in places if part.holds(place)]
        quoted = "".join(f"\nIt rests on these words: {' '.join(one.split())}" for one in words)
        material = f"The item, of {item.date}: {item.what}{quoted}\n\nThe passage:\n{passage}"
        head = "What else would produce this item?"
        questions.append(Question(f"{item.id}, part {number} of {len(set(parts))}", part, shown(material, head)))
    return questions


def _place(text: str, offer: OfferedReading, passage: Span) -> Span:
    for said in (offer.reading, offer.would_show):
        if not said.strip():
            raise NotVerbatimError("it leaves the reading, or what one would see, empty")
        if len(said) > LONGEST:
            raise NotVerbatimError(f"it says more than {LONGEST} characters in one field")
        if gives_number(said):
            raise NotVerbatimError("it gives a number, a chance or a mark, which is not asked for")
    return verbatim_span(text, offer.quote, passage)


def _fields(
    asked: AskedDocument, item: EvidenceItem, span: Span, offer: OfferedReading, whom: LanguageModel, proposed_by: str
) -> dict[str, Any]:
    return {
        "item": item.id,
        "reading": whom.redacted(" ".join(offer.reading.split())),
        "would_show": whom.redacted(" ".join(offer.would_show.split())),
        "document": asked.record.id,
        "start": span.start,
        "end": span.end,
        "text": " ".join(asked.text[slice(*span)].split()),
        "proposed_by": proposed_by,
    }
