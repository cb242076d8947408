"""Sets up a checkout: .venv, the locked packages, ecfcheck itself and a browser, if missing.

Run `python3 bootstrap.py` as often as you like. It needs only Python's standard library.
"""

from __future__ import annotations  # lets an older Python get as far as TOO_OLD

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST_PYTHON = (3, 11)
HARNESS = 4  # the exit status for problems of the harness
INTERRUPTED = 130

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
COMMAND = BIN / ("ecfcheck.exe" if os.name == "nt" else "ecfcheck")
STAMP = VENV / "bootstrap.json"  # {"key": see compute_key, "browser": path of the program}
UNFINISHED = "unfinished"  # the key while packages are being installed

TOO_OLD = """\
ecfcheck needs Python {oldest} or newer; this is {python}
next  run this with a newer Python: python3.11 bootstrap.py"""

NO_VENV = """\
this Python ({python}) cannot create a virtual environment: venv and ensurepip are a separate package
next  {command}
      then run this again"""

NOT_INSTALLED = """\
{output}

{what} could not be installed; the output is above
next  no network? connect this computer, then run this again
      behind a proxy? set HTTPS_PROXY
      your own package index? set PIP_INDEX_URL or use pip.conf: pip's settings apply"""

NOT_REPLACED = """\
.venv is not usable and could not be replaced: {problem}
next  close the programs and shells that use it, or delete the folder, then run this again"""


class SetupError(Exception):
    """The setup cannot continue; the text says what to do next."""


def main() -> int:
    """Set up what is missing, and return the exit status."""
    try:
        prepare()
    except SetupError as problem:
        say(str(problem))
        return HARNESS
    except KeyboardInterrupt:
        say("interrupted; run this again to continue")
        return INTERRUPTED
    say(f"ready: {COMMAND.relative_to(ROOT)}")
    return 0


def prepare() -> None:
    """Set up .venv and a browser; does nothing, and starts no program, if both are up to date."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(
            TOO_OLD.format(oldest=format_version(OLDEST_PYTHON), python=format_version(sys.version_info[:3]))
        )
    stamp = read_stamp()
    if not (is_intact() and stamp.get("key") == compute_key()):
        if stamp.get("key") == UNFINISHED or not is_usable():
            create_venv()
        install_packages()
        stamp = {}
    if not os.path.exists(stamp.get("browser", "")):  # noqa: PTH110 - Path("") would be the current folder
        write_stamp(compute_key(), browser="")
        write_stamp(compute_key(), browser=provide_browser())


def compute_key() -> str:
    """Return a hash of all that a finished .venv depends on, including folder and interpreter."""
    digest = hashlib.sha256(repr((sys.version_info[:2], str(ROOT), os.path.realpath(PYTHON))).encode())
    for name in ("requirements.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """Return the stamp of the last setup, or {} if it is missing or unreadable."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(key: str, browser: str = "") -> None:
    """Write the stamp atomically."""
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps({"key": key, "browser": browser}), encoding="utf-8")
    new.replace(STAMP)


def is_intact() -> bool:
    """Return whether the interpreter behind .venv and the command in it still exist."""
    return PYTHON.exists() and COMMAND.exists() and Path(read_venv_config().get("home", "")).is_dir()


def is_usable() -> bool:
    """Return whether .venv can be reused: it is for this folder and Python, and has pip."""
    if not PYTHON.exists() or not read_venv_config().get("command", "").endswith(str(VENV)):
        return False
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return run([str(PYTHON), "-c", probe]).returncode == 0


def read_venv_config() -> dict[str, str]:
    """Return the settings in pyvenv.cfg, which name folder and Python; {} if unreadable."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = [line.partition("=") for line in lines]
    return {name.strip(): value.strip() for name, _, value in pairs}


def create_venv() -> None:
    """Create a new .venv, replacing the old one."""
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_module()
    # If this runs inside .venv, use the Python that created it: .venv is about to be deleted.
    python = (
        read_venv_config().get("executable", sys.executable) if Path(sys.prefix) == VENV else sys.executable
    )
    say(f".venv: creating it with Python {format_version(sys.version_info[:3])}")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
    except OSError as problem:
        raise SetupError(NOT_REPLACED.format(problem=problem)) from problem
    write_stamp(UNFINISHED)
    run_required([python, "-m", "venv", str(VENV)], "a virtual environment")


def install_venv_module() -> None:
    """Install Debian's separate venv package, if that does not require a password."""
    package = f"python{format_version(sys.version_info[:2])}-venv"
    root = find_root_prefix()
    if shutil.which("apt-get") is None:
        command = "install Python's venv and ensurepip modules"
    else:
        command = f"sudo apt-get install {package}"
    if shutil.which("apt-get") is None or root is None:
        raise SetupError(NO_VENV.format(python=sys.executable, command=command))
    say(f".venv: installing Debian's {package}")
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    run([*apt, "update"])  # may fail for a package list that is not needed
    run_required([*apt, "install", "-y", "--no-install-recommends", package], package)


def find_root_prefix() -> list[str] | None:
    """Return the prefix that runs a command as root, or None if root requires a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    silent = ["sudo", "-n"]
    return silent if shutil.which("sudo") and run([*silent, "true"]).returncode == 0 else None


def install_packages() -> None:
    """Install the locked packages, and the checkout itself in editable mode."""
    say("packages: installing requirements.lock")
    write_stamp(UNFINISHED)
    start = time.monotonic()
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check", "install"]
    run_required([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], "the packages")
    run_required([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "ecfcheck")
    if hasattr(os, "sync"):
        os.sync()  # a power failure must not leave a stamp with half-written packages
    say(f"packages: done in {time.monotonic() - start:.0f} s")


def provide_browser() -> str:
    """Return the path of a browser, installing one if needed; reports its own progress."""
    command = [str(PYTHON), "-m", "ecfcheck.provision"]
    result = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    if result.returncode:
        raise SetupError("everything is ready except a browser")
    return result.stdout.strip()


def run_required(command: list[str], what: str) -> None:
    """Run a command, and raise SetupError if it fails."""
    result = run(command)
    if result.returncode:
        raise SetupError(NOT_INSTALLED.format(output=result.stdout.strip(), what=what))


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command and capture its output."""
    return subprocess.run(  # noqa: S603 - fixed commands of our own, no shell
        command,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def format_version(version: tuple[int, ...]) -> str:
    """Return a version with dots, such as 3.11."""
    return ".".join(map(str, version))


def say(line: str) -> None:
    """Print a line for the user."""
    print(line, flush=True)  # noqa: T201 - click is not installed yet


if __name__ == "__main__":
    sys.exit(main())
