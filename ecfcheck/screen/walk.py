"""Walks to a screen on a staged court, twice with two accounts, and reads what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from config.account import Account
from config.errors import UserError
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.registry import Screen
from ecfcheck.report.failure import format_failure
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from ecfcheck.screen.reading import CheckReading, drop_repeated_texts, judge_again, read_screen
from ecfcheck.screen.route import ScreenRoute


class NotReachedError(UserError):
    """The way to a screen ended before the screen; the text says where and why."""

    def __init__(self, screen: str, record: StepRecord) -> None:
        failure = format_failure(record).replace("\n", "\n  ")
        super().__init__(
            f"{screen} was not reached: it ended at step {record.step} of {record.flow}"
            f" ({record.path}:{record.line})\n  {failure}"
        )


def walk_and_read(screen: Screen, route: ScreenRoute, environment: RunEnvironment) -> list[CheckReading]:
    """Return what the screen shows, judged by what it shows to a second account. Raises NotReachedError."""
    redactor = environment.records.redactor
    with _walk(screen, route, environment, 1) as (window, account):
        readings = read_screen(window, screen, account, redactor)
    # An account of its own for each walk: what differs does not belong into a flow.
    with _walk(screen, route, environment, 2) as (window, account):
        return drop_repeated_texts(judge_again(window, screen, account, readings), screen)


@contextmanager
def _walk(
    screen: Screen, route: ScreenRoute, environment: RunEnvironment, number: int
) -> Iterator[tuple[Window, Account]]:
    """Yield the window that shows the screen, and the account. Raises NotReachedError."""
    with start_flow_run(route.flow, number, environment) as run:
        for step in route.flow.steps:
            record = run.run(step)
            if record.outcome.is_failure:
                raise NotReachedError(screen.name, record)
        yield run.window(route.window), run.account
