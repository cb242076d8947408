"""Each documented step is a pytest test, and steps run in order, wherever a run starts."""

import subprocess
import sys
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from config.court import COURTS
from tests.e2e.pytest_plugin.conftest import RunHere
from tests.helpers.suite import copy_suite

pytest_plugins = ["pytester"]

ASTRAY = """
flow: astray
title: A procedure that is documented wrongly
document: ctd-link-pacer-account
release: nextgen
persona: unlinked_filer
steps:
  - step: "1"
    says: Open E-Filing.
    open: court_website
    do: open_e_filing
  - step: "2"
    says: See a field that is not there.
    screen: pacer_login
    sees: {fields: [Username *, Password *]}
    do: log_in
  - step: "3"
    says: Never come here.
    screen: cmecf_home
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Create a suite with one flow and the project's conftest."""
    return copy_suite(tmp_path, "link_account")


@pytest.fixture
def run_flows(pytester: pytest.Pytester, run_here: RunHere) -> RunHere:
    """Return a function that runs pytest on such a suite in this process, up to the first step."""
    copy_suite(pytester.path, "link_account")
    return partial(run_here, "flows")


def run_pytest(suite: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "flows",
        "-p",
        "no:randomly",
        "--junitxml=junit.xml",
        *arguments,
    ]
    return subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False)


def read_test_cases(suite: Path) -> dict[str, ET.Element]:
    root = ET.parse(suite / "junit.xml").getroot()  # noqa: S314 - pytest wrote it just now
    return {case.attrib["name"]: case for case in root.iter("testcase")}


@pytest.mark.slow
def test_a_selected_step_runs_the_steps_before_it_and_reports_its_outcome(suite: Path) -> None:
    run = run_pytest(suite, "-k", "5-confirm")
    assert run.returncode == 0, run.stdout
    ((name, case),) = read_test_cases(suite).items()
    assert name.startswith("5 · Check that both accounts listed are correct")
    outcome = case.find("properties/property[@name='ecfcheck_outcome']")
    assert outcome is not None
    assert outcome.attrib["value"] == "OK"


def test_the_steps_after_a_failed_step_are_skipped_with_the_reason(suite: Path) -> None:
    (suite / "flows/link_account.yaml").unlink()
    (suite / "flows/astray.yaml").write_text(ASTRAY, encoding="utf-8")
    run = run_pytest(suite, "-rs")
    assert run.returncode == 1
    found = read_test_cases(suite)
    assert [name.partition(" ")[0] for name in found] == ["1", "2", "3"]
    _, second, third = found.values()
    failure = second.find("failure")
    assert failure is not None
    assert failure.text is not None
    assert "documented [Username *, Password *]; seen [Username *, Password *, Client Code]" in failure.text
    assert "Traceback" not in run.stdout
    skipped = third.find("skipped")
    assert skipped is not None
    assert skipped.attrib["message"] == "not run: step 2 failed"


def test_mistakes_in_a_flow_are_reported_at_collection(pytester: pytest.Pytester, run_flows: RunHere) -> None:
    (pytester.path / "flows/wrong.yaml").write_text("flow: wrong\nstepps: []\n", encoding="utf-8")
    run = run_flows()
    assert run.ret == 2
    assert "wrong.yaml:2:1: unknown key 'stepps'; did you mean 'steps'?" in run.stdout.str()
    assert "Traceback" not in run.stdout.str()
    assert not (pytester.path / "runs").exists()


def test_an_unknown_court_is_reported_before_collection(run_flows: RunHere) -> None:
    run = run_flows("--court", "nyds")
    assert run.ret == 4
    assert "ERROR: --court: unknown court 'nyds'; did you mean 'nysd'?" in run.stderr.str()
    assert "Traceback" not in run.stdout.str() + run.stderr.str()


def test_a_real_court_is_contacted_only_with_live(pytester: pytest.Pytester, run_flows: RunHere) -> None:
    run = run_flows("--court", "ctd")
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    assert (
        "ERROR: --live: ecfcheck would contact live courts: ctd (www.ctd.uscourts.gov, ecf.ctd.uscourts.gov,"
        " pacer.login.uscourts.gov, pacer.psc.uscourts.gov); add --live (in a pipeline,"
        " ECFCHECK_LIVE=1; one in .env does not count), or leave out --court to check the staged court\n"
        in run.stderr.str()
        + "\n"
    )
    assert not (pytester.path / "runs").exists()


@pytest.mark.parametrize("by", ["--live", "ECFCHECK_LIVE"])
def test_the_courts_and_their_hosts_are_in_the_report_header(
    by: str, run_flows: RunHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by == "ECFCHECK_LIVE":
        monkeypatch.setenv(by, "1")
    live = ("--live",) if by == "--live" else ()
    run = run_flows("--court", "ctd", "--court", "staged_legacy", *live, "--collect-only")
    assert run.ret == 0
    header, _, _ = run.stdout.str().partition("collected")
    assert (
        "\nLIVE COURT: District of Connecticut (ctd): www.ctd.uscourts.gov, ecf.ctd.uscourts.gov,"
        " pacer.login.uscourts.gov, pacer.psc.uscourts.gov\n"
        "staged court: District of Connecticut (staged, before NextGen): www.ctd.localhost,"
        " ecf.ctd.localhost, pacer.localhost, psc.localhost\n" in header
    )


def test_a_junit_file_that_cannot_be_written_is_reported_before_the_tests(
    pytester: pytest.Pytester, run_flows: RunHere
) -> None:
    (pytester.path / "file").touch()
    run = run_flows("--junitxml=file/junit.xml")
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    assert (
        f"ERROR: --junitxml {pytester.path / 'file/junit.xml'}: cannot be written: File exists; name a file"
        " in another folder" in run.stderr.str()
    )


def test_zero_runs_are_rejected(run_flows: RunHere) -> None:
    run = run_flows("--runs", "0")
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    assert "argument --runs: '0' is not a number of runs; use 1 or more" in run.stderr.str()


@pytest.mark.slow
def test_runs_are_parallel_and_each_flow_stays_on_one_worker(suite: Path) -> None:
    run = run_pytest(suite, "-n", "2", "--runs", "2", "--dist", "loadscope", "-v")
    assert run.returncode == 0, run.stdout
    assert "20 passed" in run.stdout
    index = suite / "runs/index.html"
    assert "20 of 20 steps OK · 1 flow · 2 runs" in index.read_text(encoding="utf-8")
    (folder,) = (path for path in (suite / "runs").iterdir() if path != index)
    assert {file.name for file in folder.iterdir()} == {
        "evidence",
        "records-gw0.jsonl",
        "records-gw1.jsonl",
        "report.html",
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "flow", [ASTRAY, ASTRAY.partition("    do: log_in")[0]], ids=["in the middle", "at the end"]
)
def test_rerunning_a_failed_test_repeats_nothing_at_the_court(suite: Path, flow: str) -> None:
    (suite / "flows/link_account.yaml").unlink()
    (suite / "flows/astray.yaml").write_text(flow, encoding="utf-8")
    run = run_pytest(suite, "--reruns", "2")
    assert run.returncode == 1
    assert "2 rerun" in run.stdout
    (records,) = (suite / "runs").glob("*/records-*.jsonl")
    written = records.read_text(encoding="utf-8")
    assert written.count('"record":"step"') == flow.count("- step:")


@pytest.mark.parametrize(
    ("staged", "passed"), [("no", "1 failed"), pytest.param("yes", "1 passed", marks=pytest.mark.slow)]
)
def test_a_crashed_worker_is_not_replaced_at_a_real_court(staged: str, passed: str, suite: Path) -> None:
    # Its replacement would repeat what the crashed worker did, and may have sent.
    court = (COURTS / "staged.yaml").read_text(encoding="utf-8").replace("staged: yes", f"staged: {staged}")
    (suite / "court.yaml").write_text(court, encoding="utf-8")
    for name, body in (("a", "import os; os._exit(1)"), ("b", "pass")):
        (suite / f"flows/test_{name}.py").write_text(f"def test_{name}(): {body}\n", encoding="utf-8")
    run = run_pytest(suite, "-n", "1", "--court", "court.yaml", "--live", "-k", "test_")
    assert run.returncode == 1
    assert passed in run.stdout
    assert ("1 failed, 1 passed" in run.stdout) is (staged == "yes")


@pytest.mark.parametrize(
    ("options", "name"),
    [(("--dist", "each", "--tx", "2*popen"), "--dist each"), (("-f",), "--looponfail")],
    ids=["each", "looponfail"],
)
def test_options_that_repeat_tests_are_rejected_for_a_real_court(
    options: tuple[str, ...], name: str, run_flows: RunHere
) -> None:
    run = run_flows(*options, "--court", "nysd", "--live")
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    assert (
        f"ERROR: {name} runs flows more than once, and a court that is not staged must not be asked twice;"
        " leave it out, or use a staged court" in run.stderr.str()
    )


def test_a_flow_without_a_court_of_its_release_is_left_out_with_the_reason(
    run_flows: RunHere,
) -> None:
    run = run_flows("--court", "staged_legacy")
    assert run.ret == 5
    assert (
        "flows left out: link_account.yaml: no court of their release was chosen;"
        " add a --court of that release"
    ) in run.stdout.str()
