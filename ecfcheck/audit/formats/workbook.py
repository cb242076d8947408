"""Renders results.xlsx: an overview sheet of people and courts, and a sheet of all results."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ecfcheck.audit.formats.table import AuditTable, Severity, classify_severity
from ecfcheck.audit.status import Status
from ecfcheck.report.text import strip_control_characters

_COLORS = {
    Severity.GOOD: ("DDF0E3", "1B6537"),
    Severity.AT_COURT: ("FBEBC2", "6B4B00"),
    Severity.AT_LOGIN: ("F9DAD7", "A11A1A"),
    Severity.NO_ANSWER: ("E6E8EB", "4A525E"),
}
# Created once: creating them for each cell takes longer than all the rest of a big workbook.
_FILLS = {kind: PatternFill("solid", start_color=paper) for kind, (paper, _) in _COLORS.items()}
_FONTS = {kind: Font(color=ink) for kind, (_, ink) in _COLORS.items()}
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_STATUSES = frozenset(Status)
_WIDTHS = {"next": 60, "evidence": 60, "when (UTC)": 20}
_NARROWEST, _WIDEST = 10, 40


def render_workbook(table: AuditTable) -> bytes:
    """Return the results as an Excel workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "ecfcheck"
    _fill_people(table, book.create_sheet("People"))
    _fill_results(table, book.create_sheet("Results"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_people(table: AuditTable, sheet: Worksheet) -> None:
    """Fill a sheet with a row for each person and a column for each court."""
    head, results = table.audit.head, table.audit.results
    names = {result.alias: result.name or "" for result in results}
    statuses = {(result.alias, result.court): str(result.status) for result in results}
    id_columns = ["alias", "name"] if table.has_names else ["alias"]
    rows = (
        [alias, names.get(alias, "")][: len(id_columns)]
        + [statuses.get((alias, court.id), "") for court in head.courts]
        for alias in head.people
    )
    _fill_sheet(sheet, [*id_columns, *(f"{court.id}: {court.name}" for court in head.courts)], rows)
    sheet.freeze_panes = f"{get_column_letter(len(id_columns) + 1)}2"


def _fill_results(table: AuditTable, sheet: Worksheet) -> None:
    """Fill a sheet with a row for each person and court."""
    header = ["when (UTC)" if column == "when" else column for column in table.columns]
    rows = (table.list_cells(result) | {"when": result.when} for result in table.audit.results)
    _fill_sheet(sheet, header, (list(row.values()) for row in rows))
    sheet.freeze_panes = "B2"


def _fill_sheet(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[str | datetime]]) -> None:
    for row in (header, *rows):
        sheet.append([_create_cell(sheet, value) for value in row])
    for column, title in enumerate(header, 1):
        cell = sheet.cell(1, column)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(
            title, _measure_width(sheet, column)
        )
    sheet.auto_filter.ref = sheet.dimensions
    _fit_to_page_width(sheet)


def _fit_to_page_width(sheet: Worksheet) -> None:
    """Print the sheet on as many pages as it is long, and one wide, with the header on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"


def _create_cell(sheet: Worksheet, value: str | datetime) -> Cell:
    """Return a cell that Excel shows unchanged; a text never becomes a formula."""
    cell = Cell(sheet, row=1, column=1)  # its real position is set when the row is appended
    if isinstance(value, datetime):
        # Excel has no time zones.
        cell.value = value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
        return cell
    cell.value = strip_control_characters(value)
    cell.data_type, cell.quotePrefix = "s", True
    cell.alignment = _WRAPPED
    if value in _STATUSES:
        severity = classify_severity(Status(value))
        cell.fill, cell.font = _FILLS[severity], _FONTS[severity]
    return cell


def _measure_width(sheet: Worksheet, column: int) -> float:
    """Return a width in characters that fits a column's cells, from _NARROWEST to _WIDEST."""
    longest = max(len(str(cell.value or "")) for (cell,) in sheet.iter_rows(min_col=column, max_col=column))
    return min(max(longest + 3, _NARROWEST), _WIDEST)
