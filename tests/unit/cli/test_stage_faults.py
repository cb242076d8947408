"""`ecfcheck stage --fault`: a staged court that fails on purpose."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.cli.faults import PRESETS
from ecfcheck.runner.signals import defer_signals
from stage.faults.model import read_faults


@pytest.fixture(autouse=True)
def keep_signal_handlers() -> Iterator[None]:
    """Restore the handlers that the command replaces."""
    with defer_signals():
        yield


def read_error(*faults: str) -> str:
    """Ask for faults that must be rejected; return what the command prints on standard error."""
    options = [text for fault in faults for text in ("--fault", fault)]
    result = CliRunner().invoke(main, ["stage", *options])
    assert (result.exit_code, result.stdout) == (4, ""), result.output
    return result.stderr


@pytest.mark.parametrize("name", PRESETS)
def test_each_preset_is_accepted_by_the_stage_and_listed_in_the_help(name: str) -> None:
    assert read_faults(json.dumps(PRESETS[name]).encode())
    help_ = CliRunner().invoke(main, ["stage", "--help"], terminal_width=1000, max_content_width=1000)
    assert f" {name}, " in help_.stdout


def test_all_unreadable_values_are_reported_at_once(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    assert read_error("slwo", f"@{missing}", "[") == (
        "--fault: 'slwo' is not a known fault; did you mean 'slow'?"
        " A fault as JSON, or @FILE with a list of them, works too\n"
        f"--fault: {missing} cannot be read: No such file or directory\n"
        "--fault: [ is not JSON: Expecting value: line 1 column 2 (char 1)\n"
    )


def test_every_fault_that_the_stage_rejects_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text('[{"rule": "accounts_in_good_standing", "skip": -1}]', encoding="utf-8")
    assert read_error("slow", f"@{file}", '{"status": 500}') == (
        "the staged court cannot do what it was asked for:\n"
        f"--fault @{file}: skip: input should be greater than or equal to 0, not -1\n"
        '--fault {"status": 500}: needs `on`: which requests\n'
    )


def test_a_path_without_a_slash_is_named_with_the_whole_fault() -> None:
    fault = '{"on": {"host": "ecf", "path": "cgi-bin/DisplayMenu.pl"}, "status": 500}'
    assert read_error(fault) == (
        "the staged court cannot do what it was asked for:\n"
        f"--fault {fault}: on.path: begin the path with '/', not \"cgi-bin/DisplayMenu.pl\"\n"
    )


def test_a_long_fault_is_cut_between_two_words() -> None:
    assert read_error('{"page": "' + "word " * 40 + '"').startswith(
        '--fault: {"page": "' + "word " * 21 + "word ... is not JSON: "
    )


def test_ctrl_c_while_the_court_starts_ends_it_as_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", interrupt)
    result = CliRunner().invoke(main, ["stage"])
    assert (result.exit_code, result.output) == (0, "\nThe staged court has ended.\n")
