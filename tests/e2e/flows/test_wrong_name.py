"""A name in the settings that is not the court's is a mistake of the settings, and nothing is linked."""

from stage.faults.model import Fault
from tests.helpers.faulty_stage import LINK_FORM_SENT, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import NOT_STAGED, build_settings, read_failure

NAME = "ECFCHECK_UNLINKED_FILER_ECF_NAME"


def test_another_name_than_the_courts_is_the_settings_mistake(runner: FlowRunner, stage: FaultyStage) -> None:
    account = stage.mint()
    run = runner.run(NOT_STAGED, settings=build_settings(account) | {NAME: "Jane Q. Otherwise"})
    assert run.status == 4
    failure = read_failure(runner.folder)
    assert failure["step"] == "5"
    assert failure["outcome"] == "HARNESS"
    first, *others = failure["message"].splitlines()
    assert first == f"{NAME} is not the name the court shows; run with --show-names to see both"
    assert len(others) == 2
    assert failure["next"].startswith("confirm was not done, so nothing was changed at the court; correct")
    assert account["ecf"]["name"] not in run.output


def test_with_show_names_the_message_says_that_both_names_follow(
    runner: FlowRunner, stage: FaultyStage
) -> None:
    account, wrong = stage.mint(), "Jane Q. Otherwise"
    runner.run(NOT_STAGED, settings=build_settings(account) | {NAME: wrong}, show_names=True)
    first, *others = read_failure(runner.folder)["message"].splitlines()
    assert first == f"{NAME} is not the name the court shows; both are in the lines that follow"
    assert any(account["ecf"]["name"] in line and wrong in line for line in others)


def test_a_changed_screen_is_drift_whatever_the_settings_say(runner: FlowRunner, stage: FaultyStage) -> None:
    stage.fail(Fault(on=LINK_FORM_SENT, replace=("Do you want to link", "Do you wish to link")))
    run = runner.run(NOT_STAGED, settings=build_settings(stage.mint()) | {NAME: "Jane Q. Otherwise"})
    assert run.status == 1
    assert read_failure(runner.folder)["outcome"] == "DRIFT"
