"""Makes courts ready for a run: starts a stage where one must be, and finds the accounts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass

from config.court import Court, Release, move_to_port
from config.court_selection import Courts
from config.problem_collector import ProblemCollector
from config.secret import Secret
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import Accounts, ConfiguredAccounts, StageAccounts
from ecfcheck.courts.ledger import Ledger, open_ledger
from ecfcheck.courts.passcode import Ask, create_prompt
from ecfcheck.courts.stage import Control, start_stage
from ecfcheck.flowfile.flow import Flow
from pages.decorators import Effect

TOKEN = "ECFCHECK_STAGE_TOKEN"  # noqa: S105 - the name of the variable, not what it holds


@dataclass(frozen=True)
class CourtSession:
    """A court that can be visited, the accounts to do so with, and the effects that are allowed there."""

    court: Court
    accounts: Accounts
    allowed: frozenset[Effect]
    ledger: Ledger | None = None
    """What it refused; None where a password that was refused may be tried again, as on the staged court."""
    ask: Ask | None = None
    """What asks a person for a one-time passcode, if one is there."""


CourtSessions = Mapping[Release, CourtSession]
"""The courts of a run, by the release that flows name."""


def require_settings(courts: Courts, flows: Sequence[Flow], settings: Settings) -> None:
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
def open_courts(
    courts: Courts,
    flows: Sequence[Flow],
    settings: Settings,
    allowed: Mapping[Release, frozenset[Effect]],
) -> Iterator[CourtSessions]:
    """Yield those of the courts that the flows need, with an account for each persona and what is allowed.

    Raises Problems with every setting that is missing, StageFailed or LedgerFailed.
    """
    needed = [release for release in courts if any(flow.release == release for flow in flows)]
    with ExitStack() as stack:
        made: dict[Release, CourtSession] = {}
        problems = ProblemCollector()
        for release in needed:
            with problems.collect():
                one = stack.enter_context(_open_court(courts[release], settings, allowed[release]))
                one.accounts.prove([flow for flow in flows if flow.release == release])
                made[release] = one
        problems.raise_any()
        yield made


def open_court(
    court: Court, environ: Mapping[str, str], allowed: frozenset[Effect]
) -> AbstractContextManager[CourtSession]:
    """Return a court ready to be used while a block lasts.

    Entering it raises Problems when a setting is missing, or StageFailed.
    """
    return _open_court(court, Settings(environ), allowed)


@contextmanager
def _open_court(court: Court, settings: Settings, allowed: frozenset[Effect]) -> Iterator[CourtSession]:
    if not court.staged:
        ledger = open_ledger(settings.environ)
        ledger.prove()
        ask = create_prompt(court.name, settings.environ)
        yield CourtSession(court, _configured(court, settings), allowed, ledger, ask)
        return
    if court.port is not None:
        control = Control(f"http://127.0.0.1:{court.port}/control", _token(court, settings.environ))
        yield CourtSession(court, StageAccounts(control, court.host_id), allowed)
        return
    with start_stage(*(("--at", court.clock) if court.clock else ())) as stage:
        yield CourtSession(
            move_to_port(court, stage.port), StageAccounts(stage.control, court.host_id), allowed
        )


def _configured(court: Court, settings: Settings) -> ConfiguredAccounts:
    return ConfiguredAccounts(settings, can_ask=create_prompt(court.name, settings.environ) is not None)


def _token(court: Court, environ: Mapping[str, str]) -> Secret:
    token = environ.get(TOKEN, "").strip()
    if not token:
        text = (
            f"is not set, and {court.name} at {court.ecf} was started separately; set it to the token that"
            " `ecfcheck stage` printed, or leave the ports out of the court's file to have a stage started"
        )
        raise ProblemsError.single(TOKEN, text)
    return Secret(token)
