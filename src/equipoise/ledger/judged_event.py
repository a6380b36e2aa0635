"""What a judgement on the record is about: an event with its last day written out.

In words: `ever arm_russia until 2024-03-31`, `throughout posture=hedged & arms=none from 2022-04-01 until 2022-12-31
given battlefield=russia_losing`, or `scenario until 2024-03-31`: which scenario holds at the end of that day.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from equipoise.authored.base import Authored, Day
from equipoise.calendar import parse_day
from equipoise.case.events import parse_member, parse_span
from equipoise.case.schema import Event
from equipoise.ledger.canonical import canonical

HANDLE = 8
"""Digits of a handle."""

_FORMS = ("at", "ever", "throughout")
_KEYWORDS = re.compile(r"\s+(from|until|given|do)\s+")
_EXAMPLE = "write it as 'ever arm_russia until 2024-03-31' or 'scenario until 2024-03-31'"


def _members(written: list[str] | None) -> list[str] | None:
    """A union and an intersection in one order, so that the same event is always spelled alike."""
    if written is None:
        return None
    if not written:
        raise ValueError("names nothing; write a scenario, name=level, or a list of these")
    spelled = set()
    for member in written:
        terms = {f"{term.name}={term.level}" if term.level is not None else term.name for term in parse_member(member)}
        spelled.add(" & ".join(sorted(terms)))
    return sorted(spelled)


def _spans(written: dict[str, str]) -> dict[str, str]:
    spelled = {}
    for name, text in written.items():
        span = parse_span(text)
        spelled[name] = span.level if span.from_ is None else f"{span.level}@{span.from_}..{span.until}"
    return spelled


_Members = Annotated[
    list[str] | None,
    BeforeValidator(lambda written: [written] if isinstance(written, str) else written),
    AfterValidator(_members),
]
_Spans = Annotated[dict[str, str], AfterValidator(_spans)]


class JudgedEvent(Authored):
    """An event of docs/model.md, section 7, that says by which day it is decided.

    Exactly one of `which`, `at`, `ever`, `throughout`. With `which: scenario` the question is which scenario holds at
    the end of `until`; all others are yes or no. Without `from`, `ever` and `throughout` run from the as-of date of
    the judgement.
    """

    which: Literal["scenario"] | None = None
    at: _Members = None
    ever: _Members = None
    throughout: _Members = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day
    given: _Spans = {}
    do: _Spans = {}

    @model_validator(mode="after")
    def _makes_sense(self) -> JudgedEvent:
        forms = [form for form in ("which", *_FORMS) if getattr(self, form) is not None]
        if len(forms) != 1:
            raise ValueError(f"found {' and '.join(forms) or 'none'} of which, at, ever, throughout; expected one")
        if self.from_ is not None and forms[0] in ("which", "at"):
            raise ValueError("what is judged on one day has no from")
        if self.from_ is not None and self.from_ > self.until:
            raise ValueError(f"from, {self.from_}, is after until, {self.until}")
        return self

    @property
    def is_of_scenarios(self) -> bool:
        """Whether the question is which scenario holds, and not yes or no."""
        return self.which is not None

    @property
    def handle(self) -> str:
        """A short name: the first digits of the SHA-256 of the canonical event."""
        return hashlib.sha256(canonical(self.plain())).hexdigest()[:HANDLE]

    def plain(self) -> dict[str, Any]:
        """Its fields as JSON holds them; the same event is always the same."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def __str__(self) -> str:
        form = next((form for form in _FORMS if getattr(self, form) is not None), None)
        parts = ["scenario"] if form is None else [form, ", ".join(getattr(self, form))]
        parts += ["from", self.from_.isoformat()] if self.from_ else []
        parts += ["until", self.until.isoformat()]
        for how, spans in (("given", self.given), ("do", self.do)):
            for name in sorted(spans):
                parts += [how, f"{name}={spans[name]}"]
        return " ".join(parts)


def parse_event(text: str, *, horizon: date | None = None) -> JudgedEvent:
    """Read an event in words.

    Args:
        text: As the top of this file shows. Several members are joined by commas.
        horizon: The last day where the text has no `until`.

    Raises:
        ValueError: If it cannot be read; the message says how to write it.
    """
    form, _, rest = text.strip().partition(" ")
    if form not in (*_FORMS, "scenario"):
        raise ValueError(f"{text!r} is no event; {_EXAMPLE}")
    first, *pairs = _KEYWORDS.split(f" {rest.strip()}")
    fields: dict[str, object] = {"given": {}, "do": {}}
    if form == "scenario":
        fields["which"] = "scenario"
        if first.strip():
            raise ValueError(f"{first.strip()!r} cannot stand after scenario; {_EXAMPLE}")
    else:
        fields[form] = [member.strip() for member in first.split(",")]
    for keyword, value in zip(pairs[::2], pairs[1::2], strict=True):
        if keyword in ("from", "until"):
            if keyword in fields:
                raise ValueError(f"{keyword} stands twice in {text!r}")
            fields[keyword] = parse_day(value)
        else:
            name, _, level = value.partition("=")
            spans = fields[keyword]
            assert isinstance(spans, dict)
            spans[name.strip()] = level.strip()
    if horizon is not None:
        fields.setdefault("until", horizon)
    if "until" not in fields:
        raise ValueError(f"{text!r} says no until; {_EXAMPLE}")
    try:
        return JudgedEvent.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(str(first.get("ctx", {}).get("error", first["msg"]))) from error


def event_of_case(event: Event, *, horizon: date) -> JudgedEvent:
    """An event of a case with its last day written out.

    Args:
        event: Of a question, an indicator or a published judgement.
        horizon: The last day where the event has no `until`.
    """
    fields = event.model_dump(by_alias=True, exclude_none=True)
    return JudgedEvent.model_validate(fields | {"until": event.until or horizon})
