"""Options of `ecfcheck run` that watch a run or print its results."""

import json
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner
from junitparser import JUnitXml

from ecfcheck.cli import main
from ecfcheck.cli.run_output import open_report, print_records
from tests.helpers.run_samples import create_run, good_steps, write_records
from tests.unit.cli.test_errors import empty_folder, read_error

__all__ = ["empty_folder"]


@pytest.mark.usefixtures("empty_folder")
def test_pausing_needs_a_window_and_one_flow_at_a_time_and_no_effect_that_is_open() -> None:
    assert read_error("run", "link_account", "--pause-at", "5", "-n", "2", "--allow", "permanent@x") == (
        "--pause-at: conflicts with --allow: what you press by hand while a flow is paused is not on record,"
        " and the flow would send it again; leave out one of the two\n"
        "--pause-at: needs a window to look at; add --headed\n"
        "--pause-at: stops one flow while others run on; leave out -n\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_pausing_at_a_step_that_no_flow_has_is_reported_with_a_suggestion() -> None:
    assert read_error("run", "link_account", "--headed", "--pause-at", "permanentt") == (
        "--pause-at: no flow of this run has a step 'permanentt'; did you mean 'permanent'?\n"
    )


def test_a_run_that_is_refused_for_want_of_a_display_leaves_no_folder(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecfcheck.provision.find.SYSTEM", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SELENIUM_REMOTE_URL"):
        monkeypatch.delenv(name, raising=False)
    # A browser with a window need not be installed where the tests run.
    program = empty_folder / "chromium"
    program.touch(0o755)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(program))
    result = CliRunner().invoke(main, ["run", "link_account", "--headed"])
    assert (result.exit_code, result.stdout.count("\n")) == (4, 1)
    assert "this machine has no display" in result.stderr
    assert not (empty_folder / "runs").exists()


@pytest.mark.usefixtures("empty_folder")
def test_too_many_flows_at_once_are_refused() -> None:
    assert "65 is not in the range 1<=x<=64" in read_error("run", "-n", "65")


def test_a_court_of_one_release_says_which_flows_it_leaves_out(empty_folder: Path) -> None:
    court = empty_folder / "court.yaml"
    staged = Path(__file__).parents[3] / "config/courts/staged.yaml"
    court.write_text(staged.read_text(encoding="utf-8"), encoding="utf-8")
    # A shard without flows starts no browser.
    run = CliRunner().invoke(main, ["run", "--court", str(court), "--shard", "40/40"])
    assert run.exit_code == 0, run.output
    left_out = run.stdout.splitlines()[1]
    assert left_out.startswith("flows left out: both_logins.yaml, change_password.yaml, ")
    assert left_out.endswith(": no court of their release was chosen; add a --court of that release")


def test_with_json_only_records_are_on_standard_output(empty_folder: Path) -> None:
    run = CliRunner().invoke(main, ["run", "--shard", "40/40", "--json", "--out", str(empty_folder / "out")])
    assert [json.loads(line)["record"] for line in run.stdout.splitlines()] == ["run", "end"]
    assert "shard 40/40: nothing to run" in run.stderr


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        (["verify_linked"], "the only flow is in another shard"),
        (["verify_linked", "already_linked"], "all 2 flows are in other shards"),
    ],
)
def test_an_empty_shard_says_why_and_writes_an_empty_junit_file(
    flows: list[str], why: str, empty_folder: Path
) -> None:
    arguments = ["run", *flows, "--shard", "40/40", "--out", "out", "--junit", "junit.xml"]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0, run.output
    assert f"shard 40/40: nothing to run; {why}\n" in run.stdout
    assert list(JUnitXml.fromfile(str(empty_folder / "junit.xml"))) == []
    summary = CliRunner().invoke(main, ["summary", "out"])
    assert summary.stdout.splitlines()[0] == "## ⚠️ Nothing to run in this shard"


def test_records_are_printed_as_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_records(write_records(tmp_path, *create_run(*good_steps()[:2])))
    kinds = [json.loads(line)["record"] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["run", "step", "step", "end"]


def test_the_report_is_opened_in_the_users_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def note(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    report = tmp_path / "a report.html"
    open_report(report)
    assert opened == []
    report.touch()
    open_report(report)
    assert opened == [report.as_uri()]


def test_a_report_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    report = tmp_path / "report.html"
    report.touch()
    open_report(report)
    assert capsys.readouterr().err == (
        f"--open: no browser was found to open the report; open {report} yourself\n"
    )


@pytest.mark.usefixtures("empty_folder")
def test_a_named_flow_of_another_release_is_left_out_as_under_pytest() -> None:
    # A shard without flows starts no browser.
    named = ["link_account", "wrong_login"]
    run = CliRunner().invoke(main, ["run", *named, "--court", "staged", "--shard", "2/2"])
    assert run.exit_code == 0, run.output
    assert run.stdout.splitlines()[1] == (
        "flows left out: wrong_login.yaml: no court of their release was chosen; add a --court of"
        " that release"
    )
