"""Prepares a checkout, each thing only if missing: .venv, the locked packages, ecfcheck itself, a browser.

Run it with `python3 bootstrap.py`, as often as you like. It needs Python's standard library and nothing else.
"""

from __future__ import annotations  # so that an older Python gets as far as being told that it is too old

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
HARNESS = 4  # the exit code for what is wrong on our own side
INTERRUPTED = 130

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
COMMAND = BIN / ("ecfcheck.exe" if os.name == "nt" else "ecfcheck")
STAMP = VENV / "bootstrap.json"  # {"key": what this .venv was made for, "browser": the program found}
UNFINISHED = "unfinished"  # the key while packages are being installed

TOO_OLD = """\
ecfcheck needs Python {oldest} or newer; this is {python}
next  run this with a newer one: python3.11 bootstrap.py"""

NO_VENV = """\
this Python ({python}) cannot make a virtual environment: its part for that is a package of its own
next  {command}
      then run this again"""

NOT_INSTALLED = """\
{output}

{what} could not be installed; above is what was said about it
next  no network? connect this computer, then run this again
      behind a proxy? set HTTPS_PROXY
      an index of your own? set PIP_INDEX_URL or use pip.conf: pip's settings are heeded"""

NOT_REPLACED = """\
.venv is of no use any more and could not be replaced: {problem}
next  leave the programs and shells that use it, or remove the folder yourself, then run this again"""


class SetupError(Exception):
    """The set-up cannot go on; the text says what to do next."""


def main() -> int:
    """Prepare what is missing; return the exit code."""
    try:
        prepare()
    except SetupError as problem:
        say(str(problem))
        return HARNESS
    except KeyboardInterrupt:
        say("interrupted; run it again to go on")
        return INTERRUPTED
    say(f"ready: {COMMAND.relative_to(ROOT)}")
    return 0


def prepare() -> None:
    """Bring .venv to what this checkout needs; nothing is done, and no program started, if it is there."""
    if sys.version_info < OLDEST:
        raise SetupError(TOO_OLD.format(oldest=dotted(OLDEST), python=dotted(sys.version_info[:3])))
    stamp = read_stamp()
    if not (intact() and stamp.get("key") == key()):
        if stamp.get("key") == UNFINISHED or not usable():
            make_venv()
        install_packages()
        stamp = {}
    if not os.path.exists(stamp.get("browser", "")):  # noqa: PTH110 - "" is no file, but Path("") is a folder
        write_stamp(key(), browser="")
        write_stamp(key(), browser=provide_browser())


def key() -> str:
    """Return a hash of all that a finished .venv depends on, the folder and the interpreter included."""
    digest = hashlib.sha256(repr((sys.version_info[:2], str(ROOT), os.path.realpath(PYTHON))).encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """Return what the last set-up left; nothing if there was none, or if it is not to be read."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(key: str, browser: str = "") -> None:
    """Stamp .venv, all at once or not at all."""
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps({"key": key, "browser": browser}), encoding="utf-8")
    new.replace(STAMP)


def intact() -> bool:
    """Whether the interpreter behind .venv and the command in it are still there."""
    return PYTHON.exists() and COMMAND.exists() and Path(settings().get("home", "")).is_dir()


def usable() -> bool:
    """Whether packages can be installed into .venv: made for this folder and Python, and with pip in it."""
    if not PYTHON.exists() or not settings().get("command", "").endswith(str(VENV)):
        return False
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return run([str(PYTHON), "-c", probe]).returncode == 0


def settings() -> dict[str, str]:
    """Return what .venv says of itself: where it was made, and by which Python."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = [line.partition("=") for line in lines]
    return {name.strip(): value.strip() for name, _, value in pairs}


def make_venv() -> None:
    """Make .venv afresh."""
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_module()
    # Started from inside .venv, the Python to make a new one with is the one that made the old.
    maker = settings().get("executable", sys.executable) if Path(sys.prefix) == VENV else sys.executable
    say(f".venv: making it with Python {dotted(sys.version_info[:3])}")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
    except OSError as problem:
        raise SetupError(NOT_REPLACED.format(problem=problem)) from problem
    write_stamp(UNFINISHED)
    must([maker, "-m", "venv", str(VENV)], "a virtual environment")


def install_venv_module() -> None:
    """Install what Debian leaves out of Python, where nobody has to be asked for a password."""
    package = f"python{dotted(sys.version_info[:2])}-venv"
    root = as_root()
    if shutil.which("apt-get") is None:
        command = "install Python's venv and ensurepip modules"
    else:
        command = f"sudo apt-get install {package}"
    if shutil.which("apt-get") is None or root is None:
        raise SetupError(NO_VENV.format(python=sys.executable, command=command))
    say(f".venv: installing Debian's {package}")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    run([*apt, "update"])  # may fail in part, for a list that is not needed
    must([*apt, "install", "-y", "--no-install-recommends", package], package)


def as_root() -> list[str] | None:
    """Return what to put before a command so that root runs it; None where that takes a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    silent = ["sudo", "-n"]
    return silent if shutil.which("sudo") and run([*silent, "true"]).returncode == 0 else None


def install_packages() -> None:
    """Install exactly what the lock names, and the checkout itself so that edits take effect at once."""
    say("packages: installing what requirements.lock names")
    write_stamp(UNFINISHED)
    start = time.monotonic()
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check", "install"]
    must([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], "the packages")
    must([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "ecfcheck")
    if hasattr(os, "sync"):
        os.sync()  # a power cut after the stamp must not find half-written packages below it
    say(f"packages: done in {time.monotonic() - start:.0f} s")


def provide_browser() -> str:
    """Return the path of a browser's program, installing one if need be; it says by itself what it does."""
    command = [str(PYTHON), "-m", "ecfcheck.provision"]
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    if done.returncode:
        raise SetupError("everything is ready but a browser")
    return done.stdout.strip()


def must(command: list[str], what: str) -> None:
    """Run a command that the set-up cannot do without."""
    done = run(command)
    if done.returncode:
        raise SetupError(NOT_INSTALLED.format(output=done.stdout.strip(), what=what))


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command quietly, keeping all it says."""
    return subprocess.run(  # noqa: S603 - fixed commands of our own, no shell
        command,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def dotted(version: tuple[int, ...]) -> str:
    """Return a version as people write it."""
    return ".".join(map(str, version))


def say(line: str) -> None:
    """Tell the person what goes on."""
    print(line, flush=True)  # noqa: T201 - click is not there yet


if __name__ == "__main__":
    sys.exit(main())
