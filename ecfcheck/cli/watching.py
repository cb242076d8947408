"""Checks the options of those who watch a run: --headed, --pause-at, --open."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from config.suggest import did_you_mean
from config.yaml_file import Problem
from ecfcheck.flowfile.flow import Flow

PAUSE_AT = "--pause-at"


class WatchingOptions(Protocol):
    """The options of a run that are checked here."""

    @property
    def pause_at(self) -> str | None:
        """The number of a step."""

    @property
    def headed(self) -> bool:
        """Whether the browser's window is shown."""

    @property
    def at_once(self) -> int:
        """How many flows run at once."""

    @property
    def allow(self) -> Sequence[str]:
        """The effects that were opened."""


def check_watching(options: WatchingOptions) -> Iterator[Problem]:
    """Yield what keeps --pause-at from working, or from being safe."""
    if options.pause_at is None:
        return
    if not options.headed:
        yield Problem(PAUSE_AT, None, "needs a window to look at; add --headed")
    if options.at_once > 1:
        yield Problem(PAUSE_AT, None, "stops one flow while others run on; leave out -n")
    if options.allow:
        text = (
            "conflicts with --allow: what you press by hand while a flow is paused is not on record, and the"
            " flow would send it again; leave out one of the two"
        )
        yield Problem(PAUSE_AT, None, text)


def find_unknown_step(number: str | None, flows: Iterable[Flow]) -> list[Problem]:
    """Return the problem that no flow of a run has a step of this number, if one was named."""
    numbers = list(dict.fromkeys(step.number for flow in flows for step in flow.steps))
    if number is None or not numbers or number in numbers:
        return []
    text = f"no flow of this run has a step {number!r}{did_you_mean(number, numbers)}"
    return [Problem(PAUSE_AT, None, text)]
