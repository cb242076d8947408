"""The gate at the end of a command, however it ends: nothing that it leaves holds a secret."""

from pathlib import Path
from types import TracebackType
from typing import Self

import click

from ecfcheck.artefacts.redactor import Redactor
from ecfcheck.run.leavings import pass_gate


class Gate:
    """Entered before anything writes, left when all have ended; `told` then has what had to be deleted."""

    def __init__(self, folder: Path, report: Path, redactor: Redactor) -> None:
        self.told: tuple[str, ...] = ()
        self._folder = folder
        self._report = report
        self._redactor = redactor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.told = pass_gate(self._folder, [self._report], self._redactor)
        for line in self.told:
            click.echo(line, err=True)
