"""Agreement of raters: their ratings side by side, and how far they agree beyond chance.

Ratings have no absolute zero: adding the same number of decibans to every level of a subject changes no likelihood
ratio. So raters are compared by what the model reads, the decibans of a level less the mean over all levels of its
subject, a level without a row at 0 (docs/model.md, section 5). Two raters of whom one wrote `++, +, 0` and the other
`+, 0, -` have then said the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED, decibans
from equipoise.errors import UsageError
from equipoise.model.compile import EXPLANATIONS, levels_of_variable
from equipoise.probability.krippendorff import alpha_interval, krippendorff_alpha
from equipoise.studies.plain_data import headed

SCHEMA = "equipoise/agreement/1"
FEWEST_CELLS = 10
"""Fewer cells that two raters rated carry no coefficient."""
RESAMPLES = 1000
_DIGITS = 9
"""Centred decibans are kept to so many digits: a rounding error of the mean is neither a difference nor a sign."""


@dataclass(frozen=True)
class LevelRatings:
    """What each rater gave one level.

    Attributes:
        level: Its id.
        rated: Decibans as written; None where the rater left the level out.
        centred: The same less the mean over all levels of the subject, levels left out at 0; None where the rater left
            out the whole subject of this item.
        spread: Greatest less least of `centred`, dB; None with fewer than two.
        signs_differ: Whether, of those who rated the level, one speaks for it and another against it.
    """

    level: str
    rated: Mapping[str, float | None]
    centred: Mapping[str, float | None]
    spread: float | None
    signs_differ: bool


@dataclass(frozen=True)
class Difference:
    """Ratings of one item on one subject, side by side.

    Attributes:
        item: Id of the item.
        subject: `scenarios`, `explanations`, an instrument or a condition; `planted:` before it for a planted report.
        levels: The levels that somebody rated, in the case's order.
        largest: Greatest spread of a level, dB; None where fewer than two raters rated the subject.
        left_out: Per rater, the levels that another rated and this one did not; raters without any are not named.
    """

    item: str
    subject: str
    levels: tuple[LevelRatings, ...]
    largest: float | None
    left_out: Mapping[str, tuple[str, ...]]

    @property
    def signs_differ(self) -> bool:
        """Whether raters differ in sign on a level."""
        return any(level.signs_differ for level in self.levels)


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha over shared cells: levels of items that two raters or more rated.

    Attributes:
        value: On centred decibans, squared differences (interval metric); None where there is none.
        low, high: Its bootstrap 95 per cent, items drawn again with all their cells; None where there is none.
        sign: On signs only (against, neutral, for; ordinal metric); None where there is none.
        cells: Number of shared cells.
        items: Number of items they belong to.
        refusal: Why there is no coefficient; empty where there is one.
    """

    value: float | None
    low: float | None
    high: float | None
    sign: float | None
    cells: int
    items: int
    refusal: str


@dataclass(frozen=True)
class SubjectAgreement:
    """Agreement on one subject; `counts` tells whether its ratings enter an assessment."""

    subject: str
    counts: bool
    alpha: Alpha


@dataclass(frozen=True)
class Agreement:
    """How far raters agree.

    Attributes:
        case: Name of the case.
        fingerprint: SHA-256 of it.
        raters: Who is compared.
        rated: Cells that each rated.
        seed: Seed of the bootstrap.
        resamples: How often items were drawn again.
        overall: Over all subjects that enter an assessment, so without ratings of explanations.
        subjects: Per subject, in the order in which they first appear.
        differences: Per item and subject, the largest disagreement first; what only one rated comes last.
        rated_case: The case itself, for whoever words the rest; no part of the plain data.
    """

    case: str
    fingerprint: str
    raters: tuple[str, ...]
    rated: Mapping[str, int]
    seed: int
    resamples: int
    overall: Alpha
    subjects: tuple[SubjectAgreement, ...]
    differences: tuple[Difference, ...]
    rated_case: Case = field(repr=False, compare=False)

    @property
    def refusal(self) -> str:
        """Why there is no coefficient over all; empty where there is one."""
        return self.overall.refusal

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, numbers in full."""
        return headed(SCHEMA, {name: value for name, value in vars(self).items() if name != "rated_case"})


def agreement(
    case: Case, raters: Sequence[str] | None = None, *, seed: int = 0, resamples: int = RESAMPLES
) -> Agreement:
    """Compare raters: their differences, and Krippendorff's alpha over all and per subject.

    With fewer than two raters, or fewer than ten cells that two of them rated, there is no coefficient and `refusal`
    says why; the ratings stand side by side all the same.

    Args:
        case: The case.
        raters: Whose ratings; everybody's by default.
        seed: Seed of the bootstrap.
        resamples: How often items are drawn again for the interval.

    Raises:
        UsageError: If a rater asked for has rated nothing or is named twice, or fewer than two are asked for.
    """
    names = _raters(case, raters)
    tables = _tables(case, names)
    differences = [_difference(case, item, subject, table, names) for (item, subject), table in tables.items()]
    subjects = dict.fromkeys(subject for _, subject in tables)

    def alpha(over: Sequence[str]) -> Alpha:
        return _alpha([one for one in differences if one.subject in over], names, seed=seed, resamples=resamples)

    return Agreement(
        case=case.name,
        fingerprint=case.fingerprint,
        raters=names,
        rated={name: sum(1 for row in case.ratings if row.rater == name) for name in names},
        seed=seed,
        resamples=resamples,
        overall=alpha([subject for subject in subjects if _counts(subject)]),
        subjects=tuple(SubjectAgreement(subject, _counts(subject), alpha([subject])) for subject in subjects),
        differences=tuple(sorted(differences, key=_largest_first)),
        rated_case=case,
    )


def _largest_first(difference: Difference) -> float:
    return 1.0 if difference.largest is None else -difference.largest


def _raters(case: Case, asked: Sequence[str] | None) -> tuple[str, ...]:
    known = tuple(dict.fromkeys(row.rater for row in case.ratings))
    if asked is None:
        return known
    hint = f"the case has ratings by: {', '.join(known)}" if known else "the case has no ratings"
    for name in asked:
        if name not in known:
            raise UsageError(f"no ratings by {name!r}", hint=hint)
    if len(set(asked)) < max(len(asked), 2):
        raise UsageError("agreement takes two raters or more, each named once", hint=hint)
    return tuple(asked)


_Table = dict[str, dict[str, float]]
"""Decibans by level and rater, as written."""


def _tables(case: Case, names: Sequence[str]) -> dict[tuple[str, str], _Table]:
    """Rows by item and subject, in the order of the file."""
    tables: dict[tuple[str, str], _Table] = {}
    for row in case.ratings:
        if row.rater in names:
            table = tables.setdefault((row.item, row.subject), {})
            table.setdefault(row.level, {})[row.rater] = decibans(row, case.definition.scale)
    return tables


def _counts(subject: str) -> bool:
    return subject != EXPLANATIONS


def _difference(case: Case, item: str, subject: str, table: _Table, names: Sequence[str]) -> Difference:
    order = _levels(case, subject)
    means = {
        name: sum(given[name] for given in table.values() if name in given) / len(order)
        for name in names
        if any(name in given for given in table.values())
    }
    levels = tuple(_level(level, table[level], means, names) for level in order if level in table)
    left_out = {name: tuple(one.level for one in levels if one.rated[name] is None) for name in names}
    return Difference(
        item=item,
        subject=subject,
        levels=levels,
        largest=max((one.spread for one in levels if one.spread is not None), default=None),
        left_out={name: left for name, left in left_out.items() if left},
    )


def _levels(case: Case, subject: str) -> list[str]:
    """Every level of a subject: what the mean is taken over."""
    if subject == EXPLANATIONS:
        return list(case.definition.explanations)
    return levels_of_variable(case.definition, subject.removeprefix(PLANTED))


def _level(level: str, given: Mapping[str, float], means: Mapping[str, float], names: Sequence[str]) -> LevelRatings:
    weights = {name: round(given.get(name, 0.0) - mean, _DIGITS) for name, mean in means.items()}
    centred = {name: weights.get(name) for name in names}
    of_those_who_rated = [weights[name] for name in given]
    return LevelRatings(
        level=level,
        rated={name: given.get(name) for name in names},
        centred=centred,
        spread=max(weights.values()) - min(weights.values()) if len(weights) > 1 else None,
        signs_differ=min(of_those_who_rated) < 0 < max(of_those_who_rated),
    )


# --- the coefficient -------------------------------------------------------------------------------------------


def _alpha(differences: Sequence[Difference], names: Sequence[str], *, seed: int, resamples: int) -> Alpha:
    """Alpha over the cells that two raters rated; a level that one of them left out is no cell of theirs."""
    shared = [
        (one.item, [level.centred[name] if level.rated[name] is not None else None for name in names])
        for one in differences
        for level in one.levels
        if sum(value is not None for value in level.rated.values()) > 1
    ]
    items = list(dict.fromkeys(item for item, _ in shared))
    refusal = _refusal(names, len(shared))
    if refusal:
        return Alpha(None, None, None, None, len(shared), len(items), refusal)
    values = np.array([[np.nan if value is None else value for value in row] for _, row in shared])
    groups = np.array([items.index(item) for item, _ in shared])
    value = krippendorff_alpha(values, metric="interval")
    interval = alpha_interval(values, groups, metric="interval", seed=seed, resamples=resamples)
    low, high = interval if interval is not None else (None, None)
    return Alpha(
        value=value,
        low=low,
        high=high,
        sign=krippendorff_alpha(np.sign(values), metric="ordinal"),
        cells=len(shared),
        items=len(items),
        refusal="" if value is not None else "all shared cells carry the same weight, so chance would agree as well",
    )


def _refusal(names: Sequence[str], cells: int) -> str:
    if not names:
        return "nobody has rated anything"
    if len(names) < 2:
        return f"only one rater has rated: {names[0]}"
    if cells < FEWEST_CELLS:
        return f"{cells} cells were rated by two raters or more; a coefficient needs {FEWEST_CELLS}"
    return ""
