"""What every peer is given: the procedures to carry out, one for each account, and the browser."""

import json
import os
from pathlib import Path
from typing import Any

PROCEDURES = "ECFCHECK_BENCH_PROCEDURES"
"""The variable that names the JSON file with the procedures."""

BROWSER = "ECFCHECK_BENCH_BROWSER"
"""The variable that names the browser's program."""


def read_procedures() -> list[dict[str, list[dict[str, Any]]]]:
    """Return the procedures: operations by step."""
    procedures: list[dict[str, list[dict[str, Any]]]] = json.loads(
        Path(os.environ[PROCEDURES]).read_text(encoding="utf-8")
    )
    return procedures


def get_browser() -> str:
    """Return the path of the browser's program."""
    return os.environ[BROWSER]
