"""A pool notices a lost browser once, and its handlers raise nothing."""

from collections.abc import Callable
from typing import cast

from playwright.sync_api import Error, Page

from ecfcheck.browser.worker_pool import GreenletPool


class LostPage:
    """A page that runs its workers, and is gone when they end."""

    def __init__(self) -> None:
        self.handlers: list[Callable[[object], None]] = []

    def on(self, _event: str, handler: Callable[[object], None]) -> None:
        """Keep what handles an event."""
        self.handlers.append(handler)

    def remove_listener(self, _event: str, handler: Callable[[object], None]) -> None:
        """Forget what handles an event."""
        self.handlers.remove(handler)

    def evaluate(self, script: str, _argument: object = None) -> None:
        """Run the workers, or fail as a page does that is gone."""
        if "ended()" in script and "count" not in script:
            raise Error("Target page, context or browser has been closed")
        for handler in self.handlers:
            handler(None)


def test_a_worker_that_ends_after_its_browser_raises_nothing() -> None:
    ended: list[bool] = []
    GreenletPool(cast(Page, LostPage())).run(1, lambda: ended.append(True))
    assert ended == [True]
