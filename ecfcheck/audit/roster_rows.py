"""Reads the rows of a roster: a CSV file, or the first sheet of an Excel workbook."""

import csv
import warnings
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell

from config.yaml_file import Position, ProblemsError, display_path

_WORKBOOKS = (".xlsx", ".xlsm")
_ZIP = b"PK\x03\x04"
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_SAVE = "save it in Excel as CSV UTF-8, or as an .xlsx workbook"


@dataclass(frozen=True)
class Row:
    """A row that is not empty."""

    number: int
    """As Excel shows it: counted from 1, with empty rows, and one row even if a cell has several lines."""
    cells: tuple[str, ...]
    """Stripped texts, without the empty ones at the end."""

    def read_cell(self, column: int) -> str:
        """Return the text in a column, counted from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of a file that are not empty, at least one. Raises ProblemsError."""
    content = _read_content(path)
    is_workbook = path.suffix.lower() in _WORKBOOKS
    if content.startswith(_OLD_OR_ENCRYPTED):
        raise _create_error(
            path,
            "is a workbook with a password, or older than Excel 2007; save it as .xlsx without a password",
        )
    if content.startswith(_ZIP) and not is_workbook:
        raise _create_error(
            path, "is not a text file; if it is an Excel workbook, give it a name that ends in .xlsx"
        )
    rows = tuple(row for row in (_read_workbook if is_workbook else _read_csv)(path, content) if row.cells)
    if not rows:
        raise _create_error(path, "is empty")
    return rows


def _read_content(path: Path) -> bytes:
    if not path.is_file():
        raise _create_error(path, "is not a file" if path.exists() else "does not exist")
    try:
        return path.read_bytes()
    except OSError as error:
        raise _create_error(path, f"cannot be read: {error.strerror}") from None


def _create_error(path: Path, text: str) -> ProblemsError:
    return ProblemsError.single(display_path(path), text)


def _create_row(number: int, cells: Iterable[str]) -> Row:
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return Row(number, tuple(texts))


def _read_csv(path: Path, content: bytes) -> list[Row]:
    text = _decode(path, content)
    rows: list[Row] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=_detect_delimiter(text), strict=True):
            rows.append(_create_row(len(rows) + 1, cells))
    except csv.Error as error:
        what = f"cannot be read as CSV from here on: {error}; check that each quotation mark is closed"
        raise ProblemsError.single(display_path(path), what, Position(len(rows) + 1)) from None
    return rows


def _decode(path: Path, content: bytes) -> str:
    """Decode what Excel writes: UTF-8 or UTF-16 with a byte order mark, or Windows-1252."""
    is_utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16" if is_utf16 else "utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _create_error(path, f"is not a readable text file; {_SAVE}")


def _detect_delimiter(text: str) -> str:
    """Return the delimiter that gives the first row the most columns.

    Excel writes semicolons where the comma is the decimal separator.
    """

    def count_columns(delimiter: str) -> int:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return next((len(cells) for cells in rows if any(cells)), 0)

    try:
        return max(",;\t", key=count_columns)
    except csv.Error:
        return ","


def _read_workbook(path: Path, content: bytes) -> list[Row]:
    if not content:
        return []
    try:
        # openpyxl warns about what it would lose on writing; nothing is written here.
        with warnings.catch_warnings(action="ignore"):
            return _read_first_sheet(content)
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever the damage causes
        what = f"is not an Excel workbook inside ({type(error).__name__}); {_SAVE}"
    raise _create_error(path, what)


def _read_first_sheet(content: bytes) -> list[Row]:
    with closing(load_workbook(BytesIO(content), read_only=True, data_only=True)) as workbook:
        sheet = workbook.worksheets[0]
        # Some programs record too small an area; without it, openpyxl finds the size by reading.
        sheet.reset_dimensions()
        return [
            _create_row(number, (_format_cell(cell) for cell in cells))
            for number, cells in enumerate(sheet.iter_rows(), 1)
        ]


def _format_cell(cell: Cell | MergedCell) -> str:
    """Return a cell's text as Excel shows it, as far as a roster needs: 7, not 7.0; 007 as 007."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    zeros = str(cell.number_format)
    return str(value).zfill(len(zeros)) if isinstance(value, int) and set(zeros) == {"0"} else str(value)
