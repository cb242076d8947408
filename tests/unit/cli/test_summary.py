"""`ecfcheck summary` and `ecfcheck changes` print a run for a pipeline, and notify of changes."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from junitparser import JUnitXml

from ecfcheck.cli import main
from tests.helpers.audit_samples import CTD, firm, write_journal
from tests.helpers.run_samples import create_run, failed_steps, good_steps, rename_flow, write_records
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


def invoke(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
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


@pytest.mark.usefixtures("apprise")
def test_an_empty_folder_of_the_previous_run_counts_as_the_first_run(runs: Path) -> None:
    (runs / "empty").mkdir()
    assert invoke("changes", "empty", "good") == (
        "no earlier run in empty: this is the first; nothing failed\n"
    )


def test_a_run_that_did_not_start_is_notified_with_its_reason(runs: Path, apprise: FakeApprise) -> None:
    started = CliRunner().invoke(main, ["run", "link_acount", "--out", "new", "--junit", "new/junit.xml"])
    assert started.exit_code == 4
    reason = "link_acount: not the name of a flow, nor a file; did you mean 'link_account'?\n"
    assert started.stderr == reason
    text = f"the run in new did not start: nothing was checked\n{reason}"
    assert invoke("changes", "good", "new", status=4) == text
    assert apprise.sent == []
    assert invoke("changes", "good", "new", "--notify", status=4) == f"{text}notified 2 addresses\n"
    title = "ecfcheck: the run in new did not start: nothing was checked"
    assert apprise.sent == [(title, text.removesuffix("\n"))]
    assert sorted(path.name for path in runs.iterdir()) == ["failed", "good", "new"]


@pytest.mark.usefixtures("runs")
def test_without_its_junit_file_a_run_that_did_not_start_says_where_its_reason_is(
    apprise: FakeApprise,
) -> None:
    assert invoke("changes", "good", "new", "--notify", status=4) == (
        "the run in new did not start: nothing was checked\n"
        "next  see what `ecfcheck run` printed; with --junit new/junit.xml it leaves the reason there\n"
        "notified 2 addresses\n"
    )
    assert len(apprise.sent) == 1


@pytest.mark.usefixtures("runs")
def test_the_reason_of_a_run_that_did_not_start_is_shown_in_each_form() -> None:
    CliRunner().invoke(main, ["run", "none", "--court", "nowhere", "--junit", "new/junit.xml"])
    reason = [
        "--court: unknown court 'nowhere' (`ecfcheck courts` lists all courts",
        "none: not the name of a flow, nor a file; `ecfcheck flows` lists all",
    ]
    markdown = invoke("summary", "new")
    assert markdown.startswith("## ❌ the run in new did not start\n\n```\n")
    annotation = invoke("summary", "new", "--as", "annotations")
    assert annotation.startswith("::error title=the run in new did not start::")
    for text in reason:
        assert text in markdown
        assert text in annotation
    (suite,) = JUnitXml.fromstring(invoke("summary", "new", "--as", "junit").encode())
    (case,) = suite
    assert (suite.name, suite.errors, case.name) == ("ecfcheck run", 1, "the run starts")
    assert case.result[0].message.startswith(f"HARNESS: {reason[0]}")
    assert reason[1] in case.result[0].text


def test_the_junit_file_of_another_run_is_not_replaced(runs: Path) -> None:
    write_records(runs / "old", *create_run(*good_steps()), name="records-main.jsonl")
    (runs / "old/junit.xml").write_text("<testsuites/>", encoding="utf-8")
    assert "has the records of another run" in read_error(
        "run", "link_account", "--out", "old", "--junit", "old/junit.xml"
    )
    assert (runs / "old/junit.xml").read_text(encoding="utf-8") == "<testsuites/>"


def test_a_flow_of_the_previous_run_that_is_not_in_this_one_is_named_and_notified(
    runs: Path, apprise: FakeApprise
) -> None:
    both = [*good_steps(), *rename_flow("verify_linked", good_steps()[:3])]
    write_records(runs / "both", *create_run(*both))
    assert invoke("changes", "both", "good", "--notify") == (
        "no outcome changed since the previous run\n"
        "3 steps of the previous run not in this run: verify_linked\n"
        "notified 2 addresses\n"
    )
    assert len(apprise.sent) == 1


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


def test_a_summary_names_what_was_left_out(runs: Path) -> None:
    head, *rest = create_run(*good_steps())
    head = head.model_copy(update={"left_out": ("pacer_only needs A, B",)})
    write_records(runs / "some", head, *rest)
    assert "\nLeft out, without an account: pacer\\_only needs A, B.\n" in invoke("summary", "some")


def test_an_interrupted_run_says_how_many_flows_were_not_run(runs: Path) -> None:
    *begun, end = create_run(*good_steps())
    end = end.model_copy(update={"interrupted": True, "not_run": ("verify_linked", "passcode")})
    write_records(runs / "some", *begun, end)
    assert invoke("changes", "good", "some").endswith(
        "(interrupted): 0 steps of the previous run not reached, 2 flows not run, or not to the end\n"
    )


@pytest.mark.parametrize(
    "arguments", [("summary", "audit"), ("changes", "audit", "audit"), ("compare", "audit", "audit")]
)
def test_the_folder_of_an_audit_is_not_taken_for_a_run(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_journal(Path("audit"), *firm(2, CTD))
    result = CliRunner().invoke(main, arguments)
    text = "audit: is an audit, not a run; compare audits with `ecfcheck audit ROSTER --previous DIR`\n"
    assert (result.exit_code, result.stdout, {*result.stderr.splitlines(keepends=True)}) == (4, "", {text})
