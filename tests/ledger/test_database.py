"""What a database adds: it refuses to change a line, keeps many ledgers apart, and says plainly what it lacks."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from equipoise.errors import Severity, UsageError
from equipoise.ledger.ledger import Ledger
from equipoise.ledger.store import NotRecordedError
from ledger.made import LadderClock, filled, judgement

sqlalchemy = pytest.importorskip("sqlalchemy")

TABLE = "equipoise_ledger"
REFUSED = "a ledger is only ever added to"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    return f"sqlite:///{tmp_path}/team.db" if request.param == "sqlite" else request.getfixturevalue("postgresql")


@pytest.fixture
def name(request):
    return f"{request.node.name}-{id(request)}"


@pytest.fixture
def team(url, name):
    return filled(Ledger(url, case=name, clock=LadderClock()), 3)


@contextmanager
def opened(url):
    """A connection behind the back of the ledger."""
    engine = sqlalchemy.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with closing(engine.connect()) as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET line = replace(line, '0.11', '0.91')",
        f"DELETE FROM {TABLE} WHERE number = 3",
    ],
)
def test_a_line_cannot_be_changed_or_deleted(team, url, statement):
    with opened(url) as connection, pytest.raises(sqlalchemy.exc.DBAPIError, match=REFUSED):
        connection.execute(sqlalchemy.text(statement))
    assert team.verify(team.head) == ()


def test_postgresql_refuses_to_empty_the_table(postgresql, name):
    team = filled(Ledger(postgresql, case=name, clock=LadderClock()), 2)
    with opened(postgresql) as connection, pytest.raises(sqlalchemy.exc.DBAPIError, match=REFUSED):
        connection.execute(sqlalchemy.text(f"TRUNCATE {TABLE}"))
    assert len(team.entries) == 2


@pytest.mark.parametrize("number", [2, 3, 5])
def test_sqlite_refuses_a_line_in_the_place_of_another_or_out_of_turn(tmp_path, number):
    url = f"sqlite:///{tmp_path}/team.db"
    team = filled(Ledger(url, case="ladder", clock=LadderClock()), 3)
    # INSERT OR REPLACE deletes without firing a trigger on deletion.
    statement = f"INSERT OR REPLACE INTO {TABLE} VALUES ('ladder', {number}, 'forged', 'forged')"
    with opened(url) as connection, pytest.raises(sqlalchemy.exc.DBAPIError, match=REFUSED):
        connection.execute(sqlalchemy.text(statement))
    assert team.verify(team.head) == ()


def test_what_an_owner_changes_after_taking_the_triggers_away_is_found(tmp_path):
    url = f"sqlite:///{tmp_path}/team.db"
    team = filled(Ledger(url, case="ladder", clock=LadderClock()), 3)
    head = team.head
    with opened(url) as connection:
        connection.execute(sqlalchemy.text(f"DROP TRIGGER {TABLE}_no_update"))
        connection.execute(sqlalchemy.text(f"UPDATE {TABLE} SET line = replace(line, '0.11', '0.91')"))
        connection.commit()
    findings = team.verify(head)
    assert [(found.line, found.severity) for found in findings] == [(3, Severity.ERROR)]
    assert "line 2 was changed" in findings[0].problem


def test_ledgers_in_one_database_are_kept_apart(team, url, name):
    other = Ledger(url, case=f"{name}-other", clock=LadderClock())
    assert other.entries == ()
    other.record(judgement(0.9))
    assert len(team.entries) == 3


def test_lines_of_a_database_are_those_of_a_file(team, embedded):
    filled(embedded, 3)
    assert [entry.line for entry in team.entries] == [entry.line for entry in embedded.entries]


def test_a_record_that_fails_leaves_nothing_behind(team):
    with pytest.raises(UsageError):
        team.record(judgement(0.5, by_whom="li"), judgement(0.5, as_of="2031-01-01"))
    assert len(team.entries) == 3


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://host/team", "cannot lie in mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_what_is_no_home_for_a_ledger_is_refused(url, says):
    with pytest.raises(UsageError, match=says):
        Ledger(url, case="ladder")


def test_a_database_wants_the_name_of_a_ledger(tmp_path):
    with pytest.raises(UsageError, match="say which"):
        Ledger(f"sqlite:///{tmp_path}/team.db")


def test_a_database_that_cannot_be_reached_is_told_plainly(tmp_path):
    with pytest.raises(NotRecordedError, match="unable to open database file"):
        Ledger(f"sqlite:///{tmp_path}/no/such/folder/team.db", case="ladder")


def test_a_password_is_never_shown(tmp_path):
    # Nothing listens on this port of this machine.
    with pytest.raises(NotRecordedError) as raised:
        Ledger("postgresql://maria:secret@127.0.0.1:1/team?connect_timeout=2", case="ladder")
    assert "secret" not in str(raised.value)
    assert "maria" in str(raised.value)


def test_without_the_extra_the_message_says_what_to_install(tmp_path):
    script = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from equipoise.errors import UsageError\n"
        "from equipoise.ledger.ledger import Ledger\n"
        "try: Ledger('sqlite:///team.db', case='ladder')\n"
        "except UsageError as error: print(error, '|', error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "a ledger in a database needs the extra `team` | pip install 'equipoise[team]'\n"


def test_a_ledger_in_a_file_needs_no_database_library(case_folder):
    script = (
        "import sys\n"
        "from equipoise.ledger.ledger import Ledger\n"
        f"Ledger({str(case_folder)!r}).entries\n"
        "print(sorted({'sqlalchemy', 'numpy', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
