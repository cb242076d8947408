"""Keeps real courts from being contacted by accident: it takes `--live`."""

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from config.court import Court
from config.located import Problem, Problems

LIVE = "ECFCHECK_LIVE"
"""The environment variable that stands for `--live` in a pipeline, where it is 1."""

LIVE_HELP = f"Contact courts that are not staged; {LIVE}=1 in the environment, not in .env, does the same."

_CHECK_THE_STAGED_COURT = "leave out --court to check the staged court"


def require_live(courts: Iterable[Court], *, live: bool, otherwise: str = _CHECK_THE_STAGED_COURT) -> None:
    """Make sure that `--live` is given if a court is not staged. Raises Problems, one for each.

    `live` is whether the command line has it; `otherwise` says what the user can do without it.
    """
    # Not by config.environment: a .env would make every run in its folder a live one.
    if live or os.environ.get(LIVE) == "1":
        return
    problems = [
        Problem(
            court.id,
            None,
            f"is a live court: ecfcheck would contact {_listed(hosts_of(court))}; add --live (or set {LIVE}=1"
            f" in a pipeline), or {otherwise}",
        )
        for court in courts
        if not court.staged
    ]
    if problems:
        raise Problems(problems)


def describe_courts(courts: Iterable[Court]) -> list[str]:
    """Return a line for each court: whether it is live, and its hosts; live courts first."""
    return [_describe(court) for court in sorted(courts, key=lambda court: court.staged)]


def hosts_of(court: Court) -> tuple[str, ...]:
    """Return the hosts of a court, each once and with its port where its address names one."""
    return tuple(dict.fromkeys(urlsplit(address).netloc for address in court.addresses))


def _describe(court: Court) -> str:
    name = f"staged court: {court.name}" if court.staged else f"LIVE COURT: {court.name} ({court.id})"
    return f"{name}: {', '.join(hosts_of(court))}"


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
