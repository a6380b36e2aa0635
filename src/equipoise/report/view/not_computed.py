"""What a brief might tell and does not, because nobody computed it or the case gives no occasion for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from equipoise.report.numbers import listed

TOLD: Mapping[str, str] = {
    "stability": "how far the headline moves under other choices",
    "vintages": "earlier vintages and published judgements beside the model",
    "agreement": "how far raters agree",
    "explained": "what drives the headline",
    "tips": "tipping points",
    "tip_map": "two levers together",
    "conditionals": "what would follow from a condition",
    "sensitivity": "how far each number moves the headline",
    "linchpins": "what would follow from a false assumption",
    "switchboard": "the scenarios under other decision-makers",
    "revisit": "what changed since an earlier vintage",
    "watch": "what to watch for",
}
"""What each study tells, by its name among the arguments of `view`."""


def not_computed(missing: Iterable[str], left_out: Mapping[str, str]) -> tuple[str, ...]:
    """One sentence a reason.

    Args:
        missing: Names of the studies that are not there.
        left_out: Why, by name, where that is known.
    """
    by_reason: dict[str, list[str]] = {}
    for name in missing:
        by_reason.setdefault(left_out.get(name, "").rstrip("."), []).append(TOLD[name])
    return tuple(
        f"Not computed{f' ({reason})' if reason else ' for this brief'}: {listed(told)}."
        for reason, told in by_reason.items()
    )
