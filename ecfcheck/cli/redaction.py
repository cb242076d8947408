"""Redacts the output of a command, however it ends, so that no secret is left in it."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from ecfcheck.redaction.redactor import Redactor
from ecfcheck.runner.output import redact_output


class RedactedOutput:
    """Redacts a folder and other files on exit; enter it before anything writes.

    `messages` then has a line for each file that had to be deleted.
    """

    def __init__(self, folder: Path, redactor: Redactor, others: Sequence[Path]) -> None:
        self.messages: tuple[str, ...] = ()
        self._folder = folder
        self._redactor = redactor
        self._others = others

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.messages = redact_output(self._folder, self._others, self._redactor)
        for message in self.messages:
            click.echo(message, err=True)
