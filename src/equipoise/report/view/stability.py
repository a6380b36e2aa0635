"""How far the headline moves under arbitrary choices: the sentence for the top, and rows for table and chart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from equipoise.report.names import Names, tidy
from equipoise.report.numbers import NARROW_SPACE, count, decimal, percent_text
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import Chance, chance
from equipoise.report.view.choices import choice_as_noun, origin_title, other_leader, points, readable_choice
from equipoise.studies.stability import Choice, Stability, Untried

ORIGINS_SHOWN = 3
"""Origins with a row of their own, those that move the scenario most; the others share one."""

LEAST_EFFECTIVE = 0.1
"""Share of the particles below which a recoding hangs on few of them."""


@dataclass(frozen=True)
class SettingView:
    """One other way to make a choice, and what it gives the leading scenario."""

    label: str
    chance: Chance

    @property
    def text(self) -> str:
        """`6 months: 72 %`, or the number alone where the title of its row says what is chosen."""
        return f"{self.label}: {self.chance.number}" if self.label else self.chance.number


@dataclass(frozen=True)
class StabilityRow:
    """One choice, or all that share a row.

    Attributes:
        title: What is chosen.
        settings: The other ways, from the lowest chance to the highest.
        low: The way that takes the leading scenario lowest; None where none takes it below the assessment.
        high: The same for the highest.
        move: How far from the assessment the farthest lies, as a probability.
        moves: The same in words, `14 points`.
        points: The same for a column of points: `14`, or `<1`.
    """

    title: str
    settings: tuple[SettingView, ...]
    low: SettingView | None
    high: SettingView | None
    move: float
    moves: str
    points: str


@dataclass(frozen=True)
class BaselineLine:
    """A plainer forecast of the leading scenario: not a choice, but something to hold the choices against."""

    title: str
    chance: Chance

    @property
    def text(self) -> str:
        """`No evidence 66 %`."""
        return f"{self.title} {self.chance.number}"


@dataclass(frozen=True)
class OtherScenario:
    """A scenario other than the leading one.

    Attributes:
        id, slot, title: As in `StabilityView`.
        base, low, high: As assessed, and the extremes over all choices.
        widest: The choice that moves it most; empty where there is none.
        moves: How far it does, in words.
    """

    id: str
    slot: int
    title: str
    base: Chance
    low: Chance
    high: Chance
    widest: str
    moves: str


@dataclass(frozen=True)
class StabilityView:
    """How far the headline moves.

    Attributes:
        scenario: Id of the leading scenario, which the headline is about.
        slot: Its place in the case's order, from 1.
        title: What it is called.
        base, low, high: As assessed, and the extremes over all choices.
        heading: What was found, for a heading.
        sentence: The one sentence for the top.
        overturned: Which choice puts another scenario first; empty where none does.
        leads_with_level: Whether a level may be stated, with its word; else only a range.
        rows: Every choice, the one that moves the leading scenario most first.
        baselines: Plainer forecasts of it.
        others: The other scenarios, in the case's order.
        untried: What could not be tried, and why.
        notes: How to read the rows.
    """

    scenario: str
    slot: int
    title: str
    base: Chance
    low: Chance
    high: Chance
    heading: str
    sentence: str
    overturned: str
    leads_with_level: bool
    rows: tuple[StabilityRow, ...]
    baselines: tuple[BaselineLine, ...]
    others: tuple[OtherScenario, ...]
    untried: tuple[str, ...]
    notes: tuple[str, ...]


def stability_view(
    stability: Stability,
    names: Names,
    *,
    leader: str | None = None,
    baselines: Sequence[tuple[str, Mapping[str, float]]] = (),
) -> StabilityView:
    """Word and round what a study of stability found.

    Args:
        stability: What was found.
        names: Titles of the case.
        leader: The scenario of the headline; the likeliest of the study by default.
        baselines: Further plainer forecasts, each a title and a probability per scenario; having no evidence is there
            without asking.
    """
    base = stability.base
    leading = max(base, key=lambda name: base[name]) if leader is None else leader
    title = names.scenario(leading)
    return StabilityView(
        scenario=leading,
        slot=list(base).index(leading) + 1,
        title=title,
        base=chance(base[leading]),
        low=chance(stability.low(leading)),
        high=chance(stability.high(leading)),
        heading=_heading(stability, leading, title),
        sentence=_sentence(stability, leading, names),
        overturned=_overturned(stability, leading, names),
        leads_with_level=stability.leads_with_level,
        rows=_rows(stability, leading, names),
        baselines=_baselines(stability, leading, baselines),
        others=tuple(
            _other(stability, name, slot, names) for slot, name in enumerate(base, start=1) if name != leading
        ),
        untried=tuple(_not_tried(one, names) for one in stability.untried),
        notes=_notes(stability),
    )


# --- sentences ---------------------------------------------------------------------------------------------------


def _heading(stability: Stability, leading: str, title: str) -> str:
    worst = stability.worst(leading)
    if not stability.arbitrary:
        return f"No choice of the case could be made otherwise for {title}"
    if not stability.leads_with_level and worst == _worst_of_all(stability)[1]:
        return f"One arbitrary choice alone moves {title} by {points(worst)}"
    return f"No arbitrary choice alone moves {title} by more than {_at_most(worst)}"


def _sentence(stability: Stability, leading: str, names: Names) -> str:
    if not stability.arbitrary:
        return "No choice of this case could be made otherwise."
    low, high = whole_percent(stability.low(leading)), whole_percent(stability.high(leading))
    span = f"between {percent_text(low)} and {percent_text(high)}" if low < high else f"at {percent_text(low)}"
    stays = f"he headline stays {span} under every choice tested"
    if stability.leads_with_level:
        if low == high:
            return f"T{stays}."
        return f"T{stays}; the widest is {choice_as_noun(stability.widest(leading)[0], names)}."
    scenario, worst = _worst_of_all(stability)
    alone = f"One arbitrary choice alone, {choice_as_noun(stability.widest(scenario)[0], names)}, moves"
    if scenario == leading:
        return (
            f"{alone} the headline by {points(worst)}, so its level is shown as a range, {percent_text(low)} to "
            f"{percent_text(high)}, without a word."
        )
    moved = f"{names.scenario(scenario)} by {points(worst)}"
    return f"{alone} {moved}, so levels are shown as ranges, without a word; t{stays}."


def _overturned(stability: Stability, leading: str, names: Names) -> str:
    other = other_leader(leading, stability)
    if other is None:
        return ""
    return f"With {other.made_otherwise}, {names.scenario(other.scenario)} comes first instead."


def _worst_of_all(stability: Stability) -> tuple[str, float]:
    scenario = max(stability.base, key=stability.worst)
    return scenario, stability.worst(scenario)


def _at_most(move: float) -> str:
    """The least whole number of points that a move does not pass."""
    whole = max(math.ceil(100 * move), 1)
    return "1 point" if whole == 1 else f"{whole} points"


def _notes(stability: Stability) -> tuple[str, ...]:
    notes = [
        "Each row makes one choice in other ways and leaves all else as it is. The range is from the lowest to the "
        "highest chance, the assessment included; it is no probability of being right."
    ]
    if stability.recodings:
        notes.append(
            f"Ratings a notch off: each rating one mark (or 1.5{NARROW_SPACE}dB) up, down or left, at random, "
            f"{stability.recodings} times; the central 80{NARROW_SPACE}% of what comes out.{_few(stability)}"
        )
    if stability.error:
        notes.append(
            f"Drawing {stability.particles:,} settings of what is uncertain leaves each number uncertain by up to "
            f"{decimal(100 * stability.error)} points (one standard error)."
        )
    return tuple(notes)


def _few(stability: Stability) -> str:
    effective, particles = stability.recoding_effective, stability.recoding_particles
    if effective is None or particles is None or effective >= LEAST_EFFECTIVE * particles:
        return ""
    return (
        f" One of them hangs on only {max(round(effective), 1)} of {particles} settings, so take this range as rough."
    )


# --- rows ----------------------------------------------------------------------------------------------------------


def _rows(stability: Stability, leading: str, names: Names) -> tuple[StabilityRow, ...]:
    widest = stability.widest(leading)
    origins = [choice for choice in widest if choice.kind == "origin"]
    # One alone is not worth a row of others.
    shown = origins[:ORIGINS_SHOWN] if len(origins) > ORIGINS_SHOWN + 1 else origins
    rest = origins[len(shown) :]
    base = stability.base[leading]
    rows = [
        _row(readable_choice(choice.kind, choice.title, names), _settings([choice], leading), base)
        for choice in widest
        if choice not in rest
    ]
    if rest:
        rows.append(_row(f"Left out: {count(len(rest))} other origins in turn", _settings(rest, leading), base))
    return tuple(sorted(rows, key=lambda row: -row.move))


def _settings(choices: Sequence[Choice], leading: str) -> list[SettingView]:
    """What is chosen; in a row of several origins, which of them is left out."""
    several = len(choices) > 1
    return [
        SettingView(_label(choice, setting.label, several=several), chance(setting.probability[leading]))
        for choice in choices
        for setting in choice.settings
    ]


def _label(choice: Choice, label: str, *, several: bool) -> str:
    if choice.kind == "origin":
        return origin_title(choice.title) if several else ""
    return "" if choice.kind == "excluded" else tidy(label)


def _row(title: str, settings: list[SettingView], base: float) -> StabilityRow:
    ordered = tuple(sorted(settings, key=lambda setting: setting.chance.probability))
    lowest, highest = ordered[0], ordered[-1]
    move = max(abs(end.chance.probability - base) for end in (lowest, highest))
    return StabilityRow(
        title=title,
        settings=ordered,
        low=lowest if lowest.chance.probability < base else None,
        high=highest if highest.chance.probability > base else None,
        move=move,
        moves=points(move),
        points=f"{math.floor(100 * move + 0.5) or '<1'}",
    )


def _baselines(
    stability: Stability, leading: str, further: Sequence[tuple[str, Mapping[str, float]]]
) -> tuple[BaselineLine, ...]:
    none = [
        BaselineLine(tidy(choice.title), chance(setting.probability[leading]))
        for choice in stability.choices
        if not choice.is_arbitrary
        for setting in choice.settings
    ]
    return (*none, *(BaselineLine(title, chance(probability[leading])) for title, probability in further))


def _other(stability: Stability, name: str, slot: int, names: Names) -> OtherScenario:
    widest = stability.widest(name)
    return OtherScenario(
        id=name,
        slot=slot,
        title=names.scenario(name),
        base=chance(stability.base[name]),
        low=chance(stability.low(name)),
        high=chance(stability.high(name)),
        widest=choice_as_noun(widest[0], names) if widest else "",
        moves=points(stability.worst(name)),
    )


def _not_tried(one: Untried, names: Names) -> str:
    label = "" if one.kind == "excluded" else f", {tidy(one.label)}"
    return f"{readable_choice(one.kind, one.title, names)}{label}. Not tried: {one.reason.rstrip('.')}."
