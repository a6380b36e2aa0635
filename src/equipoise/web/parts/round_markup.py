"""What raters thought before the reveal and after, and what they say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED
from equipoise.case.schema import Rating
from equipoise.probability.pooling import log_odds_mean, median, probability_mean
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import counted, listed, percent_text
from equipoise.report.rounding import whole_percents
from equipoise.web.labels import Say
from equipoise.web.parts.matrix import EXPLANATIONS, SCENARIOS, rated, rows_of
from equipoise.web.workspace.rounds import Estimate, Round, revised_ratings

Address = Callable[..., str]

POOLS = (
    ("Together, mean of log-odds", log_odds_mean),
    ("Together, mean", probability_mean),
    ("Together, median", median),
)
"""Ways to pool, as `equipoise ledger judges` has them."""


def pooled(forecasts: Sequence[Mapping[str, float]], say: Say) -> dict[str, dict[str, float]]:
    """What several say together, by each way to pool; nothing of fewer than two."""
    if len(forecasts) < 2:
        return {}
    names = list(forecasts[0])
    rows = [[one[name] for name in names] for one in forecasts]
    return {say(way): dict(zip(names, pool(rows).probabilities, strict=True)) for way, pool in POOLS}


def chances_markup(
    case: Case, rows: Mapping[str, Mapping[str, float]], notes: Mapping[str, str] | None, say: Say
) -> Markup:
    """Probabilities of scenarios as a table, a line for whoever says them.

    Args:
        case: The case.
        rows: Of each line, every scenario.
        notes: The reason at the end of a line; None for a table without reasons.
        say: Labels in the reader's language.
    """
    names = Names(case)
    heads = [*(names.scenario(name) for name in case.definition.scenarios), *([] if notes is None else [say("Reason")])]
    return Markup(
        '<div class="scroll" tabindex="0"><table class="plain-table chances"><thead><tr><td></td>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(
        Markup("").join(Markup("<th scope='col'>{}</th>").format(head) for head in heads),
        Markup("").join(_line(case, who, said, notes) for who, said in rows.items()),
    )


def in_chains(rounds: Iterable[Round]) -> list[list[Round]]:
    """Revealed rounds, each first one with those that looked at it again."""
    chains: list[list[Round]] = []
    for one in rounds:
        if one.revises is None or not chains:
            chains.append([])
        chains[-1].append(one)
    return [kept for chain in chains if (kept := [one for one in chain if not one.is_open])]


def estimates_markup(case: Case, chain: Sequence[Round], say: Say) -> Markup:
    """The estimates of a revealed round with their reasons and pools, and beside them those of later looks at it."""
    rows: dict[str, Mapping[str, float]] = {}
    notes: dict[str, str] = {}
    for rater in chain[0].raters:
        for one in chain:
            estimate = one.sheet(rater).estimate
            if rater not in one.submitted or estimate is None or not _fits(estimate, case):
                continue
            line = rater if one is chain[0] else f"{rater}, {say('Round')} {one.number}"
            rows[line] = estimate.probabilities
            refused = one.not_recorded.get(rater)
            notes[line] = f"{estimate.reason} ({say('not on the ledger')}: {refused})" if refused else estimate.reason
    if not rows:
        return Markup('<p class="dim">{}</p>').format(say("No estimate was submitted."))
    for one in chain:
        said = [sheet.estimate for name in one.submitted if (sheet := one.sheet(name)).estimate is not None]
        pools = pooled([given.probabilities for given in said if given is not None and _fits(given, case)], say)
        later = "" if one is chain[0] else f", {say('Round')} {one.number}"
        rows |= {f"{way}{later}": chances for way, chances in pools.items()}
    return chances_markup(case, rows, notes, say)


def missing_markup(chain: Sequence[Round], say: Say) -> Markup:
    """Who had not submitted when the last look at a round was closed."""
    missing = chain[-1].awaited
    if not missing:
        return Markup("")
    return Markup('<p class="dim">{}: {}. {}</p>').format(
        say("Not submitted"), listed(list(missing)), say("What stands on such a sheet is neither shown nor counted.")
    )


def revised_markup(case: Case, first: Round, address: Address, say: Say) -> Markup:
    """Ratings that their raters have changed since everybody saw them, beside what they first gave."""
    changed = [one for one in revised_ratings(first, case.ratings) if one.first.item in case.items]
    if not changed:
        return Markup("")
    heads = [say(head) for head in ("Item", "On", "Rater", "First", "Now", "Why")]
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row" class="wrap"><a href="{}">{}</a></th><td class="wrap">{}</td><td>{}</td>'
            '<td class="n">{}</td><td class="n">{}</td><td class="wrap">{}</td></tr>'
        ).format(
            address("evidence", item=one.first.item, subject=one.first.subject, level=one.first.level),
            tidy(case.items[one.first.item].what),
            _title(case, one.first),
            one.rater,
            _weight(case, one.first),
            say("open") if one.now is None else _weight(case, one.now),
            "" if one.now is None else tidy(one.now.why or ""),
        )
        for one in changed
    )
    return Markup(
        '<h4>{}</h4><div class="scroll" tabindex="0"><table class="plain-table"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(
        say("Ratings changed since the reveal"),
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        rows,
    )


def round_title(one: Round) -> str:
    """`Round 1: anna and ben on 24 items`, and how it ended."""
    what = f"Round {one.number}: {listed(list(one.raters))} on {counted(len(one.items), 'item')}"
    if one.revises is not None:
        what += f", looking again at round {one.revises}"
    if one.closed_by:
        what += f"; closed by {one.closed_by} before {listed(list(one.awaited)) or 'the reveal'} had submitted"
    return what


def _fits(estimate: Estimate, case: Case) -> bool:
    """Whether it is of the scenarios that the case has now."""
    return set(estimate.probabilities) == set(case.definition.scenarios)


def _title(case: Case, row: Rating) -> str:
    subject = row.subject.removeprefix(PLANTED)
    known = (SCENARIOS, EXPLANATIONS, *case.definition.conditions, *case.definition.instruments)
    rows = rows_of(case, (subject,), {}) if subject in known else ()
    return next((one.title for one in rows if one.level == row.level), row.level)


def _weight(case: Case, row: Rating) -> str:
    return rated(row, case.definition.scale).text


def _line(case: Case, who: str, said: Mapping[str, float], notes: Mapping[str, str] | None) -> Markup:
    percents = whole_percents([said[name] for name in case.definition.scenarios])
    cells = Markup("").join(Markup('<td class="n">{}</td>').format(percent_text(one)) for one in percents)
    note = Markup("") if notes is None else Markup('<td class="wrap">{}</td>').format(notes.get(who, ""))
    return Markup('<tr><th scope="row">{}</th>{}{}</tr>').format(who, cells, note)
