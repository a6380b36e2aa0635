"""What journeys share: one workbench for all, a browser for each file, a person for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("nicegui", reason="the workbench needs the extra web")

from playwright.sync_api import Browser, Page

from journeys.chromium import Person, running_chromium
from journeys.served import Served, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workbench on a folder of its own."""
    with serving(tmp_path_factory.mktemp("journeys")) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium. It is closed behind each file: while it runs, no other test could begin an event loop."""
    with running_chromium() as found:
        yield found


@pytest.fixture
def people(served: Served, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Makes persons who have come in by the printed address; a journey on which one met a fault fails."""
    here: list[Person] = []

    def comes(**settings: object) -> Person:
        person = Person(browser, served.address, **settings)
        here.append(person)
        person.tab.goto(served.printed)
        person.waits_until_alive()
        assert "token" not in person.tab.url, "a token stays out of the history of a browser"
        return person

    yield comes
    faults = [fault for person in here for fault in person.faults]
    for person in here:
        person.leaves()
    assert faults == []


@pytest.fixture
def person(people: Callable[..., Person]) -> Person:
    """One person, at a screen of usual size."""
    return people(viewport={"width": 1440, "height": 900})


@pytest.fixture
def tab(person: Person) -> Page:
    """The tab of that person."""
    return person.tab
