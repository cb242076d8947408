"""A plugin for a canary run: odd passwords, written down elsewhere, and no redaction if so wanted."""

import json
import os
from pathlib import Path
from typing import Any

from ecfcheck.courts.stage import Control
from ecfcheck.redaction import Redactor

GIVEN = "CANARY_GIVEN"
"""The variable that names the folder in which each process writes down the accounts that it was given."""
REDACTION_OFF = "CANARY_REDACTION_OFF"

_mint = Control.mint


def _mint_odd(self: Control, traits: dict[str, Any]) -> dict[str, Any]:
    answer = _mint(self, {**traits, "passwords": "odd"})
    with (Path(os.environ[GIVEN]) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as given:
        given.write(json.dumps(answer) + "\n")
    return answer


if os.environ.get(GIVEN):
    Control.mint = _mint_odd  # type: ignore[method-assign]
if os.environ.get(REDACTION_OFF):
    Redactor.learn = lambda *_: None  # type: ignore[method-assign]
