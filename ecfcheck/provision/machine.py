"""The computer a browser is looked for on: its system, its environment, its folders."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

System = Literal["linux", "darwin", "win32"]


@dataclass(frozen=True)
class Machine:
    """A computer as far as finding a browser needs it; tests give it a root folder of their own."""

    system: System
    environ: Mapping[str, str]
    root: Path = Path("/")

    def folder(self, text: str) -> Path | None:
        """Return the folder meant by `/x`, `~/x` or `{VARIABLE}/x`; None where the variable is not set."""
        if text.startswith("~/"):
            return self.home() / text[2:]
        if text.startswith("{"):
            name, _, rest = text[1:].partition("}/")
            value = self.environ.get(name)
            return Path(value) / rest if value else None
        return self.root / text.lstrip("/")

    def home(self) -> Path:
        """Return the user's own folder, as Playwright's driver sees it too."""
        value = self.environ.get("USERPROFILE" if self.system == "win32" else "HOME")
        return Path(value) if value else Path.home()


def this_machine(environ: Mapping[str, str] = os.environ) -> Machine:
    """Return the computer this process runs on; any other Unix keeps its programs where Linux does."""
    if sys.platform == "win32":
        return Machine("win32", environ)
    return Machine("darwin" if sys.platform == "darwin" else "linux", environ)
