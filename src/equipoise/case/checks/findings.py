"""Where the checks put what they find, each with its place in the author's files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from equipoise.authored.nearest import suggest
from equipoise.case.case import Case
from equipoise.errors import Finding, Severity

Path = tuple[str | int, ...]
"""Where in the case: as in case.yaml, or beginning with `sources`, an id; `evidence` or `judgements`, an index; or
`ratings`, an index. A list is indexed because two of its entries may bear one id by mistake."""

Locate = Callable[[Path, bool], tuple[str, int, int]]
"""From a path (and whether its key is meant, not its value) to file, line and column."""


def nowhere(path: Path, key: bool) -> tuple[str, int, int]:
    """The place of anything in a case made in memory."""
    return ("", 0, 0)


class Findings:
    """The findings of one run over a case.

    Attributes:
        case: The case that is checked.
        found: What was found so far, in the order of the checks.
    """

    def __init__(self, case: Case, locate: Locate = nowhere) -> None:
        self.case = case
        self.found: list[Finding] = []
        self._locate = locate

    def error(self, path: Path, problem: str, mend: str = "", *, key: bool = False) -> None:
        """Report what no assessment can be made with; `key` points at the name, not at its value."""
        self._add(path, problem, mend, Severity.ERROR, key)

    def warning(self, path: Path, problem: str, mend: str = "", *, key: bool = False) -> None:
        """Report what is probably not meant."""
        self._add(path, problem, mend, Severity.WARNING, key)

    def note(self, path: Path, problem: str, mend: str = "", *, key: bool = False) -> None:
        """Report what an author would want to know."""
        self._add(path, problem, mend, Severity.NOTE, key)

    def has_errors(self, *roots: str) -> bool:
        """Whether an error was found at or below one of these paths; at any path where none is named."""
        errors = [finding.path for finding in self.found if finding.severity is Severity.ERROR]
        return any(not roots or f"{path}.".startswith(tuple(f"{root}." for root in roots)) for path in errors)

    def is_known(self, path: Path, what: str, name: str, known: Collection[str], *, key: bool = False) -> bool:
        """Whether a name is among those known; an unknown one is reported with the nearest."""
        if name in known:
            return True
        mend = suggest(name, known) or "define it, or name one that is there"
        self.error(path, f"unknown {what} {name!r}", mend, key=key)
        return False

    def at(self, path: Path) -> str:
        """Where another entry stands, for use in a message: ` at evidence.yaml:12`; nothing if it has no place."""
        file, line, _ = self._locate(path, False)
        return f" at {file}:{line}" if file else ""

    def are_known_levels(self, path: Path, owner: str, levels: Iterable[str], known: Sequence[str]) -> None:
        """Report the levels, written as keys below a path, that an instrument or condition does not have."""
        for level in levels:
            self.is_known((*path, level), f"level of {owner}", level, known, key=True)

    def _add(self, path: Path, problem: str, mend: str, severity: Severity, key: bool) -> None:
        file, line, column = self._locate(path, key)
        self.found.append(Finding(file, line, column, self._shown(path), problem, mend, severity))

    def _shown(self, path: Path) -> str:
        """A path as an author would say it: by id, where the files hold a list."""
        match path:
            case ("evidence", int(index), *rest):
                path = ("evidence", self.case.evidence[index].id, *rest)
            case ("judgements", int(index), *rest):
                path = ("judgements", self.case.judgements[index].id, *rest)
            case ("ratings", int(index), *_):
                row = self.case.ratings[index]
                path = ("ratings", row.item, row.subject, row.level)
        return ".".join(str(part) for part in path)
