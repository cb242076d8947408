"""Flows run as `ecfcheck run` does it, within the test: in its browser, and with page objects of its own."""

from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser

from config.court_selection import load_courts
from config.settings import Settings, SystemKeyring
from ecfcheck.cli.run_loop import RunLoop
from ecfcheck.courts.court_session import open_courts
from ecfcheck.courts.permissions import allowances
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.session_cache import create_session_cache
from ecfcheck.runner.setup import RunEnvironment
from pages.base import PageObject
from tests.flows.command import LINK_FLOW, Changes, court_file, surroundings
from tests.flows.faulty_stage import FaultyStage


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit status, and what it printed."""

    status: int
    said: str


@dataclass(frozen=True)
class Runner:
    """Runs flows against a stage; what they leave is in the folder's `out`."""

    browser: Browser
    stage: FaultyStage
    folder: Path

    def run(
        self,
        *changes: Changes,
        flow: Flow | Path | Sequence[Path] = LINK_FLOW,
        settings: Mapping[str, str] | None = None,
        allow: Sequence[str] = (),
        runs: int = 1,
        pages: Mapping[str, type[PageObject]] | None = None,
    ) -> Ended:
        """Run one flow, or several; `changes` are made in the court's file, `pages` replace page objects."""
        chosen = flow if isinstance(flow, Sequence) else [flow]
        flows = [one if isinstance(one, Flow) else load_flow(one) for one in chosen]
        courts = load_courts([str(court_file(self.stage, self.folder, *changes))])
        environ = {**surroundings(self.stage, self.folder), **(settings or {})}
        ready = open_courts(
            courts, flows, Settings(environ, SystemKeyring(trouble="none here")), allowances(allow, courts)
        )
        out, printed = self.folder / "out", StringIO()
        with ready as ready_courts, Records(out, Redactor()) as records, redirect_stdout(printed):
            host = RunEnvironment(
                browser=self.browser,
                courts=ready_courts,
                folder=out,
                keep="failure",
                records=records,
                session_cache=create_session_cache(courts.values()),
                pause=lambda _: None,
                pages=pages or {},
            )
            status = RunLoop(host, out / "report.html", Interrupt()).run(flows, runs)
        return Ended(status, printed.getvalue())
