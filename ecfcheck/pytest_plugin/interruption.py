"""Ends an interrupted session so that the terminal, the report and JUnit count the same steps."""

import signal
from collections.abc import Generator, Iterable
from datetime import UTC, datetime
from threading import current_thread, main_thread

import pytest

from ecfcheck.pytest_plugin.lost_worker import (
    PROGRESS,
    ResultTracker,
    report_recorded_steps,
    report_teardown,
)
from ecfcheck.pytest_plugin.state import STATE, SessionState, get_worker_input
from ecfcheck.runner.output import RECORDS
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import EndRecord
from ecfcheck.runner.signals import ENDING, defer_signals


def pytest_configure(config: pytest.Config) -> None:
    """Note the progress of all tests, in the process that the user started."""
    if get_worker_input(config):
        return
    progress = config.stash[PROGRESS] = ResultTracker()
    config.pluginmanager.register(progress)
    if config.getoption("tx", None):
        config.pluginmanager.register(_SecondInterrupt())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_logreport() -> Generator[None]:
    """Let no Ctrl-C come between the plugins that count a result: all of them count it, or none."""
    with defer_signals():
        return (yield)


class _SecondInterrupt:
    """A plugin that ignores a second Ctrl-C while workers end: their step is still recorded."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Ignore the signals to end from now on."""
        if excinfo.errisinstance(KeyboardInterrupt) and current_thread() is main_thread():
            for number in ENDING:
                signal.signal(number, signal.SIG_IGN)


def complete_results(session: pytest.Session, exitstatus: int) -> None:
    """Report the steps that are on record without a result, and what was not torn down."""
    config = session.config
    if PROGRESS not in config.stash:
        return
    progress = config.stash[PROGRESS]
    distributed = config.pluginmanager.getplugin("dsession")
    if exitstatus == pytest.ExitCode.INTERRUPTED:
        begun: Iterable[str] = progress.begun
        if distributed is not None and hasattr(distributed, "nodemanager"):
            distributed.nodemanager.teardown_nodes()  # waits until the workers have recorded their step
            _record_interruption(config.stash[STATE])
            begun = distributed.sched.collection or () if distributed.sched else ()
        pending = [nodeid for nodeid in begun if nodeid not in progress.ended]
        report_recorded_steps(config, config.stash[STATE].folder, pending, progress.workers)
    for result in progress.list_without_teardown():
        report_teardown(config, result)


def _record_interruption(state: SessionState) -> None:
    """Record that the user ended the run: the workers, which do not get Ctrl-C, end as usual."""
    if any(state.folder.glob(RECORDS)):
        with Records(state.folder, state.redactor, "records-interrupted.jsonl") as records:
            records.write(EndRecord(finished=datetime.now(UTC), interrupted=True))
