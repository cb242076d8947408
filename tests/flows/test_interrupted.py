"""Ctrl-C, or a browser that crashes, right after an effect was sent: it is on record, and not forgotten."""

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
from stage.faults.model import Fault
from tests.flows.command import LINK_FLOW, ROOT, court_file, steps_in, surroundings
from tests.flows.faulty_stage import LINK_CONFIRMED, FaultyStage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no process groups there")

slow = pytest.mark.slow
FLOW = str(LINK_FLOW)
COMMAND = ("ecfcheck", "run", FLOW)
PYTEST = ("pytest", FLOW, "-q", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class Ended:
    """How a run ended that was disturbed between the click and the answer to it."""

    status: int
    said: str
    steps: dict[str, dict[str, object]]
    links: int


def disturbed(
    stage: FaultyStage,
    folder: Path,
    command: Sequence[str],
    disturb: Callable[[subprocess.Popen[str]], None],
    settings: dict[str, str] | None = None,
) -> Ended:
    """Run the link procedure; disturb when the court has made the link; only then is it let to answer."""
    stage.fail(Fault(on=LINK_CONFIRMED, hold=True, when="after"))
    given = ["--court", str(court_file(stage, folder)), f"--out={folder / 'out'}"]
    if command[0] == "pytest":
        given.append(f"--output={folder / 'results'}")
    with subprocess.Popen(
        [sys.executable, "-m", *command, *given],
        cwd=ROOT,
        env={**os.environ, **surroundings(stage, folder), **(settings or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        wait_for_link(stage, run)
        disturb(run)
        stage.control.clear_faults()
        said, _ = run.communicate()
    steps = {step["step"]: step for step in steps_in(folder)}
    return Ended(run.returncode, said, steps, stage.count("link_made"))


def wait_for_link(stage: FaultyStage, run: subprocess.Popen[str]) -> None:
    """Wait until the court has made the link. Fails if the run has ended before."""
    while not stage.count("link_made"):
        with suppress(subprocess.TimeoutExpired):
            run.wait(timeout=0.05)
            pytest.fail(f"the run ended too early: {run.communicate()}")


def ctrl_c(run: subprocess.Popen[str]) -> None:
    """As a terminal does it: to all that the command started."""
    os.killpg(run.pid, signal.SIGINT)


def ctrl_c_twice(run: subprocess.Popen[str]) -> None:
    """As somebody in a hurry does it; the second is another signal, since two of a kind may become one."""
    ctrl_c(run)
    run.terminate()


def asked_to_end(run: subprocess.Popen[str]) -> None:
    """As a scheduler does it."""
    run.terminate()


@pytest.mark.parametrize(
    ("command", "ask", "status"),
    [
        (COMMAND, ctrl_c, 130),
        pytest.param(PYTEST, ctrl_c, 2, marks=slow),
        pytest.param((*PYTEST, "-n1"), ctrl_c, 2, marks=slow),
        pytest.param(PYTEST, asked_to_end, 2, marks=slow),
    ],
    ids=["ecfcheck run", "pytest", "pytest -n 1", "pytest, asked to end"],
)
def test_before_a_run_ends_the_answer_to_an_effect_is_awaited_and_put_on_record(
    command: Sequence[str],
    ask: Callable[[subprocess.Popen[str]], None],
    status: int,
    tmp_path: Path,
    stage: FaultyStage,
) -> None:
    ended = disturbed(stage, tmp_path, command, ask)
    assert (ended.status, ended.links) == (status, 1), ended.said
    assert ended.steps["5"]["outcome"] == "OK"
    assert "6" not in ended.steps


@slow
@pytest.mark.parametrize("command", [COMMAND, PYTEST], ids=["ecfcheck run", "pytest"])
def test_after_a_second_ctrl_c_nothing_is_awaited_and_what_was_sent_is_on_record(
    command: Sequence[str], tmp_path: Path, stage: FaultyStage
) -> None:
    ended = disturbed(stage, tmp_path, command, ctrl_c_twice)
    assert (ended.status, ended.links) == (130 if command == COMMAND else 2, 1), ended.said
    assert ended.steps["5"]["outcome"] == "UNKNOWN_STATE"
    assert ended.steps["5"]["message"] == (
        "link_confirmation: the run ended before the answer to confirm, which may have been sent"
    )
    assert "6" not in ended.steps


@pytest.mark.parametrize(
    "command",
    [COMMAND, pytest.param((*PYTEST, "-n1"), marks=slow)],
    ids=["ecfcheck run", "pytest -n 1"],
)
def test_after_a_kill_it_is_on_record_that_something_may_have_been_sent(
    command: Sequence[str], tmp_path: Path, stage: FaultyStage
) -> None:
    ended = disturbed(stage, tmp_path, command, lambda run: os.killpg(run.pid, signal.SIGKILL))
    assert (ended.status, ended.links) == (-signal.SIGKILL, 1)
    assert (ended.steps["5"]["outcome"], ended.steps["5"]["foreseen"]) == ("UNKNOWN_STATE", True)
    (told,) = [
        step for step in build_report(read_folder(tmp_path / "out").records).steps if step.outcome.failed
    ]
    assert told.step == "5"


@slow
@pytest.mark.parametrize("command", [COMMAND, PYTEST], ids=["ecfcheck run", "pytest"])
def test_when_the_browser_crashes_after_an_effect_another_finds_out_how_things_stand(
    command: Sequence[str], tmp_path: Path, stage: FaultyStage
) -> None:
    pids, program = tmp_path / "pids", tmp_path / "browser"
    program.write_text(
        f'#!/bin/sh\necho $$ >> {pids}\nexec "{find_browser().executable}" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o700)

    def crash(_: object) -> None:
        os.kill(int(pids.read_text(encoding="utf-8").split()[-1]), signal.SIGKILL)

    ended = disturbed(stage, tmp_path, command, crash, {"ECFCHECK_BROWSER": str(program)})
    assert (ended.steps["5"]["outcome"], ended.links) == ("UNKNOWN_STATE", 1), ended.said
    assert ended.steps["5"]["since"] == "verify_linked was run to find out, and it did take effect"
