"""Starts a staged court as a process of its own and talks to its control interface."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from config.court import COURTS
from config.errors import UserError
from config.secret import Secret

_SECONDS_TO_ANSWER = 10
_UNPROCESSABLE = 422
_LOCAL_HOST = re.compile(r"(?<=//)[\w.]+\.localhost")


class StageError(UserError):
    """The staged court failed; the text says what happened and what to do."""


@dataclass(frozen=True)
class Control:
    """A client of a staged court's control interface: its address and its token."""

    address: str
    token: Secret

    def require_running(self) -> None:
        """Make sure that the stage is running and accepts the token. Raises StageError."""
        self.events()

    def events(self) -> list[dict[str, Any]]:
        """Return the stage's own log of logins and links, oldest first. Raises StageError."""
        return list(self._ask("events", None))

    def mint(self, traits: dict[str, Any]) -> dict[str, Any]:
        """Create a fresh pair of accounts and return them. Raises StageError."""
        return dict(self._ask("accounts", json.dumps(traits).encode()))

    def set_clock(self, at: str) -> None:
        """Set the stage's clock to a time in ISO 8601; it runs on from there. Raises StageError."""
        self._ask("clock", json.dumps({"at": at}).encode())

    def set_faults(self, faults: Sequence[Mapping[str, Any]]) -> None:
        """Replace the stage's faults. Raises StageError."""
        self._ask("faults", json.dumps(list(faults)).encode())

    def faults(self) -> list[dict[str, Any]]:
        """Return the stage's faults, and how often each matched and was applied. Raises StageError."""
        return list(self._ask("faults", None))

    def clear_faults(self) -> None:
        """Remove all faults, and release the requests that they hold. Raises StageError."""
        self._ask("faults", None, "DELETE")

    def _ask(self, what: str, body: bytes | None, method: str | None = None) -> Any:
        token = self.token.get_secret_value()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        # The environment's proxy does not apply: the stage is on this machine.
        opener = build_opener(ProxyHandler({}))
        try:
            address = f"{self.address}/{what}"
            request = Request(address, data=body, headers=headers, method=method)  # noqa: S310 - loopback
            with opener.open(request, timeout=_SECONDS_TO_ANSWER) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                words = error.read().decode()
                raise StageError(_describe_refusal(self.address, error.code, words)) from None
        except (URLError, OSError) as error:
            raise StageError(
                f"the staged court at {self.address} does not answer ({error}); is it running? start it with"
                " `ecfcheck stage`, or leave the ports out of the court's file to have one started"
            ) from None


def _describe_refusal(address: str, status: int, words: str) -> str:
    if status in {401, 403}:
        return (
            f"the staged court at {address} refuses the token; set ECFCHECK_STAGE_TOKEN to the one that"
            " `ecfcheck stage` printed when it started"
        )
    problems = _read_problems(words) if status == _UNPROCESSABLE else []
    if problems:
        return "\n".join(["the staged court cannot do what it was asked for:", *problems])
    return f"the staged court at {address} answers with HTTP status {status}: {words.strip()[:300]}"


def _read_problems(words: str) -> list[str]:
    try:
        return [str(problem) for problem in json.loads(words)["problems"]]
    except (ValueError, KeyError, TypeError):
        return []


@contextmanager
def start_stage(*options: str) -> Iterator["RunningStage"]:
    """Run a staged court during a block, with options of `python -m stage`. Raises StageError."""
    process = subprocess.Popen(  # noqa: S603 - this very Python, with options that ecfcheck itself gives
        # -P: a folder called "stage" in the user's current folder must not be imported.
        [sys.executable, "-P", "-m", "stage", "--tied", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl-C in a terminal must reach only the runner: the court finishes the request it is working on.
        start_new_session=True,
    )
    try:
        # Popen opens the pipes that it was asked for, but its types do not say so.
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise StageError("the staged court ended before it was ready; see its output above")
        ready = json.loads(line)
        yield RunningStage(ready["port"], Control(ready["control"], Secret(ready["token"])), process)
    finally:
        # A tied stage ends when its standard input is closed, on every system.
        process.communicate()


@dataclass(frozen=True)
class RunningStage:
    """A staged court that this process started."""

    port: int
    control: Control
    process: subprocess.Popen[str]


def write_court_file(file: Path, name: str, port: int) -> None:
    """Write a court's file with the port in each address and no clock. Raises StageError."""
    text = (COURTS / f"{name}.yaml").read_text(encoding="utf-8")
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("at:"))
    try:
        file.write_text(_LOCAL_HOST.sub(lambda host: f"{host[0]}:{port}", text), encoding="utf-8")
    except OSError as error:
        raise StageError(f"{file} cannot be written: {error.strerror}; name another file") from None
