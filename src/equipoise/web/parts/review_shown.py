"""The candidate in the review pane: what it says, what rests on the same words, and what was decided on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from equipoise.documents.candidates import Candidate
from equipoise.review.decision import Decision
from equipoise.web.labels import Say
from equipoise.web.parts.candidate import candidate_markup, outcome_markup
from equipoise.web.parts.review_order import ReviewOrder


def head_markup(order: ReviewOrder, say: Say) -> Markup:
    """The heading of the review, with how far it has come."""
    every = len(order.mine())
    progress = say("{done} of {all} decided").format(done=order.decided(), all=every) if every else ""
    return Markup("<h2>{}<span>{}</span></h2>").format(say("Review"), progress)


def none_shown_markup(order: ReviewOrder, say: Say, *, may_review: bool) -> Markup:
    """What stands where no candidate is shown: how many wait, and what to do."""
    waits = len(order.waiting())
    if waits:
        told = say("Waiting: {number}. Next begins.") if may_review else say("Waiting: {number}.")
        return Markup("<p>{}</p>").format(told.format(number=waits))
    if order.mine():
        return Markup("<p>{}</p>").format(say("Nothing waits here: all candidates are decided."))
    return Markup("<p>{}</p>").format(
        say("No candidates yet. Find them in the text, or mark what matters in evidence.yaml by hand.")
    )


def shown_markup(
    candidate: Candidate,
    same_words: Sequence[str],
    decision: Decision | None,
    evidence_address: Callable[[str], str],
    say: Say,
) -> Markup:
    """A candidate, and what is known of it.

    Args:
        candidate: As it stands after edits.
        same_words: Ids of items and candidates on the same words.
        decision: What was decided on it; None where it waits.
        evidence_address: Address of an item in the evidence.
        say: The language of the reader.
    """
    shown = candidate_markup(candidate, say)
    if same_words:
        shown += Markup("<p>{}: {}. {}</p>").format(
            say("On the same words"), ", ".join(same_words), say("Merge, unless it is a thing of its own.")
        )
    if decision is not None:
        shown += Markup('<p class="dim">{} · {}</p>').format(decision.by, decision.at.replace("T", " ").rstrip("Z"))
        shown += outcome_markup(decision, evidence_address(decision.item or ""), say)
        shown += Markup('<p class="dim">{}</p>').format(
            say("Reopening leaves the files as they are: take an item out of evidence.yaml by hand.")
        )
    return shown
