"""Gives pytest's JUnit file the suites and cases of flows that `ecfcheck run --junit` writes."""

from pathlib import Path

import pytest
from junitparser import JUnitXml, TestSuite

from ecfcheck.atomic_write import write_atomically
from ecfcheck.pytest_plugin.redaction import find_output_file
from ecfcheck.report.junit import (
    build_accessibility_suites,
    build_suites,
    read_key,
    write_junit,
)
from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import StepKey, StepRecord


def rewrite_junit(config: pytest.Config, folder: Path) -> None:
    """Replace the cases of flows in pytest's JUnit file, if there is one, by those of their records."""
    path = find_output_file(config, "xmlpath")
    if path is None or not path.is_file() or not any(folder.glob("*.jsonl")):
        return
    report, tested = JUnitXml("pytest"), set[StepKey]()
    for suite in JUnitXml.fromfile(str(path)):
        others = _create_suite_without_flows(suite, tested)
        if len(others):
            report.add_testsuite(others)
    if not tested:
        return
    records = read_folder(folder).records
    steps = [one for one in records if isinstance(one, StepRecord) and one.key in tested]
    for suite in (*build_suites(steps, folder, path.parent), *build_accessibility_suites(records)):
        report.add_testsuite(suite)
    write_atomically(path, write_junit(report))


def _create_suite_without_flows(suite: TestSuite, tested: set[StepKey]) -> TestSuite:
    """Return a suite with the cases that are not steps of flows; add the keys of those that are."""
    others = TestSuite(suite.name)
    others.timestamp, others.hostname = suite.timestamp, suite.hostname
    for case in suite:
        if key := read_key(case):
            tested.add(key)
        elif case.name:  # pytest adds a case without one for a test of which it saw the setup alone
            others.add_testcase(case)
    return others
