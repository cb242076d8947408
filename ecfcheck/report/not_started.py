"""A run that could not start: a JUnit file with its reason, which other commands find in its folder."""

from pathlib import Path
from xml.etree.ElementTree import ParseError

from junitparser import Error, JUnitXml, JUnitXmlError, Properties, Property, TestCase, TestSuite

from ecfcheck.report.junit import list_outcome_properties, write_junit
from ecfcheck.report.text import collapse_whitespace, count, strip_control_characters
from ecfcheck.runner.outcome import Outcome

_SUITE = "ecfcheck run"
_CASE = "the run starts"


def render_not_started(reason: str) -> bytes:
    """Return JUnit XML with one error, so that a pipeline shows why nothing was run."""
    case = TestCase(_CASE, _SUITE)
    properties = Properties()  # type: ignore[no-untyped-call]  # the library has no types there
    for name, value in list_outcome_properties(Outcome.HARNESS):
        properties.add_property(Property(name, value))
    case.append(properties)  # type: ignore[no-untyped-call]
    lines = strip_control_characters(reason).strip().splitlines()
    more = f" (and {count(len(lines) - 1, 'more line')})" if len(lines) > 1 else ""
    error = Error(f"{Outcome.HARNESS}: {collapse_whitespace(lines[0])}{more}", Outcome.HARNESS.value)
    error.text = "\n".join(lines)
    case.result = [error]
    suite = TestSuite(_SUITE)
    suite.add_testcase(case)
    report = JUnitXml("ecfcheck")
    report.add_testsuite(suite)
    return write_junit(report)


def find_not_started(folder: Path) -> str | None:
    """Return why the run in a folder did not start, from the JUnit file there; None if it does not say so."""
    if any(folder.glob("*.jsonl")):
        return None
    for path in sorted(folder.glob("*.xml")):
        try:
            suites = [suite for suite in JUnitXml.fromfile(str(path)) if suite.name == _SUITE]
        except (JUnitXmlError, ParseError, OSError, TypeError):
            continue  # any file may be there, and only our own says why
        for case in (case for suite in suites for case in suite):
            return "\n".join(str(result.text) for result in case.result)
    return None
