"""What to watch for, in words and rounded numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import counted, decimal, listed, percent_text, prose_date, table_date
from equipoise.report.rounding import whole_percent
from equipoise.report.view.chances import Chance, chance, shown_as_set
from equipoise.report.view.event_words import event_words
from equipoise.report.view.pages import Page, Section
from equipoise.studies.watching import Both, JointOutcome, Outcome, Refused, Watch, Watched
from equipoise.studies.watching.watched import LEAST_GAIN_BITS, RARE_BUT_TELLING
from equipoise.studies.watching.what_to_watch import LEAST_DB


@dataclass(frozen=True)
class WatchRow:
    """An indicator on the board.

    Attributes:
        title: What may be seen.
        by: By when, short.
        chance: Chance that it is seen.
        scenario: The scenario on the horizon that the findings move most.
        slot: Its place in the case's order, from 1: its hue.
        now, seen, not_seen: Chance of that scenario on the horizon: as believed now, if seen, if not.
        gain: What a finding is expected to tell: `0.11 bits`.
        sentence: Both findings in words.
        flips: Which finding puts another scenario first, or level with the leader; empty where none does.
        all_seen, all_not_seen: Every scenario on the horizon after each finding, `Straddle 32 %, …`.
    """

    title: str
    by: str
    chance: Chance
    scenario: str
    slot: int
    now: Chance
    seen: Chance
    not_seen: Chance
    gain: str
    sentence: str
    flips: str
    all_seen: str
    all_not_seen: str


@dataclass(frozen=True)
class WatchView:
    """The watch board and what is said of it.

    Attributes:
        title: What it is about, and as of when.
        heading: What was found, for a heading.
        sub: What is drawn, for the line under it.
        horizon: The day the numbers are about.
        now: Every scenario on the horizon as believed now.
        rows: The board, the most telling first.
        together: Which of the first two to look for first, and what they tell together; empty with fewer.
        refused: Indicators without a place on the board, and why, in sentences.
        notes: How to read it, and how exact it is.
    """

    title: str
    heading: str
    sub: str
    horizon: str
    now: str
    rows: tuple[WatchRow, ...]
    together: tuple[str, ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]


def watch_view(found: Watch) -> WatchView:
    """Word and round what there is to watch for."""
    names = Names(found.case)
    return WatchView(
        title=f"{tidy(found.case.definition.title)}: what to watch for, as of {prose_date(found.as_of)}",
        heading=_heading(found),
        sub="Filled: if seen. Open: if not by the date. Upright: now. The most telling first.",
        horizon=prose_date(found.horizon),
        now=_told(found.now, names),
        rows=tuple(_row(one, found, names) for one in found.watched),
        together=_together(found.both, found, names) if found.both else (),
        refused=tuple(_refusal(one, found) for one in found.refused),
        notes=_notes(found),
    )


def watch_page(view: WatchView) -> Page:
    """The same as a page of text."""
    board = tuple(
        Section(
            f"{number}. {row.title}: by {row.by}, {row.chance.text}",
            (f"Tells {row.gain}. {row.sentence}", f"If seen: {row.all_seen}.", f"If not: {row.all_not_seen}."),
        )
        for number, row in enumerate(view.rows, start=1)
    )
    return Page(
        title=f"{view.title}.",
        lead=(f"{view.heading}.", f"Now, for {view.horizon}: {view.now}."),
        sections=(
            *board,
            *([Section("The first two together", view.together)] if view.together else ()),
            *([Section("Left out", view.refused)] if view.refused else ()),
            Section("How to read it", view.notes),
        ),
    )


# --- the board -------------------------------------------------------------------------------------------------------


def _row(one: Watched, found: Watch, names: Names) -> WatchRow:
    moved = max((one.seen, one.not_seen), key=lambda finding: abs(finding.move)).moved
    now, seen, not_seen = (
        shown_as_set(scenarios)[moved] for scenarios in (found.now, one.seen.at_horizon, one.not_seen.at_horizon)
    )
    scenario, flips = names.scenario(moved), _flips(one, found, names)
    told = f"{scenario} {_goes(now, seen)} if it is seen, and {_goes(now, not_seen)} if not"
    return WatchRow(
        title=indicator_title(one, found),
        by=table_date(one.until),
        chance=chance(one.seen.chance, one.seen.low, one.seen.high),
        scenario=scenario,
        slot=list(found.now).index(moved) + 1,
        now=now,
        seen=seen,
        not_seen=not_seen,
        gain=_bits(one.gain_bits),
        sentence=f"{told}; {flips or 'neither changes who leads'}.",
        flips=flips,
        all_seen=_told(one.seen.at_horizon, names),
        all_not_seen=_told(one.not_seen.at_horizon, names),
    )


def _goes(now: Chance, then: Chance) -> str:
    if now.percent == then.percent:
        return f"stays at {now.number}"
    verb = "rises" if then.percent > now.percent else "falls"
    return f"{verb} from {now.number} to {then.number}"


def _flips(one: Watched, found: Watch, names: Names) -> str:
    told = [
        _leads(finding, found.leader, names) + how
        for finding, how in ((one.seen, " if it is seen"), (one.not_seen, " if it is not"))
        if finding.leader != found.leader or _rival(finding) is not None
    ]
    return " and ".join(told)


def _leads(finding: Outcome, leader: str, names: Names) -> str:
    rival = _rival(finding)
    if rival is None:
        return f"{names.scenario(finding.leader)} then leads"
    first, second = sorted((finding.leader, rival), key=lambda name: name != leader)
    return f"{names.scenario(first)} and {names.scenario(second)} are then about level"


def _rival(finding: Outcome) -> str | None:
    """A scenario that the leader is not ahead of by two Monte Carlo errors; None where it is ahead of all."""
    behind = {name: finding.at_horizon[finding.leader] - one for name, one in finding.at_horizon.items()}
    nearest = min((name for name in behind if name != finding.leader), key=lambda name: behind[name], default=None)
    return nearest if nearest is not None and behind[nearest] < 2 * finding.error else None


def indicator_title(one: Watched | Refused, found: Watch) -> str:
    """What may be seen: the author’s title, else its event in words, else its id made readable."""
    if one.title:
        return tidy(one.title)
    indicator = found.case.definition.indicators.get(one.indicator)
    if indicator is not None and not indicator.likelihood and indicator.event is not None:
        return event_words(indicator.event, found.case)
    return readable(one.indicator)


def _heading(found: Watch) -> str:
    if not found.watched:
        if found.refused:
            return "No indicator of the case tells enough to be watched for"
        return "The case names no indicators: add some under “indicators” in case.yaml"
    first = found.watched[0]
    return f"Look first for “{indicator_title(first, found)}”, by {prose_date(first.until)}"


# --- two findings ----------------------------------------------------------------------------------------------------


def _together(both: Both, found: Watch, names: Names) -> tuple[str, ...]:
    first, second = found.watched[:2]
    told = {(outcome.first_seen, outcome.second_seen): outcome for outcome in both.outcomes}
    return (
        _first_of_two(first, second, found),
        f"Together they tell {_bits(both.gain_bits)}: after the first, the second still adds {_bits(both.adds_bits)}"
        f"{_shared(both)}.",
        _outcome("Both seen", told[True, True], names),
        _outcome("Only the first seen", told[True, False], names),
        _outcome("Only the second seen", told[False, True], names),
        _outcome("Neither seen", told[False, False], names),
        "This takes the two as independent of each other once the scenario on their days is known. Where one would be "
        "seen because of the other, or by the same eyes, they tell less together than is said here.",
    )


def _first_of_two(first: Watched, second: Watched, found: Watch) -> str:
    order = f"Of the first two, look for “{indicator_title(first, found)}” before “{indicator_title(second, found)}”"
    if _bits(first.gain_bits) != _bits(second.gain_bits):
        return f"{order}: it is expected to tell {_bits(first.gain_bits)}, the other {_bits(second.gain_bits)}."
    if first.until < second.until:
        return f"{order}: they are expected to tell about as much, and it is known sooner."
    return f"{order}, though they are expected to tell about as much: {_bits(first.gain_bits)}."


def _shared(both: Both) -> str:
    shared = _bits(abs(both.shared_bits))
    if shared == _bits(0):
        return ", all that it tells alone" if both.shared_bits >= 0 else ""
    if both.shared_bits > 0:
        return f", and {shared} of what it tells alone the first has told"
    return f", {shared} more than alone, for each makes the other tell more"


def _outcome(when: str, outcome: JointOutcome, names: Names) -> str:
    if outcome.at_horizon is None:
        return f"{when}: cannot be."
    return f"{when} ({percent_text(whole_percent(outcome.chance))}): {_told(outcome.at_horizon, names)}."


# --- what is left out, and how to read the rest ----------------------------------------------------------------------


def _refusal(one: Refused, found: Watch) -> str:
    title = f"“{indicator_title(one, found)}”"
    if one.because == "unknown":
        return f"{title} is about something that was not yet known on {prose_date(found.as_of)}."
    if one.because == "no_days":
        return f"{title}: its days, up to {prose_date(one.until)}, do not all lie after {prose_date(found.as_of)}."
    if one.because == "conditional":
        return f"{title}: its event supposes something (given or do). That is a question for equipoise conditionals."
    if one.because == "alike":
        return (
            f"{title} is about as likely under every scenario: seen or not, it tells no two apart by "
            f"{decimal(LEAST_DB, 0)} dB."
        )
    far = counted(round(100 * RARE_BUT_TELLING), "point")
    return (
        f"{title} is expected to tell less than {LEAST_GAIN_BITS:g} bits of the scenario on "
        f"{prose_date(found.horizon)}, and neither finding moves one by {far}."
    )


def _notes(found: Watch) -> tuple[str, ...]:
    notes = [
        f"Bits: by how much a finding is expected to cut the uncertainty about {prose_date(found.horizon)}, "
        f"{_bits(found.entropy_bits)} now; a fair coin is one bit. Not seeing it by its date is a finding too. Weighed "
        "by their chances, the two findings average back to now.",
        "What is seen bears on the scenario of its own day, which is then carried on to the horizon.",
    ]
    if found.error > 0:
        error = max(finding.error for finding in _findings(found)) if found.watched else found.error
        notes.append(
            f"In brackets: the central {percent_text(80)} of the chance over the uncertain settings. "
            f"{found.particles:,} of them leave the numbers uncertain by up to {decimal(max(100 * error, 0.1))} points "
            "(one standard error)."
        )
    return tuple(notes)


def _findings(found: Watch) -> list[Outcome]:
    return [finding for one in found.watched for finding in (one.seen, one.not_seen)]


def _told(probability: Mapping[str, float], names: Names) -> str:
    return listed([f"{names.scenario(name)} {one.number}" for name, one in shown_as_set(probability).items()])


def _bits(bits: float) -> str:
    """`0.11 bits`; two decimals where that says something, else as many as it takes."""
    if abs(bits) >= 0.0095 or abs(bits) < 5e-5:
        return f"{decimal(bits, 2)} bits"
    return f"{decimal(bits, 4)} bits"
