"""Own numbers beside the model's, in words and rounded numbers."""

from __future__ import annotations

from equipoise.report.names import Names, tidy
from equipoise.report.numbers import decibans, listed, percent_text, prose_date, signed
from equipoise.report.rounding import whole_percent, whole_percents
from equipoise.report.view.chances import chance
from equipoise.report.view.choices import points
from equipoise.report.view.pages import Page, Section, Table
from equipoise.studies.own_number import COHERENT_WITHIN, WANTS_A_SENTENCE, OwnNumber, OwnNumbers

_TELLING = 0.005
"""Gaps below half a point are none."""


def own_numbers_page(found: OwnNumbers) -> Page:
    """The page that puts them side by side."""
    assessment = found.assessment
    names = Names(assessment.case)
    title = f"{tidy(assessment.case.definition.title)}: your numbers beside the model’s"
    return Page(
        title=f"{title}, for {prose_date(found.horizon)} as of {prose_date(assessment.as_of)}.",
        lead=(_furthest(found, names), *_coherence(found, names)),
        sections=(Section(_subject(found), table=_table(found, names)), Section(_why(found), _notes(found))),
    )


def _subject(found: OwnNumbers) -> str:
    return "Yours less the model’s, in points and in log-odds" + (
        ", and what lies between" if _is_pooled(found) else ""
    )


def _furthest(found: OwnNumbers, names: Names) -> str:
    widest = found.widest
    if abs(widest.gap) < _TELLING:
        return "Your numbers and the model’s agree to within half a point."
    model = chance(widest.model, widest.low, widest.high)
    way = "higher" if widest.gap > 0 else "lower"
    range_ = {True: ", inside its range", False: ", outside its range", None: ""}[widest.is_within_range]
    return (
        f"Furthest apart: {_name(widest, names)}. You say {percent_text(whole_percent(widest.mine))}, the model "
        f"{model.text}: yours is {points(widest.gap)} {way}{range_}."
    )


def _coherence(found: OwnNumbers, names: Names) -> tuple[str, ...]:
    total = f"{100 * found.given_sum:.1f}".removesuffix(".0")
    if not found.names_all:
        rest = [names.scenario(name) for name in _left_out(found)]
        return (f"You named no number for {listed(rest)}: they are compared together.",)
    if found.is_coherent:
        return ()
    return (
        f"Your numbers sum to {total}\u202f%, not to 100. Exactly one scenario will hold, so they were scaled to 100 "
        "before they were compared; look at them again.",
    )


def _left_out(found: OwnNumbers) -> list[str]:
    named = {row.scenario for row in found.rows}
    return [name for name in found.assessment.case.definition.scenarios if name not in named]


def _table(found: OwnNumbers, names: Names) -> Table:
    mine, model = (whole_percents([getattr(row, which) for row in found.rows]) for which in ("mine", "model"))
    pooled = whole_percents([row.pooled or 0.0 for row in found.rows]) if _is_pooled(found) else None
    heads = ("yours", "model", "points", "log-odds", *(("between",) if pooled else ()), "scenario")
    rows = tuple(
        (
            percent_text(mine[n]),
            chance(row.model, row.low, row.high).text if row.low is not None else percent_text(model[n]),
            signed(100 * row.gap),
            "" if row.gap_db is None else decibans(row.gap_db),
            *((percent_text(pooled[n]),) if pooled else ()),
            _name(row, names),
        )
        for n, row in enumerate(found.rows)
    )
    return Table(heads, rows)


def _name(row: OwnNumber, names: Names) -> str:
    return "All others together" if row.scenario is None else names.scenario(row.scenario)


def _why(found: OwnNumbers) -> str:
    if found.because is not None:
        return f"Why they differ: {tidy(found.because)}"
    if found.wants_a_sentence:
        return (
            f"You are more than {round(100 * WANTS_A_SENTENCE)} points from the model: what do you know that it does "
            "not, or it that you do not? Say it in a sentence (--because)."
        )
    return "How to read it"


def _notes(found: OwnNumbers) -> tuple[str, ...]:
    notes = [
        "Ten dB of log-odds are a factor of ten in odds: a gap of a few points is small in the middle and large near 0 "
        "or 100. Your numbers do not enter the model, and nothing is stored.",
    ]
    if found.weight is not None:
        notes.append(
            f"Between: the log-odds between any two scenarios are the mean of both, yours counting "
            f"{percent_text(whole_percent(found.weight))}. It is a compromise, not a third opinion."
        )
    if found.names_all and found.is_coherent and abs(found.given_sum - 1) > 1e-9:
        notes.append(
            f"Your numbers, within {round(100 * COHERENT_WITHIN)} point of 100 together, were scaled to 100 as rounded."
        )
    return tuple(notes)


def _is_pooled(found: OwnNumbers) -> bool:
    return found.weight is not None
