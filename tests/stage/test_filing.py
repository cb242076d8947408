"""Filing a motion: what it asks and shows, that it is filed once, and whom it refuses."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from stage.ecf import wording

StageAccounts = dict[str, Any]
Mint = Callable[..., StageAccounts]
Enter = Callable[..., FlaskClient]
File = Callable[[FlaskClient, str], str]
ReadDocket = Callable[[FlaskClient, str], str]

NOTICE = "<b>Notice of Electronic Filing</b>"
MOTION = "MOTION filed by"


@pytest.fixture
def counsel(mint: Mint) -> Callable[..., StageAccounts]:
    """Mint counsel of record who is a registered user, with a case."""

    def make(**case: object) -> StageAccounts:
        return mint(ecf={"linked": True}, case=case)

    return make


@pytest.fixture
def propose_motion(ecf: str) -> File:
    """Fill in the form with a case number and submit it; answers the next page."""

    def send(browser: FlaskClient, number: str) -> str:
        return post(browser, ecf + "FileMotion.pl?123-L_1_0-1", case_num=number)

    return send


@pytest.fixture
def confirm_motion(ecf: str) -> File:
    """Submit a confirmation page; answers the next page."""

    def send(browser: FlaskClient, page: str) -> str:
        found = re.search(r'name="proposal" value="([^"]+)"', page)
        assert found, page
        return post(browser, ecf + "FileMotionConfirm.pl?456-L_1_0-1", proposal=found[1])

    return send


@pytest.fixture
def file_motion(propose_motion: File, confirm_motion: File) -> File:
    """File a motion in a case; answers the last page."""

    def send(browser: FlaskClient, number: str) -> str:
        return confirm_motion(browser, propose_motion(browser, number))

    return send


def post(browser: FlaskClient, address: str, **fields: str) -> str:
    answer = browser.post(address, data=fields, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.text


def bold(page: str) -> str:
    found = re.search(r"<b>([^<]*)</b>\n<p><input", page)
    return found[1] if found else page


def test_motions_asks_for_the_case_number(counsel: Mint, enter: Enter, ecf: str) -> None:
    page = enter(counsel()["pacer"]).get(ecf + "Dispatch.pl?CivilMotions").text
    assert "<b>Motions</b>" in page
    assert "<tr><td>Case Number</td>" in page
    assert 'data-required="Case Number"' in page


def test_the_confirmation_names_case_and_event_and_files_nothing(
    counsel: Mint, enter: Enter, propose_motion: File, read_docket: ReadDocket
) -> None:
    made = counsel()
    number = made["case"]["number"]
    browser = enter(made["pacer"])
    page = propose_motion(browser, number)
    assert f"<tr><td>Case</td><td>{number} {made['case']['title']}</td></tr>" in page
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
def test_under_an_order_or_by_consent_counsel_files_and_the_motion_stands_on_the_docket(
    counsel: Mint, enter: Enter, file_motion: File, read_docket: ReadDocket, case: StageAccounts
) -> None:
    made = counsel(**case)
    number = made["case"]["number"]
    browser = enter(made["pacer"])
    page = file_motion(browser, number)
    assert NOTICE in page
    assert f"<tr><td>Case Name:</td><td>{made['case']['title']}</td></tr>" in page
    assert f"<tr><td>Case Number:</td><td>{number}</td></tr>" in page
    assert re.search(r'Document Number:</td><td><a href="[^"]*&amp;doc_num=3">3</a>', page)
    assert f"{MOTION} {made['pacer']['name']}" in read_docket(browser, number)


def test_before_go_live_counsel_files_with_a_ct_login_alone(
    mint: Mint, enter_with_ct_login: Enter, file_motion: File, rows: Callable[[str], list[StageAccounts]]
) -> None:
    made = mint(case={})
    page = file_motion(enter_with_ct_login(made), made["case"]["number"])
    assert NOTICE in page
    assert f"entered by {made['ecf']['name']} and filed on 12/01/2017." in page
    assert rows("document")[-1]["title"] == f"MOTION filed by {made['ecf']['name']}"


def test_without_order_or_consent_counsel_may_not_file(
    counsel: Mint, enter: Enter, propose_motion: File
) -> None:
    made = counsel(e_filing="none")
    number = made["case"]["number"]
    page = propose_motion(enter(made["pacer"]), number)
    assert bold(page) == wording.no_e_filing(number)


def test_who_is_not_counsel_may_not_file(counsel: Mint, enter: Enter, propose_motion: File) -> None:
    made = counsel(counsel=False)
    number = made["case"]["number"]
    assert bold(propose_motion(enter(made["pacer"]), number)) == wording.not_counsel(number)


@pytest.mark.parametrize("traits", [{"linked": False}, {"linked": True, "may_file": False}])
def test_who_may_not_file_in_the_court_may_not_even_by_the_address(
    mint: Mint, enter: Enter, propose_motion: File, ecf: str, traits: StageAccounts
) -> None:
    made = mint(ecf=traits, case={})
    browser = enter(made["pacer"])
    assert bold(browser.get(ecf + "Dispatch.pl?CivilMotions").text) == wording.MAY_NOT_FILE
    assert bold(propose_motion(browser, made["case"]["number"])) == wording.MAY_NOT_FILE


@pytest.mark.parametrize(("typed", "text"), [("3:17-cv-99999", "Cannot find case 3:17-cv-99999"), ("", None)])
def test_a_case_that_does_not_exist_is_refused(
    counsel: Mint, enter: Enter, propose_motion: File, typed: str, text: str | None
) -> None:
    page = propose_motion(enter(counsel()["pacer"]), typed)
    assert bold(page) == (text or wording.NO_MATCHING_CASE)


def test_the_same_confirmation_submitted_twice_files_once(
    counsel: Mint, enter: Enter, propose_motion: File, confirm_motion: File, read_docket: ReadDocket
) -> None:
    made = counsel()
    browser = enter(made["pacer"])
    page = propose_motion(browser, made["case"]["number"])
    assert NOTICE in confirm_motion(browser, page)
    assert bold(confirm_motion(browser, page)) == wording.NO_PROPOSAL
    assert read_docket(browser, made["case"]["number"]).count(MOTION) == 1


def test_a_confirmation_of_another_session_files_nothing(
    counsel: Mint, enter: Enter, propose_motion: File, confirm_motion: File, read_docket: ReadDocket
) -> None:
    made = counsel()
    page = propose_motion(enter(made["pacer"]), made["case"]["number"])
    other = enter(made["pacer"])
    assert bold(confirm_motion(other, page)) == wording.NO_PROPOSAL
    assert MOTION not in read_docket(other, made["case"]["number"])


def test_a_confirmation_left_open_too_long_files_nothing(
    counsel: Mint,
    enter: Enter,
    propose_motion: File,
    confirm_motion: File,
    wait: Callable[[float], None],
) -> None:
    made = counsel()
    browser = enter(made["pacer"])
    page = propose_motion(browser, made["case"]["number"])
    wait(20)
    propose_motion(browser, made["case"]["number"])
    wait(20)
    assert bold(confirm_motion(browser, page)) == wording.NO_PROPOSAL


def test_the_log_tells_of_filings_and_refusals(
    counsel: Mint,
    enter: Enter,
    file_motion: File,
    propose_motion: File,
    events: Callable[[], list[StageAccounts]],
) -> None:
    made = counsel()
    number = made["case"]["number"]
    browser = enter(made["pacer"])
    file_motion(browser, number)
    propose_motion(browser, "3:17-cv-00842")
    made_event, refused = events()[-2:]
    assert (made_event["kind"], made_event["detail"]) == ("filing_made", f"document 3 of case {number}")
    assert refused["kind"] == "filing_refused"
    assert refused["detail"].endswith("(case 3:17-cv-00842)")
    assert {made_event["who"], refused["who"]} == {made["pacer"]["user_name"]}
