"""All that a brief tells beyond the assessment itself: every study of a case that its sections draw on, in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from equipoise.assess.assessment import Assessment
from equipoise.assess.progress import Progress, silence
from equipoise.assess.vintage_run import resolve_as_of, with_horizon
from equipoise.case.case import Case
from equipoise.errors import EquipoiseError, UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES, PARTICLES
from equipoise.studies.agreement import Agreement, agreement
from equipoise.studies.conditionals import Conditionals, conditionals
from equipoise.studies.explaining import Explained, explain
from equipoise.studies.revisiting import Resolved, Revisit, revisit
from equipoise.studies.sensitivity import Sensitivity, sensitivity
from equipoise.studies.stability import Stability, stability
from equipoise.studies.tipping import Tip, TipMap, levers_that_move_most, tip, tip_map
from equipoise.studies.vintages import Vintages, default_dates, vintages
from equipoise.studies.watching import Watch, watch
from equipoise.studies.what_if import Linchpins, Switchboard, assumptions, switchboard

STUDIES = (
    "stability",
    "vintages",
    "agreement",
    "explained",
    "tips",
    "tip_map",
    "conditionals",
    "sensitivity",
    "linchpins",
    "switchboard",
    "revisit",
    "watch",
)
"""The studies of a brief, in the order in which they are made."""

FIRST = "first assessment: the case has no earlier vintage"
"""Why there is no `revisit` where the case had nothing to say before."""

TIMES_AN_ASSESSMENT = 50
"""About how much longer all studies take than the assessment itself, with as many particles; measured on the built-in
case of 395 numbers and eight levers."""


@dataclass(frozen=True)
class Studies:
    """The studies of one assessment; None, or an empty tuple, for what was not made.

    Attributes:
        stability: How far the numbers move under every other way to make an arbitrary choice.
        vintages: The case as known earlier, the last vintage being the assessment itself, and published judgements.
        agreement: How alike raters judge.
        explained: What drives the numbers: evidence, sources, reasons.
        tips: Tipping points of the case's levers.
        tip_map: The two levers that move the leader most, together.
        conditionals: The numbers under each condition held.
        sensitivity: How far each authored number moves them.
        linchpins: What each assumption does, were it false.
        switchboard: The numbers under other decision-makers, each explanation alone among them.
        revisit: What changed since an earlier vintage.
        watch: What to watch for.
        left_out: Why a study was not made, by its name.
    """

    stability: Stability | None = None
    vintages: Vintages | None = None
    agreement: Agreement | None = None
    explained: Explained | None = None
    tips: tuple[Tip, ...] = ()
    tip_map: TipMap | None = None
    conditionals: Conditionals | None = None
    sensitivity: Sensitivity | None = None
    linchpins: Linchpins | None = None
    switchboard: Switchboard | None = None
    revisit: Revisit | None = None
    watch: Watch | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)


def assess_to_study(assess_with: Callable[[int], Assessment]) -> Assessment:
    """Assess with as few particles as carry the numbers, because every study draws as many again.

    Args:
        assess_with: Assesses with a number of particles.

    Returns:
        The assessment with `INTERACTIVE_PARTICLES` where it is trustworthy, else the one with `PARTICLES`.
    """
    few = assess_with(INTERACTIVE_PARTICLES)
    return few if few.trustworthy else assess_with(PARTICLES)


def brief_studies(
    case: Case,
    assessment: Assessment,
    *,
    since: date | str | None = None,
    resolved: Sequence[Resolved] = (),
    progress: Progress | None = None,
) -> Studies:
    """Make every study that a brief draws on, with the vintage, rater, seed and particles of the assessment.

    So all numbers of a brief come from the same draws, and one that stands in two sections reads the same in both. A
    study that the case gives no occasion for, such as tipping points without levers, is left out with its reason. All
    are left out where the assessment is not trustworthy or supposes something.

    Args:
        case: The whole case, as it was assessed.
        assessment: Where it stands.
        since: The vintage that it is compared with; the first of `vintages.default_dates` by default.
        resolved: Judgements whose event is resolved, from a ledger (`judge.resolved_judgements`).
        progress: Called with a few words as each part of the work begins.

    Raises:
        UsageError: If the assessment is of another case, or `since` is no day before its own.
    """
    case = with_horizon(case, assessment.horizon)
    if case.fingerprint != assessment.fingerprint:
        raise UsageError("the assessment is of another case", hint="assess the case anew")
    earlier = [day for day in default_dates(case) if day < assessment.as_of]
    first = _first(case, assessment, since) or (earlier[0] if earlier else None)
    reason = _why_none(assessment)
    if reason:
        return Studies(left_out=dict.fromkeys(STUDIES, reason))
    say = progress or silence
    known = assessment.as_of
    run: dict[str, Any] = {"rater": assessment.rater, "seed": assessment.seed, "particles": assessment.particles}
    made: dict[str, Any] = {}
    making: dict[str, Callable[..., Any]] = {
        "stability": partial(stability, case, as_of=known, **run),
        "vintages": partial(vintages, case, [*earlier, known], assessed=(assessment,), **run),
        "agreement": partial(_agreement, case, seed=assessment.seed),
        "explained": partial(explain, case, as_of=known, **run),
        "tips": partial(tip, case, as_of=known, **run),
        "tip_map": partial(_tip_map, case, made, as_of=known, **run),
        "conditionals": partial(conditionals, case, as_of=known, **run),
        "sensitivity": partial(sensitivity, case, as_of=known, **run),
        "linchpins": partial(assumptions, case, as_of=known, **run),
        "switchboard": partial(switchboard, case, as_of=known, **run),
        "revisit": partial(_revisit, case, first, until=known, resolved=resolved, **run),
        "watch": partial(watch, case, as_of=known, **run),
    }
    left_out: dict[str, str] = {}
    for number, name in enumerate(STUDIES, start=1):
        try:
            made[name] = making[name](progress=partial(_say, say, f"{name} ({number} of {len(STUDIES)})"))
        except EquipoiseError as error:
            left_out[name] = str(error)
    return Studies(**made, left_out=left_out)


def quick_studies(case: Case, assessment: Assessment) -> Studies:
    """What a quick brief tells beside the assessment: how alike raters judge, where there are several.

    It is the one study that costs nothing to speak of, and without it a brief by one rater knows of no other.
    """
    several = len({rating.rater for rating in case.ratings}) > 1
    if (
        not several
        or _why_none(assessment)
        or with_horizon(case, assessment.horizon).fingerprint != assessment.fingerprint
    ):
        return Studies()
    return Studies(agreement=agreement(with_horizon(case, assessment.horizon), seed=assessment.seed))


def _first(case: Case, assessment: Assessment, since: date | str | None) -> date | None:
    if since is None:
        return None
    day = resolve_as_of(case, since)
    if day >= assessment.as_of:
        raise UsageError(
            f"the assessment as of {assessment.as_of} cannot be compared with {day}", hint="choose an earlier day"
        )
    return day


def _why_none(assessment: Assessment) -> str:
    if not assessment.trustworthy:
        return "the assessment is not trustworthy"
    if assessment.given or assessment.do:
        return "the assessment supposes something, and studies are of the case as it is"
    return ""


def _agreement(case: Case, *, seed: int, progress: Progress) -> Agreement:
    if len({rating.rater for rating in case.ratings}) < 2:
        raise UsageError("fewer than two raters judged the evidence")
    progress("comparing raters")
    return agreement(case, seed=seed)


def _tip_map(case: Case, made: Mapping[str, Any], **asked: Any) -> TipMap:
    """Of the two levers that move the leader most among those that were tried one by one before."""
    levers = levers_that_move_most(made.get("tips", ()))
    if levers is None:
        raise UsageError("the case has no two levers that move it")
    return tip_map(case, levers=levers, **asked)


def _revisit(case: Case, since: date | None, **asked: Any) -> Revisit:
    if since is None:
        raise UsageError(FIRST)
    return revisit(case, since=since, **asked)


def _say(say: Progress, study: str, words: str) -> None:
    say(f"{study}: {words}")
