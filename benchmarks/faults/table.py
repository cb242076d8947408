"""Writes the table of faults as Markdown."""

import re
from collections.abc import Sequence
from itertools import groupby

from benchmarks.faults.case import Case, Result

_HEAD = """# What ecfcheck reports, fault by fault

Written by `make faults`, which carries out one run of ecfcheck for each line:
{runs} of {cases} cases, {kinds} faults, each injected for real. A case is a fault at one of the places where
it can occur; those that are not in the table were not run. The stage's own log says how often an effect and a
password were sent: never more than once. No line has a bare traceback, a hang or torn records: the command
would fail.

The court's time limits are short here (arrive 4 s, act 2 s, settle 1 s), as are the waits before a retry;
`s` is how long the step took that failed, with all its tries, or the whole run if no step failed. A message
is that of the failed step, or else the first line on standard error.
"""
_MAX_MESSAGE = 230
_QUERY = re.compile(r"(?<=\w)\?\S*?(?=:?\s|$)")
"""The query of an address, which is another one in each run."""


def write_table(results: Sequence[tuple[Case, Result]], cases: int) -> str:
    """Return the whole document; `cases` is how many there are, run or not."""
    kinds = len({case.fault for case, _ in results})
    lines = [_HEAD.format(runs=len(results), cases=cases, kinds=kinds)]
    for fault, group in groupby(results, key=lambda pair: pair[0].fault):
        lines += [f"## {fault[:1].upper()}{fault[1:]}", ""]
        lines += ["| at | outcome | step | exit | s | message |", "|---|---|---|---|---|---|"]
        lines += [_format_row(case, result) for case, result in group]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _format_row(case: Case, result: Result) -> str:
    cells = (
        case.place,
        str(result.outcome or "-"),
        result.step or "-",
        str(result.status),
        f"{result.seconds:.0f}",
        _format_message(result.message),
    )
    return f"| {' | '.join(cells)} |"


def _format_message(message: str) -> str:
    text = _QUERY.sub("", " ".join(message.split())).replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= _MAX_MESSAGE else f"{text[:_MAX_MESSAGE]}..."
