"""The evidence of a case for other programs, with a report of what the form cannot hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from equipoise.authored.files import shown, write_atomically
from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.case.load import load_case
from equipoise.case.raters import DEFAULT_RATER
from equipoise.errors import UsageError
from equipoise.exchange.ach_sheet import matrix_items, matrix_rows
from equipoise.exchange.csv_table import held_by_csv, write_csv_table
from equipoise.exchange.evidence_sheet import Cell, CellForm, evidence_rows, lose_sources, source_rows
from equipoise.exchange.loss import Loss, LossReport
from equipoise.exchange.own_json import write_json
from equipoise.exchange.stix_out import write_stix

FORMS = ("csv", "xlsx", "json", "stix", "ach")
"""What the evidence can be written as."""

_BY_NAME = {
    ".stix.json": "stix",
    ".stix": "stix",
    ".ach.csv": "ach",
    ".ach.xlsx": "ach",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
}
"""CellForm by the end of the name of the file, longer ends first."""


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        file: The file.
        form: One of `FORMS`.
        items: How many items.
        ratings: How many ratings the case has.
        sources: How many sources the case has.
        losses: What the form cannot hold.
        content: The bytes.
    """

    file: str
    form: str
    items: int
    ratings: int
    sources: int
    losses: tuple[Loss, ...]
    content: bytes

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, the bytes left out."""
        return {
            "schema": "equipoise/exported/1",
            "file": self.file,
            "form": self.form,
            "items": self.items,
            "ratings": self.ratings,
            "sources": self.sources,
            "losses": [loss.to_dict() for loss in self.losses],
        }


def export_evidence(
    case: Case | str | Path, file: str | Path | None = None, *, form: str | None = None, rater: str = DEFAULT_RATER
) -> Exported:
    """Write the evidence of a case, its ratings and sources, as other programs read it.

    The same case gives the same bytes.

    Args:
        case: A case, or the folder or built-in name of one.
        file: Where to write; None to have the bytes alone. A file that is there is replaced.
        form: One of `FORMS`; by default what the name of the file ends with.
        rater: Whose ratings a matrix holds; the other forms hold all.

    Raises:
        UsageError: If there is no such case or form, the form does not follow from the name, or nobody of this name
            has rated anything.
        InvalidCaseError: If the case has errors.
        EquipoiseError: If the file cannot be written.
    """
    loaded = case if isinstance(case, Case) else load_case(case)
    chosen = form or _form_of(file)
    if chosen not in FORMS:
        raise UsageError(f"{chosen!r} is no form", hint=suggest(chosen, FORMS, called="forms"))
    raters = {row.rater for row in loaded.ratings}
    if rater != DEFAULT_RATER and rater not in raters:
        raise UsageError(f"no ratings by {rater!r}", hint=suggest(rater, raters, called="raters"))
    losses = LossReport()
    is_workbook = chosen == "xlsx" or (chosen == "ach" and str(file or "").lower().endswith(".xlsx"))
    content = _content(loaded, chosen, losses, rater, is_workbook=is_workbook)
    if file is not None:
        write_atomically(Path(file).expanduser(), content)
    return Exported(
        shown(Path(file).expanduser()) if file is not None else "",
        chosen,
        len(loaded.evidence),
        len(loaded.ratings),
        len(loaded.sources),
        losses.losses(),
        content,
    )


def _form_of(file: str | Path | None) -> str:
    name = str(file or "").lower()
    found = next((form for end, form in _BY_NAME.items() if name.endswith(end)), None)
    if found is None:
        what = f"the name {str(file)!r} does not say what to write" if file else "nothing says what to write"
        raise UsageError(what, hint=f"end it with {', '.join(_BY_NAME)}; or give one of {', '.join(FORMS)}")
    return found


def _content(case: Case, form: str, losses: LossReport, rater: str, *, is_workbook: bool) -> bytes:
    if form == "json":
        return write_json(case)
    if form == "stix":
        return write_stix(case, losses)
    cell = _workbook_cell() if is_workbook else CellForm(held_by_csv, numbers=False)
    if form == "ach":
        lose_sources(case, matrix_items(case), losses)
        return _packed({"matrix": matrix_rows(case, cell, losses, rater=rater)}, is_workbook=is_workbook)
    if form == "csv":
        lose_sources(case, case.evidence, losses)
        return _packed({"evidence": evidence_rows(case, cell, losses)}, is_workbook=False)
    sheets = {"evidence": evidence_rows(case, cell, losses), "sources": source_rows(case, cell, losses)}
    return _packed(sheets, is_workbook=True)


def _workbook_cell() -> CellForm:
    from equipoise.exchange.xlsx_table import held_by_cell

    return CellForm(held_by_cell, numbers=True)


def _packed(sheets: dict[str, list[list[Cell]]], *, is_workbook: bool) -> bytes:
    if is_workbook:
        from equipoise.exchange.xlsx_table import write_xlsx

        return write_xlsx(sheets)
    (rows,) = sheets.values()
    return write_csv_table([[str(cell) for cell in row] for row in rows])
