"""The user is asked for a one-time passcode at a terminal, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyotp
import pytest
from click.testing import CliRunner

from ecfcheck.cli import main
from ecfcheck.courts.passcode_prompt import create_prompt
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import NOT_STAGED, build_environ, build_settings, read_failure, write_court_file

QUESTION = "PACER's one-time passcode of passcode_filer, for District of Connecticut (staged):"
STEPS = """
flow: asked
title: Log in with a one-time passcode
document: ctd-link-pacer-account
release: nextgen
persona: passcode_filer
steps:
  - step: "2"
    says: Log in.
    open: court_cmecf_page
    do: click_logo
    then:
      - screen: pacer_login
        do: log_in
"""
INTERRUPTING = f"{STEPS}      - screen: cmecf_home\n"
DOCUMENTED = f"{STEPS}      - screen: passcode\n        do: enter\n      - screen: cmecf_home\n"


class Terminal:
    """A run in its own pseudo-terminal."""

    def __init__(self, stage: FaultyStage, folder: Path, flow: str, settings: dict[str, str]) -> None:
        pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
        folder.mkdir()
        (folder / "asked.yaml").write_text(flow, encoding="utf-8")
        court = write_court_file(stage, folder, NOT_STAGED)
        unattended = ("CI", "PYTEST_")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(unattended)}
        self._master, slave = pty.openpty()
        command = [sys.executable, "-m", "ecfcheck", "run", "asked.yaml"]
        self._run = subprocess.Popen(
            [*command, "--court", court, "--live", "--out", "out"],
            cwd=folder,
            env={**environ, **build_environ(stage, folder), **settings},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.screen = ""

    def read_until(self, text: str) -> None:
        """Read the screen until it has the text."""
        while text not in self.screen:
            self.screen += os.read(self._master, 1000).decode()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def end(self) -> int:
        """Read until the run is over; return its exit status."""
        while chunk := self._read_rest():
            self.screen += chunk.decode()
        os.close(self._master)
        return self._run.wait()

    def _read_rest(self) -> bytes:
        try:
            return os.read(self._master, 1000)
        except OSError:  # on Linux this means that the other end is closed
            return b""


def mint_account(stage: FaultyStage) -> tuple[dict[str, str], pyotp.TOTP]:
    """Return settings without the TOTP secret, and that secret."""
    account: dict[str, Any] = stage.mint(pacer={"totp": True}, ecf={"linked": True})
    totp = pyotp.TOTP(account["pacer"].pop("totp_secret"))
    return build_settings(account, "passcode_filer"), totp


@pytest.mark.parametrize(
    "flow",
    [INTERRUPTING, pytest.param(DOCUMENTED, marks=pytest.mark.slow)],
    ids=["interrupting", "documented"],
)
def test_the_user_is_asked_for_a_passcode_that_is_shown_nowhere(
    flow: str, tmp_path: Path, stage: FaultyStage
) -> None:
    settings, totp = mint_account(stage)
    terminal = Terminal(stage, tmp_path / "run", flow, settings)
    terminal.read_until(QUESTION)
    passcode = totp.now()
    terminal.type(f"{passcode[:3]} {passcode[3:]}\n")
    status = terminal.end()
    assert status == 0, terminal.screen
    files = [file for file in (tmp_path / "run").rglob("*") if file.is_file()]
    assert passcode not in terminal.screen
    assert [file.name for file in files if passcode.encode() in file.read_bytes()] == []


@pytest.mark.slow
def test_without_an_answer_the_flow_ends_as_with_an_account_without_a_passcode(
    tmp_path: Path, stage: FaultyStage
) -> None:
    settings, _ = mint_account(stage)
    terminal = Terminal(stage, tmp_path / "run", INTERRUPTING, settings)
    terminal.read_until(QUESTION)
    terminal.type("\n")
    status = terminal.end()
    failed = read_failure(tmp_path / "run")
    assert (status, failed["outcome"]) == (2, "ACCOUNT")
    assert failed["message"] == ("passcode asks for {pacer.passcode}, and the account has none")


def test_without_a_terminal_the_secret_is_a_missing_setting(tmp_path: Path, stage: FaultyStage) -> None:
    flow = tmp_path / "asked.yaml"
    flow.write_text(DOCUMENTED, encoding="utf-8")
    settings, _ = mint_account(stage)
    # The command ends before it starts a browser, so it can run in this process.
    run = CliRunner().invoke(
        main,
        ["run", str(flow), "--court", str(write_court_file(stage, tmp_path, NOT_STAGED)), "--live"],
        env={**build_environ(stage, tmp_path), **settings},
    )
    assert run.exit_code == 4
    assert run.stderr.startswith("ECFCHECK_PASSCODE_FILER_PACER_TOTP_SECRET: is not set\n")


@pytest.mark.parametrize("variable", ["CI", "PYTEST_VERSION"])
def test_no_passcode_is_asked_for_in_a_pipeline_or_under_pytest(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert create_prompt("a court", {}) is not None
    assert create_prompt("a court", {variable: "1"}) is None
