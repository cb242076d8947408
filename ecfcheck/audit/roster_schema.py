"""Defines the columns of a roster and what their cells may hold; finds problems in them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from openpyxl.utils import get_column_letter

from config.characters import CURLY_QUOTES
from config.suggest import find_closest
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
_OTHER_WORDS = {
    **dict.fromkeys(("id", "short name", "person", "initials"), ALIAS),
    **dict.fromkeys(("court id", "court ids", "districts", "courts and districts"), COURTS),
    **dict.fromkeys(("login", "user", "user id", "login name", "pacer user name", "pacer login"), USER_NAME),
    **dict.fromkeys(("pw", "passwort", "pacer password"), PASSWORD),
    **dict.fromkeys(("totp", "totp secret", "mfa", "mfa secret", "passcode"), PASSCODE_SECRET),
}
"""What others call a roster's columns."""
_SLIP = 0.8
"""How similar a heading must be to an optional column to be taken for it."""
MIN_HEADINGS = 2
"""How many headings, right or misspelled, a row must have to be that of the headings."""
_TEMPLATE = "; `ecfcheck audit --template NEW.xlsx` writes a roster to fill in"

_WORDS = re.compile(r"[a-z]+( [a-z]+)*")
# Files are named by it, and no file's name should be "..".
_ALIAS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_LIKE_A_SETTING = re.compile(
    r"(?i)[a-z]\w*_(user(_?name)?|login|password|passwd|passwort|pwd?|((passcode|totp|mfa)_?)?secret|passcode"
    r"|totp|client_code)"
)
"""How the settings of a person are called, in any case."""
# Without a _, shorter than any password: those, and TOTP secrets, would otherwise pass for names.
_SETTING = re.compile(r"(?=.{1,7}$|.*_)[A-Z][A-Z0-9_]*")


@dataclass(frozen=True)
class Columns:
    """The positions of a roster's columns, counted from 1."""

    positions: Mapping[str, int]
    """By heading; a column that the roster lacks has no entry."""
    with_heading: frozenset[int]
    """All columns with a heading, including a wrong one."""
    ignored: tuple[Problem, ...] = ()
    """A note for each column that is not read, such as one with remarks."""
    width: int = 0
    """The number of cells in a CSV file's row of headings; 0 in a workbook."""

    def read_cell(self, row: Row, heading: str) -> str:
        """Return the text of a row's cell under a heading, "" if the roster has no such column."""
        return row.read_cell(self.positions[heading]) if heading in self.positions else ""

    def find_fault(self, row: Row, heading: str) -> str | None:
        """Return why the text of a row's cell under a heading cannot be used, None if it can."""
        return row.faults.get(self.positions[heading]) if heading in self.positions else None


def count_headings(texts: Iterable[str]) -> int:
    """Return how many of a roster's headings are among these texts."""
    return len({_normalize(text) for text in texts} & {*COLUMNS})


def read_columns(path: str, row: Row) -> tuple[Columns, list[Problem]]:
    """Return the columns that the row of headings names, and every problem with them."""
    headings = {number: heading for number, text in enumerate(row.cells, 1) if (heading := _normalize(text))}
    absent = [name for name in COLUMNS if name not in headings.values()]
    positions: dict[str, int] = {}
    problems: list[Problem] = []
    ignored: list[Problem] = []
    meant: set[str] = set()
    for number, heading in headings.items():
        place = Position(row.number, number)
        # Quote only words: in a file without headings, anything else may be a secret.
        quoted = f" {heading!r}" if _WORDS.fullmatch(heading) else ""
        if heading in positions:
            text = f"the heading {heading!r} is already over column {get_column_letter(positions[heading])}"
            problems.append(Problem(path, place, f"{text}; remove or rename one of them"))
        elif heading in COLUMNS:
            positions[heading] = number
        elif not _SETTING.fullmatch(row.read_cell(number)) and (name := _find_meant(heading, absent)):
            meant.add(name)
            problems.append(Problem(path, place, f"unknown column{quoted}; did you mean {name!r}?"))
        else:
            ignored.append(Problem(path, place, f"note: the column{quoted} is not read"))
    columns = Columns(positions, frozenset(headings), tuple(ignored), row.width)
    if not positions and len(meant) < MIN_HEADINGS:
        # This is not a row of headings. Its text may be a password, so it is not quoted.
        text = f"the first row should be the headings: {', '.join(COLUMNS)}{_TEMPLATE}"
        # No cell below has a heading, which need not be said of each.
        return replace(columns, with_heading=frozenset()), [Problem(path, Position(row.number), text)]
    missing = [name for name in absent if name not in {*_OPTIONAL, *meant}]
    missing_problems = (
        Problem(path, Position(row.number), f"the column {name!r} is missing; add it") for name in missing
    )
    return columns, [*problems, *missing_problems]


def _normalize(heading: str) -> str:
    """Return a heading as COLUMNS has it: `User_Name *` as `user name`."""
    return " ".join(re.sub(r"[_\s-]+", " ", heading.lower()).strip(" :*.").split())


def _find_meant(heading: str, absent: Sequence[str]) -> str | None:
    """Return the column that the roster lacks and a heading likely names; None for a column of one's own."""
    name = _OTHER_WORDS.get(heading) or find_closest(heading, absent)
    if name is None or name not in absent:
        return None
    # An optional column that is absent is not missed, so only a small slip means it.
    is_slip = SequenceMatcher(None, heading, name).ratio() >= _SLIP
    return name if heading in _OTHER_WORDS or name not in _OPTIONAL or is_slip else None


def check_alias(text: str) -> str | None:
    """Return what is wrong with an alias, None if nothing is."""
    if not text:
        return "is empty; give the person a short name without blanks, such as jroe"
    if _ALIAS.fullmatch(text):
        return None
    shape = "at most 40 letters, digits, '.', '_' and '-', the first a letter or digit"
    # The text is not quoted: it may be a password in the wrong column.
    return f"should be {shape}: files are named by it"


def check_setting(text: str, heading: str) -> str | None:
    """Return what is wrong with a setting's name, None if nothing is; does not quote the name."""
    example = f"JROE_{_build_ending(heading)}"
    if not text:
        return f"is empty; write the name of the setting that holds it, such as {example}"
    if _SETTING.fullmatch(text):
        return _find_swap(text, heading)
    if _SETTING.fullmatch(text.strip(f"{CURLY_QUOTES}'\"` ")):
        kind = "curly quotes" if text[0] in CURLY_QUOTES or text[-1] in CURLY_QUOTES else "quotes"
        return f"is in {kind}; delete them, and leave the setting's name alone, such as {example}"
    # The text is not quoted: it may be a password.
    return (
        f"is not the name of a setting, such as {example} (capitals, digits and _); a roster never holds a"
        " secret: keep it in a setting, and write the setting's name here"
    )


def _find_swap(name: str, heading: str) -> str | None:
    """Return that a cell names the setting of another column: a password would be typed as a user name."""
    for other in (USER_NAME, PASSWORD, PASSCODE_SECRET):
        if other != heading and find_owner(name, other):
            return f"names {name}, by its name the setting of a {other}; are two columns swapped?"
    return None


def find_owner(name: str, heading: str) -> str:
    """Return the owner in a setting's name: JROE for JROE_PASSWORD under `password`; "" if there is none."""
    ending = f"_{_build_ending(heading)}"
    return name.removesuffix(ending) if name.endswith(ending) else ""


def check_client_code(text: str) -> str | None:
    """Return what is wrong with a client code, None if nothing is: it is the code itself."""
    return describe_name_as_code(text, "looks like") if _LIKE_A_SETTING.fullmatch(text) else None


def describe_name_as_code(text: str, verb: str = "is") -> str:
    """Return the message for a setting's name where the client code itself belongs."""
    # Only what is written as a setting is quoted: it may be a password.
    what = f"{text} {verb}" if _SETTING.fullmatch(text) else verb
    return f"{what} the name of a setting; write the client code itself here, it is not a secret"


def _build_ending(heading: str) -> str:
    return heading.upper().replace(" ", "_")
