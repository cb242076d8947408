"""The session that a login began at its own site: taken out of one window, and put into another."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Cookie

from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.window import Window


@dataclass(frozen=True)
class Session:
    """The cookies of a site: whoever has them is logged in there. They are shown nowhere."""

    cookies: tuple[Cookie, ...] = field(repr=False)

    @property
    def values(self) -> list[str]:
        """The cookies' values: keys to the session are among them."""
        return [cookie["value"] for cookie in self.cookies]


def capture_session(window: Window, site: str) -> Session:
    """Return the session that a window has at the site of an address; another site's cookies stay behind."""
    host = urlsplit(site).hostname or ""
    return Session(tuple(cookie for cookie in window.page.context.cookies() if _is_sent_to(host, cookie)))


def restore_session(window: Window, session: Session, seconds: float) -> None:
    """Give a window that shows a login the session, and load the login again, which then leads on.

    Raises CourtUnreachableError when no answer comes within `seconds`.
    """
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
    window.load(window.url, seconds)


def discard_session(window: Window, session: Session, login: str, seconds: float) -> None:
    """Take a session away from a window that it did not lead on, and load the login, by its address, again.

    Raises CourtUnreachableError when no answer comes within `seconds`.
    """
    for cookie in session.cookies:
        window.page.context.clear_cookies(name=cookie["name"], domain=cookie["domain"], path=cookie["path"])
    window.load(login, seconds)


def try_session(window: Window, session: Session, wanted: str, seconds: float) -> Arrival:
    """Load the login that a window shows with a session, and return what came.

    If that is not the wanted screen, the session is taken away again and the login is being loaded anew.
    Raises CourtUnreachableError when no answer comes within `seconds`.
    """
    login = window.url
    restore_session(window, session, seconds)
    arrival = window.wait_for_screen(wanted, seconds)
    if not arrival.is_wanted:
        discard_session(window, session, login, seconds)
    return arrival


def _is_sent_to(host: str, cookie: Cookie) -> bool:
    domain = cookie["domain"]
    return host == domain.removeprefix(".") or (domain.startswith(".") and host.endswith(domain))
