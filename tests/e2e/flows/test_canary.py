"""No odd password of a run is in any of its files, with every option on that writes files."""

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml
from slugify import slugify

from config.court import COURTS
from config.court_selection import STAGED
from stage.passwords import ODD
from tests.helpers import canary_plugin
from tests.helpers.flow_runs import FLOWS
from tests.helpers.secret_searcher import count_occurrences, encode_secret
from tests.helpers.suite import copy_suite

WRONG_TEXT = {"text": ["This text is on no screen."]}
# Together these flows type a secret on every screen that takes one: the logins of both releases, accepted and
# refused, the passcode, right and wrong, the link form, and the legacy password page. Each has a documented
# text and a wrong one, so that the step fails with a picture, a message and locals.
JUST_TYPED = {
    "link_account": ("You have successfully linked your account", "You have tied your account"),
    "passcode": ("Invalid username, password, or one-time passcode.", "No."),
    "change_password": ("Your password has been changed.", "Done."),
}
# A flow that failed elsewhere would have typed less, and the search would find nothing for another reason.
WRONG_TEXTS = [*WRONG_TEXT["text"], *(wrong for _, wrong in JUST_TYPED.values())]
AS_DOCUMENTED_WRONG = re.compile(f"DRIFT: .*({'|'.join(map(re.escape, WRONG_TEXTS))})")
EVERYTHING = (
    *("-n", "2", "--dist=loadscope", "-vv", "--showlocals", "-rA", "--color=yes"),
    *("--junitxml=junit.xml", "--html=html/index.html", "--tracing=on", "--screenshot=on"),
    *("--record=trace", "--evidence=all", "--out=out", "--report=report/report.html"),
)
# A test that a user may write next to the flows: it prints, fails with locals, and leaves a trace.
BY_HAND = """
def test_by_hand(page, court):
    account = court.accounts.provide("unlinked_filer")
    password = account.pacer.password.get_secret_value()
    page.goto(court.court.pacer_login)
    page.locator("[id='loginForm:password']").fill(password)
    print("typed", password)
    assert page.title() == password
"""


WriteWrongFlows = Callable[[Path], int]
"""Writes wrong documents into the flows of a folder, and returns how many flows fail by them."""
EVERY_FLOW = [file.stem for file in FLOWS.glob("*.yaml")]


@dataclass(frozen=True)
class CanaryRun:
    """A canary run: its folder, what it printed, and the secrets that it used."""

    folder: Path
    printed: str
    secrets: tuple[str, ...]

    def find_secrets(self) -> tuple[Counter[str], set[str]]:
        """Return the number of secrets found in each encoding, and the files."""
        counts, places = count_occurrences(self.folder, *self.secrets)
        printed = {form for secret in self.secrets for form in encode_secret(secret).values()}
        return counts + Counter(printed=sum(map(self.printed.count, printed))), places


def write_flows_that_fail_at_the_end(flows: Path) -> int:
    """Have each flow fail in its last step; what it writes until then is what it writes anyway."""
    files = sorted(flows.glob("*.yaml"))
    for file in files:
        flow = yaml.safe_load(file.read_text(encoding="utf-8"))
        last = flow["steps"][-1]
        last = last["then"][-1] if last.get("then") else last
        last["sees"] = {**(last.get("sees") or {}), **WRONG_TEXT}
        file.write_text(yaml.safe_dump(flow), encoding="utf-8")
    return len(files)


def write_flows_that_fail_after_typing(flows: Path) -> int:
    """Add for each flow one that fails right after a secret was typed."""
    files = sorted(flows.glob("*.yaml"))
    for file in files:
        documented, wrong = JUST_TYPED[file.stem]
        text = file.read_text(encoding="utf-8")
        assert documented in text
        changed = text.replace(documented, wrong, 1).replace(f"flow: {file.stem}", f"flow: {file.stem}_wrong")
        file.with_stem(f"{file.stem}_wrong").write_text(changed, encoding="utf-8")
    return len(files)


def run_canary(
    folder: Path, flows: Iterable[str], write_wrong: WriteWrongFlows, *options: str, redacted: bool = True
) -> CanaryRun:
    suite, accounts = folder / "suite", folder / "accounts"
    for new in (suite, accounts):
        new.mkdir()
    wrong = write_wrong(copy_suite(suite, *flows) / "flows")
    (suite / "test_by_hand.py").write_text(BY_HAND, encoding="utf-8")
    environ = {
        **os.environ,
        canary_plugin.ACCOUNTS_FOLDER: str(accounts),
        canary_plugin.REDACTION_OFF: "" if redacted else "1",
    }
    command = [sys.executable, "-m", "pytest", ".", "-p", "tests.helpers.canary_plugin", "-p", "no:randomly"]
    run = subprocess.run(
        [*command, *EVERYTHING, *options], cwd=suite, env=environ, capture_output=True, text=True, check=False
    )
    shutil.rmtree(suite / "flows")
    assert run.returncode == 1, run.stdout + run.stderr
    failures = read_failures(suite / "junit.xml")
    assert sum(bool(AS_DOCUMENTED_WRONG.match(failure)) for failure in failures) == wrong, failures
    assert len(failures) == wrong + 1, "and the test by hand"
    return CanaryRun(suite, run.stdout + run.stderr, tuple(read_secrets(accounts)))


def read_failures(junit: Path) -> list[str]:
    """Return the messages of the steps and tests that failed."""
    return [
        failure.get("message", "")
        for failure in ET.parse(junit).iter()  # noqa: S314 - pytest wrote it just now
        if failure.tag in {"failure", "error"}
    ]


def read_secrets(folder: Path) -> list[str]:
    answers = [json.loads(line) for file in folder.iterdir() for line in file.read_text("utf-8").splitlines()]
    groups = [answer[group] for answer in answers for group in ("pacer", "ecf") if answer[group]]
    keys = ("password", "new_password", "totp_secret")
    return [group[key] for group in groups for key in keys if group.get(key)]


@pytest.mark.slow
def test_no_secret_is_in_any_file_or_printed(tmp_path: Path) -> None:
    run = run_canary(tmp_path, JUST_TYPED, write_flows_that_fail_after_typing)
    assert len(run.secrets) == 7 * 3 + 2
    counts, places = run.find_secrets()
    assert (counts, places) == (Counter(), set())
    for traces in ("out/evidence/*-trace.zip", "test-results/**/trace.zip"):
        assert list(run.folder.glob(traces))


@pytest.mark.slow
def test_no_part_of_a_secret_is_in_the_output_of_any_flow(tmp_path: Path) -> None:
    courts = [_write_impatient_court(tmp_path, name) for name in STAGED.values()]
    options = [f"--court={court}" for court in courts]
    run = run_canary(tmp_path, EVERY_FLOW, write_flows_that_fail_at_the_end, *options)
    assert len(run.secrets) > 2 * len(EVERY_FLOW), "most have two passwords, and some a new one or a key"
    # What all odd passwords have in common, the form of each in a file name, and the other passwords.
    parts = (
        *ODD,
        *(slugify(secret) for secret in run.secrets),
        *(secret for secret in run.secrets if secret.isalnum()),
    )
    counts, places = replace(run, secrets=parts).find_secrets()
    assert (counts, places) == (Counter(), set())


def _write_impatient_court(folder: Path, court: str) -> Path:
    """Write a staged court's file with a short time to settle, as most flows fail at the end."""
    file = folder / f"{court}.yaml"
    text = (COURTS / file.name).read_text(encoding="utf-8")
    assert "settle: 2" in text
    file.write_text(text.replace("settle: 2", "settle: 0.3"), encoding="utf-8")
    return file


@pytest.mark.slow
def test_without_redaction_the_search_finds_secrets(tmp_path: Path) -> None:
    run = run_canary(tmp_path, ["link_account"], write_flows_that_fail_after_typing, redacted=False)
    counts, places = run.find_secrets()
    assert counts.total() > 20
    for what in ("junit.xml", "html/index.html", "out/evidence", "test-results"):
        assert any(what in place for place in places), what
    assert set(counts) >= {"plain", "JSON", "printed"}
