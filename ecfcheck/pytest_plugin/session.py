"""Sets up a pytest session, names the courts it contacts, and writes its report at the end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from config.court_selection import Courts, load_courts
from config.project import OPTION, find_project, use_project
from config.yaml_file import ProblemsError
from ecfcheck.browser.axe import OPTION as OPTION_ACCESSIBILITY
from ecfcheck.courts.live import describe_courts, require_live
from ecfcheck.courts.permissions import parse_permissions
from ecfcheck.provision import link_installed_ffmpeg
from ecfcheck.pytest_plugin.browser_fixtures import find_remote_browsers, list_recordings
from ecfcheck.pytest_plugin.interruption import complete_results
from ecfcheck.pytest_plugin.junit import rewrite_junit
from ecfcheck.pytest_plugin.redaction import find_output_file, register_redaction
from ecfcheck.pytest_plugin.scheduling import reject_repeating_options
from ecfcheck.pytest_plugin.sharding import ShardPlugin, read_shard_option
from ecfcheck.pytest_plugin.state import STATE, SessionState, get_worker_input
from ecfcheck.report.accessibility import format_accessibility
from ecfcheck.report.html import write_report
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.runner.accessibility import prepare_accessibility
from ecfcheck.runner.records import EndRecord
from ecfcheck.runner.setup import name_run_folder, prepare_output_folder, require_writable_file


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Check `--looponfail`: pytest-xdist starts its loop before pytest_configure is called."""
    if config.getoption("looponfail", None):
        try:
            reject_repeating_options(config, _load_courts(config))
        except ProblemsError as error:
            raise pytest.UsageError(str(error)) from None


def pytest_configure(config: pytest.Config) -> None:
    """Check the options and the courts before anything starts, and choose the output folder."""
    try:
        use_project(find_project(config.getoption(OPTION), config.rootpath))
        state = _create_state(config)
    except ProblemsError as error:
        raise pytest.UsageError(str(error)) from None
    config.stash[STATE] = state
    config.pluginmanager.register(state.shard_plugin)
    register_redaction(config, state.folder, state.report, state.redactor)


def _create_state(config: pytest.Config) -> SessionState:
    shared_folder = get_worker_input(config).get("out")
    out, report = config.getoption("--out"), config.getoption("--report")
    folder = Path(shared_folder or out or name_run_folder())
    shard_plugin = ShardPlugin(read_shard_option(config), folder)
    courts = _load_courts(config)
    require_live(courts.values(), live=config.getoption("--live"))
    reject_repeating_options(config, courts)
    for remote in find_remote_browsers(config):
        remote.require_usable(courts.values(), list_recordings(config))
    state = SessionState(
        courts=courts,
        allowed=parse_permissions(config.getoption("--allow"), courts),
        folder=folder,
        report=Path(report or folder / "report.html"),
        shard_plugin=shard_plugin,
        accessibility=prepare_accessibility(config.getoption(OPTION_ACCESSIBILITY)),
    )
    if not shared_folder and "video" in config.getoption("--record"):
        link_installed_ffmpeg()  # before Playwright's driver starts, in this process or a worker
    if not shared_folder and (junit := find_output_file(config, "xmlpath")):
        require_writable_file("--junitxml", junit)  # before the tests, not after them
    if not shared_folder and (out or report):
        prepare_output_folder(folder, state.report)
    return state


def _load_courts(config: pytest.Config) -> Courts:
    return load_courts(config.getoption("--court"), config.getoption("--base-url"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Have every worker of pytest-xdist write to the same folder."""
    node.workerinput["out"] = str(node.config.stash[STATE].folder)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Name the courts and the hosts that flows contact."""
    return describe_courts(config.stash[STATE].courts.values())


def pytest_sessionstart(session: pytest.Session) -> None:
    """Name live courts even if `-q` leaves out the header."""
    config, courts = session.config, session.config.stash[STATE].courts.values()
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and config.get_verbosity() < 0 and not get_worker_input(config):
        for line in describe_courts(court for court in courts if not court.staged):
            reporter.write_line(line)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Iterator[None]:
    """End this process's records and close them; write the report."""
    try:
        complete_results(session, exitstatus)
        yield
    finally:
        state = session.config.stash[STATE]
        for records in state.records:
            with records:
                is_interrupted = state.interrupt.asked or exitstatus == pytest.ExitCode.INTERRUPTED
                records.write(EndRecord(finished=datetime.now(UTC), interrupted=is_interrupted))
        if not get_worker_input(session.config) and any(state.folder.glob("*.jsonl")):
            write_report(state.folder, state.report)
            rewrite_junit(session.config, state.folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print where the report is."""
    state = config.stash[STATE]
    if any(state.folder.glob("*.jsonl")):
        if state.accessibility:
            for line in format_accessibility(build_report(read_folder(state.folder).records).flows):
                terminalreporter.write_line(line)
        terminalreporter.write_line(f"report  {state.report}")
