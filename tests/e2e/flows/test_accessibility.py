"""A run tests each screen that a flow meets for accessibility, and its steps are as they would be anyway."""

from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import PartRecord, RunRecord, StepRecord
from ecfcheck.runner.violations import ACCESSIBILITY_STATUS
from stage.faults.model import Fault
from tests.helpers.faulty_stage import LINK_FORM, FaultyStage
from tests.helpers.flow_runner import FlowRunner

BEGINS = "<p>This utility links"


def test_violations_are_on_record_by_screen_and_step_and_fail_a_run_only_at_its_end(
    runner: FlowRunner, stage: FaultyStage
) -> None:
    stage.fail(Fault(on=LINK_FORM, replace=(BEGINS, f'<img src="/seal.svg?who=john">{BEGINS}')))
    result = runner.run(accessibility="fail")
    assert result.status == ACCESSIBILITY_STATUS, result.output
    assert "10 of 10 steps OK · 1 flow · " in result.output
    records = read_folder(runner.folder / "out").records
    (head,) = [one for one in records if isinstance(one, RunRecord)]
    assert (head.accessibility, bool(head.axe_core)) == ("fail", True)
    parts = [part for one in records if isinstance(one, StepRecord) for part in one.parts]
    (form,) = [part for part in parts if part.screen == "link_account"]
    violations = {one.rule: one for one in form.accessibility[0].violations}
    assert set(violations) == {"image-alt", "label"}
    assert [one.selector for one in violations["label"].elements] == [
        'input[name="login"]',
        'input[name="key"]',
    ]
    assert [one.selector for one in violations["image-alt"].elements] == ['img[src*="/seal.svg"]']
    assert_each_screen_is_tested(parts)
    assert all(not part.notes or "not tested" not in str(part.notes) for part in parts)


def assert_each_screen_is_tested(parts: list[PartRecord]) -> None:
    """Fail if a screen was never tested, or the menu more often than its documents differ."""
    tested = [test.screen for part in parts for test in part.accessibility]
    assert {part.screen for part in parts} <= set(tested)
    utilities = [part for part in parts if part.screen == "utilities"]
    assert (len(utilities), tested.count("utilities")) == (2, 1)
    assert "redaction_notice" in tested  # which interrupted, and was passed through
