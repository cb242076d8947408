"""Flows in a remote browser: a Playwright server, a chromedriver, or nothing there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Playwright

from ecfcheck.browser.launch import explain_no_connection, open_browser
from ecfcheck.browser.remote import CONNECT, RemoteBrowser
from ecfcheck.provision import BrowserMissingError
from tests.helpers.remote_browsers import chromedriver, playwright_server
from tests.helpers.suite import copy_suite

NOWHERE = {"ECFCHECK_BROWSER": "nowhere"}  # so that no browser on this machine is used


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with playwright_server(tmp_path_factory.mktemp("server")) as address:
        yield address


def run_module(
    folder: Path, *command: str, environ: dict[str, str] = NOWHERE
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **environ}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_flow_runs_in_the_browser_of_a_playwright_server_and_takes_pictures(
    server: str, tmp_path: Path
) -> None:
    command = ("ecfcheck", "run", "link_account", "--connect", server, "--out", "out")
    run = run_module(tmp_path, *command)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "10 of 10 steps OK" in run.stdout
    assert {file.suffix for file in (tmp_path / "out/evidence").iterdir()} == {".jpg", ".json"}


@pytest.mark.slow
def test_pytest_workers_share_the_browser_of_a_playwright_server(server: str, tmp_path: Path) -> None:
    suite = copy_suite(tmp_path, "link_account")
    run = run_module(suite, "pytest", "flows", "--connect", server, "--runs", "2", "-n", "2")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "20 passed" in run.stdout


@pytest.mark.slow
def test_a_flow_runs_in_the_browser_that_a_chromedriver_starts(tmp_path: Path) -> None:
    program = shutil.which("chromedriver")
    if program is None:
        pytest.skip("chromedriver is not on the PATH (Debian: apt-get install chromium-driver)")
    with chromedriver(program) as address:
        environ = NOWHERE | {"SELENIUM_REMOTE_URL": address}
        run = run_module(tmp_path, "ecfcheck", "run", "link_account", environ=environ)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "10 of 10 steps OK" in run.stdout


def read_error(playwright: Playwright, address: str, engine: str = "chromium") -> str:
    with pytest.raises(BrowserMissingError) as missing:
        open_browser(playwright, engine, headed=False, connect=address, environ={})  # type: ignore[arg-type]
    return str(missing.value)


def test_an_unreachable_server_is_reported_with_how_to_start_one(playwright: Playwright) -> None:
    assert read_error(playwright, "ws://127.0.0.1:9/key") == (
        "--connect: cannot connect to a Playwright server at ws://127.0.0.1:9: BrowserType.connect:"
        " WebSocket error: connect ECONNREFUSED 127.0.0.1:9\n"
        "next  start one there, and give its full address as it prints it:\n"
        "  .venv/bin/python -m playwright launch-server --browser chromium"
    )


def test_an_address_with_a_wrong_key_is_reported(playwright: Playwright, server: str) -> None:
    where = f"ws://{urlsplit(server).netloc}"
    assert read_error(playwright, f"{where}/other").startswith(
        f"--connect: cannot connect to a Playwright server at {where}: BrowserType.connect: WebSocket error:"
        f" {where} 400 Bad Request\nnext  start one there, and give its full address"
    )


def test_a_server_with_another_browser_than_requested_is_reported(
    playwright: Playwright, server: str
) -> None:
    first, _, last = read_error(playwright, server, "firefox").partition("\n")
    where = f"ws://{urlsplit(server).netloc}"
    assert first.startswith(f"--connect: the browser at {where} is not firefox: it calls itself Mozilla/5.0")
    assert "Chrome/" in first
    assert last == "next  name that browser with --browser, or connect to a server that runs firefox"


def test_a_server_of_another_version_is_reported_with_both_versions(
    playwright: Playwright, server: str
) -> None:
    # The user agent of a client of that version: the server's response is a real one.
    with pytest.raises(Error) as refused:
        playwright.chromium.connect(server, headers={"User-Agent": "Playwright/1.50.0 (x64) python/3.11"})
    ours = version("playwright")
    message = explain_no_connection(refused.value.message, "chromium", RemoteBrowser(CONNECT, server))
    assert message == (
        f"--connect: the Playwright server at ws://{urlsplit(server).netloc} has version"
        f" {ours.rpartition('.')[0]}, this machine {ours}: they must be equal\n"
        f"next  start the server from an installation of Playwright {ours}"
    )


@pytest.mark.slow
def test_an_unreachable_grid_is_reported(tmp_path: Path) -> None:
    run = run_module(
        tmp_path,
        *("ecfcheck", "run", "link_account", "--out", "out"),
        environ=NOWHERE | {"SELENIUM_REMOTE_URL": "http://127.0.0.1:9/wd/hub"},
    )
    assert run.returncode == 4
    assert run.stdout.startswith("staged court: ")
    assert run.stdout.count("\n") == 1
    assert run.stderr == (
        "SELENIUM_REMOTE_URL: cannot start a browser at http://127.0.0.1:9: BrowserType.launch: connect"
        " ECONNREFUSED 127.0.0.1:9\n"
        "next  start a grid or a chromedriver there, or unset SELENIUM_REMOTE_URL to use a browser on this"
        " machine\n"
    )


@pytest.mark.slow
def test_pytest_reports_the_same_errors_without_a_traceback(tmp_path: Path) -> None:
    suite = copy_suite(tmp_path, "link_account")
    away = run_module(suite, "pytest", "flows", "--connect", "ws://127.0.0.1:9/key")
    assert away.returncode == 4
    assert "Exit: --connect: cannot connect to a Playwright server at ws://127.0.0.1:9: " in away.stdout
    wrong = run_module(suite, "pytest", "flows", "--connect", "ws://127.0.0.1:9/key", "--headed")
    assert wrong.returncode == 4
    assert "ERROR: --headed: a remote browser shows its window or not as it was started" in wrong.stderr
    traced = run_module(suite, "pytest", "flows", "--connect", "ws://127.0.0.1:9/key", "--tracing", "on")
    assert (
        "ERROR: --record trace: a server writes traces, passwords included, to its own files" in traced.stderr
    )
    assert "Traceback" not in away.stdout + away.stderr + wrong.stdout + wrong.stderr
