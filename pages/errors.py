"""Errors that a step can raise in the browser, and the translation of Playwright's errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error, Page

from config.errors import EcfcheckError

CLICK_WAS_MADE = ("performing click action", "waiting for scheduled navigations", "while waiting for event")
"""Parts of Playwright's log of a click that was made, or may have been."""

BROWSER_WAS_LOST = ("has been closed", "crashed", "Connection closed", "Playwright connection closed")
"""Parts of Playwright's message when the browser, or its driver, was lost."""

CLIENT_ERROR = 400
SERVER_ERROR = 500
"""The lowest HTTP statuses of client errors and of server errors."""


class StepError(EcfcheckError):
    """A step could not be completed. The runner turns each kind into an outcome."""


class BrowserLostError(StepError):
    """The browser crashed or was closed; the text is the first line of Playwright's message."""


class CourtUnreachableError(StepError):
    """An address did not respond; the reason is the browser's own."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(reason)
        self.address = address
        self.reason = reason


class ErrorResponseError(StepError):
    """The court responded to what an action sent with the HTTP status of an error."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"{address} responded with HTTP status {status}")
        self.address = address
        self.status = status


class NothingSentError(StepError):
    """A button or link was clicked, and the browser sent nothing to the court; the text says what it did."""


class NotUsableError(StepError):
    """An action could not be performed in time on a screen: nothing was sent."""

    def __init__(self, screen: str, action: str, reason: str) -> None:
        super().__init__(reason)
        self.screen = screen
        self.action = action
        self.reason = reason


class MissingControlError(StepError):
    """A link, button or field is not on a screen, or not usable; the reason names it by its words."""

    def __init__(self, reason: str, screen: str = "", action: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.screen = screen
        self.action = action


class NotReadableError(StepError):
    """A part of a screen could not be read in time."""

    def __init__(self, screen: str, what: str, reason: str) -> None:
        super().__init__(reason)
        self.screen = screen
        self.what = what
        self.reason = reason


class NoWayInError(StepError):
    """No link of a page is certainly the one into CM/ECF; the reason names the candidates."""

    def __init__(self, reason: str, screen: str = "", action: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.screen = screen
        self.action = action


class WrongOriginError(StepError):
    """A secret was not typed: the page or its form is not on the court's origin."""


class UnsafeFormError(StepError):
    """A secret was not typed: its form would send it in a way that shows it, or that no court reads."""


class PageObjectError(StepError):
    """A page object has a mistake: one of its methods raised an error that no code expects."""

    def __init__(self, place: str, method: str, reason: str) -> None:
        super().__init__(f"{place}: {method}: {reason}")
        self.may_have_sent = False
        """Whether the action may have sent something before it failed."""


@contextmanager
def translate_browser_errors() -> Iterator[None]:
    """Raise BrowserLostError for any error of Playwright, its driver or the browser."""
    try:
        yield
    except Error as error:
        raise BrowserLostError(get_first_line(error.message)) from None
    except Exception as error:
        # When the driver ends, Playwright raises a bare Exception; any subclass is not Playwright's.
        if type(error) is not Exception:
            raise
        raise BrowserLostError(get_first_line(str(error))) from None


def get_first_line(text: str) -> str:
    """Return the first line of a message of Playwright, without the log that follows."""
    return text.split("\n", maxsplit=1)[0]


def summarize_error(error: Error) -> str:
    """Return an error's first line, what it waited for, and what was in the way."""
    first, *log = [line.strip(" -") for line in error.message.splitlines()]
    # In order of use to a reader: what is in the way, the state of the element, what was looked for.
    signs = ("intercepts pointer events", "element is not", "element was", "waiting for")
    seen = dict.fromkeys(line for sign in signs for line in log if sign in line)
    return "; ".join([first, *list(seen)[:3]])


def is_tab_lost(page: Page, error: Error) -> bool:
    """Return whether a call failed because the tab or its browser is gone."""
    browser = page.context.browser
    ended = page.is_closed() or browser is None or not browser.is_connected()
    return ended or any(sign in error.message for sign in BROWSER_WAS_LOST)
