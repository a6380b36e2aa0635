"""`equipoise futures`: what simulated paths tell of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.assessing import exit_code, load_as_asked
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.assess.futures_found import Duration, FirstTime, Futures

_NAME, _NOW, _EVER, _MONTHS, _FIRST, _LASTS = 14, 5, 6, 8, 28, 16
_WIDTH = 79
"""Columns of the table of scenarios, a gap of two among them, and of the page."""
_NONE = "?"
"""For a time that is not reached: beyond the last day of the futures."""


def futures(
    case: options.CaseName,
    as_of: options.AsOf = None,
    until: options.Until = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    given: options.Given = None,
    do: options.Do = None,
    seed: options.Seed = 0,
    particles: options.Particles = None,
    paths: Annotated[
        int | None,
        typer.Option("--paths", metavar="N", min=1, help="How many futures are simulated. Default: 20000."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Simulate futures: when scenarios come, and for how long."""
    from equipoise.assess.futures import PATHS
    from equipoise.assess.futures import futures as simulate
    from equipoise.inference.posterior import PARTICLES

    progress = streams.progress(quiet=quiet)
    found = simulate(
        load_as_asked(case, edits=edits, progress=progress),
        as_of=as_of,
        until=until,
        rater=rater,
        given=tuple(given or ()),
        do=tuple(do or ()),
        seed=seed,
        particles=PARTICLES if particles is None else particles,
        paths=PATHS if paths is None else paths,
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(found))
    return exit_code(found)


def _page(found: Futures) -> str:
    from equipoise.report.columns import in_blocks

    blocks = [_top(found), _scenarios(found), _sequences(found), _notes(found)]
    return in_blocks(blocks, ascii=streams.is_plain())


def _top(found: Futures) -> list[str]:
    from equipoise.report.columns import wrapped
    from equipoise.report.names import tidy
    from equipoise.report.numbers import prose_date

    spans = [*(f"given {span}" for span in found.given), *(f"do {span}" for span in found.do)]
    change = found.first_change
    sentences = [
        f"{found.paths:,} futures of {tidy(found.case.name)}, from {prose_date(found.as_of)} to "
        f"{prose_date(found.until)}{''.join(f', {span}' for span in spans)}.",
        f"The scenario changes at least once in {_percent(change.share)} % of them"
        + (f"; where it does, first on {_days(change)}." if change.median is not None else "."),
    ]
    return [line for sentence in sentences for line in wrapped(sentence, _WIDTH)]


def _scenarios(found: Futures) -> list[str]:
    from equipoise.report.columns import wrapped
    from equipoise.report.names import Names

    names = Names(found.case)
    heads = [
        _row("scenario", "now", "ever", "months", "first in it,", "months a spell"),
        _row("", "%", "%", "in it", "where ever", "lasts"),
    ]
    lines = []
    for entry in found.scenarios:
        title = wrapped(names.scenario(entry.scenario), _NAME)
        shares = _percent(entry.now), _percent(entry.first.share)
        months = f"{entry.mean_months:.1f}"
        lines += [_row(title[0], *shares, months, _months_of(entry.first), _lasts(entry.duration)), *title[1:]]
    return [*heads, "─" * _WIDTH, *lines]


def _row(name: str, now: str, ever: str, months: str, first: str, lasts: str) -> str:
    from equipoise.report.columns import padded

    numbers = [now.rjust(_NOW), ever.rjust(_EVER), months.rjust(_MONTHS)]
    return "".join([padded(name, _NAME), *numbers, "  ", padded(first, _FIRST), lasts.rjust(_LASTS)])


def _sequences(found: Futures) -> list[str]:
    from equipoise.report.columns import wrapped
    from equipoise.report.names import Names

    names = Names(found.case)
    lines = ["The most frequent sequences of scenarios, per cent of futures:"]
    for sequence in found.sequences:
        words = wrapped(", then ".join(names.scenario(name) for name in sequence.scenarios), 71)
        lines += [f"{_percent(sequence.share):>6}  {words[0]}", *(f"{'':8}{more}" for more in words[1:])]
    return lines


def _notes(found: Futures) -> list[str]:
    from equipoise.report.columns import wrapped

    error = 100 * found.standard_error
    notes = [
        "Where three numbers stand, the first is the middle and those in brackets hold the central 80 %; ? is beyond "
        f"{found.until.isoformat()}. Spells are those that begin after {found.as_of.isoformat()}.",
        f"The number of futures leaves each share uncertain by at most {error:.1f} points (one standard error). "
        "Probabilities on dates need no simulation: use `equipoise assess`.",
    ]
    return [line for note in notes for line in wrapped(note, _WIDTH)]


def _percent(share: float) -> str:
    from equipoise.report.numbers import bare_percent
    from equipoise.report.rounding import whole_percent

    return bare_percent(whole_percent(share))


def _days(first: FirstTime) -> str:
    from equipoise.report.numbers import prose_date

    low, median, high = (prose_date(day) if day is not None else _NONE for day in (first.low, first.median, first.high))
    return f"{median} (80 % from {low} to {high})"


def _months_of(first: FirstTime) -> str:
    from equipoise.report.numbers import month_text

    low, median, high = (month_text(day) if day is not None else _NONE for day in (first.low, first.median, first.high))
    return f"{median} ({low}–{high})" if first.median is not None else _NONE


def _lasts(duration: Duration) -> str:
    written = (duration.low, duration.median, duration.high)
    low, median, high = (f"{months:.1f}" if months is not None else _NONE for months in written)
    return _NONE if duration.low is None else f"{median} ({low}–{high})"
