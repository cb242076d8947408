"""Sets up runs: the shared environment, and for each run an account, windows and a FlowRun."""

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
from config.yaml_file import ProblemsError
from ecfcheck import __version__
from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.recording import Kind, require_recording
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession, CourtSessions
from ecfcheck.courts.permissions import EVERYTHING, describe_permissions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import decline_passcode
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.redaction import select_session_secrets
from ecfcheck.runner.accessibility import Accessibility
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.evidence import Evidence, Keep
from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.logins import LoginObserver
from ecfcheck.runner.output import EVIDENCE
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CourtRecord, RunRecord
from ecfcheck.runner.run_shard import WHOLE_RUN, RunShard
from ecfcheck.runner.session_cache import SessionCache, create_session_cache
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.base import PageObject
from pages.decorators import Effect


@dataclass(frozen=True, kw_only=True)
class RunEnvironment:
    """What all runs of one process share: the browser, the courts, and the output."""

    browser: Browser
    courts: CourtSessions
    folder: Path
    keep: Keep
    records: Records
    recordings: frozenset[Kind] = frozenset()
    show_names: bool = False
    """Whether records and pictures of a court that is not staged show names."""
    session_cache: SessionCache | None = None
    """The sessions of earlier logins of all flows; None to type every login."""
    unanswered: UnansweredRequests = field(default_factory=UnansweredRequests)
    login_observer: LoginObserver | None = None
    pause: Callable[[float], None] = sleep
    """Waits for some seconds."""
    pause_at: str | None = None
    """The number of the step at which the browser pauses for the user, on its first screen."""
    accessibility: Accessibility | None = None
    """How to test each screen for accessibility; None not to."""
    run_shard: RunShard = WHOLE_RUN
    """The part of the run that this process runs."""
    left_out: tuple[str, ...] = ()
    """The flows without an account that the user left out, each with the settings it needs."""
    reopen_browser: Callable[[], Browser] | None = None
    """Opens a browser in place of one that was lost; None not to replace it. Raises BrowserLostError."""
    pages: Mapping[str, type[PageObject]] = field(default_factory=dict)
    """Page object classes that replace those of `pages`, by screen."""
    on_window: Callable[[str, Window], None] | None = None
    """Called with each window and its name, before anything is loaded in it."""


def prepare_environment(environment: RunEnvironment) -> RunEnvironment:
    """Return the environment ready for runs; `ecfcheck run`, pytest and the audit all use it.

    Raises ProblemsError when the browser cannot make the recordings.
    """
    require_recording(environment.browser, environment.recordings, environment.folder)
    cache = create_session_cache(ready.court for ready in environment.courts.values())
    return replace(environment, session_cache=cache)


def name_run_folder(within: Path = Path("runs")) -> Path:
    """Return a unique folder for a run, named by the time in UTC; do not create it."""
    return within / datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]


def prepare_output_folder(folder: Path, report: Path, junit: Path | None = None) -> None:
    """Make sure that a run can write its records, its report and its JUnit file. Raises ProblemsError."""
    problems = ProblemCollector()
    if folder.exists() and not folder.is_dir():
        raise ProblemsError.single(str(folder), "is a file, not a folder; name another as --out")
    if any(folder.glob("*.jsonl")) or (folder / EVIDENCE).exists():
        problems.add(str(folder), "has the records of another run; name another folder, or remove it")
    with problems.collect():
        require_writable(folder)
    for option, file in (("--report", report), ("--junit", junit)):
        if file and (file.parent != folder or file.exists()):
            with problems.collect():
                require_writable_file(option, file)
    problems.raise_any()


def require_writable(folder: Path) -> None:
    """Make sure that files can be made in an output folder, which is created. Raises ProblemsError."""
    if reason := _find_write_fault(folder):
        text = f"cannot be written to: {reason}; name another folder as --out"
        raise ProblemsError.single(str(folder), text)


def require_writable_file(option: str, file: Path) -> None:
    """Make sure that the file that an option names can be written. Raises ProblemsError."""
    if file.is_dir():
        raise ProblemsError.single(f"{option} {file}", "is a folder; name a file in it")
    if file.exists() and not file.is_file():
        text = "is a device or a pipe, which would be replaced; name a file"
        raise ProblemsError.single(f"{option} {file}", text)
    if reason := _find_write_fault(file.parent):
        text = f"cannot be written: {reason}; name a file in another folder"
        raise ProblemsError.single(f"{option} {file}", text)


def _find_write_fault(folder: Path) -> str | None:
    """Return why no file can be made in a folder, which is created; None if one can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error.strerror


@contextmanager
def start_flow_run(flow: Flow, number: int, environment: RunEnvironment) -> Iterator[FlowRun]:
    """Yield a run of the flow, ready for its first step. Raises StageError without an account."""
    court = environment.courts[flow.release]
    account = court.accounts.provide(flow.persona)
    records = environment.records
    records.redactor.learn(list_secrets(account))
    context = _create_context(flow, number, account, environment)
    shows_names = context.shows_names
    personal = {} if shows_names else list_personal_details(account)
    records.names.learn(personal)
    options = WindowOptions(
        words_to_mask=None if shows_names else tuple(personal.values()),
        on_cookies=lambda values: records.redactor.learn(select_session_secrets(values)),
        reopen_browser=environment.reopen_browser,
        on_window=environment.on_window,
    )
    pages = {**{name: screen.page_class for name, screen in load_screens().items()}, **environment.pages}
    numbers = count(1)

    def open_windows(allowed: frozenset[Effect]) -> BrowserWindows:
        recorder = context.evidence.create_recorder(next(numbers))
        attempt_options = replace(options, closed_effects=EVERYTHING - allowed, recorder=recorder)
        return BrowserWindows(environment.browser, court.court, pages, attempt_options)

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
        shows_names=court.court.staged or environment.show_names,  # a stage's names are invented
        session_cache=environment.session_cache,
        unanswered=environment.unanswered,
        write_record=records.write,
        write_release=records.write_release,
        pause=environment.pause,
        axe=environment.accessibility.axe if environment.accessibility else None,
        pause_at=environment.pause_at,
    )


def make_head_record(
    browser: Browser,
    courts: CourtSessions,
    run_shard: RunShard,
    left_out: tuple[str, ...] = (),
    accessibility: Accessibility | None = None,
) -> RunRecord:
    """Return the head of a run's records."""
    return RunRecord(
        started=datetime.now(UTC),
        version=__version__,
        courts=tuple(map(_create_court_record, courts.values())),
        browser=f"{browser.browser_type.name.capitalize()} {browser.version}",
        shard=run_shard.to_pair(),
        plan=run_shard.plan,
        left_out=left_out,
        accessibility=accessibility.mode if accessibility else None,
        axe_core=accessibility.axe.version if accessibility else "",
    )


def _create_court_record(session: CourtSession) -> CourtRecord:
    effects = describe_permissions(session.court, session.allowed)
    court = session.court
    return CourtRecord(name=court.name, address=court.ecf, release=court.release, effects=effects)
