"""Tests what is said of a court at which nothing answers."""

import pytest

from config.court import load_court
from ecfcheck.audit.probe import explain_ended_stage
from ecfcheck.audit.status import AccountStatus, Status

REFUSED = "http://ecf.ctd.localhost:8400/ did not answer: connection refused (net::ERR_CONNECTION_REFUSED)"


def test_a_staged_court_that_refuses_connections_has_no_stage_any_more() -> None:
    down = AccountStatus(Status.COURT_UNAVAILABLE, REFUSED)
    assert explain_ended_stage(load_court("staged"), down).evidence == (
        f"{REFUSED}; the stage of this staged court is not running: start another one"
        " (`ecfcheck stage --accounts 12 --roster NEW_FOLDER`) and audit its roster"
    )


@pytest.mark.parametrize(
    ("court", "account_status"),
    [
        ("nysd", AccountStatus(Status.COURT_UNAVAILABLE, REFUSED)),
        ("staged", AccountStatus(Status.COURT_UNAVAILABLE, "the court is closed (HTTP status 503)")),
        ("staged", AccountStatus(Status.LINKED, "connection refused")),
    ],
)
def test_no_other_court_is_said_to_have_lost_its_stage(court: str, account_status: AccountStatus) -> None:
    assert explain_ended_stage(load_court(court), account_status) == account_status
