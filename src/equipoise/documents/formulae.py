"""Formulae of diplomacy over dated texts: use, first use and absence of set wordings, and what a silence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from equipoise.authored.base import Authored
from equipoise.authored.files import read_text, shown
from equipoise.authored.validate import validate
from equipoise.authored.yaml_text import read_yaml
from equipoise.documents.extraction.markup import prose_only
from equipoise.documents.extraction.vocabulary import alternatives
from equipoise.documents.silence import Silence, silence
from equipoise.errors import InvalidCaseError


class Formula(Authored):
    """A wording to watch.

    Attributes:
        id: Its name.
        theme: What the balance of a text sums over.
        phrases: Any of them counts; case, hyphens and line breaks do not matter.
    """

    id: str
    theme: str = "other"
    phrases: Annotated[list[str], Field(min_length=1)]


@dataclass(frozen=True)
class DatedText:
    """A text with its date.

    Attributes:
        name: Id of the document, or name of the file.
        day: When it was published; the last day it may be.
        text: The text.
    """

    name: str
    day: date
    text: str


@dataclass(frozen=True)
class Use:
    """One formula in one text.

    Attributes:
        text: Name of the text.
        day: Its date.
        times: How often the formula stands in it.
        denied: How often of these a denial stands before it: "not an alliance".
        places: Where, as code points.
    """

    text: str
    day: date
    times: int
    denied: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Tracked:
    """One formula over all texts.

    Attributes:
        formula: Its id.
        theme: Its theme.
        uses: One for each text, in order of date, texts without it included.
        silence: The texts since its last use, or since the day asked for; None where it was not used before them or
            no text is silent.
    """

    formula: str
    theme: str
    uses: tuple[Use, ...]
    silence: Silence | None

    @property
    def used(self) -> tuple[Use, ...]:
        """The texts that have it."""
        return tuple(use for use in self.uses if use.times)


@dataclass(frozen=True)
class Balance:
    """What a text dwells on.

    Attributes:
        text: Its name.
        day: Its date.
        words: Its length.
        shares: Share of each theme in all formulae found; empty where none is.
        deeds: Acts of conduct on record since the text before it, by the evidence of the case; None without a case.
    """

    text: str
    day: date
    words: int
    shares: Mapping[str, float]
    deeds: int | None = None


@dataclass(frozen=True)
class Formulae:
    """Formulae over a set of texts.

    Attributes:
        tracked: One for each formula, in the order of the list.
        balances: One for each text, in order of date.
        since: First day of the silences, where one was asked for before looking.
        undated: Texts left out because nothing tells their date.
    """

    tracked: tuple[Tracked, ...]
    balances: tuple[Balance, ...]
    since: date | None
    undated: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/formulae/1",
            "since": self.since.isoformat() if self.since else None,
            "undated": list(self.undated),
            "formulae": [_plain_tracked(one) for one in self.tracked],
            "texts": [asdict(one) | {"day": one.day.isoformat()} for one in self.balances],
        }


def track_formulae(
    texts: Iterable[DatedText],
    formulae: Sequence[Formula],
    *,
    since: date | None = None,
    deeds: Sequence[date] | None = None,
    undated: Sequence[str] = (),
) -> Formulae:
    """Follow formulae through texts.

    Args:
        texts: The texts, in any order.
        formulae: What to look for.
        since: First day of the silences to weigh. Choose it before looking: without it each silence starts after the
            last use, which was seen first, and its ratio flatters.
        deeds: Days of acts to set against the words.
        undated: Names of texts that were left out.
    """
    ordered = sorted(texts, key=lambda one: (one.day, one.name))
    tracked = tuple(_tracked(formula, ordered, since) for formula in formulae)
    balances = []
    for index, one in enumerate(ordered):
        before = ordered[index - 1].day if index else None
        balances.append(_balance(one, index, tracked, _between(deeds, before, one.day)))
    return Formulae(tracked, tuple(balances), since, tuple(undated))


def default_formulae() -> tuple[Formula, ...]:
    """The list that comes with the package."""
    written = files("equipoise.data") / "extraction" / "formulae.yaml"
    return _checked(written.read_text(encoding="utf-8"), "formulae.yaml")


def read_formulae(path: Path) -> tuple[Formula, ...]:
    """A list of one's own.

    Raises:
        InvalidCaseError: If it cannot be read or breaks a rule, with every finding.
    """
    return _checked(read_text(path), shown(path))


_DENIAL = re.compile(r"\b(?:no|not|never|neither|nor|without|cannot|\w+n't)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_REACH = 40


def _tracked(formula: Formula, texts: Sequence[DatedText], since: date | None) -> Tracked:
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives(formula.phrases)})(?![\w-])", re.IGNORECASE)
    uses = tuple(_use(pattern, one) for one in texts)
    return Tracked(formula.id, formula.theme, uses, _silence(uses, since))


def _use(pattern: re.Pattern[str], one: DatedText) -> Use:
    plain = prose_only(one.text)
    found = list(pattern.finditer(plain))
    denied = sum(_DENIAL.search(plain[max(0, match.start() - _REACH) : match.start()]) is not None for match in found)
    return Use(one.name, one.day, len(found), denied, tuple(match.span() for match in found))


def _silence(uses: Sequence[Use], since: date | None) -> Silence | None:
    if since is None:
        last = max((index for index, use in enumerate(uses) if use.times), default=-1)
        before, after = uses[: last + 1], uses[last + 1 :]
    else:
        before = [use for use in uses if use.day < since]
        after = [use for use in uses if use.day >= since]
    mentions = sum(use.times > 0 for use in before)
    if not mentions or not after or any(use.times for use in after):
        return None
    return silence(before=len(before), mentions=mentions, silent=len(after))


def _balance(one: DatedText, index: int, tracked: Sequence[Tracked], deeds: int | None) -> Balance:
    times: dict[str, int] = {}
    for formula in tracked:
        times[formula.theme] = times.get(formula.theme, 0) + formula.uses[index].times
    total = sum(times.values())
    shares = {theme: count / total for theme, count in times.items()} if total else {}
    return Balance(one.name, one.day, len(_WORD.findall(one.text)), shares, deeds)


def _between(deeds: Sequence[date] | None, before: date | None, day: date) -> int | None:
    if deeds is None:
        return None
    return sum((before is None or before < deed) and deed <= day for deed in deeds)


def _checked(text: str, name: str) -> tuple[Formula, ...]:
    shape: Any = list[Formula]
    read, findings = validate(read_yaml(text, file=name), shape)
    if read is None or findings:
        raise InvalidCaseError(f"{name} is no list of formulae", findings, hint="give each an id, a theme and phrases")
    return tuple(read)


def _plain_tracked(one: Tracked) -> dict[str, Any]:
    used = one.used
    return {
        "formula": one.formula,
        "theme": one.theme,
        "texts": len(one.uses),
        "texts_with_it": len(used),
        "first": {"text": used[0].text, "day": used[0].day.isoformat()} if used else None,
        "last": {"text": used[-1].text, "day": used[-1].day.isoformat()} if used else None,
        "uses": [asdict(use) | {"day": use.day.isoformat()} for use in one.uses],
        "silence": None
        if one.silence is None
        else asdict(one.silence) | {"likelihood_ratio": one.silence.likelihood_ratio, "decibans": one.silence.decibans},
    }
