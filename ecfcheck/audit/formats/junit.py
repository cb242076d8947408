"""results.xml: JUnit, a suite for each court and a case for each person, for what shows test results."""

import io

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from ecfcheck.audit.formats.table import AuditTable, Severity, tone
from ecfcheck.audit.result import AuditedCourt, Result
from ecfcheck.audit.status import Status
from ecfcheck.report.text import strip_control_characters


def results_xml(findings: AuditTable) -> bytes:
    """Return the results as JUnit XML: linked passes, not tried is skipped, no answer is an error."""
    whole = JUnitXml(findings.audit.head.roster)
    for court in findings.audit.head.courts:
        whole.add_testsuite(_suite(findings, court))
    whole.update_statistics()  # type: ignore[no-untyped-call]  # the library says no type there
    written = io.BytesIO()
    whole.write(written)
    return written.getvalue()


def _suite(findings: AuditTable, court: AuditedCourt) -> TestSuite:
    suite = TestSuite(court.id)
    suite.timestamp = findings.audit.head.started.isoformat()
    suite.add_property("court", strip_control_characters(court.name))
    suite.add_property("address", court.address)
    suite.add_testcases([_case(result) for result in findings.audit.results if result.court == court.id])
    return suite


def _case(result: Result) -> TestCase:
    case = TestCase(strip_control_characters(result.alias), result.court, result.milliseconds / 1000)
    if result.status is not Status.LINKED:
        case.result = [_outcome(result)]
    return case


def _outcome(result: Result) -> Failure | Error | Skipped:
    if result.status is Status.NOT_TRIED:
        kind: type[Failure | Error | Skipped] = Skipped
    else:
        kind = Error if tone(result.status) is Severity.NO_ANSWER else Failure
    outcome = kind(f"{result.status}: {strip_control_characters(result.evidence)}", result.status)
    outcome.text = f"{strip_control_characters(result.evidence)}\n{result.next}"
    return outcome
