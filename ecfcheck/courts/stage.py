"""Starts a staged court as a process of its own and talks to its control interface."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from config.secret import Secret

_SECONDS_TO_ANSWER = 10
_UNPROCESSABLE = 422


class StageError(Exception):
    """The staged court does not work; the text says what happened and what to do."""


@dataclass(frozen=True)
class Control:
    """A staged court's control interface: its address and the token that opens it."""

    address: str
    token: Secret

    def prove(self) -> None:
        """Make sure that the stage is there and takes the token. Raises StageFailed."""
        self.events()

    def events(self) -> list[dict[str, Any]]:
        """Return the stage's own log of logins and links, oldest first. Raises StageFailed."""
        return list(self._ask("events", None))

    def mint(self, traits: dict[str, Any]) -> dict[str, Any]:
        """Have a fresh pair of accounts made. Raises StageFailed."""
        return dict(self._ask("accounts", json.dumps(traits).encode()))

    def set_clock(self, at: str) -> None:
        """Set the stage's clock to a moment in ISO 8601; it runs on from there. Raises StageFailed."""
        self._ask("clock", json.dumps({"at": at}).encode())

    def set_faults(self, faults: Sequence[Mapping[str, Any]]) -> None:
        """Have the stage fail in these ways, in the place of all earlier ones. Raises StageFailed."""
        self._ask("faults", json.dumps(list(faults)).encode())

    def faults(self) -> list[dict[str, Any]]:
        """Return the stage's faults, and how often each was met and applied. Raises StageFailed."""
        return list(self._ask("faults", None))

    def clear_faults(self) -> None:
        """Remove all faults; what waits for one of them goes on. Raises StageFailed."""
        self._ask("faults", None, "DELETE")

    def _ask(self, what: str, body: bytes | None, method: str | None = None) -> Any:
        token = self.token.get_secret_value()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        # A proxy of the environment is for the world outside; the stage is on this machine.
        opener = build_opener(ProxyHandler({}))
        try:
            address = f"{self.address}/{what}"
            request = Request(address, data=body, headers=headers, method=method)  # noqa: S310 - loopback
            with opener.open(request, timeout=_SECONDS_TO_ANSWER) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise StageError(_refused(self.address, error.code, error.read().decode())) from None
        except (URLError, OSError) as error:
            raise StageError(
                f"the staged court at {self.address} does not answer ({error}); is it running? start it with"
                " `ecfcheck stage`, or leave the ports out of the court's file to have one started"
            ) from None


def _refused(address: str, status: int, words: str) -> str:
    if status in {401, 403}:
        return (
            f"the staged court at {address} refuses the token; set ECFCHECK_STAGE_TOKEN to the one that"
            " `ecfcheck stage` printed when it started"
        )
    problems = _problems(words) if status == _UNPROCESSABLE else []
    if problems:
        return "\n".join(["the staged court cannot do what it was asked for:", *problems])
    return f"the staged court at {address} answers with HTTP status {status}: {words.strip()[:300]}"


def _problems(words: str) -> list[str]:
    try:
        return [str(problem) for problem in json.loads(words)["problems"]]
    except (ValueError, KeyError, TypeError):
        return []


@contextmanager
def start_stage(*options: str) -> Iterator["RunningStage"]:
    """Run a staged court while the block lasts, told `options` of `python -m stage`. Raises StageFailed."""
    process = subprocess.Popen(  # noqa: S603 - this very Python, with options that ecfcheck itself gives
        # -P: a folder called "stage" where the user happens to be is not meant.
        [sys.executable, "-P", "-m", "stage", "--tied", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl-C in a terminal is for who runs the flows: what is under way at the court comes to its end.
        start_new_session=True,
    )
    try:
        # Popen gives the pipes it was asked for; the types cannot tell.
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise StageError("the staged court ended before it was ready; what it said stands above")
        ready = json.loads(line)
        yield RunningStage(ready["port"], Control(ready["control"], Secret(ready["token"])), process)
    finally:
        # Closing its standard input is how a tied stage is told to end, on every system.
        process.communicate()


@dataclass(frozen=True)
class RunningStage:
    """A staged court that was started here."""

    port: int
    control: Control
    process: subprocess.Popen[str]
