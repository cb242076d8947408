"""Makes courts ready for a run: starts a stage where one must be, and finds the accounts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass

from config.court import Court, Release, at_port
from config.located import Problems
from config.problem_collector import ProblemCollector
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


def prove_settings(courts: Courts, flows: Sequence[Flow], settings: Settings) -> None:
    """Make sure that every setting is there that these flows need at these courts; contact none.

    Raises Problems with all that is missing or cannot be used.
    """
    problems = ProblemCollector()
    for release, court in courts.items():
        mine = [flow for flow in flows if flow.release == release]
        with problems.collect():
            if mine and not court.staged:
                _configured(court, settings).prove(mine)
            elif mine and court.port is not None:
                _token(court, settings.environ)
    problems.raise_any()


@contextmanager
def ready_all(
    courts: Courts,
    flows: Sequence[Flow],
    settings: Settings,
    allowed: Mapping[Release, frozenset[Effect]],
) -> Iterator[ReadyCourts]:
    """Yield those of the courts that the flows need, with an account for each persona and what is allowed.

    Raises Problems with every setting that is missing, StageFailed or LedgerFailed.
    """
    needed = [release for release in courts if any(flow.release == release for flow in flows)]
    with ExitStack() as stack:
        made: dict[Release, ReadyCourt] = {}
        problems = ProblemCollector()
        for release in needed:
            with problems.collect():
                one = stack.enter_context(_ready(courts[release], settings, allowed[release]))
                one.accounts.prove([flow for flow in flows if flow.release == release])
                made[release] = one
        problems.raise_any()
        yield made


def ready(
    court: Court, environ: Mapping[str, str], allowed: frozenset[Effect]
) -> AbstractContextManager[ReadyCourt]:
    """Return a court ready to be used while a block lasts.

    Entering it raises Problems when a setting is missing, or StageFailed.
    """
    return _ready(court, Settings(environ), allowed)


@contextmanager
def _ready(court: Court, settings: Settings, allowed: frozenset[Effect]) -> Iterator[ReadyCourt]:
    if not court.staged:
        ledger = ledger_of(settings.environ)
        ledger.prove()
        ask = asking(court.name, settings.environ)
        yield ReadyCourt(court, _configured(court, settings), allowed, ledger, ask)
        return
    if court.port is not None:
        control = Control(f"http://127.0.0.1:{court.port}/control", _token(court, settings.environ))
        yield ReadyCourt(court, Minted(control, court.host_id), allowed)
        return
    with started(*(("--at", court.clock) if court.clock else ())) as stage:
        yield ReadyCourt(at_port(court, stage.port), Minted(stage.control, court.host_id), allowed)


def _configured(court: Court, settings: Settings) -> Configured:
    return Configured(settings, can_ask=asking(court.name, settings.environ) is not None)


def _token(court: Court, environ: Mapping[str, str]) -> Secret:
    token = environ.get(TOKEN, "").strip()
    if not token:
        text = (
            f"is not set, and {court.name} at {court.ecf} was started separately; set it to the token that"
            " `ecfcheck stage` printed, or leave the ports out of the court's file to have a stage started"
        )
        raise Problems.single(TOKEN, text)
    return Secret(token)
