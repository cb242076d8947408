"""Reads the rows of a roster: CSV as Excel and others write it, or the first sheet of an .xlsx."""

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
    """A row in which something stands."""

    number: int
    """As Excel shows it: counted from 1, the empty ones too, and a cell of several lines is in one row."""
    cells: tuple[str, ...]
    """Texts without blanks around them; none of the empty ones at the end."""

    def cell(self, column: int) -> str:
        """Return what stands in a column, counted from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of a file in which something stands, one at least. Raises Problems."""
    content = _content(path)
    is_workbook = path.suffix.lower() in _WORKBOOKS
    if content.startswith(_OLD_OR_ENCRYPTED):
        raise _no_table(path, "is a workbook with a password, or from before Excel 2007; save it as .xlsx")
    if content.startswith(_ZIP) and not is_workbook:
        raise _no_table(path, "is no text; if it is an Excel workbook, let its name end in .xlsx")
    rows = tuple(row for row in (_of_workbook if is_workbook else _of_csv)(path, content) if row.cells)
    if not rows:
        raise _no_table(path, "is empty")
    return rows


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise _no_table(path, "is not a file" if path.exists() else "there is no such roster")
    try:
        return path.read_bytes()
    except OSError as error:
        raise _no_table(path, f"cannot be read: {error.strerror}") from None


def _no_table(path: Path, what: str) -> ProblemsError:
    return ProblemsError.single(display_path(path), what)


def _row(number: int, cells: Iterable[str]) -> Row:
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return Row(number, tuple(texts))


def _of_csv(path: Path, content: bytes) -> list[Row]:
    text = _text(path, content)
    rows: list[Row] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            rows.append(_row(len(rows) + 1, cells))
    except csv.Error as error:
        what = f"cannot be read as CSV from here: {error}; see whether each quotation mark is closed"
        raise ProblemsError.single(display_path(path), what, Position(len(rows) + 1)) from None
    return rows


def _text(path: Path, content: bytes) -> str:
    """Return the text in what Excel writes: UTF-8 or UTF-16 with their marks, or Windows' own letters."""
    is_utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16" if is_utf16 else "utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _no_table(path, f"is no text that can be read; {_SAVE}")


def _delimiter(text: str) -> str:
    """Return what parts the headings into the most columns: Excel writes semicolons where 1,5 is a number."""

    def columns(delimiter: str) -> int:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return next((len(cells) for cells in rows if any(cells)), 0)

    try:
        return max(",;\t", key=columns)
    except csv.Error:
        return ","


def _of_workbook(path: Path, content: bytes) -> list[Row]:
    if not content:
        return []
    try:
        # What openpyxl warns of is what it cannot keep, and nothing is written here.
        with warnings.catch_warnings(action="ignore"):
            return _first_sheet(content)
    except Exception as error:  # noqa: BLE001 - what openpyxl raises is whatever the damage leads to
        what = f"is no Excel workbook inside ({type(error).__name__}); {_SAVE}"
    raise _no_table(path, what)


def _first_sheet(content: bytes) -> list[Row]:
    with closing(load_workbook(BytesIO(content), read_only=True, data_only=True)) as workbook:
        sheet = workbook.worksheets[0]
        # Some programs write down too small an area; it is found out by reading.
        sheet.reset_dimensions()
        return [
            _row(number, (_shown(cell) for cell in cells))
            for number, cells in enumerate(sheet.iter_rows(), 1)
        ]


def _shown(cell: Cell | MergedCell) -> str:
    """Return what a cell holds as Excel shows it, as far as a roster needs that: 7, not 7.0; 007 as 007."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    zeros = str(cell.number_format)
    return str(value).zfill(len(zeros)) if isinstance(value, int) and set(zeros) == {"0"} else str(value)
