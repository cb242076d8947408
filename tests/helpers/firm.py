"""A practice firm on a stage of its own, and `ecfcheck audit` as a user starts it there."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from ecfcheck.audit.demo_firm import write_firm
from ecfcheck.courts.stage import Control, start_stage

FAST = ("--logins-per-minute", "6000")


@dataclass(frozen=True)
class Firm:
    """A folder with a roster, credentials and court files, and the stage behind them."""

    folder: Path
    control: Control

    def build_command(self, *options: str) -> list[str]:
        """Return the command line of an audit of all courts."""
        return [sys.executable, "-m", "ecfcheck", "audit", "roster.csv", *options]

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a user with no settings but those in the firm's .env."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("ECFCHECK", "PYTEST"))
        }
        return {**inherited, "ECFCHECK_STATE": str(self.folder / "state"), "CI": "true"}

    def audit(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Run an audit to its end."""
        return subprocess.run(
            self.build_command(*options),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def running_audit(self, *options: str) -> Iterator[subprocess.Popen[str]]:
        """Start an audit in a process group of its own; yield the process."""
        with subprocess.Popen(
            self.build_command(*options),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            yield process

    @property
    def truth(self) -> dict[tuple[str, str], str]:
        """The right status of each person at each of their courts."""
        with (self.folder / "truth.csv").open(encoding="utf-8", newline="") as file:
            return {(row["alias"], row["court"]): row["status"] for row in csv.DictReader(file)}

    def journal(self, out: str) -> list[dict[str, Any]]:
        """Return the complete lines of an audit's journal."""
        text = (self.folder / out / "audit.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def statuses(self, out: str) -> dict[tuple[str, str], str]:
        """Return the statuses in an audit's results."""
        text = (self.folder / out / "results.jsonl").read_text(encoding="utf-8")
        rows = [json.loads(line) for line in text.splitlines()]
        assert len({(row["alias"], row["court"]) for row in rows}) == len(rows)
        return {(row["alias"], row["court"]): row["status"] for row in rows}

    @property
    def users(self) -> dict[str, str]:
        """The user name of each alias."""
        env = dict(dotenv_values(self.folder / ".env"))
        with (self.folder / "roster.csv").open(encoding="utf-8", newline="") as file:
            return {row["alias"]: env[row["user name"]] or "" for row in csv.DictReader(file)}

    def in_flight(self, out: str) -> set[str]:
        """Return the aliases that logged in and lack an answer: those that a kill interrupted."""
        path = self.folder / out / "audit.jsonl"
        rows = self.journal(out) if path.exists() else []
        answered = {(row["alias"], row["court"]) for row in rows if row["record"] == "result"}
        incomplete = {alias for alias, court in self.truth if (alias, court) not in answered}
        return incomplete & {row["alias"] for row in rows if row["record"] == "typed"}

    def login_moments(self) -> list[float]:
        """Return the time of each login in seconds, by the stage's clock."""
        tried = [event for event in self.control.events() if event["kind"] == "login_tried"]
        return [datetime.fromisoformat(event["at"]).timestamp() for event in tried]

    @property
    def expected_twice(self) -> set[str]:
        """The users who log in twice: PACER's page about accounts that are not linked asks again."""
        unlinked = {
            alias for (alias, _), status in self.truth.items() if status in {"not linked", "not upgraded"}
        }
        return {self.users[alias] for alias in unlinked}

    def logins(self, kind: str = "login_tried") -> Counter[str]:
        """Return how often each user logged in, or was refused, by the stage's log."""
        users = {*self.users.values()}
        events = [event for event in self.control.events() if event["who"] in users]
        return Counter(event["who"] for event in events if event["kind"] == kind)


@contextmanager
def running_firm(size: int, folder: Path) -> Iterator[Firm]:
    """Start a stage, and yield a firm of `size` people on it."""
    with start_stage() as stage:
        write_firm(folder, size, stage.control, stage.port)
        yield Firm(folder, stage.control)
