"""Writes a comparison: a page to read, JSON lines, and JUnit XML for CI."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from junitparser import Failure, JUnitXml, TestCase, TestSuite

from ecfcheck.atomic_write import write_atomically
from ecfcheck.compare.comparison import INCOMPLETE, Comparison
from ecfcheck.compare.html import render_page
from ecfcheck.compare.model import Difference, Kind
from ecfcheck.report.text import count, strip_control_characters
from ecfcheck.runner.output import COMPARISON_FILES

PAGE, LINES, JUNIT = COMPARISON_FILES


def write_comparison(
    comparison: Comparison, folder: Path, fail_on: Kind | None, sources: tuple[Path, Path]
) -> Path:
    """Write all files of a comparison into a folder; return the page. `sources` have the pictures."""
    write_atomically(
        folder / LINES, "".join(f"{json.dumps(line)}\n" for line in _list_lines(comparison)).encode()
    )
    write_atomically(folder / JUNIT, _render_junit(comparison, fail_on))
    write_atomically(folder / PAGE, render_page(comparison, *sources).encode())
    return folder / PAGE


def _list_lines(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield the head, then a line for each difference."""
    yield {
        "record": "comparison",
        "before": _to_json(comparison.before),
        "after": _to_json(comparison.after),
        "screens": comparison.screens,
        "steps": len(comparison.steps),
        "counts": {str(kind): number for kind, number in comparison.counts.items()},
        "notes": comparison.notes,
        "incomplete": comparison.incomplete,
    }
    for difference in comparison.differences:
        yield {"record": "difference", **_to_json(difference)}


def _to_json(value: Any) -> dict[str, Any]:
    """Return a dataclass as JSON data."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(value), default=lambda one: one.isoformat()))
    return found


def _render_junit(comparison: Comparison, fail_on: Kind | None) -> bytes:
    """Return JUnit XML: a suite for each flow, a case for each step that was compared."""
    report = JUnitXml("ecfcheck compare")
    for flow in dict.fromkeys(step.flow for step in comparison.steps):
        suite = TestSuite(flow)
        suite.add_testcases(
            [
                _create_case(comparison, flow, step, fail_on)
                for step in dict.fromkeys(step.step for step in comparison.steps if step.flow == flow)
            ]
        )
        report.add_testsuite(suite)
    if comparison.incomplete:
        report.add_testsuite(_create_completeness_suite(comparison, fail_on))
    report.update_statistics()  # type: ignore[no-untyped-call]  # the library has no type there
    stream = io.BytesIO()
    report.write(stream)
    return stream.getvalue()


def _create_completeness_suite(comparison: Comparison, fail_on: Kind | None) -> TestSuite:
    """Return a suite that fails if a run is not complete, so that CI does not take it as equal."""
    case = TestCase("both runs are complete", "comparison")
    text = "; ".join(comparison.incomplete)
    if comparison.fails_as_incomplete(fail_on):
        case.result = [Failure(text, INCOMPLETE)]
    else:
        case.system_out = text
    suite = TestSuite("comparison")
    suite.add_testcase(case)
    return suite


def _create_case(comparison: Comparison, flow: str, step: str, fail_on: Kind | None) -> TestCase:
    case = TestCase(step, flow)
    found = [
        difference
        for difference in comparison.differences
        if any((place.flow, place.step) == (flow, step) for place in difference.places)
    ]
    failing = [one for one in found if fail_on and one.kind.is_at_least(fail_on)]
    if failing:
        case.result = [_create_failure(failing)]
    if notes := [_describe(one) for one in found if one not in failing]:
        case.system_out = strip_control_characters("\n\n".join(notes))
    return case


def _create_failure(differences: Sequence[Difference]) -> Failure:
    """Return the one failure of a case: readers of JUnit count elements, and a case fails once."""
    titles = "; ".join(dict.fromkeys(f"{one.kind.meaning}: {one.subject}" for one in differences))
    message = titles if len(differences) == 1 else f"{count(len(differences), 'difference')}: {titles}"
    failure = Failure(message, differences[0].kind.value)
    failure.text = strip_control_characters("\n\n".join(map(_describe, differences)))
    return failure


def _describe(difference: Difference) -> str:
    lines = [f"{difference.kind.meaning}: {difference.subject} on {', '.join(difference.screens)}"]
    lines += [f"notice  {sentence}" for sentence in difference.sentences]
    lines += [f"before  {text}" for text in difference.before]
    lines += [f"after   {text}" for text in difference.after]
    return "\n".join([*lines, *difference.details])
