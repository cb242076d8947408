"""Reports each flow that cannot start once, if it lacks settings before a browser starts."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from shlex import quote
from typing import NoReturn

import pytest

from config.environ import read_environment
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.accounts import FlowSettings
from ecfcheck.courts.court_session import find_flow_problems
from ecfcheck.courts.left_out import LEFT_OUT, NO_ACCOUNT, SKIP_MISSING, describe_left_out
from ecfcheck.flowfile.flow import Flow
from ecfcheck.pytest_plugin.flow_module import FlowModule, get_step_index
from ecfcheck.pytest_plugin.state import STATE, SessionState
from ecfcheck.pytest_plugin.unusable_flow import UnusableFlow
from ecfcheck.report.fixed_words import collect_fixed_words
from ecfcheck.report.junit import list_outcome_properties
from ecfcheck.runner.outcome import Outcome
from ecfcheck.shard import SHARD

_REPORTED = pytest.StashKey[set[str]]()


def find_unusable_flows(config: pytest.Config, items: Iterable[pytest.Item]) -> dict[str, UnusableFlow]:
    """Return the flows that lack settings at a court that is not staged, by name; contact no court."""
    state = config.stash[STATE]
    flows = {item.parent.flow.name: item.parent.flow for item in items if isinstance(item.parent, FlowModule)}
    live = {name: flow for name, flow in flows.items() if not state.courts[flow.release].staged}
    if not live:
        return {}
    try:
        settings = Settings(read_environment())
    except ProblemsError as error:
        return {name: UnusableFlow(name, str(error), is_left_out=False) for name in live}
    skips_missing = bool(config.getoption(SKIP_MISSING))
    options = "".join(f" --court {quote(name)}" for name in config.getoption("--court"))
    found = (_check(flow, settings, state, options, skips_missing=skips_missing) for flow in live.values())
    unusable = {one.name: one for one in found if one}
    if len(unusable) < len(flows) or config.getoption(SHARD):
        return unusable
    # If nothing at all is run, the user must notice it. A shard may have only flows without an account.
    return {name: _fail_left_out(one) for name, one in unusable.items()}


def _fail_left_out(unusable: UnusableFlow) -> UnusableFlow:
    text = f"{unusable.text}\n{SKIP_MISSING}: {NO_ACCOUNT}" if unusable.is_left_out else unusable.text
    return replace(unusable, text=text, is_left_out=False)


def _check(
    flow: Flow, settings: Settings, state: SessionState, options: str, *, skips_missing: bool
) -> UnusableFlow | None:
    court, allowed = state.courts[flow.release], state.allowed[flow.release]
    lacking = find_flow_problems(court, flow, settings, allowed, collect_fixed_words([flow]))
    if lacking.missing and skips_missing:
        return UnusableFlow(flow.name, str(describe_left_out(flow, lacking)), is_left_out=True)
    lines = [*_describe(flow, lacking, settings, options), *map(str, lacking.invalid)]
    return UnusableFlow(flow.name, "\n".join(lines), is_left_out=False) if lines else None


def _describe(flow: Flow, lacking: FlowSettings, settings: Settings, options: str) -> Iterator[str]:
    if lacking.missing:
        needs = ", ".join(describe_left_out(flow, lacking).needs)
        yield f"{flow.name} needs settings that are not set: {needs}"
        remedy = f"`ecfcheck settings {flow.name}{options}` prints a template of .env"
        yield str(settings.describe_places(remedy))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail the first step of a flow that lacks settings, and skip the others of any that cannot start."""
    if not isinstance(item.parent, FlowModule):
        return
    unusable = item.config.stash[STATE].unusable_flows.get(item.parent.flow.name)
    if unusable and unusable.is_left_out:
        _skip(item, unusable.text)
    if _name_run(item, unusable) in item.config.stash.setdefault(_REPORTED, set()):
        why = "settings of the flow are missing or wrong" if unusable else "the flow could not start"
        _skip(item, f"not run: {why}")
    if unusable:
        pytest.fail(unusable.text, pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note that a flow could not start, for its other steps and for JUnit."""
    report = yield
    is_message = call.excinfo is not None and call.excinfo.errisinstance(pytest.fail.Exception)
    if isinstance(item.parent, FlowModule) and call.when == "setup" and is_message:
        unusable = item.config.stash[STATE].unusable_flows.get(item.parent.flow.name)
        item.config.stash.setdefault(_REPORTED, set()).add(_name_run(item, unusable))
        _add_properties(item, Outcome.HARNESS)
    return report


def _name_run(item: pytest.Item, unusable: UnusableFlow | None) -> str:
    """Return what one message is for: all runs of a flow that lacks settings, or one run in a browser."""
    browser = item.callspec.params["browser_name"] if isinstance(item, pytest.Function) else ""
    return unusable.name if unusable else f"{item.nodeid.partition('::')[0]} {browser}"


def _skip(item: pytest.Item, reason: str) -> NoReturn:
    _add_properties(item, Outcome.NOT_RUN)
    pytest.skip(reason)


def _add_properties(item: pytest.Item, outcome: Outcome) -> None:
    """Add the properties of a step without a record, for JUnit."""
    if isinstance(item.parent, FlowModule):
        flow = item.parent.flow
        item.user_properties += [
            ("ecfcheck_flow", flow.name),
            ("ecfcheck_document", flow.document),
            ("ecfcheck_entry", flow.steps[get_step_index(item)].number),
            *list_outcome_properties(outcome),
        ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line for each flow that was left out, also if a worker of pytest-xdist skipped it."""
    reasons = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    texts = (reason[2].removeprefix("Skipped: ") for reason in reasons if isinstance(reason, tuple))
    for text in dict.fromkeys(text for text in texts if text.startswith(LEFT_OUT)):
        terminalreporter.write_line(text)
