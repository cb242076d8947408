"""Live progress for people: one line a step as it ends, the failure in full, one line at the end."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from ecfcheck.report.failure import failure_text, remark_lines
from ecfcheck.report.terminal_lines import (
    Marks,
    choose_marks,
    heading_line,
    run_lines,
    running_line,
    step_line,
    summary_lines,
    unfinished_line,
    where_line,
)
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RunRecord, StepRecord

_CLEAR_LINE = "\r\x1b[K"


class Terminal:
    """Writes a run's progress; `live` says that the stream is a terminal, whose last line can be replaced."""

    def __init__(self, stream: TextIO, *, live: bool, width: int) -> None:
        self._stream = stream
        self._live = live
        self._width = width
        self._marks: Marks = choose_marks(stream.encoding)
        self._colour = live and not os.environ.get("NO_COLOR")
        self._heading = ""
        self._running: tuple[str, str] | None = None

    def run_started(self, run: RunRecord) -> None:
        """Say which courts are checked, at which addresses, in which browser."""
        self._write("\n".join(run_lines(run)))

    def flow_started(self, title: str, persona: str, run: int) -> None:
        """Head the steps that follow."""
        heading = heading_line(title, persona, run)
        if heading != self._heading:
            self._heading = heading
            self._write(f"\n{self._styled(heading, bold=True)}")

    def step_started(self, number: str, says: str) -> None:
        """Show the step that is running, where the line can be replaced once it has ended."""
        self._running = (number, says)
        if self._live:
            self._put(_CLEAR_LINE + running_line(number, says, self._marks, self._width))

    def step_ended(self, step: StepRecord) -> None:
        """Write the step's final line, and below it what was wrong."""
        self._end_line()
        # Several workers' steps come mixed: each is put below the heading it belongs to.
        self.flow_started(step.title, step.persona, step.run)
        line = step_line(step, self._marks, self._width, cut_long=self._live)
        self._write(self._styled(line, **_STYLE.get(step.outcome, _FAILED)))
        width = self._width if self._live else None
        if step.outcome.failed:
            below = [*failure_text(step, width).splitlines(), where_line(step)]
        else:
            below = remark_lines(step, width)
        for line in below:
            self._write(f"    {line}".rstrip())

    def summary(self, steps: Sequence[StepRecord], seconds: float, report: Path | None) -> None:
        """Say how the run went, which steps failed, and where the report is."""
        unfinished = self._running
        self._end_line()
        if unfinished is not None:
            line = unfinished_line(*unfinished, self._marks)
            self._write(self._styled(line, fg="yellow"))
        verdict, *rest = summary_lines(steps, seconds, report, self._marks, unfinished=unfinished is not None)
        failed = any(step.outcome.failed for step in steps)
        colour = "red" if failed else "yellow" if unfinished or not steps else "green"
        self._write("\n" + self._styled(verdict, fg=colour, bold=True))
        for line in rest:
            self._write(line)

    def _end_line(self) -> None:
        if self._live and self._running is not None:
            self._put(_CLEAR_LINE)
        self._running = None

    def _styled(self, text: str, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None, dim=dim or None) if self._colour else text

    def _write(self, text: str) -> None:
        self._put(f"{text}\n")

    def _put(self, text: str) -> None:
        # The court's own words may hold a letter that the stream cannot take; that must not end a run.
        encoding = self._stream.encoding or "utf-8"
        self._stream.write(self._marks.spell(text).encode(encoding, "backslashreplace").decode(encoding))
        self._stream.flush()


_FAILED = {"fg": "red", "bold": True}
_STYLE = {Outcome.OK: {}, Outcome.NOT_RUN: {"dim": True}}
