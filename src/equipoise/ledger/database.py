"""Ledgers in a database, for teams: SQLite or PostgreSQL by URL, many ledgers in one table.

The lines are those of the file, byte for byte, so that the same verification, and the same head, serve both. The
database itself refuses to change or delete a line; whoever owns it can take that refusal away: then the chain tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from equipoise.errors import UsageError
from equipoise.ledger.chain import hash_of
from equipoise.ledger.store import Appended, Compose, Contents, NotRecordedError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

TABLE = "equipoise_ledger"
DIALECTS = ("sqlite", "postgresql")

_SECONDS_TO_WAIT = 60
_INSTALL = "pip install 'equipoise[team]'"

_CREATE = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (
  ledger TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, line TEXT NOT NULL,
  PRIMARY KEY (ledger, number), UNIQUE (ledger, hash)
)"""

# INSERT OR REPLACE deletes without firing a trigger on deletion; so a line in the place of another is refused too.
_GUARD_SQLITE = (
    *(
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{what} BEFORE {what.upper()} ON {TABLE} "
        "BEGIN SELECT RAISE(ABORT, 'a ledger is only ever added to'); END"
        for what in ("update", "delete")
    ),
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_next BEFORE INSERT ON {TABLE} "
    f"WHEN NEW.number <> (SELECT COUNT(*) + 1 FROM {TABLE} WHERE ledger = NEW.ledger) "
    f"OR EXISTS (SELECT 1 FROM {TABLE} WHERE ledger = NEW.ledger AND hash = NEW.hash) "
    "BEGIN SELECT RAISE(ABORT, 'a ledger is only ever added to'); END",
)
_GUARD_POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a ledger is only ever added to'; END $$",
    f"CREATE OR REPLACE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"CREATE OR REPLACE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
)


class DatabaseStore:
    """One ledger in a database.

    Args:
        url: As SQLAlchemy writes it: `sqlite:///team.db`, `postgresql://user@host/database`.
        ledger: Name of the ledger in it: that of the case.

    Raises:
        UsageError: If the database is of another kind, or the extra `team` is not installed.
        NotRecordedError: If it cannot be reached.
    """

    def __init__(self, url: str, ledger: str) -> None:
        self._engine = _engine(url)
        self._ledger = ledger
        self._name = f"{self._engine.url.render_as_string(hide_password=True)} {ledger}"
        with self._turn() as connection:
            self._prepare(connection)

    @property
    def name(self) -> str:
        """What findings call it."""
        return self._name

    def refuse_writing(self) -> None:
        """Whether it may be written to shows when it is; see `Store`."""

    def read(self) -> Contents:
        """All lines, in order."""
        with self._failing_plainly(), self._engine.connect() as connection:
            return Contents(self._name, self._lines(connection))

    def append(self, compose: Compose) -> Appended:
        """Add lines; see `Store`."""
        from sqlalchemy import text

        with self._turn() as connection:
            lines = self._lines(connection)
            new = tuple(compose(lines))
            for number, line in enumerate(new, start=len(lines) + 1):
                connection.execute(
                    text(f"INSERT INTO {TABLE} (ledger, number, hash, line) VALUES (:ledger, :number, :hash, :line)"),
                    {"ledger": self._ledger, "number": number, "hash": hash_of(line), "line": line.decode("utf-8")},
                )
        return Appended((*lines, *new))

    def _lines(self, connection: Connection) -> tuple[bytes, ...]:
        from sqlalchemy import text

        query = text(f"SELECT line FROM {TABLE} WHERE ledger = :ledger ORDER BY number")
        return tuple(str(row[0]).encode("utf-8") for row in connection.execute(query, {"ledger": self._ledger}))

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes."""
        from sqlalchemy import text

        with self._failing_plainly(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                # Of this database and for this transaction; SQLite's BEGIN IMMEDIATE is the same.
                key = {"key": f"{TABLE}"}
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), key)
            yield connection

    def _prepare(self, connection: Connection) -> None:
        from sqlalchemy import inspect, text

        # A team's members may be allowed to add lines, but not to make tables.
        if inspect(connection).has_table(TABLE):
            return
        guard: Sequence[str] = _GUARD_SQLITE if self._engine.dialect.name == "sqlite" else _GUARD_POSTGRESQL
        for statement in (_CREATE, *guard):
            connection.execute(text(statement))

    @contextmanager
    def _failing_plainly(self) -> Iterator[None]:
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise NotRecordedError(
                f"{self._name}: {reason}", hint="nothing was recorded; see that the database can be reached and written"
            ) from error


def _engine(url: str) -> Engine:
    try:
        from sqlalchemy import create_engine, event
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError
        from sqlalchemy.pool import NullPool  # a connection for each turn: nothing to close, nothing gone stale
    except ImportError as error:
        raise UsageError("a ledger in a database needs the extra `team`", hint=_INSTALL) from error
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise UsageError(f"{url!r} is no address of a database", hint="write sqlite:///team.db") from error
    kind = address.get_backend_name()
    if kind not in DIALECTS:
        raise UsageError(f"a ledger cannot lie in {kind}", hint=f"choose one of: {', '.join(DIALECTS)}")
    if kind == "sqlite" and address.database in (None, "", ":memory:"):
        raise UsageError(f"{url} names no file, and what lies in memory is no record", hint="write sqlite:///team.db")
    if kind == "postgresql":
        try:
            return create_engine(address.set(drivername="postgresql+psycopg"), poolclass=NullPool)
        except ImportError as error:
            raise UsageError("PostgreSQL needs the extra `team`", hint=_INSTALL) from error
    engine = create_engine(address, connect_args={"timeout": _SECONDS_TO_WAIT}, poolclass=NullPool)

    # The driver begins transactions late and without a lock, so that two writers could read the same last line.
    # Left alone, with its own handling off, it takes the lock when the transaction begins.
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
