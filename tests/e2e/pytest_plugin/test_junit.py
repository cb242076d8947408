"""pytest's JUnit file has the suites and cases that `ecfcheck run --junit` writes."""

import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml, TestCase, TestSuite

from tests.helpers.suite import copy_suite

OTHER_TEST = "def test_another() -> None:\n    assert True\n"


def describe(case: TestCase) -> tuple[object, ...]:
    """Return what does not differ from run to run."""
    file, line = case._elem.attrib["file"], case._elem.attrib["line"]  # noqa: SLF001 - it has no attribute
    properties = [(one.attrib["name"], one.attrib["value"]) for one in case._elem.iter("property")]  # noqa: SLF001
    return (
        case.name,
        case.classname,
        Path(file).name,
        line,
        properties,
        [one.tostring() for one in case.result],
    )


def read_suites(path: Path) -> dict[str, TestSuite]:
    return {suite.name: suite for suite in JUnitXml.fromfile(str(path))}


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
    assert [case.name for case in theirs["pytest"]] == ["test_another"]
    for name, one in ours.items():
        assert [describe(case) for case in one] == [describe(case) for case in theirs[name]]
        assert [(prop.name, prop.value) for prop in one.properties()] == [
            (prop.name, prop.value) for prop in theirs[name].properties()
        ]
