"""From the options of a command to a case and its assessment, and from an assessment to an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from equipoise.cli import streams
from equipoise.errors import ExitCode, Finding

if TYPE_CHECKING:
    from equipoise.assess.assessment import Assessment
    from equipoise.case.case import Case


def assess_as_asked(
    name: str,
    *,
    as_of: str | None,
    until: str | None,
    edits: Sequence[str] | None,
    rater: str,
    given: Sequence[str] | None,
    do: Sequence[str] | None,
    seed: int,
    particles: int | None,
    quiet: bool,
) -> Assessment:
    """Load a case, edit it and assess it.

    Raises:
        UsageError: If the case is unknown or an option cannot be carried out.
        InvalidCaseError: If the case has errors.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    from equipoise.inference.posterior import PARTICLES

    progress = streams.progress(quiet=quiet)
    return assess_loaded(
        load_as_asked(name, edits=edits, progress=progress),
        as_of=as_of,
        until=until,
        rater=rater,
        given=given,
        do=do,
        seed=seed,
        particles=PARTICLES if particles is None else particles,
        progress=progress,
    )


def assess_loaded(
    case: Case,
    *,
    as_of: str | None,
    until: str | None,
    rater: str,
    given: Sequence[str] | None,
    do: Sequence[str] | None,
    seed: int,
    particles: int,
    progress: streams.Progress,
) -> Assessment:
    """Assess a case that was loaded and edited already.

    Raises:
        UsageError: If an option cannot be carried out.
        NotTrustworthyError: If the evidence is impossible under every state.
    """
    from equipoise.assess.assess import assess

    return assess(
        case,
        as_of=as_of,
        until=until,
        rater=rater,
        given=tuple(given or ()),
        do=tuple(do or ()),
        seed=seed,
        particles=particles,
        progress=progress,
    )


def load_as_asked(name: str, *, edits: Sequence[str] | None, progress: streams.Progress) -> Case:
    """Load a case and edit it.

    Raises:
        UsageError: If the case is unknown or an edit cannot be made.
        InvalidCaseError: If the case has errors.
    """
    from equipoise.case.edit import parse_edit
    from equipoise.case.load import load_case

    progress(f"reading {name}")
    case = load_case(name)
    return case.edited(dict(parse_edit(edit) for edit in edits)) if edits else case


class Shown(Protocol):
    """A result that knows whether its numbers may be used."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found against it."""

    @property
    def trustworthy(self) -> bool:
        """Whether none of that is an error."""


def exit_code(shown: Shown) -> ExitCode:
    """The code a shown result ends with; says on stderr why where it is not trustworthy."""
    for finding in shown.findings:
        streams.say(f"{finding.severity.value}: {finding}")
    if shown.trustworthy:
        return ExitCode.OK
    streams.say("not trustworthy: do not use these numbers")
    return ExitCode.NOT_TRUSTWORTHY
