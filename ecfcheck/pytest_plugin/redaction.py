"""The gate at the end of a pytest run: what it leaves and what plugins wrote, when all workers have ended."""

import atexit
from collections.abc import Callable, Generator, Iterator
from os.path import expandvars
from pathlib import Path
from typing import Any

import pytest

from config.secret import Secret
from ecfcheck.redaction import Redactor
from ecfcheck.runner.output import raise_exit_status, redact_output
from ecfcheck.runner.signals import treat_as_sigint

_DEBUGGED = (
    "--debug writes down all that workers tell, and that is passwords too, so that the gate knows them; leave"
    " out -n, or --debug"
)
_Data = dict[str, Any] | None
_SECRETS = "ecfcheck_secrets"
_WRITERS = ("xmlpath", "htmlpath", "log_file")
"""The options that name a file that is written: JUnit XML, pytest-html, the log."""


def register_gate(config: pytest.Config, folder: Path, report: Path, redactor: Redactor) -> None:
    """Let this process clean its tests' reports, and sweep in the end or hand its secrets to who does."""
    is_worker = hasattr(config, "workerinput")
    if config.getoption("debug") and (is_worker or config.getoption("tx", None)):
        raise pytest.UsageError(_DEBUGGED)
    if not is_worker:
        # Also where it is asked to end, or its terminal closes: what was left must pass the gate.
        treat_as_sigint()
    last = SecretForwarder(redactor) if is_worker else RedactionPlugin(folder, report, redactor)
    for plugin in (ReportRedactor(redactor), last):
        config.pluginmanager.register(plugin)


class ReportRedactor:
    """Takes secrets out of what pytest says of a test: a traceback, locals, what was printed."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor

    # Outermost: what other plugins add is seen too.
    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Clean a report before anybody gets it."""
        report = yield
        clean = self._redactor.clean
        match report.longrepr:
            case None:
                pass
            case (str(path), int(line), str(reason)):
                report.longrepr = (path, line, clean(reason))
            case _ if (text := clean(report.longreprtext)) != report.longreprtext:
                report.longrepr = text
        report.sections = [(name, clean(text)) for name, text in report.sections]
        return report


class SecretForwarder:
    """In a worker of pytest-xdist: hands what it has learned to the controller with each report, in memory.

    With each, so that the controller knows them too when a worker crashes or the run is broken off.
    """

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._handed = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_report_to_serializable(self) -> Generator[None, _Data, _Data]:
        """Put what was learned since the last one beside a report."""
        data = yield
        if data is not None:
            known = list(self._redactor.known)
            data[_SECRETS] = [secret.get_secret_value() for secret in known[self._handed :]]
            self._handed = len(known)
        return data


class RedactionPlugin:
    """In the process that the user started: sweeps at the very end."""

    def __init__(self, folder: Path, report: Path, redactor: Redactor) -> None:
        self._folder = folder
        self._report = report
        self._redactor = redactor
        self._session: pytest.Session | None = None
        self._ran = False
        self._passed = False

    def pytest_configure(self, config: pytest.Config) -> None:
        """See to it that the gate is passed even if pytest's own end is broken off by Ctrl-C."""
        atexit.register(self.pytest_unconfigure, config)

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Remember whose exit status it is."""
        self._session = session

    def pytest_runtest_logreport(self) -> None:
        """Notice that a test was run."""
        self._ran = True

    @pytest.hookimpl(wrapper=True)
    def pytest_report_from_serializable(self, data: dict[str, Any]) -> Generator[None, Any, Any]:
        """Take what a worker learned from beside its report."""
        self._redactor.learn(map(Secret, data.pop(_SECRETS, ())))
        return (yield)

    # The last: who writes a file at the session's end has done so.
    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Sweep, once, and say what had to be deleted."""
        if self._passed:
            return
        told = redact_output(self._folder, self._others(config), self._redactor)
        self._passed = True
        if told and self._session:
            self._session.exitstatus = raise_exit_status(int(self._session.exitstatus), told)
        say = _teller(config)
        for line in told:
            say(line)

    def _others(self, config: pytest.Config) -> Iterator[Path]:
        yield self._report
        for option in _WRITERS:
            if path := getattr(config.option, option, None):
                yield config.invocation_params.dir / Path(expandvars(path)).expanduser()
        # pytest-playwright empties its folder before the first test: without one, it is the user's.
        if self._ran:
            yield Path(config.getoption("--output"))


def _teller(config: pytest.Config) -> Callable[[str], None]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.write_line if reporter else print
