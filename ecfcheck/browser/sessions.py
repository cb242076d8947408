"""Moves a login's session from one window to another (docs/adr/0018)."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Cookie

from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.window import Window


@dataclass(frozen=True)
class Session:
    """The cookies of a site, which are as good as a login there: they are never shown."""

    cookies: tuple[Cookie, ...] = field(repr=False)

    @property
    def values(self) -> list[str]:
        """The values of the cookies, with the keys to the session among them."""
        return [cookie["value"] for cookie in self.cookies]


def capture_session(window: Window, site: str) -> Session:
    """Return a window's session at the site of an address, without cookies of other sites."""
    host = urlsplit(site).hostname or ""
    return Session(tuple(cookie for cookie in window.page.context.cookies() if _is_sent_to(host, cookie)))


def restore_session(window: Window, session: Session, seconds: float) -> None:
    """Put a session into a window that shows the login, and reload it, to be let in.

    Raises CourtUnreachableError if it does not respond within `seconds`.
    """
    add_cookies(window, session)
    window.load(window.url, seconds)


def add_cookies(window: Window, session: Session) -> None:
    """Put the cookies of a session into a window."""
    window.page.context.add_cookies(
        [
            {
                "name": cookie["name"],
                "value": cookie["value"],
                "domain": cookie["domain"],
                "path": cookie["path"],
                "expires": cookie["expires"],
                "httpOnly": cookie["httpOnly"],
                "secure": cookie["secure"],
                "sameSite": cookie["sameSite"],
            }
            for cookie in session.cookies
        ]
    )


def discard_session(window: Window, session: Session, login: str, seconds: float) -> None:
    """Remove a session that did not work from a window, and load the login at its address.

    Raises CourtUnreachableError if it does not respond within `seconds`.
    """
    for cookie in session.cookies:
        window.page.context.clear_cookies(name=cookie["name"], domain=cookie["domain"], path=cookie["path"])
    window.load(login, seconds)


def try_session(window: Window, session: Session, expected_screen: str, seconds: float) -> Arrival:
    """Reload the login that a window shows with a session, and return where that led.

    If that is not the expected screen, the session is removed and the login loaded again.
    Raises CourtUnreachableError if it does not respond within `seconds`.
    """
    login = window.url
    restore_session(window, session, seconds)
    arrival = window.wait_for_screen(expected_screen, seconds)
    if not arrival.is_expected:
        discard_session(window, session, login, seconds)
    return arrival


def _is_sent_to(host: str, cookie: Cookie) -> bool:
    domain = cookie["domain"]
    return host == domain.removeprefix(".") or (domain.startswith(".") and host.endswith(domain))
