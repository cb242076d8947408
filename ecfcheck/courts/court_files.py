"""Writes a staged court's file with the port of a running stage, for --court."""

import re
from pathlib import Path

from config.court import COURTS
from ecfcheck.courts.stage import StageError

_HOST = re.compile(r"(?<=//)[\w.]+\.localhost")


def write_court_file(file: Path, name: str, port: int) -> None:
    """Write a court's file with the port in each address and no clock. Raises StageError."""
    text = (COURTS / f"{name}.yaml").read_text(encoding="utf-8")
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("at:"))
    try:
        file.write_text(_HOST.sub(lambda host: f"{host[0]}:{port}", text), encoding="utf-8")
    except OSError as error:
        raise StageError(f"{file} cannot be written: {error.strerror}; name another file") from None
