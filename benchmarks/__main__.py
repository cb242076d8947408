"""Compares ecfcheck, with and without pictures, to plain Playwright in a warm process.

The three take turns at one procedure, on the same stage, so that other load on the machine affects all
equally. Each uses a browser that was launched as it would be by itself.
`make bench` runs it; `--rounds N` sets the number of turns of each.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from benchmarks.plain_playwright import run_link_procedure
from config.court import load_court
from ecfcheck.courts.court_session import CourtSession, open_court
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.provision import find_browser
from ecfcheck.redaction import Redactor
from ecfcheck.runner.evidence import KEEP
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, start_flow_run

FLOW = Path(__file__).parents[1] / "flows" / "link_account.yaml"


def main() -> None:
    """Measure and print the results."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with (
        TemporaryDirectory() as folder,
        open_court(load_court("staged"), {}, EVERYTHING) as court,
        sync_playwright() as playwright,
        Records(Path(folder), Redactor()) as records,
    ):
        found = find_browser()
        browser = playwright.chromium.launch(**found.launch_options)
        plain_browser = playwright.chromium.launch(executable_path=found.executable)
        environments = {
            keep: RunEnvironment(
                browser=browser, courts={"nextgen": court}, folder=Path(folder), keep=keep, records=records
            )
            for keep in KEEP
        }
        flow = load_flow(FLOW)
        contestants: dict[str, Callable[[], None]] = {
            "plain Playwright, by hand": lambda: _run_by_hand(plain_browser, court),
            "ecfcheck, no pictures": lambda: _run_ecfcheck(flow, environments["none"]),
            "ecfcheck, every screen's picture": lambda: _run_ecfcheck(flow, environments["all"]),
        }
        _print_results(_measure(contestants, rounds), browser)


def _run_by_hand(browser: Browser, court: CourtSession) -> None:
    run_link_procedure(browser, court.court, court.accounts.provide("unlinked_filer"))


def _run_ecfcheck(flow: Flow, environment: RunEnvironment) -> None:
    with start_flow_run(flow, 1, environment) as run:
        for step in flow.steps:
            record = run.run(step)
            environment.records.write(record)
            if record.outcome is not Outcome.OK:
                raise SystemExit(f"step {record.step}: {record.message}")


def _measure(contestants: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each turn; the first turn of each is a warm-up and does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, run in contestants.items():
            start = perf_counter()
            run()
            if turn:
                seconds[name].append(perf_counter() - start)
    return seconds


def _print_results(seconds: dict[str, list[float]], browser: Browser) -> None:
    baseline = next(iter(seconds.values()))
    print(
        f"one procedure in a warm process, Chromium {browser.version}, median of {len(baseline)} turns each"
    )
    for name, times in seconds.items():
        print(
            f"  {name:34} {median(times):6.3f} s  (from {min(times):.3f} to {max(times):.3f})"
            f"  {median(times) / median(baseline):5.2f} x"
        )


if __name__ == "__main__":
    main()
