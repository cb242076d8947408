"""Judges the result of a case: what differs from what must become of it."""

from collections.abc import Iterator

from benchmarks.faults.case import Case, Result

_TRACEBACK = "Traceback (most recent call last)"


def find_faults(case: Case, result: Result) -> Iterator[str]:
    """Yield what is wrong with a result, in words; nothing if all is as it must be."""
    if not result.applied:
        yield "the fault was never applied"
    if result.status is None:
        yield "the run did not end"
    elif not case.expected.allows(result.outcome, result.status):
        seen = f"{result.outcome or 'no failed step'}, exit status {result.status}"
        yield f"expected {case.expected}; it is {seen}"
    if _TRACEBACK in result.output:
        yield "the output has a bare traceback"
    yield from result.record_faults
    yield from (f"{what} was sent {times} times" for what, times in result.sent.items() if times > 1)
