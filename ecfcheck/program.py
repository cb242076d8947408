"""Names the command that starts ecfcheck, for messages that a user copies into a terminal."""

import sys
from pathlib import Path
from shlex import quote
from shutil import which

from config.yaml_file import display_path


def name_program(*, in_any_folder: bool = False) -> str:
    """Return `ecfcheck` if PATH has it, else the path of the program next to this Python.

    The path is relative where it can be, unless the command is for another folder.
    """
    if which("ecfcheck"):
        return "ecfcheck"
    path = Path(sys.executable).with_name("ecfcheck")
    return quote(str(path) if in_any_folder else display_path(path))
