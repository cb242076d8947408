"""A pytest plugin of canary runs: mints odd passwords, records them, can disable redaction."""

import json
import os
from pathlib import Path
from typing import Any

from ecfcheck.courts.stage import Control
from ecfcheck.redaction import Redactor

ACCOUNTS_FOLDER = "CANARY_ACCOUNTS_FOLDER"
"""The variable that names the folder in which each process records its accounts."""
REDACTION_OFF = "CANARY_REDACTION_OFF"

_mint = Control.mint


def _mint_odd(self: Control, traits: dict[str, Any]) -> dict[str, Any]:
    answer = _mint(self, {**traits, "passwords": "odd"})
    with (Path(os.environ[ACCOUNTS_FOLDER]) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(answer) + "\n")
    return answer


if os.environ.get(ACCOUNTS_FOLDER):
    Control.mint = _mint_odd  # type: ignore[method-assign]
if os.environ.get(REDACTION_OFF):
    Redactor.learn = lambda *_: None  # type: ignore[method-assign]
