"""Routes of long work: start a study, follow its job, stop it, fetch what it has made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Request
from fastapi.responses import JSONResponse, Response

from equipoise.case.case import Case
from equipoise.web.api.access import Analyst, Anybody, InWorkspace, OnDesk, OwnDesk, sound
from equipoise.web.api.asked import Asked, AskedModelJudgement, AskedRevisit
from equipoise.web.api.compute import RECORD_MODEL, STUDIES, Ground, Study, compute
from equipoise.web.api.files import FILE, file_answer
from equipoise.web.api.job_answers import Register, started, told
from equipoise.web.api.problems import not_there
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.people import Person
from equipoise.web.workspace.workspace import Workspace

router = APIRouter(tags=["long work"])

JobId = Annotated[str, Path(max_length=64)]


@router.get("/jobs")
def list_jobs(who: Anybody, register: Register) -> dict[str, Any]:
    """Your jobs, without their results."""
    return {"schema": "equipoise/jobs/1", "jobs": [entry.to_dict() | {"result": None} for entry in register.of(who)]}


@router.get("/jobs/{job}")
def follow_job(who: Anybody, register: Register, job: JobId) -> JSONResponse:
    """A job: its state and progress, and its result once it is done."""
    return told(register.find(who, job))


@router.delete("/jobs/{job}")
def stop_job(who: Anybody, register: Register, job: JobId) -> JSONResponse:
    """Stop a job; one that is over stays as it is."""
    return told(register.cancel(who, job))


@router.get("/jobs/{job}/file", response_class=Response, responses=FILE)
def read_job_file(who: Anybody, register: Register, job: JobId) -> Response:
    """The file that a job has made, such as a brief."""
    made = register.find(who, job).file
    if made is None:
        raise not_there("file of a job", job, ())
    return file_answer(made.name, made.media_type, made.content)


def _starter(name: str, study: Study) -> Callable[..., JSONResponse]:
    """The route that starts a study. Its body is declared here, because each study is asked with other fields."""
    asked_type = study.asked

    def start(
        request: Request,
        workspace: InWorkspace,
        register: Register,
        who: Anybody,
        case_desk: OnDesk,
        wanted: Asked,
    ) -> JSONResponse:
        case, before = sound(case_desk, who), _before(workspace, wanted, who)
        ground = Ground(case, _ledger_of(case_desk), before, case_desk.rounds.kept_from(who.name))
        return started(register.start(who, case_desk.name, name, study.title, compute, name, ground, wanted), request)

    start.__annotations__["wanted"] = Annotated[asked_type, Body()]
    if not any(field.is_required() for field in asked_type.model_fields.values()):
        start.__defaults__ = (asked_type(),)  # nothing need be asked, so the body may be left out
    start.__name__ = f"start_{name.replace('-', '_')}"
    start.__doc__ = f"{study.title}: `equipoise {name}`. The answer is a job."
    return start


for _name, _study in STUDIES.items():
    if _name != RECORD_MODEL:
        router.post(f"/cases/{{case}}/{_name}", status_code=202)(_starter(_name, _study))


@router.post("/cases/{case}/" + RECORD_MODEL, status_code=202)
def record_model(
    request: Request, register: Register, who: Analyst, case_desk: OwnDesk, wanted: AskedModelJudgement
) -> JSONResponse:
    """Put the model's judgement on the record: `equipoise ledger record`. The answer is a job."""
    case = sound(case_desk, who)
    for name in wanted.questions:
        if name not in case.definition.questions:
            raise not_there("question", name, tuple(case.definition.questions))
    ground, title = Ground(case, _ledger_of(case_desk)), STUDIES[RECORD_MODEL].title
    entry = register.start(who, case_desk.name, RECORD_MODEL, title, compute, RECORD_MODEL, ground, wanted)
    return started(entry, request)


def _before(workspace: Workspace, wanted: Asked, who: Person) -> Case | None:
    """The case as it was last time, by the name of one on offer."""
    if not isinstance(wanted, AskedRevisit) or wanted.before is None:
        return None
    offered = [one.name for one in workspace.offered()]
    if wanted.before not in offered:
        raise not_there("case", wanted.before, offered)
    return sound(workspace.desk(wanted.before), who)


def _ledger_of(case_desk: Desk) -> str:
    return case_desk.name if case_desk.read_only else str(case_desk.folder)
