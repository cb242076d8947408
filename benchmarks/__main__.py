"""Measures one procedure in a warm process: ecfcheck, with and without pictures, beside plain Playwright.

The three take turns on the same stage in the same browser, so that what else the machine does falls on all.
Run by `make bench`; `--rounds N` sets how many turns each gets.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from benchmarks import raw
from config.court import load_court
from ecfcheck.courts.court_session import CourtSession, open_court
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.provision import find_browser
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.runner.evidence import KEEP
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, start_flow_run

FLOW = Path(__file__).parents[1] / "flows" / "link_account.yaml"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with (
        TemporaryDirectory() as folder,
        open_court(load_court("staged"), {}, EVERYTHING) as court,
        sync_playwright() as playwright,
        Records(Path(folder), Redactor()) as records,
    ):
        browser = playwright.chromium.launch(**find_browser().launch_options)
        hosts = {
            keep: RunEnvironment(
                browser=browser, courts={"nextgen": court}, folder=Path(folder), keep=keep, records=records
            )
            for keep in KEEP
        }
        flow = load_flow(FLOW)
        contestants: dict[str, Callable[[], None]] = {
            "plain Playwright, by hand": lambda: _by_hand(browser, court),
            "ecfcheck, no pictures": lambda: _by_ecfcheck(flow, hosts["none"]),
            "ecfcheck, every screen's picture": lambda: _by_ecfcheck(flow, hosts["all"]),
        }
        _print(_measure(contestants, rounds), browser)


def _by_hand(browser: Browser, court: CourtSession) -> None:
    raw.run(browser, court.court, court.accounts.of("unlinked_filer"))


def _by_ecfcheck(flow: Flow, host: RunEnvironment) -> None:
    with start_flow_run(flow, 1, host) as run:
        for step in flow.steps:
            record = run.run(step)
            host.records.write(record)
            if record.outcome is not Outcome.OK:
                raise SystemExit(f"step {record.step}: {record.message}")


def _measure(contestants: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each turn; the first turn of each warms up and does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, once in contestants.items():
            start = perf_counter()
            once()
            if turn:
                seconds[name].append(perf_counter() - start)
    return seconds


def _print(seconds: dict[str, list[float]], browser: Browser) -> None:
    seconds_of_one = next(iter(seconds.values()))
    base = median(seconds_of_one)
    turns = len(seconds_of_one)
    print(f"one procedure in a warm process, Chromium {browser.version}, median of {turns} turns each")
    for name, times in seconds.items():
        print(
            f"  {name:34} {median(times):6.3f} s  (from {min(times):.3f} to {max(times):.3f})"
            f"  {median(times) / base:5.2f} x"
        )


if __name__ == "__main__":
    main()
