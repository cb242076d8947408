"""Writes an audit's results in all formats, each file atomically."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ecfcheck.atomic_write import write_atomically
from ecfcheck.audit.compare import find_changes
from ecfcheck.audit.formats.csv_file import render_csv
from ecfcheck.audit.formats.html import render_html
from ecfcheck.audit.formats.json_lines import render_json_lines
from ecfcheck.audit.formats.junit import render_junit
from ecfcheck.audit.formats.table import AuditTable
from ecfcheck.audit.formats.workbook import render_workbook
from ecfcheck.audit.read import Audit

REPORT = "report.html"

_FORMATS: Mapping[str, Callable[[AuditTable], bytes]] = {
    "results.csv": render_csv,
    "results.jsonl": render_json_lines,
    "results.xml": render_junit,
    "results.xlsx": render_workbook,
    REPORT: render_html,
}

RESULTS = tuple(_FORMATS)
"""The names of the files that `write_results` writes."""


def write_results(folder: Path, audit: Audit, previous: Audit | None) -> Path:
    """Write all RESULTS into an audit's folder, next to its pictures; return the report's path."""
    table = AuditTable(
        folder,
        audit,
        find_changes(audit, previous) if previous else {},
        previous.head.started if previous else None,
    )
    for name, render in _FORMATS.items():
        write_atomically(folder / name, render(table))
    return folder / REPORT
