"""A STIX 2.1 bundle read as items: reports, notes, opinions and observed data, with those who made them as sources.

What STIX calls confidence goes into the note, never into a rating or a probability: it says how sure the producer is,
not how much likelier the report is under one scenario than under another.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from equipoise.case.schema import Kind
from equipoise.errors import Finding, UsageError
from equipoise.exchange.in_file import InFile
from equipoise.exchange.incoming import Incoming, IncomingItem, IncomingRating, Spot, Target, finding
from equipoise.exchange.naming import find_source
from equipoise.exchange.stix_form import EXTENSION, OURS

_KINDS: Mapping[str, Kind] = {
    "report": "report",
    "observed-data": "report",
    "note": "background",
    "opinion": "judgement",
}
"""What an object is in a case where no label says it. A note is shown and not counted; an opinion is never evidence."""

_BESIDE = frozenset({"identity", "extension-definition", "marking-definition"})


def read_stix(file: InFile, target: Target) -> Incoming:
    """Read a bundle.

    Raises:
        UsageError: If it is no JSON, or no bundle of STIX.
    """
    objects = _objects(file)
    known = {one["id"]: one for one in objects if isinstance(one.get("id"), str)}
    findings: list[Finding] = []
    sources: dict[str, dict[str, Any]] = {}
    items: list[IncomingItem] = []
    left_out: Counter[str] = Counter()
    for one in objects:
        _read_own_source(one, sources)
    for number, one in enumerate(objects, 1):
        kind = one.get("type")
        if kind not in _KINDS or one.get("revoked") is True:
            if kind not in _BESIDE:
                left_out["revoked " * (one.get("revoked") is True) + str(kind)] += 1
            continue
        reader = _Reader(file.name, number, one, known, target, sources, findings)
        item = reader.read()
        if item is not None:
            items.append(item)
    gone = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items()))
    notes = [f"{file.name}: not read, for they are neither reports, notes, opinions nor observed data: {gone}"]
    return Incoming(
        file.name, "stix", tuple(items), (), sources, tuple(findings), tuple(notes if gone else ()), columns=None
    )


class _Reader:
    """Reads one object."""

    def __init__(
        self,
        file: str,
        number: int,
        content: Mapping[str, Any],
        known: Mapping[str, Mapping[str, Any]],
        target: Target,
        sources: dict[str, dict[str, Any]],
        findings: list[Finding],
    ) -> None:
        self._file, self._number, self._content = file, number, content
        self._known, self._target, self._sources, self._findings = known, target, sources, findings

    def read(self) -> IncomingItem | None:
        """The item; None where something is wrong with the object."""
        before = len(self._findings)
        if self._content.get("spec_version") != "2.1":
            found = self._content.get("spec_version", "none")
            self._wrong("spec_version", f"spec_version is {found}, not 2.1", "export the bundle as STIX 2.1")
            return None
        own = self._own()
        if own is not None:
            return own
        said: dict[str, Any] = {
            "id": self._id(),
            "date": self._date(),
            "known": self._day("published", "created", "last_observed"),
            "what": self._what(),
            "kind": self._kind(),
            "sources": self._read_sources(),
            "note": self._note(),
        }
        if len(self._findings) > before:
            return None
        return IncomingItem({name: value for name, value in said.items() if value}, self._spot())

    def _own(self) -> IncomingItem | None:
        """The item that our extension holds."""
        held = _extension(self._content)
        if held is None or not isinstance(held.get("item"), dict):
            return None
        ratings = held.get("ratings", [])
        rows = ratings if isinstance(ratings, list) else []
        read = tuple(IncomingRating(row, self._spot("ratings")) for row in rows if isinstance(row, dict))
        said = {name: value for name, value in held["item"].items() if value is not None}
        return IncomingItem(said, self._spot(), {}, read)

    def _id(self) -> str | None:
        return next((one.get("external_id") for one in self._references() if one.get("source_name") == OURS), None)

    def _what(self) -> str | None:
        content = self._content
        match content["type"]:
            case "report":
                return self._text("name")
            case "note":
                return self._text("abstract", needed=False) or self._text("content")
            case "opinion":
                return self._text("explanation", needed=False) or f"opinion: {self._text('opinion')}"
        return self._observed()

    def _observed(self) -> str:
        found = [self._known.get(ref, {}) for ref in _texts(self._content.get("object_refs"))]
        found += [one for one in _dicts((self._content.get("objects") or {}).values())]
        named = [f"{one.get('type', 'object')} {one.get('value') or one.get('name') or ''}".strip() for one in found]
        what = ", ".join(named) or "something that the bundle does not hold"
        count = self._content.get("number_observed")
        return f"{what} observed" + (f" {count} times" if isinstance(count, int) and count != 1 else "")

    def _kind(self) -> str | None:
        # A silence is none without its rates, which only our extension holds.
        labels = _texts(self._content.get("labels"))
        kind = next((label for label in labels if label in get_args(Kind) and label != "silence"), None)
        if kind is None and self._content["type"] != "opinion":
            kind = self._target.default_kind
        return kind or _KINDS[self._content["type"]]

    def _date(self) -> str | None:
        if self._content["type"] != "observed-data":
            day = self._day("published", "created")
            return day
        first, last = self._day("first_observed"), self._day("last_observed")
        if first is None or last is None:
            return None
        for length in (10, 7, 4):
            if first[:length] == last[:length]:
                return first[:length]
        self._wrong("first_observed", f"observed from {first} to {last}", "part it by years: a date is of one year")
        return None

    def _day(self, *names: str) -> str | None:
        """The day of the first of some properties that is there."""
        name = next((name for name in names if name in self._content), names[-1])
        text = str(self._content.get(name, ""))
        try:
            return date.fromisoformat(text[:10]).isoformat()
        except ValueError:
            found = repr(text) if text else "nothing"
            self._wrong(name, f"expected a time such as 2022-02-25T00:00:00Z, found {found}", "write it")
            return None

    def _read_sources(self) -> list[str]:
        """Ids of the sources: who made the object, and what it refers to outside the bundle."""
        names: list[str] = []
        maker = self._known.get(str(self._content.get("created_by_ref")), {})
        if isinstance(maker.get("name"), str):
            names.append(self._source(maker["name"], _fields(maker)))
        for one in self._references():
            title = one.get("source_name")
            if isinstance(title, str) and title != OURS:
                url = one.get("url")
                fields = {"url": url} if isinstance(url, str) else {}
                names.append(self._source(title, fields))
        return list(dict.fromkeys(names))

    def _source(self, title: str, fields: Mapping[str, Any]) -> str:
        source = find_source(title, self._target.case.sources, self._sources)
        if source not in self._target.case.sources:
            self._sources.setdefault(source, {"title": title, **fields})
        return source

    def _note(self) -> str | None:
        content = self._content
        parts = [self._text("description", needed=False)]
        if content["type"] == "note" and content.get("abstract"):
            parts.append(self._text("content", needed=False))
        if content["type"] == "opinion" and content.get("explanation"):
            parts.append(f"STIX opinion: {content.get('opinion')}.")
        if isinstance(content.get("confidence"), int):
            parts.append(f"STIX confidence of the producer: {content['confidence']} of 100.")
        marks = [self._marking(ref) for ref in _texts(content.get("object_marking_refs"))]
        if marks:
            # Who may see it travels with it: nobody is told less by a change of form.
            parts.append(f"STIX marking: {', '.join(marks)}.")
        return " ".join(part for part in parts if part) or None

    def _marking(self, ref: str) -> str:
        marking = self._known.get(ref, {})
        definition = marking.get("definition")
        if isinstance(definition, dict) and definition:
            kind, text = next(iter(definition.items()))
            return f"{kind}:{text}".upper() if kind == "tlp" else str(text)
        return str(marking.get("name") or ref)

    def _text(self, name: str, *, needed: bool = True) -> str | None:
        value = self._content.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip() if needed else value
        if needed:
            self._wrong(name, f"the {name} of this {self._content['type']} is missing", "add it")
        return None

    def _references(self) -> list[dict[str, Any]]:
        return list(_dicts(self._content.get("external_references")))

    def _spot(self, name: str = "") -> Spot:
        named = f"object {self._number}, {self._content.get('id', 'without an id')}"
        return Spot(self._number, 0, ", ".join(filter(None, (named, name))))

    def _wrong(self, name: str, problem: str, mend: str) -> None:
        self._findings.append(finding(self._file, self._spot(name), problem, mend))


def _objects(file: InFile) -> list[dict[str, Any]]:
    bundle = parse_json(file)
    if not isinstance(bundle, dict) or bundle.get("type") != "bundle" or not isinstance(bundle.get("objects"), list):
        hint = 'expected an object with "type": "bundle" and "objects": [...]'
        raise UsageError(f"{file.name} is no bundle of STIX", hint=hint)
    if bundle.get("spec_version") == "2.0":
        raise UsageError(f"{file.name} is STIX 2.0", hint="export it as STIX 2.1, or convert it with stix2-elevator")
    wrong = [number for number, one in enumerate(bundle["objects"], 1) if not isinstance(one, dict)]
    if wrong:
        raise UsageError(f"{file.name}: object {wrong[0]} of the bundle is no object", hint="write {...}")
    return list(bundle["objects"])


def parse_json(file: InFile) -> Any:
    """The data of a JSON file.

    Raises:
        UsageError: If it is not UTF-8 or no JSON.
    """

    def refuse(text: str) -> Any:
        raise ValueError(f"{text} is no number of JSON")

    try:
        return json.loads(file.text(), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file.name} is no JSON: {error}", hint="export it anew") from error


def _read_own_source(content: Mapping[str, Any], sources: dict[str, dict[str, Any]]) -> None:
    """A source that another case gave away, in full where our extension holds it."""
    name = _own_id(content)
    if content.get("type") != "identity" or name is None or not isinstance(content.get("name"), str):
        return
    held = (_extension(content) or {}).get("source")
    sources[name] = held if isinstance(held, dict) else {"title": content["name"], **_fields(content)}


def _own_id(content: Mapping[str, Any]) -> str | None:
    found = [one for one in _dicts(content.get("external_references")) if one.get("source_name") == OURS]
    return next((one["external_id"] for one in found if isinstance(one.get("external_id"), str)), None)


def _extension(content: Mapping[str, Any]) -> dict[str, Any] | None:
    extensions = content.get("extensions")
    held = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    return held if isinstance(held, dict) else None


def _fields(maker: Mapping[str, Any]) -> dict[str, Any]:
    urls = [one.get("url") for one in _dicts(maker.get("external_references")) if isinstance(one.get("url"), str)]
    return {"url": urls[0]} if urls else {}


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    is_many = isinstance(value, Iterable) and not isinstance(value, str | dict)
    return [one for one in value if isinstance(one, dict)] if is_many else []
