"""A court's public pages are opened once and judged by what flows do on them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.court import load_court
from config.yaml_file import ProblemsError
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.stage import Control
from ecfcheck.fit.examine import examine_file, examine_live, examine_saved
from ecfcheck.fit.result import CourtFit
from ecfcheck.fit.saved_pages import SavedCourt

CTD = load_court("ctd")
WEBSITE = (
    '<a href="https://ecf.ctd.uscourts.gov/cgi-bin/login.pl" target="_blank">E-Filing (CM/ECF) &raquo;</a>'
)
FRONT_PAGE = """<div id=cmecfMainContent>Welcome<a href="/cgi-bin/login.pl">Document Filing System</a>
<p>CM/ECF Version NextGen 1.7.0.1 WEB LIVE Server</p></div>"""
LOGIN = "<form id=loginForm><label>Username *<input id='loginForm:loginName'></label></form>"


def examine(browser: Browser, **pages: str) -> CourtFit:
    files = {f"{name}.html": html.encode() for name, html in pages.items()}
    return examine_saved(SavedCourt("ctd", CTD, files), browser)


def test_the_way_in_the_front_page_and_the_release_are_found(browser: Browser) -> None:
    fit = examine(browser, website=WEBSITE, cmecf=FRONT_PAGE)
    assert fit.fits
    assert (fit.way_in.words, fit.way_in.opens_tab) == ("E-Filing (CM/ECF) »", True)
    assert fit.way_in.address == "https://ecf.ctd.uscourts.gov/cgi-bin/login.pl"
    assert fit.front_page.release == "CM/ECF Version NextGen 1.7.0.1"
    assert fit.court_file == ()


IMPATIENT = CTD.model_copy(update={"limits": CTD.limits.model_copy(update={"arrive": 0.5})})
SLOW = b"<script>for (const start = Date.now(); Date.now() - start < 1000;);</script>"


def test_a_page_that_does_not_load_in_time_does_not_fit(browser: Browser) -> None:
    fit = examine_saved(SavedCourt("ctd", IMPATIENT, {"website.html": SLOW}), browser)
    assert fit.fits is False
    assert fit.way_in.reason.startswith("the page cannot be examined: Page.goto: Timeout 500ms exceeded")


def test_a_single_page_that_does_not_load_in_time_is_named(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "slow.html"
    page.write_bytes(SLOW)
    with pytest.raises(
        ProblemsError, match=r"slow\.html: the page cannot be examined: Page\.goto: Timeout 500ms"
    ):
        examine_file(page, "court_website", IMPATIENT, None, browser)


def test_a_courts_own_words_are_suggested_for_its_file(browser: Browser) -> None:
    fit = examine(browser, website=WEBSITE.replace("E-Filing (CM/ECF)", "CM/ECF: Log in"))
    assert fit.court_file == ("e_filing: 'CM/ECF: Log in'",)


def test_a_court_does_not_fit_if_its_file_lacks_a_line(browser: Browser) -> None:
    assert not examine(browser, website=WEBSITE.replace("E-Filing (CM/ECF)", "CM/ECF Login")).fits


def test_a_picture_without_words_is_a_way_in_but_does_not_fit(browser: Browser) -> None:
    picture = "<a href='https://ecf.ctd.uscourts.gov/'><img width=9 height=9></a>"
    fit = examine(browser, website=picture)
    assert (fit.way_in.fits, fit.fits) == (True, False)
    assert "a picture without words" in fit.way_in.reason


def test_words_are_read_in_the_encoding_that_the_server_would_have_sent(browser: Browser) -> None:
    website = WEBSITE.replace("&raquo;", "»")
    assert examine(browser, website=website).way_in.words == "E-Filing (CM/ECF) »"


def test_a_website_without_a_way_in_does_not_fit(browser: Browser) -> None:
    fit = examine(browser, website="<a href='https://example.com/'>E-Filing (CM/ECF)</a>")
    assert not fit.fits
    assert '"E-Filing (CM/ECF)" leads to https://example.com/' in fit.way_in.reason


def test_a_logged_in_screen_is_not_a_front_page(browser: Browser) -> None:
    bar = '<div id=topmenu><a href="/cgi-bin/login.pl?logout">Log Out</a></div>'
    fit = examine(browser, cmecf=bar + FRONT_PAGE)
    assert fit.front_page.screens == ("cmecf_home",)
    assert fit.front_page.fits is False


def test_what_was_not_saved_is_not_judged(browser: Browser) -> None:
    refresh = "<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>"
    fit = examine(browser, cmecf=refresh)
    assert fit.fits is None
    assert fit.front_page.reason == "redirects to /cgi-bin/ShowIndex.pl, which was not saved"
    assert fit.way_in.reason == "website.html was not saved"


def test_differences_of_the_login_form_are_named(browser: Browser) -> None:
    fit = examine(browser, login=LOGIN)
    assert fit.login.fits is False
    assert "fields: documented [Username *, Password *, Client Code]; seen [Username *]" in fit.login.reason


def test_the_live_public_pages_of_a_court_are_examined(
    browser: Browser, court: CourtSession, control: Control
) -> None:
    before = len(control.events())
    fit = examine_live("ctd", court.court, browser)
    assert fit.fits, fit
    assert [page.fits for page in fit.pages.values()] == [True, True, True]
    assert fit.front_page.release == "CM/ECF Version NextGen 1.7.0.1"
    assert len(control.events()) == before


def test_a_court_that_does_not_answer_does_not_fit(browser: Browser) -> None:
    down = CTD.model_copy(
        update={"website": "http://www.ctd.localhost:9", "ecf": "http://ecf.ctd.localhost:9"}
    )
    fit = examine_live("ctd", down, browser)
    assert fit.way_in.reason.startswith("http://www.ctd.localhost:9/ did not answer: ")
    assert not fit.fits


@pytest.mark.parametrize(("screen", "fits"), [("cmecf_home", True), ("utilities", False)])
def test_the_checks_of_a_saved_page_are_read(
    screen: str, fits: object, browser: Browser, tmp_path: Path
) -> None:
    bar = """<div id=topmenu><div class=bd><ul><li><a href="/cgi-bin/iquery.pl">Query</a></li>
    <li><a href="/cgi-bin/login.pl?logout">Log Out</a></li></ul></div></div>
    <div id=cmecfMainContent>Hello</div>"""
    file = tmp_path / "saved.html"
    file.write_text(bar, encoding="utf-8")
    fit = examine_file(file, screen, CTD, None, browser)
    assert fit.fits is fits
    assert fit.screens == ("cmecf_home",)
    assert ("menu" in fit.checks) is fits
    if fits:
        assert fit.checks["menu"] == ("Query", "Log Out")
        assert fit.checks["standing"] == ("may not file",)


def test_a_saved_page_is_served_at_the_address_that_it_was_saved_from(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "saved.html"
    file.write_text("<div id=cmecfMainContent><a href='#'>Mailings</a></div>", encoding="utf-8")
    at = "/cgi-bin/DisplayMenu.pl?Utilities"
    assert examine_file(file, "utilities", CTD, at, browser).screens == ("utilities",)
    assert examine_file(file, "utilities", CTD, None, browser).screens == ()
