"""Words that did not come: silences the documents point out, coded by us with a rate for each scenario. Authored.

A silence has a rate where words recur, at calls, summits and in read-outs, so that one can say how often they were to
be expected. One act that was not done (no condemnation, no arms seen) has none: it is an item of another kind, rated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sino_russian.documents import DOCUMENTS, first_known, places
from sino_russian.facts import Facts, Record


@dataclass(frozen=True)
class Silence:
    """A silence.

    Attributes:
        id: Its id in the case; the letter tells it from the coded items.
        after: Coded item that it follows in the list, which is that of dates.
        told_in: Coded items whose places in the documents tell it, the first the one that it takes the place of.
        last_day: Last silent day.
        months: How long.
        rates: Scenario to how often a month the words would have come, were it the true one.
        what: The silence in one sentence.
        origin: With which items it shares a root.
        note: Why these months and these rates.
        why: Why it is in the case although no rule gives it.
    """

    id: str
    after: str
    told_in: tuple[str, ...]
    last_day: date
    months: float
    rates: dict[str, float]
    what: str
    origin: str
    note: str
    why: str


SILENCES: tuple[Silence, ...] = (
    Silence(
        id="S001",
        after="E140",
        told_in=("E140", "E124"),
        last_day=date(2022, 9, 15),
        months=3,
        rates={"straddle": 0.05, "overt_support": 0.15, "arm_russia": 0.12, "arms_length": 0.02},
        what=(
            "From the call of June to the summit at Samarkand, the words of a partnership without limits are missing "
            "from what Xi says to Putin"
        ),
        origin="xi-putin-calls",
        note=(
            "Months: from the read-out of 15 June, which the document quotes, to the summit; it says the same of many "
            "calls before, not of all, so those months are not claimed. Rates: leaders speak every few weeks; a backer "
            "would bring the formula of February into some of these talks, a straddler now and then. Contested: a snub "
            "to some, the old line to the author."
        ),
        why=(
            "The document argues from the absence of the phrase; as a coded act (E140) it stands with a second absence "
            "and has no rate. Coded by us, from the same sentences; E140 is left unrated. The day of the summit is "
            "public knowledge, as no document prints it."
        ),
    ),
    Silence(
        id="S002",
        after="E140",
        told_in=("E140", "E124"),
        last_day=date(2022, 9, 15),
        months=3,
        rates={"straddle": 0.01, "overt_support": 0.15, "arm_russia": 0.08, "arms_length": 0.0},
        what=(
            "From the call of June to the summit at Samarkand, Xi is not heard to approve of Russia's military "
            "operation"
        ),
        origin="xi-putin-calls",
        note=(
            "Months as for S001. Rates: a backer would find words for the war itself at one meeting in a few; whoever "
            "arms in secret has cause to say less; a straddler hardly ever would."
        ),
        why=(
            "The other absence in the sentence behind E140, which the document keeps apart from the first. Coded by "
            "us; one root with S001 and with the read-out of June (E124), so that the three count little more than one."
        ),
    ),
    Silence(
        id="S003",
        after="E141",
        told_in=("E024",),
        last_day=date(2022, 9, 30),
        months=7.2,
        rates={"straddle": 0.005, "overt_support": 0.03, "arm_russia": 0.03, "arms_length": 0.0},
        what="In seven months of war no read-out of either side uses the word alliance for the relation",
        origin="no-alliance-word",
        note=(
            "Months: from the opening of the case to the end of the document's month; it speaks of years, of which "
            "those before the war do not count here. Rates: low throughout, since even a Beijing on Moscow's side "
            "would break an old habit by saying it."
        ),
        why=(
            "The document calls the absence telling. The coded item (E024) dates it to the year and has no rate; coded "
            "by us as the silence it is, and E024 is left unrated."
        ),
    ),
)
"""In order of their last days."""


def silences_after(facts: Facts, item: str) -> list[dict[str, Any]]:
    """The silences that follow a coded item in the list, as items of evidence."""
    return [_item(facts, silence) for silence in SILENCES if silence.after == item]


def _item(facts: Facts, silence: Silence) -> dict[str, Any]:
    tellers = [facts.find("evidence", item) for item in silence.told_in]
    admiralty = tellers[0]["admiralty"]
    documents = list(dict.fromkeys(seed for teller in tellers for seed in teller["seeds"]))
    return {
        "id": silence.id,
        "date": silence.last_day.isoformat(),
        "known": first_known(documents).isoformat(),
        "what": silence.what,
        "kind": "silence",
        "sources": [DOCUMENTS[seed].id for seed in documents],
        "chain": [_chain(teller) for teller in tellers],
        "origin": silence.origin,
        "grade": f"{admiralty['reliability']}{admiralty['credibility']}",
        "silence": {"months": silence.months, "rate_per_month": silence.rates},
        "where": [place for teller in tellers for place in places(teller)],
        "note": silence.note,
    }


def _chain(teller: Record) -> list[str]:
    """Who told of it: the words that were searched, and who missed them."""
    return [
        DOCUMENTS[step["who"][0]].id if step["step"] == "seed" else step["who"] for step in teller["source_chain"][0]
    ]
