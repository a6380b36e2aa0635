"""Whether pooling judges, recalibrating them and mending them helps: the numbers of docs/pooling-judges.md.

    python benchmarks/pooling_of_judges.py --data FOLDER

FOLDER holds two open data sets, which are not part of this repository:

- `aggrecat_data_ratings.csv`, `aggrecat_data_outcomes.csv`: aggreCAT (MIT). 25 experts judged whether each of 25
  published findings would replicate, alone (round 1) and again after discussion in groups of five (round 2).
- `forecastbench_market_crowd_vs_outcome.csv`: ForecastBench (CC BY-SA 4.0, Forecasting Research Institute).
  Probabilities of crowds and markets at the freeze of each round, and what came.

Gains are penalties saved against a reference: above 0 the method is better. Intervals are 95 % percentiles of a
bootstrap over claims or questions. An interval that holds 0 does not show whether the method helps.
"""

from __future__ import annotations

import argparse
import calendar
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from equipoise.probability.pooling import (
    extremized,
    fit_recalibration,
    log_odds_mean,
    median,
    mended,
    probability_mean,
)
from equipoise.probability.pooling.extremize import sharpened
from equipoise.probability.scores import (
    Estimate,
    brier_01,
    log_score,
    murphy,
    reliability,
    rows_of_events,
    skill_against,
    yates,
)

DATA = Path(__file__).parents[2] / "shared/data/open/forecasting"
AGGRECAT = ("aggrecat_data_ratings.csv", "aggrecat_data_outcomes.csv")
FORECASTBENCH = "forecastbench_market_crowd_vs_outcome.csv"

LEAST_CLAIMS = 20
"""The package refuses to recalibrate from fewer than 50 questions; beside the claim judged there are only 24."""

SEED = 6

DRAWS = 100
"""Choices of few judges for each claim; their scores are averaged, so that intervals are over claims alone."""


def main() -> None:
    """Print both parts, or say plainly what is missing."""
    folder = _folder()
    missing = [name for name in (*AGGRECAT, FORECASTBENCH) if not (folder / name).is_file()]
    if missing:
        print(f"skipped: {folder} does not hold {', '.join(missing)}", file=sys.stderr)
        return
    claims = _claims(folder)
    for of_round in ("round_1", "round_2"):
        _print_judges(claims, of_round)
    _print_few_judges([claim for claim in claims if claim.of_round == "round_1"])
    crowd = _crowd(folder)
    _print_crowd(crowd)
    _print_recalibration(crowd)
    _print_ladders(crowd)


# --- judges of the same claims -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Claim:
    """A claim in one round: each judge's probability, each judge's group, and whether it held."""

    name: str
    of_round: str
    judges: tuple[str, ...]
    said: tuple[float, ...]
    groups: tuple[str, ...]
    occurred: bool


def _claims(folder: Path) -> list[Claim]:
    ratings = pd.read_csv(folder / AGGRECAT[0])
    outcomes = pd.read_csv(folder / AGGRECAT[1]).set_index("paper_id").outcome
    best = ratings[(ratings.question == "direct_replication") & (ratings.element == "three_point_best")]
    found = []
    for (of_round, paper), rows in best.sort_values("user_name").groupby(["round", "paper_id"]):
        said = tuple(float(value) / 100 for value in rows.value)
        names, groups = tuple(map(str, rows.user_name)), tuple(map(str, rows.group))
        found.append(Claim(str(paper), str(of_round), names, said, groups, bool(outcomes[paper])))
    return found


def _print_judges(claims: Sequence[Claim], of_round: str) -> None:
    chosen = [claim for claim in claims if claim.of_round == of_round]
    judges, groups = len(chosen[0].judges), len(set(chosen[0].groups))
    held = sum(claim.occurred for claim in chosen)
    heading = "alone" if of_round == "round_1" else f"after discussion in {groups} groups"
    print(f"\naggreCAT, {heading}: {judges} judges of {len(chosen)} claims, of which {held} held")
    # Before they talked each judge is a source of its own; afterwards those of a group share what they know.
    methods: dict[str, Callable[[Claim], float]] = {
        "mean of probabilities": lambda claim: probability_mean(_pairs(claim.said)).probabilities[1],
        "median": lambda claim: median(_pairs(claim.said)).probabilities[1],
        "mean of log-odds": lambda claim: log_odds_mean(_pairs(claim.said)).probabilities[1],
        "  extremized by 1.5": lambda claim: _extremized(claim, 1.5),
        "  extremized by 2": lambda claim: _extremized(claim, 2.0),
        "each recalibrated, then log-odds": lambda claim: _recalibrated(claim, chosen),
    }
    pooled = {name: [method(claim) for claim in chosen] for name, method in methods.items()}
    for title, penalty in PENALTIES.items():
        judge = [float(np.mean([penalty(value, claim.occurred) for value in claim.said])) for claim in chosen]
        scores = {name: _scores(values, chosen, penalty) for name, values in pooled.items()}
        mean = scores["mean of probabilities"]
        print(f"  {title:35}{'score':>8}{'saved against a judge':>29}{'saved against the mean':>29}")
        print(f"  {'average judge':35}{np.mean(judge):8.3f}")
        for name, score in scores.items():
            against_judge, against_mean = _gain(score, judge), _gain(score, mean)
            last = "" if name == "mean of probabilities" else _shown(against_mean)
            print(f"  {name:35}{np.mean(score):8.3f}{_shown(against_judge):>29}{last:>29}")


def _print_few_judges(claims: Sequence[Claim]) -> None:
    """The same with a few judges, as a case has them."""
    print(f"\naggreCAT, alone, {DRAWS} draws of so many judges for each claim: Brier score, 0-1")
    print(f"  {'judges':8}{'mean of log-odds':>17}{'saved against a judge':>29}{'extremized by 1.5 saves':>29}")
    judge = [float(np.mean([brier_01(p, occurred=claim.occurred) for p in claim.said])) for claim in claims]
    random = np.random.default_rng(SEED)
    for size in (2, 3, 5, 10):
        plain, sharper = [], []
        for claim in claims:
            chosen = [random.choice(claim.said, size, replace=False) for _ in range(DRAWS)]
            pools = [log_odds_mean(_pairs(said)) for said in chosen]
            pushed = [extremized(pool, independent=range(size), exponent=1.5) for pool in pools]
            for scores, found in ((plain, pools), (sharper, pushed)):
                scores.append(float(np.mean([brier_01(p.probabilities[1], occurred=claim.occurred) for p in found])))
        print(f"  {size:<8}{np.mean(plain):17.3f}{_shown(_gain(plain, judge)):>29}{_shown(_gain(sharper, plain)):>29}")


def _extremized(claim: Claim, exponent: float) -> float:
    labels = claim.judges if claim.of_round == "round_1" else claim.groups
    return extremized(log_odds_mean(_pairs(claim.said)), independent=labels, exponent=exponent).probabilities[1]


def _recalibrated(claim: Claim, claims: Sequence[Claim]) -> float:
    """Each judge recalibrated by what it said of the other claims, and all pooled."""
    others = [other for other in claims if other.name != claim.name]
    came = [other.occurred for other in others]
    said = []
    for n, value in enumerate(claim.said):
        past = [other.said[other.judges.index(claim.judges[n])] for other in others]
        said.append(fit_recalibration(past, came, least=LEAST_CLAIMS).apply(value))
    return log_odds_mean(_pairs(said)).probabilities[1]


# --- a crowd, question by question ---------------------------------------------------------------------------


def _crowd(folder: Path) -> pd.DataFrame:
    table = pd.read_csv(folder / FORECASTBENCH, parse_dates=["freeze_date", "resolution_date"])
    table["label"] = table.source + " " + table.id.astype(str)
    table["occurred"] = table.outcome.astype(bool)
    table["said"] = table.crowd_probability_at_freeze
    # One that was over at the freeze is no forecast.
    return table[table.freeze_date < table.resolution_date].reset_index(drop=True)


def _print_crowd(crowd: pd.DataFrame) -> None:
    times = crowd.groupby("label").label.transform("size")
    rows = rows_of_events(
        crowd.said.tolist(), crowd.occurred.tolist(), weights=(1 / times).tolist(), questions=crowd.label.tolist()
    )
    m, y = murphy(rows, seed=SEED), yates(rows, seed=SEED)
    assert m is not None, "there are forecasts"
    assert y is not None, "there are forecasts"
    print(
        f"\nForecastBench, crowds and markets: {m.rows} forecasts on {m.questions} questions, each question counts one"
    )
    parts = {
        "Brier score, 0-1": m.brier,
        "Murphy: reliability (less is better)": m.reliability,
        "Murphy: resolution (more is better)": m.resolution,
        "Murphy: uncertainty": m.uncertainty,
        "Yates: bias": y.bias,
        "Yates: slope": y.slope,
        "Yates: scatter": y.scatter,
    }
    for name, part in parts.items():
        print(f"  {name:40}{_plain(part)}")
    first = crowd.sort_values("freeze_date").drop_duplicates("label")
    print(f"  First forecast on each question ({len(first)}): forecast, rate, its Wilson interval, number")
    for point in reliability(first.said.tolist(), first.occurred.tolist()).curve:
        mark = "" if point.holds_forecast else "  not held"
        print(f"    {point.forecast:.3f}  {point.rate:.3f}  {point.low:.3f} to {point.high:.3f}  {point.of}{mark}")


def _print_recalibration(crowd: pd.DataFrame) -> None:
    """Each forecast recalibrated by questions that had resolved when it was made, and by no other."""
    parts = []
    for freeze, rows in crowd.groupby("freeze_date"):
        past = crowd[crowd.resolution_date < freeze]
        if past.label.nunique() >= 50:
            fitted = fit_recalibration(past.said.tolist(), past.occurred.tolist(), questions=past.label.tolist())
            rate = (past.groupby("label").occurred.first().sum() + 0.5) / (past.label.nunique() + 1)
            parts.append(
                rows.assign(
                    recalibrated=rows.said.map(fitted.apply), slope=fitted.slope, shift=fitted.intercept, base=rate
                )
            )
    test = pd.concat(parts).reset_index(drop=True)
    last = test.loc[test.freeze_date.idxmax()]
    print(f"\nForecastBench, fitted only to what had resolved before: {len(test)} forecasts")
    print(
        f"  on {test.label.nunique()} questions; last fit: log-odds times {last.slope:.2f}, plus {last['shift']:+.2f}"
    )
    methods = {
        "recalibrated": test.recalibrated,
        "log-odds times 1.25": test.said.map(lambda p: sharpened((1 - p, p), 1.25)[1]),
        "log-odds times 1.5": test.said.map(lambda p: sharpened((1 - p, p), 1.5)[1]),
        "log-odds times 2": test.said.map(lambda p: sharpened((1 - p, p), 2.0)[1]),
        "base rate so far": test.base,
        "one half": pd.Series(0.5, index=test.index),
    }
    for title, penalty in PENALTIES.items():
        crowd_score = _by_question(test, test.said, penalty)
        print(f"  {title:35}{'score':>8}{'saved against the crowd':>29}")
        print(f"  {'the crowd as it was':35}{np.mean(crowd_score):8.4f}")
        for name, values in methods.items():
            score = _by_question(test, values, penalty)
            print(f"  {name:35}{np.mean(score):8.4f}{_shown(_gain(score, crowd_score), digits=4):>29}")


def _by_question(rows: pd.DataFrame, values: pd.Series, penalty: Callable[[float, bool], float]) -> list[float]:
    each = pd.Series([penalty(p, o) for p, o in zip(values, rows.occurred, strict=True)], index=rows.index)
    return each.groupby(rows.label).mean().tolist()


# --- questions that imply one another ------------------------------------------------------------------------

_MONTHS = {name: n for n in range(1, 13) for name in (calendar.month_name[n].lower(), calendar.month_abbr[n].lower())}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DEADLINE = re.compile(
    rf"\b(by|before)\s+(?:the\s+)?(?P<end>end\s+of\s+)?(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+)?"
    rf"(?:(?P<month>{_MONTH})\b\.?\s*(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b)?,?\s*)?(?P<year>20\d\d)?",
    re.IGNORECASE,
)


def _deadline(question: str, freeze: date) -> tuple[str, date] | None:
    """A question without its deadline, and the deadline; None where none is written."""
    found = next((one for one in _DEADLINE.finditer(question) if one["month"] or one["year"]), None)
    if found is None:
        return None
    rest = re.sub(r"\[.*?\]", " ", question[: found.start()] + question[found.end() :]).lower()
    stem = re.sub(r"[^a-z0-9$%]+", " ", rest).strip()
    is_before = found[1].lower() == "before"
    month = _MONTHS[found["month"].lower()] if found["month"] else (1 if is_before else 12)
    year = int(found["year"]) if found["year"] else freeze.year + (month < freeze.month)
    written = found["day"] or found["first"]
    day = int(written) if written else (1 if is_before else calendar.monthrange(year, month)[1])
    return stem, date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _print_ladders(crowd: pd.DataFrame) -> None:
    """Questions of one source and round that differ in their deadline alone."""
    pairs, broken, before, after, contradicted = 0, 0, [], [], 0
    for _, rows in _with_deadlines(crowd).groupby(["round", "source", "stem"]):
        if rows.deadline.nunique() < 2:
            continue
        rows = rows.sort_values("deadline").drop_duplicates("deadline").set_index("label")
        implied = [(a, b) for a, b in combinations(rows.index, 2)]
        pairs += len(implied)
        contradicted += sum(rows.occurred[a] and not rows.occurred[b] for a, b in implied)
        mend = mended(rows.said.to_dict(), implied)
        broken += len(mend.violations)
        for label, was in mend.said.items():
            if mend.probabilities[label] != was:
                came = bool(rows.occurred[label])
                before.append(brier_01(was, occurred=came))
                after.append(brier_01(mend.probabilities[label], occurred=came))
    print("\nForecastBench, the same event by an earlier and a later day, asked by one source in one round:")
    print(
        f"  {pairs} pairs, of which {broken} are incoherent; outcomes on record contradict the order in {contradicted}"
    )
    if before:
        print(f"  Brier score of the {len(before)} numbers that move: {np.mean(before):.4f} -> {np.mean(after):.4f}")


def _with_deadlines(crowd: pd.DataFrame) -> pd.DataFrame:
    read = [_deadline(q, freeze.date()) for q, freeze in zip(crowd.question, crowd.freeze_date, strict=True)]
    table = crowd.assign(stem=[one and one[0] for one in read], deadline=[one and one[1] for one in read])
    return table.dropna(subset=["stem", "deadline"])


# --- scores and how they are shown ---------------------------------------------------------------------------

PENALTIES: dict[str, Callable[[float, bool], float]] = {
    "Brier score, 0-1": lambda probability, occurred: brier_01(probability, occurred=occurred),
    "Log score, nats": lambda probability, occurred: log_score((1 - probability, probability), int(occurred)).nats,
}


def _pairs(said: Iterable[float]) -> list[tuple[float, float]]:
    return [(1 - value, value) for value in said]


def _scores(values: Sequence[float], claims: Sequence[Claim], penalty: Callable[[float, bool], float]) -> list[float]:
    return [penalty(value, claim.occurred) for value, claim in zip(values, claims, strict=True)]


def _gain(score: Sequence[float], reference: Sequence[float]) -> Estimate:
    return skill_against(score, reference, seed=SEED).gain


def _shown(gain: Estimate, digits: int = 3) -> str:
    if gain.low is None:
        return f"{gain.value:+.{digits}f}"
    return f"{gain.value:+.{digits}f} ({gain.low:+.{digits}f} to {gain.high:+.{digits}f})"


def _plain(part: Estimate) -> str:
    return f"{part.value:8.4f}  ({part.low:.4f} to {part.high:.4f})"


def _folder() -> Path:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER")
    folder: Path = parser.parse_args().data
    return folder


if __name__ == "__main__":
    main()
