"""How a step can fail in the browser: one typed error for each way, and what Playwright's errors mean."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error

WAS_DONE = ("performing click action", "waiting for scheduled navigations", "while waiting for event")
"""What stands in Playwright's log of a click that was made, or that may have been."""

WAS_LOST = ("has been closed", "crashed", "Connection closed")
"""What stands in it when the browser was lost."""


CLIENT_ERROR = 400
SERVER_ERROR = 500
"""The lowest HTTP statuses of requests that a server refuses, and of those that it failed at."""


class StepError(Exception):
    """A step cannot be carried out to its end. The runner turns each kind into an outcome."""


class BrowserLostError(StepError):
    """The browser failed, or is gone; the text is the first line of what Playwright says."""


class CourtUnreachableError(StepError):
    """No answer came from an address; the reason is what the browser says of it."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(reason)
        self.address = address
        self.reason = reason


class CourtServerError(StepError):
    """The court's server answered an action with an error; the text says which."""


class NotUsableError(StepError):
    """A screen did not let an action be carried out in time: nothing was sent."""

    def __init__(self, screen: str, action: str, reason: str) -> None:
        super().__init__(reason)
        self.screen = screen
        self.action = action
        self.reason = reason


class NotReadableError(StepError):
    """A part of a screen could not be read in time."""

    def __init__(self, screen: str, what: str, reason: str) -> None:
        super().__init__(reason)
        self.screen = screen
        self.what = what
        self.reason = reason


class NoWayInError(StepError):
    """No link of a page is certain to be the way in; the reason names the candidates there are."""

    def __init__(self, reason: str, screen: str = "", action: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.screen = screen
        self.action = action


class WrongOriginError(StepError):
    """A secret would have been typed where the court's file does not lead; the text says where."""


@contextmanager
def translate_browser_errors() -> Iterator[None]:
    """Raise BrowserLostError for what Playwright raises when a browser, or its driver, fails or is gone."""
    try:
        yield
    except Error as error:
        raise BrowserLostError(first_line(error.message)) from None
    except Exception as error:
        # The driver's end is a bare Exception; anything of another kind is not Playwright's.
        if type(error) is not Exception:
            raise
        raise BrowserLostError(first_line(str(error))) from None


def first_line(text: str) -> str:
    """Return what Playwright says before its log."""
    return text.split("\n", maxsplit=1)[0]


def summarize_error(error: Error) -> str:
    """Return Playwright's first line, what it was waiting for, and what was in the way."""
    first, *log = [line.strip(" -") for line in error.message.splitlines()]
    # What is in the way tells most, then what the element was like, then what was looked for.
    telling = ("intercepts pointer events", "element is not", "element was", "waiting for")
    seen = dict.fromkeys(line for sign in telling for line in log if sign in line)
    return "; ".join([first, *list(seen)[:3]])
