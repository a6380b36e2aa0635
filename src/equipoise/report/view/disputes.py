"""Claims and their denials, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from equipoise.report.names import Names, tidy
from equipoise.report.numbers import coarse_date, percent_text
from equipoise.report.rounding import whole_percents
from equipoise.report.view.pages import Section, Table
from equipoise.studies.shared_draws.disputes import Dispute, Side

IMPOSSIBLE = "not possible"


def dispute_section(dispute: Dispute, names: Names) -> Section:
    """Both sides with whoever stands behind them, and each scenario on the horizon if either is right."""
    unweighed = [side.item for side in (dispute.claim, dispute.denial) if not side.weighed]
    silent = f"{' and '.join(unweighed)}: not rated, so taking sides about it moves nothing." if unweighed else ""
    return Section(
        f"{dispute.denial.item} disputes {dispute.claim.item}",
        (
            f"Claim, {_side(dispute.claim, names)}",
            f"Denial, {_side(dispute.denial, names)}",
            silent,
            "On the horizon as the case grades both; if the claim is right and the denial is not; and the other way "
            "round. Who is wrong falls silent and does not speak for the other.",
        ),
        supposed_table(
            {"as it is": dispute.as_it_is, "claim right": dispute.claim_right, "denial right": dispute.denial_right},
            names,
        ),
    )


def supposed_table(columns: Mapping[str, Mapping[str, float] | None], names: Names) -> Table:
    """Each scenario under several suppositions, one a column."""
    scenarios = next(list(one) for one in columns.values() if one is not None)
    shown = [percents(one, scenarios) for one in columns.values()]
    rows = zip(*shown, (names.scenario(name) for name in scenarios), strict=True)
    return Table((*columns, "scenario"), tuple(tuple(row) for row in rows))


def percents(chances: Mapping[str, float] | None, scenarios: Sequence[str]) -> list[str]:
    """Chances that sum to a hundred per cent as shown; words where the evidence is impossible."""
    if chances is None:
        return [IMPOSSIBLE] * len(scenarios)
    return [percent_text(percent) for percent in whole_percents([chances[name] for name in scenarios])]


def _side(side: Side, names: Names) -> str:
    said = f"{side.item}, {coarse_date(side.date)}: {tidy(side.what).rstrip('.')}."
    behind = "; ".join(_party(name, side, names) for name in side.sources)
    return f"{said} By {behind}." if behind else f"{said} No source named."


def _party(name: str, side: Side, names: Names) -> str:
    motive = side.motives.get(name)
    return f"{names.source(name)} (motive: {tidy(motive)})" if motive else names.source(name)
