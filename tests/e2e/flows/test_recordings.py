"""Recordings are kept like other evidence; Playwright shows a group for each step."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from config.yaml_file import ProblemsError
from ecfcheck.browser.recording import require_recording
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.program import name_program
from ecfcheck.provision import link_installed_ffmpeg
from ecfcheck.redaction import Redactor, redact_paths
from ecfcheck.report.failure import format_failure
from ecfcheck.report.html import write_report
from ecfcheck.runner.evidence import KEEP, Keep
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from tests.helpers.cases import mark_names
from tests.helpers.flow_runs import FLOWS, run_flow
from tests.helpers.remote_browsers import playwright_server

TRACE = "evidence/wrong_pacer_password-chromium-1-trace.zip"
CreateEnvironment = Callable[[Keep], RunEnvironment]


@pytest.fixture
def create_environment(tmp_path: Path, browser: Browser, court: CourtSession) -> Iterator[CreateEnvironment]:
    with Records(tmp_path, Redactor()) as records:
        yield lambda keep: RunEnvironment(
            browser=browser,
            courts={"nextgen": court},
            folder=tmp_path,
            keep=keep,
            records=records,
            recordings=frozenset({"trace"}),
        )


def run_failing_flow(environment: RunEnvironment) -> list[StepRecord]:
    """Run a flow with another persona, so that its second step fails."""
    return run_flow(
        replace(load_flow(FLOWS / "wrong_pacer_password.yaml"), persona="linked_filer"), environment
    )


def read_actions(trace: Path, folder: Path) -> str:
    def run(*options: str) -> str:
        command = [sys.executable, "-m", "playwright", "trace", *options]
        return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout

    run("open", str(trace))
    return run("actions")


def test_a_redacted_trace_opens_and_has_a_group_with_its_line_for_each_step(
    create_environment: CreateEnvironment, tmp_path: Path
) -> None:
    environment = create_environment("all")
    flow = load_flow(FLOWS / "wrong_pacer_password.yaml")
    steps = run_flow(flow, environment)
    assert {part.trace for step in steps for part in step.parts} == {TRACE}
    result = redact_paths([tmp_path / TRACE], environment.records.redactor)
    assert (result.redacted, result.deleted, result.not_deleted) == (1, (), ())

    actions = read_actions(tmp_path / TRACE, tmp_path)
    assert 'Fill field "Username *", field "Password *"' in actions
    for step in flow.steps:
        assert re.search(rf"\d+\. \S+  {step.number} {re.escape(step.says)}", actions)
    with zipfile.ZipFile(tmp_path / TRACE) as archive:
        lines = map(json.loads, archive.read("trace.trace").splitlines())
        groups = [line["stack"][0] for line in lines if line.get("method") == "tracingGroup"]
    places = [(group["file"], group["line"]) for group in groups if group["file"].endswith(".yaml")]
    assert places == [(flow.path.as_posix(), step.line) for step in flow.steps]


@pytest.mark.parametrize("keep", mark_names(KEEP, quick={"failure"}))
def test_the_trace_of_a_failed_flow_is_kept_and_named_unless_nothing_is_kept(
    keep: Keep, create_environment: CreateEnvironment, tmp_path: Path
) -> None:
    kept = keep != "none"
    steps = run_failing_flow(create_environment(keep))
    failed = next(step for step in steps if step.outcome.is_failure)
    assert (tmp_path / TRACE).exists() is kept
    assert (f"trace   {TRACE} · `{name_program()} show` opens it" in format_failure(failed)) is kept
    (tmp_path / "elsewhere").mkdir()
    write_report(tmp_path, tmp_path / "elsewhere/report.html")
    report = (tmp_path / "elsewhere/report.html").read_text(encoding="utf-8")
    assert (f'href="../{TRACE}"' in report) is kept
    assert (f"{name_program()} show {tmp_path / TRACE}" in report) is kept


@pytest.mark.slow
def test_the_trace_of_a_passing_flow_is_not_kept_with_evidence_of_failures(
    create_environment: CreateEnvironment, tmp_path: Path
) -> None:
    steps = run_flow(load_flow(FLOWS / "wrong_pacer_password.yaml"), create_environment("failure"))
    assert all(step.outcome is Outcome.OK for step in steps)
    assert not any(part.trace for step in steps for part in step.parts)
    assert not (tmp_path / "evidence").exists()


@pytest.mark.slow
def test_each_window_has_its_own_trace(create_environment: CreateEnvironment, tmp_path: Path) -> None:
    steps = run_flow(load_flow(FLOWS / "linked_in_two_windows.yaml"), create_environment("all"))
    named = {part.window: str(part.trace) for step in steps for part in step.parts}
    assert len(set(named.values())) == len(named) == 2
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.zip")} == {*named.values()}


def test_a_lost_browser_leaves_no_trace_and_the_record_names_none(
    create_environment: CreateEnvironment, tmp_path: Path, launch_browser: Callable[[], Browser]
) -> None:
    environment, lost = create_environment("all"), launch_browser()
    flow = load_flow(FLOWS / "wrong_pacer_password.yaml")
    with start_flow_run(flow, 1, replace(environment, browser=lost)) as run:
        first = run.run(flow.steps[0])
        with suppress(Error):  # who waits for a browser that goes away hears of it
            lost.close()
        second = run.run(flow.steps[1])
    for step in map(environment.records.write, (first, second)):
        assert step.parts[0].trace == (TRACE if step.outcome is Outcome.OK else None)
    assert second.outcome is Outcome.HARNESS
    assert not list(tmp_path.rglob("*.zip"))
    write_report(tmp_path, tmp_path / "report.html")
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert f"Trace missing: {TRACE}" in report
    assert 'href="evidence' not in report


@pytest.fixture
def video_environ(
    tmp_path: Path, browser: Browser, browser_type_launch_args: dict[str, str]
) -> dict[str, str]:
    """An environment in which videos work: with the system's ffmpeg, if Playwright has none."""
    try:
        require_recording(browser, frozenset({"video"}), tmp_path)
    except ProblemsError:
        program = browser_type_launch_args.get("executable_path")
        if shutil.which("ffmpeg") is None or program is None or sys.platform == "win32":
            pytest.skip("ffmpeg is not installed")
        return {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers"), "ECFCHECK_BROWSER": program}
    return {}


@pytest.mark.slow
def test_a_video_is_kept_and_named_if_the_browser_can_make_one(
    tmp_path: Path, video_environ: dict[str, str]
) -> None:
    command = [sys.executable, "-m", "ecfcheck", "run", "wrong_pacer_password", "--record", "video"]
    run = subprocess.run(
        [*command, "--out", "out"],
        cwd=tmp_path,
        env={**os.environ, **video_environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    records = map(json.loads, (tmp_path / "out/records-main.jsonl").read_text(encoding="utf-8").splitlines())
    (name,) = {part["video"] for record in records for part in record.get("parts", ())}
    assert name == "evidence/wrong_pacer_password-chromium-1-video.webm"
    film = tmp_path / "out" / name
    assert film.read_bytes().startswith(b"\x1a\x45\xdf\xa3")  # WebM
    assert [path for path in film.parent.iterdir() if path.suffix not in {".jpg", ".json"}] == [film]
    assert f'href="{name}"' in (tmp_path / "out/report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_video_of_a_servers_browser_is_fetched_and_deleted_there(
    tmp_path: Path, video_environ: dict[str, str]
) -> None:
    there = tmp_path / "server"
    there.mkdir()
    link_installed_ffmpeg({**os.environ, **video_environ})  # by the server's user, who can see its message
    command = [sys.executable, "-m", "ecfcheck", "run", "wrong_pacer_password", "--record", "video"]
    with playwright_server(there, {**video_environ, "TMPDIR": str(there)}) as address:
        run = subprocess.run(
            [*command, "--connect", address, "--out", "out"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        assert list(there.rglob("playwright-artifacts*"))
        assert not list(there.rglob("*.webm"))
    (film,) = (tmp_path / "out/evidence").glob("*.webm")
    assert film.read_bytes().startswith(b"\x1a\x45\xdf\xa3")


@pytest.mark.slow
def test_a_video_that_cannot_be_made_is_an_error_before_a_flow_begins(
    tmp_path: Path, browser_type_launch_args: dict[str, str]
) -> None:
    environ = {
        **os.environ,
        "PATH": str(tmp_path),  # where no ffmpeg is
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "empty"),
        "ECFCHECK_BROWSER": browser_type_launch_args["executable_path"],
    }
    command = [sys.executable, "-m", "ecfcheck", "run", "link_account", "--record", "video", "--out", "out"]
    run = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert run.returncode == Outcome.HARNESS.exit_status
    assert run.stdout.startswith("staged court: ")
    assert run.stdout.count("\n") == 1
    assert re.fullmatch(
        r"--record video: cannot be done: .*ffmpeg.*; a video needs ffmpeg: install it \(Debian: apt-get"
        r" install ffmpeg\) or run `python -m playwright install ffmpeg` \(on the server, for a server's"
        r" browser\), or record only a trace\n",
        run.stderr,
    )
