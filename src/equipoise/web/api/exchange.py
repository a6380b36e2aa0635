"""Routes of exchange: evidence and ratings from and for other programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Response, UploadFile

from equipoise.errors import UsageError
from equipoise.exchange.export_evidence import export_evidence
from equipoise.exchange.import_evidence import import_evidence
from equipoise.exchange.in_file import MAX_BYTES, InFile
from equipoise.web.api.access import Editor, OwnDesk, SoundCase
from equipoise.web.api.files import FILE, file_answer

router = APIRouter(tags=["exchange"])

Exported = Literal["csv", "xlsx", "json", "stix", "ach"]
Rater = Annotated[str, Query(max_length=64, description="Whose ratings a matrix holds.")]
Short = Annotated[str | None, Form(max_length=128)]

_FILES: dict[Exported, tuple[str, str]] = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "application/json"),
    "stix": ("stix.json", "application/stix+json;version=2.1"),
    "ach": ("ach.csv", "text/csv; charset=utf-8"),
}
_LONGEST_NAME = 200


@router.get("/cases/{case}/export/{form}", response_class=Response, responses=FILE)
def export(case: SoundCase, form: Exported, rater: Rater = "default") -> Response:
    """Evidence and ratings for other programs: `equipoise export`."""
    end, media_type = _FILES[form]
    return file_answer(f"{case.name}.{end}", media_type, export_evidence(case, form=form, rater=rater).content)


@router.get("/cases/{case}/export/{form}/losses")
def export_losses(case: SoundCase, form: Exported, rater: Rater = "default") -> dict[str, Any]:
    """What a form cannot hold."""
    return export_evidence(case, form=form, rater=rater).to_dict()


@router.post("/cases/{case}/imports")
def bring_evidence_in(
    who: Editor,
    found: OwnDesk,
    file: UploadFile,
    form: Annotated[Literal["evidence", "ratings", "ach", "stix", "json"] | None, Form()] = None,
    sheet: Short = None,
    map: Annotated[list[Annotated[str, Form(max_length=500)]] | None, Form(max_length=64)] = None,
    default_kind: Short = None,
    default_date: Short = None,
    source: Short = None,
    rater: Annotated[str, Form(min_length=1, max_length=64)] = "default",
    dry_run: Annotated[bool, Form()] = False,
) -> dict[str, Any]:
    """Bring evidence and ratings of other programs in, all or nothing: `equipoise import`."""
    # One byte more than is taken, so that what is too large is seen to be.
    sent = InFile((file.filename or "file")[-_LONGEST_NAME:], file.file.read(MAX_BYTES + 1))
    told = import_evidence(
        found.folder,
        sent,
        form=form,
        sheet=sheet,
        named=dict(_mapped(text) for text in map or ()),
        default_kind=default_kind,
        default_date=default_date,
        source=source,
        rater=rater,
        dry_run=dry_run,
    ).to_dict()
    found.look()
    return told


def _mapped(text: str) -> tuple[str, str]:
    hypothesis, equals, scenario = text.rpartition("=")
    if not equals or not hypothesis.strip():
        raise UsageError(f"{text!r} maps nothing", hint="write map='Hypothesis text=scenario'")
    return hypothesis.strip(), scenario.strip()
