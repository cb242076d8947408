"""Sets up runs: what they share, and for each a fresh account, windows of its own, and the runner."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep

from playwright.sync_api import Browser

from config.account import Account, list_personal_details, list_secrets
from config.problem_collector import ProblemCollector
from ecfcheck import __version__
from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.recording import Kind, require_recording
from ecfcheck.courts.court_session import CourtSession, CourtSessions
from ecfcheck.courts.permissions import EVERYTHING, describe_permissions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import decline_passcode
from ecfcheck.flowfile.registry import screens
from ecfcheck.redaction import select_session_secrets
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.evidence import Evidence, Keep
from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.logins import LoginObserver
from ecfcheck.runner.output import EVIDENCE
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CourtRecord, RunRecord
from ecfcheck.runner.session_cache import SessionCache, create_session_cache
from ecfcheck.runner.sharding import WHOLE_RUN, RunShard
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.base import PageObject
from pages.decorators import Effect


@dataclass(frozen=True, kw_only=True)
class RunEnvironment:
    """What all runs of one process share: the browser, the courts, what is kept and what must not be."""

    browser: Browser
    courts: CourtSessions
    folder: Path
    keep: Keep
    records: Records
    recordings: frozenset[Kind] = frozenset()
    show_names: bool = False
    """Whether records and pictures of a court that is not staged show whose accounts they are."""
    session_cache: SessionCache | None = None
    """The sessions of earlier logins, of flow after flow; None to have each typed."""
    unanswered: UnansweredRequests = field(default_factory=UnansweredRequests)
    login_observer: LoginObserver | None = None
    pause: Callable[[float], None] = sleep
    """Lets so many seconds pass."""
    share: RunShard = WHOLE_RUN
    """Which part of a run this is."""
    reopen_browser: Callable[[], Browser] | None = None
    """Gives a browser in the place of one that was lost, if there is to be one. Raises BrowserLostError."""
    pages: Mapping[str, type[PageObject]] = field(default_factory=dict)
    """Page objects to use in place of those of `pages`, by screen."""


def prepare_environment(environment: RunEnvironment) -> RunEnvironment:
    """Return the environment ready for runs: one way for `ecfcheck run`, pytest and an audit.

    Raises Problems when the browser cannot record as it should.
    """
    require_recording(environment.browser, environment.recordings, environment.folder)
    cache = create_session_cache(ready.court for ready in environment.courts.values())
    return replace(environment, session_cache=cache)


def new_folder(within: Path = Path("runs")) -> Path:
    """Return a folder for a run that no other run has, named after the time in UTC."""
    return within / datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]


def prepare_output_folder(folder: Path, report: Path) -> None:
    """Make sure that a run can leave its records and its report. Raises Problems."""
    problems = ProblemCollector()
    if any(folder.glob("*.jsonl")) or (folder / EVIDENCE).exists():
        text = "holds the records of another run; name another folder, or remove it"
        problems.add(str(folder), text)
    if report.is_dir():
        problems.add(str(report), "is a folder; name the report's file")
    for place in dict.fromkeys((folder, report.parent)):
        try:
            place.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=place):
                pass
        except OSError as error:
            problems.add(str(place), f"cannot be written to: {error.strerror}")
    problems.raise_any()


@contextmanager
def start_flow_run(flow: Flow, number: int, environment: RunEnvironment) -> Iterator[FlowRun]:
    """Yield a run of the flow, ready for its first step. Raises StageFailed when no account is to be had."""
    court = environment.courts[flow.release]
    account = court.accounts.of(flow.persona)
    records = environment.records
    records.redactor.learn(list_secrets(account))
    # On a stage they are invented.
    shows_names = court.court.staged or environment.show_names
    personal = {} if shows_names else list_personal_details(account)
    records.names.learn(personal)
    context = _create_context(flow, number, account, environment)
    options = WindowOptions(
        personal_details=None if shows_names else tuple(personal.values()),
        on_cookies=lambda values: records.redactor.learn(select_session_secrets(values)),
        reopen_browser=environment.reopen_browser,
    )
    pages = {**{name: screen.page_class for name, screen in screens().items()}, **environment.pages}
    numbers = count(1)

    def open_windows(allowed: frozenset[Effect]) -> BrowserWindows:
        recorder = context.evidence.recorder(next(numbers))
        own = replace(options, closed_effects=EVERYTHING - allowed, recorder=recorder)
        return BrowserWindows(environment.browser, court.court, pages, own)

    with closing(FlowRun(context, open_windows)) as run:
        yield run


def _create_context(flow: Flow, number: int, account: Account, environment: RunEnvironment) -> RunContext:
    court, records = environment.courts[flow.release], environment.records
    name = f"{flow.name}-{environment.browser.browser_type.name}"
    return RunContext(
        flow=flow,
        account=account,
        evidence=Evidence(environment.folder, name, number, environment.keep, environment.recordings),
        allowed=court.allowed,
        ledger=court.ledger,
        redactor=records.redactor,
        ask=partial(court.ask, flow.persona) if court.ask else decline_passcode,
        login_observer=environment.login_observer,
        names=records.names,
        session_cache=environment.session_cache,
        unanswered=environment.unanswered,
        write_record=records.write,
        write_release=records.write_release,
        pause=environment.pause,
    )


def head_record(browser: Browser, courts: CourtSessions, share: RunShard) -> RunRecord:
    """Return the head of a run's records."""
    return RunRecord(
        started=datetime.now(UTC),
        version=__version__,
        courts=tuple(map(_court_record, courts.values())),
        browser=f"{browser.browser_type.name.capitalize()} {browser.version}",
        shard=share.recorded,
        plan=share.plan,
    )


def _court_record(ready: CourtSession) -> CourtRecord:
    court = ready.court
    return CourtRecord(name=court.name, address=court.ecf, effects=describe_permissions(court, ready.allowed))
