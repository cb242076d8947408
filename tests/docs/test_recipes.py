"""The recipes of CONTRIBUTING.md work word for word, in a copy of the checkout."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NEW_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)```$", re.MULTILINE | re.DOTALL)
ADDITION = re.compile(r"^In `([\w./-]+)`, at the end[^\n]*:\n\n```\w+\n(.*?)```$", re.MULTILINE | re.DOTALL)
COMMANDS = [
    line
    for block in re.findall(r"^```console\n(.*?)```$", TEXT, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which the recipes have been followed."""
    folder = tmp_path_factory.mktemp("checkout")
    # Files that are not committed yet count too.
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.splitlines()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name, content in NEW_FILE.findall(TEXT):
        assert not (folder / name).exists(), f"the recipe overwrites {name}"
        (folder / name).write_text(content, encoding="utf-8")
    for name, content in ADDITION.findall(TEXT):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text + ("\n" if name.endswith(".py") else "") + content, encoding="utf-8")
    return folder


def run(checkout: Path, line: str) -> None:
    command, _, target = line.removeprefix("$ ").partition(" > ")
    program, *arguments = shlex.split(command)
    assert program == "ecfcheck"
    done = subprocess.run(
        [sys.executable, "-m", "ecfcheck", *arguments],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    if target:
        (checkout / target).write_text(done.stdout, encoding="utf-8")


def test_there_are_recipes_for_a_document_a_flow_a_page_a_court_and_a_persona() -> None:
    assert {Path(name).parent.as_posix() for name, _ in NEW_FILE.findall(TEXT)} == {
        "flows/documents",
        "flows",
        "pages",
        "config/courts",
    }
    assert {name for name, _ in ADDITION.findall(TEXT)} == {
        "pages/utilities.py",
        "pages/base.py",
        "config/personas.yaml",
    }


def test_every_command_of_the_recipes_succeeds(checkout: Path) -> None:
    assert len(COMMANDS) >= 7
    for line in COMMANDS:
        run(checkout, line)


@pytest.mark.slow
def test_the_tests_of_flows_and_documents_still_pass(checkout: Path) -> None:
    for line in COMMANDS:
        if " > " in line:
            run(checkout, line)
    tests = ["tests/unit/flowfile", "tests/unit/config", "tests/docs/test_guide.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
