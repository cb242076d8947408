"""The walk-through of docs/guide/own-notices.md works word for word, its printed output included."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/guide/own-notices.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"(?:^(?P<lead>[^\n]+):\n\n)?^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
NEW_FILE = re.compile(r"`(?P<name>[\w./-]+)`")
ADDITION = re.compile(r"In `(?P<name>[\w./-]+)`, at the end")
PROGRAMS = {"ecfcheck": "ecfcheck", "pytest": "pytest"}


@dataclass
class Reader:
    """Someone who does what the page says, in one folder after the other."""

    folder: Path

    def follow(self, block: re.Match[str]) -> None:
        """Carry out one block: write a file, add to one, or run commands."""
        lead, content = block["lead"] or "", block["content"]
        if block["kind"] == "console":
            for command in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                line, _, output = command.partition("\n")
                self.run(line, output)
        elif match := ADDITION.fullmatch(lead):
            path = self.folder / match["name"]
            path.write_text(f"{path.read_text('utf-8')}\n{content}", encoding="utf-8")
        elif match := NEW_FILE.fullmatch(lead):
            (self.folder / match["name"]).write_text(content, encoding="utf-8")

    def run(self, line: str, output: str) -> None:
        """Run a command, which must succeed and print what the page shows, if it shows anything."""
        command, _, target = line.partition(" > ")
        program, *arguments = shlex.split(command)
        if program == "cd":
            self.folder /= arguments[0]
            return
        done = subprocess.run(
            [sys.executable, "-m", PROGRAMS[program], *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            # This checkout, whichever one is installed.
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        if output:
            assert done.stdout == output, line
        if target:
            (self.folder / target).write_text(done.stdout, encoding="utf-8")


def list_commands() -> list[str]:
    return re.findall(r"^\$ (.+)$", TEXT, re.MULTILINE)


def test_the_page_shows_every_command_that_a_notice_needs() -> None:
    commands = {" ".join(command.split()[:2]) for command in list_commands()}
    assert commands >= {
        *("ecfcheck init", "ecfcheck schema", "ecfcheck lint", "ecfcheck flows", "ecfcheck screen"),
        *("ecfcheck run", "ecfcheck coverage", "pytest"),
    }


@pytest.mark.slow
def test_the_walk_through_works_to_the_letter(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for block in BLOCK.finditer(TEXT):
        reader.follow(block)
    assert (reader.folder / "pages/client_code.py").is_file()
