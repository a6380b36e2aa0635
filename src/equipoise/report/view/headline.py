"""The bottom line: who leads, by how much, what else may come, and how firm that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.assess.assessment import Assessment
from equipoise.report.numbers import NO_BREAK_SPACE, count, decimal, listed, percent_text, prose_date
from equipoise.report.view.chances import shown_as_set
from equipoise.report.view.choices import other_leader, points, span_under_choices
from equipoise.report.view.scenarios import ScenarioView

if TYPE_CHECKING:
    from equipoise.studies.revisiting import Revisit
    from equipoise.studies.stability import Stability

EVEN = 50


@dataclass(frozen=True)
class HeadlineView:
    """What a reader takes away who reads nothing else.

    Attributes:
        leads: Who leads on the horizon, and now.
        others: The alternatives, and the chances of each at some time.
        firmness: What is known, and what is not, about how far the headline could move.
        ranges: What the brackets are, or why there are none.
        before: What an earlier vintage gave the leader for the same day; empty where it was not computed.
    """

    leads: str
    others: str
    firmness: str
    ranges: str
    before: str


def headline_view(
    assessment: Assessment,
    *,
    scenarios: tuple[ScenarioView, ...],
    evidence: str,
    stability: Stability | None = None,
    revisit: Revisit | None = None,
) -> HeadlineView:
    """The bottom line of an assessment.

    Where `stability` says that no level may lead, it states who leads under which choices, and ranges in place of
    numbers with words. With `revisit` it tells what the earlier vintage gave the leader for the same day.
    """
    ranked = sorted(scenarios, key=lambda scenario: -scenario.at.probability)
    firmness = _firmness(assessment, evidence) if stability is None else _known(assessment, evidence)
    ranges = _ranges(ranked[0], assessment)
    if stability is not None and not stability.leads_with_level:
        return HeadlineView(
            _leads_unsettled(assessment, ranked, stability),
            _others_unsettled(assessment, ranked, stability),
            firmness,
            _ranges_unsettled(ranked[0], assessment, stability),
            before="",
        )
    return HeadlineView(
        _leads(assessment, ranked),
        _others(assessment, scenarios, ranked),
        firmness,
        ranges,
        before="" if revisit is None else _before(assessment, ranked[0], revisit),
    )


def _before(assessment: Assessment, leader: ScenarioView, revisit: Revisit) -> str:
    if revisit.target != "on" or revisit.on_since != assessment.horizon or not revisit.trustworthy:
        return ""
    then = shown_as_set(revisit.before)[leader.id]
    known = f"What was known on {prose_date(revisit.since)}"
    if then.percent == leader.at.percent:
        return f"{known} gave it the same for that day."
    return f"{known} gave it {then.number} for the same day."


def _leads(assessment: Assessment, ranked: list[ScenarioView]) -> str:
    leader, day = ranked[0], prose_date(assessment.horizon)
    level = _level_with_the_first(ranked)
    if len(level) > 1:
        titles = listed([scenario.title for scenario in level])
        return f"{titles} are equally likely on {day}, at {leader.at.text} each. {_now(ranked)}"
    claim = f"{leader.title} is the likeliest of {count(len(ranked))} scenarios on {day}"
    if leader.at.percent < EVEN:
        first = f"{claim}: {leader.at.text}, which is less than an even chance."
    else:
        first = f"{claim}: {leader.at.with_word}."
    return f"{first} {_now(ranked)}{_overlap(ranked)}"


def _level_with_the_first(ranked: list[ScenarioView]) -> list[ScenarioView]:
    """Scenarios whose number reads the same as the leader's: no order is claimed among them."""
    return [scenario for scenario in ranked if scenario.at.percent == ranked[0].at.percent]


def _now(ranked: list[ScenarioView]) -> str:
    leader = ranked[0]
    ahead = max(ranked, key=lambda scenario: scenario.now.probability)
    if len(_level_with_the_first(ranked)) > 1:
        return f"Now {ahead.title} leads, at {ahead.now.text}."
    if ahead.id == leader.id:
        return f"It leads now as well, at {leader.now.text}."
    return f"Now {ahead.title} leads, at {ahead.now.text}; {leader.title} stands at {leader.now.text}."


def _overlap(ranked: list[ScenarioView]) -> str:
    if len(ranked) < 2:
        return ""
    low, high = ranked[0].at.low, ranked[1].at.high
    if low is None or high is None or low > high:
        return ""
    return " The ranges of the first two overlap, so their order is not settled."


def _others(assessment: Assessment, scenarios: tuple[ScenarioView, ...], ranked: list[ScenarioView]) -> str:
    level = _level_with_the_first(ranked)
    rest = [scenario for scenario in scenarios if scenario not in level]
    if not rest:
        return ""
    since = prose_date(assessment.as_of)
    if len(rest) == 1:
        only = rest[0]
        ever = f"Its chance at some time from {since} until then is {only.ever.text}"
        return f"The alternative on that day is {only.title}, {only.at.text}. {ever}."
    second = [scenario for scenario in rest if scenario.at.percent == ranked[len(level)].at.percent]
    titles = listed([scenario.title for scenario in second])
    if len(second) == 1:
        alternative = f"The main alternative on that day is {titles}, {second[0].at.text}"
    else:
        alternative = f"The main alternatives on that day are {titles}, at {second[0].at.number} each"
    chances = listed([f"{scenario.title}{NO_BREAK_SPACE}{scenario.ever.text}" for scenario in rest])
    return f"{alternative}. The chance of each at some time from {since} until then: {chances}."


def _leads_unsettled(assessment: Assessment, ranked: list[ScenarioView], stability: Stability) -> str:
    leader, day = ranked[0], prose_date(assessment.horizon)
    other = other_leader(leader.id, stability)
    if other is None:
        span = span_under_choices(leader.id, leader.at, stability)
        return (
            f"{leader.title} comes first on {day} under every choice tested, {span}: too wide for one number. "
            f"{_now(ranked)}"
        )
    title = next(scenario.title for scenario in ranked if scenario.id == other.scenario)
    return (
        f"Which scenario comes first on {day} hangs on choices that nothing settles. As assessed it is {leader.title}; "
        f"with {other.made_otherwise}, it is {title}. {_now(ranked)}"
    )


def _others_unsettled(assessment: Assessment, ranked: list[ScenarioView], stability: Stability) -> str:
    spans = listed([f"{one.title} {span_under_choices(one.id, one.at, stability)}" for one in ranked])
    worst = max(stability.worst(scenario.id) for scenario in ranked)
    return (
        f"A single choice moves a scenario by up to {points(worst)}. On {prose_date(assessment.horizon)}, over all "
        f"choices tested: {spans}."
    )


def _firmness(assessment: Assessment, evidence: str) -> str:
    return (
        "How far the headline moves under other choices has not been computed; “equipoise stability” computes it. "
        f"{_known(assessment, evidence)}"
    )


def _known(assessment: Assessment, evidence: str) -> str:
    coverage = assessment.coverage
    cells = f"{coverage.assessed} of {coverage.cells} cells of the matrix are rated" if coverage.cells else ""
    return f"Known so far: {'; '.join(part for part in (evidence, cells) if part)}."


def _ranges(leader: ScenarioView, assessment: Assessment) -> str:
    if leader.at.range:
        central = f"the central {percent_text(80)} range over the uncertain settings"
        return f"{leader.at.text} is the estimate and, in brackets, {central}. {_error(assessment)}"
    return "No setting of this case is uncertain, so its numbers have no range."


def _ranges_unsettled(leader: ScenarioView, assessment: Assessment, stability: Stability) -> str:
    span = span_under_choices(leader.id, leader.at, stability)
    told = f"{span[:1].upper()}{span[1:]} runs from the lowest to the highest estimate over all choices tested."
    if not leader.at.range:
        return told
    central = f"the central {percent_text(80)} range over the uncertain settings, every choice as the case makes it"
    return f"{told} Brackets hold {central}. {_error(assessment)}"


def _error(assessment: Assessment) -> str:
    return (
        f"Drawing {assessment.particles:,} of them leaves the estimates uncertain by at most "
        f"{decimal(100 * assessment.monte_carlo_error)} points (one standard error)."
    )
