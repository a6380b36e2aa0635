"""`equipoise ledger judges`: what several judges say together, and where one contradicts themself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from equipoise.cli import options, streams
from equipoise.cli.commands.ledger.on_case import Column, StoreUrl, open_ledger, write_columns
from equipoise.errors import ExitCode

if TYPE_CHECKING:
    from equipoise.report.view.ledger_judges import JudgesView


def judges(case: options.CaseName, store: StoreUrl = None, as_json: options.AsJson = False) -> ExitCode:
    """Set judges side by side.

    Open events that two judges or more judge, with what they say together;
    and judges whose numbers cannot all be true, with the nearest that could.
    """
    from equipoise.ledger.coherence import contradictions
    from equipoise.ledger.side_by_side import side_by_side

    ledger = open_ledger(case, store)
    tracks = ledger.tracks
    events, found = side_by_side(tracks), contradictions(tracks)
    if as_json:
        streams.write_json(
            {
                "schema": "equipoise/ledger-judges/1",
                "head": ledger.head,
                "events": [
                    {
                        "handle": one.event.handle,
                        "event": str(one.event),
                        "said": [
                            {"kind": said.kind, "by_whom": said.by_whom, "as_of": said.as_of.isoformat()}
                            | {"said": dict(said.said()), "imputed": said.imputed}
                            for said in one.judgements
                        ],
                        "log_odds_mean": dict(one.log_odds_mean),
                        "mean": dict(one.mean),
                        "median": dict(one.median),
                        "scaled": list(one.scaled),
                        "left_out": list(one.left_out),
                    }
                    for one in events
                ],
                "contradictions": [
                    {"kind": one.judge[0], "by_whom": one.judge[1], **asdict(one.mended)} for one in found
                ],
            }
        )
        return ExitCode.OK
    from equipoise.report.view.ledger_judges import judges_view

    write_columns(_page(judges_view(events, found)))
    return ExitCode.OK


def _page(shown: JudgesView) -> list[Column]:
    lines: list[Column] = []
    for event in shown.events:
        lines += [(f"{event.handle}  ", event.event), *((" " * 10, line) for line in event.lines), ("", "")]
    if not shown.events:
        lines += [("", "No open event is judged by two judges or more."), ("", "")]
    if shown.note:
        lines += [("", shown.note), ("", "")]
    for one in shown.contradictions:
        lines.append(("", f"{one.who}: these numbers cannot all be true"))
        lines += [("  ", line) for line in (*one.why, *one.mended)]
        lines.append(("", ""))
    if not shown.contradictions:
        lines.append(("", "No judge contradicts themself across open events."))
    return lines[:-1] if lines[-1] == ("", "") else lines
