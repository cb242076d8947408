"""Filing a motion: its pages, who may file, and that a motion is filed once."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from stage.ecf import wording
from tests.helpers.page_text import find_ecf_error
from tests.helpers.stage_fixture_types import (
    Accounts,
    Enter,
    Mint,
    PassMinutes,
    ReadCase,
    ReadEvents,
    ReadRows,
)

File = Callable[[FlaskClient, str], str]
NOTICE = "<b>Notice of Electronic Filing</b>"
MOTION = "MOTION filed by"


@pytest.fixture
def mint_counsel(mint: Mint) -> Callable[..., Accounts]:
    """Return a function that mints counsel of record, as a registered user, and a case."""

    def make(**case: object) -> Accounts:
        return mint(ecf={"linked": True}, case=case)

    return make


@pytest.fixture
def propose_motion(ecf: str) -> File:
    """Return a function that submits the form with a case number and returns the next page."""

    def send(browser: FlaskClient, number: str) -> str:
        return post(browser, ecf + "FileMotion.pl?123-L_1_0-1", case_num=number)

    return send


@pytest.fixture
def confirm_motion(ecf: str) -> File:
    """Return a function that submits a filing's confirmation and returns the next page."""

    def send(browser: FlaskClient, page: str) -> str:
        found = re.search(r'name="proposal" value="([^"]+)"', page)
        assert found, page
        return post(browser, ecf + "FileMotionConfirm.pl?456-L_1_0-1", proposal=found[1])

    return send


@pytest.fixture
def file_motion(propose_motion: File, confirm_motion: File) -> File:
    """Return a function that files a motion in a case and returns the last page."""

    def send(browser: FlaskClient, number: str) -> str:
        return confirm_motion(browser, propose_motion(browser, number))

    return send


def post(browser: FlaskClient, address: str, **fields: str) -> str:
    answer = browser.post(address, data=fields, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.text


def test_motions_asks_for_the_case_number(mint_counsel: Mint, enter: Enter, ecf: str) -> None:
    page = enter(mint_counsel()["pacer"]).get(ecf + "Dispatch.pl?CivilMotions").text
    assert "<b>Motions</b>" in page
    assert "<tr><td>Case Number</td>" in page
    assert 'data-required="Case Number"' in page


def test_the_confirmation_shows_case_and_event_and_files_nothing(
    mint_counsel: Mint, enter: Enter, propose_motion: File, read_docket: ReadCase
) -> None:
    accounts = mint_counsel()
    number = accounts["case"]["number"]
    browser = enter(accounts["pacer"])
    page = propose_motion(browser, number)
    assert f"<tr><td>Case</td><td>{number} {accounts['case']['title']}</td></tr>" in page
    assert "<tr><td>Event</td><td>Motion</td></tr>" in page
    assert wording.FILING_COMMITS in page
    assert MOTION not in read_docket(browser, number)


@pytest.mark.parametrize(
    "case",
    [
        {"e_filing": e_filing, "kind": kind}
        for e_filing in ("order", "consent")
        for kind in ("civil", "social_security")
    ],
)
def test_counsel_can_file_under_an_order_or_by_consent(
    mint_counsel: Mint, enter: Enter, file_motion: File, read_docket: ReadCase, case: Accounts
) -> None:
    accounts = mint_counsel(**case)
    number = accounts["case"]["number"]
    browser = enter(accounts["pacer"])
    page = file_motion(browser, number)
    assert NOTICE in page
    assert f"<tr><td>Case Name:</td><td>{accounts['case']['title']}</td></tr>" in page
    assert f"<tr><td>Case Number:</td><td>{number}</td></tr>" in page
    assert re.search(r'Document Number:</td><td><a href="[^"]*&amp;doc_num=3">3</a>', page)
    assert f"{MOTION} {accounts['pacer']['name']}" in read_docket(browser, number)


def test_before_go_live_counsel_files_with_a_cm_ecf_login_alone(
    mint: Mint, enter_with_ecf_login: Enter, file_motion: File, read_rows: ReadRows
) -> None:
    accounts = mint(case={})
    page = file_motion(enter_with_ecf_login(accounts), accounts["case"]["number"])
    assert NOTICE in page
    assert f"entered by {accounts['ecf']['name']} and filed on 12/01/2017." in page
    assert read_rows("document")[-1]["title"] == f"MOTION filed by {accounts['ecf']['name']}"


def test_counsel_cannot_file_without_an_order_or_consent(
    mint_counsel: Mint, enter: Enter, propose_motion: File
) -> None:
    accounts = mint_counsel(e_filing="none")
    number = accounts["case"]["number"]
    page = propose_motion(enter(accounts["pacer"]), number)
    assert find_ecf_error(page) == wording.no_e_filing(number)


def test_users_who_are_not_counsel_cannot_file(
    mint_counsel: Mint, enter: Enter, propose_motion: File
) -> None:
    accounts = mint_counsel(counsel=False)
    number = accounts["case"]["number"]
    assert find_ecf_error(propose_motion(enter(accounts["pacer"]), number)) == wording.not_counsel(number)


@pytest.mark.parametrize("traits", [{"linked": False}, {"linked": True, "may_file": False}])
def test_users_without_filing_rights_cannot_file_by_address(
    mint: Mint, enter: Enter, propose_motion: File, ecf: str, traits: Accounts
) -> None:
    accounts = mint(ecf=traits, case={})
    browser = enter(accounts["pacer"])
    assert find_ecf_error(browser.get(ecf + "Dispatch.pl?CivilMotions").text) == wording.MAY_NOT_FILE
    assert find_ecf_error(propose_motion(browser, accounts["case"]["number"])) == wording.MAY_NOT_FILE


@pytest.mark.parametrize(("typed", "text"), [("3:17-cv-99999", "Cannot find case 3:17-cv-99999"), ("", None)])
def test_a_filing_in_an_unknown_case_is_refused(
    mint_counsel: Mint, enter: Enter, propose_motion: File, typed: str, text: str | None
) -> None:
    page = propose_motion(enter(mint_counsel()["pacer"]), typed)
    assert find_ecf_error(page) == (text or wording.NO_MATCHING_CASE)


def test_the_same_confirmation_submitted_twice_files_once(
    mint_counsel: Mint, enter: Enter, propose_motion: File, confirm_motion: File, read_docket: ReadCase
) -> None:
    accounts = mint_counsel()
    browser = enter(accounts["pacer"])
    page = propose_motion(browser, accounts["case"]["number"])
    assert NOTICE in confirm_motion(browser, page)
    assert find_ecf_error(confirm_motion(browser, page)) == wording.NO_PROPOSAL
    assert read_docket(browser, accounts["case"]["number"]).count(MOTION) == 1


def test_another_sessions_confirmation_files_nothing(
    mint_counsel: Mint, enter: Enter, propose_motion: File, confirm_motion: File, read_docket: ReadCase
) -> None:
    accounts = mint_counsel()
    page = propose_motion(enter(accounts["pacer"]), accounts["case"]["number"])
    other = enter(accounts["pacer"])
    assert find_ecf_error(confirm_motion(other, page)) == wording.NO_PROPOSAL
    assert MOTION not in read_docket(other, accounts["case"]["number"])


def test_an_expired_confirmation_files_nothing(
    mint_counsel: Mint,
    enter: Enter,
    propose_motion: File,
    confirm_motion: File,
    pass_minutes: PassMinutes,
) -> None:
    accounts = mint_counsel()
    browser = enter(accounts["pacer"])
    page = propose_motion(browser, accounts["case"]["number"])
    pass_minutes(20)
    propose_motion(browser, accounts["case"]["number"])
    pass_minutes(20)
    assert find_ecf_error(confirm_motion(browser, page)) == wording.NO_PROPOSAL


def test_filings_and_refusals_are_logged(
    mint_counsel: Mint,
    enter: Enter,
    file_motion: File,
    propose_motion: File,
    read_events: ReadEvents,
) -> None:
    accounts = mint_counsel()
    number = accounts["case"]["number"]
    browser = enter(accounts["pacer"])
    file_motion(browser, number)
    propose_motion(browser, "3:17-cv-00842")
    filed, refused = read_events()[-2:]
    assert (filed["kind"], filed["detail"]) == ("filing_made", f"document 3 of case {number}")
    assert refused["kind"] == "filing_refused"
    assert refused["detail"].endswith("(case 3:17-cv-00842)")
    assert {filed["who"], refused["who"]} == {accounts["pacer"]["user_name"]}
