"""A worker of pytest-xdist that is killed: the run ends, each step has one result, nothing is sent twice."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ecfcheck.report.json_lines import read_lines
from ecfcheck.runner.records import RECORD, StepRecord
from tests.helpers.suite import copy_suite

KILL_WORKER = """
import os
import signal

import pytest

from ecfcheck.runner.flow_run import FlowRun

run_step = FlowRun.run


def run_step_or_die(self, step):
    if self.flow.name == "verify_linked" and step.number == "{step}":
        os.kill(os.getpid(), signal.SIGKILL)
    return run_step(self, step)


if "PYTEST_XDIST_WORKER" in os.environ:
    FlowRun.run = run_step_or_die
"""


def read_cases(path: Path) -> dict[str, list[str]]:
    """Return what each case of the suites says, by suite."""
    suites = ET.parse(path).iter("testsuite")  # noqa: S314 - our own
    return {
        suite.attrib["name"]: [
            next((one.tag for one in case if one.tag != "properties"), "passed")
            for case in suite.iter("testcase")
        ]
        for suite in suites
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dist", "step", "results"),
    [("loadscope", "one-login", ["error", "skipped"]), ("load", "6", ["passed", "error"])],
    ids=["first step", "last step"],
)
def test_a_flow_of_a_killed_worker_is_not_run_again_and_each_step_has_one_result(
    tmp_path: Path, dist: str, step: str, results: list[str]
) -> None:
    suite = copy_suite(tmp_path, "verify_linked", "pacer_only")
    (suite / "killing.py").write_text(KILL_WORKER.replace("{step}", step), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "flows", "-p", "no:randomly", "-p", "killing", "-n", "2"]
    done = subprocess.run(
        [*command, f"--dist={dist}", "--out=out", "--evidence=none", "--junitxml=junit.xml", "-rs"],
        cwd=suite,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(suite), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1, done.stdout
    assert (
        "the worker gw0 of pytest-xdist ended during this flow (it crashed, or was killed): how this step"
        " ended is not known, and no other worker runs the flow again"
    ) in done.stdout.replace("gw1", "gw0")
    assert "next    find out why it ended: is the memory too small for as many workers?" in done.stdout
    assert read_cases(suite / "junit.xml")["verify_linked"] == results
    assert "pytest" not in read_cases(suite / "junit.xml")
    records = [one for path in (suite / "out").glob("*.jsonl") for one in read_lines(path, RECORD).records]
    steps = [(one.flow, one.step) for one in records if isinstance(one, StepRecord)]
    assert len(steps) == len(set(steps))
    assert "1 failed" in done.stdout
