"""Where pytest meets the suite: options, which court, which browser, and flows as modules of tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from config.account import list_secrets
from config.court import Release, load_court
from config.court_selection import STAGED, Courts, load_courts
from config.environ import read_environment
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.browser.launch import BrowserFactory
from ecfcheck.courts.accounts import ObservedAccounts
from ecfcheck.courts.court_session import CourtSession, CourtSessions, open_court, open_courts
from ecfcheck.courts.ledger import LedgerError
from ecfcheck.courts.live import describe_courts, require_live
from ecfcheck.courts.permissions import EVERYTHING, parse_permissions
from ecfcheck.courts.stage import StageError
from ecfcheck.pytest_plugin.browser_fixtures import (
    browser_type_launch_args,
    find_remote_browsers,
    launch_browser,
    recorded,
    reopen_browser,
)
from ecfcheck.pytest_plugin.collection import FlowModule, collector, is_flow, step_number
from ecfcheck.pytest_plugin.flow_steps import FlowSteps, ReplayedSteps
from ecfcheck.pytest_plugin.options import pytest_addoption
from ecfcheck.pytest_plugin.redaction import register_gate
from ecfcheck.pytest_plugin.scheduling import AccountScheduling, reject_repeating_options, scheduling
from ecfcheck.pytest_plugin.sharding import ShardPlugin, read_shard_option
from ecfcheck.redaction import Redactor
from ecfcheck.report.html import write_report
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import EndRecord
from ecfcheck.runner.setup import (
    RunEnvironment,
    make_head_record,
    name_run_folder,
    prepare_environment,
    prepare_output_folder,
    start_flow_run,
)
from pages.decorators import Effect

__all__ = [
    "browser_type_launch_args",
    "launch_browser",
    "pytest_addoption",
    "reopen_browser",
]  # found here by pytest


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Look at what would be done again and again, before pytest-xdist begins to."""
    if config.getoption("looponfail", None):
        try:
            reject_repeating_options(config, _chosen(config))
        except ProblemsError as error:
            raise pytest.UsageError(str(error)) from None


def _chosen(config: pytest.Config) -> Courts:
    return load_courts(config.getoption("--court"), config.getoption("--base-url"))


def pytest_configure(config: pytest.Config) -> None:
    """Look at the court before anything starts, and settle the folder that all workers share."""
    told = _worker(config).get("out")
    config.stash[_OUT] = Path(told or config.getoption("--out") or name_run_folder())
    try:
        sharing = config.stash[_SHARING] = ShardPlugin(read_shard_option(config), config.stash[_OUT])
        courts = _chosen(config)
        require_live(courts.values(), live=config.getoption("--live"))
        reject_repeating_options(config, courts)
        for place in find_remote_browsers(config):
            place.require_usable(courts.values(), recorded(config))
        config.stash[_COURTS] = courts
        config.stash[_ALLOWED] = parse_permissions(config.getoption("--allow"), courts)
        if not told and (config.getoption("--out") or config.getoption("--report")):
            prepare_output_folder(config.stash[_OUT], _report(config))
    except ProblemsError as error:
        raise pytest.UsageError(str(error)) from None
    config.pluginmanager.register(sharing)
    config.stash[_RECORDS] = []
    config.stash[_INTERRUPT] = Interrupt()
    config.stash[_REDACTOR] = Redactor()
    register_gate(config, config.stash[_OUT], _report(config), config.stash[_REDACTOR])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Let every worker of pytest-xdist write to the same folder."""
    node.workerinput["out"] = str(node.config.stash[_OUT])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> AccountScheduling | None:
    """Keep the flows of an account together where its password is typed once."""
    return scheduling(config, log, config.stash[_COURTS])


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Name the courts and the hosts that flows contact."""
    return describe_courts(config.stash[_COURTS].values())


def pytest_sessionstart(session: pytest.Session) -> None:
    """Name live courts also where `-q` leaves the header out."""
    config, courts = session.config, session.config.stash[_COURTS].values()
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and config.get_verbosity() < 0 and not _worker(config):
        for line in describe_courts(court for court in courts if not court.staged):
            reporter.write_line(line)


def _worker(config: pytest.Config) -> dict[str, Any]:
    """Return what pytest-xdist told this worker; nothing when this is no worker."""
    told: dict[str, Any] = getattr(config, "workerinput", {})
    return told


_COURTS = pytest.StashKey[Courts]()
_ALLOWED = pytest.StashKey[Mapping[Release, frozenset[Effect]]]()
_OUT = pytest.StashKey[Path]()
_REDACTOR = pytest.StashKey[Redactor]()
_INTERRUPT = pytest.StashKey[Interrupt]()
_SHARING = pytest.StashKey[ShardPlugin]()
_RECORDS = pytest.StashKey[list[Records]]()
_LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A flow file is a module of tests."""
    return collector(file_path, parent, parent.config.getoption("--runs")) if is_flow(file_path) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the flows of a release without a court, and of other shards; keep a flow's steps in order.

    A plugin that shuffles tests may shuffle flows, not the steps of one.
    """
    if others := [item for item in items if not _has_court(item, config.stash[_COURTS])]:
        config.stash[_LEFT_OUT] = sorted({item.path.name for item in others})
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    config.stash[_SHARING].keep(items, config.stash[_COURTS])
    places: dict[object, list[int]] = {}
    for place, item in enumerate(items):
        if isinstance(item, pytest.Function) and isinstance(item.parent, FlowModule):
            places.setdefault((item.parent, item.callspec.params["browser_name"]), []).append(place)
    for of_flow in places.values():
        steps = sorted((items[place] for place in of_flow), key=step_number)
        for place, step in zip(of_flow, steps, strict=True):
            items[place] = step


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    """Say which flows were left out, and why."""
    names = config.stash.get(_LEFT_OUT, [])
    why = "no court of their release was chosen; name one more --court"
    return [f"flows left out: {', '.join(names)}: {why}"] if names else []


def _has_court(item: pytest.Item, courts: Courts) -> bool:
    return not isinstance(item.parent, FlowModule) or item.parent.flow.release in courts


@pytest.fixture(scope="session")
def base_url(pytestconfig: pytest.Config) -> str | None:
    """The address given on the command line; pytest-playwright's own fixture warns under pytest 9."""
    return pytestconfig.getoption("--base-url") or None


@pytest.fixture(scope="session")
def courts(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> Iterator[CourtSessions]:
    """The courts under test, the flows' accounts at hand; a staged one is started once for each worker."""
    modules = [item.parent for item in request.session.items]
    flows = {module.flow.name: module.flow for module in modules if isinstance(module, FlowModule)}
    stash = pytestconfig.stash
    chosen, allowed = stash[_COURTS], stash[_ALLOWED]
    with (
        _told(),
        open_courts(chosen, [*flows.values()], Settings(read_environment()), allowed) as ready_courts,
    ):
        yield ready_courts


@pytest.fixture(scope="session")
def court(pytestconfig: pytest.Config, courts: CourtSessions) -> Iterator[CourtSession]:
    """A staged NextGen court, for tests of a page by itself; the gate knows the accounts it gives."""
    staged = load_court(STAGED["nextgen"])
    own = open_court(staged, {}, EVERYTHING) if "nextgen" not in courts else nullcontext(courts["nextgen"])
    redactor = pytestconfig.stash[_REDACTOR]
    with own as found:
        heeded = ObservedAccounts(found.accounts, lambda account: redactor.learn(list_secrets(account)))
        yield replace(found, accounts=heeded)


@pytest.fixture(scope="session")
def run_environment(
    pytestconfig: pytest.Config, courts: CourtSessions, browser: Browser, reopen_browser: BrowserFactory
) -> RunEnvironment:
    """What the flows of this process share that run in the same browser; all records go to one file."""
    folder = pytestconfig.stash[_OUT]
    worker = _worker(pytestconfig).get("workerid", "main")
    records = Records(folder, pytestconfig.stash[_REDACTOR], f"records-{worker}.jsonl")
    pytestconfig.stash[_RECORDS].append(records)
    share = pytestconfig.stash[_SHARING].share
    records.write(make_head_record(browser, courts, share))
    with _told():
        return prepare_environment(
            RunEnvironment(
                browser=browser,
                courts=courts,
                folder=folder,
                keep=pytestconfig.getoption("--evidence"),
                records=records,
                recordings=frozenset(pytestconfig.getoption("--record")),
                show_names=pytestconfig.getoption("--show-names"),
                pause=pytestconfig.stash[_INTERRUPT].pause,
                share=share,
                reopen_browser=reopen_browser,
            )
        )


@pytest.fixture(scope="module")
def flow_steps(
    request: pytest.FixtureRequest, run_environment: RunEnvironment
) -> Iterator[FlowSteps | ReplayedSteps]:
    """One run of the flow whose steps are the tests of this module; once begun it is never begun again."""
    module = request.node
    browsers = request.config.getoption("--browser") or ["chromium"]
    browser = run_environment.browser.browser_type.name
    if browser in module.begun:
        yield ReplayedSteps(module.begun[browser])
        return
    number = (module.number - 1) * len(browsers) + browsers.index(browser) + 1
    with _told(), start_flow_run(module.flow, number, run_environment) as run:
        steps = FlowSteps(run, run_environment.records, request.config.stash[_INTERRUPT])
        module.begun[browser] = steps.done
        yield steps


@contextmanager
def _told() -> Iterator[None]:
    """Fail with the text alone of what a user can mend, without a traceback."""
    text = None
    try:
        yield
    except (ProblemsError, StageError, LedgerError) as error:
        text = str(error)
    # Not within the except block: the whole chain of exceptions would be shown.
    if text is not None:
        pytest.fail(text, pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Iterator[None]:
    """End this process's records, if it was let to its end; after the last worker, write the report."""
    try:
        yield
    finally:
        for records in session.config.stash[_RECORDS]:
            with records:
                if exitstatus != pytest.ExitCode.INTERRUPTED:
                    records.write(EndRecord(finished=datetime.now(UTC)))
        folder = session.config.stash[_OUT]
        if not _worker(session.config) and any(folder.glob("*.jsonl")):
            write_report(folder, _report(session.config))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say where the report is."""
    if any(config.stash[_OUT].glob("*.jsonl")):
        terminalreporter.write_line(f"report  {_report(config)}")


def _report(config: pytest.Config) -> Path:
    return Path(config.getoption("--report") or config.stash[_OUT] / "report.html")
