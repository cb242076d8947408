"""Chooses the pictures to embed in an audit's report, so that it is one file and stays small."""

from pathlib import Path

from ecfcheck.audit.formats.table import AuditTable
from ecfcheck.audit.status import Status

_MAX_BYTES_EACH = 150_000
_MAX_BYTES_TOTAL = 6_000_000
"""The bytes of all embedded pictures: a report of 300 people opens at once, and fits into an email."""


def choose_embedded(table: AuditTable) -> frozenset[str]:
    """Return the paths of the pictures to embed, those of people not linked first; link to the rest."""
    results = sorted(table.audit.results, key=lambda result: result.status is Status.LINKED)
    chosen, room = set(), _MAX_BYTES_TOTAL
    for path in dict.fromkeys(result.picture for result in results if result.picture):
        size = _get_size(table.folder / path)
        if size <= min(_MAX_BYTES_EACH, room):
            chosen.add(path)
            room -= size
    return frozenset(chosen)


def _get_size(path: Path) -> int:
    """Return a file's size in bytes; 0 if it is missing, so that the report says so in its place."""
    return path.stat().st_size if path.is_file() else 0
