"""Odd passwords go through every flow, documented rightly and wrongly, with all on that leaves files."""

import json
import os
import shutil
import subprocess
import sys
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
from tests.ecfcheck.pytest_plugin.suite import copy_suite
from tests.ecfcheck.redaction.searcher import count_occurrences, encode_secret
from tests.flows import canary
from tests.flows.carried_out import FLOWS

NOWHERE = {"text": ["This stands nowhere."]}
# Between them these type a secret on each screen that takes one: both releases' logins, accepted and refused,
# the passcode, right and wrong, the link form, and the legacy password page. What is documented there, and
# wrongly: a failure's picture, message and locals.
JUST_TYPED = {
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


Mistaken = Callable[[Path], None]
"""Writes flows that are documented wrongly beside those in a folder."""
EVERY_FLOW = [file.stem for file in FLOWS.glob("*.yaml")]


@dataclass(frozen=True)
class Left:
    """What a canary run left: a folder, and what it printed; and the secrets that went through it."""

    folder: Path
    printed: str
    secrets: tuple[str, ...]

    def count_occurrences(self) -> tuple[Counter[str], set[str]]:
        """Count the secrets in each of their forms, and name the places."""
        counts, places = count_occurrences(self.folder, *self.secrets)
        printed = {form for secret in self.secrets for form in encode_secret(secret).values()}
        return counts + Counter(printed=sum(map(self.printed.count, printed))), places


def wrong_in_the_end(flows: Path) -> None:
    """Write beside each flow one that fails in its end."""
    for file in sorted(flows.glob("*.yaml")):
        flow = yaml.safe_load(file.read_text(encoding="utf-8"))
        last = flow["steps"][-1]
        last = last["then"][-1] if last.get("then") else last
        last["sees"] = {**(last.get("sees") or {}), **NOWHERE}
        flow["flow"] = f"{file.stem}_wrong"
        (flows / f"{flow['flow']}.yaml").write_text(yaml.safe_dump(flow), encoding="utf-8")


def wrong_where_it_was_typed(flows: Path) -> None:
    """Write beside some flows one that fails where a secret was just typed."""
    for name, (documented, wrong) in JUST_TYPED.items():
        text = (flows / f"{name}.yaml").read_text(encoding="utf-8")
        assert documented in text
        astray = text.replace(documented, wrong, 1).replace(f"flow: {name}", f"flow: {name}_astray")
        (flows / f"{name}_astray.yaml").write_text(astray, encoding="utf-8")


def canary_run(
    folder: Path, flows: Iterable[str], mistaken: Mistaken, *options: str, redacted: bool = True
) -> Left:
    suite, given = folder / "suite", folder / "given"
    for new in (suite, given):
        new.mkdir()
    mistaken(copy_suite(suite, *flows) / "flows")
    (suite / "test_by_hand.py").write_text(BY_HAND, encoding="utf-8")
    environ = {**os.environ, canary.GIVEN: str(given), canary.REDACTION_OFF: "" if redacted else "1"}
    command = [sys.executable, "-m", "pytest", ".", "-p", "tests.flows.canary", "-p", "no:randomly"]
    run = subprocess.run(
        [*command, *EVERYTHING, *options], cwd=suite, env=environ, capture_output=True, text=True, check=False
    )
    shutil.rmtree(suite / "flows")
    assert run.returncode == 1, run.stdout + run.stderr
    return Left(suite, run.stdout + run.stderr, tuple(secrets_in(given)))


def secrets_in(given: Path) -> list[str]:
    answers = [json.loads(line) for file in given.iterdir() for line in file.read_text("utf-8").splitlines()]
    groups = [answer[group] for answer in answers for group in ("pacer", "ecf") if answer[group]]
    keys = ("password", "new_password", "totp_secret")
    return [group[key] for group in groups for key in keys if group.get(key)]


@pytest.mark.slow
def test_no_secret_is_left_in_any_file_or_printed(tmp_path: Path) -> None:
    left = canary_run(tmp_path, JUST_TYPED, wrong_where_it_was_typed)
    assert len(left.secrets) == 7 * 3 + 2
    counts, places = left.count_occurrences()
    assert (counts, places) == (Counter(), set())
    for traces in ("out/evidence/*-trace.zip", "test-results/**/trace.zip"):
        assert list(left.folder.glob(traces))


@pytest.mark.slow
def test_no_part_of_a_secret_is_left_by_any_flow(tmp_path: Path) -> None:
    courts = [_hurried(tmp_path, name) for name in STAGED.values()]
    hurried = [f"--court={court}" for court in courts]
    left = canary_run(tmp_path, EVERY_FLOW, wrong_in_the_end, *hurried)
    assert len(left.secrets) > 4 * len(EVERY_FLOW), "two flows of each, most with two passwords"
    # What all odd passwords have in them, what becomes of each in a name, and those that are not odd.
    parts = (
        *ODD,
        *(slugify(secret) for secret in left.secrets),
        *(one for one in left.secrets if one.isalnum()),
    )
    counts, places = replace(left, secrets=parts).count_occurrences()
    assert (counts, places) == (Counter(), set())


def _hurried(folder: Path, court: str) -> Path:
    """Write the file of a staged court that is given little time to settle: most flows fail in the end."""
    file = folder / f"{court}.yaml"
    text = (COURTS / file.name).read_text(encoding="utf-8")
    assert "settle: 2" in text
    file.write_text(text.replace("settle: 2", "settle: 0.3"), encoding="utf-8")
    return file


@pytest.mark.slow
def test_without_redaction_secrets_are_left_so_that_the_search_proves_something(tmp_path: Path) -> None:
    left = canary_run(tmp_path, JUST_TYPED, wrong_where_it_was_typed, redacted=False)
    counts, places = left.count_occurrences()
    assert counts.total() > 50
    for what in ("junit.xml", "html/index.html", "out/evidence", "test-results"):
        assert any(what in place for place in places), what
    assert set(counts) >= {"plain", "JSON", "printed"}
