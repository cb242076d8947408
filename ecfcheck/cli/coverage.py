"""`ecfcheck coverage`: lists the steps and rules that flows, or a run of them, assert."""

import shutil
import sys
from pathlib import Path

import click

from config.problem_collector import ProblemCollector
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.flow_selection import find_flow_files
from ecfcheck.flowfile.documents import load_documents, load_folder_documents
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.report.coverage import (
    group_by_entry,
    list_flow_citations,
    list_run_citations,
    match_citations,
)
from ecfcheck.report.coverage_lines import format_coverage, format_gaps, format_table
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.report.terminal_lines import choose_marks

NOT_COVERED = 1


@click.command()
@click.option(
    "--run",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Count what a run asserted, by the records in its folder.",
)
def coverage(folder: Path | None) -> None:
    """List every step and rule of the documents with the flows that assert it.

    The exit status is 1 if one of them is not covered.

    Example: ecfcheck coverage --run runs/20260105-093000
    """
    with exit_on_user_error():
        paths = find_flow_files(())
        problems = ProblemCollector()
        with problems.collect():
            flows = load_flows(paths)
        with problems.collect():
            known = load_folder_documents(paths[0])
            # A project's flows may cite single entries of documents that come with ecfcheck.
            others = load_documents(paths[0]).keys() - known.keys()
        problems.raise_any()
        cited = [one for one in list_flow_citations(flows) if one.document not in others]
        executed = cited
        if folder:
            in_run = list_run_citations(build_report(read_folder(folder).records))
            executed = [one for one in in_run if one.document not in others]
        covered = match_citations(known, executed)
    marks, width = choose_marks(sys.stdout.encoding), shutil.get_terminal_size().columns
    tables = ["\n".join(format_table(document, marks, width)) for document in covered]
    summary = "\n".join(format_coverage(document, ran=folder is not None) for document in covered)
    click.echo(marks.transliterate("\n\n".join([*tables, summary])))
    flows_by_entry = {
        key: [one.flow for one in citations] for key, citations in group_by_entry(cited).items()
    }
    if gaps := format_gaps(covered, flows_by_entry):
        click.echo(marks.transliterate("\n".join(gaps)), err=True)
        raise SystemExit(NOT_COVERED)
