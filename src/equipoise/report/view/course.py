"""The course of events: each scenario over time, where the evidence falls, and where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from equipoise.assess.assessment import Assessment
from equipoise.report.names import Names
from equipoise.report.numbers import count, prose_date, span_text, step_text, table_date, weight_of
from equipoise.report.view.chances import Chance, Chances
from equipoise.report.view.evidence import EvidenceView
from equipoise.report.view.scenarios import ScenarioView, by_probability


@dataclass(frozen=True)
class Point:
    """A scenario on a report date."""

    day: date
    chance: Chance


@dataclass(frozen=True)
class Bar:
    """What one origin moves a scenario by, on the day of its weightiest item; decibans."""

    day: date
    db: float


@dataclass(frozen=True)
class Panel:
    """One scenario over time; `earlier` is what was predicted for it last time, from the as-of date of then on."""

    scenario: ScenarioView
    points: tuple[Point, ...]
    bars: tuple[Bar, ...]
    earlier: tuple[Point, ...] = ()


@dataclass(frozen=True)
class DateRow:
    """All scenarios on a report date, in the case's order, for the table behind the chart."""

    date: str
    basis: str
    chances: tuple[Chance, ...]


@dataclass(frozen=True)
class SilentSpan:
    """A run of steps without a counted item, from the end of the day before `first` to the end of `last`."""

    first: date
    last: date


@dataclass(frozen=True)
class CourseView:
    """Everything the chart of events and its table show.

    Attributes:
        heading: Who led, who leads, who is predicted to; how much of the past is silent.
        opens: First day of the case.
        as_of: What was known by the end of this day counts.
        horizon: Last date.
        panels: One a scenario, in the case's order.
        marks: Days on which counted items are weighed.
        silent: Spans without a counted item, up to the as-of date.
        silence: The same in words; empty where there is none.
        largest_db: Scale of the bars.
        tallest: The same as text, `2.1 dB`; empty without bars.
        rows: Table of the points.
        earlier_as_of: The as-of date of last time; None where there is none to show.
        earlier_rows: Table of what was predicted then.
    """

    heading: str
    opens: date
    as_of: date
    horizon: date
    panels: tuple[Panel, ...]
    marks: tuple[date, ...]
    silent: tuple[SilentSpan, ...]
    silence: str
    largest_db: float
    tallest: str
    rows: tuple[DateRow, ...]
    earlier_as_of: date | None = None
    earlier_rows: tuple[DateRow, ...] = ()


def course_view(
    assessment: Assessment,
    *,
    scenarios: tuple[ScenarioView, ...],
    chances: Chances,
    evidence: EvidenceView,
    names: Names,
    earlier: Assessment | None = None,
) -> CourseView:
    """Series, evidence bars and silent spans of an assessment, and what an earlier one had predicted."""
    then = _predicted(earlier, until=assessment.horizon)
    series = {day: chances.at(day) for day in assessment.report_dates}
    runs = _silent_runs(assessment)
    return CourseView(
        heading=_heading(assessment, series, names),
        opens=assessment.case.definition.clock.opens,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        panels=tuple(
            Panel(
                scenario=scenario,
                points=tuple(Point(day, shown[scenario.id]) for day, shown in series.items()),
                bars=_bars(assessment, scenario.id, evidence),
                earlier=tuple(Point(day, shown[scenario.id]) for day, shown in then.items()),
            )
            for scenario in scenarios
        ),
        marks=tuple(sorted({item.day for item in evidence.items if _inside(item.day, assessment)})),
        silent=tuple(SilentSpan(_start_of_step(assessment, run[0]), run[-1]) for run in runs),
        silence=_silence(assessment, runs),
        largest_db=evidence.largest,
        tallest=weight_of(evidence.largest) if evidence.largest else "",
        rows=_rows(assessment, series),
        earlier_as_of=earlier.as_of if earlier and then else None,
        earlier_rows=_rows(earlier, then) if earlier else (),
    )


def _predicted(earlier: Assessment | None, *, until: date) -> dict[date, dict[str, Chance]]:
    """Where things stood on the as-of date of an assessment, and what it predicted; nothing where that is no line."""
    if earlier is None:
        return {}
    chances = Chances(earlier)
    days = [day for day in earlier.report_dates if earlier.as_of <= day <= until]
    return {day: chances.at(day) for day in days} if len(days) > 1 else {}


def _bars(assessment: Assessment, scenario: str, evidence: EvidenceView) -> tuple[Bar, ...]:
    movers = (mover for mover in evidence.movers if _inside(mover.day, assessment))
    return tuple(Bar(mover.day, mover.moved.get(scenario, 0.0)) for mover in movers)


def _inside(day: date, assessment: Assessment) -> bool:
    return assessment.case.definition.clock.opens <= day <= assessment.horizon


def _heading(assessment: Assessment, series: dict[date, dict[str, Chance]], names: Names) -> str:
    leaders = {day: by_probability(shown)[0] for day, shown in series.items()}
    past = [day for day in leaders if day <= assessment.as_of]
    now, then = leaders[assessment.as_of], leaders[assessment.horizon]
    others = [day for day in past if leaders[day] != now]
    if others:
        since = past[past.index(others[-1]) + 1]
        led = f"{names.scenario(now)} has led since {step_text(since, assessment.case.definition.clock.step)}"
    else:
        led = f"{names.scenario(now)} has led since the case opened"
    if then != now:
        led += f"; {names.scenario(then)} is predicted to lead on {prose_date(assessment.horizon)}"
    silent = len(_silent_days(assessment))
    if not silent:
        return led
    step = assessment.case.definition.clock.step
    steps = f"{count(len(past))} {step}s" if len(past) > 1 else f"the one {step}"
    return f"{led}; {count(silent)} of {steps} {'is' if silent == 1 else 'are'} without a report"


def _silent_days(assessment: Assessment) -> list[date]:
    return [day for day in assessment.report_dates if day in set(assessment.silent) and day <= assessment.as_of]


def _silent_runs(assessment: Assessment) -> list[list[date]]:
    """Report dates of silent steps, adjoining ones together."""
    runs: list[list[date]] = []
    silent = set(_silent_days(assessment))
    for before, day in zip((None, *assessment.report_dates), assessment.report_dates, strict=False):
        if day not in silent:
            continue
        if before in silent:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _start_of_step(assessment: Assessment, day: date) -> date:
    index = assessment.report_dates.index(day)
    if index == 0:
        return assessment.case.definition.clock.opens
    return assessment.report_dates[index - 1] + timedelta(days=1)


def _silence(assessment: Assessment, runs: list[list[date]]) -> str:
    if not runs:
        return ""
    step = assessment.case.definition.clock.step
    return ", ".join(span_text(run[0], run[-1], step) for run in runs)


def _rows(assessment: Assessment, series: dict[date, dict[str, Chance]]) -> tuple[DateRow, ...]:
    basis = {point.date: point.basis for point in assessment.scenario_points}
    return tuple(
        DateRow(date=table_date(day), basis=_basis(basis.get(day, "")), chances=tuple(shown.values()))
        for day, shown in series.items()
    )


def _basis(basis: str) -> str:
    """What a number rests on, in a reader's words."""
    return {
        "smoothed": "all evidence, looking back",
        "filtered": "all evidence, as of",
        "predicted": "prediction",
        "counterfactual": "counterfactual",
    }.get(basis, basis)
