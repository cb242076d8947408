"""An effect whose answer was lost is not sent again: how things stand is found out by reading."""

from collections.abc import Mapping
from typing import Any

import pytest

from pages.base import PageObject
from pages.cmecf import CmecfPage
from pages.decorators import Entries
from pages.utilities import Utilities
from stage.faults.model import Fault
from tests.flows.command import IMPATIENT, NOT_STAGED, build_settings, failure, steps_in
from tests.flows.faulty_stage import CASE_LOOKED_FOR, LINK_CONFIRMED, PACER_LOGIN_SENT, FaultyStage
from tests.flows.in_process import Runner

LATE = Fault(on=LINK_CONFIRMED, delay=4, when="after")
"""The link is made, and the answer comes too late."""
NEVER = (Fault(on=LINK_CONFIRMED, delay=4), Fault(on=LINK_CONFIRMED, status=500))
"""The link is not made, and no answer comes in time."""
SENT = Fault(on=LINK_CONFIRMED, event="sent")
LOOKS_FOR_A_CASE = """
flow: looks_for_a_case
title: A search that costs a fee
document: ctd-link-pacer-account
release: nextgen
persona: counsel_of_record
steps:
  - step: "2"
    says: Log in and look for a case.
    open: pacer_login
    do: log_in
    then:
      - screen: cmecf_home
        do: open_query
      - screen: query
        do: find_case
      - screen: case_page
"""


def run_to_effect(
    runner: Runner, *faults: Fault, pages: Mapping[str, type[PageObject]] | None = None
) -> dict[str, Any]:
    """Return the record of the step that sent the effect."""
    runner.stage.fail(*faults)
    runner.run(IMPATIENT, pages=pages)
    (step,) = [step for step in steps_in(runner.folder) if step["step"] == "5"]
    return step


def test_a_link_that_was_made_is_found_to_be_made_and_is_made_once(
    stage: FaultyStage, runner: Runner
) -> None:
    step = run_to_effect(runner, LATE)
    assert (step["outcome"], step["exit_status"]) == ("UNKNOWN_STATE", 5)
    assert step["since"] == "verify_linked was run to find out, and it did take effect"
    assert stage.count("link_made") == 1


@pytest.mark.slow
def test_a_link_that_was_not_made_is_found_not_to_be_made(stage: FaultyStage, runner: Runner) -> None:
    step = run_to_effect(runner, *NEVER)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert step["since"].startswith("verify_linked was run to find out, and it had not taken effect at ")
    assert step["since"].endswith("; the court may still be working on it: look again before you repeat it")
    assert stage.count("link_made") == 0


@pytest.mark.slow
def test_what_cannot_be_found_out_stays_unknown(runner: Runner) -> None:
    disabled_after_first_login = Fault(rule="accounts_in_good_standing", skip=1)
    step = run_to_effect(runner, LATE, disabled_after_first_login)
    assert step["outcome"] == "UNKNOWN_STATE"
    assert "still unknown whether it took effect" in step["since"]
    assert "Your PACER account has been disabled" in step["since"]


@pytest.mark.slow
def test_a_fee_whose_answer_was_lost_may_have_been_charged_and_is_not_risked_again(
    stage: FaultyStage, runner: Runner
) -> None:
    flow = runner.folder / "looks_for_a_case.yaml"
    flow.write_text(LOOKS_FOR_A_CASE, encoding="utf-8")
    stage.fail(Fault(on=CASE_LOOKED_FOR, delay=4, when="after"))
    run = runner.run(IMPATIENT, flow=flow)
    step = failure(runner.folder)
    assert (step["outcome"], run.status, step["earlier"]) == ("UNKNOWN_STATE", 5, [])
    assert step["next"] == "do not repeat it; look at the court's screens to see whether it took effect"


class UtilitiesThatLinks(Utilities):
    """Sends a link when it looks how an account that may file is linked."""

    def standing(self) -> Entries:
        if CmecfPage.standing(self) != ("may not file",):
            self.page.evaluate("fetch('/cgi-bin/LinkAccountConfirm.pl', {method: 'POST'}).catch(() => 0)")
        return super().standing()


@pytest.mark.slow
def test_whoever_finds_out_sends_nothing_though_the_effect_is_open(
    stage: FaultyStage, runner: Runner
) -> None:
    step = run_to_effect(runner, LATE, pages={"utilities": UtilitiesThatLinks})
    assert step["outcome"] == "UNKNOWN_STATE"
    assert (stage.count("link_made"), stage.count("link_refused")) == (1, 0)


def test_an_effect_whose_connection_is_dropped_is_sent_once_by_the_browser_too(
    stage: FaultyStage, runner: Runner
) -> None:
    step = run_to_effect(runner, SENT, Fault(on=LINK_CONFIRMED, drop="after"))
    assert (step["outcome"], stage.count("sent"), stage.count("link_made")) == ("UNKNOWN_STATE", 1, 1)
    assert step["message"].startswith("confirm: no answer from http")
    assert step["since"] == "verify_linked was run to find out, and it did take effect"


def test_a_password_that_was_never_answered_is_not_sent_again_by_the_next_flow(
    stage: FaultyStage, runner: Runner
) -> None:
    stage.fail(Fault(on=PACER_LOGIN_SENT, drop="after"))
    runner.run(NOT_STAGED, IMPATIENT, settings=build_settings(stage.mint()), runs=2)
    first, second = [step for step in steps_in(runner.folder) if step["step"] == "2"]
    assert (stage.count("login_tried"), first["outcome"], second["outcome"]) == (1, "COURT_ERROR", "ACCOUNT")
    assert second["message"] == (
        "pacer_login log_in: nothing was typed; this user name and password were sent earlier in this run,"
        " and the court's answer was never seen"
    )


@pytest.mark.parametrize("handled", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_password_whose_connection_is_dropped_is_sent_once_by_the_browser_too(
    handled: bool,
    stage: FaultyStage,
    runner: Runner,
) -> None:
    sent = Fault(on=PACER_LOGIN_SENT, event="sent")
    stage.fail(sent, Fault(on=PACER_LOGIN_SENT, drop="after" if handled else "before"))
    runner.run(IMPATIENT)
    assert (stage.count("sent"), stage.count("login_tried")) == (1, 1 if handled else 0)
    assert failure(runner.folder)["step"] == "2"


def test_nothing_more_is_sent_for_an_account_of_which_it_is_not_known_how_an_effect_ended(
    stage: FaultyStage, runner: Runner
) -> None:
    stage.fail(SENT, Fault(on=LINK_CONFIRMED, drop="before"))
    run = runner.run(
        NOT_STAGED,
        IMPATIENT,
        settings=build_settings(stage.mint()),
        allow=["permanent@ecf.ctd.localhost"],
        runs=2,
    )
    first, second = [step for step in steps_in(runner.folder) if step["step"] == "5"]
    assert (run.status, stage.count("sent")) == (5, 1), run.said
    assert (first["outcome"], second["outcome"]) == ("UNKNOWN_STATE", "UNKNOWN_STATE")
    assert second["message"] == (
        "link_confirmation.confirm was not sent: it is not known whether an earlier effect"
        " of this account took effect"
    )
