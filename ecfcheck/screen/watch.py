"""Reads a screen to which a user navigates by hand, in a browser that they see."""

import sys
from collections.abc import Callable
from threading import Event, Thread

from playwright.sync_api import Error

from config.account import Account
from config.errors import UserError
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.overlap import suggest_narrower_landmarks
from ecfcheck.flowfile.registry import Screen
from ecfcheck.redaction import Redactor
from ecfcheck.screen.reading import CheckReading, drop_repeated_texts, read_screen
from pages.errors import is_tab_lost

_MILLISECONDS_TO_PUMP = 100


class ScreenNotShownError(UserError):
    """The browser does not show the screen when the user says that it does."""


def start_at(window: Window, screen: Screen) -> None:
    """Open the screen if it has an address, or else the court's website."""
    address = window.page_objects[screen.name].address if screen.has_address else None
    window.load(address or window.court.website, window.court.limits.arrive)


def wait_for_enter(window: Window) -> None:
    """Wait until the user presses Enter in the terminal; the browser works on meanwhile."""
    entered = Event()

    def read_line() -> None:
        sys.stdin.readline()
        entered.set()

    Thread(target=read_line, daemon=True).start()
    # Playwright handles the browser's requests and dialogs only while it is called. Closed effects are
    # blocked on every screen that is recognized, as in a run.
    while not entered.is_set():
        window.follow_user()
        try:
            for name in window.look().screens:
                window.network_guard.block_effects(window.page_objects[name])
        except Error as error:
            if is_tab_lost(window.page, error):
                raise
            # The user has left the screen meanwhile; the next one is looked at in its turn.
        window.page.wait_for_timeout(_MILLISECONDS_TO_PUMP)


def watch_and_read(
    screen: Screen,
    window: Window,
    account: Account | None,
    redactor: Redactor,
    wait: Callable[[Window], None] = wait_for_enter,
) -> list[CheckReading]:
    """Return what the screen shows once the user has gone there. Raises ScreenNotShownError."""
    start_at(window, screen)
    wait(window)
    window.follow_user()
    arrival = window.wait_for_screen(screen.name, window.court.limits.settle)
    if arrival.is_ambiguous:
        names = " and ".join(arrival.screens)
        raise ScreenNotShownError(
            f"the landmarks of {names} match this page; only one may\n"
            f"next  {suggest_narrower_landmarks(arrival.screens)}"
        )
    if not arrival.is_expected:
        screens = " and ".join(arrival.screens) or arrival.description
        raise ScreenNotShownError(
            f"{screen.name} is not shown: the browser shows {screens}\n"
            f"next  run this again and press Enter on {screen.name}; its landmark is {arrival.known_by}"
        )
    return drop_repeated_texts(read_screen(window, screen, account, redactor), screen)
