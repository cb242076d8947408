"""The gate at the end of a run: what plugins and tests left, whatever became of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.cli.redaction import RedactedOutput
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.output import raise_exit_status
from tests.ecfcheck.pytest_plugin.suite import copied

SEALED = b"\x1f\x8b sealed"
LEAKS = """
import gzip
import logging
import pathlib

def test_leaks(court):
    account = court.accounts.provide("unlinked_filer")
    password = account.pacer.password.get_secret_value()
    pathlib.Path("given.txt").write_text(password)
    left = pathlib.Path("test-results")
    left.mkdir()
    (left / "log.txt").write_text(password)
    (left / "log.gz").write_bytes(gzip.compress(password.encode()))
    print("typed", password)
    logging.getLogger().warning("typed %s", password)
    assert not password
"""


@pytest.mark.parametrize("processes", ["0", pytest.param("1", marks=pytest.mark.slow)])
def test_what_a_test_leaves_of_an_account_is_clean_or_deleted(tmp_path: Path, processes: str) -> None:
    suite = copied(tmp_path)
    (suite / "test_leaks.py").write_text(LEAKS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "test_leaks.py", "-n", processes, "-vv", "--showlocals"]
    run = subprocess.run(
        [*command, "--junitxml=junit.xml", "--log-file=log.txt"],
        cwd=suite,
        capture_output=True,
        text=True,
        check=False,
    )
    password = (suite / "given.txt").read_text(encoding="utf-8")
    assert run.returncode == Outcome.HARNESS.exit_status
    assert "1 failed" in run.stdout
    assert password not in run.stdout + run.stderr
    assert "typed ***" in run.stdout
    assert (suite / "test-results/log.txt").read_text(encoding="utf-8") == "***"
    assert not (suite / "test-results/log.gz").exists()
    assert (
        "test-results/log.gz was deleted: it is compressed (gzip) and cannot be searched. The rest is"
        " complete; run again if you need it." in run.stdout
    )
    for name in ("junit.xml", "log.txt"):
        assert password not in (suite / name).read_text(encoding="utf-8")
    assert "typed ***" in (suite / "log.txt").read_text(encoding="utf-8")


def test_the_command_says_what_it_had_to_delete_and_leaves_alone_what_is_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    out, report = Path("out"), Path("report.html")
    redactor = Redactor()
    with RedactedOutput(out, redactor, [report]) as gate:
        redactor.learn([Secret("Zz9-secret")])
        (out / "evidence").mkdir(parents=True)
        for own in (out / "evidence/a.gz", out / "mine.gz"):
            own.write_bytes(SEALED)
        for text in (report, out / "records-main.jsonl"):
            text.write_text("typed Zz9-secret", encoding="utf-8")
    told = "out/evidence/a.gz was deleted: it is compressed (gzip) and cannot be searched."
    assert capsys.readouterr().err.startswith(told)
    assert raise_exit_status(0, gate.told) == 4
    assert raise_exit_status(5, gate.told) == 5
    assert (out / "mine.gz").read_bytes() == SEALED
    for text in (report, out / "records-main.jsonl"):
        assert text.read_text(encoding="utf-8") == "typed ***"


def test_passwords_that_workers_hand_over_are_written_down_by_no_debug_log(tmp_path: Path) -> None:
    suite = copied(tmp_path)
    (suite / "test_leaks.py").write_text(LEAKS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "test_leaks.py", "-n", "1", "--debug"]
    run = subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert (
        "ERROR: --debug writes down all that workers tell, and that is passwords too, so that the gate knows"
        " them; leave out -n, or --debug" in run.stderr
    )
    assert not (suite / "given.txt").exists()
