"""pytest has --accessibility too: with `fail` a step with violations fails, and the next one runs."""

import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml

from ecfcheck.report.junit import read_key
from tests.e2e.pytest_plugin.conftest import RunHere
from tests.helpers.suite import copy_suite

pytest_plugins = ["pytester"]


def test_a_path_after_the_bare_option_is_named_with_what_to_write(
    pytester: pytest.Pytester, run_here: RunHere
) -> None:
    copy_suite(pytester.path, "verify_linked")
    result = run_here("--accessibility", "flows")
    result.stderr.fnmatch_lines(
        ["*'flows' is not report or fail; to name a file after it, write --accessibility=report flows*"]
    )


@pytest.mark.slow
def test_a_step_fails_at_violations_and_the_next_one_runs(tmp_path: Path) -> None:
    suite = copy_suite(tmp_path, "link_account")
    command = [sys.executable, "-m", "pytest", "flows", "-k", "4-submit or 5-confirm", "--accessibility=fail"]
    done = subprocess.run(
        [*command, "--junitxml=junit.xml"], cwd=suite, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout
    assert "Step 4 · OK, but its screens have accessibility violations" in done.stdout
    assert "link_account: label (critical, WCAG 4.1.2, Section 508)" in done.stdout
    assert "1 failed, 1 passed" in done.stdout
    suites = {suite.name: list(suite) for suite in JUnitXml.fromfile(str(suite / "junit.xml"))}
    assert {case.name for case in suites["accessibility"] if case.result} == {"link_account", "utilities"}
    assert [case.result for case in suites["link_account"] if read_key(case)] == [[], []]
