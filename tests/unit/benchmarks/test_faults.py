"""A run with a fault is judged by what it must end in, and by what it must never do."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.faults.case import Case, Expected, Result, build_expected
from benchmarks.faults.http_cases import list_http_cases
from benchmarks.faults.judge import find_faults
from benchmarks.faults.kept_results import KeptResults
from benchmarks.faults.machine_cases import list_machine_cases
from benchmarks.faults.table import write_table
from ecfcheck.runner.outcome import Outcome

CASE = Case(fault="half an answer", place="query", expected=build_expected(Outcome.UNAVAILABLE))
RESULT = Result(
    outcome=Outcome.UNAVAILABLE,
    step="6",
    message="no answer from http://court | closed",
    status=3,
    seconds=1.2,
    output="",
    record_faults=(),
    sent={"link_made": 1},
    applied=True,
)


def test_a_run_that_ends_as_it_must_has_no_faults() -> None:
    assert list(find_faults(CASE, RESULT)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            {"outcome": Outcome.DRIFT, "status": 1},
            "expected UNAVAILABLE, exit status 3; it is DRIFT, exit status 1",
        ),
        ({"status": 1}, "expected UNAVAILABLE, exit status 3; it is UNAVAILABLE, exit status 1"),
        ({"status": None}, "the run did not end"),
        ({"output": "Traceback (most recent call last):"}, "the output has a bare traceback"),
        ({"record_faults": ("a record is torn: x",)}, "a record is torn: x"),
        ({"sent": {"link_made": 2}}, "link_made was sent 2 times"),
        ({"applied": False}, "the fault was never applied"),
    ],
    ids=["outcome", "status", "hang", "traceback", "torn", "twice", "not applied"],
)
def test_what_must_never_be_is_found(change: dict[str, Any], fault: str) -> None:
    assert list(find_faults(CASE, replace(RESULT, **change))) == [fault]


def test_a_step_that_may_have_been_recorded_in_time_may_pass_with_the_same_exit_status() -> None:
    expected = Expected(Outcome.UNKNOWN_STATE, 4, may_pass=True)
    assert expected.allows(None, 4)
    assert expected.allows(Outcome.UNKNOWN_STATE, 4)
    assert not expected.allows(None, 0)
    assert not Expected(Outcome.UNKNOWN_STATE, 4).allows(None, 4)


def test_each_case_has_a_name_of_its_own_and_there_are_at_least_40_faults() -> None:
    cases = [*list_http_cases(), *list_machine_cases()]
    names = [case.name for case in cases]
    assert len(names) == len(set(names))
    assert len({case.fault for case in cases}) >= 40


def test_a_kept_result_is_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    assert KeptResults(file).find(CASE) is None
    KeptResults(file).add(CASE, RESULT)
    assert KeptResults(file).find(CASE) == RESULT


def test_the_table_has_a_section_for_each_fault_and_a_row_for_each_place() -> None:
    text = write_table([(CASE, RESULT), (replace(CASE, place="utilities"), RESULT)], cases=3)
    assert "2 of 3 cases, 1 faults" in text
    assert text.count("## Half an answer") == 1
    assert "| query | UNAVAILABLE | 6 | 3 | 1 | no answer from http://court \\| closed |" in text
