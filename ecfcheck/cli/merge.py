"""`ecfcheck merge`: joins the shards of a run or an audit in one folder with one report."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from config.problem_collector import ProblemCollector
from config.yaml_file import Problem, ProblemsError
from ecfcheck.audit.compare import find_previous
from ecfcheck.audit.progress import summarize
from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import JOURNAL
from ecfcheck.audit.write import write_results
from ecfcheck.cli.audit_output import describe_comparison
from ecfcheck.cli.exits import INTERRUPTED, exit_on_user_error
from ecfcheck.merge.audits import AuditShardRecords, has_all_people, read_audit_shard, write_audit
from ecfcheck.merge.compatibility import describe_missing, find_incompatibilities, find_missing_shards
from ecfcheck.merge.runs import RunShardRecords, read_run_shard, write_run
from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.outcome import Outcome, find_worst_exit_status
from ecfcheck.runner.output import RECORDS
from ecfcheck.shard import Shard

_NO_RECORDS = "has no records: a shard of a run writes records-*.jsonl, a shard of an audit audit.jsonl"
_BOTH = "has the records of a run and of an audit; give each a folder of its own"


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder for the result.")
@click.option("--incomplete", is_flag=True, help="Join them even if shards are missing.")
def merge(folders: tuple[Path, ...], out: Path, incomplete: bool) -> None:  # noqa: FBT001 - by name
    """Join the folders DIR of the shards of one run or audit; exit with the status of the whole.

    Example: ecfcheck merge shard-1 shard-2 --out all
    """
    with exit_on_user_error():
        shards, missing_shards = _read_shards(folders, out, incomplete=incomplete)
        runs = [shard for shard in shards if isinstance(shard, RunShardRecords)]
        audits = [shard for shard in shards if isinstance(shard, AuditShardRecords)]
        for where in (where for shard in shards for where in shard.torn):
            click.echo(f"{where}: left out the incomplete last line", err=True)
        if missing_shards:
            click.echo(f"{describe_missing(missing_shards)}: the result does not include them", err=True)
        try:
            status = _merge_runs(runs, out) if runs else _merge_audits(audits, out, missing_shards)
        except OSError as error:
            remedy = f"remove {out} and merge again" if out.exists() else "name another folder as --out"
            text = f"cannot be read or written: {error.strerror}; {remedy}"
            raise ProblemsError.single(str(error.filename or out), text) from None
    raise SystemExit(status)


def _read_shards(
    folders: Iterable[Path], out: Path, *, incomplete: bool
) -> tuple[Sequence[RunShardRecords | AuditShardRecords], list[Shard]]:
    """Return the shards and which are missing. Raises ProblemsError with all that do not fit."""
    problems = ProblemCollector()
    problems.extend(_check_out(out))
    shards: list[RunShardRecords | AuditShardRecords] = []
    for folder in folders:
        with problems.collect():
            shards.append(_read_shard(folder))
    problems.extend(find_incompatibilities([shard.info for shard in shards]))
    problems.raise_any()
    missing_shards = _find_missing(shards)
    if missing_shards and not incomplete:
        text = f"{describe_missing(missing_shards)}; give all folders, or join these with --incomplete"
        raise ProblemsError.single("merge", text)
    return sorted(shards, key=lambda shard: shard.info.shard.index), missing_shards


def _find_missing(shards: Sequence[RunShardRecords | AuditShardRecords]) -> list[Shard]:
    audits = [shard for shard in shards if isinstance(shard, AuditShardRecords)]
    return [] if audits and has_all_people(audits) else find_missing_shards([shard.info for shard in shards])


def _read_shard(folder: Path) -> RunShardRecords | AuditShardRecords:
    run, audit = any(folder.glob(RECORDS)), (folder / JOURNAL).exists()
    if run and audit:
        raise ProblemsError.single(str(folder), _BOTH)
    if not run and not audit:
        raise ProblemsError.single(str(folder), _NO_RECORDS if folder.is_dir() else "is not a folder")
    try:
        return read_run_shard(folder) if run else read_audit_shard(folder)
    except RecordsError as error:
        where, _, text = str(error).partition(": ")
        raise ProblemsError.single(where, text) from None


def _check_out(out: Path) -> Iterable[Problem]:
    if out.exists() and not out.is_dir():
        yield Problem(str(out), None, "is a file; name a new folder as --out")
    elif out.is_dir() and any(out.iterdir()):
        yield Problem(str(out), None, "is not empty; name a new folder as --out")


def _merge_runs(shards: Sequence[RunShardRecords], out: Path) -> int:
    """Write the run and its report; return the exit status of the whole run."""
    write_run(out, shards)
    report = out / "report.html"
    write_report(out, report)
    run = build_report(read_folder(out).records)
    seconds = (run.finished - run.started).total_seconds() if run.finished and run.started else 0
    terminal = Terminal(sys.stdout, live=False, width=0)
    terminal.show_summary(run.steps, seconds, report, incomplete=run.incomplete)
    if run.is_interrupted:
        return INTERRUPTED
    # The process of a shard was killed: what it did not come to may be wrong.
    return find_worst_exit_status(step.outcome for step in run.steps) or (
        Outcome.HARNESS.exit_status if run.is_cut_short else 0
    )


def _merge_audits(shards: Sequence[AuditShardRecords], out: Path, missing_shards: Sequence[Shard]) -> int:
    """Write the audit and its results; return the exit status of the whole audit."""
    write_audit(out, shards, missing_shards)
    audit = read_audit(out)
    # Nothing is compared if shards are missing: their people would seem to have left.
    before = None if missing_shards else find_previous(out)
    previous = read_audit(before) if before else None
    report = write_results(out, audit, previous)
    lines = [*summarize(audit.results), *describe_comparison(audit, previous), f"report  {report}"]
    click.echo("\n".join(lines))
    return find_worst_exit_status(result.status.outcome for result in audit.results)
