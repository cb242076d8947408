"""Renders a run as JUnit XML: a suite for each flow, a case for each documented step."""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from junitparser import (
    Attr,
    Error,
    Failure,
    JUnitXml,
    Properties,
    Property,
    Skipped,
    TestCase,
    TestSuite,
)

from config.yaml_file import display_path
from ecfcheck.report.accessibility import (
    ScreenViolations,
    format_step_violations,
    format_violation,
    list_tested_screens,
)
from ecfcheck.report.failure import format_failure, format_remarks
from ecfcheck.report.model import CUT_SHORT, RunReport, build_report
from ecfcheck.report.tally import REHEARSED, classify_step, describe_not_run
from ecfcheck.report.text import collapse_whitespace, count, strip_control_characters
from ecfcheck.runner.not_run import RUN_INTERRUPTED
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import Record, StepKey, StepRecord

_NO_FINDINGS = {Outcome.UNAVAILABLE, Outcome.HARNESS}
"""The outcomes that say nothing about the court's screens: JUnit's errors, not failures."""


class StepCase(TestCase):
    """A test case that says where its flow has the step."""

    file = Attr("file")
    line = Attr("line")


def render_junit(records: Iterable[Record], folder: Path, place: Path) -> bytes:
    """Return a run as JUnit XML for a file in `place`; `folder` has the run's pictures and traces."""
    report, all_records = JUnitXml("ecfcheck"), tuple(records)
    steps = [one for one in all_records if isinstance(one, StepRecord)]
    for suite in (
        *build_suites(steps, folder, place),
        *build_suites_without_steps(build_report(all_records)),
        *build_accessibility_suites(all_records),
    ):
        report.add_testsuite(suite)
    return write_junit(report)


def write_junit(report: JUnitXml) -> bytes:
    """Return a report as a file's contents, with its totals."""
    report.update_statistics()  # type: ignore[no-untyped-call]  # the library has no type there
    stream = io.BytesIO()
    report.write(stream)
    return stream.getvalue()


def build_suites(steps: Sequence[StepRecord], folder: Path, place: Path) -> Iterator[TestSuite]:
    """Yield a suite for each run of a flow in a browser."""
    browsers = {step.browser for step in steps}
    for (_, browser, _), group in groupby(sorted(steps, key=_get_run), key=_get_run):
        yield _create_suite(list(group), browser if len(browsers) > 1 else "", folder, place)


def build_suites_without_steps(report: RunReport) -> Iterator[TestSuite]:
    """Yield a suite for each flow that was not begun, or not ended: one case, which is skipped.

    Without it, a run that was interrupted between two flows, or cut short within one, would look complete.
    """
    for name in report.not_begun:
        yield _create_skipped_suite(name, "the flow starts", f"not run: {RUN_INTERRUPTED}")
    for run in (run for flow in report.flows for run in flow.runs if run.unrecorded):
        reason = f"the run was {CUT_SHORT}: {count(run.unrecorded, 'step')} not on record"
        yield _create_skipped_suite(run.label, "the flow ends", reason)


def _create_skipped_suite(name: str, case_name: str, reason: str) -> TestSuite:
    case = TestCase(case_name, name)
    case.result = [Skipped(reason, Outcome.NOT_RUN.value)]
    suite = TestSuite(name)
    suite.add_testcase(case)
    return suite


def list_properties(step: StepRecord, folder: Path, place: Path) -> list[tuple[str, str]]:
    """Return the properties of a step's case; paths are relative to `place`."""
    files = [
        (f"ecfcheck_{kind}", Path(os.path.relpath(folder / path, place)).as_posix())
        for part in step.parts
        for kind, path in (("picture", part.picture), ("trace", part.trace), ("video", part.video))
        if path
    ]
    return [
        ("ecfcheck_flow", step.flow),
        ("ecfcheck_browser", step.browser),
        ("ecfcheck_run", str(step.run)),
        ("ecfcheck_entry", step.step),
        ("ecfcheck_document", step.document),
        *list_outcome_properties(step.outcome),
        *([("ecfcheck_rehearsed", "True")] if classify_step(step) == REHEARSED else []),
        *([("ecfcheck_retries", str(len(step.earlier_tries)))] if step.earlier_tries else []),
        *dict.fromkeys(files),
    ]


def list_outcome_properties(outcome: Outcome) -> list[tuple[str, str]]:
    """Return the properties that say how a case ended."""
    return [
        ("ecfcheck_outcome", outcome.value),
        ("ecfcheck_exit_status", str(outcome.exit_status)),
        ("ecfcheck_retry", outcome.retry),
    ]


def read_key(case: TestCase) -> StepKey | None:
    """Return what identifies the step of a case; None if it is not the case of a step."""
    properties = case.child(Properties)  # type: ignore[no-untyped-call]  # see write_junit
    values = {one.name: one.value for one in properties} if properties is not None else {}
    names = ("ecfcheck_flow", "ecfcheck_browser", "ecfcheck_run", "ecfcheck_entry")
    if not values.keys() >= set(names):
        return None
    flow, browser, run, entry = (str(values[name]) for name in names)
    return (flow, browser, int(run), entry)


def _get_run(step: StepRecord) -> tuple[str, str, int]:
    return (step.flow, step.browser, step.run)


def _create_suite(steps: Sequence[StepRecord], browser: str, folder: Path, place: Path) -> TestSuite:
    first = steps[0]
    run = f"run {first.run}" if first.run > 1 else ""
    suite = TestSuite(", ".join(filter(None, (first.flow, browser, run))))
    suite.timestamp = first.started.isoformat()
    suite.add_property("title", collapse_whitespace(first.title))
    suite.add_property("document", first.document)
    suite.add_property("persona", first.persona)
    suite.add_testcases([_create_case(step, folder, place) for step in steps])
    return suite


def _create_case(step: StepRecord, folder: Path, place: Path) -> StepCase:
    case = StepCase(f"{step.step} · {collapse_whitespace(step.says)}", step.flow, step.milliseconds / 1000)
    case.file, case.line = display_path(Path(step.path)), str(step.line)
    properties = Properties()  # type: ignore[no-untyped-call]  # see write_junit
    for name, value in list_properties(step, folder, place):
        properties.add_property(Property(name, strip_control_characters(value)))
    case.append(properties)  # type: ignore[no-untyped-call]  # see write_junit
    if result := _create_result(step):
        case.result = [result]
    violations = format_step_violations(step)
    output = [f"accessibility\n{violations}"] if violations else []
    if not step.outcome.is_failure:  # else the failure has them
        output = [*format_remarks(step), *output]
    if output:
        case.system_out = strip_control_characters("\n".join(output))
    return case


def build_accessibility_suites(records: Iterable[Record]) -> Iterator[TestSuite]:
    """Yield a suite with a case for each tested screen, if violations fail the run.

    A case of their own, because the step was as documented: its case counts as the step does elsewhere.
    """
    report = build_report(records)
    screens = list_tested_screens(report.flows)
    if not screens or all(head.accessibility != "fail" for head in report.heads):
        return
    suite = TestSuite("accessibility")
    suite.add_testcases([_create_screen_case(screen) for screen in screens])
    yield suite


def _create_screen_case(screen: ScreenViolations) -> TestCase:
    case = TestCase(screen.screen, "accessibility")
    if screen.violations:
        rules = ", ".join(violation.rule for violation in screen.violations)
        failure = Failure(f"{count(len(screen.violations), 'violation')}: {rules}", "accessibility")
        places = f"at {'; '.join(name for _, name in screen.places)}"
        lines = [line for one in screen.violations for line in format_violation(screen.screen, one)]
        failure.text = strip_control_characters("\n".join([places, *lines]))
        case.result = [failure]
    return case


def _create_result(step: StepRecord) -> Failure | Error | Skipped | None:
    message = collapse_whitespace(step.message or "")
    if step.outcome is Outcome.NOT_RUN:
        return Skipped(collapse_whitespace(describe_not_run(step)), step.outcome.value)
    if not step.outcome.is_failure:
        return None
    kind: type[Failure | Error] = Error if step.outcome in _NO_FINDINGS else Failure
    result = kind(f"{step.outcome.value}: {message or step.outcome.meaning}", step.outcome.value)
    result.text = f"{display_path(Path(step.path))}:{step.line}\n{format_failure(step)}"
    return result
