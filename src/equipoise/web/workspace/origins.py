"""What the numbers of a case rest on: the evidence by what it moves, and where everything stands in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from equipoise.assess.evidence_rows import evidence_rows, read_contributions
from equipoise.assess.explanation_rows import trial_points, try_explanations
from equipoise.assess.stops import stops_of
from equipoise.assess.vintage_run import VintageRun, resolve_as_of, run_vintage
from equipoise.case.case import Case
from equipoise.case.load import ReadCase, read_case
from equipoise.documents.kept import documents_folder
from equipoise.documents.records import read_records
from equipoise.errors import EquipoiseError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES
from equipoise.probability.decibans import db_of_nats
from equipoise.web.workspace.work import Progress

FEWEST_MOVED_DB = 0.05
"""An item that moves a number by less is not listed as moving it."""


@dataclass(frozen=True)
class Origins:
    """What numbers rest on.

    Attributes:
        as_of: The vintage.
        rater: Whose ratings count.
        moved: Per item and scenario, the decibans by which its odds on the as-of date would fall without the item.
        told_apart: Per item and explanation, the decibans by which the explanation gained on the mean of all on the day
            of the item, from all items of that day together.
        files: Per item, file and line where it stands.
        rating_lines: Per item, lines of `ratings.csv` that rate it.
        kept: Documents whose frozen text is in the case.
    """

    as_of: date
    rater: str
    moved: Mapping[str, Mapping[str, float]]
    told_apart: Mapping[str, Mapping[str, float]]
    files: Mapping[str, str]
    rating_lines: Mapping[str, tuple[int, ...]]
    kept: frozenset[str]


def find_origins(case: Case, as_of: date | None, rater: str, *, progress: Progress) -> Origins:
    """Leave each item out in turn, and look up where it stands.

    Args:
        case: The case.
        as_of: The vintage; None for all that is known.
        rater: Whose ratings count.
        progress: Called with a few words as each part begins.
    """
    day = resolve_as_of(case, as_of)
    progress("believing the record")
    run = run_vintage(case, as_of=day, rater=rater, days=stops_of(case, day), particles=INTERACTIVE_PARTICLES)
    progress("leaving items out")
    rows = evidence_rows(read_contributions(run))
    progress("trying explanations alone")
    apart = _told_apart(run)
    progress("looking up places")
    files, rating_lines = _places(case)
    return Origins(
        as_of=day,
        rater=rater,
        moved={row.id: dict(row.moved_db) for row in rows},
        told_apart={row.id: apart.get(row.date, {}) for row in rows},
        files=files,
        rating_lines=rating_lines,
        kept=_kept(case),
    )


def _told_apart(run: VintageRun) -> Mapping[date, Mapping[str, float]]:
    """By day with evidence, how far each explanation gained on the mean of all; decibans."""
    names = list(run.case.definition.explanations)
    if len(names) < 2:
        return {}
    before = dict.fromkeys(names, 0.0)
    gained: dict[date, dict[str, float]] = {}
    for point in sorted(trial_points(try_explanations(run)), key=lambda point: point.date):
        gained.setdefault(point.date, {})[point.explanation] = point.cumulative_log_score - before[point.explanation]
        before[point.explanation] = point.cumulative_log_score
    found = {}
    for day, gains in gained.items():
        mean = sum(gains.values()) / len(gains)
        found[day] = {name: db_of_nats(gain - mean) for name, gain in gains.items()}
    return found


def _places(case: Case) -> tuple[Mapping[str, str], Mapping[str, tuple[int, ...]]]:
    if case.folder is None:
        return {}, {}
    read = read_case(case.folder)
    files = {item.id: _place(read, index) for index, item in enumerate(case.evidence)}
    lines: dict[str, tuple[int, ...]] = {}
    shown = set(case.ratings)  # an open round keeps some rows of the file from a rater, and adds others that it lacks
    for index, rating in enumerate(read.case.ratings if read.case is not None else ()):
        if rating not in shown:
            continue
        lines[rating.item] = (*lines.get(rating.item, ()), read.locate(("ratings", index, "item"))[1])
    return files, lines


def _place(read: ReadCase, index: int) -> str:
    file, line, _ = read.locate(("evidence", index))
    return f"{file.rpartition('/')[2]}:{line}"


def _kept(case: Case) -> frozenset[str]:
    if case.folder is None:
        return frozenset()
    try:
        return frozenset(read_records(documents_folder(case.folder)))
    except EquipoiseError:
        return frozenset()  # the documents page tells what is wrong with them
