"""`ecfcheck summary` and `ecfcheck changes` print a run for a pipeline, and notify of changes."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from junitparser import JUnitXml

from ecfcheck.cli import main
from tests.helpers.run_samples import create_run, failed_steps, good_steps, write_records
from tests.unit.cli.test_errors import empty_folder, read_error

__all__ = ["empty_folder"]


@dataclass
class FakeApprise:
    """Takes the place of the package apprise; remembers what it was asked to send."""

    works: bool = True
    addresses: list[str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def add(self, address: str) -> bool:
        self.addresses.append(address)
        return "://" in address

    def notify(self, *, title: str, body: str) -> bool:
        self.sent.append((title, body))
        return self.works


@pytest.fixture
def apprise(monkeypatch: pytest.MonkeyPatch) -> FakeApprise:
    fake = FakeApprise()
    monkeypatch.setitem(sys.modules, "apprise", SimpleNamespace(Apprise=lambda: fake))
    monkeypatch.setenv("ECFCHECK_NOTIFY", "mailto://user:secret@example.org json://127.0.0.1:1")
    return fake


@pytest.fixture
def runs(empty_folder: Path) -> Path:
    """A folder with a good run and a failed one; it is the current folder."""
    write_records(empty_folder / "good", *create_run(*good_steps()))
    write_records(empty_folder / "failed", *create_run(*failed_steps()))
    return empty_folder


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("runs")
def test_a_run_is_printed_in_each_form() -> None:
    assert invoke("summary", "good").startswith("## ✅ District of Connecticut (staged)\n")
    assert invoke("summary", "failed", "--as", "annotations").startswith(
        "::error file=flows/link_account.yaml,"
    )
    assert invoke("summary", "good", "--as", "annotations") == ""
    (suite,) = JUnitXml.fromstring(invoke("summary", "failed", "--as", "junit").encode())
    assert (suite.name, suite.failures) == ("link_account", 1)


@pytest.mark.usefixtures("empty_folder")
def test_a_folder_without_records_is_reported() -> None:
    assert read_error("summary", "nowhere") == (
        "nowhere: has no records; name the folder of a run, which has at least one .jsonl file\n"
    )


@pytest.mark.usefixtures("runs")
def test_a_change_is_printed_and_sent_to_each_address(apprise: FakeApprise) -> None:
    text = invoke("changes", "good", "failed", "--notify")
    assert text.startswith("1 outcome changed since the previous run: 1 failed\nlink_account, step 5, ")
    assert text.endswith("notified 2 addresses\n")
    assert apprise.addresses == ["mailto://user:secret@example.org", "json://127.0.0.1:1"]
    ((title, body),) = apprise.sent
    assert title == (
        "ecfcheck: District of Connecticut (staged): 1 outcome changed since the previous run: 1 failed"
    )
    assert f"{body}\nnotified 2 addresses\n" == text


@pytest.mark.usefixtures("runs")
def test_nothing_is_sent_if_nothing_changed(apprise: FakeApprise) -> None:
    assert invoke("changes", "failed", "failed", "--notify") == "no outcome changed since the previous run\n"
    assert apprise.sent == []


@pytest.mark.usefixtures("runs", "apprise")
def test_the_first_run_is_compared_with_nothing() -> None:
    first, second, *_ = invoke("changes", "none-yet", "failed").splitlines()
    assert first == "no earlier run in none-yet: this is the first; 1 step failed"
    assert second.endswith("not run before -> DRIFT")
    assert invoke("changes", "none-yet", "good") == (
        "no earlier run in none-yet: this is the first; nothing failed\n"
    )


def test_a_run_that_was_cut_short_is_named_and_notified(runs: Path, apprise: FakeApprise) -> None:
    write_records(runs / "short", *create_run(*good_steps()[:2])[:-1])
    text = invoke("changes", "good", "short", "--notify")
    assert text == (
        "no outcome changed since the previous run\n"
        "the run in short is not complete (cut short): 4 steps of the previous run not reached\n"
        "notified 2 addresses\n"
    )
    assert len(apprise.sent) == 1


@pytest.mark.usefixtures("runs")
def test_what_keeps_a_notification_from_being_sent_is_reported_without_an_address(
    apprise: FakeApprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> tuple[str, str]:
        result = CliRunner().invoke(main, ["changes", "good", "failed", "--notify"])
        assert result.exit_code == 4
        return result.stdout[:9], result.stderr

    apprise.works = False
    assert read() == (
        "1 outcome",
        (
            "the notification was not sent, or not to all: ECFCHECK_NOTIFY has 2 addresses; try each by"
            " itself, with `.venv/bin/apprise --verbose --body test ADDRESS`, which says why\n"
        ),
    )
    monkeypatch.setenv("ECFCHECK_NOTIFY", "mailto://user:secret@example.org secret@example.org")
    assert read() == (
        "1 outcome",
        "ECFCHECK_NOTIFY: address 2 of 2 is not one that apprise knows; see its documentation\n",
    )
    monkeypatch.setenv("ECFCHECK_NOTIFY", " ")
    assert read() == (
        "1 outcome",
        (
            "ECFCHECK_NOTIFY: is not set; set it to the addresses to notify, as apprise writes them:"
            " mailto://user:password@example.org\n"
        ),
    )
    monkeypatch.setenv("ECFCHECK_NOTIFY", "json://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert read() == (
        "1 outcome",
        (
            "apprise is not installed, and --notify sends by it; install it next to ecfcheck:"
            " `.venv/bin/python -m pip install apprise`\n"
        ),
    )
