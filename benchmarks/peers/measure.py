"""Runs a peer on the staged court, and measures its seconds, CPU and memory."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter

from benchmarks.peers.arguments import BROWSER, PROCEDURES
from benchmarks.peers.hand_written import ACCOUNTS, COURT
from benchmarks.peers.peer import ROOT, Peer
from benchmarks.peers.procedure import fill_procedure
from benchmarks.process_tree import TreeSampler
from config.account import Account
from config.court import Court, load_court, move_to_port
from config.court_selection import STAGED
from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import TOKEN
from ecfcheck.courts.stage import Control, start_stage, write_court_file
from ecfcheck.provision import find_browser

_SAMPLE_SECONDS = 0.1
_HOSTS = ("website", "ecf", "pacer", "pacer_account")


@dataclass(frozen=True)
class Measurement:
    """What one command used, with all its processes."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Arena:
    """The staged court that all peers use, and the browser."""

    court: Court
    court_file: Path
    control: Control
    folder: Path

    def measure(self, peer: Peer, procedures: int, at_once: int = 1) -> Measurement:
        """Run the peer's command, or several at once, each for this many new accounts.

        Raises SystemExit if a command fails: a peer that does not finish has no figure.
        """
        commands = [self._prepare(peer, procedures, number) for number in range(at_once)]
        started = perf_counter()
        with ExitStack() as stack:
            processes = [
                stack.enter_context(
                    subprocess.Popen(  # noqa: S603 - the commands of PEERS
                        command,
                        cwd=peer.folder,
                        env=environ,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT,
                    )
                )
                for command, environ in commands
            ]
            samplers = [
                stack.enter_context(TreeSampler(process.pid, _SAMPLE_SECONDS)) for process in processes
            ]
            for process in processes:
                output, _ = process.communicate()
                if process.returncode:
                    raise SystemExit(f"{peer.name} failed:\n{output.decode(errors='replace')[-3000:]}")
            seconds = perf_counter() - started
        cpu = sum(sampler.cpu_seconds for sampler in samplers)
        return Measurement(seconds, cpu, sum(sampler.peak_kb for sampler in samplers) / 1024)

    def _prepare(self, peer: Peer, procedures: int, number: int) -> tuple[list[str], Mapping[str, str]]:
        """Return the command and its environment; its accounts are made before the clock starts."""
        environ = {**os.environ, **peer.environ, "PYTHONPATH": str(ROOT)}
        if peer.mints_accounts:
            environ[TOKEN] = self.control.token.get_secret_value()
            out = Path(mkdtemp(dir=self.folder)) / "out"
            options = ["--runs", str(procedures), "--court", str(self.court_file), "--out", str(out)]
            return [*peer.command, *options], environ
        accounts = [self._mint() for _ in range(procedures)]
        files = {
            PROCEDURES: [fill_procedure(self.court, account) for account in accounts],
            ACCOUNTS: [_dump(account) for account in accounts],
        }
        for name, content in files.items():
            path = self.folder / f"{name}-{number}.json"
            path.write_text(json.dumps(content), encoding="utf-8")
            environ[name] = str(path)
        environ[COURT] = str(self.court_file)
        environ[BROWSER] = str(find_browser().executable)
        return list(peer.command), environ

    def _mint(self) -> Account:
        return StageAccounts(self.control, self.court.host_id).provide("unlinked_filer")


def _dump(account: Account) -> dict[str, dict[str, str]]:
    """Return what the procedure uses of an account, with the secrets of the stage's invention."""
    if account.ecf is None:
        raise ValueError("the procedure needs a CM/ECF account")
    return {
        "pacer": {
            "user_name": account.pacer.user_name,
            "password": account.pacer.password.get_secret_value(),
            "name": account.pacer.name,
        },
        "ecf": {
            "login": account.ecf.login,
            "password": account.ecf.password.get_secret_value(),
            "name": account.ecf.name,
        },
    }


@contextmanager
def open_arena(latency_seconds: float = 0) -> Iterator[Arena]:
    """Start a staged court, which answers after the latency."""
    with TemporaryDirectory() as folder, start_stage() as running:
        court_file = Path(folder) / "court.yaml"
        write_court_file(court_file, STAGED["nextgen"], running.port)
        if latency_seconds:
            running.control.set_faults(
                [{"on": {"host": host, "path": "/*"}, "delay": latency_seconds} for host in _HOSTS]
            )
        court = move_to_port(load_court(STAGED["nextgen"]), running.port)
        yield Arena(court, court_file, running.control, Path(folder))
