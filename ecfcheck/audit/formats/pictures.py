"""Decides which pictures stand in an audit's report itself, so that it is one file and stays small."""

from pathlib import Path

from ecfcheck.audit.formats.table import AuditTable
from ecfcheck.audit.status import Status

_EACH = 150_000
_TOGETHER = 6_000_000
"""How many bytes of pictures are embedded: a report of 300 people opens at once, and can be sent by mail."""


def embedded(findings: AuditTable, each: int = _EACH, together: int = _TOGETHER) -> frozenset[str]:
    """Return the paths of the pictures to embed, those of who is not linked first; the rest is linked to."""
    results = sorted(findings.audit.results, key=lambda result: result.status is Status.LINKED)
    chosen, room = set(), together
    for path in dict.fromkeys(result.picture for result in results if result.picture):
        size = _size(findings.folder / path)
        if size <= min(each, room):
            chosen.add(path)
            room -= size
    return frozenset(chosen)


def _size(path: Path) -> int:
    """Return a file's size in bytes: none if it is not there, for the report says so in its place."""
    return path.stat().st_size if path.is_file() else 0
