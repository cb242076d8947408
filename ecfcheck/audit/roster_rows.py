"""Defines the rows of a roster as Excel shows them, and reads those of a CSV file."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import islice
from pathlib import Path

from config.yaml_file import Position, ProblemsError, display_path

SAVE = "save it in Excel as CSV UTF-8, or as an .xlsx workbook"

_FIRST_ROWS = 20


@dataclass(frozen=True)
class Row:
    """A row that is not empty."""

    number: int
    """As Excel shows it: counted from 1, with empty rows, and one row even if a cell has several lines."""
    cells: tuple[str, ...]
    """Stripped texts, without the empty ones at the end."""
    faults: Mapping[int, str] = field(default_factory=dict)
    """By column: why the text is not what the author wanted, such as a date that Excel made of it."""
    width: int = field(default=0, compare=False)
    """The number of cells in a CSV file, empty ones included; 0 in a workbook, where every row has all."""
    is_hidden: bool = field(default=False, compare=False)
    """Whether Excel does not show it, for example because of a filter."""
    numbers: frozenset[int] = field(default=frozenset(), compare=False)
    """The columns with a number in a workbook, without a format that shows zeros at its beginning."""

    def read_cell(self, column: int) -> str:
        """Return the text in a column, counted from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a CSV file."""

    rows: tuple[Row, ...]
    title: str = ""
    """The sheet's name in the workbook; "" for a CSV file."""
    is_hidden: bool = False


def create_row(number: int, cells: Iterable[str], faults: Mapping[int, str] | None = None) -> Row:
    """Return a row with its texts stripped, and without those at the end that are empty."""
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return Row(number, tuple(texts), faults or {})


def read_csv(path: Path, content: bytes) -> list[Row]:
    """Return the rows of a CSV file as Excel writes it. Raises ProblemsError."""
    text = _decode(path, content)
    rows: list[Row] = []
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=_detect_delimiter(text), strict=True):
            rows.append(replace(create_row(len(rows) + 1, cells), width=len(cells)))
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
    raise ProblemsError.single(display_path(path), f"is not a readable text file; {SAVE}")


def _detect_delimiter(text: str) -> str:
    """Return the delimiter that gives one of the first rows the most columns.

    Excel writes semicolons where the comma is the decimal separator.
    """

    def count_columns(delimiter: str) -> int:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        return max((len(cells) for cells in islice(rows, _FIRST_ROWS) if any(cells)), default=0)

    try:
        return max(",;\t", key=count_columns)
    except csv.Error:
        return ","
