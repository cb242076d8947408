"""Reads a roster's file, and finds the sheet and the row with its headings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.yaml_file import Position, ProblemsError, display_path
from ecfcheck.audit.roster_format import WORKBOOKS, find_format_fault
from ecfcheck.audit.roster_rows import Row, Sheet, read_csv
from ecfcheck.audit.roster_schema import MIN_HEADINGS, count_headings
from ecfcheck.audit.roster_workbook import read_workbook

_LOCK_FILE = "~$"
_DAMAGED = "is damaged or not complete; copy it here again, or open it and save it again as an .xlsx workbook"
_MAX_TITLE_ROWS = 20
"""In how many rows headings are looked for: above them there may be a title, a date, a note."""


@dataclass(frozen=True)
class Table:
    """The roster's rows: the one with the headings, and those below it."""

    path: str
    """The file as messages name it, with the sheet unless it is the first."""
    head: Row
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """Return the rows of a roster, in the sheet that has the headings. Raises ProblemsError."""
    sheets, hidden = _read_sheets(path)
    found = [(sheet, number) for sheet in sheets if (number := _find_head(sheet)) is not None]
    if len(found) > 1:
        titles = " and ".join(repr(sheet.title) for sheet, _ in found)
        text = f"the sheets {titles} have a roster's headings; keep one of them, or hide the others"
        raise ProblemsError.single(display_path(path), text)
    if not found:
        _reject_hidden_table(path, hidden)
    if not sheets:
        text = "is empty; `ecfcheck audit --template NEW.xlsx` writes a roster to fill in"
        raise ProblemsError.single(display_path(path), text)
    sheet, number = found[0] if found else (sheets[0], 0)
    if not found:
        _reject_turned_table(path, sheet)
    name = display_path(path) if sheet == sheets[0] else f"{display_path(path)} (sheet {sheet.title!r})"
    return Table(name, sheet.rows[number], sheet.rows[number + 1 :])


def _read_sheets(path: Path) -> tuple[list[Sheet], list[Sheet]]:
    """Return the visible sheets and the hidden ones that are not empty, with the rows that are not."""
    content = _read_content(path)
    name = display_path(path)
    if fault := find_format_fault(path, content):
        raise ProblemsError.single(name, fault)
    sheets = _parse(path, content) if content else []
    filled = [replace(sheet, rows=tuple(row for row in sheet.rows if row.cells)) for sheet in sheets]
    filled = [sheet for sheet in filled if sheet.rows]
    return [one for one in filled if not one.is_hidden], [one for one in filled if one.is_hidden]


def _parse(path: Path, content: bytes) -> list[Sheet]:
    if path.suffix.lower() not in WORKBOOKS:
        return [Sheet(tuple(read_csv(path, content)))]
    try:
        return read_workbook(content)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever the damage causes
        # Outside the block, so that the damage is not chained to the message.
        problem = ProblemsError.single(display_path(path), _DAMAGED)
    raise problem


def _read_content(path: Path) -> bytes:
    name = display_path(path)
    if path.name.startswith(_LOCK_FILE):
        text = f"is Excel's mark that the workbook is open; name {path.name.removeprefix(_LOCK_FILE)}"
        raise ProblemsError.single(name, text)
    if not path.is_file():
        raise ProblemsError.single(name, "is not a file" if path.exists() else "does not exist")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProblemsError.single(name, f"cannot be read: {error.strerror}") from None


def _find_head(sheet: Sheet) -> int | None:
    """Return the index of the row with the headings, None if there is none."""
    first = (
        number
        for number, row in enumerate(sheet.rows[:_MAX_TITLE_ROWS])
        if count_headings(row.cells) >= MIN_HEADINGS
    )
    return next(first, None)


def _reject_hidden_table(path: Path, hidden: Sequence[Sheet]) -> None:
    for sheet in hidden:
        if _find_head(sheet) is not None:
            text = f"the sheet {sheet.title!r} has the headings, and is hidden; unhide it"
            raise ProblemsError.single(display_path(path), text)


def _reject_turned_table(path: Path, sheet: Sheet) -> None:
    if count_headings(row.read_cell(1) for row in sheet.rows) >= MIN_HEADINGS:
        text = "the headings are in a column; write them into the first row, and each person into a row below"
        raise ProblemsError.single(display_path(path), text, Position(sheet.rows[0].number))
