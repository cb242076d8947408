"""Cases and documents: how Query finds them, what a docket shows, and who may see what was filed."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from stage.ecf import wording

StageAccounts = dict[str, Any]
Mint = Callable[..., StageAccounts]
Enter = Callable[..., FlaskClient]
LogIn = Callable[..., TestResponse]
Query = Callable[[FlaskClient, str], str]
ReadDocket = Callable[[FlaskClient, str], str]

STANDING = "3:17-cv-00217"
BACK = '<input type="button" value="Back" onclick="history.back()">'


@pytest.fixture
def open_document(read_docket: ReadDocket, ecf: str) -> ReadDocket:
    """Follow the link of a docket's first document."""

    def read(browser: FlaskClient, number: str) -> str:
        found = re.search(r'<td><a href="/cgi-bin/(show_doc\.pl[^"]+)">1</a>', read_docket(browser, number))
        assert found
        return browser.get(ecf + unescape(found[1])).text

    return read


def docket_rows(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr><td>(.*?)</td></tr>", page)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row.split("</td><td>")] for row in rows]


def test_query_finds_a_case_by_its_number_and_its_page_bears_number_and_title(
    mint: Mint, enter: Enter, query: Query
) -> None:
    made = mint(case={})
    page = query(enter(made["pacer"]), f" {made['case']['number']} ")
    number, title = made["case"]["number"], made["case"]["title"]
    assert f"<CENTER><B><FONT SIZE=+1>{number}</FONT></B> {title}<BR>" in page
    assert ">Docket Report ...</a>" in page


@pytest.mark.parametrize("typed", ["3:17-cv-99999", "3:17", "' OR 1=1 --"])
def test_a_case_that_does_not_exist_is_an_error_page(
    mint: Mint, enter: Enter, query: Query, typed: str
) -> None:
    page = query(enter(mint()["pacer"]), typed)
    assert "<b>Cannot find case " in page
    assert BACK in page


def test_query_without_a_number_finds_nothing(mint: Mint, enter: Enter, query: Query) -> None:
    assert f"<b>{wording.NO_MATCHING_CASE}</b>" in query(enter(mint()["pacer"]), "")


def test_the_docket_lists_what_was_filed_in_order(mint: Mint, enter: Enter, read_docket: ReadDocket) -> None:
    page = read_docket(enter(mint(ecf=None)["pacer"]), STANDING)
    assert re.search(
        "<h3[^>]*>U.S. District Court<br>\\s*District of Connecticut<br>\\s*CIVIL DOCKET FOR CASE #: "
        f"{STANDING}</h3>",
        page,
    )
    assert "<p>Briefs v. Docket</p>" in page
    assert "<tr><th>No.</th><th>Date Filed</th><th>Docket Text</th></tr>" in page
    assert docket_rows(page) == [
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
def test_the_docket_of_a_fresh_case_says_why_it_may_be_filed_in(
    mint: Mint, enter: Enter, read_docket: ReadDocket, e_filing: str, entry: list[str]
) -> None:
    made = mint(case={"e_filing": e_filing})
    rows = docket_rows(read_docket(enter(made["pacer"]), made["case"]["number"]))
    plaintiff, defendant = made["case"]["title"].split(" v. ")
    assert [row[2] for row in rows] == [f"COMPLAINT against {defendant}, filed by {plaintiff}", *entry]


def test_a_civil_document_is_open_to_every_pacer_login(
    mint: Mint, enter: Enter, open_document: ReadDocket
) -> None:
    page = open_document(enter(mint(ecf=None)["pacer"]), STANDING)
    assert "<b>Document 1</b>" in page
    assert "<tr><td>Case</td><td>3:17-cv-00217 Briefs v. Docket</td></tr>" in page
    assert "<tr><td>Document Title</td><td>COMPLAINT against Docket, filed by Briefs</td></tr>" in page
    assert "Briefs, the plaintiff, asks the court for judgment" in page


def test_a_social_security_document_is_shown_to_counsel_of_record(
    mint: Mint, enter: Enter, open_document: ReadDocket
) -> None:
    made = mint(ecf={"linked": True}, case={"kind": "social_security"})
    page = open_document(enter(made["pacer"]), made["case"]["number"])
    assert "<b>Document 1</b>" in page
    assert "Commissioner of Social Security" in page


@pytest.mark.parametrize(
    ("ecf_traits", "counsel"),
    [({"linked": True}, False), ({"linked": False}, True), (None, False)],
    ids=["a registered user who is not counsel", "counsel who is not linked", "a reader"],
)
def test_a_social_security_document_is_shown_to_nobody_else(
    mint: Mint, enter: Enter, open_document: ReadDocket, *, ecf_traits: StageAccounts | None, counsel: bool
) -> None:
    made = mint(ecf=ecf_traits, case={"kind": "social_security", "counsel": counsel})
    page = open_document(enter(made["pacer"]), made["case"]["number"])
    assert f"<b>{wording.DOCUMENT_OF_COUNSEL}</b>" in page
    assert BACK not in page  # facts F4
    assert "the plaintiff, asks the court" not in page


def test_before_go_live_counsel_of_record_needs_both_logins(
    mint: Mint, enter_with_ct_login: Enter, legacy_log_in: LogIn, open_document: ReadDocket
) -> None:
    made = mint(case={"kind": "social_security"})
    browser = enter_with_ct_login(made)
    pacer = made["pacer"]
    legacy_log_in(pacer["user_name"], pacer["password"], browser, asked="iquery.pl")
    assert "<b>Document 1</b>" in open_document(browser, made["case"]["number"])


def test_before_go_live_a_pacer_login_alone_sees_no_social_security_document(
    mint: Mint, enter_with_pacer_login: Enter, open_document: ReadDocket
) -> None:
    made = mint(case={"kind": "social_security"})
    page = open_document(enter_with_pacer_login(made), made["case"]["number"])
    assert wording.DOCUMENT_OF_COUNSEL in page


def test_before_go_live_a_ct_login_alone_is_asked_for_a_pacer_login_wherever_cases_are_read(
    mint: Mint, enter_with_ct_login: Enter, ecf: str
) -> None:
    browser = enter_with_ct_login(mint())
    for script in ("iquery.pl", "DktRpt.pl", f"show_doc.pl?case_num={STANDING}&doc_num=1"):
        assert wording.PACER_LOGIN_TOO in browser.get(ecf + script).text


def test_counsel_of_one_case_sees_no_document_of_another(
    mint: Mint, enter: Enter, open_document: ReadDocket
) -> None:
    other = mint(case={"kind": "social_security"})["case"]
    made = mint(ecf={"linked": True}, case={"kind": "social_security"})
    assert wording.DOCUMENT_OF_COUNSEL in open_document(enter(made["pacer"]), other["number"])


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
def test_an_address_of_nothing_is_an_error_page(
    mint: Mint, enter: Enter, ecf: str, script: str, text: str
) -> None:
    page = enter(mint()["pacer"]).get(ecf + script)
    assert page.status_code == 200
    assert f"<b>{text}</b>" in page.text


def test_the_log_tells_of_a_document_that_was_refused(
    mint: Mint, enter: Enter, open_document: ReadDocket, events: Callable[[], list[StageAccounts]]
) -> None:
    made = mint(case={"kind": "social_security"})
    open_document(enter(made["pacer"]), made["case"]["number"])
    last = events()[-1]
    assert (last["kind"], last["who"]) == ("document_refused", made["pacer"]["user_name"])
    assert last["detail"].endswith(f"(document 1 of case {made['case']['number']})")
