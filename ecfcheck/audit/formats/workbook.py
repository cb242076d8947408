"""results.xlsx: Excel's own file, a sheet of people and courts to look at, one of all results to filter."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ecfcheck.audit.formats.table import AuditTable, Severity, tone
from ecfcheck.audit.status import Status
from ecfcheck.report.text import strip_control_characters

_COLOURS = {
    Severity.GOOD: ("DDF0E3", "1B6537"),
    Severity.AT_COURT: ("FBEBC2", "6B4B00"),
    Severity.AT_LOGIN: ("F9DAD7", "A11A1A"),
    Severity.NO_ANSWER: ("E6E8EB", "4A525E"),
}
# Made once: in a big firm's workbook, making them for each cell takes longer than all the rest.
_FILLS = {kind: PatternFill("solid", start_color=paper) for kind, (paper, _) in _COLOURS.items()}
_INKS = {kind: Font(color=ink) for kind, (_, ink) in _COLOURS.items()}
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_STATUSES = frozenset(Status)
_WIDTHS = {"next": 60, "evidence": 60, "when (UTC)": 20}
_NARROWEST, _WIDEST = 10, 40


def results_xlsx(findings: AuditTable) -> bytes:
    """Return the results as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "ecfcheck"
    _people(findings, book.create_sheet("People"))
    _results(findings, book.create_sheet("Results"))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _people(findings: AuditTable, sheet: Worksheet) -> None:
    """Fill the sheet that has a row for each person and a column for each court."""
    head, results = findings.audit.head, findings.audit.results
    names = {result.alias: result.name or "" for result in results}
    statuses = {(result.alias, result.court): str(result.status) for result in results}
    known_by = ["alias", "name"] if findings.named else ["alias"]
    rows = (
        [alias, names.get(alias, "")][: len(known_by)]
        + [statuses.get((alias, court.id), "") for court in head.courts]
        for alias in head.people
    )
    _fill(sheet, [*known_by, *(f"{court.id}: {court.name}" for court in head.courts)], rows)
    sheet.freeze_panes = f"{get_column_letter(len(known_by) + 1)}2"


def _results(findings: AuditTable, sheet: Worksheet) -> None:
    """Fill the sheet that has a row for each person and court."""
    header = ["when (UTC)" if column == "when" else column for column in findings.columns]
    rows = (findings.cells(result) | {"when": result.when} for result in findings.audit.results)
    _fill(sheet, header, (list(row.values()) for row in rows))
    sheet.freeze_panes = "B2"


def _fill(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[str | datetime]]) -> None:
    for row in (header, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    for column, title in enumerate(header, 1):
        cell = sheet.cell(1, column)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(title, _width(sheet, column))
    sheet.auto_filter.ref = sheet.dimensions


def _cell(sheet: Worksheet, value: str | datetime) -> Cell:
    """Return a cell that Excel shows as it is; a text is never a formula, whatever it begins with."""
    cell = Cell(sheet, row=1, column=1)  # where it really stands is known when its row is appended
    if isinstance(value, datetime):
        # Excel knows no zones.
        cell.value = value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm:ss"
        return cell
    cell.value = strip_control_characters(value)
    cell.data_type, cell.quotePrefix = "s", True
    cell.alignment = _WRAPPED
    if value in _STATUSES:
        kind = tone(Status(value))
        cell.fill, cell.font = _FILLS[kind], _INKS[kind]
    return cell


def _width(sheet: Worksheet, column: int) -> float:
    """Return a width in characters that holds a column's cells, within reason."""
    longest = max(len(str(cell.value or "")) for (cell,) in sheet.iter_rows(min_col=column, max_col=column))
    return min(max(longest + 3, _NARROWEST), _WIDEST)
