"""When the browser of flows at once is killed, all have records and the next ones run in another browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from ecfcheck.browser.launch import BrowserFactory
from ecfcheck.flowfile.loader import load_flow
from stage.faults.model import Fault
from tests.helpers.faulty_stage import LINK_CONFIRMED, PACER_LOGIN_SENT, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.flow_runs import FLOWS
from tests.helpers.killable_browsers import KillableBrowser, launch_killable_browser
from tests.helpers.run_files import read_records, read_steps

SEVERAL = [FLOWS / f"{name}.yaml" for name in ("link_account", "names_differ", "passcode", "verify_linked")]


@pytest.fixture
def killable(playwright: Playwright) -> Iterator[KillableBrowser]:
    with launch_killable_browser(playwright) as killable:
        yield killable


@pytest.fixture
def runner(killable: KillableBrowser, stage: FaultyStage, tmp_path: Path) -> FlowRunner:
    return FlowRunner(killable.browser, stage, tmp_path, BrowserFactory(killable.open_another))


def test_an_effect_is_unknown_and_found_out_in_another_browser_in_which_the_next_flows_run(
    killable: KillableBrowser, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(Fault(on=LINK_CONFIRMED, hold=True, when="after"))
    with killable.killed_once(lambda: stage.count("link_made"), stage.control.clear_faults):
        run = runner.run(flow=SEVERAL, at_once=2)
    assert (run.status, stage.count("link_made"), killable.program.starts) == (5, 1, 2), run.output
    steps = {(step["flow"], step["step"]): step for step in read_steps(runner.folder)}
    linked = steps["link_account", "5"]
    assert (linked["outcome"], linked["provisional"]) == ("UNKNOWN_STATE", False)
    assert linked["reconciliation"] == "verify_linked was run to find out, and it did take effect"
    expected = {(flow.name, step.number) for flow in map(load_flow, SEVERAL) for step in flow.steps}
    assert steps.keys() == expected
    lost = {flow for (flow, _), step in steps.items() if step["outcome"] == "HARNESS"}
    assert len(lost) <= 1, "only the two flows that were in progress may fail"
    assert {step["outcome"] for (flow, _), step in steps.items() if flow == SEVERAL[-1].stem} == {"OK"}
    assert read_records(runner.folder)[-1]["record"] == "end"


def test_all_flows_that_wait_for_their_login_end_and_send_it_once(
    killable: KillableBrowser, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(Fault(on=PACER_LOGIN_SENT, hold=True, when="after"))
    flows = [FLOWS / f"{name}.yaml" for name in ("names_differ", "verify_linked", "passcode")]
    with killable.killed_once(lambda: stage.count("login_tried") == 3, stage.control.clear_faults):
        run = runner.run(flow=flows, at_once=3)
    assert (run.status, stage.count("login_tried"), killable.program.starts) == (4, 3, 1), run.output
    outcomes = [step["outcome"] for step in read_steps(runner.folder)]
    assert outcomes.count("HARNESS") == 3
    assert set(outcomes) <= {"OK", "HARNESS", "NOT_RUN"}
