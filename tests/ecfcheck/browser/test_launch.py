"""Flows in a browser that is elsewhere: a real Playwright server, a real chromedriver, and neither there."""

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

from ecfcheck.browser.launch import not_connected, open_browser
from ecfcheck.browser.remote import CONNECT, RemoteBrowser
from ecfcheck.provision import BrowserMissingError
from tests.ecfcheck.browser.server import chromedriver, playwright_server
from tests.ecfcheck.pytest_plugin.suite import copy_suite

NOWHERE = {"ECFCHECK_BROWSER": "nowhere"}  # so that no browser of this machine will do


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with playwright_server(tmp_path_factory.mktemp("server")) as address:
        yield address


def ended(folder: Path, *command: str, environ: dict[str, str] = NOWHERE) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, **environ}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_flow_runs_in_the_browser_of_a_playwright_server_and_leaves_pictures(
    server: str, tmp_path: Path
) -> None:
    command = ("ecfcheck", "run", "link_account", "--connect", server, "--out", "out")
    run = ended(tmp_path, *command)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "10 of 10 steps OK" in run.stdout
    assert {file.suffix for file in (tmp_path / "out/evidence").iterdir()} == {".jpg"}


@pytest.mark.slow
def test_pytest_runs_flows_there_too_several_workers_in_the_one_browser(server: str, tmp_path: Path) -> None:
    suite = copy_suite(tmp_path, "link_account")
    run = ended(suite, "pytest", "flows", "--connect", server, "--runs", "2", "-n", "2")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "20 passed" in run.stdout


@pytest.mark.slow
def test_a_flow_runs_in_the_browser_that_a_chromedriver_starts(tmp_path: Path) -> None:
    program = shutil.which("chromedriver")
    if program is None:
        pytest.skip("there is no chromedriver on the PATH (Debian: apt-get install chromium-driver)")
    with chromedriver(program) as address:
        environ = NOWHERE | {"SELENIUM_REMOTE_URL": address}
        run = ended(tmp_path, "ecfcheck", "run", "link_account", environ=environ)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "10 of 10 steps OK" in run.stdout


def told(playwright: Playwright, address: str, engine: str = "chromium") -> str:
    with pytest.raises(BrowserMissingError) as missing:
        open_browser(playwright, engine, headed=False, connect=address, environ={})  # type: ignore[arg-type]
    return str(missing.value)


def test_a_server_that_is_not_there_is_told_with_how_to_start_one(playwright: Playwright) -> None:
    assert told(playwright, "ws://127.0.0.1:9/key") == (
        "--connect: no Playwright server takes us at ws://127.0.0.1:9: BrowserType.connect: WebSocket error:"
        " connect ECONNREFUSED 127.0.0.1:9\n"
        "next  start one there, and name its address in full, as it prints it:\n"
        "  .venv/bin/python -m playwright launch-server --browser chromium"
    )


def test_an_address_without_its_key_is_told(playwright: Playwright, server: str) -> None:
    where = f"ws://{urlsplit(server).netloc}"
    assert told(playwright, f"{where}/other").startswith(
        f"--connect: no Playwright server takes us at {where}: BrowserType.connect: WebSocket error:"
        f" {where} 400 Bad Request\nnext  start one there, and name its address in full"
    )


def test_a_server_that_has_another_browser_than_is_asked_for_is_told(
    playwright: Playwright, server: str
) -> None:
    first, _, last = told(playwright, server, "firefox").partition("\n")
    where = f"ws://{urlsplit(server).netloc}"
    assert first.startswith(
        f"--connect: the browser at {where} is no firefox, but says that it is Mozilla/5.0"
    )
    assert "Chrome/" in first
    assert last == "next  ask for that one with --browser, or connect to a server of firefox"


def test_a_server_of_another_version_is_told_with_both(playwright: Playwright, server: str) -> None:
    # What a client of that version calls itself by: the server's answer is the real one.
    with pytest.raises(Error) as refused:
        playwright.chromium.connect(server, headers={"User-Agent": "Playwright/1.50.0 (x64) python/3.11"})
    ours = version("playwright")
    said = not_connected(refused.value.message, "chromium", RemoteBrowser(CONNECT, server))
    assert said == (
        f"--connect: the Playwright server at ws://{urlsplit(server).netloc} is of version"
        f" {ours.rpartition('.')[0]}, and this is {ours}: they must be the same\n"
        f"next  start the server from an installation of Playwright {ours}"
    )


@pytest.mark.slow
def test_a_grid_that_is_not_there_is_told(tmp_path: Path) -> None:
    run = ended(
        tmp_path,
        *("ecfcheck", "run", "link_account", "--out", "out"),
        environ=NOWHERE | {"SELENIUM_REMOTE_URL": "http://127.0.0.1:9/wd/hub"},
    )
    assert run.returncode == 4
    assert run.stdout.startswith("staged court: ")
    assert run.stdout.count("\n") == 1
    assert run.stderr == (
        "SELENIUM_REMOTE_URL: no browser comes from http://127.0.0.1:9: BrowserType.launch: connect"
        " ECONNREFUSED 127.0.0.1:9\n"
        "next  start a grid or a chromedriver there, or unset SELENIUM_REMOTE_URL to have a browser on this"
        " machine\n"
    )


@pytest.mark.slow
def test_pytest_says_it_in_the_same_words_without_a_traceback(tmp_path: Path) -> None:
    suite = copy_suite(tmp_path, "link_account")
    away = ended(suite, "pytest", "flows", "--connect", "ws://127.0.0.1:9/key")
    assert away.returncode == 4
    assert "Exit: --connect: no Playwright server takes us at ws://127.0.0.1:9: " in away.stdout
    wrong = ended(suite, "pytest", "flows", "--connect", "ws://127.0.0.1:9/key", "--headed")
    assert wrong.returncode == 4
    assert "ERROR: --headed: whether a browser elsewhere shows its window is settled where" in wrong.stderr
    traced = ended(suite, "pytest", "flows", "--connect", "ws://127.0.0.1:9/key", "--tracing", "on")
    assert "ERROR: --record trace: a server writes traces to files of its own" in traced.stderr
    assert "Traceback" not in away.stdout + away.stderr + wrong.stdout + wrong.stderr
