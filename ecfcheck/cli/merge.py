"""`ecfcheck merge`: joins what the shards of a run, or of an audit, left into one folder with one report."""

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
from ecfcheck.cli.errors import exit_on_user_error
from ecfcheck.merge.audits import AuditShardRecords, has_all_people, read_audit_shard, write_audit
from ecfcheck.merge.compatibility import describe_missing, find_incompatibilities, find_missing_shards
from ecfcheck.merge.runs import RunShardRecords, read_run_shard, write_run
from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.outcome import exit_status
from ecfcheck.runner.output import RECORDS
from ecfcheck.shard import Shard

_NO_RECORDS = "holds no records: a shard of a run leaves records-*.jsonl, one of an audit audit.jsonl"
_BOTH = "holds a run and an audit, each of which wants a folder of its own"


@click.command()
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new folder for all.")
@click.option("--incomplete", is_flag=True, help="Join them though shards are missing.")
def merge(folders: tuple[Path, ...], out: Path, incomplete: bool) -> None:  # noqa: FBT001 - by name
    """Join the folders DIR that the shards of one run left, or of one audit; end as the whole would."""
    with exit_on_user_error():
        shards, lacks = _read(folders, out, incomplete=incomplete)
        runs = [shard for shard in shards if isinstance(shard, RunShardRecords)]
        audits = [shard for shard in shards if isinstance(shard, AuditShardRecords)]
        for where in (where for shard in shards for where in shard.torn):
            click.echo(f"{where}: a torn last line was left out", err=True)
        if lacks:
            click.echo(f"{describe_missing(lacks)}: what follows is without them", err=True)
        try:
            status = _merge_runs(runs, out) if runs else _merge_audits(audits, out, lacks)
        except OSError as error:
            text = f"cannot be read or written: {error.strerror}; remove {out} and merge again"
            raise ProblemsError.single(str(error.filename or out), text) from None
    raise SystemExit(status)


def _read(
    folders: Iterable[Path], out: Path, *, incomplete: bool
) -> tuple[Sequence[RunShardRecords | AuditShardRecords], list[Shard]]:
    """Return the shards, and which are missing. Raises Problems with all that does not belong together."""
    problems = ProblemCollector()
    problems.extend(_problems_of_out(out))
    shards: list[RunShardRecords | AuditShardRecords] = []
    for folder in folders:
        with problems.collect():
            shards.append(_shard(folder))
    problems.extend(find_incompatibilities([shard.info for shard in shards]))
    problems.raise_any()
    lacks = _lacking(shards)
    if lacks and not incomplete:
        text = f"{describe_missing(lacks)}; give all folders, or join what there is with --incomplete"
        raise ProblemsError.single("merge", text)
    return sorted(shards, key=lambda shard: shard.info.shard.index), lacks


def _lacking(shards: Sequence[RunShardRecords | AuditShardRecords]) -> list[Shard]:
    audits = [shard for shard in shards if isinstance(shard, AuditShardRecords)]
    return [] if audits and has_all_people(audits) else find_missing_shards([shard.info for shard in shards])


def _shard(folder: Path) -> RunShardRecords | AuditShardRecords:
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


def _problems_of_out(out: Path) -> Iterable[Problem]:
    if out.exists() and not out.is_dir():
        yield Problem(str(out), None, "is a file; name a new folder as --out")
    elif out.is_dir() and any(out.iterdir()):
        yield Problem(str(out), None, "holds something already; name a new folder as --out")


def _merge_runs(shards: Sequence[RunShardRecords], out: Path) -> int:
    """Write and report the run; return the status that it would have ended with."""
    write_run(out, shards)
    report = out / "report.html"
    write_report(out, report)
    story = build_report(read_folder(out).records)
    took = (story.finished - story.started).total_seconds() if story.finished and story.started else 0
    Terminal(sys.stdout, live=False, width=0).show_summary(story.steps, took, report)
    return exit_status(step.outcome for step in story.steps)


def _merge_audits(shards: Sequence[AuditShardRecords], out: Path, lacks: Sequence[Shard]) -> int:
    """Write and report the audit; return the status that it would have ended with."""
    write_audit(out, shards, lacks)
    audit = read_audit(out)
    # With people missing, there is nothing to compare: they would pass for gone.
    before = None if lacks else find_previous(out)
    report = write_results(out, audit, read_audit(before) if before else None)
    click.echo("\n".join([*summarize(audit.results), f"report  {report}"]))
    return exit_status(result.status.outcome for result in audit.results)
