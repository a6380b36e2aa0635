"""The comments that teach a reader of the case files what stands where."""

from __future__ import annotations

_WRITTEN_BY = "Written by tools/derive_sino_russian.py; docs/cases/sino-russian.md explains every rule."

CASE_HEAD = (
    "China and Russia, 24 February 2022 to 31 March 2024, as known by the end of March 2023.\n"
    "Coded from five published assessments, in words of our own. Numbers are derived from the coding by a rule, "
    f"authored by an analyst, or arbitrary. {_WRITTEN_BY}"
)

CASE_COMMENTS = {
    "clock": "`step` is only the grid of the report; nothing is computed from it.",
    "instruments": (
        "What Beijing may do: one level of each instrument is a course. `inertia` is what a step costs at a review, in "
        "nats, whatever the reasons for it."
    ),
    "excluded": "Courses that contradict themselves. Eight of the twelve are left.",
    "starts": "How likely each level was on the opening day; authored from the precedents of 2008 and 2014.",
    "scenarios": (
        "Every course lies in exactly one scenario. `resolves` says what a reader could look up; `credited_by` "
        "says who must say so."
    ),
    "conditions": (
        "What Beijing does not decide. A condition moves one level at a time, on average after `dwell` months; "
        "`drift` and pushes are log-odds of moving up. Loops are meant: pressure feeds rivalry, and arming feeds both."
    ),
    "considerations": (
        "What Beijing weighs, in points: ++ is decisive, + matters. Effects on stance are the coded marks; effects of "
        "arms follow from the mark for arming. `weighs` makes a consideration heavier or lighter as conditions move; "
        "`when` adds what reverses it. A cost between `low` and `high` is one that may not come."
    ),
    "explanations": (
        "Rival theories of what moves Beijing; weights in nats per point, from the coding, scaled so that the best "
        "course of each is 2.5 nats above its worst. The mix of motives is learned from the record."
    ),
    "decision_maker": "How Beijing decides. An explanation may see and dare differently: its own fields come first.",
    "rating_strength": (
        "What a rating in ratings.csv is worth: its decibans, all times a common strength, since one who rates tends "
        "to overrate."
    ),
    "scale": "Marks in ratings.csv: explanations alone still carry them. All that counts is written in decibans.",
    "origins": "What readers call the roots that items are told from; one not listed is called by its id.",
    "base_rate": "How rarely such a stance changes. Shown first; a reminder, not a measurement.",
    "analogues": "Earlier conduct of the same actor, weighed by how alike it was.",
    "assumptions": "What the published forecasts rest on, and what to change if it is false.",
    "levers": "What outsiders can move, and how far.",
    "indicators": "What may be seen by the end of September 2023. Probabilities are authored, one for each scenario.",
    "questions": "Short-dated, to be resolved and scored.",
}
"""Field of case.yaml to the comment above it."""

SOURCES_HEAD = (
    "Who reports. A letter is set once for each source, from A (reliable) to F (cannot be judged); items keep the "
    "coder's grade.\n"
    f"A source without `published` is a continuing series or an unnamed person. {_WRITTEN_BY}"
)

EVIDENCE_HEAD = (
    f"What happened or was said, in words of our own. {_WRITTEN_BY}\n"
    "date: as the documents date it. known: the day from which an assessment may use it.\n"
    "kind: a judgement is never evidence; background lies before the opening; a silence (S001 and so on, coded by us) "
    "is months without words that would have come at some rate.\n"
    "chain: who told whom, from the root to the document.\n"
    "origin: items of one origin are told from one root and count as little more than one.\n"
    "where: characters of the document."
)

JUDGEMENTS_HEAD = (
    "What experts and officials judged. Never evidence: shown beside the model, and compared where there is an event.\n"
    "range: what the coder read out of the word. imputed: what the event adds to the author's words.\n"
    f"{_WRITTEN_BY}"
)

DEPARTURES_HEAD = (
    "Where the case departs from what the rules give: `derived` by the rules alone, `here` in the case.\n"
    f"Every reason was written without looking at what the model makes of it. {_WRITTEN_BY}"
)
