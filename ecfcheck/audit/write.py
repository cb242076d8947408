"""Writes what an audit leaves for its readers, each file whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ecfcheck.atomic_write import write_atomically
from ecfcheck.audit.compare import changes
from ecfcheck.audit.formats.csv_file import results_csv
from ecfcheck.audit.formats.html import report_html
from ecfcheck.audit.formats.json_lines import results_jsonl
from ecfcheck.audit.formats.junit import results_xml
from ecfcheck.audit.formats.table import AuditTable
from ecfcheck.audit.formats.workbook import results_xlsx
from ecfcheck.audit.read import Audit

REPORT = "report.html"

_FORMATS: Mapping[str, Callable[[AuditTable], bytes]] = {
    "results.csv": results_csv,
    "results.jsonl": results_jsonl,
    "results.xml": results_xml,
    "results.xlsx": results_xlsx,
    REPORT: report_html,
}

RESULTS = tuple(_FORMATS)
"""The names of the files that `write_results` leaves."""


def write_results(folder: Path, audit: Audit, previous: Audit | None) -> Path:
    """Write all RESULTS into an audit's folder, where its pictures are; return the report's path."""
    findings = AuditTable(
        folder,
        audit,
        changes(audit, previous) if previous else {},
        previous.head.started if previous else None,
    )
    for name, written in _FORMATS.items():
        write_atomically(folder / name, written(findings))
    return folder / REPORT
