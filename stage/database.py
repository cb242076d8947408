"""The stage's database: one SQLite file, one connection a request."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from flask import Flask, g

from stage.problems import StageRequestError
from stage.settings import current_settings

APPLICATION_ID = 0x65636673
VERSION = 4
LOCK_SECONDS = 10  # a writer waits so long for another; a write here takes well under a millisecond

SCRIPTS = [Path(__file__).with_name(name) for name in ("schema.sql", "standing_cases.sql")]


def connect(path: Path) -> sqlite3.Connection:
    """Open the database, in autocommit: `transaction` says what belongs together."""
    connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(path: Path) -> None:
    """Make the tables and the standing cases in a new file; accept a file that has them; touch no other.

    Raises StageProblem when the file cannot be written or is something else.
    """
    remedy = "give --database another path, or leave it out"
    try:
        with closing(connect(path)) as connection:
            if _is_empty(connection):
                for script in SCRIPTS:
                    connection.executescript(script.read_text(encoding="utf-8"))
            elif not _is_ours(connection):
                raise StageRequestError(f"{path} is not a database of this version of the stage: {remedy}")
            connection.executescript("BEGIN IMMEDIATE; ROLLBACK")  # fails where writing would
    except sqlite3.Error as error:
        raise StageRequestError(f"cannot use the database {path} ({error}): {remedy}") from error


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None


def _is_ours(connection: sqlite3.Connection) -> bool:
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    return marks == [APPLICATION_ID, VERSION]


def current() -> sqlite3.Connection:
    """Return this request's connection, opened when first asked for."""
    if "database" not in g:
        g.database = connect(current_settings().database)
    return cast("sqlite3.Connection", g.database)


def insert(table: str, row: Mapping[str, object]) -> int:
    """Insert one row, given by its columns; return its number."""
    marks = ", ".join(f":{column}" for column in row)
    query = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names of this code
    return current().execute(query, row).lastrowid or 0


def close_after_request(app: Flask) -> None:
    """Have every request close its connection."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        if (connection := g.pop("database", None)) is not None:
            connection.close()


@contextmanager
def transaction() -> Iterator[sqlite3.Connection]:
    """Do all of the block or nothing of it; no other writer comes between."""
    connection = current()
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
