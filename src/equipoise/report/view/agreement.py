"""Agreement of raters, in words and rounded numbers."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.case.case import Case
from equipoise.case.raters import PLANTED
from equipoise.model.compile import EXPLANATIONS, SCENARIOS
from equipoise.probability.krippendorff import RELIABLE, TENTATIVE
from equipoise.report.names import Names, readable, tidy
from equipoise.report.numbers import EN_DASH, count, counted, decimal, listed, signed, weight_of
from equipoise.studies.agreement import Agreement, Alpha, Difference, LevelRatings

NOT_RATED = "not rated"
NONE = "none"


@dataclass(frozen=True)
class SubjectView:
    """Agreement on one subject: `0.81 (0.74–0.86)` over so many cells of so many items; or why there is none."""

    title: str
    alpha: str
    sign: str
    cells: str
    note: str


@dataclass(frozen=True)
class LevelView:
    """A level: what each rater gave, as text, and how far they are apart.

    Attributes:
        title: What the level is called.
        given: Per rater, the decibans less the mean over the subject's levels, `+2.1`; `not rated` where the rater left
            the level out.
        apart: Greatest less least, dB; empty where one rater alone rated the subject.
        signs_differ: Whether one speaks for it and another against.
    """

    title: str
    given: tuple[str, ...]
    apart: str
    signs_differ: bool


@dataclass(frozen=True)
class DifferenceView:
    """Ratings of an item on a subject, side by side.

    Attributes:
        id, what: The item.
        subject: What was rated.
        largest: Greatest distance of a level, `6.0 dB`; empty where one rater alone rated the subject.
        levels: Every level that somebody rated.
        left_out: Who left out what another rated, in sentences.
    """

    id: str
    what: str
    subject: str
    largest: str
    levels: tuple[LevelView, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class AgreementView:
    """How far raters agree.

    Attributes:
        heading: The coefficient and what it carries, or why there is none.
        raters: Who is compared.
        alpha: `0.81 (0.74–0.86)`; empty where there is none.
        may: What may be concluded, by custom; empty where there is no coefficient.
        counts: How much each rated and how much is shared.
        subjects: Per subject.
        differences: The largest disagreement first; without those on which raters say the same.
        same: How many sets of ratings, each of one item on one subject, say the same; a sentence.
        signs: On how many shared cells raters differ in sign; a sentence, empty where on none.
        lone: How many such sets one rater alone gave; a sentence, empty where none.
        how_to_read: What the numbers mean.
    """

    heading: str
    raters: tuple[str, ...]
    alpha: str
    may: str
    counts: str
    subjects: tuple[SubjectView, ...]
    differences: tuple[DifferenceView, ...]
    same: str
    signs: str
    lone: str
    how_to_read: tuple[str, ...]


def agreement_view(agreement: Agreement) -> AgreementView:
    """Word and round the agreement of raters; every number is one of the study's."""
    case = agreement.rated_case
    shared = [one for one in agreement.differences if one.largest is not None]
    apart = [one for one in shared if one.largest]
    overall = agreement.overall
    return AgreementView(
        heading=_heading(agreement),
        raters=agreement.raters,
        alpha=_alpha(overall),
        may=_may(overall),
        counts=_counts(agreement),
        subjects=tuple(
            SubjectView(
                title=_subject(one.subject, case) + ("" if one.counts else " (enter no assessment)"),
                alpha=_alpha(one.alpha) or NONE,
                sign=NONE if one.alpha.sign is None else decimal(one.alpha.sign, 2),
                cells=f"{one.alpha.cells} of {counted(one.alpha.items, 'item')}" if one.alpha.cells else NONE,
                note=one.alpha.refusal,
            )
            for one in agreement.subjects
        ),
        differences=tuple(_difference(one, agreement.raters, case) for one in apart),
        same=_same(len(shared) - len(apart), len(shared)),
        signs=_signs(agreement),
        lone=_lone(len(agreement.differences) - len(shared)),
        how_to_read=(
            "Krippendorff’s alpha: 1 is perfect agreement, 0 that of chance. In brackets the 95 % that drawing the "
            "items again leaves. By custom conclusions rest on 0.80 and more, tentative ones on 0.67 and more.",
            "Ratings have no zero of their own: each is taken less the mean over the levels of its subject, levels not "
            "rated at 0, which is what the model reads. Plus speaks for a level, minus against it.",
            "Raters who agree may be wrong together, and only ratings made apart from one another tell anything.",
        ),
    )


def _heading(agreement: Agreement) -> str:
    overall = agreement.overall
    if overall.value is None:
        return f"No measure of agreement: {tidy(agreement.refusal)}"
    who = f"{count(len(agreement.raters)).capitalize()} raters"
    how = "well" if overall.value >= RELIABLE else "fairly" if overall.value >= TENTATIVE else "poorly"
    return f"{who} agree {how} on what the evidence weighs: alpha {_alpha(overall)}"


def _alpha(alpha: Alpha) -> str:
    if alpha.value is None:
        return ""
    value = decimal(alpha.value, 2)
    if alpha.low is None or alpha.high is None:
        return value
    to = " to " if min(alpha.low, alpha.high) < 0 else EN_DASH  # a dash beside a minus reads as another minus
    return f"{value} ({decimal(alpha.low, 2)}{to}{decimal(alpha.high, 2)})"


def _may(alpha: Alpha) -> str:
    if alpha.value is None:
        return ""
    least = alpha.value if alpha.low is None else alpha.low
    if least >= RELIABLE:
        return "By custom that is enough to rest conclusions on these ratings."
    if alpha.value >= RELIABLE:
        return "By custom that is enough to rest conclusions on these ratings, but the range reaches below."
    if alpha.value >= TENTATIVE:
        return "By custom that carries tentative conclusions only: compare assessments by each rater."
    return "By custom that is too little to rest conclusions on one rater: compare assessments by each."


def _counts(agreement: Agreement) -> str:
    each = [f"{tidy(name)} rated {counted(number, 'cell')}" for name, number in agreement.rated.items()]
    overall = agreement.overall
    shared = f"{counted(overall.cells, 'cell')} of {counted(overall.items, 'item')}"
    return f"{listed(each)}; {shared} that enter an assessment were rated by two or more." if each else ""


def _same(same: int, shared: int) -> str:
    if not shared:
        return "No item was rated by two raters on the same subject."
    of = f"{counted(shared, 'set')} of ratings that two or more gave of an item on a subject"
    return f"Of {of}, {count(same) if same else 'none'} {'says' if same < 2 else 'say'} the same."


def _signs(agreement: Agreement) -> str:
    levels = [level for one in agreement.differences for level in one.levels]
    differing = sum(level.signs_differ for level in levels)
    return (
        f"On {counted(differing, 'cell')} one rater speaks for the level and another against it." if differing else ""
    )


def _lone(lone: int) -> str:
    return f"{counted(lone, 'set was', 'sets were')} given by one rater alone." if lone else ""


def _difference(one: Difference, raters: tuple[str, ...], case: Case) -> DifferenceView:
    item = case.items.get(one.item)
    return DifferenceView(
        id=one.item,
        what=tidy(item.what) if item is not None else one.item,
        subject=_subject(one.subject, case),
        largest="" if one.largest is None else weight_of(one.largest),
        levels=tuple(_level(level, one.subject, raters, case) for level in one.levels),
        left_out=tuple(
            f"{tidy(name)} left out {listed([_level_title(level, one.subject, case) for level in levels])}"
            for name, levels in one.left_out.items()
        ),
    )


def _level(level: LevelRatings, subject: str, raters: tuple[str, ...], case: Case) -> LevelView:
    return LevelView(
        title=_level_title(level.level, subject, case),
        given=tuple(_given(level, name) for name in raters),
        apart="" if level.spread is None else weight_of(level.spread),
        signs_differ=level.signs_differ,
    )


def _given(level: LevelRatings, rater: str) -> str:
    centred = level.centred[rater]
    return NOT_RATED if level.rated[rater] is None or centred is None else signed(centred)


def _subject(subject: str, case: Case) -> str:
    names, bare = Names(case), subject.removeprefix(PLANTED)
    if bare in (SCENARIOS, EXPLANATIONS):
        title = readable(bare)
    elif bare in case.definition.instruments:
        title = names.instrument(bare)
    else:
        title = names.condition(bare)
    return title if bare == subject else f"{title}, were the report planted"


def _level_title(level: str, subject: str, case: Case) -> str:
    names, bare = Names(case), subject.removeprefix(PLANTED)
    if bare == SCENARIOS:
        return names.scenario(level)
    return names.explanation(level) if bare == EXPLANATIONS else names.level(bare, level)
