"""Flows that run at once in one browser find what they find one by one, and share no account."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from ecfcheck.flowfile.loader import load_flow
from stage.faults.model import Fault
from tests.helpers.faulty_stage import LINK_CONFIRMED, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.flow_runs import FLOWS
from tests.helpers.run_files import IMPATIENT, NOT_STAGED, build_settings, read_steps

SEVERAL = [FLOWS / f"{name}.yaml" for name in ("link_account", "names_differ", "passcode", "verify_linked")]


def describe(steps: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return sorted((step["flow"], step["step"], step["outcome"], len(step["parts"])) for step in steps)


def list_periods(steps: list[dict[str, Any]]) -> dict[str, tuple[datetime, datetime]]:
    """Return from when to when each flow was run."""
    periods: dict[str, tuple[datetime, datetime]] = {}
    for step in steps:
        begin = datetime.fromisoformat(step["started"])
        end = begin + timedelta(milliseconds=step["milliseconds"])
        first, last = periods.get(step["flow"], (begin, end))
        periods[step["flow"]] = (min(first, begin), max(last, end))
    return periods


def test_flows_at_once_find_the_same_as_one_by_one(stage: FaultyStage, runner: FlowRunner) -> None:
    del stage
    run = runner.run(flow=SEVERAL, at_once=4)
    assert run.status == 0, run.output
    steps = read_steps(runner.folder)
    flows = [load_flow(path) for path in SEVERAL]
    expected = [(flow.name, step.number, "OK", len(step.parts)) for flow in flows for step in flow.steps]
    assert describe(steps) == sorted(expected)
    periods = sorted(list_periods(steps).values())
    assert any(later[0] < earlier[1] for earlier, later in pairwise(periods)), "none ran at once"
    assert [f"flow {number} of 4" in run.output for number in range(1, 5)] == [True] * 4


def test_at_a_real_court_flows_of_one_account_run_one_after_the_other_and_log_in_once(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    account, other = stage.mint(ecf={"linked": True}), stage.mint()
    settings = build_settings(account, "linked_filer") | build_settings(other, "pacer_only")
    names = ("verify_linked", "already_linked", "pacer_only")
    run = runner.run(
        NOT_STAGED, flow=[FLOWS / f"{name}.yaml" for name in names], settings=settings, at_once=3
    )
    periods = list_periods(read_steps(runner.folder))
    assert sorted(periods) == sorted(names), run.output
    (_, first_end), (second_begin, _) = sorted([periods["verify_linked"], periods["already_linked"]])
    assert first_end <= second_begin
    typed = [event["who"] for event in stage.events() if event["kind"] == "login_tried"]
    assert typed.count(account["pacer"]["user_name"]) == 1


def test_a_password_that_one_flow_saw_refused_is_not_typed_by_the_next(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    account = stage.mint(pacer={"password": "wrong"}, ecf={"linked": True})
    # One account serves two personas.
    settings = build_settings(account, "linked_filer") | build_settings(account, "unlinked_filer")
    settings["ECFCHECK_STATE"] = str(runner.folder / "state")
    run = runner.run(
        NOT_STAGED,
        flow=[FLOWS / "verify_linked.yaml", FLOWS / "link_account.yaml"],
        settings=settings,
        at_once=2,
    )
    assert run.status == 2, run.output
    assert stage.count("login_tried") == 1
    outcomes = {step["flow"]: step["outcome"] for step in read_steps(runner.folder) if step["message"]}
    assert outcomes.keys() == {"verify_linked", "link_account"}


def test_no_effect_is_sent_at_once_with_another_of_the_same_account_nor_after_one_without_an_answer(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(Fault(on=LINK_CONFIRMED, drop="after"))
    settings = build_settings(stage.mint()) | {"ECFCHECK_STATE": str(runner.folder / "state")}
    run = runner.run(
        NOT_STAGED,
        IMPATIENT,
        settings=settings,
        allow=["permanent@ecf.ctd.localhost"],
        runs=2,
        at_once=2,
    )
    assert run.status == 5, run.output
    assert stage.count("link_made") == 1
