"""What stands after all decisions: what is open, what was decided, and what an edit or a merge has made of the open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from equipoise.case.schema import Place
from equipoise.documents.candidates import OPEN, Candidate
from equipoise.review.decision import Decision


@dataclass(frozen=True)
class Standing:
    """The candidates of a case under the decisions that are in force.

    Attributes:
        candidates: As found in the documents, by id.
        in_force: Decisions that were not taken back, in their order.
        log: All decisions.
    """

    candidates: Mapping[str, Candidate]
    in_force: tuple[Decision, ...]
    log: tuple[Decision, ...]

    @cached_property
    def decided(self) -> dict[str, Decision]:
        """The decision on each candidate that has one."""
        return {one.candidate.id: one for one in self.in_force if one.act != "edit"}

    @cached_property
    def open(self) -> dict[str, Candidate]:
        """Candidates without a decision, as edited, in the order of their file."""
        edited = {one.candidate.id: one.candidate for one in self.in_force if one.act == "edit"}
        return {
            name: edited.get(name, candidate)
            for name, candidate in self.candidates.items()
            if name not in self.decided and candidate.status == OPEN
        }

    def places(self, candidate: Candidate) -> tuple[Place, ...]:
        """The place of a candidate, and of those that were merged into it, each once."""
        merged = [one.candidate for one in self.in_force if one.act == "merge" and one.into == candidate.id]
        found = [place_of(candidate), *(place for one in merged for place in self.places(one))]
        return tuple(place for index, place in enumerate(found) if place not in found[:index])


def standing(candidates: Iterable[Candidate], log: Sequence[Decision]) -> Standing:
    """What stands after the decisions of a log."""
    in_force: list[Decision] = []
    for decision in log:
        if decision.act in ("undo", "reopen"):
            in_force = [one for one in in_force if one.number != decision.undoes]
        else:
            in_force.append(decision)
    return Standing({one.id: one for one in candidates}, tuple(in_force), tuple(log))


def place_of(candidate: Candidate) -> Place:
    """Where a candidate stands, as an item of evidence names it."""
    return Place(document=candidate.document, start=candidate.start, end=candidate.end)
