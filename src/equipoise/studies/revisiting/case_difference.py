"""In what two versions of a case differ, and the versions between them: the one turned into the other part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from equipoise.authored.validate import validate_data
from equipoise.case.case import Case
from equipoise.case.check import errors_apart_from_edits
from equipoise.case.schema import CaseDefinition, EvidenceItem, Rating, Source

MOST_PARTS = 24
"""Parts such as `explanations.interests` each get a version of their own up to so many; beyond, whole sections do."""

_MOVES_NOTHING = ("judgements", "levers", "assumptions", "indicators", "questions", "title", "actor", "question")
"""Sections that no probability is computed from."""
_OTHER_FILES = ("sources", "evidence", "ratings", "judgements")
_NO_EDITS: dict[str, Any] = {"levers": {}, "assumptions": {}, "indicators": {}, "questions": {}}
_NOTHING = object()


@dataclass(frozen=True)
class Difference:
    """A place at which two versions of a case differ.

    Attributes:
        path: Where, such as `decision_maker.advisers` or `ratings.visit.scenarios.allied.default`.
        before, after: What stands there, as plain data; None where nothing does.
    """

    path: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Edition:
    """A version of a case, and the parts by which it differs from the one before it.

    Attributes:
        case: The version.
        names: Those parts, such as `explanations.interests` or `evidence.visit`; none for the first version.
    """

    case: Case
    names: tuple[str, ...] = ()


def differences(before: Case, after: Case) -> tuple[Difference, ...]:
    """Every place at which they differ, in the order of the files."""
    return tuple(
        Difference(".".join(path), _shown(one), _shown(other))
        for path, one, other in _leaves((), _content(before), _content(after))
    )


def editions_between(before: Case, after: Case) -> tuple[Edition, ...]:
    """The older case, versions of it with one part after the other taken from the newer, and the newer case.

    Parts that cannot be taken one at a time, since the case would have errors in between, are taken together. Parts
    that no number hangs on are taken with the last one.
    """
    old, new = _content(before), _content(after)
    pairs = [(parts, other) for parts, other in _parts(old, new) if parts[0] not in _MOVES_NOTHING]
    versions = [Edition(before)]
    taken = {**old, **{name: new[name] for name in _MOVES_NOTHING}, "judgements": {}, **_NO_EDITS}
    waiting: list[str] = []
    for parts, other in pairs:
        taken = _with(taken, parts, other)
        waiting.append(".".join(parts))
        case = _valid_case(after, taken)
        if case is not None:
            versions.append(Edition(case, tuple(waiting)))
            waiting = []
    # The newer case itself ends the row, so that nothing of it is lost on the way through plain data.
    last = versions[-1].names + tuple(waiting) if len(versions) > 1 else tuple(waiting)
    kept = versions[:-1] if len(versions) > 1 else versions
    return (*kept, Edition(after, last)) if pairs else (Edition(after),)


def _content(case: Case) -> dict[str, Any]:
    """Everything a case says, by section, then by id."""
    definition = case.definition.model_dump(mode="json", by_alias=True)
    ratings: dict[str, dict[str, Any]] = {}
    for row in case.ratings:
        key = f"{row.subject}.{row.level}.{row.rater}"
        ratings.setdefault(row.item, {})[key] = row.model_dump(mode="json")
    return {
        **definition,
        "sources": {name: source.model_dump(mode="json") for name, source in case.sources.items()},
        "evidence": {item.id: item.model_dump(mode="json") for item in case.evidence},
        "ratings": ratings,
        "judgements": {one.id: one.model_dump(mode="json", by_alias=True) for one in case.judgements},
    }


def _parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[tuple[str, ...], Any]]:
    """Parts that differ and what the newer case says there, an item's ratings behind the item itself."""
    sections = [(name, old.get(name, _NOTHING), new.get(name, _NOTHING)) for name in {**old, **new}]
    differing = [one for one in sections if one[1] != one[2]]
    fine = [part for name, one, other in differing for part in _named_parts(name, one, other)]
    if len(fine) > MOST_PARTS:
        return [((name,), other) for name, _, other in differing]
    return sorted(fine, key=lambda part: _order(part[0], [*{**old["evidence"], **new["evidence"]}]))


def _named_parts(name: str, one: Any, other: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    holds_named = isinstance(one, dict) and isinstance(other, dict) and name not in ("clock", "decision_maker")
    if not holds_named:
        yield (name,), other
        return
    for key in {**one, **other}:
        there = other.get(key, _NOTHING)
        if one.get(key, _NOTHING) != there:
            yield (name, key), there


def _order(parts: tuple[str, ...], items: Sequence[str]) -> tuple[int, int]:
    """Files in order; what is said of one item stands together. Sorting keeps the order of all that is alike."""
    if parts[0] not in ("evidence", "ratings"):
        return 0, 0
    return 1, items.index(parts[1]) if parts[1] in items else len(items)


def _with(content: Mapping[str, Any], parts: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The content with one part taken from elsewhere; nothing there takes the part out."""
    first, rest = parts[0], parts[1:]
    inner = _with(content.get(first) or {}, rest, value) if rest else value
    if inner is _NOTHING:
        return {name: one for name, one in content.items() if name != first}
    return {**content, first: inner}


def _valid_case(like: Case, content: Mapping[str, Any]) -> Case | None:
    """A case that says so much; None where it would have errors."""
    written = {name: one for name, one in content.items() if name not in _OTHER_FILES}
    definition, problems = validate_data(written, CaseDefinition)
    if definition is None or problems:
        return None
    case = replace(
        like,
        definition=definition,
        sources={name: Source.model_validate(one) for name, one in content["sources"].items()},
        evidence=tuple(EvidenceItem.model_validate(one) for one in content["evidence"].values()),
        ratings=tuple(Rating.model_validate(row) for rows in content["ratings"].values() for row in rows.values()),
        judgements=(),
    )
    return None if errors_apart_from_edits(case) else case


def _leaves(path: tuple[str, ...], one: Any, other: Any) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Paths down to where two contents differ: into mappings that both have, and no further."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from _leaves((*path, str(key)), one.get(key, _NOTHING), other.get(key, _NOTHING))
        return
    yield path, one, other


def _shown(value: Any) -> Any:
    return None if value is _NOTHING else value
