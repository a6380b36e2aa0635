"""XLSX read as a table, and tables written as XLSX, by openpyxl.

A workbook is a zip of XML from anywhere, so it is looked into before it is handed on: macros, entities, and texts that
unpack to many times what they should are refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from equipoise.authored.nearest import suggest
from equipoise.errors import UsageError
from equipoise.exchange.in_file import InFile
from equipoise.exchange.table import Table, make_table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CELL_HOLDS = 32_767
"""Characters that a cell of a spreadsheet holds (Microsoft, Excel specifications and limits)."""

_MAX_UNPACKED = 64 * 1024 * 1024
_MAX_CELLS = 2_000_000
"""Between the first cell and the last, empty ones counted: one cell at the far corner makes a sheet of 17 billion."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EXTRA = 'openpyxl is not installed; pip install "equipoise[tables]"'
_EPOCH = datetime(2000, 1, 1)
"""The date in every workbook that is written, so that the same case gives the same bytes."""


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook, each as a table, by name in their order."""

    file: str
    tables: Mapping[str, Table]

    def table(self, name: str | None, *, among: Sequence[str]) -> Table:
        """One sheet.

        Args:
            name: Which; None for the first whose name is `among` those given, else the first that is not empty.
            among: Names to prefer.

        Raises:
            UsageError: If there is no such sheet, or all are empty.
        """
        if name is not None:
            found = {key.casefold(): key for key in self.tables}.get(name.casefold())
            if found is None:
                hint = suggest(name, self.tables, called="its sheets")
                raise UsageError(f"{self.file} has no sheet {name!r}", hint=hint)
            return self.tables[found]
        filled = {key: table for key, table in self.tables.items() if table.rows}
        if not filled:
            raise UsageError(f"{self.file} has nothing in any sheet", hint="give a workbook with a table")
        return next((table for key, table in filled.items() if key.casefold() in among), next(iter(filled.values())))


def read_xlsx(file: InFile) -> Sheets:
    """Read the sheets of a workbook: of formulas their values, of merged cells the same text in each.

    Raises:
        UsageError: If openpyxl is not installed, or the file is no XLSX, holds macros or cannot be trusted.
    """
    _look_into(file)
    workbook, formulas = _open(file, values=True), _open(file, values=False)
    tables = {
        sheet.title: _read_sheet(f"{file.name}, sheet {sheet.title}", sheet, formulas[sheet.title])
        for sheet in workbook.worksheets
    }
    return Sheets(file.name, tables)


def write_xlsx(sheets: Mapping[str, Sequence[Sequence[str | float]]]) -> bytes:
    """Write tables as the sheets of a workbook. Text is written as text, whatever it begins with.

    Raises:
        UsageError: If openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column, value if value != "" else None)
                if isinstance(value, str) and value:
                    cell.data_type = "s"  # "=1+1" would be a formula otherwise
    workbook.properties.created = workbook.properties.modified = _EPOCH
    return _same_bytes(workbook)


def held_by_cell(text: str) -> str:
    """The text as a cell of a workbook holds it: cut where it is too long, without what XML cannot carry."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_IN_XML.sub("\ufffd", plain)[:CELL_HOLDS].strip()


# --- reading ---------------------------------------------------------------------------------------------------


def _look_into(file: InFile) -> None:
    if file.raw.startswith(_OLD_OR_LOCKED):
        hint = "save it as .xlsx without a password"
        raise UsageError(f"{file.name} is a workbook of the old form, or one with a password", hint=hint)
    try:
        with ZipFile(io.BytesIO(file.raw)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise UsageError(f"{file.name} unpacks to more than 64 MiB", hint="keep the sheet that is needed")
            names = {part.filename for part in parts}
            if any(name.lower().endswith("vbaproject.bin") for name in names) or file.suffix == ".xlsm":
                raise UsageError(f"{file.name} holds macros", hint="save it as .xlsx, which holds none")
            if "xl/workbook.xml" not in names:
                raise UsageError(f"{file.name} is no XLSX workbook", hint="save it as .xlsx, or as CSV UTF-8")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _look_into_part(file, archive.read(part))
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UsageError(f"{file.name} cannot be read as XLSX: {error}", hint="save it anew as .xlsx") from error


def _look_into_part(file: InFile, xml: bytes) -> None:
    # A workbook has no use for a document type; entities in one can unpack without end.
    if b"<!DOCTYPE" in xml[:4096]:
        raise UsageError(f"{file.name} declares a document type", hint="save it anew as .xlsx")
    for left, top, right, bottom in _MERGED.findall(xml):
        cells = (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)
        if cells > _MAX_CELLS:
            raise UsageError(f"{file.name} merges {cells:,} cells into one", hint="part them, then save it anew")


def _number(letters: bytes) -> int:
    """Number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _open(file: InFile, *, values: bool) -> Workbook:
    import warnings

    openpyxl = _openpyxl()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which are not read
            workbook: Workbook = openpyxl.load_workbook(io.BytesIO(file.raw), data_only=values)
            return workbook
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise UsageError(f"{file.name} cannot be read as XLSX: {error}", hint="save it anew as .xlsx") from error


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise UsageError(_EXTRA, hint="or use CSV, which needs nothing further") from error
    return openpyxl


def _read_sheet(name: str, values: Worksheet, formulas: Worksheet) -> Table:
    if values.max_row * values.max_column > _MAX_CELLS:
        last = f"row {values.max_row}, column {values.max_column}"
        raise UsageError(f"{name} reaches to {last}: too large", hint="delete what lies far from the table")
    texts = [[_text(value) for value in row] for row in values.iter_rows(values_only=True)]
    computed = [cell.coordinate for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]
    blank = [at for at in computed if values[at].value is None]
    notes = [f"{name}: the formulas in {_listed(computed)} were read as the values stored"] if computed else []
    if blank:
        notes.append(f"{name}: the formulas in {_listed(blank)} have no stored value; open the workbook and save it")
    merged = [str(block) for block in values.merged_cells.ranges]
    for block in values.merged_cells.ranges:
        for row in range(block.min_row - 1, block.max_row):
            for column in range(block.min_col - 1, block.max_col):
                texts[row][column] = texts[block.min_row - 1][block.min_col - 1]
    if merged:
        notes.append(f"{name}: the merged cells {_listed(sorted(merged))} were read as the same in each")
    return make_table(name, texts, notes)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _listed(places: Sequence[str], most: int = 6) -> str:
    return ", ".join(places[:most]) + (f" and {len(places) - most} more" if len(places) > most else "")


# --- writing ---------------------------------------------------------------------------------------------------


def _same_bytes(workbook: Workbook) -> bytes:
    """The workbook, packed with the same date for every part whatever the day."""
    draft, packed = io.BytesIO(), io.BytesIO()
    workbook.save(draft)
    with ZipFile(draft) as old, ZipFile(packed, "w") as new:
        for name, content in _parts(old):
            part = _info(name)
            new.writestr(part, content)
    return packed.getvalue()


def _parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        content = archive.read(name)
        if name == "docProps/core.xml":  # openpyxl writes the hour of saving over what was set
            stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
        yield name, content


def _info(name: str) -> Any:
    from zipfile import ZIP_DEFLATED, ZipInfo

    part = ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
    part.compress_type = ZIP_DEFLATED
    return part
