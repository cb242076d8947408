"""After Ctrl-C, a kill or a crash of the browser, an effect that was sent is on record."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from ecfcheck.provision import find_browser
from ecfcheck.report.model import build_report
from ecfcheck.report.read import read_folder
from ecfcheck.report.tally import summarize
from stage.faults.model import Fault
from tests.helpers.faulty_stage import LINK_CONFIRMED, FaultyStage
from tests.helpers.flow_runs import FLOWS
from tests.helpers.run_files import LINK_FLOW, ROOT, build_environ, read_steps, write_court_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups there")

slow = pytest.mark.slow
FLOW = str(LINK_FLOW)
COMMAND = ("ecfcheck", "run", FLOW)
PYTEST = ("pytest", FLOW, "-q", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class InterruptedRun:
    """How a run ended that was interrupted between the click and its answer."""

    status: int
    output: str
    steps: dict[str, dict[str, object]]
    links: int


def run_interrupted(
    stage: FaultyStage,
    folder: Path,
    command: Sequence[str],
    interrupt: Callable[[subprocess.Popen[str]], None],
    settings: dict[str, str] | None = None,
) -> InterruptedRun:
    """Run the link procedure, and interrupt it between the link and the court's answer."""
    stage.fail(Fault(on=LINK_CONFIRMED, hold=True, when="after"))
    options = ["--court", str(write_court_file(stage, folder)), f"--out={folder / 'out'}"]
    if command[0] == "pytest":
        options.append(f"--output={folder / 'results'}")
    with subprocess.Popen(
        [sys.executable, "-m", *command, *options],
        cwd=ROOT,
        env={**os.environ, **build_environ(stage, folder), **(settings or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        wait_for_link(stage, run)
        interrupt(run)
        stage.control.clear_faults()
        output, _ = run.communicate()
    steps = {step["step"]: step for step in read_steps(folder) if step["flow"] == "link_account"}
    return InterruptedRun(run.returncode, output, steps, stage.count("link_made"))


def get_end(run: InterruptedRun, number: str) -> tuple[object, object] | None:
    """Return the outcome and the message of a step; None if it is not on record."""
    step = run.steps.get(number)
    return (step["outcome"], step["message"]) if step else None


def wait_for_link(stage: FaultyStage, run: subprocess.Popen[str]) -> None:
    """Wait until the court has made the link. Fail the test if the run ends first."""
    while not stage.count("link_made"):
        with suppress(subprocess.TimeoutExpired):
            run.wait(timeout=0.05)
            pytest.fail(f"the run ended too early: {run.communicate()}")


def press_ctrl_c(run: subprocess.Popen[str]) -> None:
    """Send SIGINT as a terminal does: to all processes of the command."""
    os.killpg(run.pid, signal.SIGINT)


def press_ctrl_c_twice(run: subprocess.Popen[str]) -> None:
    """Send two different signals, because two of the same kind may be merged."""
    press_ctrl_c(run)
    run.terminate()


def terminate(run: subprocess.Popen[str]) -> None:
    """Send SIGTERM as a scheduler does."""
    run.terminate()


@pytest.mark.parametrize(
    ("command", "ask", "status"),
    [
        (COMMAND, press_ctrl_c, 130),
        pytest.param((*COMMAND, str(FLOWS / "verify_linked.yaml"), "-n2"), press_ctrl_c, 130, marks=slow),
        pytest.param(PYTEST, press_ctrl_c, 2, marks=slow),
        pytest.param((*PYTEST, "-n1"), press_ctrl_c, 2, marks=slow),
        pytest.param(PYTEST, terminate, 2, marks=slow),
    ],
    ids=["ecfcheck run", "ecfcheck run -n 2", "pytest", "pytest -n 1", "pytest, SIGTERM"],
)
def test_an_interrupted_run_waits_for_the_answer_to_an_effect_and_records_it(
    command: Sequence[str],
    ask: Callable[[subprocess.Popen[str]], None],
    status: int,
    tmp_path: Path,
    stage: FaultyStage,
) -> None:
    ended = run_interrupted(stage, tmp_path, command, ask)
    assert (ended.status, ended.links) == (status, 1), ended.output
    assert ended.steps["5"]["outcome"] == "OK"
    # pytest has no result of a test that it did not come to; the counts of all its output are the same.
    assert get_end(ended, "6") == (
        ("NOT_RUN", "the run was interrupted") if command[0] == "ecfcheck" else None
    )


@slow
@pytest.mark.parametrize(
    "command",
    [COMMAND, (*COMMAND, str(FLOWS / "verify_linked.yaml"), "-n2"), PYTEST],
    ids=["ecfcheck run", "ecfcheck run -n 2", "pytest"],
)
def test_a_second_ctrl_c_ends_the_run_at_once_and_the_effect_is_on_record(
    command: Sequence[str], tmp_path: Path, stage: FaultyStage
) -> None:
    ended = run_interrupted(stage, tmp_path, command, press_ctrl_c_twice)
    assert (ended.status, ended.links) == (130 if command[0] == "ecfcheck" else 2, 1), ended.output
    assert ended.steps["5"]["outcome"] == "UNKNOWN_STATE"
    assert ended.steps["5"]["message"] == (
        "link_confirmation: the run ended before the answer to confirm, which may have been sent"
    )
    assert ended.steps.get("6", {}).get("outcome") == ("NOT_RUN" if command[0] == "ecfcheck" else None)
    if command[0] == "ecfcheck":
        report = build_report(read_folder(tmp_path / "out").records)
        assert f"\n{summarize(report)} · " in ended.output, ended.output
        assert report.incomplete == ("interrupted",)


@pytest.mark.parametrize(
    "command",
    [COMMAND, pytest.param((*PYTEST, "-n1"), marks=slow)],
    ids=["ecfcheck run", "pytest -n 1"],
)
def test_after_a_kill_the_effect_is_on_record_as_unknown(
    command: Sequence[str], tmp_path: Path, stage: FaultyStage
) -> None:
    ended = run_interrupted(stage, tmp_path, command, lambda run: os.killpg(run.pid, signal.SIGKILL))
    assert (ended.status, ended.links) == (-signal.SIGKILL, 1)
    assert (ended.steps["5"]["outcome"], ended.steps["5"]["provisional"]) == ("UNKNOWN_STATE", True)
    report = build_report(read_folder(tmp_path / "out").records)
    assert [step.step for step in report.steps if step.outcome.is_failure] == ["5"]


@slow
@pytest.mark.parametrize("command", [COMMAND, PYTEST], ids=["ecfcheck run", "pytest"])
def test_when_the_browser_crashes_after_an_effect_a_new_browser_reconciles_it(
    command: Sequence[str], tmp_path: Path, stage: FaultyStage
) -> None:
    pids, program = tmp_path / "pids", tmp_path / "browser"
    program.write_text(
        f'#!/bin/sh\necho $$ >> {pids}\nexec "{find_browser().executable}" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o700)

    def crash(_: object) -> None:
        os.kill(int(pids.read_text(encoding="utf-8").split()[-1]), signal.SIGKILL)

    ended = run_interrupted(stage, tmp_path, command, crash, {"ECFCHECK_BROWSER": str(program)})
    assert (ended.steps["5"]["outcome"], ended.links) == ("UNKNOWN_STATE", 1), ended.output
    assert ended.steps["5"]["reconciliation"] == "verify_linked was run to find out, and it did take effect"
