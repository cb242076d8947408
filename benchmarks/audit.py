"""Measures an audit of a firm on the stage: time, memory of all processes, logins.

    python -m benchmarks.audit --accounts 300
    python -m benchmarks.audit --accounts 60 --kills 10

With --kills, the audit is killed that many times at random moments and resumed each time. The stage's own log
then shows whether anyone was logged in twice.
"""

import argparse
import os
import random
import signal
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks.process_tree import TreeSampler
from tests.helpers.firm import Firm, running_firm

SAMPLE_SECONDS = 0.5
MINUTE = 60


def main() -> None:
    """Measure what the command line requests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--accounts", type=int, default=300)
    parser.add_argument("--logins-per-minute", default="6000")
    parser.add_argument("-n", dest="at_once", help="accounts at once")
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    options = ["--out", "out", "--logins-per-minute", given.logins_per_minute]
    options += ["-n", given.at_once] if given.at_once else []
    with TemporaryDirectory() as folder, running_firm(given.accounts, Path(folder)) as firm:
        print(f"{given.accounts} people, {len(firm.truth)} answers expected, {os.cpu_count()} cores")
        if given.kills:
            kill_and_resume(firm, options, given.kills)
        else:
            measure(firm, options)
        print_differences(firm)


def measure(firm: Firm, options: list[str]) -> None:
    """Audit once; print the wall time, the logins per minute and the peak memory."""
    started = monotonic()
    with firm.running_audit(*options) as process, TreeSampler(process.pid, SAMPLE_SECONDS) as sampler:
        process.communicate()
    seconds = monotonic() - started
    logins = sum(firm.logins().values())
    print(f"{seconds:.1f} s in all; {logins} logins, {logins / seconds * MINUTE:.0f} per minute")
    print(f"most in any 60 s: {count_busiest_minute(firm)} logins")
    print(f"peak memory of the whole process tree: {sampler.peak_kb / 1024:.0f} MB (PSS)")


def count_busiest_minute(firm: Firm) -> int:
    """Return the highest number of logins in any minute, by the stage's clock."""
    moments = sorted(firm.login_moments())
    return max((sum(0 <= other - start < MINUTE for other in moments) for start in moments), default=0)


def kill_and_resume(firm: Firm, options: list[str], times: int) -> None:
    """Audit; kill and resume it at `times` random moments, and then let it finish."""
    in_flight: set[str] = set()
    for number in range(times):
        more = ["--resume"] if number else []
        with firm.running_audit(*options, *more) as process:
            wait = threading.Event()
            wait.wait(random.uniform(1.5, 6))  # noqa: S311 - not used for secrets
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        at_kill = firm.in_flight("out")
        in_flight |= at_kill
        print(f"kill {number + 1}: {len(firm.journal('out'))} lines on record, in flight {sorted(at_kill)}")
    done = firm.audit(*options, "--resume")
    print(done.stdout, done.stderr, file=sys.stderr)
    twice = {who for who, count in firm.logins().items() if count > 1}
    refused = {who for who, count in firm.logins("login_refused").items() if count > 1}
    known = {alias: user for alias, user in firm.users.items() if user in twice}
    print(
        f"logged in more than once: {sorted(known)}; all of them were in flight: {known.keys() <= in_flight}"
    )
    print(f"refused more than once: {sorted(refused)}")


def print_differences(firm: Firm) -> None:
    """Compare the results with the truth, and print the differences."""
    found = firm.statuses("out")
    wrong = {
        pair: (found.get(pair), status) for pair, status in firm.truth.items() if found.get(pair) != status
    }
    print(f"{len(found)} answers, each pair once; {len(wrong)} differ from the truth")
    for pair, (seen, truth) in wrong.items():
        print(f"  {' at '.join(pair)}: {seen}, should be {truth}")


if __name__ == "__main__":
    main()
