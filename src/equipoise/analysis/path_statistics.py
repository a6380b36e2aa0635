"""What simulated paths tell that no exact pass does: how long spells last, what comes first, what follows what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.inference.futures import Spells
from equipoise.model.arrays import Bools, Floats, Ints

# Spells that must still be followed for what they show to be said: the last few would decide all by themselves.
LEAST_FOLLOWED = 20


@dataclass(frozen=True)
class Durations:
    """Spells of one label that begin after the start of their path.

    Attributes:
        months: How long each lasts, or was seen to last, `[spell]`.
        is_over: Whether it ends before its path does, `[spell]`.
    """

    months: Floats
    is_over: Bools


def labels_at(spells: Spells, months: float) -> Ints:
    """Label of each path at a time, `[path]`; at the moment of a change, the new one."""
    begun = spells.start <= months
    last = np.cumsum(np.bincount(spells.path[begun], minlength=spells.num_paths)) - 1
    labels: Ints = spells.label[begun][last]
    return labels


def first_times(spells: Spells, label: int) -> Floats:
    """Months until each path is first under a label, `[path]`: 0 where it starts there, infinite where it never is."""
    times = np.full(spells.num_paths, np.inf)
    entries = spells.label == label
    np.minimum.at(times, spells.path[entries], spells.start[entries])
    return times


def change_times(spells: Spells) -> Floats:
    """Months until the label of each path first changes, `[path]`; infinite where it never does."""
    first = np.append(True, spells.path[1:] != spells.path[:-1])
    ends = spells.end[first]
    changes = np.bincount(spells.path, minlength=spells.num_paths) > 1
    times: Floats = np.where(changes, ends, np.inf)
    return times


def mean_months_in(spells: Spells, label: int) -> float:
    """Mean over paths of all the time spent under a label, months."""
    under = spells.label == label
    return float((spells.end - spells.start)[under].sum() / spells.num_paths)


def durations(spells: Spells, label: int) -> Durations:
    """Spells of a label that begin after the start of their path: how long the first one has run nobody sees."""
    begun = (spells.label == label) & (spells.start > 0)
    return Durations(
        months=(spells.end - spells.start)[begun],
        is_over=np.asarray(spells.end[begun] < spells.months),
    )


def duration_quantiles(found: Durations, probabilities: Sequence[float]) -> list[float | None]:
    """Quantiles of the length of a spell, months; None where fewer than `LEAST_FOLLOWED` spells were seen so far.

    A spell that its path cuts off counts as lasting at least as long as it was seen (Kaplan, E. L. & Meier, P. (1958),
    "Nonparametric estimation from incomplete observations", JASA 53(282)): short spells alone would be seen to end.
    Spells that begin late are taken to last as long as spells that begin early.
    """
    order = np.lexsort((~found.is_over, found.months))
    months, is_over = found.months[order], found.is_over[order]
    still_on = np.arange(len(months), 0, -1)
    lasting = np.cumprod(1 - is_over / still_on)
    is_seen = still_on >= LEAST_FOLLOWED
    # Rounding must not turn an exact half into one not yet reached.
    reached = [np.flatnonzero(is_seen & (lasting <= 1 - probability + 1e-12)) for probability in probabilities]
    return [float(months[where[0]]) if len(where) else None for where in reached]


def quantiles_of_times(times: Floats, probabilities: Sequence[float]) -> list[float | None]:
    """Quantiles of first times over the paths on which the thing happens at all, months; None where on none."""
    happened = times[np.isfinite(times)]
    if not len(happened):
        return [None] * len(probabilities)
    return [float(value) for value in np.quantile(happened, probabilities, method="inverted_cdf")]


def frequent_sequences(spells: Spells, most: int) -> list[tuple[tuple[int, ...], float]]:
    """The sequences of labels that most paths go through, and the share of paths that each is of.

    Of two sequences as frequent, the one that comes first in the order of labels is listed first.
    """
    ends = np.flatnonzero(np.append(spells.path[1:] != spells.path[:-1], True)) + 1
    counted = Counter(tuple(part.tolist()) for part in np.split(spells.label, ends[:-1]))
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(sequence, count / spells.num_paths) for sequence, count in ranked[:most]]
