"""Routes of cases: list, summary, findings, edits, files, undo."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from equipoise.case.case import Case
from equipoise.errors import Finding, Severity
from equipoise.web.api.access import Analyst, Anybody, Editor, InWorkspace, OnDesk, OwnDesk, SoundCase
from equipoise.web.api.asked import AskedCase, AskedEdits, AskedText
from equipoise.web.api.problems import NotAllowedError, NotNowError, not_there
from equipoise.web.workspace.changes import Change
from equipoise.web.workspace.desk import RATINGS, Desk
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Offered, Workspace

router = APIRouter(tags=["cases"])

FileName = Annotated[str, Path(max_length=255, description="Name of a file of the case, such as case.yaml.")]


@router.get("/cases")
def list_cases(who: Anybody, workspace: InWorkspace) -> dict[str, Any]:
    """The cases that can be opened."""
    return {"schema": "equipoise/cases/1", "cases": [_entry(workspace, one) for one in workspace.offered()]}


@router.post("/cases", status_code=201)
def start_case(who: Editor, workspace: InWorkspace, wanted: AskedCase) -> dict[str, Any]:
    """Start a case of your own, from the beginning or as a copy of one on offer."""
    offered = [one.name for one in workspace.offered()]
    if wanted.name in offered:
        raise NotNowError(f"there is a case {wanted.name!r} already", hint="choose another name")
    if wanted.copy_of is None:
        workspace.start_case(wanted.name)
    elif wanted.copy_of not in offered:
        raise not_there("case", wanted.copy_of, offered)
    else:
        workspace.copy_case(wanted.copy_of, wanted.name)
    return {"schema": "equipoise/case-started/1", "case": wanted.name}


@router.get("/cases/{case}")
def summarise_case(found: OnDesk, case: SoundCase) -> dict[str, Any]:
    """What a case asks and what it consists of."""
    return _summary(found, case)


@router.get("/cases/{case}/check")
def check_case(who: Anybody, found: OnDesk) -> dict[str, Any]:
    """All that is wrong with a case: `equipoise check`. What concerns ratings is kept from raters of a first round."""
    hidden = found.rounds.hides_from(who.name)
    told = tuple(one for one in found.findings if not (hidden and one.file.endswith(RATINGS)))
    counts = {severity.value: len(_of(severity, told)) for severity in Severity}
    findings = [finding.to_dict() for finding in told]
    return {"schema": "equipoise/findings/1", "case": found.name, "counts": counts, "findings": findings}


@router.post("/cases/{case}/edits")
def edit_case(who: Editor, found: OwnDesk, wanted: AskedEdits) -> dict[str, Any]:
    """Set paths of a case to other values, in its files; everything else in them stays as it is."""
    return _change(found.edit(wanted.set, who=who.name, seen=wanted.seen))


@router.post("/cases/{case}/undo")
def undo_change(who: Analyst, found: OwnDesk) -> dict[str, Any]:
    """Take back your last change."""
    _refuse_edit(who, found.can_undo(who.name))
    return _change(_something(found.undo(who.name), "take back"))


@router.post("/cases/{case}/redo")
def redo_change(who: Analyst, found: OwnDesk) -> dict[str, Any]:
    """Do again what you last took back."""
    _refuse_edit(who, found.can_redo(who.name))
    return _change(_something(found.redo(who.name), "do again"))


@router.get("/cases/{case}/files")
def list_files(who: Anybody, found: OnDesk) -> dict[str, Any]:
    """The files of a case."""
    return {"schema": "equipoise/files/1", "case": found.name, "files": sorted(found.texts)}


@router.get("/cases/{case}/files/{file:path}")
def read_file(who: Anybody, found: OnDesk, file: FileName) -> dict[str, Any]:
    """A file of a case, as it is. That of ratings is kept from raters of an open first round."""
    if file == RATINGS and found.rounds.hides_from(who.name):
        raise NotAllowedError("a round is open, and others’ ratings are not shown before its reveal", hint="submit")
    return {"schema": "equipoise/file/1", "case": found.name, "file": file, "text": _text(found, file)}


@router.put("/cases/{case}/files/{file:path}")
def write_file(who: Editor, found: OwnDesk, file: FileName, wanted: AskedText) -> dict[str, Any]:
    """Write a file of a case, unless the case would then have errors. No file is added or taken away."""
    if wanted.seen is not None and _text(found, file) != wanted.seen:
        raise NotNowError(
            f"{file} was changed elsewhere meanwhile", hint="read it again, and put your change into that"
        )
    _text(found, file)
    return _change(found.rewrite({file: wanted.text}, what=f"wrote {file}", who=who.name))


def _refuse_edit(who: Person, change: Change | None) -> None:
    """Refuse to touch more than ratings to somebody who was an editor when they made the change."""
    if change is not None and not who.may_edit and not set(change.files) <= {RATINGS}:
        raise NotAllowedError(f"a {who.role} does not change the model", hint="ask for the role editor")


def _something(change: Change | None, what: str) -> Change:
    if change is None:
        raise NotNowError(f"there is nothing of yours to {what}")
    return change


def _text(found: Desk, file: str) -> str:
    """The text of a file; a name is compared with those the case has, and leads nowhere else."""
    if file not in found.texts:
        raise not_there("file", file, tuple(found.texts))
    return found.texts[file]


def _entry(workspace: Workspace, one: Offered) -> dict[str, Any]:
    case = workspace.desk(one.name).case
    definition = case.definition if case is not None else None
    return {
        "case": one.name,
        "title": definition.title if definition is not None else None,
        "question": definition.question if definition is not None else None,
        "builtin": one.is_builtin,
    }


def _summary(found: Desk, case: Case) -> dict[str, Any]:
    definition = case.definition
    return {
        "schema": "equipoise/case-summary/1",
        "case": found.name,
        "fingerprint": case.fingerprint,
        "title": definition.title,
        "actor": definition.actor,
        "question": definition.question,
        "builtin": found.read_only,
        "clock": definition.clock.model_dump(mode="json"),
        "scenarios": {name: one.title or name for name, one in definition.scenarios.items()},
        "instruments": {name: list(one.levels) for name, one in definition.instruments.items()},
        "conditions": {name: list(one.levels) for name, one in definition.conditions.items()},
        "considerations": list(definition.considerations),
        "explanations": list(definition.explanations),
        "levers": list(definition.levers),
        "assumptions": list(definition.assumptions),
        "indicators": list(definition.indicators),
        "questions": list(definition.questions),
        "raters": sorted({row.rater for row in case.ratings}),
        "evidence": len(case.evidence),
        "sources": len(case.sources),
        "ratings": len(case.ratings),
        "judgements": len(case.judgements),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "schema": "equipoise/change/1",
        "what": change.what,
        "who": change.who,
        "at": change.at.isoformat(),
        "files": sorted(change.files),
    }


def _of(severity: Severity, findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is severity]
