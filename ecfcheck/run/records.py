"""Writes a run's records, one line of JSON each, as they happen: what is written survives a crash."""

from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from ecfcheck.artefacts.redactor import Redactor
from ecfcheck.run.record import EndRecord, RunRecord, StepRecord

R = TypeVar("R", RunRecord, StepRecord, EndRecord)


class Records:
    """The file of one process of a run. Secrets are taken out before a line is written."""

    def __init__(self, folder: Path, redactor: Redactor, process: str = "main") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.redactor = redactor
        self._file = (folder / f"records-{process}.jsonl").open("a", encoding="utf-8")

    def write(self, record: R) -> R:
        """Write one record and hand it to the system at once; return it as it may be shown."""
        clean = type(record).model_validate(self.redactor.clean_values(record.model_dump(mode="json")))
        self._file.write(clean.model_dump_json() + "\n")
        self._file.flush()
        return clean

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
