"""What every route needs: who asks and what they may do, and the case that an address names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request

from equipoise.case.case import Case
from equipoise.errors import InvalidCaseError
from equipoise.web.api.problems import NotAllowedError, NotNowError, not_there
from equipoise.web.guard.person import person_of
from equipoise.web.workspace.desk import Desk
from equipoise.web.workspace.people import ALONE, Person
from equipoise.web.workspace.workspace import Workspace


def workspace_of(request: Request) -> Workspace:
    """The workspace that is served."""
    workspace = request.app.state.workspace
    assert isinstance(workspace, Workspace)
    return workspace


def person(request: Request) -> Person:
    """Who asks."""
    return person_of(request.scope)


def analyst(who: Annotated[Person, Depends(person)]) -> Person:
    """Who asks, and may rate and record.

    Raises:
        NotAllowedError: If they may not.
    """
    if not who.may_rate:
        raise NotAllowedError(f"a {who.role} looks and changes nothing", hint="ask for the role analyst")
    return who


def editor(who: Annotated[Person, Depends(person)]) -> Person:
    """Who asks, and may change the model and the files.

    Raises:
        NotAllowedError: If they may not.
    """
    if not who.may_edit:
        raise NotAllowedError(f"a {who.role} does not change the model", hint="ask for the role editor")
    return who


def desk(
    workspace: Annotated[Workspace, Depends(workspace_of)],
    case: Annotated[str, Path(max_length=255, description="Name of a case, as `GET /cases` lists them.")],
) -> Desk:
    """The open case of an address, with what was last written into its files.

    Raises:
        NotThereError: If no such case is on offer. A name is compared with those offered and leads to no folder.
    """
    offered = [one.name for one in workspace.offered()]
    if case not in offered:
        raise not_there("case", case, offered)
    found = workspace.desk(case)
    found.look()
    return found


def sound_case(found: Annotated[Desk, Depends(desk)], who: Annotated[Person, Depends(person)]) -> Case:
    """The case of an address, where its files have no errors, as the person who asks may see it.

    Raises:
        InvalidCaseError: With all findings, if they have.
    """
    return sound(found, who)


def own_desk(found: Annotated[Desk, Depends(desk)]) -> Desk:
    """The open case of an address, to be changed.

    Raises:
        NotNowError: If it comes with Equipoise.
    """
    if found.read_only:
        raise NotNowError(
            f"{found.name} comes with Equipoise and stays as it is", hint="copy it: POST /api/v1/cases with copy_of"
        )
    return found


def sound(found: Desk, who: Person) -> Case:
    """The case on a desk as its files say it now, without what an open round of raters keeps from somebody.

    Whoever has not signed in is no rater here: a name alone opens nobody's sheet.

    Raises:
        InvalidCaseError: If they have errors.
    """
    if found.errors:
        raise InvalidCaseError(f"the case {found.name} has errors", found.findings, hint="mend its files")
    return found.sound_case() if who == ALONE else found.case_for(who.name)


InWorkspace = Annotated[Workspace, Depends(workspace_of)]
Anybody = Annotated[Person, Depends(person)]
Analyst = Annotated[Person, Depends(analyst)]
Editor = Annotated[Person, Depends(editor)]
OnDesk = Annotated[Desk, Depends(desk)]
OwnDesk = Annotated[Desk, Depends(own_desk)]
SoundCase = Annotated[Case, Depends(sound_case)]
