"""Defines the columns of a roster and what their cells may hold; finds problems in them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from config.suggest import did_you_mean, find_closest
from config.yaml_file import Position, Problem
from ecfcheck.audit.roster_rows import Row

ALIAS = "alias"
NAME = "name"
COURTS = "courts"
USER_NAME = "user name"
PASSWORD = "password"  # noqa: S105 - a heading
PASSCODE_SECRET = "passcode secret"  # noqa: S105 - a heading
CLIENT_CODE = "client code"

COLUMNS = (ALIAS, NAME, COURTS, USER_NAME, PASSWORD, PASSCODE_SECRET, CLIENT_CODE)
_OPTIONAL = (NAME, PASSCODE_SECRET, CLIENT_CODE)

_WORDS = re.compile(r"[a-z]+([ -][a-z]+)*")
# Files are named by it, and no file's name should be "..".
_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
# Without a _, shorter than any password: those, and passcode secrets, would otherwise pass for names.
_SETTING = re.compile(r"(?=.{1,7}$|.*_)[A-Z][A-Z0-9_]*")
_COURT_ID = re.compile(r"[a-z]{2,6}")
_PRACTICE = "practice_"
"""The prefix of the ids of a practice firm's courts."""


@dataclass(frozen=True)
class Columns:
    """The positions of a roster's columns, counted from 1."""

    positions: Mapping[str, int]
    """By heading; a column that the roster lacks has no entry."""
    with_heading: frozenset[int]
    """All columns with a heading, including a wrong one."""

    def read_cell(self, row: Row, heading: str) -> str:
        """Return the text of a row's cell under a heading, "" if the roster has no such column."""
        return row.read_cell(self.positions[heading]) if heading in self.positions else ""


def read_columns(path: str, row: Row) -> tuple[Columns, list[Problem]]:
    """Return the columns that the first row names, and every problem with them."""
    headings = {
        number: " ".join(text.lower().split()) for number, text in enumerate(row.cells, 1) if text.strip()
    }
    positions: dict[str, int] = {}
    problems: list[Problem] = []
    meant: set[str | None] = set()
    for number, heading in headings.items():
        place = Position(row.number, number)
        if heading not in COLUMNS:
            meant.add(find_closest(heading, COLUMNS))
            # Quote only words: in a file without headings, anything else may be a secret.
            quoted = f" {heading!r}" if _WORDS.fullmatch(heading) else ""
            text = f"unknown column{quoted}{did_you_mean(heading, COLUMNS)}"
            problems.append(Problem(path, place, text))
        elif heading in positions:
            text = f"the heading {heading!r} is already over column {get_column_letter(positions[heading])}"
            problems.append(Problem(path, place, text))
        else:
            positions[heading] = number
    columns = Columns(positions, frozenset(headings))
    if not positions and meant == {None}:
        # This is not a row of headings. Its text may be a password, so it is not quoted.
        text = f"the first row should be the headings: {', '.join(COLUMNS)}"
        return columns, [Problem(path, Position(row.number), text)]
    missing = [name for name in COLUMNS if name not in {*positions, *_OPTIONAL, *meant}]
    missing_problems = (
        Problem(path, Position(row.number), f"the column {name!r} is missing") for name in missing
    )
    return columns, [*problems, *missing_problems]


def check_alias(text: str) -> str | None:
    """Return what is wrong with an alias, None if nothing is."""
    if not text:
        return "is empty"
    if _ALIAS.fullmatch(text):
        return None
    shape = "at most 40 letters, digits, '.', '_' and '-', the first a letter or digit"
    # The text is not quoted: it may be a password in the wrong column.
    return f"should be {shape}: files are named by it"


def check_setting(text: str) -> str | None:
    """Return what is wrong with a setting's name, None if nothing is; does not quote the name."""
    if not text:
        return "is empty"
    if _SETTING.fullmatch(text):
        return None
    # The text is not quoted: it may be a password.
    return (
        "is not the name of a setting, such as JROE_PASSWORD (capitals, digits and _); a roster never holds a"
        " secret: keep it in a setting, and write the setting's name here"
    )


def split_courts(text: str) -> tuple[str, ...]:
    """Return the court ids in a cell, separated by blanks, commas or semicolons."""
    return tuple(re.findall(r"[^\s,;]+", text.lower()))


def check_courts(named: Collection[str], chosen: Collection[str], known: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the court ids in a cell, given the chosen and the known courts."""
    if not named and not chosen:
        yield "is empty, which means all courts chosen by --court, but none is chosen"
    for court in dict.fromkeys(named):
        if court not in known:
            yield f"{_describe_unknown_court(court, sorted(known))} (`ecfcheck courts` lists them)"
        elif tuple(named).count(court) > 1:
            yield f"{court!r} is listed twice"


def _describe_unknown_court(text: str, known: Sequence[str]) -> str:
    """Return the message for an unknown court; quote the text only if it must be an id."""
    meant = _find_closest_court(text, known)
    if text.startswith(_PRACTICE) and not meant:
        return f"unknown court {text!r}; its file, {text}.yaml, should be in the roster's folder"
    message = f"unknown court {text!r}" if _COURT_ID.fullmatch(text) else "this is not a court's id"
    return message + (f"; did you mean {meant!r}?" if meant else "")


def _find_closest_court(text: str, known: Sequence[str]) -> str | None:
    """Return the court that was likely meant, ignoring the prefix that practice courts share."""
    if not text.startswith(_PRACTICE):
        return find_closest(text, known)
    names = [court.removeprefix(_PRACTICE) for court in known if court.startswith(_PRACTICE)]
    meant = find_closest(text.removeprefix(_PRACTICE), names)
    return f"{_PRACTICE}{meant}" if meant else None
