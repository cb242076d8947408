"""A flow is tried again where the rule of its outcome says so, and never once an effect was sent."""

from typing import Any

import pytest

from stage.faults.model import Fault
from tests.flows.command import steps_in
from tests.flows.faulty_stage import (
    DATABASE_IS_DOWN,
    LINK_CONFIRMED,
    LINK_FORM,
    LINK_FORM_FAILS,
    QUERY,
    WEBSITE_CMECF,
    FaultyStage,
)
from tests.flows.in_process import Runner

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


def steps(runner: Runner) -> dict[str, dict[str, Any]]:
    """Return the records of the run's steps by their numbers."""
    return {record["step"]: record for record in steps_in(runner.folder)}


def test_a_court_that_failed_once_is_tried_again_and_it_is_told(stage: FaultyStage, runner: Runner) -> None:
    stage.fail(Fault(on=LINK_FORM, error_page=DATABASE_IS_DOWN, times=1))
    run = runner.run()
    assert run.status == 0, run.said
    (earlier,) = steps(runner)["3"]["earlier"]
    assert earlier.startswith("tried again after COURT_ERROR: open_link_account: error_page says")
    assert "earlier tried again after COURT_ERROR" in " ".join(run.said.split())
    assert [steps(runner)[number]["earlier"] for number in ("2", "4")] == [[], []]
    # One for each try and the three of the last step; one of those, with the old login, is refused.
    assert stage.count("login_accepted") == 4


@pytest.mark.slow
def test_a_court_that_keeps_failing_is_tried_twice(stage: FaultyStage, runner: Runner) -> None:
    stage.fail(LINK_FORM_FAILS)
    run = runner.run()
    assert (run.status, stage.count("login_accepted")) == (1, 2)
    assert (steps(runner)["3"]["outcome"], len(steps(runner)["3"]["earlier"])) == ("COURT_ERROR", 1)


@pytest.mark.slow
def test_a_court_that_cannot_be_reached_is_tried_twice_more(stage: FaultyStage, runner: Runner) -> None:
    stage.fail(Fault(on=WEBSITE_CMECF, replace=('{ecf}/"><img', 'http://ecf.ctd.localhost:9/"><img')))
    flow = runner.folder / "gone.yaml"
    flow.write_text(GONE, encoding="utf-8")
    run = runner.run(flow=flow)
    (step,) = steps(runner).values()
    assert (run.status, step["outcome"], len(step["earlier"])) == (3, "UNAVAILABLE", 2)


def test_once_an_effect_was_sent_nothing_is_tried_again(stage: FaultyStage, runner: Runner) -> None:
    stage.fail(Fault(on=LINK_CONFIRMED, error_page=DATABASE_IS_DOWN, when="after"))
    run = runner.run()
    assert run.status == 5, run.said
    assert steps(runner)["5"]["outcome"] == "UNKNOWN_STATE"
    assert 'error_page says "The database is not available."' in str(steps(runner)["5"]["message"])
    assert stage.count("link_made") == 1


@pytest.mark.slow
def test_a_court_that_fails_after_an_effect_is_not_tried_again_for_it_would_be_sent_again(
    stage: FaultyStage, runner: Runner
) -> None:
    stage.fail(Fault(on=QUERY, error_page=DATABASE_IS_DOWN))
    runner.run()
    step = steps(runner)["6"]
    assert (step["outcome"], step["earlier"]) == ("COURT_ERROR", [])
    assert (stage.count("login_tried"), stage.count("link_made")) == (1, 1)


def test_a_refused_account_is_never_tried_again(stage: FaultyStage, runner: Runner) -> None:
    stage.fail(Fault(rule="accounts_in_good_standing"))
    run = runner.run()
    assert (run.status, stage.count("login_tried")) == (2, 1)
    assert steps(runner)["2"]["retry"] == "never retried: accounts get locked"
