"""The gate at the end of a command, however it ends: nothing that it leaves holds a secret."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from ecfcheck.redaction import Redactor
from ecfcheck.runner.output import redact_output


class RedactedOutput:
    """Entered before anything writes, left when all have ended; `told` then has what had to be deleted."""

    def __init__(self, folder: Path, redactor: Redactor, others: Sequence[Path]) -> None:
        self.told: tuple[str, ...] = ()
        self._folder = folder
        self._redactor = redactor
        self._others = others

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.told = redact_output(self._folder, self._others, self._redactor)
        for line in self.told:
            click.echo(line, err=True)
