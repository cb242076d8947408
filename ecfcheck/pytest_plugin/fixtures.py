"""Provides the fixtures of flows and of tests that need a court, such as `court`."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from config.account import list_secrets
from config.court import load_court
from config.court_selection import STAGED
from config.environ import read_environment
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.browser.launch import BrowserFactory
from ecfcheck.courts.accounts import ObservedAccounts
from ecfcheck.courts.court_session import CourtSession, CourtSessions, open_court, open_courts
from ecfcheck.courts.ledger import LedgerError
from ecfcheck.courts.left_out import LEFT_OUT
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.courts.stage import StageError
from ecfcheck.pytest_plugin.flow_module import FlowModule, FlowSteps, ReplayedSteps
from ecfcheck.pytest_plugin.state import STATE, get_worker_input
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import (
    RunEnvironment,
    make_head_record,
    prepare_environment,
    require_writable,
    start_flow_run,
)


@pytest.fixture(scope="session")
def base_url(pytestconfig: pytest.Config) -> str | None:
    """Return the address of --base-url; pytest-base-url's own fixture warns under pytest 9."""
    return pytestconfig.getoption("--base-url") or None


@pytest.fixture(scope="session")
def courts(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> Iterator[CourtSessions]:
    """Open the chosen courts with the accounts of the flows; each worker starts its own stage."""
    modules = [item.parent for item in request.session.items]
    state = pytestconfig.stash[STATE]
    flows = {
        module.flow.name: module.flow
        for module in modules
        if isinstance(module, FlowModule) and module.flow.name not in state.unusable_flows
    }
    settings = Settings(read_environment())
    with (
        _fail_on_user_error(),
        open_courts(state.courts, [*flows.values()], settings, state.allowed) as court_sessions,
    ):
        yield court_sessions


@pytest.fixture(scope="session")
def court(pytestconfig: pytest.Config, courts: CourtSessions) -> Iterator[CourtSession]:
    """Open a staged NextGen court for tests of page objects; its accounts are redacted."""
    staged = load_court(STAGED["nextgen"])
    opened = nullcontext(courts["nextgen"]) if "nextgen" in courts else open_court(staged, {}, EVERYTHING)
    redactor = pytestconfig.stash[STATE].redactor
    with opened as session:
        accounts = ObservedAccounts(session.accounts, lambda account: redactor.learn(list_secrets(account)))
        yield replace(session, accounts=accounts)


@pytest.fixture(scope="session")
def run_environment(
    pytestconfig: pytest.Config, courts: CourtSessions, browser: Browser, reopen_browser: BrowserFactory
) -> RunEnvironment:
    """Return what this process's flows share in one browser, with one file of records."""
    state = pytestconfig.stash[STATE]
    worker = get_worker_input(pytestconfig).get("workerid", "main")
    with _fail_on_user_error():
        require_writable(state.folder)
    records = Records(state.folder, state.redactor, f"records-{worker}.jsonl")
    state.records.append(records)
    run_shard = state.shard_plugin.run_shard
    unusable = state.unusable_flows.values()
    left_out = tuple(flow.text.removeprefix(LEFT_OUT) for flow in unusable if flow.is_left_out)
    records.write(make_head_record(browser, courts, run_shard, left_out, state.accessibility))
    with _fail_on_user_error():
        return prepare_environment(
            RunEnvironment(
                browser=browser,
                courts=courts,
                folder=state.folder,
                keep=pytestconfig.getoption("--evidence"),
                records=records,
                recordings=frozenset(pytestconfig.getoption("--record")),
                show_names=pytestconfig.getoption("--show-names"),
                pause=state.interrupt.pause,
                run_shard=run_shard,
                accessibility=state.accessibility,
                reopen_browser=reopen_browser,
            )
        )


@pytest.fixture(scope="module")
def flow_steps(
    request: pytest.FixtureRequest, run_environment: RunEnvironment
) -> Iterator[FlowSteps | ReplayedSteps]:
    """Start the run of this module's flow, and its steps are the tests; never start it twice."""
    module, config = request.node, request.config
    browsers = config.getoption("--browser") or ["chromium"]
    browser = run_environment.browser.browser_type.name
    if browser in module.records:
        yield ReplayedSteps(module.records[browser])
        return
    number = (module.number - 1) * len(browsers) + browsers.index(browser) + 1
    with _fail_on_user_error(), start_flow_run(module.flow, number, run_environment) as run:
        steps = FlowSteps(run, run_environment.records, config.stash[STATE].interrupt)
        module.records[browser] = steps.records
        yield steps


@contextmanager
def _fail_on_user_error() -> Iterator[None]:
    """Fail the test with only the text of an error that a user can fix, without a traceback."""
    text = None
    try:
        yield
    except (ProblemsError, StageError, LedgerError) as error:
        text = str(error)
    # Without the chain of exceptions, which pytest would show: the error, and what it came from.
    if text is not None:
        raise pytest.fail.Exception(text, pytrace=False) from None
