"""Odd passwords go through every screen that takes one, with all that leaves files on: none is left."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.ecfcheck.artefacts.searcher import forms, occurrences
from tests.ecfcheck.host.suite import copied
from tests.flows import canary

# Between them they type a secret on each screen that takes one: both releases' logins, accepted and refused,
# the passcode, right and wrong, the link form, and the legacy password page. The same flows again, documented
# wrongly where a secret was just typed: a failure's picture, message and locals.
FLOWS = {
    "link_account": ("You have successfully linked your account", "You have tied your account"),
    "passcode": ("Invalid username, password, or one-time passcode.", "No."),
    "change_password": ("Your password has been changed.", "Done."),
}
EVERYTHING = (
    *("-n", "2", "--dist=loadscope", "-vv", "--showlocals", "-rA", "--color=yes"),
    *("--junitxml=junit.xml", "--html=html/index.html", "--tracing=on", "--screenshot=on"),
    *("--record=trace", "--evidence=all", "--out=out", "--report=report/report.html"),
)
# What somebody may write beside the flows: it prints, fails with locals, and leaves a trace of its own.
BY_HAND = """
def test_by_hand(page, court):
    account = court.accounts.of("unlinked_filer")
    password = account.pacer.password.get_secret_value()
    page.goto(court.court.pacer_login)
    page.locator("[id='loginForm:password']").fill(password)
    print("typed", password)
    assert page.title() == password
"""


@dataclass(frozen=True)
class Left:
    """What a canary run left: a folder, and what it printed; and the secrets that went through it."""

    folder: Path
    printed: str
    secrets: tuple[str, ...]

    def occurrences(self) -> tuple[Counter[str], set[str]]:
        """Count the secrets in each of their forms, and name the places."""
        counts, places = occurrences(self.folder, *self.secrets)
        printed = {form for secret in self.secrets for form in forms(secret).values()}
        return counts + Counter(printed=sum(map(self.printed.count, printed))), places


def canary_run(folder: Path, *, redacted: bool) -> Left:
    suite, given = folder / "suite", folder / "given"
    for new in (suite, given):
        new.mkdir()
    copied(suite, *FLOWS)
    for name, (documented, wrong) in FLOWS.items():
        flow = (suite / f"flows/{name}.yaml").read_text(encoding="utf-8")
        assert documented in flow
        astray = flow.replace(documented, wrong, 1).replace(f"flow: {name}", f"flow: {name}_astray")
        (suite / f"flows/{name}_astray.yaml").write_text(astray, encoding="utf-8")
    (suite / "test_by_hand.py").write_text(BY_HAND, encoding="utf-8")
    environ = {**os.environ, canary.GIVEN: str(given), canary.REDACTION_OFF: "" if redacted else "1"}
    command = [sys.executable, "-m", "pytest", ".", "-p", "tests.flows.canary", "-p", "no:randomly"]
    run = subprocess.run(
        [*command, *EVERYTHING], cwd=suite, env=environ, capture_output=True, text=True, check=False
    )
    shutil.rmtree(suite / "flows")
    assert run.returncode == 1, run.stdout + run.stderr
    return Left(suite, run.stdout + run.stderr, tuple(secrets_in(given)))


def secrets_in(given: Path) -> list[str]:
    answers = [json.loads(line) for file in given.iterdir() for line in file.read_text("utf-8").splitlines()]
    groups = [answer[group] for answer in answers for group in ("pacer", "ecf") if answer[group]]
    keys = ("password", "new_password", "totp_secret")
    return [group[key] for group in groups for key in keys if group.get(key)]


def test_no_secret_is_left_in_any_file_or_printed(tmp_path: Path) -> None:
    left = canary_run(tmp_path, redacted=True)
    assert len(left.secrets) == 7 * 3 + 2
    counts, places = left.occurrences()
    assert (counts, places) == (Counter(), set())
    for traces in ("out/evidence/*-trace.zip", "test-results/**/trace.zip"):
        assert list(left.folder.glob(traces))


def test_without_redaction_secrets_are_left_so_that_the_search_proves_something(tmp_path: Path) -> None:
    left = canary_run(tmp_path, redacted=False)
    counts, places = left.occurrences()
    assert counts.total() > 50
    for what in ("junit.xml", "html/index.html", "out/evidence", "test-results"):
        assert any(what in place for place in places), what
    assert set(counts) >= {"plain", "JSON", "printed"}
