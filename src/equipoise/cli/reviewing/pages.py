"""What a review shows: a candidate in its document, what became of it, and lists of them; 79 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from equipoise.cli import streams
from equipoise.documents.candidates import Candidate
from equipoise.report.columns import ascii_only, breaking, printable, trimmed, wrapped
from equipoise.review.decision import Decision
from equipoise.review.landing import RATINGS
from equipoise.review.queue import ReviewQueue
from equipoise.review.suggestion import Suggestion
from equipoise.review.words_in_place import WordsInPlace

WIDTH = 79
_LABELS = {"dated_act": "dated act", "attributed_statement": "statement"}
_DONE = {
    "accept": "accepted",
    "merge": "merged",
    "reject": "rejected",
    "edit": "edited",
    "undo": "undone",
    "reopen": "reopened",
}


def show(lines: Iterable[str]) -> None:
    """Write lines to stdout, in ASCII where it can show no more."""
    # What a document or a file of the case says must not steer the terminal.
    text = "\n".join(printable(line).rstrip() for line in lines)
    streams.write(ascii_only(text) if streams.is_plain() else breaking(text))


def head(queue: ReviewQueue, candidate: Candidate) -> list[str]:
    """How far the review is, which candidate this is, and the language model that proposed it, if one did."""
    done, total = queue.progress
    told = [_LABELS[candidate.label], str(candidate.date or ""), candidate.actor or ""]
    by = [f"Proposed by {candidate.proposed_by}"] if candidate.proposed_by else []
    return [
        "─" * WIDTH,
        *wrapped(f"{done} of {total} decided · {candidate.id}", WIDTH),
        *wrapped(" · ".join(part for part in told if part), WIDTH),
        *(line for one in by for line in wrapped(one, WIDTH)),
    ]


def in_document(found: WordsInPlace) -> list[str]:
    """Title and place, then the words in double brackets among those around them."""
    record, context = found.document, found.context
    told = [record.title or record.id, record.publisher, record.published]
    place = [f"page {found.page}"] if found.page is not None else []
    place.append(f"line {found.line}")
    lines = wrapped(f"{', '.join(str(part) for part in told if part)}: {', '.join(place)}", WIDTH)
    words = " ".join(f"{context.before}[[{context.quoted.strip()}]]{context.after}".split())
    return [*lines, "", *_indented(words, 4), ""]


def same_words(suggestion: Suggestion) -> list[str]:
    """What rests on the same words, to merge with."""
    if not suggestion.same_words:
        return []
    return wrapped(f"The same words: {', '.join(suggestion.same_words)} (m merges with one of them)", WIDTH)


def outcome(decision: Decision, case: str) -> list[str]:
    """What became of a candidate, where it landed, and what comes next."""
    lines = wrapped(_said(decision), WIDTH)
    for change in decision.changes:
        lines += _indented(f"{change.file}, line {change.line}")
    lines += [line for warning in decision.warned for line in _indented(f"warning: {warning}")]
    if decision.act == "accept":
        if not any(change.file == RATINGS for change in decision.changes):
            lines += _indented(f"not rated: rows for {decision.item} in ratings.csv make it count")
        lines.append(f"  next: equipoise trace {case} {decision.item}")  # whole, to be copied
    return lines


def taken_back(decision: Decision, *, files: bool = True) -> list[str]:
    """That a decision no longer counts; `files` says whether what it wrote is taken back as well."""
    written = ", ".join(change.file for change in decision.changes)
    rest = f"; {'as before' if files else 'left as they are'}: {written}" if written else ""
    return wrapped(f"taken back: {decision.candidate.id} was {_DONE[decision.act]}{rest}", WIDTH)


def summary(queue: ReviewQueue, case: str) -> list[str]:
    """How many of which, and what comes next."""
    decided, open_ = queue.decided(), queue.open()
    counts = Counter(_DONE[decision.act] for decision in decided)
    told = [f"{number} {what}" for what, number in counts.items()] + [f"{len(open_)} open"]
    lines = wrapped(f"{', '.join(told)}; every decision is kept in decisions.jsonl", WIDTH)
    if counts["accepted"] or counts["merged"]:
        lines += [f"next: equipoise check {case}", f"      equipoise assess {case}"]
    return lines


def listing(candidates: Sequence[Candidate], decided: Sequence[Decision]) -> list[str]:
    """Open candidates one to a line or two, then what was decided."""
    lines = [f"{len(candidates)} open"] if candidates else ["nothing is open"]
    for one in candidates:
        dated = f"{one.date}  " if one.date is not None else ""
        lines += [*_indented(one.id), trimmed(printable(f"    {dated}{one.text}"), WIDTH)]
    if decided:
        lines += ["", f"{len(decided)} decided"]
    for decision in decided:
        lines += _indented(_said(decision))
    return lines


def _said(decision: Decision) -> str:
    into = decision.item or decision.into
    told = {"accept": f" as {into}", "merge": f" into {into}", "reject": f": {decision.reason}"}
    return f"{_DONE[decision.act]} {decision.candidate.id}{told.get(decision.act, '')}"


def _indented(text: str, by: int = 2) -> list[str]:
    return [f"{'':<{by}}{line}" for line in wrapped(text, WIDTH - by)]
