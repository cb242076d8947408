"""Injects each fault at each place, judges what ecfcheck makes of it, and writes docs/faults.md.

    python -m benchmarks.faults                    all of them, and the table
    python -m benchmarks.faults --only "HTTP status"   those with these words, and no table

Ends with 1 if a run had another outcome than expected, a traceback, torn records or no end, or sent
anything twice.
"""

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc

from benchmarks.faults.case import Case, Result
from benchmarks.faults.http_cases import list_http_cases
from benchmarks.faults.judge import find_faults
from benchmarks.faults.kept_results import KeptResults
from benchmarks.faults.machine_cases import list_machine_cases
from benchmarks.faults.run_case import CaseSkippedError, Ports, run_case
from benchmarks.faults.table import write_table
from benchmarks.faults.tls_server import find_closed_port, serve_wrong_certificate

TABLE = Path(__file__).parents[2] / "docs" / "faults.md"


def main() -> int:
    """Carry out the cases that the command line chooses; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", action="append", default=[], help="only cases with these words; no table")
    parser.add_argument("--output", type=Path, help="write the table to this file, whatever it says")
    parser.add_argument(
        "--results", type=Path, help="keep each result in this file; do not repeat what it has"
    )
    parser.add_argument("--list", action="store_true", help="list the cases, and run none")
    parser.add_argument("-n", type=int, default=2, help="runs at once (default: 2)")
    given = parser.parse_args()
    all_cases = (*list_http_cases(), *list_machine_cases())
    cases = [case for case in all_cases if all(word.lower() in case.name.lower() for word in given.only)]
    if given.list:
        print("\n".join(case.name for case in cases))
        return 0
    kept = KeptResults(given.results)
    with TemporaryDirectory() as folder, serve_wrong_certificate(Path(folder)) as tls:
        ports = Ports(find_closed_port(), tls)
        # In an order that mixes the faults: those of one kind are slow together, and wait for the same thing.
        mixed = random.Random(len(cases)).sample(cases, len(cases))  # noqa: S311 - not used for secrets
        with ThreadPoolExecutor(given.n) as pool:
            outcomes = dict(
                zip(
                    (case.name for case in mixed),
                    pool.map(lambda case: _carry_out(case, ports, kept), mixed),
                    strict=True,
                )
            )
    results = [(case, result) for case in cases if (result := outcomes[case.name])]
    wrong = sum(bool(list(find_faults(case, result))) for case, result in results)
    skipped = len(cases) - len(results)
    print(f"{len(results)} runs, {wrong} not as expected, {skipped} skipped")
    if table := given.output or (None if given.only or wrong or skipped else TABLE):
        table.write_text(write_table(results, len(all_cases)), encoding="utf-8")
    return 1 if wrong or skipped else 0


def _carry_out(case: Case, ports: Ports, kept: KeptResults) -> Result | None:
    """Run a case, unless its result is kept, and print the result; return None if it was skipped."""
    try:
        result = kept.find(case) or kept.add(case, run_case(case, ports))
    except CaseSkippedError as error:
        print(f"  - {case.name}: skipped: {error}", flush=True)
        return None
    except Exception:  # noqa: BLE001 - one broken case must not lose the results of the others
        print(f"  ✗ {case.name}: could not be carried out\n{format_exc()}", flush=True)
        return None
    problems = list(find_faults(case, result))
    mark = "✗" if problems else "✓"
    lines = [f"  {mark} {case.name}: {result.outcome or '-'} {result.status} {result.seconds:.1f} s"]
    if problems:
        lines += [f"      {problem}" for problem in problems]
        lines.append(f"      step {result.step or '-'}: {result.message}")
    print("\n".join(lines), flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
