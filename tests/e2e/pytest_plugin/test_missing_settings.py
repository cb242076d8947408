"""A flow without an account is one short message under pytest, or left out, before a browser starts."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import NOT_STAGED, build_environ, build_settings, write_court_file
from tests.helpers.suite import copy_suite

LINKED = "ECFCHECK_LINKED_FILER_PACER_"
NEEDS = f"needs settings that are not set: {LINKED}USER_NAME, {LINKED}PASSWORD"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Create a suite with a flow for each of three personas."""
    return copy_suite(tmp_path, "verify_linked", "already_linked", "link_account", "pacer_only")


def run_pytest(suite: Path, stage: FaultyStage, settings: dict[str, str], *options: str) -> str:
    """Run the flows as at a real court, not as in CI, where pytest repeats messages in its summary."""
    court = write_court_file(stage, suite, NOT_STAGED).name
    command = [sys.executable, "-m", "pytest", "flows", "-p", "no:randomly", "--out=out", "--evidence=none"]
    run = subprocess.run(
        [*command, f"--court={court}", "--live", "-q", *options],
        cwd=suite,
        env={**os.environ, "CI": "", "BUILD_NUMBER": "", **build_environ(stage, suite), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout


def test_each_flow_without_an_account_is_one_short_message(suite: Path, stage: FaultyStage) -> None:
    printed = run_pytest(suite, stage, {"ECFCHECK_BROWSER": str(suite / "none")}, "--junitxml=x.xml")
    outcomes = [
        (one.attrib["value"])
        for one in ET.parse(suite / "x.xml").iter("property")  # noqa: S314 - our own
        if one.attrib["name"] == "ecfcheck_outcome"
    ]
    assert (outcomes.count("HARNESS"), {*outcomes}) == (4, {"HARNESS", "NOT_RUN"})
    assert printed.count(f"verify_linked {NEEDS}\n") == 1
    assert printed.count(f"already_linked {NEEDS}\n") == 1
    assert "`ecfcheck settings verify_linked --court court.yaml` prints a template of .env" in printed
    assert "4 errors" in printed
    assert len(printed.splitlines()) < 40
    assert "Traceback" not in printed
    assert "Error" not in printed


def test_a_run_without_any_account_fails_even_on_request(suite: Path, stage: FaultyStage) -> None:
    printed = run_pytest(suite, stage, {"ECFCHECK_BROWSER": str(suite / "none")}, "--skip-missing")
    assert "4 errors" in printed
    assert "\n--skip-missing: no flow has an account in the settings; `ecfcheck settings` prints" in printed


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "workers"])
def test_flows_without_an_account_are_left_out_on_request(
    workers: tuple[str, ...], suite: Path, stage: FaultyStage
) -> None:
    account = stage.mint(ecf={"linked": True})
    settings = build_settings(account, "linked_filer")
    printed = run_pytest(suite, stage, settings, "--skip-missing", *workers)
    pacer_only = "ECFCHECK_PACER_ONLY_PACER_"
    assert printed.count("left out: pacer_only needs") == 1
    assert f"left out: pacer_only needs {pacer_only}USER_NAME, {pacer_only}PASSWORD\n" in printed
    assert printed.count("left out: link_account needs") == 1
    assert "4 passed" in printed
    assert "failed" not in printed
    assert [event["kind"] for event in stage.events()].count("login_tried") == 1


@pytest.mark.slow
def test_personas_with_one_account_log_in_once(suite: Path, stage: FaultyStage) -> None:
    for name in ("verify_linked", "already_linked"):
        (suite / f"flows/{name}.yaml").unlink()
    settings = build_settings(stage.mint()) | {"ECFCHECK_PACER_ONLY_SAME_AS": "unlinked_filer"}
    printed = run_pytest(suite, stage, settings, "-n", "2")
    assert "failed" not in printed
    assert "passed" in printed
    assert [event["kind"] for event in stage.events()].count("login_tried") == 1
