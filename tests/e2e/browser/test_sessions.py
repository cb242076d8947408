"""A session is the cookies that a window sends to the site of a login, and no others."""

from playwright.sync_api import Browser

from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.sessions import capture_session, discard_session, restore_session
from ecfcheck.courts.court_session import CourtSession
from pages.pacer_login import PacerLogin

LOGIN = "https://pacer.login.uscourts.gov/csologin/login.jsf"
SENT = {"the host's own": "pacer.login.uscourts.gov", "of the whole domain": ".uscourts.gov"}
NOT_SENT = {"of another host": "ecf.ctd.uscourts.gov", "of another domain": ".courts.gov"}


def test_a_session_is_the_cookies_that_are_sent_to_its_site(browser: Browser, court: CourtSession) -> None:
    with BrowserWindows(browser, court.court, {}) as windows:
        window = windows.window("first")
        window.page.context.add_cookies(
            [
                {"name": f"c{number}", "value": value, "domain": domain, "path": "/csologin"}
                for number, (value, domain) in enumerate((SENT | NOT_SENT).items())
            ]
        )
        assert set(capture_session(window, LOGIN).values) == set(SENT)


def test_a_session_can_be_put_into_another_window_and_removed_again(
    browser: Browser, court: CourtSession
) -> None:
    with BrowserWindows(browser, court.court, {"pacer_login": PacerLogin}) as windows:
        first, second = windows.window("first"), windows.window("second")
        for window in (first, second):
            window.open("pacer_login", seconds=10)
            assert window.wait_for_screen("pacer_login", seconds=10).is_expected
        login, site = second.url, court.court.pacer_login
        session = capture_session(first, site)
        assert session.values
        assert capture_session(second, site) != session
        restore_session(second, session, seconds=10)
        assert capture_session(second, site) == session
        discard_session(second, session, login, seconds=10)
        # The login that was loaded again has a new session.
        assert not set(session.values) & set(capture_session(second, site).values)
