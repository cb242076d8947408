"""Starts remote browsers for tests: a Playwright server, and a chromedriver."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ecfcheck.provision import find_browser


@contextmanager
def playwright_server(folder: Path, environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a Playwright server with this machine's Chromium; yield the address it prints."""
    config = folder / "server.json"
    browser = str(find_browser("chromium").executable)
    config.write_text(json.dumps({"executablePath": browser, "host": "127.0.0.1"}), encoding="utf-8")
    command = [sys.executable, "-m", "playwright", "launch-server", "--browser", "chromium", "--config"]
    with _run_until_line([*command, str(config)], "ws://", environ) as line:
        yield line


@contextmanager
def chromedriver(program: str) -> Iterator[str]:
    """Run a chromedriver; yield its address."""
    with _run_until_line([program, "--port=0"], "started successfully on port") as line:
        yield f"http://127.0.0.1:{line.rstrip('.').rpartition(' ')[2]}"


@contextmanager
def _run_until_line(command: list[str], sign: str, environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a program during the block; yield the first line that contains the sign."""
    environment = {**os.environ, **(environ or {})}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        try:
            lines = process.stdout or ()
            yield next(line.strip() for line in lines if sign in line)
        finally:
            # To the whole group: without it, Playwright's driver and the browser would be left running.
            # Not SIGINT, which a program that was started in the background may ignore.
            os.killpg(process.pid, signal.SIGTERM)
