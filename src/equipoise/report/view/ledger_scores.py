"""The scores of a ledger in words: which way is better, what counts, and what too few questions cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from equipoise.ledger.scoring import LedgerScores
from equipoise.ledger.scoring.course import ScoredCourse, ScoredLine
from equipoise.ledger.scoring.group import Group
from equipoise.ledger.standing import Track
from equipoise.probability.scores import FEWEST_FOR_CURVE, RULES, Skill
from equipoise.report.numbers import EN_DASH, NARROW_SPACE, counted, decimal, listed, percent_text, table_date
from equipoise.report.rounding import whole_percent, whole_percents
from equipoise.report.view.reliability import ReliabilityView, reliability_view
from equipoise.report.view.score_parts import PartsView, parts_view

_STATUS = {
    "counted": "",
    "backcast": "; a backcast, does not count",
    "late": "; recorded when it was settled, does not count",
}
_OUTCOME = {"occurred": "occurred", "did_not": "did not occur"}
_REFERENCES = {
    "uniform": "the same for every option",
    "base_rate": "how often such events occurred before",
    "no_change": "no change",
    "previous_issue": "what was said the time before",
}


@dataclass(frozen=True)
class CourseView:
    """One judge on one event: who, how it turned out, and a line for each judgement and for the days."""

    handle: str
    event: str
    head: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GroupView:
    """What may be taken together.

    Attributes:
        title: Whose judgements of what.
        sentences: Means, coverage, skill and ranges.
        reliability: The reliability diagram; None for scenarios.
        parts: What the mean is made of; None for fewer than twenty questions.
    """

    title: str
    sentences: tuple[str, ...]
    reliability: ReliabilityView | None
    parts: PartsView | None


@dataclass(frozen=True)
class ScoresView:
    """All that is shown of the scores of a ledger.

    Attributes:
        scales: Each rule that was used, with which way is better.
        courses: Each judge on each resolved event.
        groups: What may be taken together.
        apart: Sentences on what has no score.
    """

    scales: tuple[str, ...]
    courses: tuple[CourseView, ...]
    groups: tuple[GroupView, ...]
    apart: tuple[str, ...]


def view_of_scores(scores: LedgerScores) -> ScoresView:
    """The scores of a ledger, in words."""
    used = {rule for course in scores.courses for line in course.lines for rule in line.penalties}
    return ScoresView(
        scales=tuple(f"{rule.title}: {rule.orientation}. {rule.note}" for name, rule in RULES.items() if name in used),
        courses=tuple(_course(course) for course in scores.courses),
        groups=tuple(_group_view(group) for group in scores.groups),
        apart=tuple(_apart(scores)),
    )


def _course(course: ScoredCourse) -> CourseView:
    resolution = course.resolution
    came = resolution.scenario or _OUTCOME[resolution.outcome]
    who = course.by_whom + {"model": " (model)", "published": " (published)"}.get(course.kind, "")
    notes = [note for holds, note in ((course.imputed, "imputed"), (course.conditional, "conditional")) if holds]
    head = f"{who}: {came} on {table_date(resolution.date)}" + (f" ({', '.join(notes)})" if notes else "")
    return CourseView(
        course.event.handle, str(course.event), head, (*(_line(line) for line in course.lines), *_days(course))
    )


def _line(line: ScoredLine) -> tuple[str, str]:
    note = "; did not add to one and was scaled" if line.incoherent else ""
    return str(line.number), (
        f"{_said(line)} as of {table_date(line.as_of)}: {_penalties(line.penalties)}{note}{_STATUS[line.status]}"
    )


def _said(line: ScoredLine) -> str:
    if "yes" in line.said:
        return percent_text(whole_percent(line.said["yes"]))
    names, values = list(line.said), list(line.said.values())
    percents = [whole_percent(value) for value in values] if line.incoherent else whole_percents(values)
    return ", ".join(f"{name} {percent_text(percent)}" for name, percent in zip(names, percents, strict=True))


def _penalties(penalties: Mapping[str, float]) -> str:
    return ", ".join(f"{_short(name)} {decimal(penalties[name], 3)}" for name in RULES if name in penalties)


def _short(rule: str) -> str:
    return {"brier_01": f"Brier 0{EN_DASH}1", "brier_02": f"Brier 0{EN_DASH}2", "log": "log", "ranked": "ranked"}[rule]


def _days(course: ScoredCourse) -> Iterator[tuple[str, str]]:
    daily = course.daily.get(course.rule)
    if daily is None:
        return
    if daily.mean is None:
        yield "", "Stood on no day on which the question was open."
        return
    spot = course.spot[course.rule]
    opening = "" if spot is None else f"; on the day the question opened {decimal(spot, 3)}"
    yield (
        "",
        f"{_short(course.rule)} over {counted(daily.days, 'day')} of {daily.open_days}: "
        f"{decimal(daily.mean, 3)}{opening}",
    )


# --- groups ------------------------------------------------------------------------------------------------------


def _group_view(group: Group) -> GroupView:
    title = _group_title(group)
    return GroupView(
        title=title,
        sentences=tuple(_group(group)),
        reliability=None if group.calibration is None else reliability_view(title, group.calibration),
        parts=None if group.parts is None else parts_view(group.parts),
    )


def _group_title(group: Group) -> str:
    kind = {"model": " (model)", "published": " (published)"}.get(group.kind, "")
    what = "which scenario holds" if group.of_scenarios else "yes or no"
    notes = [note for holds, note in ((group.conditional, "under a condition"), (group.imputed, "imputed")) if holds]
    return f"{group.by_whom}{kind}, {', '.join([what, *notes])}: {counted(group.questions, 'resolved question')}"


def _group(group: Group) -> Iterator[str]:
    for name in RULES:
        if name in group.means and (mean := group.means[name]).daily is not None:
            spot = "" if mean.spot is None else f", on the day each opened {decimal(mean.spot, 3)} ({mean.spots})"
            yield f"{RULES[name].title}: mean over days {decimal(mean.daily, 3)}{spot}; lower is better."
    if group.covered is not None:
        yield (
            f"Coverage: a judgement stood on {round(100 * group.covered)}{NARROW_SPACE}% of the open days, mean "
            "over questions; means are over those days alone."
        )
    yield from _skill(group)
    if (ranges := group.ranges) is not None:
        held = "as many as" if ranges.holds else "not as many as"
        yield (
            f"Ranges: together the {ranges.of} expected {decimal(ranges.least)} to {decimal(ranges.most)} events; "
            f"{ranges.occurred} occurred, {held} they say. One outcome can neither hold nor break a range."
        )


def _skill(group: Group) -> Iterator[str]:
    refused = []
    for name, skill in group.skill.items():
        if skill is not None:
            yield f"Against {_REFERENCES[name]}: {_skill_text(skill)}"
        else:
            refused.append(f"{_REFERENCES[name]} ({group.compared[name]})")
    if refused:
        yield (
            f"No skill is told against {listed(refused)}: under {FEWEST_FOR_CURVE} questions that both forecast, luck "
            "and skill cannot be told apart."
        )


def _skill_text(skill: Skill) -> str:
    def shown(value: float | None) -> str:
        return "undefined" if value is None else decimal(value, 2)

    text = f"skill {shown(skill.skill.value)}"
    if skill.skill.low is not None:
        text += f" ({shown(skill.skill.low)} to {shown(skill.skill.high)})"
    if skill.gain.value is not None:
        text += f", {decimal(skill.gain.value, 3)} of the score saved a question"
    left = f"; {skill.left_out} left out" if skill.left_out else ""
    return f"{text} over {counted(skill.questions, 'question')}{left}. 1 is perfect, 0 no better, below 0 worse."


# --- what has no score -------------------------------------------------------------------------------------------


def _apart(scores: LedgerScores) -> Iterator[str]:
    backcasts = sum(line.status == "backcast" for course in scores.courses for line in course.lines)
    if backcasts:
        yield (
            f"{counted(backcasts, 'backcast')} shown: recorded more than seven days after the as-of date, never in "
            "skill or calibration."
        )
    if scores.void:
        yield f"Void, their condition was not met, so not scored: {_events(scores.void)}."
    if scores.disputed:
        yield f"Disputed, so not scored: {_events(scores.disputed)}."
    if scores.open:
        yield f"Not resolved: {_events(scores.open)}. equipoise ledger due lists them by day."


def _events(tracks: Sequence[Track]) -> str:
    return listed([track.event.handle for track in tracks])
