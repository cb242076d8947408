"""Audits a firm on the stage: how long it takes, what memory all its processes need, how often it logs in.

    python -m benchmarks.audit --accounts 300
    python -m benchmarks.audit --accounts 60 --kills 10

With --kills, the audit is killed so often at a random moment and goes on; the stage's own log is the witness.
"""

import argparse
import os
import random
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.ecfcheck.audit.firm import Firm, running_firm

SAMPLE_SECONDS = 0.5
MINUTE = 60


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--accounts", type=int, default=300)
    parser.add_argument("--logins-per-minute", default="6000")
    parser.add_argument("-n", dest="at_once", help="accounts at once")
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    options = ["--out", "out", "--logins-per-minute", given.logins_per_minute]
    options += ["-n", given.at_once] if given.at_once else []
    with TemporaryDirectory() as folder, running_firm(given.accounts, Path(folder)) as firm:
        print(f"{given.accounts} people, {len(firm.truth)} answers wanted, {os.cpu_count()} cores")
        if given.kills:
            kill(firm, options, given.kills)
        else:
            measure(firm, options)
        tell(firm)


def measure(firm: Firm, options: list[str]) -> None:
    """Audit once; print wall time, logins a minute and the most memory at a time."""
    started, most, over = monotonic(), [0], threading.Event()
    with firm.running_audit(*options) as process:
        sampler = threading.Thread(target=sample, args=(process.pid, most, over))
        sampler.start()
        process.communicate()
        over.set()
        sampler.join()
    seconds = monotonic() - started
    logins = sum(firm.logins().values())
    print(f"{seconds:.1f} s in all; {logins} logins, {logins / seconds * MINUTE:.0f} a minute")
    print(f"most in any 60 s: {busiest_minute(firm)} logins")
    print(f"memory of the whole process tree at most: {most[0] / 1024:.0f} MB (PSS)")


def sample(root: int, most: list[int], over: threading.Event) -> None:
    """Note the most memory that a process and all below it have, in kB, until it is over."""
    while not over.wait(SAMPLE_SECONDS):
        most[0] = max(most[0], sum(pss(pid) for pid in tree(root)))


def tree(root: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has ended meanwhile
            continue
        for child in children:
            yield from tree(int(child))


def pss(pid: int) -> int:
    """Return a process's share of the memory, in kB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def busiest_minute(firm: Firm) -> int:
    """Return the most logins in any minute, by the stage's clock."""
    moments = sorted(firm.login_moments())
    return max((sum(0 <= other - one < MINUTE for other in moments) for one in moments), default=0)


def kill(firm: Firm, options: list[str], times: int) -> None:
    """Audit, kill it at a random moment, go on: so many times, and then to the end."""
    in_flight: set[str] = set()
    for number in range(times):
        more = ["--resume"] if number else []
        with firm.running_audit(*options, *more) as process:
            wait = threading.Event()
            wait.wait(random.uniform(1.5, 6))  # noqa: S311 - no secret is made of it
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        open_ = firm.in_flight("out")
        in_flight |= open_
        print(f"kill {number + 1}: {len(firm.journal('out'))} lines on record, in flight {sorted(open_)}")
    done = firm.audit(*options, "--resume")
    print(done.stdout, done.stderr, file=sys.stderr)
    twice = {who for who, count in firm.logins().items() if count > 1}
    refused = {who for who, count in firm.logins("login_refused").items() if count > 1}
    known = {alias: user for alias, user in firm.users.items() if user in twice}
    print(
        f"logged in more than once: {sorted(known)}; all of them were in flight: {known.keys() <= in_flight}"
    )
    print(f"refused more than once: {sorted(refused)}")


def tell(firm: Firm) -> None:
    """Compare the results with the truth."""
    found = firm.statuses("out")
    wrong = {
        pair: (found.get(pair), status) for pair, status in firm.truth.items() if found.get(pair) != status
    }
    print(f"{len(found)} answers, each pair once; {len(wrong)} differ from the truth")
    for pair, (seen, truth) in wrong.items():
        print(f"  {' at '.join(pair)}: {seen}, in truth {truth}")


if __name__ == "__main__":
    main()
