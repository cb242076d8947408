"""A change of the staged court that a comparison must find, and how it is described."""

from dataclasses import dataclass

from ecfcheck.compare.model import Kind
from stage.faults.model import Fault, Requests


@dataclass(frozen=True)
class Seed:
    """A change of the court, the flow that meets it, and what the comparison must say."""

    flow: str
    fault: Fault
    kind: Kind
    subject: str
    entry: str = ""
    """The entry of the notice that is broken."""


def breach(  # noqa: PLR0913 - each is a column of the table of seeds
    flow: str, entry: str, subject: str, on: Requests, old: str, new: str
) -> Seed:
    """Return a change of the court's answer that breaks an entry of the notice."""
    return Seed(flow, Fault(on=on, replace=(old, new)), Kind.NOTICE, subject, entry)


def show(flow: str, subject: str, on: Requests, old: str, new: str) -> Seed:
    """Return a change that a reader of the page sees."""
    return Seed(flow, Fault(on=on, replace=(old, new)), Kind.VISIBLE, subject)


def alter(flow: str, subject: str, on: Requests, old: str, new: str) -> Seed:
    """Return a change that only scripts and screen readers notice."""
    return Seed(flow, Fault(on=on, replace=(old, new)), Kind.TECHNICAL, subject)


def delay(flow: str, on: Requests) -> Seed:
    """Return a delay of an answer."""
    return Seed(flow, Fault(on=on, delay=4.5), Kind.TIMING, "time")
