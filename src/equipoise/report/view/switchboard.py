"""A decision-maker you can switch, in words: one row per decision-maker, for table and chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equipoise.assess.assessment import CourseRow
from equipoise.case.case import Case
from equipoise.report.columns import trimmed
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import bare_percent, count, decimal, listed, percent_text, prose_date, range_text
from equipoise.report.rounding import whole_percent, whole_percents
from equipoise.report.view.chances import Chance, chance
from equipoise.report.view.pages import Page, Section, Table
from equipoise.studies.what_if import Flip, SettingRow, Switch, Switchboard
from equipoise.studies.what_if.switches import MANY_ADVISERS

AUTHORED = "As authored"
_MOST_COLUMNS, _WIDEST_HEAD = 4, 13
"""Scenarios side by side in a page of 79 columns, and how wide their heads may be."""
_FLIPS_TOLD = 3
"""Decision-makers under whom the ranking flips that a sentence names; a table has them all."""


@dataclass(frozen=True)
class SettingView:
    """One decision-maker.

    Attributes:
        title: What it is called: `Interests alone`.
        chances: Each scenario on the horizon, in the case's order; the percentages shown add up.
        leader: Place of the likeliest, from 0.
        is_authored: Whether it is the case as it stands.
        flips: Which scenarios change places, in a sentence; empty where none do.
        courses: What its best course is, and whether an analyst would say the same, in a sentence.
    """

    title: str
    chances: tuple[Chance, ...]
    leader: int
    is_authored: bool
    flips: str
    courses: str


@dataclass(frozen=True)
class CourseView:
    """A course: how far behind the best it is for the actor and to an analyst, and its ranks."""

    title: str
    scenario: str
    to_actor: str
    to_analyst: str
    actor_rank: int
    analyst_rank: int


@dataclass(frozen=True)
class SwitchboardView:
    """All decision-makers.

    Attributes:
        heading: What was found, for a heading.
        horizon: The day, in words.
        ranking: Where the ranking of the scenarios flips, or that it nowhere does; a sentence.
        scenarios: Titles, in the case's order.
        rows: The case as authored first.
        skipped: What is not shown, and why.
        projection: What the two rankings of courses have in common, in a sentence.
        courses: Every course as authored, the best for the actor first.
        notes: How to read it, and how exact it is.
    """

    heading: str
    horizon: str
    ranking: str
    scenarios: tuple[str, ...]
    rows: tuple[SettingView, ...]
    skipped: tuple[str, ...]
    projection: str
    courses: tuple[CourseView, ...]
    notes: tuple[str, ...]


def switchboard_view(case: Case, found: Switchboard) -> SwitchboardView:
    """Word and round a switchboard."""
    names = Names(case)
    courses = _courses(found.courses, names)
    rows = tuple(_row(row, names) for row in (found.authored, *found.settings))
    return SwitchboardView(
        heading=_heading(found, names),
        horizon=prose_date(found.horizon),
        ranking=_ranking(rows[1:]),
        scenarios=tuple(names.scenario(name) for name in found.authored.scenarios),
        rows=rows,
        skipped=tuple(f"{_title(one.switch, names)}: {one.reason.rstrip('.')}." for one in found.skipped),
        projection=_projection(courses),
        courses=courses,
        notes=_notes(found),
    )


def switchboard_page(case: Case, view: SwitchboardView, found: Switchboard) -> Page:
    """The same as a page of text."""
    flips = tuple(f"{row.title}: {row.flips}" for row in view.rows if row.flips)
    return Page(
        title=f"{tidy(case.definition.title)}: other decision-makers, as of {prose_date(found.as_of)}.",
        lead=(f"{view.heading}.",),
        sections=(
            *_tables(view),
            Section("Where the ranking flips" if flips else "Nowhere does the ranking flip", flips),
            Section("The best course, reasons alone", tuple(f"{row.title}: {row.courses}" for row in view.rows)),
            Section(view.projection, table=_course_table(view)),
            *([Section("Not shown", view.skipped)] if view.skipped else []),
            Section(view.notes[0], view.notes[1:]),
        ),
    )


def _tables(view: SwitchboardView) -> list[Section]:
    sections = []
    for first in range(0, len(view.scenarios), _MOST_COLUMNS):
        part = slice(first, first + _MOST_COLUMNS)
        rows = tuple((*(_cell(one) for one in row.chances[part]), row.title) for row in view.rows)
        heads = (*(trimmed(title, _WIDEST_HEAD) for title in view.scenarios[part]), "decision-maker")
        sections.append(Section(f"Each scenario on {view.horizon}, per cent", table=Table(heads, rows)))
    return sections


def _cell(one: Chance) -> str:
    return f"{bare_percent(one.percent)} {one.range}".rstrip()


def _course_table(view: SwitchboardView) -> Table:
    rows = tuple((one.to_actor, one.to_analyst, f"{one.scenario} ({one.title})") for one in view.courses)
    return Table(("actor", "analyst", "course as authored, nats behind the best"), rows)


# --- rows -----------------------------------------------------------------------------------------------------


def _row(row: SettingRow, names: Names) -> SettingView:
    shown = whole_percents([spread.probability for spread in row.scenarios.values()])
    return SettingView(
        title=AUTHORED if row.switch is None else _title(row.switch, names),
        chances=tuple(
            _shown(spread.probability, spread.low, spread.high, percent)
            for spread, percent in zip(row.scenarios.values(), shown, strict=True)
        ),
        leader=list(row.scenarios).index(row.leader),
        is_authored=row.switch is None,
        flips=_flips(row.flips, names),
        courses=_best(row, names),
    )


def _shown(probability: float, low: float | None, high: float | None, percent: int) -> Chance:
    """A chance whose shown per cent is that of its set."""
    one = chance(probability, low, high)
    if percent == one.percent or low is None or high is None:
        return Chance(probability, low, high, percent, percent_text(percent), one.range, one.word)
    ends = min(whole_percent(low), percent), max(whole_percent(high), percent)
    return Chance(probability, low, high, percent, percent_text(percent), range_text(*ends), one.word)


def _title(switch: Switch, names: Names) -> str:
    if switch.kind == "stove_piped":
        return "One channel" if switch.appetite is None else "One channel, likes risk"
    if switch.kind == "collective":
        return f"{count(MANY_ADVISERS).capitalize()} free advisers"
    explanation = names.explanation(switch.explanation or "")
    if switch.kind == "alone":
        return f"{explanation} alone"
    return f"{explanation}, biased as {'the case' if switch.lender is None else names.explanation(switch.lender)}"


def _flips(flips: Sequence[Flip], names: Names) -> str:
    told = []
    for over in dict.fromkeys(flip.over for flip in flips):
        pairs = [flip for flip in flips if flip.over == over]
        passed = listed([names.scenario(flip.under) + ("" if flip.is_clear else "*") for flip in pairs])
        told.append(f"{names.scenario(over)} passes {passed}")
    return f"{'; '.join(told)}." if told else ""


def _best(row: SettingRow, names: Names) -> str:
    actor, analyst = _course(row.best_to_actor, names), _course(row.best_to_analyst, names)
    if actor == analyst:
        return f"{actor}, to an analyst too."
    return f"{actor}; an analyst in its place would say {analyst[:1].lower()}{analyst[1:]}."


def _course(course: Mapping[str, str], names: Names) -> str:
    levels = [names.level(name, level) for name, level in course.items()]
    return ", ".join(level if n == 0 else f"{level[:1].lower()}{level[1:]}" for n, level in enumerate(levels))


# --- the projection check -------------------------------------------------------------------------------------


def _courses(rows: Sequence[CourseRow], names: Names) -> tuple[CourseView, ...]:
    by_actor = sorted(range(len(rows)), key=lambda n: -rows[n].to_actor)
    by_analyst = sorted(by_actor, key=lambda n: -rows[n].to_analyst)
    return tuple(
        CourseView(
            title=_course(rows[n].course, names),
            scenario=names.scenario(rows[n].scenario),
            to_actor=decimal(abs(rows[n].to_actor), 2),
            to_analyst=decimal(abs(rows[n].to_analyst), 2),
            actor_rank=rank + 1,
            analyst_rank=by_analyst.index(n) + 1,
        )
        for rank, n in enumerate(by_actor)
    )


def _projection(courses: Sequence[CourseView]) -> str:
    moved = [one for one in courses if one.actor_rank != one.analyst_rank]
    if not moved:
        return "Projection check: an analyst in the actor’s place ranks its courses as it does"
    if courses[0].analyst_rank != 1:
        other = next(one for one in courses if one.analyst_rank == 1)
        return f"Projection check: an analyst in the actor’s place would take {other.title}, it {courses[0].title}"
    return (
        f"Projection check: the best course is the same to an analyst in the actor’s place; {count(len(moved))} of "
        f"{count(len(courses))} courses rank otherwise"
    )


# --- sentences ------------------------------------------------------------------------------------------------


def _heading(found: Switchboard, names: Names) -> str:
    leader = found.authored.leader
    other = [row for row in found.settings if row.leader != leader]
    if not found.settings:
        return "No other decision-maker makes a difference"
    if not other:
        led = f"{names.scenario(leader)} leads under every decision-maker tried"
        flipped = sum(bool(row.flips) for row in found.settings)
        under = "one" if len(found.settings) == 1 else f"{count(flipped)} of {count(len(found.settings))}"
        return f"{led}; behind it the ranking flips under {under}" if flipped else led
    told = listed([f"{names.scenario(row.leader)} with {_in_heading(row, names)}" for row in other[:2]])
    more = f" and under {count(len(other) - 2)} more" if len(other) > 2 else ""
    where = (
        "the one other decision-maker tried"
        if len(found.settings) == 1
        else f"{count(len(other))} of {count(len(found.settings))} other decision-makers"
    )
    return f"{names.scenario(leader)} does not lead under {where}: {told}{more}"


def _ranking(others: Sequence[SettingView]) -> str:
    flipped = [row for row in others if row.flips]
    if not others:
        return ""
    if not flipped:
        return "Nowhere does the ranking of the scenarios flip."
    told = "; ".join(f"with “{row.title}” {row.flips.rstrip('.')}" for row in flipped[:_FLIPS_TOLD])
    more = f"; and under {count(len(flipped) - _FLIPS_TOLD)} more" if len(flipped) > _FLIPS_TOLD else ""
    under = "the one tried" if len(others) == 1 else f"{count(len(flipped))} of {count(len(others))}"
    return f"The ranking of the scenarios flips under {under}: {told}{more}."


def _in_heading(row: SettingRow, names: Names) -> str:
    title = _title(row.switch, names) if row.switch else AUTHORED
    return f"“{title}”"


def _notes(found: Switchboard) -> tuple[str, ...]:
    notes = ["Each decision-maker is the case edited and believed anew, with the same seed."]
    if any(not flip.is_clear for row in found.settings for flip in row.flips):
        notes.append("* The lead, there or as authored, is within two Monte Carlo errors.")
    if found.error:
        notes.append(
            f"In brackets: the central {percent_text(80)} over the uncertain settings. {found.particles:,} of them "
            f"leave a probability uncertain by at most {decimal(max(100 * found.error, 0.1))} points (one standard "
            "error)."
        )
    return tuple(notes)
