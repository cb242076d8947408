"""Query, dockets and documents: what they show, and who may see a document."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from stage.ecf import wording
from tests.helpers.page_text import BACK
from tests.helpers.stage_fixture_types import Accounts, Enter, LegacyLogIn, Mint, ReadCase, ReadEvents

STANDING = "3:17-cv-00217"


@pytest.fixture
def open_document(read_docket: ReadCase, ecf: str) -> ReadCase:
    """Return a function that opens the first document of a case by way of its docket."""

    def read(browser: FlaskClient, number: str) -> str:
        found = re.search(r'<td><a href="/cgi-bin/(show_doc\.pl[^"]+)">1</a>', read_docket(browser, number))
        assert found
        return browser.get(ecf + unescape(found[1])).text

    return read


def read_docket_rows(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr><td>(.*?)</td></tr>", page)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row.split("</td><td>")] for row in rows]


def test_query_finds_a_case_by_number_and_shows_its_title(
    mint: Mint, enter: Enter, run_query: ReadCase
) -> None:
    accounts = mint(case={})
    page = run_query(enter(accounts["pacer"]), f" {accounts['case']['number']} ")
    number, title = accounts["case"]["number"], accounts["case"]["title"]
    assert f"<CENTER><B><FONT SIZE=+1>{number}</FONT></B> {title}<BR>" in page
    assert ">Docket Report ...</a>" in page


@pytest.mark.parametrize("typed", ["3:17-cv-99999", "3:17", "' OR 1=1 --"])
def test_query_for_an_unknown_case_shows_an_error_page(
    mint: Mint, enter: Enter, run_query: ReadCase, typed: str
) -> None:
    page = run_query(enter(mint()["pacer"]), typed)
    assert "<b>Cannot find case " in page
    assert BACK in page


def test_query_without_a_number_finds_nothing(mint: Mint, enter: Enter, run_query: ReadCase) -> None:
    assert f"<b>{wording.NO_MATCHING_CASE}</b>" in run_query(enter(mint()["pacer"]), "")


def test_the_docket_lists_documents_in_order(mint: Mint, enter: Enter, read_docket: ReadCase) -> None:
    page = read_docket(enter(mint(ecf=None)["pacer"]), STANDING)
    assert re.search(
        "<h3[^>]*>U.S. District Court<br>\\s*District of Connecticut<br>\\s*CIVIL DOCKET FOR CASE #: "
        f"{STANDING}</h3>",
        page,
    )
    assert "<p>Briefs v. Docket</p>" in page
    assert "<tr><th>No.</th><th>Date Filed</th><th>Docket Text</th></tr>" in page
    assert read_docket_rows(page) == [
        ["1", "02/10/2017", "COMPLAINT against Docket, filed by Briefs"],
        ["2", "02/13/2017", "E-FILING ORDER"],
        ["3", "03/06/2017", "ANSWER to COMPLAINT by Docket"],
    ]


@pytest.mark.parametrize(
    ("e_filing", "entry"),
    [
        ("order", ["E-FILING ORDER"]),
        ("consent", ["CONSENT to electronic filing by counsel of record"]),
        ("none", []),
    ],
)
def test_a_new_cases_docket_has_the_entry_that_allows_filing(
    mint: Mint, enter: Enter, read_docket: ReadCase, e_filing: str, entry: list[str]
) -> None:
    accounts = mint(case={"e_filing": e_filing})
    rows = read_docket_rows(read_docket(enter(accounts["pacer"]), accounts["case"]["number"]))
    plaintiff, defendant = accounts["case"]["title"].split(" v. ")
    assert [row[2] for row in rows] == [f"COMPLAINT against {defendant}, filed by {plaintiff}", *entry]


def test_every_pacer_login_can_see_a_civil_document(
    mint: Mint, enter: Enter, open_document: ReadCase
) -> None:
    page = open_document(enter(mint(ecf=None)["pacer"]), STANDING)
    assert "<b>Document 1</b>" in page
    assert "<tr><td>Case</td><td>3:17-cv-00217 Briefs v. Docket</td></tr>" in page
    assert "<tr><td>Document Title</td><td>COMPLAINT against Docket, filed by Briefs</td></tr>" in page
    assert "Briefs, the plaintiff, asks the court for judgment" in page


def test_counsel_of_record_sees_a_social_security_document(
    mint: Mint, enter: Enter, open_document: ReadCase
) -> None:
    accounts = mint(ecf={"linked": True}, case={"kind": "social_security"})
    page = open_document(enter(accounts["pacer"]), accounts["case"]["number"])
    assert "<b>Document 1</b>" in page
    assert "Commissioner of Social Security" in page


@pytest.mark.parametrize(
    ("ecf_traits", "counsel"),
    [({"linked": True}, False), ({"linked": False}, True), (None, False)],
    ids=["a registered user who is not counsel", "counsel who is not linked", "a reader"],
)
def test_others_do_not_see_a_social_security_document(
    mint: Mint, enter: Enter, open_document: ReadCase, *, ecf_traits: Accounts | None, counsel: bool
) -> None:
    accounts = mint(ecf=ecf_traits, case={"kind": "social_security", "counsel": counsel})
    page = open_document(enter(accounts["pacer"]), accounts["case"]["number"])
    assert f"<b>{wording.DOCUMENT_OF_COUNSEL}</b>" in page
    assert 'value="Back"' not in page  # facts F4
    assert "the plaintiff, asks the court" not in page


def test_before_go_live_counsel_of_record_needs_both_logins(
    mint: Mint, enter_with_ecf_login: Enter, log_in_to_legacy: LegacyLogIn, open_document: ReadCase
) -> None:
    accounts = mint(case={"kind": "social_security"})
    browser = enter_with_ecf_login(accounts)
    pacer = accounts["pacer"]
    log_in_to_legacy(pacer["user_name"], pacer["password"], browser, script="iquery.pl")
    assert "<b>Document 1</b>" in open_document(browser, accounts["case"]["number"])


def test_before_go_live_a_pacer_login_alone_cannot_see_a_social_security_document(
    mint: Mint, enter_with_pacer_login: Enter, open_document: ReadCase
) -> None:
    accounts = mint(case={"kind": "social_security"})
    page = open_document(enter_with_pacer_login(accounts), accounts["case"]["number"])
    assert wording.DOCUMENT_OF_COUNSEL in page


def test_before_go_live_reading_a_case_needs_a_pacer_login(
    mint: Mint, enter_with_ecf_login: Enter, ecf: str
) -> None:
    browser = enter_with_ecf_login(mint())
    for script in ("iquery.pl", "DktRpt.pl", f"show_doc.pl?case_num={STANDING}&doc_num=1"):
        assert wording.PACER_LOGIN_TOO in browser.get(ecf + script).text


def test_counsel_in_one_case_cannot_see_another_cases_document(
    mint: Mint, enter: Enter, open_document: ReadCase
) -> None:
    other = mint(case={"kind": "social_security"})["case"]
    accounts = mint(ecf={"linked": True}, case={"kind": "social_security"})
    assert wording.DOCUMENT_OF_COUNSEL in open_document(enter(accounts["pacer"]), other["number"])


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("DktRpt.pl?case_num=3:17-cv-99999", "Cannot find case 3:17-cv-99999"),
        ("DktRpt.pl?other=1", wording.NO_MATCHING_CASE),
        ("show_doc.pl", wording.NO_MATCHING_CASE),
        (f"show_doc.pl?case_num={STANDING}&doc_num=4", wording.NO_SUCH_DOCUMENT),
        (f"show_doc.pl?case_num={STANDING}", wording.NO_SUCH_DOCUMENT),
        (f"show_doc.pl?case_num={STANDING}&doc_num={'9' * 30}", wording.NO_SUCH_DOCUMENT),
    ],
)
def test_an_unknown_case_or_document_in_the_address_shows_an_error_page(
    mint: Mint, enter: Enter, ecf: str, script: str, text: str
) -> None:
    page = enter(mint()["pacer"]).get(ecf + script)
    assert page.status_code == 200
    assert f"<b>{text}</b>" in page.text


def test_a_refused_document_is_logged(
    mint: Mint, enter: Enter, open_document: ReadCase, read_events: ReadEvents
) -> None:
    accounts = mint(case={"kind": "social_security"})
    open_document(enter(accounts["pacer"]), accounts["case"]["number"])
    last = read_events()[-1]
    assert (last["kind"], last["who"]) == ("document_refused", accounts["pacer"]["user_name"])
    assert last["detail"].endswith(f"(document 1 of case {accounts['case']['number']})")
