"""`ecfcheck stage` prints what a person needs to follow a document by hand."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from config.persona import load_personas

LAST_LINE = re.compile(r"run --court ")


def read_output(folder: Path, options: Sequence[str]) -> str:
    """Return what the command prints until it serves, and end it with Ctrl-C."""
    command = [sys.executable, "-m", "ecfcheck", "stage", *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=folder, env=environ, start_new_session=True
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            if LAST_LINE.search(line):
                os.killpg(process.pid, signal.SIGINT)
    return "".join(lines)


def list_printed_personas(output: str) -> list[str]:
    return re.findall(r"^  (\w+): ", output, re.MULTILINE)


@pytest.mark.slow
def test_addresses_come_first_and_then_an_account_of_each_typical_persona(tmp_path: Path) -> None:
    output = read_output(tmp_path, [])
    typical = [name for name, persona in load_personas().items() if persona.typical]
    assert output.index("the court's website") < output.index(typical[0])
    assert list_printed_personas(output) == typical
    rest = len(load_personas()) - len(typical)
    assert f"--all-accounts prints an account of each of the {rest} other personas." in output
    assert re.search(r"one-time passcode: \S*ecfcheck passcode [A-Z2-7]{32}\n", output)


@pytest.mark.slow
def test_all_accounts_are_printed_on_request(tmp_path: Path) -> None:
    output = read_output(tmp_path, ["--all-accounts"])
    assert list_printed_personas(output) == list(load_personas())
    assert "--all-accounts" not in output
