"""A number that somebody asked about, and which part of the case it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.palette import hue_number

_LONGEST = 200


@dataclass(frozen=True)
class AskedNumber:
    """What the address of a number says of it; all of it may be empty, and nothing of it is to be trusted.

    Attributes:
        number: The number as it was shown.
        of: The section or part of a page it stood in.
        row: Head of its row, or the words before it.
        column: Head of its column.
        slot: Number of the hue it stood in.
        about: What the page itself said it is about, such as `ahead straddle`.
    """

    number: str = ""
    of: str = ""
    row: str = ""
    column: str = ""
    slot: str = ""
    about: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> AskedNumber:
        """Take what an address says, cut to a reasonable length."""
        return cls(
            **{
                name: tidy(str(parameters.get(name, "")))[:_LONGEST]
                for name in ("number", "of", "row", "column", "slot", "about")
            }
        )


@dataclass(frozen=True)
class Subject:
    """What a number is about, by ids; empty where that is not known, except that a scenario is always named.

    Attributes:
        scenario: The scenario; the first of the case where nothing names one.
        item: An item of evidence.
        condition: A condition.
        explanation: An explanation.
        line: A line of the ledger.
    """

    scenario: str
    item: str = ""
    condition: str = ""
    explanation: str = ""
    line: int = 0


def subject_of(case: Case, asked: AskedNumber) -> Subject:
    """Make out what a number is about from what was to be read around it."""
    names, definition = Names(case), case.definition
    said = (asked.row, asked.column)
    scenarios = {names.scenario(name): name for name in definition.scenarios}
    conditions = {names.condition(name): name for name in definition.conditions}
    explanations = {names.explanation(name): name for name in definition.explanations}
    marked = asked.about.rpartition(" ")[2]
    return Subject(
        scenario=(marked if marked in definition.scenarios else "")
        or _last_named(said, scenarios)
        or _of_hue(case, asked.slot)
        or next(iter(definition.scenarios)),
        item=marked if marked in case.items else _item(case, asked.row),
        condition=marked if marked in definition.conditions else _last_named(said, conditions),
        explanation=_last_named(said, explanations),
        line=int(marked) if marked.isdecimal() and len(marked) < 9 else 0,
    )


def _last_named(said: Iterable[str], titles: Mapping[str, str]) -> str:
    """The thing whose title comes last in the first of the texts that has any; the longer one where two end alike."""
    for text in said:
        low = text.casefold()
        found = [(low.rfind(title.casefold()) + len(title), len(title), name) for title, name in titles.items()
                 if title.casefold() in low]  # fmt: skip
        if found:
            return max(found)[2]
    return ""


def _item(case: Case, row: str) -> str:
    """The item whose words the row begins with; a long row is cut, and so are the words compared with it."""
    words = " ".join(row.split())
    if len(words) < 12:
        return ""
    for item in case.evidence:
        what = tidy(item.what)
        if words.startswith(what[:150]) or (len(words) > 40 and what.startswith(words.rstrip("…. "))):
            return item.id
    return ""


def _of_hue(case: Case, slot: str) -> str:
    fits = (name for number, name in enumerate(case.definition.scenarios, start=1) if str(hue_number(number)) == slot)
    return next(fits, "")
