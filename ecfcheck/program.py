"""Names the command that starts ecfcheck, for messages that a user copies into a terminal."""

import sys
from pathlib import Path
from shlex import quote
from shutil import which

from config.yaml_file import display_path


def name_program() -> str:
    """Return `ecfcheck` if PATH has it, else the path of the program next to this Python."""
    if which("ecfcheck"):
        return "ecfcheck"
    return quote(display_path(Path(sys.executable).with_name("ecfcheck")))
