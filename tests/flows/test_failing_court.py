"""A court that fails, is slow, is another or is not staged ends each in its own outcome."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.changed import (
    DROPPED,
    LINK,
    SHOW_FORM,
    SHOW_SUCCESS,
    Break,
    failure,
    run_against,
    stage_with,
)


@dataclass(frozen=True)
class Fault(Break):
    """A way in which the court fails."""

    outcome: str = "COURT_ERROR"
    status: int = 1
    limits: tuple[tuple[str, str], ...] = ()


SLEEP = "    import time\n    time.sleep(6)\n"
IMPATIENT = (("arrive: 10", "arrive: 3"), ("act: 5", "act: 2"))

FAULTS = {
    "an error page": Fault(
        LINK,
        SHOW_FORM,
        '    return page.error_page(user, "The database is not available.")',
        "3",
        'error_page says "The database is not available."',
    ),
    "a server error": Fault(LINK, SHOW_FORM, '    raise RuntimeError("broken")', "3", "(HTTP status 500)"),
    "a script error": Fault(
        "templates/ecf/link.html",
        "{% block content %}",
        "{% block content %}<script>nowhere()</script>",
        "4",
        "a script of the page failed: nowhere is not defined",
    ),
    "no answer": Fault(
        LINK,
        SHOW_FORM,
        SLEEP + SHOW_FORM,
        "3",
        "open_link_account was done, and the court did not answer within 3 s",
        limits=IMPATIENT,
    ),
    "no answer to the effect": Fault(
        LINK,
        SHOW_SUCCESS,
        SLEEP + SHOW_SUCCESS,
        "5",
        "confirm was done, and the court did not answer within 3 s",
        "UNKNOWN_STATE",
        5,
        IMPATIENT,
    ),
    "another screen after the effect": Fault(
        LINK,
        SHOW_SUCCESS,
        '    return page.render("index", user)',
        "5",
        "confirm should lead to link_success",
        "UNKNOWN_STATE",
        5,
    ),
    "an account that is refused": Fault(
        "pacer/accounts.py",
        "    return refusals.get(",
        "    return wording.DISABLED or refusals.get(",
        "2",
        'pacer_login says "Your PACER account has been disabled"',
        "ACCOUNT",
        2,
    ),
    "a server that does not answer": Fault(
        "ecf/entry.py",
        '    if request.query_string == b"logout":',
        f'    {DROPPED}    if request.query_string == b"logout":',
        "1",
        "/cgi-bin/login.pl: empty answer (net::ERR_EMPTY_RESPONSE)",
        "UNAVAILABLE",
        3,
    ),
}


@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS.keys())
def test_a_court_that_fails_is_told_from_one_that_differs(change: Fault, tmp_path: Path) -> None:
    with stage_with(change, tmp_path) as ready:
        run = run_against(ready, tmp_path, *change.limits)
    failed = failure(tmp_path)
    assert (failed["step"], failed["outcome"], run.returncode) == (change.step, change.outcome, change.status)
    assert change.told in failed["message"]


def test_a_court_that_is_merely_slow_holds(tmp_path: Path) -> None:
    slow = Break(LINK, SHOW_FORM, f"    import time\n    time.sleep(4)\n{SHOW_FORM}", "", "")
    with stage_with(slow, tmp_path) as ready:
        run = run_against(ready, tmp_path, ("act: 5", "act: 2"))
    assert run.returncode == 0, run.stdout


def test_a_court_whose_login_leads_elsewhere_than_its_file_says_is_not_typed_into(tmp_path: Path) -> None:
    nothing = Break(LINK, SHOW_FORM, SHOW_FORM, "", "")
    with stage_with(nothing, tmp_path) as ready:
        run = run_against(ready, tmp_path, ("http://pacer.localhost", "http://login.pacer.localhost"))
    failed = failure(tmp_path)
    assert (failed["step"], failed["outcome"], run.returncode) == ("1", "DRIFT", 1)
    assert "leads to pacer_login at http://pacer.localhost:" in failed["message"]
    assert "the court's file says http://login.pacer.localhost:" in failed["message"]
