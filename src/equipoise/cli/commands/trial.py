"""`equipoise trial`: explanations on trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from equipoise.cli import options, streams
from equipoise.cli.assessing import load_as_asked
from equipoise.cli.studying import FewParticles, few
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.studies.trial import Earned, TrialOfExplanations

_WIDTH = 79
_NAME = 20


def trial(
    case: options.CaseName,
    as_of: options.AsOf = None,
    edits: options.Edits = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: FewParticles = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Put explanations on trial: which has been predicting best?"""
    from equipoise.studies.trial import trial as put_on_trial

    progress = streams.progress(quiet=quiet)
    loaded = load_as_asked(case, edits=edits, progress=progress)
    found = put_on_trial(
        loaded,
        as_of=as_of,
        rater=rater,
        seed=seed,
        particles=few(particles),
        progress=progress,
    )
    if as_json:
        streams.write_json(found.to_dict())
    else:
        streams.write(_page(loaded, found))
    return ExitCode.OK


def _page(case: Case, found: TrialOfExplanations) -> str:
    from equipoise.report.columns import in_blocks, wrapped

    notes = [
        "Alone: score with the whole mix on that explanation, less the mean over explanations, with its Monte Carlo "
        "error; ½ and 2 with every other prior spread halved and doubled. Higher predicted better; it does not make an "
        "explanation true.",
        "Rated: what analysts gave it, copies discounted, less the mean; it enters no other number. Spread: of the "
        "share now over that before the record; 1.00 taught nothing.",
    ]
    blocks = [
        [line for sentence in _top(case, found) for line in wrapped(sentence, _WIDTH)],
        _table(case, found),
        [line for note in notes for line in wrapped(note, _WIDTH)],
    ]
    return in_blocks(blocks, ascii=streams.is_plain())


def _top(case: Case, found: TrialOfExplanations) -> list[str]:
    from equipoise.report.names import Names, tidy
    from equipoise.report.numbers import prose_date

    top = [f"{tidy(case.definition.title)}: explanations on trial, as of {prose_date(found.as_of)}."]
    if found.best is None:
        return [*top, f"No ranking: {found.refusal}."]
    return [*top, f"{Names(case).explanation(found.best)} has been predicting best, on {found.discriminating} items."]


def _table(case: Case, found: TrialOfExplanations) -> list[str]:
    from equipoise.report.columns import padded, wrapped
    from equipoise.report.names import Names

    names = Names(case)
    heads = [
        f"{'explanation':<{_NAME}}{'share now':>14}{'spread':>8}{'alone':>13}{'½':>7}{'2':>7}{'rated':>9}",
        f"{'':<{_NAME}}{'%':>14}{'':>8}{'dB':>13}{'dB':>7}{'dB':>7}{'dB':>9}",
    ]
    lines = []
    for entry in found.earned:
        title = wrapped(names.explanation(entry.explanation), _NAME - 1)
        lines += [padded(title[0], _NAME) + _numbers(entry), *title[1:]]
    return [*heads, "─" * _WIDTH, *lines]


def _numbers(entry: Earned) -> str:
    share = f"{100 * entry.share:.0f}"
    if entry.low is not None and entry.high is not None:
        share += f" ({100 * entry.low:.0f}–{100 * entry.high:.0f})"
    spread = "" if entry.contraction is None else f"{entry.contraction:.2f}"
    alone = f"{_signed(entry.ahead_db[1.0])} ±{entry.error_db[1.0]:.1f}"
    rated = "" if entry.rated_db is None else _signed(entry.rated_db)
    halved, doubled = _signed(entry.ahead_db[0.5]), _signed(entry.ahead_db[2.0])
    return f"{share:>14}{spread:>8}{alone:>13}{halved:>7}{doubled:>7}{rated:>9}"


def _signed(decibans: float) -> str:
    from equipoise.report.numbers import signed

    return signed(decibans)
