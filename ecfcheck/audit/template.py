"""Writes an empty roster as an Excel workbook: headings, an example row, courts to choose from."""

import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from config.court import list_court_ids, load_court
from config.unknown_court import is_court_file
from config.yaml_file import ProblemsError, display_path
from ecfcheck.atomic_write import write_atomically
from ecfcheck.audit.roster import EXAMPLE
from ecfcheck.audit.roster_schema import (
    ALIAS,
    CLIENT_CODE,
    COLUMNS,
    COURTS,
    NAME,
    PASSCODE_SECRET,
    PASSWORD,
    USER_NAME,
)

_EXAMPLE = {
    ALIAS: EXAMPLE[0],
    NAME: "Example Person",
    COURTS: "nysd, nysb",
    USER_NAME: EXAMPLE[1],
    PASSWORD: "EXAMPLE_PASSWORD",
    PASSCODE_SECRET: "EXAMPLE_PASSCODE_SECRET",
}
_SETTING = "The name of the setting in .env, or in the keyring, that holds"
_PROMPTS = {
    ALIAS: "A short name without blanks, such as jroe: results and files are named by it.",
    NAME: "The person's name, for reports with --show-names. May be empty.",
    COURTS: "One id from the list, or several with commas: nysd, nysb. The sheet Courts has all ids.",
    USER_NAME: f"{_SETTING} the PACER user name, such as JROE_USER_NAME. Not the user name itself.",
    PASSWORD: f"{_SETTING} the PACER password, such as JROE_PASSWORD. Never the password itself.",
    PASSCODE_SECRET: f"{_SETTING} the TOTP secret. Empty if PACER asks for none.",
    CLIENT_CODE: "The client code itself, for accounts that must give one at the login. May be empty.",
}
_WIDTHS = {NAME: 28, COURTS: 28, USER_NAME: 28, PASSWORD: 28, PASSCODE_SECRET: 30}
_LAST_ROW = 1000
_AS_TEXT = "@"


def write_template(target: Path) -> None:
    """Write an empty roster. Raises ProblemsError if the target exists or is not named .xlsx."""
    if fault := _find_fault(target):
        raise ProblemsError.single(display_path(target), fault)
    book = Workbook()
    book.properties.creator = "ecfcheck"
    roster = book.worksheets[0]
    roster.title = "Roster"
    ids = [id_ for id_ in list_court_ids(target.parent) if _is_court(target.parent / f"{id_}.yaml")]
    _fill_roster(roster, len(ids))
    _fill_courts(book.create_sheet("Courts"), ids, target.parent)
    stream = io.BytesIO()
    book.save(stream)
    write_atomically(target, stream.getvalue())


def _is_court(file: Path) -> bool:
    """Return whether an id is a court's: not if it is only the name of another YAML file, as a project's."""
    return not file.exists() or is_court_file(file)


def _find_fault(target: Path) -> str | None:
    if target.suffix.lower() != ".xlsx":
        return "is not the name of a workbook; give it a name that ends in .xlsx"
    if target.exists():
        return "exists already; choose another name, so that nothing is overwritten"
    return None if target.parent.is_dir() else "is in a folder that does not exist; create it first"


def _fill_roster(sheet: Worksheet, courts: int) -> None:
    sheet.append(COLUMNS)
    sheet.append([_EXAMPLE.get(heading, "") for heading in COLUMNS])
    for number, heading in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        column = sheet.column_dimensions[letter]
        column.width = _WIDTHS.get(heading, 16)
        # Excel would make a date of the client code 10-12, and 42 of 0042.
        column.number_format = _AS_TEXT
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet[f"{letter}2"].font = Font(italic=True, color="808080")
        sheet[f"{letter}2"].number_format = _AS_TEXT
        # Some programs go by the cells alone, and not by the format of their column.
        for row in range(3, _LAST_ROW + 1):
            sheet[f"{letter}{row}"].number_format = _AS_TEXT
        prompt = _create_prompt(heading, courts)
        prompt.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(prompt)
    sheet.freeze_panes = "B2"


def _create_prompt(heading: str, courts: int) -> DataValidation:
    """Return what Excel shows at a cell below a heading: an explanation, and for courts a list."""
    is_list = heading == COURTS
    return DataValidation(
        type="list" if is_list else None,
        formula1=f"Courts!$A$2:$A${courts + 1}" if is_list else None,
        allow_blank=True,
        # A cell may have several courts, which the list does not have.
        showErrorMessage=False,
        showInputMessage=True,
        promptTitle=heading,
        prompt=_PROMPTS[heading],
    )


def _fill_courts(sheet: Worksheet, ids: list[str], folder: Path) -> None:
    sheet.append(["court id", "court"])
    for id_ in ids:
        sheet.append([id_, load_court(id_, folder).name])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 60
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
