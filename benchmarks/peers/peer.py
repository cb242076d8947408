"""A peer: a tool, the command by which it carries out procedures, and whether it is installed."""

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BENCH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
"""The Python of `make bench-all`; it sees what .venv holds, and the peers that .venv lacks."""

_PYTEST = (
    *("-m", "pytest", "-q", "-c", "/dev/null", "--rootdir", str(ROOT), "--noconftest"),
    *("-p", "no:cacheprovider", "-p", "pytest_playwright.pytest_playwright"),
)
_ONLY_PLAYWRIGHT = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


@dataclass(frozen=True)
class Peer:
    """A tool that carries out the procedure for every account it is given."""

    name: str
    command: Sequence[str]
    is_installed: Callable[[], bool] = lambda: True
    environ: Mapping[str, str] = field(default_factory=dict)
    folder: Path = ROOT
    mints_accounts: bool = False
    """Whether it is ecfcheck, which has its accounts made by the stage, as many as `--runs` says."""


def _run_python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def _run_bench_python(*arguments: str) -> list[str]:
    return [str(BENCH_PYTHON), *arguments]


def _has(module: str) -> Callable[[], bool]:
    return lambda: any((BENCH_PYTHON.parents[1] / "lib").glob(f"python*/site-packages/{module}"))


def _run_ecfcheck(evidence: str) -> Peer:
    return Peer(
        f"ecfcheck, pictures: {evidence}",
        _run_python("-m", "ecfcheck", "run", "link_account", "--evidence", evidence),
        mints_accounts=True,
    )


PEERS: Sequence[Peer] = (
    Peer("Playwright by hand (sync)", _run_python("-m", "benchmarks.peers.hand_written")),
    Peer("Playwright (async)", _run_python("-m", "benchmarks.peers.async_driver")),
    Peer(
        "pytest-playwright",
        _run_python(*_PYTEST, str(HERE / "test_pytest_playwright.py")),
        environ=_ONLY_PLAYWRIGHT,
    ),
    Peer(
        "pytest-bdd",
        _run_bench_python(*_PYTEST, "-p", "pytest_bdd.plugin", str(HERE / "bdd" / "test_link.py")),
        is_installed=_has("pytest_bdd"),
        environ=_ONLY_PLAYWRIGHT,
    ),
    Peer(
        "@playwright/test",
        ["npx", "playwright", "test"],
        is_installed=(HERE / "playwright_test" / "node_modules").is_dir,
        folder=HERE / "playwright_test",
    ),
    Peer(
        "Robot Framework Browser",
        _run_bench_python(
            "-m",
            "robot",
            "--output",
            "NONE",
            "--log",
            "NONE",
            "--report",
            "NONE",
            "--console",
            "quiet",
            "--outputdir",
            gettempdir(),
            str(HERE / "robot" / "link.robot"),
        ),
        is_installed=_has("Browser/wrapper/node_modules"),
    ),
    Peer(
        "Selenium",
        _run_bench_python("-m", "benchmarks.peers.selenium_driver"),
        is_installed=lambda: _has("selenium")() and shutil.which("chromedriver") is not None,
        environ={"ECFCHECK_BENCH_CHROMEDRIVER": shutil.which("chromedriver") or ""},
    ),
    _run_ecfcheck("none"),
    _run_ecfcheck("failure"),
    _run_ecfcheck("all"),
    Peer(
        "HTTP client, no browser",
        _run_bench_python("-m", "benchmarks.peers.http_client"),
        is_installed=lambda: all(_has(module)() for module in ("httpx", "lxml", "cssselect")),
    ),
)
"""The first one is what the others are compared with."""
