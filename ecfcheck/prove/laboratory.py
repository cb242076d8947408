"""Opens what a proof needs: a browser with a tap on what it receives, staged courts, and a mutator."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from config.account import Account
from config.court_selection import Courts
from config.settings import Settings
from ecfcheck.browser.launch import open_browser
from ecfcheck.browser.worker_pool import GreenletPool
from ecfcheck.courts.court_session import open_courts
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.flowfile.flow import Flow
from ecfcheck.prove.mutant import Mutant, list_mutants
from ecfcheck.prove.mutator import Mutator
from ecfcheck.prove.operators import Operator
from ecfcheck.prove.prover import Prover
from ecfcheck.prove.scene import RecordedFlow, record_scenes
from ecfcheck.prove.tap import CourtTap, open_tap
from ecfcheck.prove.trials import Trials
from ecfcheck.redaction import Redactor
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment


@dataclass(frozen=True)
class Laboratory:
    """A browser with a tap on what it receives, courts, and a page in which documents are changed."""

    environment: RunEnvironment
    tap: CourtTap
    pool: GreenletPool
    mutator: Mutator

    def list_mutants(
        self, flows: Sequence[Flow], operators: Sequence[Operator], at_once: int
    ) -> tuple[list[Mutant], dict[str, Account]]:
        """Run each flow unchanged, `at_once` at a time; return all mutants, and the accounts that ran."""
        recorded: dict[str, RecordedFlow] = {}
        queue = deque(flows)

        def work() -> None:
            while queue:
                flow = queue.popleft()
                recorded[flow.name] = record_scenes(flow, self.environment, self.tap)

        self.pool.run(min(at_once, len(queue)), work)
        mutants: list[Mutant] = []
        for flow in flows:
            court = self.environment.courts[flow.release].court
            mutants += list_mutants(recorded[flow.name], court, self.mutator, operators)
        return mutants, {name: one.account for name, one in recorded.items()}

    def create_prover(self, accounts: dict[str, Account], interrupt: Interrupt) -> Prover:
        """Return what judges the mutants of flows that ran with these accounts."""
        trials = Trials(self.environment, self.pool)
        return Prover(trials, self.tap, self.mutator, accounts, is_interrupted=lambda: interrupt.asked)


@contextmanager
def open_laboratory(courts: Courts, flows: Sequence[Flow], settings: Settings) -> Iterator[Laboratory]:
    """Start what the flows need, with every effect open; end it after the block."""
    redactor = Redactor()
    allowed = dict.fromkeys(courts, EVERYTHING)
    with (
        TemporaryDirectory(prefix="ecfcheck-prove-") as folder,
        open_courts(courts, flows, settings, allowed) as sessions,
        sync_playwright() as playwright,
        Records(Path(folder), redactor) as records,
    ):
        browser = open_browser(playwright, "chromium", connect=None, environ=settings.environ)
        environment = RunEnvironment(
            browser=browser,
            courts=sessions,
            folder=Path(folder),
            keep="none",
            records=records,
            show_names=True,
        )
        pool = GreenletPool(browser)
        with open_tap(browser) as tap, browser.new_context() as context:
            environment = replace(environment, pause=pool.pause)
            yield Laboratory(environment, tap, pool, Mutator(context.new_page))
