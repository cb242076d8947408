"""Begins one run of a flow: a fresh account, windows of its own, and the runner in them."""

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

from config.account import personal_of, secrets_of
from config.problem_collector import ProblemCollector
from ecfcheck import __version__
from ecfcheck.artefacts.session import session_keys
from ecfcheck.court.allowed import EVERYTHING, told
from ecfcheck.court.ready import ReadyCourt, ReadyCourts
from ecfcheck.language.flow import Flow
from ecfcheck.language.placeholder import nobody
from ecfcheck.language.vocabulary import screens
from ecfcheck.run.at_login import NOBODY, AtLogin
from ecfcheck.run.doubts import Doubts
from ecfcheck.run.evidence import Evidence, Keep
from ecfcheck.run.leavings import EVIDENCE
from ecfcheck.run.record import CourtRecord, RunRecord
from ecfcheck.run.records import Records
from ecfcheck.run.runner import FlowRun
from ecfcheck.run.setting import Setting
from ecfcheck.run.share import WHOLE, Share
from ecfcheck.run.sign_ons import SignOns
from pages.opening import Terms, Windows
from pages.page import Page
from pages.recording import Kind
from pages.verbs import Effect


@dataclass(frozen=True)
class Host:
    """What all runs of one process share: the browser, the courts, what is kept and what must not be."""

    browser: Browser
    courts: ReadyCourts
    folder: Path
    keep: Keep
    records: Records
    record: frozenset[Kind] = frozenset()
    show_names: bool = False
    """Whether records and pictures of a court that is not staged show whose accounts they are."""
    sign_ons: SignOns | None = None
    """What logins are carried on with, of flow after flow; None to have each typed."""
    doubts: Doubts = field(default_factory=Doubts)
    at_login: AtLogin = NOBODY
    pause: Callable[[float], None] = sleep
    """Lets so many seconds pass."""
    share: Share = WHOLE
    """Which part of a run this is."""
    another: Callable[[], Browser] | None = None
    """Gives a browser in the place of one that was lost, if there is to be one. Raises BrowserLost."""
    pages: Mapping[str, type[Page]] = field(default_factory=dict)
    """Page objects to use in place of those of `pages`, by screen."""


def new_folder(within: Path = Path("runs")) -> Path:
    """Return a folder for a run that no other run has, named after the time in UTC."""
    return within / datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")[:-3]


def claim(folder: Path, report: Path) -> None:
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
def begin(flow: Flow, number: int, host: Host) -> Iterator[FlowRun]:
    """Yield a run of the flow, ready for its first step. Raises StageFailed when no account is to be had."""
    court = host.courts[flow.release]
    account = court.accounts.of(flow.persona)
    host.records.redactor.learn(secrets_of(account))
    # On a stage they are invented.
    all_may_see = court.court.staged or host.show_names
    personal = {} if all_may_see else personal_of(account)
    host.records.names.learn(personal)
    pages = {**{name: screen.page for name, screen in screens().items()}, **host.pages}
    name = f"{flow.name}-{host.browser.browser_type.name}"
    evidence = Evidence(host.folder, name, number, host.keep, host.record)
    ask = partial(court.ask, flow.persona) if court.ask else nobody
    redactor = host.records.redactor
    setting = Setting(
        flow,
        account,
        evidence,
        court.allowed,
        court.ledger,
        redactor,
        ask,
        at_login=host.at_login,
        names=host.records.names,
        doubts=host.doubts,
        put_on_record=host.records.write,
        on_release=host.records.write_release,
        pause=host.pause,
        sign_ons=host.sign_ons,
    )
    terms = Terms(
        covered=None if all_may_see else tuple(personal.values()),
        learn=lambda values: redactor.learn(session_keys(values)),
        another=host.another,
    )
    numbers = count(1)

    def open_windows(allowed: frozenset[Effect]) -> Windows:
        recorder = evidence.recorder(next(numbers))
        own = replace(terms, closed=EVERYTHING - allowed, recorder=recorder)
        return Windows(host.browser, court.court, pages, own)

    with closing(FlowRun(setting, open_windows)) as run:
        yield run


def head_record(browser: Browser, courts: ReadyCourts, share: Share) -> RunRecord:
    """Return the head of a run's records."""
    return RunRecord(
        started=datetime.now(UTC),
        version=__version__,
        courts=tuple(map(_court_record, courts.values())),
        browser=f"{browser.browser_type.name.capitalize()} {browser.version}",
        shard=share.recorded,
        plan=share.plan,
    )


def _court_record(ready: ReadyCourt) -> CourtRecord:
    court = ready.court
    return CourtRecord(name=court.name, address=court.ecf, effects=told(court, ready.allowed))
