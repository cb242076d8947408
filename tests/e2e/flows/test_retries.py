"""A flow is retried where its outcome allows it, and never after an effect was sent."""

from typing import Any

import pytest

from stage.faults.model import Fault
from tests.helpers.faulty_stage import (
    DATABASE_IS_DOWN,
    LINK_CONFIRMED,
    LINK_FORM,
    LINK_FORM_FAILS,
    QUERY,
    WEBSITE_CMECF,
    FaultyStage,
)
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import read_steps

GONE = """
flow: gone
title: A way into CM/ECF that leads nowhere
document: ctd-link-pacer-account
release: nextgen
persona: unlinked_filer
steps:
  - step: "1"
    says: Click the logo.
    open: court_cmecf_page
    do: click_logo
    then:
      - screen: pacer_login
"""


def read_steps_by_number(runner: FlowRunner) -> dict[str, dict[str, Any]]:
    """Return the records of the run's steps by their numbers."""
    return {record["step"]: record for record in read_steps(runner.folder)}


def test_a_court_that_failed_once_is_retried_and_the_record_says_so(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(Fault(on=LINK_FORM, error_page=DATABASE_IS_DOWN, times=1))
    run = runner.run()
    assert run.status == 0, run.output
    (earlier,) = read_steps_by_number(runner)["3"]["earlier_tries"]
    assert earlier.startswith("retried after COURT_ERROR: open_link_account: error_page says")
    assert "earlier retried after COURT_ERROR" in " ".join(run.output.split())
    assert [read_steps_by_number(runner)[number]["earlier_tries"] for number in ("2", "4")] == [[], []]
    # One for each attempt, and three in the last step, of which one, with the old login, is refused.
    assert stage.count("login_accepted") == 4


@pytest.mark.slow
def test_a_court_that_keeps_failing_is_tried_twice(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(LINK_FORM_FAILS)
    run = runner.run()
    assert (run.status, stage.count("login_accepted")) == (1, 2)
    assert (
        read_steps_by_number(runner)["3"]["outcome"],
        len(read_steps_by_number(runner)["3"]["earlier_tries"]),
    ) == ("COURT_ERROR", 1)


@pytest.mark.slow
def test_an_unreachable_court_is_retried_twice(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(Fault(on=WEBSITE_CMECF, replace=('{ecf}/"><img', 'http://ecf.ctd.localhost:9/"><img')))
    flow = runner.folder / "gone.yaml"
    flow.write_text(GONE, encoding="utf-8")
    run = runner.run(flow=flow)
    (step,) = read_steps_by_number(runner).values()
    assert (run.status, step["outcome"], len(step["earlier_tries"])) == (3, "UNAVAILABLE", 2)


def test_nothing_is_retried_after_an_effect_without_an_answer(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(Fault(on=LINK_CONFIRMED, error_page=DATABASE_IS_DOWN, when="after"))
    run = runner.run()
    assert run.status == 5, run.output
    assert read_steps_by_number(runner)["5"]["outcome"] == "UNKNOWN_STATE"
    assert 'error_page says "The database is not available."' in str(
        read_steps_by_number(runner)["5"]["message"]
    )
    assert stage.count("link_made") == 1


@pytest.mark.slow
def test_a_court_error_after_an_effect_is_not_retried(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(Fault(on=QUERY, error_page=DATABASE_IS_DOWN))
    runner.run()
    step = read_steps_by_number(runner)["6"]
    assert (step["outcome"], step["earlier_tries"]) == ("COURT_ERROR", [])
    assert (stage.count("login_tried"), stage.count("link_made")) == (1, 1)


def test_a_refused_account_is_never_retried(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(Fault(rule="accounts_in_good_standing"))
    run = runner.run()
    assert (run.status, stage.count("login_tried")) == (2, 1)
    assert read_steps_by_number(runner)["2"]["retry"] == "never retried: accounts get locked"
