"""Vintages side by side: what was known then, what the model makes of it, and what published authors judged.

Nothing is scored: an author's range and the model's stand beside each other where both are about the same event, and
the reader is told for every other judgement why it is not compared (`studies.vintages.judged_then`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from equipoise._version import __version__
from equipoise.assess.assess import assess
from equipoise.assess.assessment import Assessment, BaselinePoint, EverPoint, ScenarioPoint
from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of
from equipoise.calendar import end_of_step
from equipoise.case.case import Case
from equipoise.case.raters import DEFAULT_RATER
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.model.compile import counted_items
from equipoise.studies.plain_data import plain
from equipoise.studies.vintages.judged_then import Compared, Listed, compare_judgements

SCHEMA = "equipoise/vintages/1"
MOST_DEFAULT_DATES = 3


@dataclass(frozen=True)
class Unnamed:
    """Something the case names only later, and a vintage therefore leaves out.

    Attributes:
        kind: `consideration`, `explanation`, `condition` or `analogue`.
        id: Its id.
        title: What the author calls it; its id where the author gives no title.
        known: The day from which the case knows it.
    """

    kind: str
    id: str
    title: str
    known: date


@dataclass(frozen=True)
class Vintage:
    """A case as it was known on one day.

    Attributes:
        as_of: The day.
        assessment: The full assessment as of that day, with its own dates and ranges.
        items: Evidence items that count, known by then and not superseded by then.
        items_later: Evidence items that count in the whole case and became known only later.
        unnamed: What else the case names only later.
    """

    as_of: date
    assessment: Assessment
    items: int
    items_later: int
    unnamed: tuple[Unnamed, ...]


@dataclass(frozen=True)
class Vintages:
    """Vintages of a case in the order of time, and the judgements of others beside them.

    Attributes:
        case: Name of the case.
        fingerprint: SHA-256 of it.
        rater, seed, particles: As asked for; the same for every vintage.
        vintages: One entry per day.
        compared: Judgements about an event that the model computed at a vintage.
        listed: All others, each with the reason.
    """

    case: str
    fingerprint: str
    rater: str
    seed: int
    particles: int
    vintages: tuple[Vintage, ...]
    compared: tuple[Compared, ...]
    listed: tuple[Listed, ...]

    @property
    def trustworthy(self) -> bool:
        """Whether the numbers of every vintage may be used."""
        return all(vintage.assessment.trustworthy for vintage in self.vintages)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: now, on the horizon and ever by then, probabilities in full, dates as ISO text."""
        return {
            "schema": SCHEMA,
            "version": __version__,
            "case": self.case,
            "fingerprint": self.fingerprint,
            "rater": self.rater,
            "seed": self.seed,
            "particles": self.particles,
            "trustworthy": self.trustworthy,
            "vintages": [_vintage_dict(vintage) for vintage in self.vintages],
            "compared": [plain(one) for one in self.compared],
            "listed": [plain(one) for one in self.listed],
        }


def vintages(
    case: Case,
    as_of: Sequence[date | str] = (),
    *,
    rater: str = DEFAULT_RATER,
    seed: int = 0,
    particles: int = INTERACTIVE_PARTICLES,
    assessed: Sequence[Assessment] = (),
    progress: Progress | None = None,
) -> Vintages:
    """Assess a case as it was known on several days, and set published judgements beside the vintages.

    Args:
        case: The case.
        as_of: The days, in any order. Default: those of `default_dates`.
        rater: Whose ratings count.
        seed: Seed of the draws, the same for every vintage.
        particles: Particles over all islands.
        assessed: Assessments of this case that were made in the same way already: a vintage of the day of one is that
            one.
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If a day or the rater is not one the case has.
        NotTrustworthyError: If the evidence known by one of the days is impossible under every state.
    """
    say = progress or silence
    days = sorted({resolve_as_of(case, day) for day in as_of}) or default_dates(case)
    at_hand = {one.as_of: one for one in assessed}
    found = []
    for day in days:
        if day not in at_hand:
            say(f"assessing as of {day}")
            at_hand[day] = assess(case, as_of=day, rater=rater, seed=seed, particles=particles)
        found.append(_vintage(case, at_hand[day]))
    compared, listed = compare_judgements(case, days, rater=rater, seed=seed, particles=particles, progress=say)
    return Vintages(
        case=case.name,
        fingerprint=case.fingerprint,
        rater=rater,
        seed=seed,
        particles=particles,
        vintages=tuple(found),
        compared=compared,
        listed=listed,
    )


def default_dates(case: Case) -> list[date]:
    """At most three days on which a reader of the case's sources would have taken stock.

    They are the ends of the quarters in which a dated source of `sources.yaml` was published, from the start of the
    case to the last day on which anything in it became known; that day stands for the quarter it lies in and is always
    among them. Of more than three days the first, the last and the one nearest halfway between the two are taken.
    """
    opens, last = case.definition.clock.opens, resolve_as_of(case, None)
    published = [source.published.end for source in case.sources.values() if source.published is not None]
    quarters = {min(end_of_step(day, "quarter"), last) for day in published if opens <= day <= last}
    days = sorted(quarters | {last})
    if len(days) <= MOST_DEFAULT_DATES:
        return days
    halfway = (days[0].toordinal() + last.toordinal()) / 2
    return [days[0], min(days[1:-1], key=lambda day: abs(day.toordinal() - halfway)), last]


def _vintage(case: Case, assessment: Assessment) -> Vintage:
    return Vintage(
        as_of=assessment.as_of,
        assessment=assessment,
        items=len(assessment.evidence_rows),
        items_later=sum(case.known(item) > assessment.as_of for item in counted_items(case)),
        unnamed=_unnamed(case, assessment.as_of),
    )


def _unnamed(case: Case, as_of: date) -> tuple[Unnamed, ...]:
    definition = case.definition
    things = [
        *(("explanation", name, one.title, one.known) for name, one in definition.explanations.items()),
        *(("consideration", name, one.title, one.known) for name, one in definition.considerations.items()),
        *(("condition", name, one.title, one.known) for name, one in definition.conditions.items()),
        *(("analogue", name, one.title, one.known) for name, one in definition.analogues.items()),
    ]
    return tuple(
        Unnamed(kind, name, title or name, known)
        for kind, name, title, known in things
        if known is not None and known > as_of
    )


# --- plain data ------------------------------------------------------------------------------------------------


def _vintage_dict(vintage: Vintage) -> dict[str, Any]:
    assessment = vintage.assessment
    horizon = assessment.horizon
    return {
        "as_of": vintage.as_of.isoformat(),
        "horizon": horizon.isoformat(),
        "trustworthy": assessment.trustworthy,
        "log_evidence": assessment.log_evidence,
        "items": vintage.items,
        "items_later": vintage.items_later,
        "scenarios": [
            {
                "scenario": name,
                "now": _numbers(assessment.at(name, vintage.as_of)),
                "at_horizon": _numbers(assessment.at(name, horizon)),
                "ever": _numbers(assessment.ever_until(name, horizon)),
                "baselines": {
                    point.baseline: _numbers(point)
                    for point in assessment.baseline_points
                    if point.scenario == name and point.at == horizon
                },
            }
            for name in assessment.case.definition.scenarios
        ],
        "unnamed": [plain(one) for one in vintage.unnamed],
    }


def _numbers(point: ScenarioPoint | EverPoint | BaselinePoint) -> dict[str, float | None]:
    return {"probability": point.probability, "low": point.low, "high": point.high}
