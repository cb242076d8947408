"""Says what an audit found, and which command comes next."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from ecfcheck.audit.compare import find_changes, find_previous
from ecfcheck.audit.prepare import AuditRequest, PreparedAudit
from ecfcheck.audit.progress import summarize, summarize_changes
from ecfcheck.audit.read import Audit, read_audit
from ecfcheck.audit.status import RETRIED
from ecfcheck.audit.write import write_results
from ecfcheck.cli.command_line import format_command
from ecfcheck.runner.outcome import find_worst_exit_status

_SERVER = "WS://..."


def describe_empty_audit(prepared: PreparedAudit) -> str:
    """Return that no one is in the shard, which is not an error."""
    return f"no one in {prepared.name} is in the shard {prepared.shard}"


def describe_command(request: AuditRequest, prepared: PreparedAudit) -> str:
    """Return the command that audits what was checked."""
    live = None if prepared.staged and not request.live else True
    return f"next  {_format_next({'check': None, 'live': live})}"


def report_results(folder: Path, previous: Path | None) -> int:
    """Write and print the results that are on record; return the exit status."""
    recorded = read_audit(folder)
    before_folder = previous or find_previous(folder)
    before = read_audit(before_folder) if before_folder else None
    report = write_results(folder, recorded, before)
    lines = [*summarize(recorded.results), *describe_comparison(recorded, before), f"report  {report}"]
    click.echo("\n".join([*lines, *_describe_rest(folder, recorded)]))
    return find_worst_exit_status(result.status.outcome for result in recorded.results)


def describe_comparison(audit: Audit, previous: Audit | None) -> Sequence[str]:
    """Return the lines on what changed since the previous audit, if there is one."""
    if previous is None:
        return ()
    return summarize_changes(find_changes(audit, previous), previous.head.started)


def _describe_rest(folder: Path, audit: Audit) -> Iterator[str]:
    """Yield how to get the answers that are missing."""
    if audit.finished is None:
        yield "not finished: not all was checked"
    elif not any(result.status in RETRIED for result in audit.results):
        return
    # Logins that were never answered are repeated only by those who ask for it each time.
    changes = {"try_unknown": None, "out": folder, "resume": True}
    yield f"next  {_format_next(changes)}"


def _format_next(changes: Mapping[str, object]) -> str:
    """Return the command with changed options; a server's address that may have a token is not repeated."""
    context = click.get_current_context()
    server = context.params["connect"] or ""
    hidden = {"connect": _SERVER} if set(server) & {"?", "@"} else {}
    return format_command(context, {**hidden, **changes})
