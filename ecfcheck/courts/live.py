"""Prevents contact with real courts by accident: it takes `--live`."""

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from config.address import is_loopback
from config.court import Court
from config.yaml_file import Problem, ProblemsError

LIVE = "ECFCHECK_LIVE"
"""The environment variable that replaces `--live` in a pipeline, if it is 1."""

LIVE_HELP = f"Contact courts that are not staged; {LIVE}=1 in the environment, not in .env, does the same."

_CHECK_THE_STAGED_COURT = "leave out --court to check the staged court"


def require_live(courts: Iterable[Court], *, live: bool, otherwise: str = _CHECK_THE_STAGED_COURT) -> None:
    """Make sure that `--live` is given if a court is not staged. Raises ProblemsError.

    `live` is whether the command line has it; `otherwise` says what the user can do without it.
    """
    # config.environ is not used here: a .env would make every run in its folder a live one.
    if live or os.environ.get(LIVE) == "1":
        return
    live_courts = [court for court in courts if not court.staged]
    if live_courts:
        named = "; ".join(f"{court.id} ({', '.join(list_hosts(court))})" for court in live_courts)
        add = f"add --live{_describe_variable()}, or {otherwise}"
        local = [court.id for court in live_courts if is_loopback(court.ecf)]
        text = f"ecfcheck would contact live courts: {named}; {add}"
        if local:
            text += (
                f"; {', '.join(local)} is on this machine: if it is staged, write `staged: yes` in its file"
            )
        raise ProblemsError.single("--live", text)


def _describe_variable() -> str:
    """Return how to say `--live` in a pipeline, or what is wrong with the variable's value."""
    value = os.environ.get(LIVE)
    if value:
        return f" ({LIVE} is {value!r}; only 1 counts)"
    return f" (in a pipeline, {LIVE}=1; one in .env does not count)"


def require_running(courts: Iterable[Court]) -> None:
    """Make sure that each staged court names the port of its stage. Raises ProblemsError."""
    problems = [
        Problem(
            court.id,
            None,
            "has no running stage: its file names no port; start one, which writes a file with the port:"
            " `ecfcheck stage --accounts 12 --roster firm` for an audit, `ecfcheck stage --court-file FILE`",
        )
        for court in courts
        if court.staged and court.port is None
    ]
    if problems:
        raise ProblemsError(problems)


def describe_courts(courts: Iterable[Court]) -> list[str]:
    """Return a line for each court: whether it is live, and its hosts; live courts first."""
    return [_describe(court) for court in sorted(courts, key=lambda court: court.staged)]


def list_hosts(court: Court) -> tuple[str, ...]:
    """Return the hosts of a court, each once and with its port where its address names one."""
    return tuple(dict.fromkeys(urlsplit(address).netloc for address in court.addresses))


def _describe(court: Court) -> str:
    name = f"staged court: {court.name}" if court.staged else f"LIVE COURT: {court.name} ({court.id})"
    return f"{name}: {', '.join(list_hosts(court))}"
