"""Which form a file has, and what it holds: exports of ours, of Metaculus and of Fatebook."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from equipoise.authored.files import os_reason
from equipoise.errors import UsageError
from equipoise.ledger.transfer import fatebook, metaculus
from equipoise.ledger.transfer.export import COLUMNS
from equipoise.ledger.transfer.incoming import FindEvent, ReadFile
from equipoise.ledger.transfer.our_export import read_export, read_table

FORECASTS, QUESTIONS = "forecast_data.csv", "question_data.csv"
MOST_BYTES = 200_000_000
"""A file that unpacks to more is refused."""

_OURS = ("line", "record", "event", "probability", "hash")
_HINT = "exports are read of equipoise (JSON, CSV), Metaculus (the zip, or its folder) and Fatebook (CSV)"

Row = dict[str, str]


def read_file(path: Path, *, find: FindEvent, scenarios: Mapping[str, str], only: str | None = None) -> ReadFile:
    """Read a file to be brought in.

    Args:
        path: The file; of Metaculus the zip, the folder it unpacks to, or `forecast_data.csv` in that.
        find: The event of a question elsewhere.
        scenarios: Ids of the scenarios of the case by what options elsewhere may call them, in lower case.
        only: Whose forecasts alone are read, of Metaculus and Fatebook.

    Raises:
        UsageError: If it cannot be read or has none of these forms.
    """
    try:
        if path.is_dir() or path.name == FORECASTS:
            folder = path if path.is_dir() else path.parent
            raw, questions = (folder / FORECASTS).read_bytes(), (folder / QUESTIONS).read_bytes()
        else:
            raw, questions = path.read_bytes(), b""
            if zipfile.is_zipfile(path):
                raw, questions = _unzipped(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {os_reason(error)}", hint=_HINT) from error
    source = f"{path.name}, sha256:{hashlib.sha256(raw).hexdigest()[:16]}"
    if questions:
        return metaculus.read_metaculus(
            _rows(raw, metaculus.FORECASTS, path),
            _rows(questions, metaculus.QUESTIONS, path),
            find=find,
            scenarios=scenarios,
            source=source,
            only=only,
        )
    text = _text(raw, path)
    if text.lstrip().startswith("{"):
        try:
            return read_export(json.loads(text), source=source)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path} is no JSON: {error}", hint=_HINT) from error
    header = next(csv.reader(io.StringIO(text)), [])
    if set(fatebook.COLUMNS) <= set(header):
        return fatebook.read_fatebook(_rows(raw, fatebook.COLUMNS, path), find=find, source=source, only=only)
    if set(_OURS) <= set(header):
        return read_table(_rows(raw, COLUMNS, path), source=source)
    raise UsageError(f"{path} has none of the forms that can be read", hint=_HINT)


def _unzipped(path: Path) -> tuple[bytes, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.rpartition("/")[2]: name for name in archive.namelist()}
            if FORECASTS not in names or QUESTIONS not in names:
                raise UsageError(f"{path} holds no {FORECASTS} and {QUESTIONS}", hint=_HINT)
            infos = [archive.getinfo(names[name]) for name in (FORECASTS, QUESTIONS)]
            if sum(info.file_size for info in infos) > MOST_BYTES:
                raise UsageError(f"{path} unpacks to more than {MOST_BYTES // 1_000_000} MB")
            return archive.read(infos[0]), archive.read(infos[1])
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise UsageError(f"{path} cannot be unpacked: {error}", hint=_HINT) from error


def _rows(raw: bytes, needed: tuple[str, ...], path: Path) -> list[Row]:
    csv.field_size_limit(MOST_BYTES)  # distributions of continuous questions are long
    table = csv.DictReader(io.StringIO(_text(raw, path), newline=""))
    missing = [name for name in needed if name not in (table.fieldnames or ())]
    if missing:
        raise UsageError(f"{path} has no column {missing[0]!r}", hint=_HINT)
    return [{name: value or "" for name, value in row.items() if name is not None} for row in table]


def _text(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8", hint=_HINT) from error
