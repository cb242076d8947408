"""How a browser fails: what Playwright raises, told apart and put into words."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error

WAS_DONE = ("performing click action", "waiting for scheduled navigations", "while waiting for event")
"""What stands in Playwright's account of a click that was made, or that may have been."""

WAS_LOST = ("has been closed", "crashed", "Connection closed")
"""What stands in it when the browser was lost."""


CLIENT_ERROR = 400
SERVER_ERROR = 500
"""The lowest HTTP statuses of requests that a server refuses, and of those that it failed at."""


class BrowserLost(Exception):  # noqa: N818 - it is named for what is so
    """The browser failed, or is gone; the text is the first line of what Playwright says."""


class Unreachable(Exception):  # noqa: N818 - it is named for what is so
    """The court did not answer; the text says what the browser met."""


class CourtFailed(Exception):  # noqa: N818 - it is named for what is so
    """The court's server answered an action with an error; the text says which."""


class NotUsable(Exception):  # noqa: N818 - it is named for what is so
    """A thing on the screen could not be used in time; the text is Playwright's account of it."""


class NoWayInError(NotUsable):
    """No link of a page is certain to be the way in; the text says why, and which candidates there are."""


class NotAtHome(Exception):  # noqa: N818 - it is named for what is so
    """A secret would have been typed where the court's file does not lead; the text says where."""


@contextmanager
def losing_told() -> Iterator[None]:
    """Raise BrowserLost for what Playwright raises when a browser, or its own driver, fails or is gone."""
    try:
        yield
    except Error as error:
        raise BrowserLost(first_line(error.message)) from None
    except Exception as error:
        # The driver's end is a bare Exception; anything of another kind is not Playwright's.
        if type(error) is not Exception:
            raise
        raise BrowserLost(first_line(str(error))) from None


def first_line(text: str) -> str:
    """Return what Playwright says before its log."""
    return text.split("\n", maxsplit=1)[0]


def account(error: Error) -> str:
    """Return Playwright's first line, what it was waiting for, and what was in the way."""
    first, *log = [line.strip(" -") for line in error.message.splitlines()]
    # What is in the way tells most, then what the element was like, then what was looked for.
    telling = ("intercepts pointer events", "element is not", "element was", "waiting for")
    seen = dict.fromkeys(line for sign in telling for line in log if sign in line)
    return "; ".join([first, *list(seen)[:3]])
