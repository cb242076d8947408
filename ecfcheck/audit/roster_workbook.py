"""Reads the sheets of an Excel workbook, with what a roster cannot take over from a cell."""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from ecfcheck.audit.roster_rows import Row, Sheet, create_row

_FORMULA, _ERROR = "f", "e"
"""openpyxl's types of cells."""


def read_workbook(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook.

    openpyxl raises exceptions of many types if the content is not a workbook.
    """
    # openpyxl warns about what it would lose on writing; nothing is written here.
    with warnings.catch_warnings(action="ignore"):
        workbook = load_workbook(BytesIO(content))
        values = load_workbook(BytesIO(content), data_only=True) if _has_formula(workbook) else workbook
    return [
        Sheet(
            tuple(_read_rows(sheet, values[sheet.title])),
            sheet.title,
            is_hidden=sheet.sheet_state != "visible",
        )
        for sheet in workbook.worksheets
    ]


def _has_formula(workbook: Workbook) -> bool:
    return any(
        cell.data_type == _FORMULA
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell)
    )


def _read_rows(sheet: Worksheet, values: Worksheet) -> Iterator[Row]:
    covered = dict(_list_covered(sheet))
    for number, (cells, calculated) in enumerate(zip(sheet.iter_rows(), values.iter_rows(), strict=True), 1):
        faults = {
            column: fault
            for column, (cell, value) in enumerate(zip(cells, calculated, strict=True), 1)
            if (fault := _find_fault(cell, value, covered))
        }
        row = create_row(number, map(_format_cell, calculated), faults)
        numbers = frozenset(column for column, cell in enumerate(calculated, 1) if _may_lack_zeros(cell))
        yield replace(row, is_hidden=bool(sheet.row_dimensions[number].hidden), numbers=numbers)


def _list_covered(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Yield each cell that a merged one covers, with the name of that one: ("A3", "A2")."""
    for merged in sheet.merged_cells.ranges:
        first, *others = (cell for row in merged.rows for cell in row)
        yield from ((sheet.cell(*other).coordinate, sheet.cell(*first).coordinate) for other in others)


def _find_fault(
    cell: Cell | MergedCell, calculated: Cell | MergedCell, covered: Mapping[str, str]
) -> str | None:
    """Return why a cell's text is not what its author wanted, None if it is."""
    if cell.coordinate in covered:
        return f"is merged with the cell {covered[cell.coordinate]}; unmerge them, and fill in each row"
    if calculated.data_type == _ERROR:
        return f"shows the error {calculated.value}; correct its formula, or type the text"
    if cell.data_type == _FORMULA and calculated.value is None:
        return "is a formula that was never calculated; open the file in Excel and save it, or type the text"
    if isinstance(calculated.value, date | time | timedelta):
        return "is a date for Excel; format the cell as text, and type it again"
    return None


def _format_cell(cell: Cell | MergedCell) -> str:
    """Return a cell's text as Excel shows it, as far as a roster needs: 7, not 7.0; 007 as 007."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).zfill(_count_digits(cell)) if isinstance(value, int) else str(value)


def _may_lack_zeros(cell: Cell | MergedCell) -> bool:
    """Return whether a cell is a number that may have been typed with zeros at its beginning."""
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return is_number and _count_digits(cell) <= 1


def _count_digits(cell: Cell | MergedCell) -> int:
    """Return how many digits a cell's format shows at least: 4 for 0000, 0 for others."""
    zeros = str(cell.number_format)
    return len(zeros) if {*zeros} == {"0"} else 0
