"""A case as it was known on a date: what came later is taken out with everything that names it.

docs/model.md, section 5 (Vintage, Raters, `supersedes`). The result is again a valid case, with the rows of one
rater only, so whatever reads it need not know about dates of arrival, superseded items or raters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from equipoise.case.case import Case
from equipoise.case.events import names_in
from equipoise.case.raters import DEFAULT_RATER, PLANTED, rows_of
from equipoise.case.schema import (
    Analogue,
    CaseDefinition,
    Condition,
    Consideration,
    DecisionMaker,
    Event,
    EvidenceItem,
    Explanation,
    PublishedJudgement,
    Rating,
    Source,
)

Value = TypeVar("Value")


def as_known(case: Case, as_of: date, *, rater: str = DEFAULT_RATER) -> Case:
    """Take out of a case what was not known by the end of a day, and all raters' rows but one's.

    Considerations, explanations, conditions and analogues not yet known go, with everything that names them; a
    mix that is left is scaled to sum to one. Items not yet known go with their ratings, and so do items superseded
    by an item that is known. Claims of sources that were not yet settled go too. Items of kind `judgement` and
    `background` stay.

    Args:
        case: A valid case.
        as_of: The last day of which anything is known.
        rater: Whose ratings: a rater's name, or `pool` for the mean in decibans over those who rated a row. The
            rows of the result are all by `default`.

    Returns:
        A valid case. It may have no explanations left: then the actor has no reasons.

    Raises:
        UsageError: If nobody of that name has rated anything.
    """
    gone = _not_yet_known(case, as_of)
    definition = _definition_without(case.definition, gone)
    return replace(
        case,
        definition=definition,
        sources={name: _source_by_then(case, source, gone, as_of) for name, source in case.sources.items()},
        evidence=tuple(_without_gone_items(item, gone) for item in case.evidence if item.id not in gone.items),
        ratings=tuple(row for row in rows_of(case.ratings, rater, case.definition.scale) if not _is_row_on(row, gone)),
        judgements=tuple(_judgement_without(judgement, gone, definition) for judgement in case.judgements),
    )


@dataclass(frozen=True)
class _Gone:
    """Ids of what is taken out, by kind."""

    items: frozenset[str]
    conditions: frozenset[str]
    considerations: frozenset[str]
    explanations: frozenset[str]
    analogues: frozenset[str]
    origins: frozenset[str]


def _not_yet_known(case: Case, as_of: date) -> _Gone:
    definition = case.definition
    known_items = [item for item in case.evidence if case.known(item) <= as_of]
    superseded = {item.supersedes for item in known_items}
    left = [item for item in known_items if item.id not in superseded]
    return _Gone(
        items=frozenset(item.id for item in case.evidence) - frozenset(item.id for item in left),
        conditions=_later(definition.conditions, as_of),
        considerations=_later(definition.considerations, as_of),
        explanations=_explanations_gone(definition, as_of),
        analogues=_later(definition.analogues, as_of),
        origins=frozenset(definition.origins) - frozenset(item.origin for item in left),
    )


def _later(
    things: Mapping[str, Condition] | Mapping[str, Consideration] | Mapping[str, Explanation] | Mapping[str, Analogue],
    as_of: date,
) -> frozenset[str]:
    return frozenset(name for name, thing in things.items() if thing.known is not None and thing.known > as_of)


def _explanations_gone(definition: CaseDefinition, as_of: date) -> frozenset[str]:
    """Those not yet known; and all of them where those left have no share between them."""
    later = _later(definition.explanations, as_of)
    left = [explanation for name, explanation in definition.explanations.items() if name not in later]
    mix = definition.decision_maker.mix or {}
    has_share = any(explanation.prior > 0 for explanation in left)
    has_mix = any(share > 0 for name, share in mix.items() if name not in later)
    return later if has_share or has_mix else frozenset(definition.explanations)


# --- case.yaml -----------------------------------------------------------------------------------------------


def _definition_without(definition: CaseDefinition, gone: _Gone) -> CaseDefinition:
    questions = {name: q for name, q in definition.questions.items() if not _is_about(q.event, gone)}
    indicators = {name: i for name, i in definition.indicators.items() if not _is_about(i.event, gone)}
    places = _places_of(gone) | {
        *(("questions", name) for name in definition.questions if name not in questions),
        *(("indicators", name) for name in definition.indicators if name not in indicators),
    }
    return definition.model_copy(
        update={
            "conditions": {
                name: condition.model_copy(
                    update={
                        "pushed_by": _without(condition.pushed_by, gone.conditions),
                        "evidence": _still_known(condition.evidence, gone),
                    }
                )
                for name, condition in _without(definition.conditions, gone.conditions).items()
            },
            "considerations": {
                name: consideration.model_copy(
                    update={
                        "weighs": _without(consideration.weighs, gone.conditions),
                        "when": _without(consideration.when, gone.conditions),
                        "evidence": _still_known(consideration.evidence, gone),
                    }
                )
                for name, consideration in _without(definition.considerations, gone.considerations).items()
            },
            "explanations": {
                name: _explanation_without(explanation, gone)
                for name, explanation in _without(definition.explanations, gone.explanations).items()
            },
            "analogues": {
                name: analogue.model_copy(update={"conditions": _without(analogue.conditions, gone.conditions)})
                for name, analogue in _without(definition.analogues, gone.analogues).items()
            },
            "decision_maker": _decision_maker_without(definition.decision_maker, gone),
            "origins": _without(definition.origins, gone.origins),
            "questions": questions,
            "indicators": indicators,
            "levers": {
                name: lever for name, lever in definition.levers.items() if not _edits_any({lever.path: None}, places)
            },
            "assumptions": {
                name: assumption
                for name, assumption in definition.assumptions.items()
                if not _edits_any(assumption.if_false, places)
            },
        }
    )


def _without(things: Mapping[str, Value], names: frozenset[str]) -> dict[str, Value]:
    return {name: thing for name, thing in things.items() if name not in names}


def _still_known(items: list[str], gone: _Gone) -> list[str]:
    return [item for item in items if item not in gone.items]


def _explanation_without(explanation: Explanation, gone: _Gone) -> Explanation:
    perception = explanation.decision_maker
    return explanation.model_copy(
        update={
            "weights": _without(explanation.weights, gone.considerations),
            "decision_maker": perception.model_copy(update={"bias": _without(perception.bias, gone.conditions)}),
            "evidence": _still_known(explanation.evidence, gone),
        }
    )


def _decision_maker_without(decision_maker: DecisionMaker, gone: _Gone) -> DecisionMaker:
    return decision_maker.model_copy(
        update={
            "bias": _without(decision_maker.bias, gone.conditions),
            "mix": _scaled_mix(decision_maker.mix, gone.explanations),
        }
    )


def _scaled_mix(mix: Mapping[str, float] | None, gone: frozenset[str]) -> dict[str, float] | None:
    """The shares left, scaled to sum to one; a mix that has lost all its shares is learned from then on."""
    if mix is None or not gone & mix.keys():
        return None if mix is None else dict(mix)
    left = _without(mix, gone)
    total = sum(left.values())
    return {name: share / total for name, share in left.items()} if total > 0 else None


def _is_about(event: Event | None, gone: _Gone) -> bool:
    return event is not None and not gone.conditions.isdisjoint(names_in(event))


# --- edits ---------------------------------------------------------------------------------------------------

_Place = tuple[str, ...]


def _places_of(gone: _Gone) -> set[_Place]:
    """Where the case may name what is gone; `*` stands for any name. An edit at or below such a place goes too."""
    patterns: dict[_Place, frozenset[str]] = {
        ("conditions",): gone.conditions,
        ("conditions", "*", "pushed_by"): gone.conditions,
        ("considerations",): gone.considerations,
        ("considerations", "*", "weighs"): gone.conditions,
        ("considerations", "*", "when"): gone.conditions,
        ("explanations",): gone.explanations,
        ("explanations", "*", "weights"): gone.considerations,
        ("explanations", "*", "decision_maker", "bias"): gone.conditions,
        ("decision_maker", "bias"): gone.conditions,
        ("decision_maker", "mix"): gone.explanations,
        ("analogues",): gone.analogues,
        ("analogues", "*", "conditions"): gone.conditions,
        ("conditions", "*", "evidence"): gone.items,
        ("considerations", "*", "evidence"): gone.items,
        ("explanations", "*", "evidence"): gone.items,
        ("origins",): gone.origins,
        ("evidence",): gone.items,
        ("evidence", "*", "supersedes"): gone.items,
        ("evidence", "*", "disputes"): gone.items,
        ("sources", "*", "claims", "item"): gone.items,
    }
    return {(*pattern, name) for pattern, names in patterns.items() for name in names}


def _edits_any(edits: Mapping[str, Any], places: set[_Place]) -> bool:
    written = (parts for path, value in edits.items() for parts in _parts(tuple(path.split(".")), value))
    return any(_lies_at(parts, place) for parts in written for place in places)


def _parts(path: _Place, value: Any) -> Iterator[_Place]:
    """An edit as paths down to its leaves, so that a name inside an edited value is found as well."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _parts((*path, str(name)), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(path, inner)
    else:
        yield (*path, value) if isinstance(value, str) else path


def _lies_at(parts: _Place, place: _Place) -> bool:
    return len(parts) >= len(place) and all(wanted in ("*", part) for part, wanted in zip(parts, place, strict=False))


# --- the other files -----------------------------------------------------------------------------------------


def _source_by_then(case: Case, source: Source, gone: _Gone, as_of: date) -> Source:
    """A source with the claims settled by then; a claim that a superseded item made keeps what the item said."""
    if not source.claims:
        return source
    settled = [claim for claim in source.claims if claim.known <= as_of]
    claims = [
        claim.model_copy(update={"item": None, "says": case.items[claim.item].what})
        if claim.item is not None and claim.item in gone.items
        else claim
        for claim in settled
    ]
    return source.model_copy(update={"claims": claims})


def _without_gone_items(item: EvidenceItem, gone: _Gone) -> EvidenceItem:
    named = {field: getattr(item, field) for field in ("supersedes", "disputes")}
    lost = {field: None for field, name in named.items() if name in gone.items}
    return item.model_copy(update=lost) if lost else item


def _is_row_on(row: Rating, gone: _Gone) -> bool:
    subject = row.subject.removeprefix(PLANTED)
    return (
        row.item in gone.items
        or subject in gone.conditions
        or (subject == "explanations" and row.level in gone.explanations)
    )


def _judgement_without(judgement: PublishedJudgement, gone: _Gone, definition: CaseDefinition) -> PublishedJudgement:
    """A judgement stays on the list; what it can no longer be compared by goes."""
    return judgement.model_copy(
        update={
            "event": None if _is_about(judgement.event, gone) else judgement.event,
            "assumes": [name for name in judgement.assumes if name in definition.assumptions],
        }
    )
