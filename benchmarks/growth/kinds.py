"""The kinds of growth: what is measured at which sizes."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.growth.material import (
    ECFCHECK,
    LONG_FLOW,
    create_project,
    replicate_run,
    write_flows,
    write_long_flow,
    write_roster,
)
from benchmarks.growth.measure import Point, Table, measure_command
from benchmarks.peers.peer import ROOT

MINUTE = 60
_RUNS_OF_WORKERS = 24
_ROUNDS = 3
"""How often a command without a browser is measured; the median counts."""

_RUN = (*ECFCHECK, "run", "--evidence", "failure", "--quiet")
_WRITE_REPORT = (
    "import sys; from pathlib import Path; from ecfcheck.report.html import write_report;"
    " write_report(Path(sys.argv[1]), Path(sys.argv[2]))"
)


@contextmanager
def _scratch() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


def measure_lint() -> Table:
    """Measure `ecfcheck lint` of a project with ever more flows."""
    points = []
    for size in (1, 10, 100, 1000):
        with _scratch() as folder:
            project = create_project(folder / "project")
            write_flows(project, size)
            cost = measure_command([*ECFCHECK, "lint"], project, folder / "state", _ROUNDS)
            points.append(Point(size, *cost))
    return Table("`ecfcheck lint`", "flow", points)


def measure_runs() -> Table:
    """Measure runs of the link procedure, one after the other."""
    points = []
    for size in (1, 10, 50):
        with _scratch() as folder:
            command = [*_RUN, "link_account", "--runs", str(size), "--out", str(folder / "out")]
            points.append(Point(size, *measure_command(command, ROOT, folder / "state")))
    return Table("`ecfcheck run --runs N link_account`", "run", points)


def measure_roster() -> Table:
    """Measure `ecfcheck audit --check` of ever longer rosters."""
    points = []
    for size in (10, 100, 1000, 10000):
        with _scratch() as folder:
            write_roster(folder / "firm", size)
            command = [*ECFCHECK, "audit", "--check", "roster.csv"]
            cost = measure_command(command, folder / "firm", folder / "state", _ROUNDS)
            points.append(Point(size, *cost))
    return Table("`ecfcheck audit --check`", "row", points)


def measure_workers() -> Table:
    """Measure the same number of runs with ever more of them at once."""
    points = []
    for size in (1, 2, 4, 8):
        with _scratch() as folder:
            runs = ["--runs", str(_RUNS_OF_WORKERS), "-n", str(size), "--out", str(folder / "out")]
            seconds, peak = measure_command([*_RUN, "link_account", *runs], ROOT, folder / "state")
            points.append(Point(size, seconds, peak, f"{_RUNS_OF_WORKERS / seconds * MINUTE:.0f}"))
    title = f"{_RUNS_OF_WORKERS} runs, `ecfcheck run -n N`"
    return Table(title, "worker", points, "runs a minute", has_time_line=False)


def measure_steps() -> Table:
    """Measure one run of ever longer flows."""
    points = []
    for size in (1, 10, 50, 100, 200):
        with _scratch() as folder:
            project = create_project(folder / "project")
            write_long_flow(project, size)
            command = [*_RUN, LONG_FLOW, "--out", str(folder / "out")]
            points.append(Point(size, *measure_command(command, project, folder / "state")))
    return Table("One run of a flow of N steps", "step", points)


def measure_report() -> Table:
    """Measure the writing of reports about ever more runs of a flow, with its pictures."""
    points = []
    with _scratch() as folder:
        base = folder / "base"
        run = [*ECFCHECK, "run", "link_account", "--evidence", "all", "--out", str(base)]
        measure_command(run, ROOT, folder / "state")
        for size in (1, 10, 100, 1000):
            replicate_run(base, folder / str(size), size)
            report = folder / str(size) / "report.html"
            command = [sys.executable, "-P", "-c", _WRITE_REPORT, str(report.parent), str(report)]
            cost = measure_command(command, ROOT, folder / "state", _ROUNDS)
            points.append(Point(size, *cost, f"{report.stat().st_size / 1e6:.2f}"))
    return Table("The report of N runs of a flow", "run", points, "report, MB")


KINDS: Mapping[str, Callable[[], Table]] = {
    "lint": measure_lint,
    "runs": measure_runs,
    "roster": measure_roster,
    "workers": measure_workers,
    "steps": measure_steps,
    "report": measure_report,
}
