"""Makes courts ready for a run: starts a stage where one must be, and finds the accounts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from config.court import Court, Release, at_port
from config.located import Problem, Problems
from config.secret import Secret
from config.selection import Courts
from config.settings import Settings
from ecfcheck.court.accounts import Accounts, Configured, Minted
from ecfcheck.court.ledger import Ledger, ledger_of
from ecfcheck.court.passcode import Ask, asking
from ecfcheck.court.stage import Control, started
from ecfcheck.language.flow import Flow
from pages.verbs import Effect

TOKEN = "ECFCHECK_STAGE_TOKEN"  # noqa: S105 - the name of the variable, not what it holds


@dataclass(frozen=True)
class ReadyCourt:
    """A court that can be visited, the accounts to do so with, and the effects that are allowed there."""

    court: Court
    accounts: Accounts
    allowed: frozenset[Effect]
    ledger: Ledger | None = None
    """What it refused; None where a password that was refused may be tried again, as on the staged court."""
    ask: Ask | None = None
    """What asks a person for a one-time passcode, if one is there."""


ReadyCourts = Mapping[Release, ReadyCourt]
"""The courts of a run, by the release that flows name."""


@contextmanager
def ready_all(
    courts: Courts,
    flows: Sequence[Flow],
    environ: Mapping[str, str],
    allowed: Mapping[Release, frozenset[Effect]],
) -> Iterator[ReadyCourts]:
    """Yield those of the courts that the flows need, with an account for each persona and what is allowed.

    Raises Problems with every setting that is missing, StageFailed or LedgerFailed.
    """
    needed = [release for release in courts if any(flow.release == release for flow in flows)]
    with ExitStack() as stack:
        made: dict[Release, ReadyCourt] = {}
        problems: list[Problem] = []
        for release in needed:
            try:
                one = stack.enter_context(ready(courts[release], environ, allowed[release]))
                one.accounts.prove([flow for flow in flows if flow.release == release])
            except Problems as error:
                problems += error.problems
            else:
                made[release] = one
        if problems:
            raise Problems(problems)
        yield made


@contextmanager
def ready(court: Court, environ: Mapping[str, str], allowed: frozenset[Effect]) -> Iterator[ReadyCourt]:
    """Yield the court ready to be used. Raises Problems when a setting is missing, or StageFailed."""
    if not court.staged:
        ask = asking(court.name, environ)
        accounts = Configured(Settings(environ), can_ask=ask is not None)
        ledger = ledger_of(environ)
        ledger.prove()
        yield ReadyCourt(court, accounts, allowed, ledger, ask)
        return
    if court.port is not None:
        control = Control(f"http://127.0.0.1:{court.port}/control", _token(court, environ))
        yield ReadyCourt(court, Minted(control, court.id), allowed)
        return
    with started(*(("--at", court.clock) if court.clock else ())) as stage:
        yield ReadyCourt(at_port(court, stage.port), Minted(stage.control, court.id), allowed)


def _token(court: Court, environ: Mapping[str, str]) -> Secret:
    token = environ.get(TOKEN, "").strip()
    if not token:
        text = (
            f"is not set, and {court.name} at {court.ecf} was started separately; set it to the token that"
            " `ecfcheck stage` printed, or leave the ports out of the court's file to have a stage started"
        )
        raise Problems([Problem(TOKEN, None, text)])
    return Secret(token)
