"""The exact output in the terminal while a run is running."""

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest

from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.records import StepRecord
from tests.helpers.run_samples import HEAD, failed_steps, good_steps

GOLDEN = Path(__file__).parent / "golden"


class Stream(StringIO):
    """A stream with the encoding it is given."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override] # a property there too, without a type
        return self._encoding


def write_run(steps: Sequence[StepRecord], encoding: str = "utf-8", *, unfinished: str | None = None) -> str:
    """Return what is written to a stream that is not a terminal."""
    stream = Stream(encoding)
    terminal = Terminal(stream, live=False, width=100)
    terminal.run_started(HEAD)
    for step in steps:
        terminal.flow_started(step.title, step.persona, step.run)
        terminal.step_started(step.step, step.says)
        terminal.step_ended(step)
    if unfinished:
        terminal.step_started(unfinished, "Whatever comes next.")
    terminal.show_summary(steps, 1.42, Path("report.html"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("good", write_run(good_steps())),
        ("failed", write_run(failed_steps())),
        ("cut_short", write_run(good_steps()[:3], unfinished="4")),
        ("ascii", write_run(failed_steps(), "ascii")),
    ],
)
def test_a_run_is_shown_as_in_the_golden_file(name: str, text: str) -> None:
    assert text == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_a_picture_is_named_with_the_folder_of_its_run() -> None:
    stream = Stream("utf-8")
    terminal = Terminal(stream, live=True, width=80)
    terminal.run_started(HEAD, Path("runs/2026-11-27"))
    for step in failed_steps():
        terminal.step_ended(step)
    assert " · picture runs/2026-11-27/evidence/01-5-link_confirmation.jpg\n" in stream.getvalue()


def test_on_a_terminal_the_line_of_the_running_step_is_replaced_when_it_ends() -> None:
    stream = Stream("utf-8")
    terminal = Terminal(stream, live=True, width=80)
    terminal.step_started("1", "From the court's website, open E-Filing (CM/ECF).")
    running = stream.getvalue()
    terminal.step_ended(good_steps()[0])
    assert "open E-Filing" in running
    assert not running.endswith("\n")
    assert stream.getvalue()[len(running) :].startswith("\r\x1b[K")


def test_the_heading_says_which_of_several_flows_it_is() -> None:
    stream = Stream("utf-8")
    terminal = Terminal(stream, live=False, width=80)
    terminal.flow_started("A title", "a_persona", 2, "flow 7 of 30")
    assert stream.getvalue() == "\nA title · a_persona · run 2 · flow 7 of 30\n"


def test_a_quiet_terminal_shows_failures_and_the_summary_alone() -> None:
    stream = Stream("utf-8")
    terminal = Terminal(stream, live=True, width=100, quiet=True)
    terminal.run_started(HEAD)
    steps = failed_steps()
    for step in steps:
        terminal.flow_started(step.title, step.persona, step.run)
        terminal.step_started(step.step, step.says)
        terminal.step_ended(step)
    terminal.show_progress("3 of 5 flows done")
    terminal.show_summary(steps, 1.42, Path("report.html"))
    lines = [line for line in stream.getvalue().splitlines() if line and not line.startswith("    ")]
    starts = ["Link an upgraded PACER account", "  ✗ 5", "1 of 6 steps failed", "  ✗ step 5", "report"]
    plain = [re.sub("\x1b\\[[0-9]*m", "", line) for line in lines]
    assert [line.startswith(start) for line, start in zip(plain, starts, strict=True)] == [True] * 5, plain


def test_what_is_running_is_replaced_by_the_next_line() -> None:
    stream = Stream("utf-8")
    terminal = Terminal(stream, live=True, width=40)
    terminal.show_progress("1 of 3 flows done, running: link_account, verify_linked")
    terminal.step_ended(good_steps()[0])
    assert stream.getvalue().startswith("\r\x1b[K  · 1 of 3 flows done, running: link_a…\r\x1b[K\n")
