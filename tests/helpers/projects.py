"""Helpers that create a project and work in it."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from ecfcheck.cli import main

Write = Callable[[str, str], Path]
"""Writes a file of the project, by its path in it; returns it."""


def create_project(folder: Path, kind: str = "district") -> Path:
    """Create a project with `ecfcheck init` and return its root."""
    result = invoke("init", str(folder), "--kind", kind)
    assert result.exit_code == 0, result.output
    return folder


def invoke(*arguments: str) -> Result:
    """Run a command in this process, in the current folder."""
    return CliRunner().invoke(main, arguments)


def read_errors(*arguments: str) -> list[str]:
    """Return the lines on standard error of a command that must fail with status 4."""
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    return result.stderr.splitlines()
