"""Redacts the output of a pytest run and of other plugins, after all workers have ended."""

import atexit
from collections.abc import Generator, Iterator
from os.path import expandvars
from pathlib import Path
from typing import Any

import pytest

from config.secret import Secret
from ecfcheck.redaction import Redactor
from ecfcheck.report.runs import update_index
from ecfcheck.runner.output import find_exit_status, redact_output
from ecfcheck.runner.signals import treat_as_sigint

_DEBUG_LOGS_SECRETS = (
    "--debug logs all messages between workers, and they include passwords, for redaction; leave out -n, or"
    " --debug"
)
_Data = dict[str, Any] | None
_SECRETS = "ecfcheck_secrets"
_FILE_OPTIONS = ("xmlpath", "htmlpath", "log_file")
"""The options that name an output file: JUnit XML, pytest-html, the log."""


def find_output_file(config: pytest.Config, option: str) -> Path | None:
    """Return the file that an option names, such as `xmlpath`; None without the option."""
    path = getattr(config.option, option, None)
    return config.invocation_params.dir / Path(expandvars(path)).expanduser() if path else None


def register_redaction(config: pytest.Config, folder: Path, report: Path, redactor: Redactor) -> None:
    """Register the plugins that redact test reports and, at the end, all output."""
    is_worker = hasattr(config, "workerinput")
    if config.getoption("debug") and (is_worker or config.getoption("tx", None)):
        raise pytest.UsageError(_DEBUG_LOGS_SECRETS)
    if not is_worker:
        # Output must be redacted also after SIGTERM, or when the terminal is closed.
        treat_as_sigint()
    final = SecretForwarder(redactor) if is_worker else RedactionPlugin(folder, report, redactor)
    for plugin in (ReportRedactor(redactor), final):
        config.pluginmanager.register(plugin)


class ReportRedactor:
    """Redacts what pytest reports of a test: traceback, locals, captured output."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor

    # Outermost, to see what other plugins add.
    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Redact a report before any other plugin gets it."""
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
    """Sends the secrets that a pytest-xdist worker learns to the controller, with each report.

    With each report, so that the controller knows them even if a worker crashes or the run is interrupted.
    They are sent in memory and never written.
    """

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._sent = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_report_to_serializable(self) -> Generator[None, _Data, _Data]:
        """Add to a report the secrets learned since the last one."""
        data = yield
        if data is not None:
            known = list(self._redactor.known)
            data[_SECRETS] = [secret.get_secret_value() for secret in known[self._sent :]]
            self._sent = len(known)
        return data


class RedactionPlugin:
    """In the process that the user started: redacts all output at the very end."""

    def __init__(self, folder: Path, report: Path, redactor: Redactor) -> None:
        self._folder = folder
        self._report = report
        self._redactor = redactor
        self._session: pytest.Session | None = None
        self._has_run_tests = False
        self._is_done = False

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have the output redacted even if Ctrl-C interrupts the end of pytest itself."""
        atexit.register(self.pytest_unconfigure, config)

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Keep the session, which has the exit status."""
        self._session = session

    def pytest_runtest_logreport(self) -> None:
        """Note that a test was run."""
        self._has_run_tests = True

    @pytest.hookimpl(wrapper=True)
    def pytest_report_from_serializable(self, data: dict[str, Any]) -> Generator[None, Any, Any]:
        """Learn the secrets that a worker sent with a report."""
        self._redactor.learn(map(Secret, data.pop(_SECRETS, ())))
        return (yield)

    # Last, after the plugins that write a file at the end of the session.
    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Redact the output, once, and print what had to be deleted."""
        if self._is_done:
            return
        messages = redact_output(self._folder, self._list_other_files(config), self._redactor)
        self._is_done = True
        if messages and self._session:
            self._session.exitstatus = find_exit_status(int(self._session.exitstatus), messages)
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        write_line = reporter.write_line if reporter else print
        for message in (*messages, *update_index(self._folder)):
            write_line(message)

    def _list_other_files(self, config: pytest.Config) -> Iterator[Path]:
        yield self._report
        yield from filter(None, (find_output_file(config, option) for option in _FILE_OPTIONS))
        # pytest-playwright empties its folder before the first test: without a test, it is the user's.
        if self._has_run_tests:
            yield Path(config.getoption("--output"))
