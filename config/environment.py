"""What is configured outside the project's files: environment variables, and `.env` for those not set."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values


def environment(folder: Path | None = None) -> Mapping[str, str]:
    """Return the settings of `.env` in the folder (the current one) with the environment's over them."""
    written = dotenv_values((folder or Path.cwd()) / ".env")
    return {**{name: value for name, value in written.items() if value}, **os.environ}
