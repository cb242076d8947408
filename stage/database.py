"""The stage's database: one SQLite file, one connection per request."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from flask import Flask, g

from stage.settings import StageStartError, current_settings

APPLICATION_ID = 0x65636673
VERSION = 4
LOCK_SECONDS = 10  # the wait for another writer; a write here takes well under a millisecond

SCRIPTS = [Path(__file__).with_name(name) for name in ("schema.sql", "standing_cases.sql")]


def connect(path: Path) -> sqlite3.Connection:
    """Open the database in autocommit mode; `transaction` groups statements."""
    connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def prepare(path: Path) -> None:
    """Create the tables and the standing cases in a new file; accept a file that has them.

    Raises StageStartError if the file cannot be written or is anything else, and leaves it unchanged.
    """
    remedy = "Give --database another path, or leave it out."
    try:
        with closing(connect(path)) as connection:
            if _is_empty(connection):
                for script in SCRIPTS:
                    connection.executescript(script.read_text(encoding="utf-8"))
            elif not _is_ours(connection):
                raise StageStartError(f"{path} is not a database of this version of the stage. {remedy}")
            connection.executescript("BEGIN IMMEDIATE; ROLLBACK")  # fails where writing would
    except sqlite3.Error as error:
        raise StageStartError(f"cannot use the database {path}: {error}. {remedy}") from error


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None


def _is_ours(connection: sqlite3.Connection) -> bool:
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    return marks == [APPLICATION_ID, VERSION]


def get_db() -> sqlite3.Connection:
    """Return this request's connection; open it on first use."""
    if "database" not in g:
        g.database = connect(current_settings().database)
    return cast("sqlite3.Connection", g.database)


def insert(table: str, row: Mapping[str, object]) -> int:
    """Insert one row, given by its columns; return its row id."""
    marks = ", ".join(f":{column}" for column in row)
    query = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names of this code
    return get_db().execute(query, row).lastrowid or 0


def close_after_request(app: Flask) -> None:
    """Close the connection at the end of every request."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        if (connection := g.pop("database", None)) is not None:
            connection.close()


@contextmanager
def transaction() -> Iterator[sqlite3.Connection]:
    """Run the block as one transaction that excludes other writers; roll back on any error."""
    connection = get_db()
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
