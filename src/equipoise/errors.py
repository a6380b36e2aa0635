"""Every error a person can meet, and the exit code it ends with.

EquipoiseError
├── UsageError          exit 2  a command, path or date that cannot be carried out as asked
├── InvalidCaseError    exit 3  a case that cannot be read; carries every finding
└── NotTrustworthyError exit 4  evidence impossible under every state; carries the items
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the exit code of a command says."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INVALID_CASE = 3
    NOT_TRUSTWORTHY = 4


class Severity(StrEnum):
    """How much a finding matters: an error stops an assessment, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that `check` has to say about a case, and where.

    Attributes:
        file: Path of the file, as the person would open it; empty where none applies.
        line: Line, counted from 1; 0 where none applies.
        column: Column, counted from 1; 0 where none applies.
        path: Dotted path inside the file, such as `scenarios.straddle.posture`.
        problem: What is wrong, with what was found.
        mend: What to do about it.
        severity: Error, warning or note.
    """

    file: str
    line: int
    column: int
    path: str
    problem: str
    mend: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
        path = f"{self.path}: " if self.path else ""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{place}{path}{self.problem}{mend}"

    def to_dict(self) -> dict[str, str | int]:
        """Plain data for JSON."""
        return {
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "problem": self.problem,
            "mend": self.mend,
        }


class EquipoiseError(Exception):
    """Anything this package raises on purpose. `hint` says what to do next."""

    exit_code: ExitCode = ExitCode.FAILED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """What another process is to make of it: the same error, its findings or items included."""
        return _as_it_was, (type(self), self.args, self.__dict__)


class UsageError(EquipoiseError):
    """What was asked for cannot be done: an unknown case, a date outside the case, a bad edit."""

    exit_code = ExitCode.USAGE


class InvalidCaseError(EquipoiseError):
    """A case with errors. `findings` holds all of them, warnings and notes included."""

    exit_code = ExitCode.INVALID_CASE

    def __init__(self, message: str, findings: Sequence[Finding], *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.findings = tuple(findings)


class NotTrustworthyError(EquipoiseError):
    """The evidence is impossible under every state the model allows. `items` names it."""

    exit_code = ExitCode.NOT_TRUSTWORTHY

    def __init__(self, message: str, items: Sequence[str], *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.items = tuple(items)


def _as_it_was(kind: type[EquipoiseError], args: tuple[object, ...], said: dict[str, object]) -> EquipoiseError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(said)
    return error
