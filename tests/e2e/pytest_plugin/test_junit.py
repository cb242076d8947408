"""pytest's JUnit file has the suites and cases that `ecfcheck run --junit` writes."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.helpers.suite import copy_suite

OTHER_TEST = "def test_another() -> None:\n    assert True\n"


def read_suites(path: Path) -> dict[str, ET.Element]:
    return {suite.attrib["name"]: suite for suite in ET.parse(path).iter("testsuite")}  # noqa: S314 - our own


def describe(suite: ET.Element) -> list[object]:
    """Return a suite's elements without what differs from run to run."""
    varying = ("time", "timestamp", "hostname")
    return [
        (one.tag, {name: value for name, value in one.attrib.items() if name not in varying}, one.text)
        for one in suite.iter()
    ]


def run(suite: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=suite, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_a_flow_has_the_same_suite_in_both_files(tmp_path: Path, workers: tuple[str, ...]) -> None:
    suite = copy_suite(tmp_path, "verify_linked", "locked_out")
    (suite / "test_other.py").write_text(OTHER_TEST, encoding="utf-8")
    run(suite, "ecfcheck", "run", "--out", "one", "--junit", "one/junit.xml")
    run(suite, "pytest", "flows", "test_other.py", "--out=two", "--junitxml=two/junit.xml", *workers)
    ours, theirs = read_suites(suite / "one/junit.xml"), read_suites(suite / "two/junit.xml")
    assert list(ours) == ["locked_out", "verify_linked"]
    assert list(theirs) == ["pytest", *ours]
    assert [case.attrib["name"] for case in theirs["pytest"].iter("testcase")] == ["test_another"]
    assert {name: describe(one) for name, one in ours.items()} == {
        name: describe(theirs[name]) for name in ours
    }
