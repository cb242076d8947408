"""Measures a command as a user starts it, and describes how its cost grows with a size."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, mean, median
from time import perf_counter

from benchmarks.peers.peer import ROOT
from benchmarks.process_tree import TreeSampler

_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Point:
    """What one size cost: seconds, the highest memory of all processes, and what else a table shows."""

    size: int
    seconds: float
    peak_mb: float
    extra: str = ""


@dataclass(frozen=True)
class Table:
    """The points of one kind of growth, from the smallest on."""

    title: str
    unit: str
    points: Sequence[Point]
    extra: str = ""
    """The heading of the points' own column."""
    has_time_line: bool = True
    """Whether each further unit is expected to take time; further workers save it."""


def measure_command(
    command: Sequence[str], folder: Path, state: Path, rounds: int = 1
) -> tuple[float, float]:
    """Run a command; return its median seconds and the highest memory of its processes, in MB (PSS).

    Raises SystemExit if it fails: a command that does not succeed has no figure.
    """
    seconds, peaks = zip(*(_measure_once(command, folder, state) for _ in range(rounds)), strict=True)
    return median(seconds), max(peaks)


def _measure_once(command: Sequence[str], folder: Path, state: Path) -> tuple[float, float]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ECFCHECK")}
    environ = {**inherited, "PYTHONPATH": str(ROOT), "ECFCHECK_STATE": str(state), "CI": "true"}
    started = perf_counter()
    with (
        subprocess.Popen(  # noqa: S603 - ecfcheck, with arguments of our own
            command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process,
        TreeSampler(process.pid, _SAMPLE_SECONDS) as sampler,
    ):
        output, _ = process.communicate()
        seconds = perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{output.decode(errors='replace')[-3000:]}")
    return seconds, sampler.peak_kb / 1024


def format_table(table: Table) -> str:
    """Return the points as a Markdown table, and below it the straight lines through them."""
    slope_head = "ms for each more" if table.has_time_line else ""
    heads = [head for head in (f"{table.unit}s", "seconds", slope_head, "memory, MB", table.extra) if head]
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    sizes = [point.size for point in table.points]
    for point, slope in zip(table.points, _list_slopes(table.points), strict=True):
        slopes = [slope] if table.has_time_line else []
        extras = [point.extra] if table.extra else []
        cells = [str(point.size), f"{point.seconds:.2f}", *slopes, f"{point.peak_mb:.0f}", *extras]
        rows.append(f"| {' | '.join(cells)} |")
    memory = describe_line(sizes, [point.peak_mb for point in table.points], table.unit, "MB")
    lines = [f"Memory: {memory}."]
    if table.has_time_line:
        seconds = describe_line(sizes, [point.seconds for point in table.points], table.unit, "s")
        lines = [f"Time: {seconds}.", *lines]
    return "\n".join([f"### {table.title}", "", *rows, "", " ".join(lines)])


def _list_slopes(points: Sequence[Point]) -> list[str]:
    """Return what each further unit cost since the point before: it is constant where the cost is linear."""
    return [
        "-",
        *(
            f"{(after.seconds - before.seconds) / (after.size - before.size) * 1000:.1f}"
            for before, after in pairwise(points)
        ),
    ]


def describe_line(sizes: Sequence[int], costs: Sequence[float], unit: str, measure: str) -> str:
    """Return the least-squares line through some costs in words, and how well it fits (R²)."""
    slope, intercept = linear_regression(sizes, costs)
    off_line = sum((cost - intercept - slope * size) ** 2 for size, cost in zip(sizes, costs, strict=True))
    off_mean = sum((cost - mean(costs)) ** 2 for cost in costs)
    fit = 1 - off_line / off_mean if off_mean else 1.0
    sign = "-" if slope < 0 else "+"
    return f"{intercept:.3g} {measure} {sign} {abs(slope):.3g} {measure} for each {unit} (R² {fit:.3f})"
