"""Renders results.jsonl: a line of JSON for each person and court, for programs."""

import json

from ecfcheck.audit.formats.table import AuditTable
from ecfcheck.audit.result import Result


def render_json_lines(table: AuditTable) -> bytes:
    """Return the results as JSON lines in UTF-8; every line has the same keys."""
    lines = (json.dumps(_to_dict(table, result), ensure_ascii=False) for result in table.audit.results)
    return "".join(f"{line}\n" for line in lines).encode()


def _to_dict(table: AuditTable, result: Result) -> dict[str, object]:
    change = table.get_change(result)
    return result.model_dump(mode="json", exclude={"record"}) | {
        "next": result.next,
        "change": change.kind if change else None,
        "before": change.before if change else None,
    }
