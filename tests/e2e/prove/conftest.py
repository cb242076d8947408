"""Fixtures of a proof in the tests' browser: a page that changes documents, and what a proof needs."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.court import Court
from ecfcheck.browser.worker_pool import GreenletPool
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.prove.mutant import list_mutants
from ecfcheck.prove.mutator import Mutator
from ecfcheck.prove.operators import select_operators
from ecfcheck.prove.prover import Prover
from ecfcheck.prove.scene import RecordedFlow, record_scenes
from ecfcheck.prove.tap import open_tap
from ecfcheck.prove.trials import Trials
from ecfcheck.prove.verdict import MutantRecord
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.mutants import FLOWS


@pytest.fixture
def mutator(browser: Browser) -> Iterator[Mutator]:
    """A page that changes documents."""
    with closing(browser.new_context()) as context:
        yield Mutator(context.new_page)


@dataclass(frozen=True)
class FlowProof:
    """What a proof of one flow needs."""

    prover: Prover
    recorded: RecordedFlow
    court: Court

    def judge(self, *operators: str, screen: str, item: str = "") -> list[MutantRecord]:
        """Judge the mutants of some operators on a screen, on one item if it is named."""
        chosen = select_operators(operators)
        listed = list_mutants(self.recorded, self.court, self.prover.mutator, chosen)
        mutants = [one for one in listed if one.screen == screen and (not item or one.item == item)]
        judged: list[MutantRecord] = []
        self.prover.run(mutants, 2, judged.append)
        return judged


@pytest.fixture
def open_flow_proof(
    browser: Browser, court: CourtSession, mutator: Mutator, tmp_path: Path
) -> Iterator[Callable[[str], FlowProof]]:
    """Return a function that runs a flow unchanged and returns what a proof of it needs."""
    pool = GreenletPool(browser)
    with Records(tmp_path, Redactor()) as records, open_tap(browser) as tap:
        environment = RunEnvironment(
            browser=browser,
            courts={"nextgen": court},
            folder=tmp_path,
            keep="none",
            records=records,
            pause=pool.pause,
        )

        def open_(name: str) -> FlowProof:
            recorded = record_scenes(load_flow(FLOWS / f"{name}.yaml"), environment, tap)
            prover = Prover(Trials(environment, pool), tap, mutator, {name: recorded.account})
            return FlowProof(prover, recorded, court.court)

        yield open_
