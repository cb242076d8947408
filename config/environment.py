"""What is configured outside the project's files: environment variables, and `.env` for those not set."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from config.located import Problem, Problems, shown


def environment(folder: Path | None = None) -> Mapping[str, str]:
    """Return the settings of `.env` in the folder (the current one) with the environment's over them.

    Raises Problems when `.env` cannot be read.
    """
    path = (folder or Path.cwd()) / ".env"
    try:
        # As it stands: a password may hold a $.
        written = dotenv_values(path, interpolate=False)
    except UnicodeDecodeError as error:
        text = f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        raise Problems([Problem(shown(path), None, text)]) from None
    return {**{name: value for name, value in written.items() if value}, **os.environ}
