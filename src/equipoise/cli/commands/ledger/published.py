"""`equipoise ledger published`: what published authors judged, and on the record with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, show, write_columns
from equipoise.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from equipoise.case.case import Case
    from equipoise.ledger.ledger import Ledger
    from equipoise.ledger.records import Judgement
    from equipoise.studies.triggers import Triggers

_STATUS = {
    "active": "active: its condition holds",
    "dormant": "dormant: its condition has been neither met nor ruled out",
    "void": "void: its condition can no longer be met",
}


def published(
    case: options.CaseName,
    record: Annotated[
        bool,
        typer.Option("--record", help="Put those that can be scored, and are not there yet, on the record."),
    ] = False,
    as_of: options.AsOf = None,
    rater: options.Rater = "default",
    seed: options.Seed = 0,
    particles: options.Particles = None,
    store: StoreUrl = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> ExitCode:
    """Show what authors judged, and triggers.

    A judgement on a condition is active where that held, dormant where it has
    been neither met nor ruled out, and else void. With --record the numbers go on the record, as
    imputed where a coder read them into the text; the model's stand beside
    them in `equipoise vintages`, where event and horizon match.
    """
    from equipoise.cli.assessing import load_as_asked
    from equipoise.inference.posterior import INTERACTIVE_PARTICLES
    from equipoise.studies.triggers import triggers

    loaded = load_as_asked(case, edits=None, progress=streams.progress(quiet=quiet))
    ledger = open_ledger(case, store)
    fit, unfit = _fit_for_record(loaded)
    if record:
        ledger.refuse_writing()
        new = _new(ledger, fit)
        show(ledger.record(*new), as_json=as_json)
        return ExitCode.OK
    count = INTERACTIVE_PARTICLES if particles is None else particles
    found = triggers(loaded, as_of=as_of, rater=rater, seed=seed, particles=count)
    if as_json:
        from equipoise.ledger.machine_output import entry_to_dict

        on_record = [entry_to_dict(entry) for entry in ledger.entries if entry.data.get("kind") == "published"]
        streams.write_json(
            {
                "schema": "equipoise/ledger-published/1",
                **found.to_dict(),
                "on_record": on_record,
                "fit": [one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in fit.values()],
                "unfit": [{"judgement": name, "why": why} for name, why in unfit.items()],
            }
        )
    else:
        _write_page(found, loaded, fit, unfit)
    return ExitCode.OK


def _fit_for_record(case: Case) -> tuple[dict[str, Judgement], dict[str, str]]:
    from equipoise.judge import judge_published

    fit: dict[str, Judgement] = {}
    unfit: dict[str, str] = {}
    for one in case.judgements:
        try:
            fit[one.id] = judge_published(case, one)
        except UsageError as error:
            unfit[one.id] = str(error)
    return fit, unfit


def _new(ledger: Ledger, fit: dict[str, Judgement]) -> list[Judgement]:
    """Those that are not on the record: nothing an author said is put there twice."""
    there = {
        (str(said.judgement.event), said.judgement.judge, said.judgement.as_of)
        for track in ledger.tracks
        for said in track.said
    }
    return [one for one in fit.values() if (str(one.event), one.judge, one.as_of) not in there]


def _write_page(found: Triggers, case: Case, fit: dict[str, Judgement], unfit: dict[str, str]) -> None:
    from equipoise.report.numbers import counted, percent_text, table_date
    from equipoise.report.rounding import whole_percent

    status = {one.judgement: one for one in found.triggers}
    lines: list[Column] = [("", f"As of {table_date(found.as_of)}"), ("", "")]
    for judgement in case.judgements:
        if judgement.when.end > found.as_of:
            continue
        lines.append((f"{judgement.id}  ", f"{judgement.who}, {judgement.when}: {judgement.says}"))
        trigger = status.get(judgement.id)
        if trigger is not None:
            lines.append(("    ", _STATUS[trigger.status]))
            for one in trigger.conditions:
                held = "not begun" if one.held is None else f"held {percent_text(whole_percent(one.held))} of the days"
                lines.append(("      ", f"{one.condition}={one.level}, {one.first} to {one.last}: {held}"))
        if judgement.id in fit:
            said = fit[judgement.id]
            lines.append(("    ", f"{'imputed; ' if said.imputed else ''}can be put on the record: {said.event}"))
        else:
            lines.append(("    ", f"not scored: {unfit[judgement.id]}"))
    lines += [("", ""), ("", f"{counted(len(fit), 'judgement')} can be put on the record with --record.")]
    write_columns(lines)
