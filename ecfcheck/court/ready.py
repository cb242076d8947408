"""Makes a court ready for a run: starts the stage if it is one that must be, and finds the accounts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import get_args

from config.court import Court, at_port
from config.located import Problem, Problems
from config.secret import Secret
from ecfcheck.court.accounts import Accounts, Configured, Minted
from ecfcheck.court.stage import Control, started
from pages.verbs import Effect

TOKEN = "ECFCHECK_STAGE_TOKEN"  # noqa: S105 - the name of the variable, not what it holds


@dataclass(frozen=True)
class ReadyCourt:
    """A court that can be visited, the accounts to do so with, and the effects that are allowed there."""

    court: Court
    accounts: Accounts
    allowed: frozenset[Effect]


@contextmanager
def ready(court: Court, environ: Mapping[str, str]) -> Iterator[ReadyCourt]:
    """Yield the court ready to be used. Raises Problems when a setting is missing, or StageFailed."""
    if not court.staged:
        yield ReadyCourt(court, Configured(environ), frozenset({"read"}))
        return
    everything = frozenset(get_args(Effect))
    if court.port is not None:
        control = Control(f"http://127.0.0.1:{court.port}/control", _token(court, environ))
        yield ReadyCourt(court, Minted(control), everything)
        return
    with started() as stage:
        yield ReadyCourt(at_port(court, stage.port), Minted(stage.control), everything)


def _token(court: Court, environ: Mapping[str, str]) -> Secret:
    token = environ.get(TOKEN, "").strip()
    if not token:
        text = (
            f"is not set, and {court.name} at {court.ecf} was started separately; set it to the token that"
            " `ecfcheck stage` printed, or leave the ports out of the court's file to have a stage started"
        )
        raise Problems([Problem(TOKEN, None, text)])
    return Secret(token)
