"""Studies of the hand-made case, made by hand like its assessment: believable numbers, no engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from equipoise.assess.assessment import Assessment
from equipoise.studies.conditionals import Conditional, Conditionals
from equipoise.studies.shared_draws.spreads import Difference, Spread
from equipoise.studies.shared_draws.versions import Changed
from equipoise.studies.stability import Choice, Setting, Stability
from equipoise.studies.tipping import GridPoint, Tip
from equipoise.studies.vintages import Compared, Unnamed, Vintage, Vintages
from equipoise.studies.watching import Watch
from equipoise.studies.what_if import Broken, Flip, Linchpins, Switchboard
from report.made_drivers import explained, mapped, sensitive
from report.made_switchboard import ALONE, BIASED, made_switchboard, row
from report.made_watch import DELIVERY, LATER, both, indicator, made

SETTLED = (
    ("review", "Review time", (("2 months", (0.03, 0.78, 0.15, 0.04)), ("10 months", (0.03, 0.87, 0.08, 0.02)))),
    ("rating_strength", "Rating strength", (("half", (0.05, 0.76, 0.14, 0.05)),)),
    ("origin", "briefing", (("left out", (0.03, 0.85, 0.10, 0.02)),)),
    ("recoding", "Ratings a notch off at random", (
        ("10th percentile", (0.02, 0.79, 0.07, 0.02)), ("90th percentile", (0.06, 0.86, 0.16, 0.05)))),
)  # fmt: skip
"""Choices that move no scenario by more than seven points."""

UNSETTLED = (
    *SETTLED,
    ("rater", "Whose ratings count", (("anna", (0.04, 0.55, 0.35, 0.06)), ("mean of all", (0.03, 0.7, 0.22, 0.05)))),
)
"""And a rater who moves two by more than ten, and leaves the first where it is."""

OVERTURNED = (*SETTLED, ("excluded", "stance=armed", (("open", (0.04, 0.36, 0.45, 0.15)),)))
"""And a course that puts another scenario first once it is open."""

NOTHING = ("evidence", "No evidence", (("none", (0.09, 0.66, 0.19, 0.06)),))


def stable(
    assessment: Assessment, choices: Sequence[tuple[str, str, Sequence[tuple[str, Sequence[float]]]]] = SETTLED
) -> Stability:
    """How far choices move the hand-made assessment."""
    names = list(assessment.case.definition.scenarios)
    base = {name: assessment.at(name, assessment.horizon).probability for name in names}
    return Stability(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        rater="default",
        seed=0,
        particles=512,
        base=base,
        choices=tuple(
            Choice(
                kind,  # type: ignore[arg-type]
                kind,
                title,
                tuple(Setting(label, dict(zip(names, found, strict=True))) for label, found in settings),
                is_arbitrary=kind != "evidence",
            )
            for kind, title, settings in (*choices, NOTHING)
        ),
        untried=(),
        error=0.0,
        recodings=200,
        recoding_effective=300.0,
        recoding_particles=512,
    )


def every_study(
    assessment: Assessment, choices: Sequence[Any] = SETTLED, *, value: float | None = 0.35
) -> dict[str, Any]:
    """Every study that can be made by hand, by the name of its argument of `view`."""
    judged = [compared("One", 0.12, 0.2, 0.6, range_imputed=True), compared("Two", 0.0, 1.0, 0.61)]
    return {
        "stability": stable(assessment, choices),
        "vintages": back_then(assessment, judged),
        "explained": explained(assessment),
        "tips": (tipping(assessment, value=value),),
        "tip_map": mapped(assessment),
        "conditionals": held(assessment),
        "sensitivity": sensitive(assessment),
        "linchpins": broken(assessment),
        "switchboard": switched(assessment),
        "watch": watched(assessment),
    }


def outputs_of(studies: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The machine output of each."""
    return [one.to_dict() for study in studies.values() for one in (study if isinstance(study, tuple) else (study,))]


def watched(assessment: Assessment) -> Watch:
    """A vote that would put another scenario first, and a delivery."""
    vote, delivery = indicator(), indicator(DELIVERY, indicator="delivery", title="Arms are seen", until=LATER)
    return made(vote, delivery, case=assessment.case, fingerprint=assessment.fingerprint, both=both(vote, delivery))


def broken(assessment: Assessment) -> Linchpins:
    """The first assumption of the case broken: the second scenario gains seven points of the first."""
    names = list(assessment.case.definition.scenarios)
    base = {name: assessment.at(name, assessment.horizon).probability for name in names}
    other = base | {"hedged": base["hedged"] - 0.07, "allied": base["allied"] + 0.07}
    changes = {
        name: Changed(
            Spread(base[name], None, None), Spread(p, None, None), Difference(p - base[name], None, None), 0.0
        )
        for name, p in other.items()
    }
    name, assumption = next(iter(assessment.case.definition.assumptions.items()))
    return Linchpins(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        rater="default",
        seed=0,
        particles=512,
        base={name: Spread(p, None, None) for name, p in base.items()},
        leader="hedged",
        broken=(Broken(name, assumption.says, assumption.why or "", assumption.if_false, changes, "hedged"),),
        unbroken=(),
        error=0.0,
    )


def switched(assessment: Assessment) -> Switchboard:
    """Two other decision-makers, under one of whom another scenario leads."""
    other = row(ALONE, (0.031, 0.412, 0.526, 0.031), (Flip("allied", "hedged", 0.114, is_clear=True),))
    made = made_switchboard([other, row(BIASED)])
    return replace(made, case=assessment.case.name, fingerprint=assessment.fingerprint)


def compared(who: str, low: float, high: float, probability: float, **changes: Any) -> Compared:
    """A published judgement beside the model."""
    values: dict[str, Any] = {
        "judgement": "J1",
        "who": who,
        "when": "2022-03",
        "says": "A break is unlikely",
        "event": {"ever": ["armed"]},
        "low": low,
        "high": high,
        "imputed": False,
        "imputed_parts": {},
        "range_imputed": False,
        "word": "",
        "as_of": date(2022, 3, 31),
        "days_later": 0,
        "probability": probability,
        "model_low": None,
        "model_high": None,
    }
    return Compared(**(values | changes))


def back_then(assessment: Assessment, judged: Sequence[Compared] = (), *, unnamed: bool = True) -> Vintages:
    """One earlier vintage with a condition that nobody had named."""
    missing = (Unnamed("condition", "resolve", "Western resolve", date(2022, 9, 30)),) if unnamed else ()
    return Vintages(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        rater="default",
        seed=0,
        particles=512,
        vintages=(Vintage(date(2022, 3, 31), assessment, 3, 5, missing),),
        compared=tuple(judged),
        listed=(),
    )


def tipping(assessment: Assessment, *, value: float | None = 0.35, to: str = "allied") -> Tip:
    """The weight of sanctions, which puts another scenario first below `value`, or nowhere."""
    names = list(assessment.case.definition.scenarios)
    as_authored = {name: assessment.at(name, assessment.horizon).probability for name in names}
    weak = as_authored | {"hedged": 0.31, to: 0.627}
    tipped = as_authored | {"hedged": 0.42, to: 0.44}
    ends = ((0.0, weak if value is not None else as_authored | {"hedged": 0.7, to: 0.238}), (1.2, as_authored))
    return Tip(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        seed=0,
        particles=512,
        lever="sanctions",
        path="explanations.interests.weights.sanctions",
        title="Weight of secondary sanctions",
        unit="nats per point",
        authored=1.2,
        least=0.0,
        most=1.2,
        aim="leader",
        scenario="hedged",
        bound=None,
        is_so_already=False,
        value=value,
        resolution=0.01,
        low=None if value is None else 0.22,
        high=None if value is None else 0.51,
        share=0.9,
        other=None,
        returns_at=None,
        before="hedged",
        after=None if value is None else to,
        points=tuple(_grid_point(setting, found) for setting, found in ends),
        at_value=None if value is None else _grid_point(value, tipped),
        error=0.002,
        value_error=None,
    )


def held(assessment: Assessment) -> Conditionals:
    """The battlefield held at either end: losing moves the first two, winning moves nothing."""
    names = list(assessment.case.definition.scenarios)
    plain = {name: assessment.at(name, assessment.horizon).probability for name in names}
    losing, winning = plain | {"hedged": 0.65, "allied": 0.288}, plain | {"hedged": plain["hedged"] + 0.01}
    return Conditionals(
        case=assessment.case.name,
        fingerprint=assessment.fingerprint,
        as_of=assessment.as_of,
        horizon=assessment.horizon,
        seed=0,
        particles=512,
        plain={name: Spread(probability, None, None) for name, probability in plain.items()},
        conditionals=(_conditional("do", "losing", losing, plain), _conditional("given", "winning", winning, plain)),
        impossible=(),
        error=0.002,
    )


def _grid_point(value: float, found: Mapping[str, float]) -> GridPoint:
    return GridPoint(
        value=value,
        leader=max(found, key=lambda name: found[name]),
        scenarios={name: Spread(probability, None, None) for name, probability in found.items()},
        effective=1.0,
        is_redrawn=False,
    )


def _conditional(kind: Any, level: str, found: Mapping[str, float], plain: Mapping[str, float]) -> Conditional:
    return Conditional(
        kind=kind,
        span=f"battlefield={level}@2023-04-01..2024-03-31",
        condition="battlefield",
        level=level,
        first=date(2023, 4, 1),
        last=date(2024, 3, 31),
        chance=None,
        is_counterfactual=False,
        scenarios={name: Spread(probability, None, None) for name, probability in found.items()},
        difference={name: Difference(found[name] - plain[name], None, None) for name in found},
    )
