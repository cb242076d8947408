"""Runs flows as `ecfcheck run` does, but in the test's process, browser and page objects."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser

from config.court_selection import load_courts
from config.settings import Settings, SystemKeyring
from ecfcheck.cli.run_loop import RunLoop
from ecfcheck.courts.court_session import open_courts
from ecfcheck.courts.permissions import parse_permissions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.accessibility import prepare_accessibility
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.session_cache import create_session_cache
from ecfcheck.runner.setup import RunEnvironment
from ecfcheck.runner.violations import AccessibilityMode
from pages.base import PageObject
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import LINK_FLOW, Changes, build_environ, write_court_file


@dataclass(frozen=True)
class RunResult:
    """A run's exit status and what it printed."""

    status: int
    output: str


@dataclass(frozen=True)
class FlowRunner:
    """Runs flows against a stage; their output is in the folder's `out`."""

    browser: Browser
    stage: FaultyStage
    folder: Path
    reopen_browser: Callable[[], Browser] | None = None
    """Opens a browser in place of one that the test kills."""

    def run(  # noqa: PLR0913 - what a test chooses, each by its name
        self,
        *changes: Changes,
        flow: Flow | Path | Sequence[Path] = LINK_FLOW,
        settings: Mapping[str, str] | None = None,
        allow: Sequence[str] = (),
        runs: int = 1,
        at_once: int = 1,
        accessibility: AccessibilityMode | None = None,
        show_names: bool = False,
        pages: Mapping[str, type[PageObject]] | None = None,
    ) -> RunResult:
        """Run flows with `changes` in the court's file and `pages` in place of page objects."""
        chosen = flow if isinstance(flow, Sequence) else [flow]
        flows = [one if isinstance(one, Flow) else load_flow(one) for one in chosen]
        courts = load_courts([str(write_court_file(self.stage, self.folder, *changes))])
        environ = {**build_environ(self.stage, self.folder), **(settings or {})}
        ready = open_courts(
            courts,
            flows,
            Settings(environ, SystemKeyring(trouble="none here")),
            parse_permissions(allow, courts),
        )
        out, printed = self.folder / "out", StringIO()
        with ready as ready_courts, Records(out, Redactor()) as records, redirect_stdout(printed):
            environment = RunEnvironment(
                browser=self.browser,
                courts=ready_courts,
                folder=out,
                keep="failure",
                records=records,
                session_cache=create_session_cache(courts.values()),
                pause=lambda _: None,
                pages=pages or {},
                reopen_browser=self.reopen_browser,
                show_names=show_names,
                accessibility=prepare_accessibility(accessibility),
            )
            status = RunLoop(environment, out / "report.html", Interrupt()).run(flows, runs, at_once)
        return RunResult(status, printed.getvalue())
