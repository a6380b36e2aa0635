"""What several cases have in common: the parameters that are pooled, and what their authors believe of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from equipoise.authored.nearest import nearest
from equipoise.errors import Finding, Severity, UsageError
from equipoise.inference.population import PopulationPrior
from equipoise.studies.pooling.open_case import NUMBERS, OpenCase, share_of

# What an author is unsure of in one case is in part common to all cases and in part the case's own. Nothing says which,
# so each is given half of the variance: a case by itself is then believed as its author wrote it.
COMMON_VARIANCE = 0.5


@dataclass(frozen=True)
class CommonGround:
    """The parameters that are pooled.

    Attributes:
        explanations: Names of the explanations whose shares some case leaves open.
        numbers: Paths of the numbers that some case leaves open.
        prior: What the authors together believe of the population.
        findings: Which case takes no part in what, and names that may be misspelt.
    """

    explanations: tuple[str, ...]
    numbers: tuple[str, ...]
    prior: PopulationPrior
    findings: tuple[Finding, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters: shares, then numbers."""
        return (*(share_of(name) for name in self.explanations), *self.numbers)


def find_common_ground(cases: Sequence[OpenCase]) -> CommonGround:
    """Find out what can be pooled over some cases.

    Raises:
        UsageError: If fewer than two cases leave anything open, or the cases fall apart into groups that have no
            explanation in common.
    """
    takes_part = [one for one in cases if one.explanations or one.numbers]
    if len(takes_part) < 2:
        raise UsageError(
            "there is nothing to pool: fewer than two cases leave shares, decisiveness or review time open",
            hint="write decisiveness and review.every as {median, spread}, and leave decision_maker.mix out",
        )
    explanations = tuple(dict.fromkeys(name for one in cases for name in one.explanations))
    numbers = tuple(path for path in NUMBERS if any(path in one.numbers for one in cases))
    _refuse_unconnected([one for one in cases if one.explanations])
    return CommonGround(
        explanations=explanations,
        numbers=numbers,
        prior=_population_prior(cases, explanations, numbers),
        findings=(*_no_part(cases, explanations, numbers), *_alone_with_a_name(cases, explanations)),
    )


def _population_prior(
    cases: Sequence[OpenCase], explanations: Sequence[str], numbers: Sequence[str]
) -> PopulationPrior:
    """The authors' priors taken together, so that each of them is covered, and their variance split."""
    centre, scale = [], []
    for path in numbers:
        own = [(one.centre[i], one.scale[i]) for one in cases for i, name in enumerate(one.numbers) if name == path]
        centres, scales = np.array(own).T
        centre.append(float(centres.mean()))
        scale.append(float(np.sqrt(COMMON_VARIANCE * (centres.var() + (scales**2).mean()))))
    shares, strength = _prior_shares(cases, explanations)
    # The variance of a share is s (1 - s) / (strength + 1). Between cases it is that for each population, whose own
    # shares have lost the common part already.
    common = COMMON_VARIANCE / (strength + 1)
    between = (1 - COMMON_VARIANCE) / (strength + 1) / (1 - common)
    return PopulationPrior(
        shares=shares,
        shares_strength=1 / common - 1,
        median_strength=1 / between - 1,
        centre=np.array(centre),
        scale=np.array(scale),
    )


def _prior_shares(cases: Sequence[OpenCase], explanations: Sequence[str]) -> tuple[np.ndarray, float]:
    """Shares over all explanations, and the strength that leaves each case with its own on those it knows."""
    if not explanations:
        return np.zeros(0), 1.0
    # An author who knows more explanations gives each a smaller share; compared are shares over an even share.
    over_even: dict[str, list[float]] = {name: [] for name in explanations}
    for one in cases:
        for name, share in zip(one.explanations, one.concentration / one.concentration.sum(), strict=True):
            over_even[name].append(float(share) * len(one.explanations))
    shares = np.array([np.mean(over_even[name]) for name in explanations])
    shares = shares / shares.sum()
    of_name = dict(zip(explanations, shares, strict=True))
    strengths = [
        one.concentration.sum() / sum(of_name[name] for name in one.explanations) for one in cases if one.explanations
    ]
    return shares, float(np.mean(strengths))


def _refuse_unconnected(cases: Sequence[OpenCase]) -> None:
    """Shares of two explanations can be compared only through cases that know both, or a chain of such cases."""
    groups: list[set[str]] = []
    for one in cases:
        joined = set(one.explanations).union(*(group for group in groups if not group.isdisjoint(one.explanations)))
        groups = [group for group in groups if group.isdisjoint(joined)] + [joined]
    if len(groups) < 2:
        return
    told = [
        f"{', '.join(one.name for one in cases if group >= set(one.explanations))} "
        f"({', '.join(name for name in dict.fromkeys(n for one in cases for n in one.explanations) if name in group)})"
        for group in groups
    ]
    raise UsageError(
        f"the cases have different explanations, which cannot be pooled: {'; '.join(told)}",
        hint="explanations are pooled by name: give the same one the same name, or pool the groups apart",
    )


def _no_part(cases: Sequence[OpenCase], explanations: Sequence[str], numbers: Sequence[str]) -> Iterator[Finding]:
    for one in cases:
        if explanations and not one.explanations:
            yield _note(one, "decision_maker.mix", "the case leaves no shares open, so it takes no part in them")
        for path in numbers:
            if path not in one.numbers:
                yield _note(
                    one,
                    path,
                    "not written as a median and a spread, so the case takes no part in it",
                    "write {median: …, spread: …} where the record may move it",
                )


def _alone_with_a_name(cases: Sequence[OpenCase], explanations: Sequence[str]) -> Iterator[Finding]:
    for name in explanations:
        knowing = [one for one in cases if name in one.explanations]
        if len(knowing) > 1:
            continue
        near = nearest(name, [other for other in explanations if other not in knowing[0].explanations], count=1)
        mend = f"is it what other cases call {near[0]!r}?" if near else ""
        yield _note(knowing[0], f"explanations.{name}", "no other case knows this explanation", mend)


def _note(one: OpenCase, path: str, problem: str, mend: str = "") -> Finding:
    return Finding("", 0, 0, f"{one.name}: {path}", problem, mend, Severity.NOTE)
