"""What is configured outside the project's files: environment variables, and `.env` for those not set."""

import os
import shlex
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from stat import S_IMODE, S_IRGRP, S_IROTH, S_IWGRP, S_IWOTH

from dotenv.parser import Binding, parse_stream

from config.yaml_file import Position, Problem, ProblemsError, display_path

_OF_OTHERS = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH


def read_environment(folder: Path | None = None) -> Mapping[str, str]:
    """Return the settings of `.env` in the folder (the current one) with the environment's over them.

    Raises Problems when `.env` cannot be read, can be read by others too, or holds a line that sets nothing.
    On Windows the folder's own rights keep it: a file there has no mode that could be looked at.
    """
    path = (folder or Path.cwd()) / ".env"
    written = _settings(path, _text(path)) if path.is_file() or path.is_symlink() else {}
    return {**{name: value for name, value in written.items() if value}, **os.environ}


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if os.name == "posix":
                _refuse_if_others_can_read(path, os.fstat(file.fileno()))
            return file.read().decode("utf-8-sig")
    except OSError as error:
        raise ProblemsError.single(display_path(path), f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        text = f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        raise ProblemsError.single(display_path(path), text) from None


def _refuse_if_others_can_read(path: Path, status: os.stat_result) -> None:
    name = shlex.quote(display_path(path))
    if status.st_uid != os.geteuid():
        text = f"belongs to another user, who can read it; make it yours: sudo chown $(id -u) {name}"
    elif status.st_mode & _OF_OTHERS:
        text = f"is open to others (mode {S_IMODE(status.st_mode):o}); keep it to yourself: chmod 600 {name}"
    else:
        return
    raise ProblemsError.single(display_path(path), text)


def _settings(path: Path, text: str) -> Mapping[str, str]:
    """Return what each line sets, as it stands: a password may hold a $."""
    lines = [line for line in parse_stream(StringIO(text)) if line.error or line.key is not None]
    # What stands there is not told: it may be a password.
    wrong = [line for line in lines if line.error or line.value is None]
    if wrong:
        how = "is not NAME=VALUE; write the value in single quotes, or begin the line with # to leave it out"
        raise ProblemsError(Problem(display_path(path), Position(_line(line)), how) for line in wrong)
    return {line.key: line.value for line in lines if line.key and line.value}


def _line(line: Binding) -> int:
    """Return where it stands: the blank lines before it are counted with it."""
    text = line.original.string
    return line.original.line + text[: len(text) - len(text.lstrip())].count("\n")
