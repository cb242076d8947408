"""Shows progress in the terminal: a line for each step, failures in full, and a summary."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from ecfcheck.report.failure import format_failure, format_remarks
from ecfcheck.report.model import CUT_SHORT
from ecfcheck.report.terminal_lines import (
    Marks,
    choose_marks,
    format_flow_line,
    format_heading,
    format_run,
    format_running_step,
    format_step,
    format_summary,
    format_unfinished_step,
)
from ecfcheck.report.text import truncate
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RunRecord, StepRecord

_CLEAR_LINE = "\r\x1b[K"


class Terminal:
    """Writes a run's progress to a stream.

    `live` means that the stream is a terminal, so that the last line can be replaced. `quiet` shows failures
    and the summary alone.
    """

    def __init__(self, stream: TextIO, *, live: bool, width: int, quiet: bool = False) -> None:
        self._stream = stream
        self._live = live and not quiet
        self._quiet = quiet
        self._width = width
        self._marks: Marks = choose_marks(stream.encoding)
        self._color = live and not os.environ.get("NO_COLOR")
        self._flow: tuple[str, str, int] | None = None
        self._place = ""
        self._running: tuple[str, str] | None = None
        self._has_progress = False
        self._fails_on_violations = False
        self._folder: Path | None = None

    def run_started(self, run: RunRecord, folder: Path | None = None) -> None:
        """Write the courts, their addresses and the browser; pictures are named with the run's folder."""
        self._folder = folder
        self._fails_on_violations = run.accessibility == "fail"
        if not self._quiet:
            self._write("\n".join(format_run(run)))

    def flow_started(self, title: str, persona: str, run: int, place: str = "") -> None:
        """Write the heading of the steps that follow; `place` is the flow's, as in `flow 7 of 30`."""
        self._place = place
        if not self._quiet:
            self._write_heading(title, persona, run)

    def _write_heading(self, title: str, persona: str, run: int) -> None:
        """Write a heading, unless it is the current one."""
        if self._flow != (title, persona, run):
            self._flow = (title, persona, run)
            heading = format_heading(title, persona, run, self._place)
            self._write(f"\n{self._style(heading, bold=True)}")

    def show_progress(self, text: str) -> None:
        """Show what is running, if the line can be replaced; the next line that is written replaces it."""
        if self._live:
            self._has_progress = True
            self._put(
                _CLEAR_LINE
                + truncate(f"  {self._marks.running} {text}", self._width - 1, self._marks.ellipsis)
            )

    def step_started(self, number: str, says: str) -> None:
        """Show the running step, if the line can be replaced when it ends."""
        self._running = (number, says)
        if self._live:
            self._put(_CLEAR_LINE + format_running_step(number, says, self._marks, self._width))

    def step_ended(self, step: StepRecord) -> None:
        """Write the step's final line, and what was wrong below it."""
        self._end_line()
        if self._quiet and not step.outcome.is_failure:
            return
        self._write_heading(step.title, step.persona, step.run)
        line = format_step(step, self._marks, self._width, cut_long=self._live)
        self._write(self._style(line, **_STYLE.get(step.outcome, _FAILED)))
        width = self._width if self._live else None
        if step.outcome.is_failure:
            below = [*format_failure(step, width, self._folder).splitlines(), format_flow_line(step)]
        else:
            below = format_remarks(step, width)
        for line in below:
            self._write(f"    {line}".rstrip())

    def show_summary(
        self,
        steps: Sequence[StepRecord],
        seconds: float,
        report: Path | None,
        *,
        incomplete: Sequence[str] = (),
    ) -> None:
        """Write how the run went, which steps failed, why it is not complete, and where the report is."""
        unfinished = self._running
        self._end_line()
        if unfinished is not None:
            line = format_unfinished_step(*unfinished, self._marks)
            self._write(self._style(line, fg="yellow"))
        incomplete = incomplete or ((CUT_SHORT,) if unfinished else ())
        first, *rest = format_summary(steps, seconds, report, self._marks, incomplete=incomplete)
        failed = any(
            step.outcome.is_failure or (self._fails_on_violations and step.has_violations) for step in steps
        )
        color = "red" if failed else "yellow" if incomplete or not steps else "green"
        self._write("\n" + self._style(first, fg=color, bold=True))
        for line in rest:
            self._write(line)

    def _end_line(self) -> None:
        if self._live and (self._running is not None or self._has_progress):
            self._put(_CLEAR_LINE)
        self._running, self._has_progress = None, False

    def _style(self, text: str, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None, dim=dim or None) if self._color else text

    def _write(self, text: str) -> None:
        self._put(f"{text}\n")

    def _put(self, text: str) -> None:
        # A court's words may have a character that the stream cannot encode; that must not end a run.
        encoding = self._stream.encoding or "utf-8"
        self._stream.write(
            self._marks.transliterate(text).encode(encoding, "backslashreplace").decode(encoding)
        )
        self._stream.flush()


_FAILED = {"fg": "red", "bold": True}
_STYLE = {Outcome.OK: {}, Outcome.NOT_RUN: {"dim": True}}
