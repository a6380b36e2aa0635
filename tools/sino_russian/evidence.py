"""The coded items as evidence: dates, when each was known, from whom, and through whom it came."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from equipoise.calendar import parse_date
from sino_russian.documents import DOCUMENTS, first_known, places, reworded
from sino_russian.facts import Facts, Record
from sino_russian.silences import silences_after
from sino_russian.sources import RELAYS, ROOTS

OPENS = date(2022, 2, 24)

KINDS = {
    "conduct": "conduct",
    "statement": "statement",
    "report": "report",
    "reading-of-condition": "reading",
    "expert-judgement": "judgement",
}

PLANTED: dict[str, tuple[str, str]] = {
    "E154": ("J081", "Washington, which may be marking a red line"),
    "E156": ("J082", "Moscow, which may be forcing Beijing's hand"),
    "E164": ("J081", "Washington, which may be marking a red line"),
}
"""Item to the judgement whose range gives its chance of being planted, and whom that would serve."""

_A_QUARTER = timedelta(days=92)
_ANONYMOUS = ("-anon", "western-", "ft-diplomats", "analyst-consensus")
_PREDICATE = re.compile(
    "(Made|Called|Abstained|Publicly|Repeatedly|Argued|Regularly|Promoted|Said|Justified|Signed|Agreed|Attended|"
    "Recognised|Launched|Lifted|Told|Warned|Judged|Described|Observed|Allowed|Believed|Spoke|Pointed|Saw|Voted|Bought|"
    "Predicted|Chairs|Restored|Pursues|Named|Urged|Likened|Expressed|Had|Held|Moved|Declared|Toured|Flattered|Denied|"
    "Hinted|Issued|Suggested|Sanctioned|Reported surprise|Reportedly)\\b"
)
"""An act that goes on from its doer's name: `Abstained in the vote`."""

_FRAGMENT = re.compile(
    "(Surprised|Expected|Share|Trying|By|On|At|After|When pressed|Far more|Unlike|Massive|Essay|Same|Earlier|In power|"
    "In a call|Each)\\b"
)
"""An act that needs its doer's name before it and does not go on from it: `At Samarkand acknowledged`."""

_PROPER = re.compile(r"(Xi|Russia|Beijing|China|Sino|Moscow|Samarkand|US)\b")


def evidence(facts: Facts) -> list[dict[str, Any]]:
    """All coded items, in the order of the facts, which is that of their dates; silences among them."""
    return [item for coded in facts.evidence for item in (_item(facts, coded), *silences_after(facts, coded["id"]))]


def known(coded: Record) -> date:
    """The day from which an item counts as known.

    What was done or said in public was known on its day (of a coarse date, the last); all else, when the first
    document that tells it was out.
    """
    out = first_known(coded["seeds"])
    return min(parse_date(coded["date"]["value"]).end, out) if _is_public(coded) else out


def is_background(coded: Record) -> bool:
    """Whether an item is dated before the opening; what is known only as February 2022 counts as dated before."""
    return parse_date(coded["date"]["value"]).day(known(coded)) < OPENS


def _is_public(coded: Record) -> bool:
    """Whether the world could know it at the time: an uncontested act, a saying of somebody named, a dated report."""
    when = parse_date(coded["date"]["value"])
    if when.end >= OPENS and when.end - when.start > _A_QUARTER:
        return False
    if coded["kind"] == "conduct":
        return bool(coded["admiralty"]["reliability"] == "A")
    if coded["kind"] == "statement" or _is_told_statement(coded):
        return not any(mark in actor for actor in coded["actor"] for mark in _ANONYMOUS)
    return coded["kind"] == "report" and when.start == when.end and coded["date"]["basis"] == "stated"


def _is_told_statement(coded: Record) -> bool:
    """A report of what a named person said on the record is as public as the saying."""
    steps = {step["step"] for chain in coded["source_chain"] for step in chain}
    return coded["kind"] == "report" and "statement" in steps


def _item(facts: Facts, coded: Record) -> dict[str, Any]:
    admiralty = coded["admiralty"]
    kind = KINDS[coded["kind"]]
    if kind != "judgement" and is_background(coded):
        kind = "background"
    return {
        "id": coded["id"],
        "date": coded["date"]["value"],
        "known": known(coded).isoformat(),
        "what": _what(facts, coded),
        "kind": kind,
        "sources": _sources(coded),
        "chain": [_chain(chain) for chain in coded["source_chain"]],
        "origin": coded["origin_group"].removeprefix("og-"),
        "grade": f"{admiralty['reliability']}{admiralty['credibility']}",
        **({"planted": _planted(facts, coded["id"])} if coded["id"] in PLANTED else {}),
        "where": places(coded),
        "note": _note(coded),
    }


def _note(coded: Record) -> str:
    """The coder's note, and why the grade is what it is."""
    note = f"{coded['note'].rstrip('.')}. " if coded.get("note") else ""
    return reworded(f"{note}Grade: {_uncapitalised(coded['admiralty']['reason'])}.")


def _what(facts: Facts, coded: Record) -> str:
    """The act in one sentence, with its doer where the facts leave it to another field."""
    act: str = coded["act"]
    names = " and ".join(facts.actors[actor]["name"].split(" (")[0] for actor in coded["actor"])
    if _PREDICATE.match(act):
        return f"{names} {_uncapitalised(act)}"
    return f"{names}: {_uncapitalised(act)}" if _FRAGMENT.match(act) else act


def _uncapitalised(text: str) -> str:
    first = text.split()[0]
    is_name = _PROPER.match(text) or not first[1:].islower()
    return text if is_name and len(first) > 1 else text[0].lower() + text[1:]


def _chain(steps: list[Record]) -> list[str]:
    """Who told whom, from the root to the document."""
    return [
        ", ".join(DOCUMENTS[seed].id for seed in step["who"]) if step["step"] == "seed" else step["who"]
        for step in steps
    ]


def _sources(coded: Record) -> list[str]:
    """From whom the item was known on its day: whoever has a public act at first hand, else relays and documents."""
    told = [step["who"] for chain in coded["source_chain"] for step in chain if step["step"] != "seed"]
    relays = [RELAYS[who] for who in told if who in RELAYS]
    if not _is_public(coded):
        return list(dict.fromkeys([*relays, *(DOCUMENTS[seed].id for seed in coded["seeds"])]))
    return list(dict.fromkeys(relays or [ROOTS.get(told[0], "public-record")]))


def _planted(facts: Facts, item: str) -> dict[str, Any]:
    """The middle of the range in which the documents see the chance that the report is made to be believed."""
    judgement, serves = PLANTED[item]
    probability = facts.find("judgements", judgement)["probability"]
    return {"chance": round((probability["low"] + probability["high"]) / 2, 3), "serves": serves}
