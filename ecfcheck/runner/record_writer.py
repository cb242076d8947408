"""Writes a run's records as JSON lines, each at once, so that they survive a crash."""

import json
from os import fsync
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import BaseModel

from config.court import Court
from ecfcheck.redaction import Pseudonymizer, Redactor, redact_values
from ecfcheck.runner.records import RunRecord, StepKey, StepRecord

_MESSAGE_FIELDS = ("message", "normalized_message", "reconciliation", "next", "earlier_tries", "evidence")
_RECORDS_WITHIN = ("parts", "checks", "courts")
_OF_A_RUN = ("record", "version", "plan", "release", "browser", "flow", "document", "persona", "step")
_OF_A_STEP = (
    *("outcome", "outcome_without_effect", "retry", "standing"),
    *("screen", "window", "action", "effect", "check", "settings"),
)
_OF_AN_AUDIT = ("alias", "court", "status", "id", "people")
_FIXED_FIELDS = frozenset((*_OF_A_RUN, *_OF_A_STEP, *_OF_AN_AUDIT))
"""The fields that hold ecfcheck's own words, or names from its files or a roster: nothing from a screen."""
_CHECK_FIELDS = ("documented", "seen", "difference")
R = TypeVar("R", bound=BaseModel)


class Records:
    """A JSON lines file of one process. Secrets and names are replaced before a line is written."""

    def __init__(
        self, folder: Path, redactor: Redactor, name: str = "records-main.jsonl", *, durable: bool = False
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.redactor = redactor
        self.names = Pseudonymizer()
        """Replaces personal details, which are not secrets but must not be shown."""
        self._durable = durable
        """Whether a line must survive a crash of the machine, not only of this process."""
        self._head: RunRecord | None = None
        self._steps = set[StepKey]()
        self._file = (folder / name).open("a", encoding="utf-8")

    def write_release(self, court: Court, line: str) -> None:
        """Write the run's head again with a court's release line, unless it already has the line."""
        if self._head is None:
            return
        courts = tuple(
            record.model_copy(update={"release_line": line}) if record.address == court.ecf else record
            for record in self._head.courts
        )
        if courts != self._head.courts:
            self.write(self._head.model_copy(update={"courts": courts}))

    def has_step(self, record: StepRecord) -> bool:
        """Return whether a record of the same step was written, be it provisional."""
        return record.key in self._steps

    def write(self, record: R) -> R:
        """Write one record, flush it, and return it as it was written."""
        if isinstance(record, RunRecord):
            self._head = record
        values = record.model_dump(mode="json")
        if self.redactor.has_secret(json.dumps(values).encode()):
            values = self._redact(values)
        clean = type(record).model_validate(self._remove_names(values))
        self._file.write(clean.model_dump_json() + "\n")
        self._file.flush()
        if self._durable:
            fsync(self._file.fileno())
        if isinstance(record, StepRecord):
            self._steps.add(record.key)
        return clean

    def _redact(self, values: dict[str, Any]) -> dict[str, Any]:
        """Replace secrets in every field that can hold text from elsewhere; fixed words stay."""
        nested = {key: [self._redact(one) for one in values[key]] for key in _RECORDS_WITHIN if key in values}
        free = {key: value for key, value in values.items() if key not in _FIXED_FIELDS and key not in nested}
        return {**values, **redact_values(free, self.redactor.clean), **nested}

    def _remove_names(self, values: dict[str, Any]) -> dict[str, Any]:
        """Replace names in fields about screens only: an identifier may happen to equal a name."""
        parts = [
            {
                **self._clean_fields(part, "url", "notes"),
                "checks": [self._clean_check(check) for check in part["checks"]],
                "accessibility": [self._clean_tested(tested) for tested in part["accessibility"]],
            }
            for part in values.get("parts", ())
        ]
        return {**self._clean_fields(values, *_MESSAGE_FIELDS), **({"parts": parts} if parts else {})}

    def _clean_check(self, check: dict[str, Any]) -> dict[str, Any]:
        """Replace names in a check, and in its labels: a changed screen may show a name there."""
        labels = {key: self._clean_labels(check[key]) for key in ("documented", "seen")}
        normalized = {"normalized": self._clean_check(check["normalized"])} if check.get("normalized") else {}
        return self._clean_fields(check | labels | normalized, *_CHECK_FIELDS)

    def _clean_tested(self, tested: dict[str, Any]) -> dict[str, Any]:
        """Replace names in what a page itself says; the rules are axe-core's words."""
        violations = [
            {**violation, "elements": redact_values(violation["elements"], self.names.clean)}
            for violation in tested["violations"]
        ]
        return {**tested, "violations": violations}

    def _clean_labels(self, rows: Any) -> Any:
        if not isinstance(rows, dict):
            return rows
        return {self.names.clean(self.redactor.clean(label)): value for label, value in rows.items()}

    def _clean_fields(self, values: dict[str, Any], *keys: str) -> dict[str, Any]:
        clean = {key: redact_values(values[key], self.names.clean) for key in keys if key in values}
        return {**values, **clean}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
