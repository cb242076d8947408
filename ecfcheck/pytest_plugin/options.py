"""Adds to pytest the options that it shares with `ecfcheck run`."""

import argparse

import pytest

from config.court_selection import STAGED
from config.project import OPTION, PROJECT_HELP
from ecfcheck.browser.axe import OPTION as OPTION_ACCESSIBILITY
from ecfcheck.browser.recording import KINDS
from ecfcheck.courts.left_out import SKIP_MISSING, SKIP_MISSING_HELP
from ecfcheck.courts.live import LIVE_HELP
from ecfcheck.runner.evidence import KEEP
from ecfcheck.runner.violations import MODES, AccessibilityMode


def _parse_runs(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of runs; use 1 or more")
    return int(text)


def _parse_mode(text: str) -> AccessibilityMode:
    for mode in MODES:
        if text == mode:
            return mode
    known = " or ".join(MODES)
    raise argparse.ArgumentTypeError(
        f"{text!r} is not {known}; to name a file after it, write {OPTION_ACCESSIBILITY}={MODES[0]} {text}"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that `ecfcheck run` has too."""
    group = parser.getgroup("ecfcheck", "checking a court's documented procedures")
    group.addoption(
        "--court",
        action="append",
        default=[],
        help=f"a court's id or file, one for each release ({', '.join(STAGED.values())})",
    )
    group.addoption(OPTION, metavar="DIR", help=PROJECT_HELP[0].lower() + PROJECT_HELP[1:].rstrip("."))
    group.addoption("--live", action="store_true", help=LIVE_HELP[0].lower() + LIVE_HELP[1:].rstrip("."))
    group.addoption(
        "--allow", action="append", default=[], metavar="EFFECT@HOST", help="open an effect on a court's host"
    )
    group.addoption(
        SKIP_MISSING,
        action="store_true",
        help=SKIP_MISSING_HELP[0].lower() + SKIP_MISSING_HELP[1:].rstrip("."),
    )
    group.addoption("--connect", metavar="WS-ADDRESS", help="use the browser of a Playwright server")
    group.addoption("--runs", type=_parse_runs, default=1, help="run each flow this many times (%(default)s)")
    group.addoption("--shard", metavar="I/N", help="run one of N parts, the same each time")
    group.addoption("--evidence", choices=KEEP, default="all", help="which pictures to keep (%(default)s)")
    group.addoption(
        "--record",
        action="append",
        default=[],
        choices=KINDS,
        help="a trace or a video, kept as evidence is",
    )
    group.addoption("--show-names", action="store_true", help="show the names of the accounts' owners")
    group.addoption(
        OPTION_ACCESSIBILITY,
        nargs="?",
        const=MODES[0],
        type=_parse_mode,
        metavar="|".join(MODES),
        help="test each screen with axe-core (WCAG 2.2 AA); report its violations, or also fail the steps",
    )
    group.addoption("--out", default=None, help="output folder (runs/TIME)")
    group.addoption("--report", default=None, help="report file (OUT/report.html)")
