r"""Simulated futures: paths of the hidden state from the as-of day on, exact in continuous time.

A path waits an exponential time at the total rate of leaving its state, then leaves it one way in proportion to the
rates (Gillespie, D. T. (1977), "Exact stochastic simulation of coupled chemical reactions", J. Phys. Chem. 81(25)). No
grid of time is laid, so nothing is wrong with the paths but that they are a sample. All paths jump side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from equipoise.inference.belief import Belief
from equipoise.inference.dynamics import Regime
from equipoise.inference.schedule import Hold, Schedule, months_between
from equipoise.inference.worth import move_rates
from equipoise.model.arrays import Bools, Floats, Ints

# Least share of paths that must keep to the spans. Whatever leaves them is drawn again, so 0.01 is a hundredfold work.
LEAST_SHARE_KEPT = 0.01


@dataclass(frozen=True)
class Spells:
    """Paths cut into stretches of one label each.

    Attributes:
        path: Path that each spell belongs to, `[spell]`, ascending; the spells of one path follow one another in time.
        label: Label of the states it passes through, `[spell]`.
        start: When it begins, in months after the as-of day, `[spell]`; 0 for the first of a path.
        end: When it ends, `[spell]`; `months` for the last of a path.
        num_paths: Number of paths; each has one spell at least.
        months: Length of every path.
    """

    path: Ints
    label: Ints
    start: Floats
    end: Floats
    num_paths: int
    months: float


def simulate(belief: Belief, *, label: Ints, counts: Ints, until: int, random: np.random.Generator) -> Spells:
    """Draw paths from the as-of day to the end of another, under each particle's parameters.

    Paths start in states drawn from the belief at the as-of day. Conditions are set and held as the holds of the
    inquiry say. Spans that reach past the as-of day are kept to: a path that leaves them is drawn again under the same
    particle, for the particles already stand for what the spans say of the parameters.

    Args:
        belief: The belief.
        label: Label of each state, `[a, c]`: what paths are followed by, such as the scenario.
        counts: Number of paths of each particle, `[n]`.
        until: Last day, later than the as-of day.
        random: Where chance comes from.

    Raises:
        ArithmeticError: If fewer paths than `LEAST_SHARE_KEPT` keep to the spans.
    """
    schedule = replace(belief.schedule, log_factors={}, days=(), last=_last(belief, until))
    rates, share = _rates(belief), share_kept(belief)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(counts > 0, counts / share, 0.0)
    if expected.sum() * LEAST_SHARE_KEPT > counts.sum():
        raise ArithmeticError(f"only {counts.sum() / expected.sum():.1g} of the paths keep to the spans")
    wanted, parts = counts, []
    while wanted.any():
        tries = np.ceil(wanted / np.where(wanted > 0, share, 1.0)).astype(np.int64)
        walk = _started(belief, tries, random)
        log = _Log(label, walk)
        _follow(walk, rates, schedule, first=belief.as_of, log=log, random=random)
        kept = _first_of_each(walk.particle, walk.alive, wanted)
        wanted = wanted - np.bincount(walk.particle[kept], minlength=len(counts))
        parts.append(log.spells(kept, months_between(belief.as_of, until)))
    return joined(parts)


def share_kept(belief: Belief) -> Floats:
    """Probability that a path keeps to the spans after the as-of day, under each particle, `[n]`."""
    log_kept = belief.passed.log_kept
    last = max([belief.as_of, *(span.last for span in belief.schedule.spans)])
    log_share = np.broadcast_to(log_kept[last] - log_kept[belief.as_of], (1, belief.chain.num_particles))
    return np.asarray(np.exp(np.minimum(log_share[0].astype(np.float64), 0.0)))


def most_jumps(belief: Belief, until: int) -> float:
    """Expected jumps of a path that always leaves its state as fast as any state is left: a bound on the work."""
    fastest = float(_rates(belief).leaving(frozenset()).max())
    return fastest * months_between(belief.as_of, _last(belief, until))


def joined(parts: Sequence[Spells]) -> Spells:
    """The paths of several parts as one set, numbered on from part to part."""
    before = np.concatenate([[0], np.cumsum([part.num_paths for part in parts])])
    return Spells(
        path=np.concatenate([part.path + first for part, first in zip(parts, before[:-1], strict=True)]),
        label=np.concatenate([part.label for part in parts]),
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
        num_paths=int(before[-1]),
        months=parts[0].months,
    )


# --- rates ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rates:
    """The ways out of a state.

    Attributes:
        sizes: Number of levels of each condition.
        review_rate: `[n]`.
        chosen: Probability that a review picks another course, summed up to and with course `b`, `[a, c, n, b]`.
        up, down: Rates of each condition, `[a, c, n]` each.
    """

    sizes: tuple[int, ...]
    review_rate: Floats
    chosen: Floats
    up: tuple[Floats, ...]
    down: tuple[Floats, ...]

    @cached_property
    def change(self) -> Floats:
        """Rate of changing course, `[a, c, n]`."""
        rate: Floats = self.review_rate * self.chosen[..., -1]
        return rate

    def stride(self, condition: int) -> int:
        """How far apart joint states lie that differ by one level of a condition."""
        return int(np.prod(self.sizes[condition + 1 :], dtype=np.int64))

    def moving(self, held: frozenset[int]) -> list[int]:
        """Conditions that are free to move."""
        return [k for k in range(len(self.sizes)) if k not in held]

    def leaving(self, held: frozenset[int]) -> Floats:
        """Rate of leaving each state, `[a, c, n]`."""
        return sum((self.up[k] + self.down[k] for k in self.moving(held)), self.change)


def _rates(belief: Belief) -> _Rates:
    chain, model = belief.chain, belief.model
    moves = [move_rates(model, belief.parameters, k) for k in range(len(model.condition_sizes))]
    chosen = np.array(chain.choice.transpose(0, 2, 3, 1), dtype=np.float64, order="C")
    courses = np.arange(model.num_courses)
    chosen[courses, :, :, courses] = 0
    shape = (*model.start.shape, chain.num_particles)
    return _Rates(
        sizes=model.condition_sizes,
        review_rate=chain.review_rate.astype(np.float64),
        chosen=np.cumsum(chosen, axis=-1, out=chosen),
        up=tuple(np.broadcast_to(up, shape) for up, _ in moves),
        down=tuple(np.broadcast_to(down, shape) for _, down in moves),
    )


def _last(belief: Belief, until: int) -> int:
    """The day up to which paths must be followed, spans that reach beyond `until` included."""
    return max([until, *(span.last for span in belief.schedule.spans)])


# --- walking -------------------------------------------------------------------------------------------------------


@dataclass
class _Walk:
    """Where all paths stand: particle, course, joint state of the conditions, months gone; and which still count."""

    particle: Ints
    course: Ints
    joint: Ints
    time: Floats
    alive: Bools

    def at(self, paths: Ints) -> tuple[Ints, Ints, Ints]:
        return self.course[paths], self.joint[paths], self.particle[paths]

    def keep_inside(self, paths: Ints, inside: Bools | None) -> None:
        """End the paths that are not inside, `[a, c, 1, 1]`."""
        if inside is not None:
            self.alive[paths] &= inside[self.course[paths], self.joint[paths], 0, 0]


@dataclass
class _Log:
    """When the label of which path changed to what."""

    label: Ints
    walk: _Walk
    now: Ints = field(init=False)
    changes: list[tuple[Ints, Floats, Ints]] = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.label[self.walk.course, self.walk.joint]
        self.changes = [(np.arange(len(self.now)), np.zeros(len(self.now)), self.now.copy())]

    def write(self, paths: Ints) -> None:
        new = self.label[self.walk.course[paths], self.walk.joint[paths]]
        changed = new != self.now[paths]
        paths, new = paths[changed], new[changed]
        self.now[paths] = new
        self.changes.append((paths, self.walk.time[paths], new))

    def spells(self, kept: Ints, months: float) -> Spells:
        """Spells of some of the paths, numbered anew, up to a time."""
        number = np.full(len(self.now), -1)
        number[kept] = np.arange(len(kept))
        path, start, label = (np.concatenate(parts) for parts in zip(*self.changes, strict=True))
        path = number[path]
        shown = (path >= 0) & (start < months)
        path, start, label = path[shown], start[shown], label[shown]
        # Changes were written down in the order of time path by path.
        order = np.argsort(path, kind="stable")
        path, start, label = path[order], start[order], label[order]
        # No path at all may be left: every slice is then empty.
        is_last = np.ones(len(path), dtype=bool)
        is_last[:-1] = path[1:] != path[:-1]
        end = np.full(len(path), months)
        end[~is_last] = start[1:][~is_last[:-1]]
        return Spells(path, label, start, end, len(kept), months)


def _started(belief: Belief, tries: Ints, random: np.random.Generator) -> _Walk:
    """Paths in states drawn from the belief at the as-of day, before anything later is taken in."""
    courses, joint = belief.model.start.shape
    filtered = belief.passed.after[belief.as_of][:, :, 0]
    shape = (courses * joint, belief.chain.num_particles)
    of_particle = np.broadcast_to(filtered, (courses, joint, shape[1])).reshape(shape).T
    cumulative = np.cumsum(of_particle, axis=1, dtype=np.float64)
    particle = np.repeat(np.arange(len(tries)), tries)
    state = _drawn(cumulative, particle, random.random(len(particle)))
    return _Walk(particle, state // joint, state % joint, np.zeros(len(particle)), np.ones(len(particle), dtype=bool))


def _follow(
    walk: _Walk, rates: _Rates, schedule: Schedule, *, first: int, log: _Log, random: np.random.Generator
) -> None:
    everyone = np.arange(len(walk.particle))
    walk.keep_inside(everyone, schedule.inside_on(first))
    for stop in schedule.stops(after=first):
        end = months_between(first, stop)
        _jump_until(end, walk, rates, schedule.regime(stop), log, random)
        walk.time[:] = end
        for hold in schedule.set_on(stop):
            _set_condition(walk, rates, hold)
        walk.keep_inside(everyone, schedule.inside_on(stop))
        log.write(everyone)


def _jump_until(end: float, walk: _Walk, rates: _Rates, regime: Regime, log: _Log, random: np.random.Generator) -> None:
    leaving = rates.leaving(regime.held)
    moving = np.flatnonzero(walk.alive)
    while len(moving):
        rate = leaving[walk.at(moving)]
        # The inverse of the exponential distribution, by hand: methods of NumPy's generators may change.
        waits = np.where(rate > 0, -np.log1p(-random.random(len(moving))) / np.where(rate > 0, rate, 1.0), np.inf)
        time = walk.time[moving] + waits
        moving, time = moving[time < end], time[time < end]
        walk.time[moving] = time
        _jump(moving, walk, rates, regime, random)
        walk.keep_inside(moving, regime.inside)
        log.write(moving)
        moving = moving[walk.alive[moving]]


def _jump(paths: Ints, walk: _Walk, rates: _Rates, regime: Regime, random: np.random.Generator) -> None:
    """Each path leaves its state one way: to another course, or one condition a level up or down."""
    if not len(paths):
        return
    at = walk.at(paths)
    moving = rates.moving(regime.held)
    ways = [rates.change[at], *(rate[k][at] for k in moving for rate in (rates.up, rates.down))]
    way = _drawn(np.cumsum(np.stack(ways, axis=1), axis=1), np.arange(len(paths)), random.random(len(paths)))
    reviewed = np.flatnonzero(way == 0)
    rows = np.ravel_multi_index(tuple(index[reviewed] for index in at), rates.change.shape)
    chosen = rates.chosen.reshape(-1, rates.chosen.shape[-1])
    walk.course[paths[reviewed]] = _drawn(chosen, rows, random.random(len(reviewed)))
    for index, k in enumerate(moving):
        walk.joint[paths[way == 2 * index + 1]] += rates.stride(k)
        walk.joint[paths[way == 2 * index + 2]] -= rates.stride(k)


def _set_condition(walk: _Walk, rates: _Rates, hold: Hold) -> None:
    stride = rates.stride(hold.condition)
    level = walk.joint // stride % rates.sizes[hold.condition]
    walk.joint += (hold.level - level) * stride


def _first_of_each(particle: Ints, alive: Bools, wanted: Ints) -> Ints:
    """Of the paths alive, the first few of each particle: paths are alike before they are looked at."""
    paths = np.flatnonzero(alive)
    of_particle = np.bincount(particle[paths], minlength=len(wanted))
    before = np.cumsum(of_particle) - of_particle
    rank = np.arange(len(paths)) - before[particle[paths]]
    kept: Ints = paths[rank < wanted[particle[paths]]]
    return kept


def _drawn(cumulative: Floats, rows: Ints, uniform: Floats) -> Ints:
    """Indices drawn in proportion to weights, given row by row as running sums `[row, index]`.

    Bisection, so that no more than the running sums is held; an index of weight zero is never drawn.
    """
    size = cumulative.shape[-1]
    total = cumulative[rows, size - 1]
    target = np.minimum(uniform * total, np.nextafter(total, 0.0))
    low, high = np.zeros(len(rows), dtype=np.int64), np.full(len(rows), size - 1)
    for _ in range((size - 1).bit_length()):
        middle = (low + high) // 2
        is_beyond = cumulative[rows, middle] > target
        low, high = np.where(is_beyond, low, middle + 1), np.where(is_beyond, middle, high)
    return low
