"""Each way in which a court fails has its own outcome."""

from dataclasses import dataclass

import pytest

from stage.faults.model import Fault, Requests
from tests.helpers.cases import mark_cases
from tests.helpers.faulty_stage import (
    CMECF_LOGIN,
    LINK_CONFIRMED,
    LINK_FORM,
    LINK_FORM_FAILS,
    LINK_FORM_SENT,
    PACER_LOGIN,
    FaultyStage,
)
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import IMPATIENT, Changes, read_failure


@dataclass(frozen=True)
class Failure:
    """A fault of the court, and how the run must end."""

    fault: Fault
    step: str
    message: str
    outcome: str = "COURT_ERROR"
    status: int = 1
    changes: tuple[Changes, ...] = ()


FAILURES = {
    "an error page": Failure(LINK_FORM_FAILS, "3", 'error_page says "The database is not available."'),
    "a server error": Failure(Fault(on=LINK_FORM, status=500), "3", "(HTTP status 500)"),
    "a script error": Failure(
        Fault(on=LINK_FORM, replace=("<p>This utility", "<script>nowhere()</script><p>This utility")),
        "4",
        "a script of the page failed: nowhere is not defined",
    ),
    "no answer": Failure(
        Fault(on=LINK_FORM, delay=6),
        "3",
        "open_link_account was done, and the court did not answer within 3 s",
        changes=(IMPATIENT,),
    ),
    "no answer to the effect": Failure(
        Fault(on=LINK_CONFIRMED, delay=6, when="after"),
        "5",
        "confirm was done, and the court did not answer within 3 s",
        "UNKNOWN_STATE",
        5,
        (IMPATIENT,),
    ),
    "another screen after the effect": Failure(
        Fault(rule="link_shows_success"), "5", "confirm should lead to link_success", "UNKNOWN_STATE", 5
    ),
    "an account that is refused": Failure(
        Fault(rule="accounts_in_good_standing"),
        "2",
        'pacer_login says "Your PACER account has been disabled"',
        "ACCOUNT",
        2,
    ),
    "a server that does not answer": Failure(
        Fault(on=CMECF_LOGIN, drop="before"),
        "1",
        "/cgi-bin/login.pl: empty answer (net::ERR_EMPTY_RESPONSE)",
        "UNAVAILABLE",
        3,
    ),
}

QUICK = {"an error page", "a script error", "no answer to the effect", "an account that is refused"}


@pytest.mark.parametrize("expected", mark_cases(FAILURES, quick=QUICK))
def test_each_failure_of_a_court_has_its_own_outcome(
    expected: Failure, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(expected.fault)
    run = runner.run(*expected.changes)
    failed = read_failure(runner.folder)
    assert (failed["step"], failed["outcome"], run.status) == (
        expected.step,
        expected.outcome,
        expected.status,
    )
    assert expected.message in failed["message"]


SILENT = {
    "at a link": (LINK_FORM, "3", "open_link_account was done, and the court did not answer within 3 s"),
    "at a redirect": (PACER_LOGIN, "1", "open_e_filing was done, and the court did not answer within 3 s"),
    "at a form": (LINK_FORM_SENT, "4", "submit was done, and the court did not answer within 3 s"),
}


@pytest.mark.parametrize("case", mark_cases(SILENT, quick={"at a form"}))
def test_a_silent_court_is_not_waited_for_beyond_its_limit(
    case: tuple[Requests, str, str], stage: FaultyStage, runner: FlowRunner
) -> None:
    on, step, message = case
    stage.fail(Fault(on=on, hold=True))  # without the limit, the run would never end
    run = runner.run(IMPATIENT)
    failed = read_failure(runner.folder)
    assert (failed["step"], failed["outcome"], run.status) == (step, "COURT_ERROR", 1)
    assert failed["message"] == message
    assert (
        "no picture was taken: the court has not answered a request for another document"
        in failed["parts"][-1]["notes"]
    )


@pytest.mark.slow
def test_a_slow_court_passes(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(Fault(on=LINK_FORM, delay=4))
    run = runner.run({"limits": {"act": 2}})
    assert run.status == 0, run.output


def test_nothing_is_typed_at_a_login_that_is_not_at_the_address_in_the_courts_file(
    runner: FlowRunner,
) -> None:
    run = runner.run({"pacer_login": "http://login.pacer.localhost/csologin/login.jsf"})
    failed = read_failure(runner.folder)
    assert (failed["step"], failed["outcome"], run.status) == ("1", "DRIFT", 1)
    assert "leads to pacer_login at http://pacer.localhost:" in failed["message"]
    assert "the court's file says http://login.pacer.localhost:" in failed["message"]
