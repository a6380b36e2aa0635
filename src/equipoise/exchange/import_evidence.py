"""Bring existing work into a case: tables, matrices of competing hypotheses, STIX, and our own JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from equipoise.authored.files import read_text, shown, write_atomically
from equipoise.authored.nearest import suggest
from equipoise.case.append import Appended, append_items
from equipoise.case.builtin import builtin_folder
from equipoise.case.check import check_read
from equipoise.case.load import ReadCase, find_case, parse_case, read_texts
from equipoise.errors import EquipoiseError, Finding, InvalidCaseError, Severity, UsageError
from equipoise.exchange.ach_matrix import is_matrix, read_matrix
from equipoise.exchange.columns import SOURCES, matched
from equipoise.exchange.csv_table import read_csv_table
from equipoise.exchange.evidence_table import read_evidence_table
from equipoise.exchange.in_file import InFile, read_file
from equipoise.exchange.incoming import Incoming, Spot, Target, placed
from equipoise.exchange.landing import Landing, land
from equipoise.exchange.own_json import SCHEMA, read_json
from equipoise.exchange.ratings_table import is_ratings_table, read_ratings_table
from equipoise.exchange.stix_in import parse_json, read_stix
from equipoise.exchange.table import Table

FORMS = ("evidence", "ratings", "ach", "stix", "json")
"""What a file can be read as."""

BEFORE = ".before-import"
"""Folder in the case that keeps the files as they were before the last import."""

_MOST_FINDINGS = 200


@dataclass(frozen=True)
class Imported:
    """What an import added, or would add.

    Attributes:
        file: The file.
        form: What it was read as.
        is_written: Whether the case has it; False for a dry run, or where there was nothing new.
        items: Entries added to the evidence.
        ratings: Rows added to the ratings, as plain data.
        sources: Sources added, by id.
        same_items: Ids of items that the case had already.
        same_ratings: How many ratings the case had already.
        notes: What was read otherwise than it stands, not read, or made up.
        warnings: What the checks of the case say that they did not say before.
        files: The files that changed, in the order of writing.
        undo: How to take it back.
    """

    file: str
    form: str
    is_written: bool
    items: tuple[Mapping[str, Any], ...] = ()
    ratings: tuple[Mapping[str, Any], ...] = ()
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    same_items: tuple[str, ...] = ()
    same_ratings: int = 0
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": "equipoise/imported/1",
            "file": self.file,
            "form": self.form,
            "written": self.is_written,
            "items": list(self.items),
            "ratings": list(self.ratings),
            "sources": dict(self.sources),
            "same": {"items": list(self.same_items), "ratings": self.same_ratings},
            "notes": list(self.notes),
            "warnings": list(self.warnings),
            "files": list(self.files),
            "undo": list(self.undo),
        }


def import_evidence(
    case: str | Path,
    file: str | Path | InFile,
    *,
    form: str | None = None,
    sheet: str | None = None,
    named: Mapping[str, str] | None = None,
    default_kind: str | None = None,
    default_date: str | None = None,
    source: str | None = None,
    rater: str = "default",
    dry_run: bool = False,
) -> Imported:
    """Bring the items, ratings and sources of a file into a case: all of them, or nothing.

    What the case has already and says the same is passed over, so a second import of a file changes nothing.

    Args:
        case: The folder of a case.
        file: A CSV, XLSX or JSON file.
        form: One of `FORMS`; found out by default.
        sheet: Which sheet of a workbook.
        named: Scenarios by the name that the file has for them; an empty one leaves the hypothesis out.
        default_kind: Kind of items for which the file says none.
        default_date: Date of items for which the file says none.
        source: Source of items for which the file says none, by id or title.
        rater: Who rated, where the file says no name.
        dry_run: Whether to write nothing and only say what would be added.

    Raises:
        UsageError: If there is no such case, it is built in, or the file cannot be read as what it is said to be.
        InvalidCaseError: If anything in the file stands in the way, or the case would have errors with it; every
            finding has its row and column.
        EquipoiseError: If a file of the case cannot be written; those written before are then as they were.
    """
    name, folder = find_case(case)
    if folder == builtin_folder(name) and not dry_run:
        raise UsageError(f"{name} comes with Equipoise and stays as it is", hint="copy its folder and import there")
    texts, findings = read_texts(folder)
    now = parse_case(texts, name=name, folder=folder, findings=findings)
    if now.case is None:
        raise InvalidCaseError(f"the case {name} has errors; mend them first", now.findings)
    target = Target(now.case, named or {}, default_kind, default_date, source, rater)
    _refuse_wrong(target, form)
    incoming = _read(read_file(file), form, sheet, target)
    landing = land(incoming, target)
    _refuse(incoming, landing.findings)
    changes = append_items(folder, landing.items, landing.ratings, landing.sources)
    landing.warnings += _check(incoming, landing, now, {**texts, **{key: one.after for key, one in changes.items()}})
    if changes and not dry_run:
        _write(folder, changes)
    return Imported(
        incoming.file,
        incoming.form,
        is_written=bool(changes) and not dry_run,
        items=tuple(landing.items),
        ratings=tuple(row.model_dump(mode="json", exclude_none=True) for row in landing.ratings),
        sources=landing.sources,
        same_items=tuple(landing.same_items),
        same_ratings=landing.same_ratings,
        notes=tuple(dict.fromkeys(landing.notes)),
        warnings=tuple(landing.warnings),
        files=tuple(changes),
        undo=_undo(folder, changes) if not dry_run else (),
    )


# --- reading ---------------------------------------------------------------------------------------------------


def _refuse_wrong(target: Target, form: str | None) -> None:
    if form is not None and form not in FORMS:
        raise UsageError(f"{form!r} is no form", hint=suggest(form, FORMS, called="forms"))
    scenarios = target.case.definition.scenarios
    for hypothesis, scenario in target.named.items():
        if scenario and scenario not in scenarios:
            hint = suggest(scenario, scenarios, called="scenarios")
            raise UsageError(f"{hypothesis!r} cannot be {scenario!r}: there is no such scenario", hint=hint)


def _read(file: InFile, form: str | None, sheet: str | None, target: Target) -> Incoming:
    is_json = not file.is_zip and (file.suffix == ".json" or file.raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{")
    if form in ("stix", "json") or (form is None and is_json):
        record = parse_json(file)
        is_ours = isinstance(record, dict) and record.get("schema") == SCHEMA
        return read_json(file) if form == "json" or (form is None and is_ours) else read_stix(file, target)
    table, sources = _tables(file, sheet, form)
    if not table.body:
        raise UsageError(f"{table.file} has no row below its first line", hint="give a table with a line of names")
    if form == "ratings" or (form is None and is_ratings_table(table)):
        return read_ratings_table(table, target)
    if form == "ach" or (form is None and is_matrix(table)):
        incoming = read_matrix(table, target)
    else:
        incoming = read_evidence_table(table, target)
    return replace(incoming, sources={**incoming.sources, **sources})


def _tables(file: InFile, sheet: str | None, form: str | None) -> tuple[Table, dict[str, dict[str, Any]]]:
    """The table to read, and what a sheet of sources says."""
    is_workbook = file.is_zip or file.suffix in (".xlsx", ".xlsm", ".xls")
    if not is_workbook:
        if sheet is not None:
            raise UsageError(f"{file.name} has no sheets", hint="leave --sheet out")
        return read_csv_table(file), {}
    from equipoise.exchange.xlsx_table import read_xlsx

    sheets = read_xlsx(file)
    table = sheets.table(sheet, among=(form or "evidence", "evidence", "matrix", "ach"))
    beside = next((one for name, one in sheets.tables.items() if name.casefold() == "sources"), None)
    return table, _sources(beside) if beside is not None and beside is not table else {}


def _sources(table: Table) -> dict[str, dict[str, Any]]:
    columns = matched([cell.text for cell in table.header], SOURCES)
    sources: dict[str, dict[str, Any]] = {}
    for row in table.body:
        said = {column.path[0]: column.read(row[at].text) for at, column in columns.items() if row[at].text}
        if "id" in said:
            name = str(said.pop("id"))
            sources[name] = {"title": name, **said}
    return sources


# --- checking --------------------------------------------------------------------------------------------------


def _refuse(incoming: Incoming, findings: Sequence[Finding]) -> None:
    errors = sorted(dict.fromkeys(findings), key=lambda one: (one.line, one.column))
    if not errors:
        return
    count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
    more = len(errors) - _MOST_FINDINGS
    if more > 0:
        errors = [*errors[:_MOST_FINDINGS], Finding("", 0, 0, "", f"and {more} more", "mend these first")]
    raise InvalidCaseError(f"{incoming.file} has {count}; nothing was written", errors)


def _check(incoming: Incoming, landing: Landing, now: ReadCase, texts: Mapping[str, str]) -> list[str]:
    """What the checks say of the case with what the file brings; its warnings.

    Raises:
        InvalidCaseError: If it would have errors that it has not now.
    """
    had = {(one.path, one.problem) for one in check_read(now)}
    then = check_read(parse_case(texts, name=now.name, folder=now.folder))
    caused = [
        placed(one, incoming.file, replace(spot, label="" if spot.column else spot.label))
        for one in then
        if (one.path, one.problem) not in had
        for spot in (_spot(one, landing),)
    ]
    _refuse(incoming, [one for one in caused if one.severity is Severity.ERROR])
    return [str(one) for one in caused if one.severity is Severity.WARNING]


def _spot(one: Finding, landing: Landing) -> Spot:
    """Where in the file the thing stands that a finding speaks of."""
    kind, _, rest = one.path.partition(".")
    name = rest.partition(".")[0]
    if kind == "evidence":
        return landing.spots.get(name, Spot(0))
    return landing.spots.get(f"{name} rated", Spot(0)) if kind == "ratings" else Spot(0)


# --- writing ---------------------------------------------------------------------------------------------------


def _write(folder: Path, changes: Mapping[str, Appended]) -> None:
    """Write the files, each whole, in an order in which the case can be read after each.

    Raises:
        EquipoiseError: If one cannot be written, or was changed meanwhile; all are then as they were.
    """
    for name, change in changes.items():
        path = folder / name
        if (read_text(path) if path.exists() else None) != change.before:
            raise EquipoiseError(f"{shown(path)} was changed meanwhile; nothing was written", hint="import again")
    _keep(folder, changes)
    written: list[str] = []
    try:
        for name, change in changes.items():
            write_atomically(folder / name, change.after)
            written.append(name)
    except EquipoiseError:
        for name in reversed(written):
            _put_back(folder / name, changes[name].before)
        raise


def _keep(folder: Path, changes: Mapping[str, Appended]) -> None:
    """Keep the files as they are; those of an earlier import go."""
    kept = folder / BEFORE
    try:
        for old in sorted(kept.rglob("*"), reverse=True):
            old.rmdir() if old.is_dir() else old.unlink()
        for name in changes:
            (kept / name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EquipoiseError(f"{shown(kept)} cannot be written: {error}", hint="nothing was imported") from error
    for name, change in changes.items():
        if change.before is not None:
            write_atomically(kept / name, change.before)


def _put_back(path: Path, before: str | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, before)


def _undo(folder: Path, changes: Mapping[str, Appended]) -> tuple[str, ...]:
    """What to type to have the files as they were."""
    steps = []
    for name, change in changes.items():
        place = shown(folder / name)
        steps.append(f"rm {place}" if change.before is None else f"cp {shown(folder / BEFORE / name)} {place}")
    return tuple(steps)
