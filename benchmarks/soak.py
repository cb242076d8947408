"""Runs all flows over and over in random order: finds flakes, and memory that grows.

    python -m benchmarks.soak --times 200 -n 4

Prints each step that failed or was retried, the seed that repeats the order, and the memory of the first and
the last tenth of the runs: the sum of all processes' proportional shares (PSS), the staged courts' included.
Ctrl-C ends it early, with the figures so far. Ends with 1 if any run failed or is missing.
"""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic

from playwright.sync_api import sync_playwright

from benchmarks.process_tree import list_process_tree, read_pss
from config.court import load_court
from config.court_selection import STAGED
from ecfcheck.browser.launch import BrowserFactory, open_browser
from ecfcheck.courts.court_session import open_court
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.redaction import Redactor
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.parallel import ParallelRunner
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.schedule import ScheduledRun, create_schedule
from ecfcheck.runner.setup import RunEnvironment, prepare_environment, start_flow_run

FLOWS = Path(__file__).parents[1] / "flows"
_SAMPLES = 10
"""How many tenths the runs are divided into."""

_PROGRESS = 250
"""After how many runs one line says how far it is."""


@dataclass
class Soak:
    """What the runs have shown so far."""

    total: int
    done: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[int, int]] = field(default_factory=list)
    """How many runs were done, and how many kB all processes had then."""

    def run(self, environment: RunEnvironment, scheduled: ScheduledRun) -> None:
        """Run one flow and note its failure, if it has one."""
        with start_flow_run(scheduled.flow, scheduled.number, environment) as flow_run:
            records = [environment.records.write(flow_run.run(step)) for step in scheduled.flow.steps]
        failed = [record for record in records if record.outcome.is_failure]
        retried = [record for record in records if record.earlier_tries]
        self.done += 1
        for record in failed:
            self._note(f"{record.flow} step {record.step}: {record.outcome}: {record.message}")
        for record in retried:
            self._note(f"{record.flow} step {record.step}: {record.earlier_tries[0]}")
        self.memory.append((self.done, sum(map(read_pss, list_process_tree(os.getpid())))))
        if self.done % _PROGRESS == 0:
            print(f"  {self.done} of {self.total} runs", flush=True)

    def _note(self, text: str) -> None:
        self.failures[text] += 1
        print(f"  ✗ {text}", flush=True)

    def find_memory(self, tenth: int) -> float:
        """Return the median memory in a tenth of the runs that are done, in MB."""
        first, last = self.done * tenth / _SAMPLES, self.done * (tenth + 1) / _SAMPLES
        return median(kb for done, kb in self.memory if first < done <= last) / 1024


def main() -> int:
    """Run what the command line requests; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=200, help="how often each flow runs (default: 200)")
    parser.add_argument("-n", type=int, default=4, help="flows at once (default: 4)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeats an order")  # noqa: S311 - an order, not a secret
    parser.add_argument("--flow", action="append", default=[], help="only these flows")
    given = parser.parse_args()
    chosen = [file for file in sorted(FLOWS.glob("*.yaml")) if not given.flow or file.stem in given.flow]
    flows = load_flows(chosen)
    soak = Soak(given.times * len(flows))
    print(f"{len(flows)} flows, {given.times} times each, {given.n} at once, --seed {given.seed}", flush=True)
    started = monotonic()
    _run_all(soak, flows, given.times, given.n, random.Random(given.seed))  # noqa: S311 - an order, not a secret
    seconds = monotonic() - started
    print(f"{soak.done} runs in {seconds:.0f} s, {soak.done / seconds * 60:.0f} a minute")
    print(f"{sum(soak.failures.values())} steps failed or were retried")
    if soak.done >= _SAMPLES:
        first, last = soak.find_memory(0), soak.find_memory(_SAMPLES - 1)
        print(f"memory (PSS): {first:.0f} MB in the first tenth, {last:.0f} MB in the last")
    return 1 if soak.failures or soak.done < soak.total else 0


def _run_all(soak: Soak, flows: Sequence[Flow], times: int, at_once: int, order: random.Random) -> None:
    scheduled = [ScheduledRun(flow, number) for flow, number in product(flows, range(1, times + 1))]
    order.shuffle(scheduled)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        courts = {
            release: stack.enter_context(open_court(load_court(name), {}, EVERYTHING))
            for release, name in STAGED.items()
        }
        playwright = stack.enter_context(sync_playwright())
        records = stack.enter_context(Records(folder, Redactor()))
        interrupt = stack.enter_context(Interrupt())
        open_another = partial(
            open_browser, playwright, "chromium", headed=False, connect=None, environ=os.environ
        )
        environment = prepare_environment(
            RunEnvironment(
                browser=open_another(),
                courts=courts,
                folder=folder,
                keep="failure",
                records=records,
                pause=interrupt.pause,
                reopen_browser=BrowserFactory(open_another),
            )
        )
        schedule = create_schedule(scheduled, courts)

        def run_one(environment: RunEnvironment, scheduled_run: ScheduledRun) -> None:
            soak.run(environment, scheduled_run)
            schedule.finish(scheduled_run)

        ParallelRunner(environment, at_once, interrupt).run(schedule, run_one)


if __name__ == "__main__":
    sys.exit(main())
