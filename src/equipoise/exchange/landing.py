"""What of a file the case takes: new items, ratings and sources, those it has already, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from equipoise.authored.nearest import nearest
from equipoise.authored.validate import validate_data
from equipoise.case.schema import EvidenceItem, Rating, Source
from equipoise.errors import Finding
from equipoise.exchange.incoming import Incoming, IncomingItem, IncomingRating, Spot, Target, finding
from equipoise.exchange.naming import find_source, free_ids, id_from

T = TypeVar("T", EvidenceItem, Rating, Source)

_DEFAULTS = {
    "date": ("--default-date 2022-02-25", "a date such as 2022-02-25, 2022-02, 2022-Q1 or 2022"),
    "kind": ("--default-kind report", "conduct, reading, statement, report, silence, judgement or background"),
    "what": ("", "it in a sentence, or take the row out"),
}


@dataclass
class Landing:
    """What a case takes of a file, gathered.

    Attributes:
        items: Entries to add to `evidence.yaml`.
        ratings: Rows to add to `ratings.csv`.
        sources: Entries to add to `sources.yaml`, by id.
        same_items: Ids of items that the case has already and that say the same.
        same_ratings: How many ratings the case has already.
        findings: What stands in the way.
        notes: What somebody should know.
        bare_sources: New sources of which no more than a name is known.
        spots: Where the items, and the ratings of each, stand in the file.
        warnings: What the checks of the case say of it that they did not say before; no errors.
    """

    items: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    same_items: list[str] = field(default_factory=list)
    same_ratings: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    bare_sources: list[str] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def land(incoming: Incoming, target: Target) -> Landing:
    """Sort what a file says into what is new, what is there, and what cannot be taken."""
    landing = Landing(findings=list(incoming.findings), notes=list(incoming.notes))
    _say_absent(incoming, target, landing)
    for name, fields in incoming.sources.items():
        _land_source(incoming, name, fields, target, landing)
    ratings: list[IncomingRating] = []
    for item in incoming.items:
        landed = _land_item(incoming, item, target, landing)
        ratings += [IncomingRating({"item": landed, **one.said}, one.spot) for one in item.ratings if landed]
    first: dict[tuple[str, ...], Spot] = {}
    known = {_key(row): row for row in target.case.ratings}
    for rating in (*ratings, *incoming.ratings):
        _land_rating(incoming, rating, known, landing, first)
    if landing.bare_sources:
        told = "new sources, with their names alone; give each a grade and a day of publication: "
        landing.notes.append(told + listed(landing.bare_sources))
    return landing


# --- items -----------------------------------------------------------------------------------------------------


def _land_item(incoming: Incoming, item: IncomingItem, target: Target, landing: Landing) -> str | None:
    """The id under which an item is in the case, or will be; None where it cannot be."""
    said = _completed(incoming, item, target, landing)
    if said is None:
        return None
    name = _name(said, target, landing)
    read, problems = validate_data({**said, "id": name}, EvidenceItem)
    for wrong in problems:
        top = str(wrong.path[0]) if wrong.path else ""
        label = ", ".join(filter(None, (item.spot.label, ".".join(map(str, wrong.path)))))
        spot = item.spots.get(top) or replace(item.spot, label=label)
        landing.findings.append(finding(incoming.file, spot, wrong.text, wrong.mend))
    if read is None:
        return None
    there = target.case.items.get(read.id)
    if name in landing.spots:
        problem = f"the id {read.id!r} stands for an item in row {landing.spots[read.id].row} already"
        landing.findings.append(finding(incoming.file, item.spots.get("id", item.spot), problem, "choose another"))
        return None
    landing.spots[name] = item.spot
    if there is None:
        entry = {"id": name, **{key: value for key, value in said.items() if key != "id"}}
        landing.items.append({key: entry[key] for key in EvidenceItem.model_fields if key in entry})
    elif differing := [key for key in said if getattr(there, key) != getattr(read, key)]:
        key = differing[0]
        problem = f"the case has an item {name!r} that differs in {', '.join(differing)}: {_short(getattr(there, key))}"
        mend = f"found {_short(getattr(read, key))}; give it another id, or make the two the same"
        landing.findings.append(finding(incoming.file, item.spots.get(key, item.spot), problem, mend))
    else:
        landing.same_items.append(name)
    return name


def _completed(incoming: Incoming, item: IncomingItem, target: Target, landing: Landing) -> dict[str, Any] | None:
    """What the file says of an item, with the defaults; None, and findings, where something is missing."""
    said = {name: value for name, value in item.said.items() if not _is_wrong(value)}
    for name, value in (("date", target.default_date), ("kind", target.default_kind)):
        if name not in item.said and value is not None:
            said[name] = value
    for name, (option, expected) in _DEFAULTS.items():
        if name not in said and name not in item.said and (incoming.columns is None or name in incoming.columns):
            mend = f"write {expected}" + (f", or give {option}" if option else "")
            spot = replace(item.spot, label=item.spot.label or name)
            problem = "it does not say what happened" if name == "what" else f"the {name} is missing"
            landing.findings.append(finding(incoming.file, spot, problem, mend))
    sources = said.get("sources", [target.source] if target.source else [])
    if sources and isinstance(sources, list):
        said["sources"] = list(dict.fromkeys(_source(str(name), target, landing) for name in sources))
    is_complete = len(said) >= len(item.said) and all(name in said for name in _DEFAULTS)
    return said if is_complete else None


def _is_wrong(value: Any) -> bool:
    """Whether a cell could not be read, for which there is a finding already."""
    return value is None or (isinstance(value, dict) and None in value.values())


def _say_absent(incoming: Incoming, target: Target, landing: Landing) -> None:
    """One finding for a field that has no column, where every item needs it."""
    if incoming.columns is None or not incoming.items:
        return
    given = {"date": target.default_date, "kind": target.default_kind, "what": None}
    for name, (option, expected) in _DEFAULTS.items():
        if name not in incoming.columns and given[name] is None:
            mend = f"add a column {name!r} with {expected}" + (f", or give {option} for all" if option else "")
            spot = Spot(1, 1, name)
            landing.findings.append(finding(incoming.file, spot, f"there is no column for the {name}", mend))


def _name(said: Mapping[str, Any], target: Target, landing: Landing) -> str:
    """The id of an item: the one it has, else one made of its words."""
    if said.get("id"):
        return str(said["id"])
    taken = {*target.case.items, *landing.spots, *(one.id for one in target.case.judgements)}
    name = id_from(str(said["what"]), otherwise="item")
    for candidate, is_free in free_ids(name, taken):
        there = target.case.items.get(candidate)
        if is_free:
            return candidate
        if there is None or candidate in landing.spots:
            continue
        read, _ = validate_data({**said, "id": candidate}, EvidenceItem)
        # Imported before, with the same words: so a second import of a file changes nothing.
        if read is not None and all(getattr(there, key) == getattr(read, key) for key in said):
            return candidate
    raise AssertionError(name)


# --- ratings ---------------------------------------------------------------------------------------------------


def _land_rating(
    incoming: Incoming,
    rating: IncomingRating,
    known: Mapping[tuple[str, ...], Rating],
    landing: Landing,
    first: dict[tuple[str, ...], Spot],
) -> None:
    said = {name: value.strip() if isinstance(value, str) else value for name, value in rating.said.items()}
    read, problems = validate_data({name: value for name, value in said.items() if value not in ("", None)}, Rating)
    for wrong in problems:
        text = f"{'.'.join(map(str, wrong.path))}: {wrong.text}"
        landing.findings.append(finding(incoming.file, rating.spot, text, wrong.mend))
    if read is None:
        return
    key = _key(read)
    if key in first:
        problem = f"{read.rater} rates {read.item}, {read.subject} {read.level} in row {first[key].row} already"
        landing.findings.append(finding(incoming.file, rating.spot, problem, "keep one of the two"))
        return
    first[key] = rating.spot
    landing.spots.setdefault(f"{read.item} rated", rating.spot)
    there = known.get(key)
    if there is None:
        landing.ratings.append(read)
    elif there.rating != read.rating or (read.why is not None and there.why != read.why):
        differs = "rating" if there.rating != read.rating else "why"
        has, found = _short(getattr(there, differs)), _short(getattr(read, differs))
        problem = f"the case has another {differs} of {read.item}, {read.subject} {read.level} by {read.rater}: {has}"
        mend = f"found {found}; give another --rater, or make the two the same"
        landing.findings.append(finding(incoming.file, rating.spot, problem, mend))
    else:
        landing.same_ratings += 1


def _key(row: Rating) -> tuple[str, ...]:
    """What a case may say once: who rates which level on which item."""
    return (row.item, row.subject, row.level, row.rater)


# --- sources ---------------------------------------------------------------------------------------------------


def _land_source(incoming: Incoming, name: str, fields: Mapping[str, Any], target: Target, landing: Landing) -> None:
    read, problems = validate_data(dict(fields), Source)
    spot = Spot(0, 0, f"source {name}")
    for wrong in problems:
        text = f"{'.'.join(map(str, wrong.path))}: {wrong.text}"
        landing.findings.append(finding(incoming.file, spot, text, wrong.mend))
    there = target.case.sources.get(name)
    if read is None:
        return
    if there is None:
        landing.sources[name] = dict(fields)
    elif differing := [key for key in fields if getattr(there, key) != getattr(read, key)]:
        key = differing[0]
        problem = (
            f"the case has a source {name!r} that differs in {', '.join(differing)}: {_short(getattr(there, key))}"
        )
        mend = f"found {_short(getattr(read, key))}; make the two the same"
        landing.findings.append(finding(incoming.file, spot, problem, mend))


def _source(name: str, target: Target, landing: Landing) -> str:
    """The id of a source of the case or the file; of a new one, which is added with its title alone."""
    found = find_source(name, target.case.sources, landing.sources)
    if found not in target.case.sources and found not in landing.sources:
        near = nearest(found, target.case.sources, count=1)
        landing.sources[found] = {"title": name}
        landing.bare_sources.append(f"{found} (is it {near[0]}?)" if near else found)
    return found


def _short(value: Any, most: int = 60) -> str:
    text = str(value) if not isinstance(value, str) else repr(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names in a row, the first few of many."""
    found = list(names)
    return ", ".join(found[:most]) + (f" and {len(found) - most} more" if len(found) > most else "")
