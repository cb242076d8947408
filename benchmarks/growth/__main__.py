"""Measures how the cost of ecfcheck grows, and prints a Markdown table for each kind of growth.

    python -m benchmarks.growth
    python -m benchmarks.growth --only lint --only report

Each command is started as a user starts it, on a staged court of its own. Below each table is the
least-squares line through its points: the fixed cost, and the cost of each further unit.
"""

import argparse

from benchmarks.growth.kinds import KINDS
from benchmarks.growth.measure import format_table


def main() -> None:
    """Measure what the command line requests, and print each table as soon as it is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", action="append", choices=KINDS, help="measure only this kind of growth")
    chosen = parser.parse_args().only or KINDS
    for name in KINDS:
        if name in chosen:
            print(format_table(KINDS[name]()), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
