"""results.csv: a row for each person and court, as Excel opens it by a double click."""

import csv
import io

from ecfcheck.audit.formats.table import AuditTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that Excel and its kin carry out."""


def results_csv(findings: AuditTable) -> bytes:
    """Return the results as CSV in UTF-8, with the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(findings.columns)
    for result in findings.audit.results:
        table.writerow([_inert(cell) for cell in findings.cells(result).values()])
    return written.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """Return a cell that is text to whoever opens it: a quote before what would be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
