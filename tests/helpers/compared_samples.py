"""Two sample runs of a step, and their comparison."""

from pathlib import Path

from ecfcheck.compare.comparison import Comparison, compare_runs
from ecfcheck.compare.read import read_run
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord, StepRecord
from ecfcheck.runner.snapshot import Snapshot
from tests.helpers.run_samples import check
from tests.helpers.snapshot_samples import link, snapshot, text, write_run

MENU = check("menu", ("Query", "Reports"))
CHANGED_MENU = CheckRecord(
    check="menu",
    documented=("Query", "Reports"),
    seen=("Query", "Records"),
    difference="menu: documented [Query, Reports]; seen [Query, Records]",
)
HOME = snapshot(link("Query", area="menu"), link("Reports", area="menu"), text("Welcome"))
CHANGED_HOME = snapshot(link("Query", area="menu"), link("Records", area="menu"), text("Welcome"))
DRIFT = {"outcome": Outcome.DRIFT, "message": "the menu differs"}


def compare(
    folder: Path, before: tuple[StepRecord, Snapshot], after: tuple[StepRecord, Snapshot]
) -> Comparison:
    """Return the comparison of two runs of a step, each with its snapshot of the first screen."""
    runs = [
        read_run(write_run(folder / name, run[0], home=run[1])) for name, run in (("a", before), ("b", after))
    ]
    return compare_runs(runs[0], runs[1], 1.0)
