"""The columns of a roster: which heading stands over which, and what is wrong with the headings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from config.suggest import did_you_mean, find_closest
from config.yaml_file import Position, Problem
from ecfcheck.audit.roster_rows import Row

_WORDS = re.compile(r"[a-z]+([ -][a-z]+)*")

ALIAS = "alias"
NAME = "name"
COURTS = "courts"
USER_NAME = "user name"
PASSWORD = "password"  # noqa: S105 - a heading
PASSCODE_SECRET = "passcode secret"  # noqa: S105 - a heading
CLIENT_CODE = "client code"

COLUMNS = (ALIAS, NAME, COURTS, USER_NAME, PASSWORD, PASSCODE_SECRET, CLIENT_CODE)
_OPTIONAL = (NAME, PASSCODE_SECRET, CLIENT_CODE)


@dataclass(frozen=True)
class Columns:
    """Where each column stands, counted from 1."""

    at: Mapping[str, int]
    """By heading; one that the roster lacks is not in it."""
    headed: frozenset[int]
    """All columns with a heading, those with a wrong one too."""

    def cell(self, row: Row, heading: str) -> str:
        """Return what stands in a row under a heading, "" if the roster has no such column."""
        return row.cell(self.at[heading]) if heading in self.at else ""


def read_columns(path: str, row: Row) -> tuple[Columns, list[Problem]]:
    """Return the columns that the first row names, and every problem with it."""
    written = {
        number: " ".join(text.lower().split()) for number, text in enumerate(row.cells, 1) if text.strip()
    }
    at: dict[str, int] = {}
    problems: list[Problem] = []
    meant: set[str | None] = set()
    for number, heading in written.items():
        place = Position(row.number, number)
        if heading not in COLUMNS:
            meant.add(find_closest(heading, COLUMNS))
            # Anything else may be a secret, in a file without headings.
            told = f"column {heading!r}" if _WORDS.fullmatch(heading) else "such column"
            text = f"there is no {told} in a roster{did_you_mean(heading, COLUMNS)}"
            problems.append(Problem(path, place, text))
        elif heading in at:
            text = f"the heading {heading!r} stands over column {get_column_letter(at[heading])} already"
            problems.append(Problem(path, place, text))
        else:
            at[heading] = number
    columns = Columns(at, frozenset(written))
    if not at and meant == {None}:
        # This is no row of headings. What stands there is not told: it may be a password.
        text = f"the first row should be the headings: {', '.join(COLUMNS)}"
        return columns, [Problem(path, Position(row.number), text)]
    missing = [name for name in COLUMNS if name not in {*at, *_OPTIONAL, *meant}]
    return columns, [*problems, *(_missing(path, row, name) for name in missing)]


def _missing(path: str, row: Row, heading: str) -> Problem:
    return Problem(path, Position(row.number), f"the column {heading!r} is missing")
