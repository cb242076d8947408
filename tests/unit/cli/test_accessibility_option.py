"""--accessibility can have a mode, and what follows it is not taken for one."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ecfcheck.browser import axe
from ecfcheck.cli.accessibility import OptionalModeCommand, add_accessibility_option
from tests.unit.cli.test_errors import empty_folder, read_error

__all__ = ["empty_folder"]


@click.command(cls=OptionalModeCommand)
@click.argument("flows", nargs=-1)
@add_accessibility_option
def show(flows: tuple[str, ...], accessibility: str | None) -> None:
    """Print what was read."""
    click.echo(f"{accessibility} {' '.join(flows)}".rstrip())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("link", "None link"),
        ("link --accessibility", "report link"),
        ("--accessibility link", "report link"),
        ("--accessibility fail link", "fail link"),
        ("--accessibility=fail link", "fail link"),
        ("--accessibility --accessibility=fail", "fail"),
    ],
)
def test_the_mode_is_optional(arguments: str, expected: str) -> None:
    assert CliRunner().invoke(show, arguments.split()).output == f"{expected}\n"


@pytest.mark.usefixtures("empty_folder")
def test_an_unknown_mode_names_those_that_there_are() -> None:
    assert "'failed' is not one of 'report', 'fail'" in read_error("run", "--accessibility=failed")


def test_a_missing_axe_core_is_reported_before_a_browser_starts(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert empty_folder.is_dir()
    monkeypatch.setattr(axe, "files", _raise_not_found)
    assert read_error("run", "link_account", "--accessibility").startswith("--accessibility: needs axe-core")


def _raise_not_found(name: str) -> None:
    raise ModuleNotFoundError(name)
