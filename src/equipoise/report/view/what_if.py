"""What if, in words: each scenario before and after, and the paths of the change."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from equipoise.case.case import Case
from equipoise.report.names import Names, tidy
from equipoise.report.numbers import decimal, listed, percent_text, prose_date, signed
from equipoise.report.rounding import whole_percent
from equipoise.report.view.conditionals import points_text
from equipoise.report.view.pages import Page, Section, Table
from equipoise.report.view.tip import lever_value
from equipoise.studies.shared_draws.versions import Changed, When
from equipoise.studies.what_if import Part, WhatIf
from equipoise.studies.what_if.channels import PATHS, Path

FELT = 0.0005
"""Changes below a twentieth of a point show as 0.0."""
_MOST_VALUE = 60
"""Characters of a value that is no number."""

THROUGH: Mapping[Path, str] = {
    "reasons": "what the actor would choose, conditions given",
    "perception": "what it takes the conditions for",
    "conditions": "how the conditions move",
    "record": "what the record says of today and of what is uncertain",
}
"""What each path is called in a sentence."""

_HEADS: Mapping[Path, str] = {
    "reasons": "reasons",
    "perception": "perception",
    "conditions": "conditions",
    "record": "record",
}


def what_if_view(case: Case, found: WhatIf) -> Page:
    """The page of one what-if.

    Args:
        case: The case it is of, before the edits.
        found: What was found.
    """
    names = Names(case)
    return Page(
        title=f"{tidy(case.definition.title)}: what if, as of {prose_date(found.as_of)}.",
        lead=(*(_edit(one.path, one.before, one.after) for one in found.edits), _finding(found, names)),
        sections=(
            *(_section(when, by_scenario, found, names) for when, by_scenario in found.changes.items()),
            _paths(found, names),
            Section(_notes(found)),
        ),
    )


def parts_that_sum(parts: Sequence[float]) -> tuple[float, ...]:
    """Parts in points with one decimal, and their sum as last entry, so that what is shown adds up.

    What rounding leaves over is taken up by the largest part.
    """
    tenths = [math.floor(1000 * part + 0.5) for part in parts]
    total = math.floor(1000 * math.fsum(parts) + 0.5)
    tenths[max(range(len(parts)), key=lambda n: abs(parts[n]))] += total - sum(tenths)
    return (*(tenth / 10 for tenth in tenths), total / 10)


def value_text(value: Any) -> str:
    """A value of a case as a reader meets it: a number, a word, or what stands in the file on one line."""
    if value is None:
        return "nothing"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return lever_value(float(value))
    text = tidy(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_VALUE else f"{text[: _MOST_VALUE - 1]}…"


def _edit(path: str, before: Any, after: Any) -> str:
    return f"{path}: {value_text(after)} instead of {value_text(before)}."


def _finding(found: WhatIf, names: Names) -> str:
    changes = found.changes["horizon"]
    moved = max(changes, key=lambda name: abs(changes[name].difference.mean))
    before, after = found.before, found.after
    was, would_be = (max(chances, key=lambda name: chances[name]) for chances in (before, after))
    leads = f"{names.scenario(would_be)} would lead instead of {names.scenario(was)}. " if was != would_be else ""
    if abs(changes[moved].difference.mean) < FELT:
        return f"{leads}No scenario moves on {prose_date(found.horizon)}."
    verb = "rises" if changes[moved].difference.mean > 0 else "falls"
    ends = (percent_text(whole_percent(chances[moved])) for chances in (before, after))
    text = f"{names.scenario(moved)} moves most on {prose_date(found.horizon)}: it {verb} from {' to '.join(ends)}."
    return leads + text + _beside_noise(changes[moved])


def _beside_noise(change: Changed) -> str:
    if abs(change.difference.mean) > 2 * change.error:
        return ""
    return " That is no more than the draws themselves may move it; ask for more --particles."


def _section(when: When, by_scenario: Mapping[str, Changed], found: WhatIf, names: Names) -> Section:
    heading = {
        "now": f"Now, on {prose_date(found.as_of)}",
        "horizon": f"On {prose_date(found.horizon)}",
        "ever": f"At some time by {prose_date(found.horizon)}",
    }[when]
    rows = tuple(
        (_percent(one.before.probability), _percent(one.after.probability), points_text(one.difference), title)
        for one, title in zip(by_scenario.values(), map(names.scenario, by_scenario), strict=True)
    )
    return Section(heading, table=Table(("before", "after", "points", "scenario"), rows))


def _paths(found: WhatIf, names: Names) -> Section:
    if found.inseparable:
        return Section(f"The paths of the change cannot be told apart: {found.inseparable}.")
    rows = tuple(
        (*(signed(part) for part in parts_that_sum([one.change[name] for one in found.parts])), names.scenario(name))
        for name in found.before
    )
    heads = (*(_HEADS[path] for path in PATHS), "sum", "scenario")
    return Section(_path_heading(found, names), table=Table(heads, rows))


def _path_heading(found: WhatIf, names: Names) -> str:
    changes = found.changes["horizon"]
    moved = max(changes, key=lambda name: abs(changes[name].difference.mean))
    ranked: list[Part] = sorted(found.parts, key=lambda part: -abs(part.change[moved]))
    felt = [part for part in ranked if abs(part.change[moved]) >= FELT]
    if not felt:
        return f"Points through each path, on {prose_date(found.horizon)}"
    told = listed([f"{THROUGH[part.path]} ({signed(100 * part.change[moved])})" for part in felt[:2]])
    return f"It moves {names.scenario(moved)} through {told}"


def _notes(found: WhatIf) -> str:
    notes = ["The edited case, saved, gives these numbers."]
    if found.parts:
        notes.append(
            "Paths are switched from the case to the edited one in every order, and what each adds is averaged; they "
            "sum to the change. Reasons, perception and conditions act from now on; the record is all that the edit "
            "changes about the past."
        )
    if found.error:
        notes.append(
            f"In brackets: the central {percent_text(80)} of the change over the uncertain settings, the same before "
            f"and after. {found.particles:,} of them leave a probability uncertain by at most "
            f"{_error(found.error)} points (one standard error) and a change by at most {_error(found.change_error)}; "
            "of the paths, nearly all of that is in the record."
        )
    return " ".join(notes)


def _error(error: float) -> str:
    return decimal(max(100 * error, 0.1))


def _percent(probability: float) -> str:
    return percent_text(whole_percent(probability))
