"""Screens are recognized by the real pages' structure, not by words that courts choose."""

import pytest

from ecfcheck.courts.court_session import CourtSession
from pages.cmecf import CmecfFrontPage
from pages.court_website import CourtWebsite
from pages.errors import NoWayInError
from pages.way_in import Link
from tests.helpers.windows import ShowPage, read_refusal

LOG_OUT = '<li><a href="/cgi-bin/login.pl?logout">Logout</a></li>'


def frame(content: str, menu: str = "") -> str:
    bar = f'<div id="topmenu"><div class="bd"><ul>{menu}</ul></div></div>' if menu else ""
    return f'<body>{bar}<div id="cmecfMainContent">{content}</div></body>'


FRONT_PAGE = frame(
    "Welcome to the U.S. Bankruptcy Court<a href='/cgi-bin/login.pl'>Click Here to Start CM/ECF</a>"
    "<p>CM/ECF Version NextGen 1.7.0.1 WEB LIVE Server</p>"
)


@pytest.mark.parametrize("address", ["/", "/cgi-bin/ShowIndex.pl"])
def test_the_front_page_is_recognized_and_names_its_release(address: str, show: ShowPage) -> None:
    window = show(FRONT_PAGE, address)
    assert window.look().screens == ("cmecf_front_page",)
    assert window.page_objects["cmecf_front_page"].read_release_line() == "CM/ECF Version NextGen 1.7.0.1"


def test_the_front_page_only_clicks_a_link_to_its_own_login(show: ShowPage) -> None:
    training = "<a href='http://ecf-train.ctd.localhost:9/cgi-bin/login.pl'>Training database</a>"
    right = "<a href='/cgi-bin/login.pl'>Document Filing System</a>"
    both = show(frame(training + right), "/").page_objects["cmecf_front_page"]
    assert isinstance(both, CmecfFrontPage)
    assert both.find_way_in().link == Link(
        "Document Filing System", f"{both.court.ecf}/cgi-bin/login.pl", opens_tab=False, index=1
    )
    wrong = show(frame(training), "/")
    with pytest.raises(NoWayInError, match="no link of the page leads to the login of CM/ECF at"):
        wrong.act("cmecf_front_page", "open_login", {})


def test_links_in_svg_drawings_are_ignored(show: ShowPage, court: CourtSession) -> None:
    drawing = '<svg width=50 height=20><a href="/x"><text y=15>t</text></a></svg>'
    way_in = f'<a href="{court.court.ecf}/" target="_blank">E-Filing (CM/ECF)</a>'
    page_object = show(drawing + way_in, f"{court.court.website}/").page_objects["court_website"]
    assert isinstance(page_object, CourtWebsite)
    assert page_object.find_way_in().link == Link(
        "E-Filing (CM/ECF)", f"{court.court.ecf}/", opens_tab=True, index=1
    )


def test_a_front_page_without_a_link_to_the_login_is_not_recognized(show: ShowPage) -> None:
    assert show(frame("Welcome to the U.S. District Court"), "/").look().screens == ()


@pytest.mark.parametrize("words", ["Welcome to the U.S. District Court", "Anything at all", ""])
def test_a_page_with_a_logout_link_is_recognized_as_logged_in(words: str, show: ShowPage) -> None:
    assert show(frame(words, LOG_OUT), "/cgi-bin/login.pl").look().screens == ("cmecf_home",)


def test_a_hidden_logout_link_does_not_mean_logged_in(show: ShowPage) -> None:
    hidden = LOG_OUT.replace("<li>", '<li style="visibility: hidden">')
    assert show(frame("Welcome", hidden + "<li><a href='#'>Query</a></li>")).look().screens == ()


@pytest.mark.parametrize(
    "content",
    [
        '<p>If you see "You do not have permission to view this document", call the help desk.</p>',
        "<script>function check() { alert('Security violation: you may not') }</script>Welcome",
        "<p style='display: none'>Security violation: You do not have access rights</p>Welcome",
        "<form>Find a case <input type=text></form>",
    ],
)
def test_a_page_that_only_quotes_a_refusal_is_not_one(content: str, show: ShowPage) -> None:
    window = show(frame(content, LOG_OUT))
    assert window.look().screens == ("cmecf_home",)
    assert read_refusal(window) is None


def test_a_failed_response_with_cmecfs_frame_is_not_recognized(show: ShowPage) -> None:
    assert show(frame("Sorry", LOG_OUT), status=500).look().screens == ()


def test_utilities_is_recognized_by_its_address(show: ShowPage) -> None:
    window = show(frame("<a href='#'>Mailings</a>", LOG_OUT), "/cgi-bin/DisplayMenu.pl?Utilities&id=-1")
    assert window.look().screens == ("utilities",)


def test_utilities_is_recognized_by_the_courts_own_link_entry(show: ShowPage, court: CourtSession) -> None:
    link = f"<a href='#'>{court.court.link_entry}</a>"
    assert show(frame(link, LOG_OUT)).look().screens == ("utilities",)


def test_an_error_at_the_address_of_utilities_is_an_error_page(show: ShowPage) -> None:
    content = "<b>Something failed.</b><input type=button value=Back>"
    assert show(frame(content, LOG_OUT), "/cgi-bin/DisplayMenu.pl?Utilities").look().screens == (
        "error_page",
    )


ERRORS = {
    "back": "<b>The database is not available.</b><input type=button value=Back>",
    "violation": "Security violation: You do not have access rights to this program (X.pl).",
    "permission": "<h3>You do not have permission to view this document.</h3>",
    "case type": "<p>The case type was , but it must be cv</p>",
    "heading": "<h2>Error</h2>Security violation: You do not have access rights",
    "notice": "<p>Notice: You do not have permission to view this document.</p>",
    "csrf": "<p>The link to this page may not have originated from within CM/ECF.</p>",
}


@pytest.mark.parametrize("content", ERRORS.values(), ids=ERRORS.keys())
def test_error_pages_are_recognized_with_and_without_a_back_button(content: str, show: ShowPage) -> None:
    window = show(frame(content, LOG_OUT))
    assert window.look().screens == ("error_page",)
    screen, words = read_refusal(window) or ("", "")
    assert screen == "error_page"
    assert words in content
    assert words


def test_a_front_page_with_news_of_a_threshold_is_not_an_error_page(show: ShowPage) -> None:
    content = (
        "<div>Claims exceeded the threshold. <a href='/cgi-bin/login.pl'>Document Filing System</a></div>"
    )
    assert "error_page" not in show(content, "/").look().screens


def test_apaches_timeout_page_is_recognized(show: ShowPage) -> None:
    window = show("<h1>Request Time-out</h1><p>Server timeout waiting for the request</p>", status=408)
    assert read_refusal(window) == ("error_page", "Request Time-out")


def test_the_website_is_recognized_by_its_address(show: ShowPage, court: CourtSession) -> None:
    words = "<h2>Forms</h2><td>Account Type</td><p>over the threshold</p><a href='/x'>CM/ECF Login</a>"
    assert show(words, f"{court.court.website}/").look().screens == ("court_website",)


def test_a_page_on_another_site_is_not_the_website(show: ShowPage) -> None:
    assert show("<h1>Notice</h1>", "http://elsewhere.localhost/").look().screens == ()


def test_a_login_on_another_site_is_recognized_so_that_its_address_can_be_reported(
    show: ShowPage,
) -> None:
    form = "<form id=loginForm><input></form>"
    assert show(form, "http://elsewhere.localhost/csologin/login.jsf").look().screens == ("pacer_login",)


def test_pacers_two_logins_are_distinguished_by_their_addresses(show: ShowPage, court: CourtSession) -> None:
    form = "<form id=loginForm><input></form>"
    assert show(form, court.court.pacer_account).look().screens == ("pacer_account_login",)
    assert show(form, court.court.pacer_login).look().screens == ("pacer_login",)


DIALOG = "<form id=loginForm><input></form><div class=ui-dialog><b class=ui-dialog-title>{}</b>{}</div>"


@pytest.mark.parametrize(
    ("title", "content", "standing"),
    [
        ("PACER Account Disabled", "<a href='#'>Enroll</a>", "passcode needed"),
        ("User Update Required", "<button>Enroll now</button>", "passcode needed"),
        ("PACER Account Disabled", "Call the PACER Service Center.", "locked"),
    ],
)
def test_a_prompt_to_enroll_is_not_a_lock(
    title: str, content: str, standing: str, show: ShowPage, court: CourtSession
) -> None:
    window = show(DIALOG.format(title, content), court.court.pacer_login)
    assert window.look().screens == ("account_notice",)
    screen, words = read_refusal(window) or ("", "")
    rule = window.page_objects[screen].find_refusal_rule(words)
    assert rule is not None
    assert (rule.standing, rule.credential_refused) == (standing, False)


@pytest.mark.parametrize(
    "heading",
    ["<h3>U.S. District Court<br>CIVIL DOCKET FOR CASE #: 3:17-cv-1</h3>", "<b>DOCKET FOR CASE #: 1</b>"],
)
def test_a_docket_is_recognized_by_its_heading(heading: str, show: ShowPage) -> None:
    assert show(frame(heading, LOG_OUT)).look().screens == ("docket",)


def test_a_notice_of_electronic_filing_is_recognized_by_its_heading_only(show: ShowPage) -> None:
    assert show(frame("<b>Notice of Electronic Filing</b>", LOG_OUT)).look().screens == (
        "notice_of_electronic_filing",
    )
    assert show(frame("<b>See the Notice of Electronic Filing</b>", LOG_OUT)).look().screens == (
        "cmecf_home",
    )


CASE = """<center><b><font size="+1">3:17-cv-01094-ABC</font></b> Doe v. Roe<br>Jane Judge, presiding</center>
<a href="/cgi-bin/DktRpt.pl?1">Docket Report ...</a>"""


def test_the_names_of_a_case_and_its_parties_are_read_and_masked(show: ShowPage) -> None:
    window = show(frame(CASE, LOG_OUT))
    page_object = window.page_objects["case_page"]
    assert window.look().screens == ("case_page",)
    assert page_object.read_names() == (
        "3:17-cv-01094-ABC",
        "3:17-cv-01094-ABC Doe v. Roe",
        "Jane Judge, presiding",
    )
    assert page_object.read_texts(page_object.private_content)


def test_the_docket_report_is_found_with_and_without_dots(show: ShowPage) -> None:
    for words in ("Docket Report ...", "Docket Report"):
        window = show(frame(CASE.replace("Docket Report ...", words), LOG_OUT))
        window.rehearse("case_page", "open_docket", {})
        assert window.network_guard.blocked == []
        window.page.context.unroute_all()


def test_a_required_client_code_is_a_refusal_with_a_remedy(show: ShowPage) -> None:
    window = show(frame("<p>A client code is required for your PACER account.</p><input type=text>"))
    screen, words = read_refusal(window) or ("", "")
    assert screen == "client_code_required"
    rule = window.page_objects[screen].find_refusal_rule(words)
    assert rule is not None
    assert "_PACER_CLIENT_CODE" in rule.next


def test_the_logged_out_screen_is_recognized_by_its_address(show: ShowPage) -> None:
    assert show(frame("Bye"), "/cgi-bin/login.pl?logout").look().screens == ("logged_out",)


@pytest.mark.parametrize("check", ["lines", "text", "heading", "menu", "links", "sections", "standing"])
def test_checks_of_an_empty_page_return_nothing(check: str, show: ShowPage) -> None:
    seen = show("<body></body>").read("utilities", check)
    assert seen in ((), "", {}, ("unknown",))
