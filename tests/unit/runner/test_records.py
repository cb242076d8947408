"""A record is written as one line of JSON and read back as the same value."""

from typing import Any

import pytest
from pydantic import ValidationError

from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RECORD, CheckRecord, Record, Shown, StepRecord
from tests.helpers.run_samples import END, HEAD, failed_steps, step


@pytest.mark.parametrize("record", [HEAD, failed_steps()[4], END], ids=["run", "step", "end"])
def test_a_record_is_read_back_from_its_line_unchanged(record: Record) -> None:
    line = record.model_dump_json()
    assert "\n" not in line
    assert RECORD.validate_json(line) == record


def test_a_value_of_a_screen_keeps_its_type() -> None:
    sections: dict[str, tuple[str, ...]] = {"heading": ("an entry", "another")}
    values: list[Shown] = ["text", ("an entry",), {"label": "value"}, sections]
    checks = [CheckRecord(check="it", documented=one, seen=one) for one in values]
    lines = [check.model_dump_json() for check in checks]
    assert [CheckRecord.model_validate_json(line) for line in lines] == checks


def test_a_line_has_the_exit_status_and_retry_rule_of_its_outcome() -> None:
    line = step("1").model_copy(update={"outcome": Outcome.UNAVAILABLE}).model_dump(mode="json")
    assert (line["exit_status"], line["retry"]) == (3, Outcome.UNAVAILABLE.retry)


def test_computed_fields_are_not_read_from_the_line() -> None:
    line: dict[str, Any] = step("1").model_dump(mode="json")
    edited = StepRecord.model_validate(line | {"exit_status": 6, "retry": "at will"})
    assert edited == step("1")
    assert edited.model_dump(mode="json") == line


def test_an_unknown_field_is_an_error() -> None:
    line: dict[str, Any] = step("1").model_dump(mode="json")
    with pytest.raises(ValidationError, match="colour"):
        RECORD.validate_python(line | {"colour": "red"})


def test_a_check_holds_unless_there_is_a_difference() -> None:
    check = CheckRecord(check="it", documented="this", seen="that")
    assert check.holds
    assert not check.model_copy(update={"difference": "it is that"}).holds
