"""Output of tests and plugins is redacted at the end of a run, however the tests end."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.cli.exits import RedactedOutput
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.output import find_exit_status
from tests.helpers.suite import copy_suite

GZIPPED = b"\x1f\x8b not readable"
LEAKS = """
import gzip
import logging
import pathlib

def test_leaks(court):
    account = court.accounts.provide("unlinked_filer")
    password = account.pacer.password.get_secret_value()
    pathlib.Path("given.txt").write_text(password)
    results = pathlib.Path("test-results")
    results.mkdir()
    (results / "log.txt").write_text(password)
    (results / "log.gz").write_bytes(gzip.compress(password.encode()))
    print("typed", password)
    logging.getLogger().warning("typed %s", password)
    assert not password
"""


@pytest.mark.parametrize("processes", ["0", pytest.param("1", marks=pytest.mark.slow)])
def test_output_of_a_test_with_a_password_is_redacted_or_deleted(tmp_path: Path, processes: str) -> None:
    suite = copy_suite(tmp_path)
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


def test_the_command_reports_deleted_files_and_keeps_the_users_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    out, report = Path("out"), Path("report.html")
    redactor = Redactor()
    with RedactedOutput(out, redactor, [report]) as output:
        redactor.learn([Secret("Zz9-secret")])
        (out / "evidence").mkdir(parents=True)
        for file in (out / "evidence/a.gz", out / "mine.gz"):
            file.write_bytes(GZIPPED)
        for text in (report, out / "records-main.jsonl"):
            text.write_text("typed Zz9-secret", encoding="utf-8")
    message = "out/evidence/a.gz was deleted: it is compressed (gzip) and cannot be searched."
    assert capsys.readouterr().err.startswith(message)
    assert find_exit_status(0, output.messages) == 4
    assert find_exit_status(5, output.messages) == 5
    assert (out / "mine.gz").read_bytes() == GZIPPED
    for text in (report, out / "records-main.jsonl"):
        assert text.read_text(encoding="utf-8") == "typed ***"


def test_debug_log_with_workers_is_rejected(tmp_path: Path) -> None:
    suite = copy_suite(tmp_path)
    (suite / "test_leaks.py").write_text(LEAKS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "test_leaks.py", "-n", "1", "--debug"]
    run = subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert (
        "ERROR: --debug logs all messages between workers, and they include passwords, for redaction; leave"
        " out -n, or --debug" in run.stderr
    )
    assert not (suite / "given.txt").exists()
