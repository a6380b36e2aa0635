"""A candidate for evidence as a person decides on it: what is asked, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.schema import Kind
from equipoise.documents.candidates import Candidate
from equipoise.errors import EquipoiseError, Finding, InvalidCaseError
from equipoise.report.names import tidy
from equipoise.report.numbers import coarse_date
from equipoise.review.accepted import AcceptedItem
from equipoise.review.decision import Decision
from equipoise.review.landing import RATINGS
from equipoise.review.standing import Standing
from equipoise.review.suggestion import Suggestion
from equipoise.web.labels import Say

KINDS: tuple[str, ...] = get_args(Kind)
FIELDS = ("what", "date", "known", "kind", "grade", "sources", "origin", "id", "note")
"""Fields of the form, by name; those of a new source are `source_title` and `source_grade`."""

MOST_TARGETS = 8

_LABELS = {"dated_act": "dated act", "attributed_statement": "statement"}


@dataclass(frozen=True)
class Target:
    """What a candidate can be merged into.

    Attributes:
        id: Id of an item or of an open candidate.
        words: What it says.
        is_item: Whether it is evidence.
        has_same_words: Whether it rests on the same words.
    """

    id: str
    words: str
    is_item: bool
    has_same_words: bool = False


def filled_in(suggestion: Suggestion) -> dict[str, str]:
    """The form as it is suggested, every field as text."""
    item = suggestion.item
    new = next(iter(item.new_sources.values()), {})
    return {
        "what": item.what,
        "date": item.date,
        "known": item.known or "",
        "kind": item.kind,
        "grade": item.grade or "",
        "sources": ", ".join(item.sources),
        "origin": item.origin or "",
        "id": item.id,
        "note": item.note or "",
        "source_title": str(new.get("title", "")),
        "source_grade": "",
    }


def item_of(typed: Mapping[str, str], suggestion: Suggestion, case: Case | None) -> AcceptedItem:
    """What was typed as an item; whether it is right, the checks of the case say.

    The first source that the case lacks is added with the title and grade that were typed; a further one is an error.
    """
    said = {name: text.strip() for name, text in typed.items()}
    names = source_names(said["sources"])
    new = next(iter(new_sources(names, case)), None)
    fields: dict[str, dict[str, object]] = {}
    if new is not None:
        known = dict(suggestion.item.new_sources.get(new, {}))
        typed_fields = {"title": said["source_title"], "grade": said["source_grade"]}
        fields[new] = {**known, **{name: text for name, text in typed_fields.items() if text}}
    return replace(
        suggestion.item,
        id=said["id"],
        what=" ".join(said["what"].split()),
        date=said["date"],
        known=said["known"] or None,
        kind=said["kind"],
        grade=said["grade"] or None,
        sources=names,
        origin=said["origin"] or None,
        note=said["note"] or None,
        new_sources=fields,
    )


def source_names(typed: str) -> tuple[str, ...]:
    """Ids of sources out of a line with commas between them."""
    return tuple(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip()))


def new_sources(names: Sequence[str], case: Case | None) -> tuple[str, ...]:
    """Those that the case lacks."""
    return tuple(name for name in names if case is None or name not in case.sources)


def findings_by_field(error: EquipoiseError, item: AcceptedItem) -> dict[str, list[str]]:
    """What is wrong, under the field that it stands beside; under an empty name what concerns none."""
    if not isinstance(error, InvalidCaseError):
        return {"": [f"{error}" + (f"; {error.hint}" if error.hint else "")]}
    found: dict[str, list[str]] = {}
    for finding in error.findings:
        field = _field_of(finding, item)
        words = finding.problem + (f"; {finding.mend}" if finding.mend else "")
        found.setdefault(field, []).append(words if field else str(finding))
    return found


def targets(case: Case | None, there: Standing, candidate: Candidate, same: Sequence[str], words: str) -> list[Target]:
    """What a candidate can be merged into: what rests on the same words first, then what all searched words are in.

    Args:
        case: The case.
        there: Candidates and decisions.
        candidate: The one to be merged.
        same: Ids of items and candidates on the same words.
        words: What is searched for; nothing searched for finds only those.
    """
    there_are = [
        *((item.id, item.what, True) for item in (case.evidence if case else ())),
        *((one.id, one.text, False) for one in there.open.values() if one.id != candidate.id),
    ]
    wanted = words.lower().split()
    found = [
        (name, text, is_item)
        for name, text, is_item in there_are
        if (wanted and all(word in f"{name} {text}".lower() for word in wanted)) or (not wanted and name in same)
    ]
    found.sort(key=lambda one: one[0] not in same)
    return [Target(name, tidy(text), is_item, name in same) for name, text, is_item in found[:MOST_TARGETS]]


def candidate_markup(candidate: Candidate, say: Say) -> Markup:
    """What was found: its words, what the text tells of date and actor, and who or what proposed it."""
    about = [say(_LABELS[candidate.label])]
    about.append(coarse_date(candidate.date) if candidate.date is not None else say("no date in its sentence"))
    if candidate.actor:
        about.append(tidy(candidate.actor))
    found = say("found by the rules of extraction")
    proposed = f"{say('proposed by')} {tidy(candidate.proposed_by)}" if candidate.proposed_by else found
    return Markup("<blockquote>{}</blockquote><p class='dim'>{} · {}</p><p class='dim'>{}</p>").format(
        tidy(candidate.text), " · ".join(about), candidate.id, proposed
    )


def outcome_markup(decision: Decision, rate_address: str, say: Say) -> Markup:
    """What became of a candidate, what was written, and where to go on with an item."""
    name = decision.candidate.id
    if decision.act == "reject":
        return Markup("<p>{} {}: {}</p>").format(name, say("rejected"), tidy(decision.reason or ""))
    verb = say("accepted as") if decision.act == "accept" else say("merged into")
    lines = [Markup("<p>{} {} <b>{}</b></p>").format(name, verb, decision.item or decision.into or "")]
    for change in decision.changes:
        lines.append(Markup('<p class="dim">{}, {} {}</p>').format(change.file, say("line"), change.line))
    lines += [Markup('<p class="finding">{}</p>').format(warning) for warning in decision.warned]
    if decision.act == "accept" and not any(change.file == RATINGS for change in decision.changes):
        lines.append(Markup('<p><a href="{}">{}</a></p>').format(rate_address, say("Rate it, so that it counts")))
    return Markup("").join(lines)


def _field_of(finding: Finding, item: AcceptedItem) -> str:
    """Name of the field: `evidence.ID.date` → `date`, `sources.ID.title` → `source_title`."""
    file, _, rest = finding.path.partition(".")
    for name in sorted((item.id, *item.new_sources), key=len, reverse=True):
        if rest == name or rest.startswith(f"{name}."):
            field = rest.removeprefix(name).removeprefix(".").partition(".")[0]
            if file == "sources":
                return f"source_{field}" if field in ("title", "grade") else "sources"
            return field if field in FIELDS else "what" if field else "id"
    return ""
