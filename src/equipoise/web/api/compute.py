"""What long work of the API does, in a process of its own: a function of the command line, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from equipoise.case.case import Case
from equipoise.errors import UsageError
from equipoise.inference.posterior import INTERACTIVE_PARTICLES, PARTICLES
from equipoise.ledger.ledger import Ledger
from equipoise.web.api import asked
from equipoise.web.api.answer import WithFile, answer_of

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Ground:
    """What a study stands on beside what is asked.

    Attributes:
        case: The case as it is.
        ledger: Where its ledger lies: its folder, or the name of a built-in case.
        before: The case as it was last time, for `revisit`.
        apart: Persons whose estimates on the ledger are left out, because an open round keeps them from who asks.
    """

    case: Case
    ledger: str
    before: Case | None = None
    apart: frozenset[str] = frozenset()


def compute(name: str, ground: Ground, wanted: asked.Asked, *, progress: Progress) -> dict[str, Any]:
    """Do a study, and say what came of it as `answer_of` does."""
    return answer_of(lambda: STUDIES[name].run(ground, wanted, progress))


@dataclass(frozen=True)
class Study:
    """A study that can be asked for.

    Attributes:
        title: What is done, in words.
        asked: What it is asked with.
        run: Does it.
    """

    title: str
    asked: type[asked.Asked]
    run: Callable[[Ground, Any, Progress], dict[str, Any] | WithFile]


def _assess(ground: Ground, wanted: asked.AskedAssessment, progress: Progress) -> dict[str, Any]:
    from equipoise.assess.assess import assess

    run = _run(wanted) | {"particles": PARTICLES if wanted.particles is None else wanted.particles}
    run |= {"until": wanted.until, "given": tuple(wanted.given), "do": tuple(wanted.do)}
    return assess(_edited(ground, wanted), **run, progress=progress).to_dict()


def _futures(ground: Ground, wanted: asked.AskedFutures, progress: Progress) -> dict[str, Any]:
    from equipoise.assess.futures import PATHS, futures

    run = _run(wanted) | {"particles": PARTICLES if wanted.particles is None else wanted.particles}
    run |= {"until": wanted.until, "given": tuple(wanted.given), "do": tuple(wanted.do)}
    paths = PATHS if wanted.paths is None else wanted.paths
    return futures(_edited(ground, wanted), **run, paths=paths, progress=progress).to_dict()


def _mine(ground: Ground, wanted: asked.AskedOwnNumbers, progress: Progress) -> dict[str, Any]:
    from equipoise.assess.assess import assess
    from equipoise.studies.own_number import own_numbers

    run = _run(wanted) | {"particles": PARTICLES if wanted.particles is None else wanted.particles}
    run |= {"until": wanted.until, "given": tuple(wanted.given), "do": tuple(wanted.do)}
    assessment = assess(_edited(ground, wanted), **run, progress=progress)
    return own_numbers(assessment, wanted.numbers, because=wanted.because, weight=wanted.weight).to_dict()


def _report(ground: Ground, wanted: asked.AskedReport, progress: Progress) -> WithFile:
    from equipoise.assess.assess import assess
    from equipoise.judge import resolved_judgements
    from equipoise.ledger.estimates import standing_estimates, without_estimates
    from equipoise.report.document.outline import document
    from equipoise.report.report import renderer_for, studied_view
    from equipoise.studies.brief_studies import assess_to_study, brief_studies, quick_studies

    if wanted.quick and wanted.since is not None:
        raise UsageError("a quick brief leaves out what changed, so since has no use", hint="leave out one of the two")
    name = f"brief.{wanted.form}"
    renderer, case = renderer_for(name), _edited(ground, wanted)
    run = _run(wanted) | {"until": wanted.until, "given": tuple(wanted.given), "do": tuple(wanted.do)}
    if wanted.particles is None and not wanted.quick:
        assessment = assess_to_study(
            lambda particles: assess(case, **(run | {"particles": particles}), progress=progress)
        )
    else:
        run |= {"particles": PARTICLES if wanted.particles is None else wanted.particles}
        assessment = assess(case, **run, progress=progress)
    tracks = without_estimates(Ledger(ground.ledger).tracks, horizon=assessment.horizon, by=ground.apart)
    if wanted.quick:
        studies = quick_studies(case, assessment)
    else:
        resolved = resolved_judgements(case, tracks)
        studies = brief_studies(case, assessment, since=wanted.since, resolved=resolved, progress=progress)
    known_by = None if wanted.as_of is None else assessment.as_of
    estimates = standing_estimates(tracks, horizon=assessment.horizon, known_by=known_by)
    made = renderer(document(studied_view(assessment, studies, estimates=estimates)))
    content = made.encode() if isinstance(made, str) else made
    told = {
        "schema": "equipoise/report/1",
        "form": wanted.form,
        "bytes": len(content),
        "trustworthy": assessment.trustworthy,
        "left_out": dict(studies.left_out),
    }
    return WithFile(told, f"{case.name}.{wanted.form}", asked.BRIEF_FORMS[wanted.form], content)


def _formulae(ground: Ground, wanted: asked.AskedFormulae, progress: Progress) -> dict[str, Any]:
    from equipoise.documents.dated_texts import dated_texts
    from equipoise.documents.formulae import default_formulae, track_formulae

    assert ground.case.folder is not None  # the case of a desk lies in its folder
    texts, undated = dated_texts(ground.case.folder)
    if not texts:
        raise UsageError("no document of this case has a date", hint="say in documents.yaml when they were published")
    deeds = [item.date.end for item in ground.case.evidence if item.kind == "conduct"]
    return track_formulae(texts, default_formulae(), since=wanted.since, deeds=deeds, undated=undated).to_dict()


def _explain(ground: Ground, wanted: asked.AskedExplanation, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.explaining import explain

    about: dict[str, Any] = {"item": wanted.item, "origin": wanted.origin, "scenario": wanted.scenario}
    return explain(_edited(ground, wanted), **about, **_run(wanted), progress=progress).to_dict()


def _sources(ground: Ground, wanted: asked.AskedSources, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.sources import sources

    about: dict[str, Any] = {"source": wanted.source, "one_root": wanted.one_root}
    return sources(_edited(ground, wanted), **about, **_run(wanted), progress=progress).to_dict()


def _what_if(ground: Ground, wanted: asked.Run, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.what_if import what_if

    return what_if(ground.case, wanted.set, **_run(wanted), progress=progress).to_dict()


def _tip(ground: Ground, wanted: asked.AskedTip, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.tipping import tip, tip_map, tips_to_dict

    aims: dict[str, Any] = wanted.model_dump(include={"path", "to", "above", "below", "scenario"})
    case, run = _edited(ground, wanted), _run(wanted)
    if len(wanted.lever) == 2:
        if wanted.range is not None or any(aim is not None for aim in aims.values()):
            raise UsageError("a map of two levers takes no other aim", hint="name one lever, or leave the aim out")
        across, up = wanted.lever
        return tip_map(case, levers=(across, up), **run, progress=progress).to_dict()
    span = None if wanted.range is None else (wanted.range[0], wanted.range[1])
    return tips_to_dict(tip(case, lever=tuple(wanted.lever), range=span, **aims, **run, progress=progress))


def _watch(ground: Ground, wanted: asked.AskedWatch, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.watching import watch

    case = _edited(ground, wanted)
    return watch(case, indicators=tuple(wanted.indicators), **_run(wanted), progress=progress).to_dict()


def _stability(ground: Ground, wanted: asked.AskedStability, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.stability import stability
    from equipoise.studies.stability.stability import RECODINGS

    recodings = RECODINGS if wanted.recodings is None else wanted.recodings
    return stability(_edited(ground, wanted), recodings=recodings, **_run(wanted), progress=progress).to_dict()


def _revisit(ground: Ground, wanted: asked.AskedRevisit, progress: Progress) -> dict[str, Any]:
    from equipoise.judge import resolved_judgements
    from equipoise.studies.revisiting import revisit

    case = _edited(ground, wanted)
    resolved = resolved_judgements(case, Ledger(ground.ledger).tracks)
    days: dict[str, Any] = {
        "since": wanted.since,
        "until": wanted.until,
        "on": wanted.on if wanted.on is None or isinstance(wanted.on, str) else wanted.on.isoformat(),
    }
    return revisit(case, **days, before=ground.before, resolved=resolved, **_draws(wanted), progress=progress).to_dict()


def _vintages(ground: Ground, wanted: asked.AskedVintages, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.vintages import vintages

    return vintages(_edited(ground, wanted), wanted.as_of, **_draws(wanted), progress=progress).to_dict()


def _agreement(ground: Ground, wanted: asked.AskedAgreement, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.agreement import agreement

    return agreement(ground.case, wanted.raters, seed=wanted.seed).to_dict()


def _conditionals(ground: Ground, wanted: asked.AskedConditionals, progress: Progress) -> dict[str, Any]:
    from equipoise.studies.conditionals import conditionals

    spans: dict[str, Any] = {"given": tuple(wanted.given), "do": tuple(wanted.do)}
    return conditionals(_edited(ground, wanted), **spans, **_run(wanted), progress=progress).to_dict()


def _plain(function: str) -> Callable[[Ground, asked.Run, Progress], dict[str, Any]]:
    """A study that is asked with nothing but the run, by the name of its public function."""

    def run(ground: Ground, wanted: asked.Run, progress: Progress) -> dict[str, Any]:
        import equipoise

        found = getattr(equipoise, function)(_edited(ground, wanted), **_run(wanted), progress=progress)
        told: dict[str, Any] = found.to_dict()
        return told

    return run


def _record_model(ground: Ground, wanted: asked.AskedModelJudgement, progress: Progress) -> dict[str, Any]:
    from equipoise.assess.assess import assess
    from equipoise.judge import judge, judge_event
    from equipoise.ledger.judged_event import event_of_case
    from equipoise.ledger.machine_output import recorded_to_dict

    case, ledger = ground.case, Ledger(ground.ledger)
    run: dict[str, Any] = {
        "as_of": wanted.as_of,
        "rater": wanted.rater,
        "seed": wanted.seed,
        "particles": PARTICLES if wanted.particles is None else wanted.particles,
    }
    if not wanted.questions:
        judgements = list(judge(assess(case, **run, progress=progress), reason=wanted.reason))
    else:
        events = {name: case.definition.questions[name].event for name in wanted.questions}
        horizon = case.definition.clock.horizon
        judgements = [
            judge_event(case, event_of_case(event, horizon=horizon), question=name, reason=wanted.reason, **run)
            for name, event in events.items()
        ]
    return recorded_to_dict(ledger.record(*judgements))


def _edited(ground: Ground, wanted: asked.Draws) -> Case:
    return ground.case.edited(wanted.set) if wanted.set else ground.case


def _draws(wanted: asked.Draws) -> dict[str, Any]:
    particles = INTERACTIVE_PARTICLES if wanted.particles is None else wanted.particles
    return {"rater": wanted.rater, "seed": wanted.seed, "particles": particles}


def _run(wanted: asked.Run) -> dict[str, Any]:
    return {"as_of": wanted.as_of} | _draws(wanted)


RECORD_MODEL = "ledger/model-judgements"

STUDIES: Mapping[str, Study] = {
    "assess": Study("Assess the case", asked.AskedAssessment, _assess),
    "futures": Study("Simulate futures", asked.AskedFutures, _futures),
    "report": Study("Write a brief", asked.AskedReport, _report),
    "mine": Study("Put your own numbers beside those of the model", asked.AskedOwnNumbers, _mine),
    "trial": Study("Put explanations on trial", asked.Run, _plain("trial")),
    "formulae": Study("Follow set wordings through the documents", asked.AskedFormulae, _formulae),
    "explain": Study("Say what drives the judgement", asked.AskedExplanation, _explain),
    "sources": Study("Weigh the sources", asked.AskedSources, _sources),
    "what-if": Study("Change some numbers and see what moves", asked.Run, _what_if),
    "tip": Study("Find the smallest change that changes the leader", asked.AskedTip, _tip),
    "watch": Study("Find what to watch for", asked.AskedWatch, _watch),
    "stability": Study("Find how far the numbers move under other choices", asked.AskedStability, _stability),
    "revisit": Study("Tell what changed since last time", asked.AskedRevisit, _revisit),
    "vintages": Study("Set vintages side by side", asked.AskedVintages, _vintages),
    "agreement": Study("Compare raters", asked.AskedAgreement, _agreement),
    "conditionals": Study("Find what follows from conditions", asked.AskedConditionals, _conditionals),
    "levers": Study("Find what each lever does", asked.Run, _plain("levers")),
    "assumptions": Study("Find what hangs on each assumption", asked.Run, _plain("assumptions")),
    "switchboard": Study("See the case with other decision-makers", asked.Run, _plain("switchboard")),
    "sensitivity": Study("Find which numbers the answer hangs on", asked.Run, _plain("sensitivity")),
    RECORD_MODEL: Study("Put the model's judgement on the record", asked.AskedModelJudgement, _record_model),
}
"""Studies by the end of their address, which is the name of their command."""
