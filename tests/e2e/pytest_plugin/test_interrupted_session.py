"""After Ctrl-C, pytest's terminal, its JUnit file and the report count the same steps."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ecfcheck.report.summary import read_summary
from tests.helpers.suite import copy_suite

INTERRUPT_TWICE = """
import os, signal, threading
from ecfcheck.runner.flow_run import FlowRun

run_step = FlowRun.run


def run_step_and_interrupt(self, step):
    if step.number == "2":
        os.killpg(os.getpgid(0), signal.SIGINT)  # as a terminal does, to workers too
        if "PYTEST_XDIST_WORKER" in os.environ:
            threading.Timer(0.5, os.kill, (os.getppid(), signal.SIGINT)).start()
    return run_step(self, step)


FlowRun.run = run_step_and_interrupt
"""
INTERRUPT_WHILE_COUNTING = """
import os, signal
from _pytest.terminal import TerminalReporter

count = TerminalReporter.pytest_runtest_logreport


def count_and_interrupt(self, report):
    count(self, report)
    if report.when == "call" and report.passed and len(self.stats["passed"]) == 3:
        os.kill(os.getpid(), signal.SIGINT)  # not to workers: this is the process that counts


if "PYTEST_XDIST_WORKER" not in os.environ:
    TerminalReporter.pytest_runtest_logreport = count_and_interrupt
"""


def _list_own_variables() -> dict[str, str]:
    """Return the environment without that of the worker in which this test runs: it would be interrupted."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("interruption", "workers"),
    [
        pytest.param(INTERRUPT_TWICE, (), id="once"),
        pytest.param(INTERRUPT_TWICE, ("-n", "2"), id="twice with workers"),
        pytest.param(INTERRUPT_WHILE_COUNTING, (), id="while a result is counted"),
        pytest.param(INTERRUPT_WHILE_COUNTING, ("-n", "2"), id="while a worker's result is counted"),
    ],
)
def test_all_output_of_an_interrupted_session_counts_the_same_steps(
    tmp_path: Path, interruption: str, workers: tuple[str, ...]
) -> None:
    suite = copy_suite(tmp_path, "link_account", "verify_linked")
    (suite / "interrupting.py").write_text(interruption, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "flows", "-p", "no:randomly", "-p", "interrupting"]
    run = subprocess.run(
        [*command, "--out=out", "--junitxml=junit.xml", "--evidence=none", *workers],
        cwd=suite,
        env={**_list_own_variables(), "PYTHONPATH": os.pathsep.join([str(suite), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        timeout=120,
    )
    assert run.returncode == pytest.ExitCode.INTERRUPTED, run.stdout + run.stderr
    assert run.stderr == ""
    assert "Traceback" not in run.stdout
    passed = int(re.findall(r"(\d+) passed", run.stdout)[-1])
    assert 3 <= passed <= 12  # workers may end the flows that they run
    suites = list(ET.parse(suite / "junit.xml").iter("testsuite"))  # noqa: S314 - our own
    assert "pytest" not in {one.attrib["name"] for one in suites}
    assert sum(int(one.attrib["tests"]) for one in suites) == passed
    summary = read_summary(suite / "out/report.html")
    assert summary is not None
    assert summary.verdict.startswith(f"{passed} of {passed} steps OK, interrupted · ")
