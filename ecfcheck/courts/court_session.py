"""Makes courts ready for a run: starts a stage where needed, and provides the accounts."""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace

from config.court import Court, Release, move_to_port
from config.court_selection import Courts
from config.problem_collector import ProblemCollector
from config.secret import Secret
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import Accounts, ConfiguredAccounts, FlowSettings, StageAccounts
from ecfcheck.courts.ledger import Ledger, open_ledger
from ecfcheck.courts.passcode_prompt import Ask, create_prompt
from ecfcheck.courts.stage import Control, start_stage
from ecfcheck.flowfile.flow import Flow
from pages.decorators import Effect

TOKEN = "ECFCHECK_STAGE_TOKEN"  # noqa: S105 - a variable's name, not a token


@dataclass(frozen=True)
class CourtSession:
    """A court that is ready for a run, its accounts, and the effects that are allowed there."""

    court: Court
    accounts: Accounts
    allowed: frozenset[Effect]
    ledger: Ledger | None = None
    """Refused credentials; None where a refused password may be typed again, as on the staged court."""
    ask: Ask | None = None
    """Asks the user for a one-time passcode; None if no user is there to answer."""


CourtSessions = Mapping[Release, CourtSession]
"""The courts of a run, by the release that a flow names."""


def require_settings(
    courts: Courts,
    flows: Sequence[Flow],
    settings: Settings,
    allowed: Mapping[Release, frozenset[Effect]],
    fixed_words: Container[str] = "",
) -> None:
    """Make sure that all settings of these flows at these courts are set; contact no court.

    Raises ProblemsError with every setting that is missing or not valid. A secret that is part of
    `fixed_words` is not valid.
    """
    problems = ProblemCollector()
    for release, court in courts.items():
        at_court = [flow for flow in flows if flow.release == release]
        with problems.collect():
            if at_court and not court.staged:
                accounts = _create_configured_accounts(court, settings, allowed[release])
                replace(accounts, fixed_words=fixed_words).require_for(at_court)
            elif at_court and court.port is not None:
                _require_token(court, settings.environ)
    problems.raise_any()


@contextmanager
def open_courts(
    courts: Courts,
    flows: Sequence[Flow],
    settings: Settings,
    allowed: Mapping[Release, frozenset[Effect]],
) -> Iterator[CourtSessions]:
    """Yield the courts that the flows need, each with its accounts and allowed effects.

    Raises ProblemsError with every setting that is missing, StageError or LedgerError.
    """
    needed = [release for release in courts if any(flow.release == release for flow in flows)]
    with ExitStack() as stack:
        sessions: dict[Release, CourtSession] = {}
        problems = ProblemCollector()
        for release in needed:
            with problems.collect():
                opened = _open_court(courts[release], settings, allowed[release])
                session = stack.enter_context(opened)
                session.accounts.require_for([flow for flow in flows if flow.release == release])
                sessions[release] = session
        problems.raise_any()
        yield sessions


def open_court(
    court: Court, environ: Mapping[str, str], allowed: frozenset[Effect]
) -> AbstractContextManager[CourtSession]:
    """Return a context manager of a court that is ready for a run.

    Entering it raises ProblemsError when a setting is missing, or StageError.
    """
    return _open_court(court, Settings(environ), allowed)


@contextmanager
def _open_court(court: Court, settings: Settings, allowed: frozenset[Effect]) -> Iterator[CourtSession]:
    if not court.staged:
        ledger = open_ledger(settings.environ)
        ledger.require_usable()
        ask = create_prompt(court.name, settings.environ) if settings.may_ask else None
        accounts = _create_configured_accounts(court, settings, allowed)
        yield CourtSession(court, accounts, allowed, ledger, ask)
        return
    if court.port is not None:
        token = _require_token(court, settings.environ)
        control = Control(f"http://127.0.0.1:{court.port}/control", token)
        yield CourtSession(court, StageAccounts(control, court.host_id), allowed)
        return
    with start_stage(*(("--at", court.clock) if court.clock else ())) as stage:
        yield CourtSession(
            move_to_port(court, stage.port), StageAccounts(stage.control, court.host_id), allowed
        )


def find_flow_problems(
    court: Court,
    flow: Flow,
    settings: Settings,
    allowed: frozenset[Effect],
    fixed_words: Container[str] = "",
) -> FlowSettings:
    """Return what a flow lacks at a court; nothing at a staged one, which creates its accounts."""
    if court.staged:
        return FlowSettings()
    accounts = _create_configured_accounts(court, settings, allowed)
    return replace(accounts, fixed_words=fixed_words).check(flow)


def _create_configured_accounts(
    court: Court, settings: Settings, allowed: frozenset[Effect]
) -> ConfiguredAccounts:
    can_ask = settings.may_ask and create_prompt(court.name, settings.environ) is not None
    return ConfiguredAccounts(settings, court.option, can_ask, allowed)


def _require_token(court: Court, environ: Mapping[str, str]) -> Secret:
    token = environ.get(TOKEN, "").strip()
    if not token:
        text = (
            f"is not set, and {court.name} at {court.ecf} was started separately; set it to the token that"
            " `ecfcheck stage` printed, or leave the ports out of the court's file to have a stage started"
        )
        raise ProblemsError.single(TOKEN, text)
    if problems := Settings(environ).check_value(TOKEN, "secret"):
        raise ProblemsError(problems)
    return Secret(token)
