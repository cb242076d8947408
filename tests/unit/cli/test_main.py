"""`ecfcheck` imports a command's module only when that command is used."""

import subprocess
import sys
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.cli.exits import INTERRUPTED

COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_help_with_its_own_name(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"], prog_name="ecfcheck")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: ecfcheck {name} ")


def test_a_command_that_does_not_exist_is_told_with_the_nearest_one() -> None:
    result = CliRunner().invoke(main, ["coverag"])
    assert result.exit_code == 4
    assert "no such command 'coverag'; did you mean 'coverage'?; `ecfcheck --help` lists all" in result.stderr


def test_ctrl_c_while_a_command_is_loaded_ends_it_as_ctrl_c_and_not_as_drift(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(_name: str) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("ecfcheck.cli.import_module", interrupt)
    result = CliRunner().invoke(main, ["stage"])
    assert (result.exit_code, result.output) == (INTERRUPTED, "\n")


def test_the_version_is_printed_without_importing_a_browser_or_models() -> None:
    script = (
        "import sys; from ecfcheck.cli import main; main(['--version'], standalone_mode=False);"
        " print(sorted({'playwright', 'pydantic', 'openpyxl', 'jinja2', 'yaml'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
