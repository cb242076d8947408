"""Reads settings from environment variables and, for those not set, from `.env`."""

import os
import shlex
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from stat import S_IMODE, S_IRGRP, S_IROTH, S_IWGRP, S_IWOTH

from dotenv.parser import Binding, parse_stream

from config.project import current_project
from config.yaml_file import Position, Problem, ProblemsError, display_path

_OTHERS_ACCESS = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH


def read_environment(folder: Path | None = None) -> Mapping[str, str]:
    """Return the settings of the folder's `.env`, overridden by the environment.

    The default folder is that of the user's project, else the current one. Raises ProblemsError if `.env`
    cannot be read, is accessible to other users (not checked on Windows, where files have no mode) or has an
    invalid line.
    """
    project = current_project()
    path = (folder or (project.root if project else Path.cwd())) / ".env"
    settings = _parse_settings(path, _read_text(path)) if path.is_file() or path.is_symlink() else {}
    return {**{name: value for name, value in settings.items() if value}, **os.environ}


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if os.name == "posix":
                _require_private(path, os.fstat(file.fileno()))
            return file.read().decode("utf-8-sig")
    except OSError as error:
        raise ProblemsError.single(display_path(path), f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        text = f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        raise ProblemsError.single(display_path(path), text) from None


def _require_private(path: Path, status: os.stat_result) -> None:
    """Require that only the current user can access a file. Raises ProblemsError."""
    name = shlex.quote(display_path(path))
    if status.st_uid != os.geteuid():
        text = f"belongs to another user, who can read it; take ownership: sudo chown $(id -u) {name}"
    elif status.st_mode & _OTHERS_ACCESS:
        mode = S_IMODE(status.st_mode)
        text = f"is accessible to other users (mode {mode:o}); make it private: chmod 600 {name}"
    else:
        return
    raise ProblemsError.single(display_path(path), text)


def _parse_settings(path: Path, text: str) -> Mapping[str, str]:
    """Return the settings, verbatim: a password may contain `$`. Raises ProblemsError."""
    lines = [line for line in parse_stream(StringIO(text)) if line.error or line.key is not None]
    # The message does not quote the line: it may contain a password.
    invalid = [line for line in lines if line.error or line.value is None]
    if invalid:
        text = "is not NAME=VALUE; put the value in single quotes, or start the line with # to ignore it"
        raise ProblemsError(
            Problem(display_path(path), Position(_find_line_number(line)), text) for line in invalid
        )
    return {line.key: line.value for line in lines if line.key and line.value}


def _find_line_number(line: Binding) -> int:
    """Return the line's number; the parser's own number is that of preceding blank lines."""
    text = line.original.string
    return line.original.line + text[: len(text) - len(text.lstrip())].count("\n")
