"""`ecfcheck compare`: what a court's screens show now, and showed in an earlier run."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from config.problem_collector import ProblemCollector
from config.yaml_file import Problem, ProblemsError
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.compare.comparison import compare_runs
from ecfcheck.compare.lines import format_comparison
from ecfcheck.compare.model import KINDS, Kind
from ecfcheck.compare.read import RecordedRun, read_run
from ecfcheck.compare.write import PAGE, write_comparison
from ecfcheck.report.terminal_lines import choose_marks
from ecfcheck.runner.setup import name_run_folder, require_writable

_NEVER = "never"


@dataclass(frozen=True)
class CompareOptions:
    """From which differences on a comparison fails, and how much slower is slower."""

    fail_on: str
    slower: float

    @property
    def worst_allowed(self) -> Kind | None:
        """The class from which on it fails; None for never."""
        return None if self.fail_on == _NEVER else Kind(self.fail_on)


def add_compare_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add to a command the options that say how to compare."""
    fail_on = click.option(
        "--fail-on",
        type=click.Choice([*(kind.value for kind in KINDS), _NEVER]),
        default=Kind.VISIBLE.value,
        show_default=True,
        help="Fail at differences of this class or a worse one (the first is the worst).",
    )
    slower = click.option(
        "--slower",
        type=click.FloatRange(min=0.05),
        default=1.0,
        show_default=True,
        metavar="SECONDS",
        help="Report answers that take this much longer, and at least twice as long.",
    )
    return fail_on(slower(command))


def find_unused_compare_options() -> Iterator[Problem]:
    """Yield a problem for each of these options that was given to a command that compares nothing."""
    context = click.get_current_context()
    for name in ("fail_on", "slower"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            text = "says how to compare with an earlier run; add --against RUN, or leave it out"
            yield Problem(f"--{name.replace('_', '-')}", None, text)


@click.command()
@click.argument("before", metavar="RUN_A", type=click.Path(path_type=Path))
@click.argument("after", metavar="RUN_B", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Output folder [comparisons/TIME].")
@add_compare_options
def compare(before: Path, after: Path, out: Path | None, **options: Any) -> None:
    """Report what differs between two runs: RUN_A (before) and RUN_B (after), folders or names in runs/.

    The exit status is 0 if nothing differs, 2 if the notice is broken, or a step fails or fails otherwise,
    and 1 for other differences from --fail-on on. A step that holds again, and a run that is not complete,
    count as visible differences.

    Example: ecfcheck compare runs/before runs/after
    """
    with exit_on_user_error():
        folder = out or name_run_folder(Path("comparisons"))
        if (folder / PAGE).exists():
            text = "has the result of another comparison; name another folder as --out"
            raise ProblemsError.single(str(folder), text)
        problems = ProblemCollector()
        with problems.collect():
            first = read_run(before)
        with problems.collect():
            second = read_run(after)
        problems.raise_any()
        require_writable(folder)
        status = report_comparison(first, second, folder, CompareOptions(**options))
    raise SystemExit(status)


def report_comparison(before: RecordedRun, after: RecordedRun, folder: Path, options: CompareOptions) -> int:
    """Compare two runs, print and write the result; return the exit status. Raises ProblemsError."""
    comparison = compare_runs(before, after, options.slower)
    page = write_comparison(comparison, folder, options.worst_allowed, (before.folder, after.folder))
    marks, width = choose_marks(sys.stdout.encoding), shutil.get_terminal_size().columns
    click.echo("\n".join([*format_comparison(comparison, marks, width), f"report  {page}"]))
    return comparison.get_exit_status(options.worst_allowed)
