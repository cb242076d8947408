"""Renders results.xml (JUnit): a suite for each court and a case for each person."""

import io

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from ecfcheck.audit.formats.table import AuditTable, Severity, classify_severity
from ecfcheck.audit.result import AuditedCourt, Result
from ecfcheck.audit.status import Status
from ecfcheck.report.text import strip_control_characters


def render_junit(table: AuditTable) -> bytes:
    """Return the results as JUnit XML.

    Linked is a pass, not tried is skipped, no answer is an error, all else is a failure.
    """
    report = JUnitXml(table.audit.head.roster)
    for court in table.audit.head.courts:
        report.add_testsuite(_create_suite(table, court))
    report.update_statistics()  # type: ignore[no-untyped-call]  # the library has no type there
    stream = io.BytesIO()
    report.write(stream)
    return stream.getvalue()


def _create_suite(table: AuditTable, court: AuditedCourt) -> TestSuite:
    suite = TestSuite(court.id)
    suite.timestamp = table.audit.head.started.isoformat()
    suite.add_property("court", strip_control_characters(court.name))
    suite.add_property("address", court.address)
    suite.add_testcases([_create_case(result) for result in table.audit.results if result.court == court.id])
    return suite


def _create_case(result: Result) -> TestCase:
    case = TestCase(strip_control_characters(result.alias), result.court, result.milliseconds / 1000)
    if result.status is not Status.LINKED:
        case.result = [_create_outcome(result)]
    return case


def _create_outcome(result: Result) -> Failure | Error | Skipped:
    if result.status is Status.NOT_TRIED:
        kind: type[Failure | Error | Skipped] = Skipped
    else:
        kind = Error if classify_severity(result.status) is Severity.NO_ANSWER else Failure
    finding = strip_control_characters(result.finding)
    outcome = kind(finding, result.status)
    outcome.text = f"{finding}\n{result.next}"
    return outcome
