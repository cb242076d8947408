"""Keeps results in a file of JSON lines, so that an interrupted run of all faults can be continued."""

import json
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

from benchmarks.faults.case import Case, Result
from ecfcheck.runner.outcome import Outcome


class KeptResults:
    """The results of earlier runs, by case; without a file, nothing is kept."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = Lock()
        self._results: dict[str, Result] = {}
        if file and file.is_file():
            lines = file.read_text(encoding="utf-8").splitlines()
            self._results = {values.pop("case"): _read_result(values) for values in map(json.loads, lines)}

    def find(self, case: Case) -> Result | None:
        """Return the result of a case, if it is kept."""
        return self._results.get(case.name)

    def add(self, case: Case, result: Result) -> Result:
        """Keep the result of a case, and return it."""
        if self._file:
            with self._lock, self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"case": case.name, **asdict(result)}) + "\n")
        return result


def _read_result(values: dict[str, Any]) -> Result:
    outcome = values["outcome"] and Outcome(values["outcome"])
    return Result(**values | {"outcome": outcome, "record_faults": tuple(values["record_faults"])})
