"""Rosters as files, and what reading them says."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from config.yaml_file import ProblemsError
from ecfcheck.audit.roster import Person, Roster, read_roster

HEADINGS = ("alias", "name", "courts", "user name", "password", "passcode secret")


HEAD = ",".join(HEADINGS)


ROE = "jroe,Jane Roe,ctd,JROE_USER,JROE_PASSWORD,JROE_SECRET"


JANE = Person("jroe", "Jane Roe", ("ctd",), "JROE_USER", "JROE_PASSWORD", "JROE_SECRET")


def no_setting(heading: str) -> str:
    """Return the problem of a cell under a heading that does not name a setting."""
    return (
        f"{heading}: is not the name of a setting, such as {_EXAMPLES[heading]} (capitals, digits and _); a"
        " roster never holds a secret: keep it in a setting, and write the setting's name here"
    )


NO_HEADING = (
    "this cell has no heading; write one above it, or clear the cell; in a CSV file, put a value that"
    " contains a comma into double quotes"
)


SHAPE = (
    "should be at most 40 letters, digits, '.', '_' and '-', the first a letter or digit:"
    " files are named by it"
)


LISTED = "(`ecfcheck courts` lists them)"


ALL = "alias, name, courts, user name, password, passcode secret, client code"


TEMPLATE = "; `ecfcheck audit --template NEW.xlsx` writes a roster to fill in"


NO_ALIAS = "is empty; give the person a short name without blanks, such as jroe"


_EXAMPLES = {
    "user name": "JROE_USER_NAME",
    "password": "JROE_PASSWORD",
    "passcode secret": "JROE_PASSCODE_SECRET",
}


def unset(heading: str) -> str:
    """Return the problem of an empty cell under a heading."""
    return f"{heading}: is empty; write the name of the setting that holds it, such as {_EXAMPLES[heading]}"


OWN = "each person has an alias and settings of their own"


CLOSED = "check that each quotation mark is closed"


def read(content: str | bytes, *courts: str, name: str = "roster.csv") -> Roster:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path, courts)


def list_problems(content: str | bytes, *courts: str, name: str = "roster.csv") -> list[str]:
    with pytest.raises(ProblemsError) as error:
        read(content, *courts, name=name)
    return str(error.value).splitlines()


def create_csv(*rows: str) -> str:
    return "\n".join((HEAD, *rows, ""))


def create_workbook(*rows: tuple[str | float | None, ...], notes: bool = True) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if notes:
        book.create_sheet("Notes").append(("not", "in", "the", "roster"))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


SAVE = "save it in Excel as CSV UTF-8, or as an .xlsx workbook"
