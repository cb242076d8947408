"""Writes a run's records, one line of JSON each, as they happen: what is written survives a crash."""

from os import fsync
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import BaseModel

from config.court import Court
from ecfcheck.redaction import Pseudonymizer, Redactor, redact_values
from ecfcheck.runner.records import RunRecord

_TOLD = ("message", "since", "next", "earlier", "evidence")
_SHOWN = ("documented", "seen", "difference")
R = TypeVar("R", bound=BaseModel)


class Records:
    """A file of one process, a line for each model. Secrets and names are taken out before it is written."""

    def __init__(
        self, folder: Path, redactor: Redactor, name: str = "records-main.jsonl", *, durable: bool = False
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.redactor = redactor
        self.names = Pseudonymizer()
        """What of accounts is not to be shown, though it is no secret."""
        self._durable = durable
        """Whether a line has to survive the machine too, not only this process."""
        self._head: RunRecord | None = None
        self._file = (folder / name).open("a", encoding="utf-8")

    def write_release(self, court: Court, line: str) -> None:
        """Write the run's head once more, with the release line of a court, if it does not have it yet."""
        if self._head is None:
            return
        courts = tuple(
            one.model_copy(update={"release_line": line}) if one.address == court.ecf else one
            for one in self._head.courts
        )
        if courts != self._head.courts:
            self.write(self._head.model_copy(update={"courts": courts}))

    def write(self, record: R) -> R:
        """Write one record and hand it to the system at once; return it as it may be shown."""
        if isinstance(record, RunRecord):
            self._head = record
        values = self.redactor.clean_values(record.model_dump(mode="json"))
        clean = type(record).model_validate(self._without_names(values))
        self._file.write(clean.model_dump_json() + "\n")
        self._file.flush()
        if self._durable:
            fsync(self._file.fileno())
        return clean

    def _without_names(self, values: dict[str, Any]) -> dict[str, Any]:
        """Clean what is told of screens alone: what a record is known by may happen to be a name too."""
        parts = [
            {
                **self._cleaned(part, "url", "notes"),
                "checks": [self._clean_check(one) for one in part["checks"]],
            }
            for part in values.get("parts", ())
        ]
        return {**self._cleaned(values, *_TOLD), **({"parts": parts} if parts else {})}

    def _clean_check(self, check: dict[str, Any]) -> dict[str, Any]:
        """Clean a check, its labels too: a changed screen may have a name where a label was."""
        labelled = {key: self._clean_labels(check[key]) for key in ("documented", "seen")}
        return self._cleaned(check | labelled, *_SHOWN)

    def _clean_labels(self, shown: Any) -> Any:
        if not isinstance(shown, dict):
            return shown
        return {self.names.clean(self.redactor.clean(label)): value for label, value in shown.items()}

    def _cleaned(self, values: dict[str, Any], *keys: str) -> dict[str, Any]:
        found = {key: redact_values(values[key], self.names.clean) for key in keys if key in values}
        return {**values, **found}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
