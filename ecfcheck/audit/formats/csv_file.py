"""Renders results.csv: a row for each person and court, ready for Excel."""

import csv
import io

from ecfcheck.audit.formats.table import AuditTable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""The first characters of a cell that spreadsheets take for a formula."""


def render_csv(table: AuditTable) -> bytes:
    """Return the results as CSV in UTF-8, with the byte order mark by which Excel recognizes it."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    for result in table.audit.results:
        writer.writerow([_escape_formula(cell) for cell in table.list_cells(result).values()])
    return stream.getvalue().encode("utf-8-sig")


def _escape_formula(cell: str) -> str:
    """Return the cell, with a quote in front if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
