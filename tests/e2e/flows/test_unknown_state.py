"""An effect without an answer is not sent again; whether it took effect is found by reading."""

from collections.abc import Mapping
from typing import Any

import pytest

from pages.base import PageObject
from pages.cmecf import CmecfPage
from pages.decorators import Entries
from pages.utilities import Utilities
from stage.faults.model import Fault
from tests.helpers.case_search import write_case_search
from tests.helpers.faulty_stage import CASE_LOOKED_FOR, LINK_CONFIRMED, PACER_LOGIN_SENT, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import IMPATIENT, NOT_STAGED, build_settings, read_failure, read_steps

LATE = Fault(on=LINK_CONFIRMED, delay=4, when="after")
"""The link is made, and the answer comes too late."""
NEVER = (Fault(on=LINK_CONFIRMED, delay=4), Fault(on=LINK_CONFIRMED, status=500))
"""The link is not made, and no answer comes in time."""
SENT = Fault(on=LINK_CONFIRMED, event="sent")


def run_to_effect(
    runner: FlowRunner, *faults: Fault, pages: Mapping[str, type[PageObject]] | None = None
) -> dict[str, Any]:
    """Return the record of the step that sent the effect."""
    runner.stage.fail(*faults)
    runner.run(IMPATIENT, pages=pages)
    (step,) = [step for step in read_steps(runner.folder) if step["step"] == "5"]
    return step


def test_a_link_that_was_made_is_found_and_made_once(stage: FaultyStage, runner: FlowRunner) -> None:
    step = run_to_effect(runner, LATE)
    assert (step["outcome"], step["exit_status"]) == ("UNKNOWN_STATE", 5)
    assert step["reconciliation"] == "verify_linked was run to find out, and it did take effect"
    assert step["next"] == "do not repeat it: it took effect, and only the court's answer was lost"
    assert stage.count("link_made") == 1


@pytest.mark.slow
def test_a_link_that_was_not_made_is_found_missing(stage: FaultyStage, runner: FlowRunner) -> None:
    step = run_to_effect(runner, *NEVER)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert step["reconciliation"].startswith(
        "verify_linked was run to find out, and it had not taken effect at "
    )
    assert step["reconciliation"].endswith(
        "; the court may still be working on it: look again before you repeat it"
    )
    assert stage.count("link_made") == 0


@pytest.mark.slow
def test_an_effect_that_cannot_be_reconciled_stays_unknown(runner: FlowRunner) -> None:
    disabled_after_first_login = Fault(rule="accounts_in_good_standing", skip=1)
    step = run_to_effect(runner, LATE, disabled_after_first_login)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert "still unknown whether it took effect" in step["reconciliation"]
    assert "Your PACER account has been disabled" in step["reconciliation"]


@pytest.mark.slow
def test_a_fee_without_an_answer_may_have_been_charged_and_is_not_risked_again(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    flow = write_case_search(runner.folder)
    stage.fail(Fault(on=CASE_LOOKED_FOR, delay=4, when="after"))
    run = runner.run(IMPATIENT, flow=flow)
    step = read_failure(runner.folder)
    assert (step["outcome"], run.status, step["earlier_tries"]) == ("UNKNOWN_STATE", 5, [])
    assert step["next"] == "do not repeat it; look at the court's screens to see whether it took effect"


class UtilitiesThatLinks(Utilities):
    """Sends a link when it reads the standing of an account that may file."""

    def standing(self) -> Entries:
        if CmecfPage.standing(self) != ("may not file",):
            self.page.evaluate("fetch('/cgi-bin/LinkAccountConfirm.pl', {method: 'POST'}).catch(() => 0)")
        return super().standing()


@pytest.mark.slow
def test_reconciling_sends_nothing_even_if_the_effect_is_open(stage: FaultyStage, runner: FlowRunner) -> None:
    step = run_to_effect(runner, LATE, pages={"utilities": UtilitiesThatLinks})
    assert step["outcome"] == "UNKNOWN_STATE"
    assert (stage.count("link_made"), stage.count("link_refused")) == (1, 0)


def test_the_browser_does_not_resend_an_effect_after_a_dropped_connection(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    step = run_to_effect(runner, SENT, Fault(on=LINK_CONFIRMED, drop="after"))
    assert (step["outcome"], stage.count("sent"), stage.count("link_made")) == ("UNKNOWN_STATE", 1, 1)
    assert step["message"].startswith("confirm: no answer from http")
    assert step["reconciliation"] == "verify_linked was run to find out, and it did take effect"


def test_a_password_that_was_never_answered_is_not_sent_again_by_the_next_flow(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(Fault(on=PACER_LOGIN_SENT, drop="after"))
    runner.run(NOT_STAGED, IMPATIENT, settings=build_settings(stage.mint()), runs=2)
    first, second = [step for step in read_steps(runner.folder) if step["step"] == "2"]
    assert (stage.count("login_tried"), first["outcome"], second["outcome"]) == (1, "COURT_ERROR", "ACCOUNT")
    assert second["message"] == (
        "pacer_login log_in: nothing was typed; this user name and password were sent earlier in this run,"
        " and the court's answer was never seen"
    )


@pytest.mark.parametrize("handled", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_the_browser_does_not_resend_a_password_after_a_dropped_connection(
    handled: bool,
    stage: FaultyStage,
    runner: FlowRunner,
) -> None:
    sent = Fault(on=PACER_LOGIN_SENT, event="sent")
    stage.fail(sent, Fault(on=PACER_LOGIN_SENT, drop="after" if handled else "before"))
    runner.run(IMPATIENT)
    assert (stage.count("sent"), stage.count("login_tried")) == (1, 1 if handled else 0)
    assert read_failure(runner.folder)["step"] == "2"


def test_no_effect_is_sent_for_an_account_with_an_unanswered_one(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(SENT, Fault(on=LINK_CONFIRMED, drop="before"))
    run = runner.run(
        NOT_STAGED,
        IMPATIENT,
        settings=build_settings(stage.mint()),
        allow=["permanent@ecf.ctd.localhost"],
        runs=2,
    )
    first, second = [step for step in read_steps(runner.folder) if step["step"] == "5"]
    assert (run.status, stage.count("sent")) == (5, 1), run.output
    assert (first["outcome"], second["outcome"]) == ("UNKNOWN_STATE", "UNKNOWN_STATE")
    assert second["message"] == (
        "link_confirmation.confirm was not sent: it is not known whether an earlier effect"
        " of this account took effect"
    )
