"""What axe-core found is said in the same words in terminal, report, JUnit and pipelines."""

from io import StringIO
from pathlib import Path

import pytest
from junitparser import JUnitXml, TestCase

from ecfcheck.report.accessibility import format_accessibility, list_tested_screens, merge_violations
from ecfcheck.report.html import render_report
from ecfcheck.report.junit import render_junit
from ecfcheck.report.model import build_report, group_flows
from ecfcheck.report.pipeline import render_markdown
from ecfcheck.report.summary import summarize_run
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.violations import AccessibilityMode, ViolatingElement
from tests.helpers.accessibility_samples import (
    LABEL,
    TARGET_SIZE,
    add_tests,
    create_tested_run,
    screen_with,
    steps_with_violations,
)
from tests.helpers.run_samples import create_run, good_steps, rename_flow

TOTALS = "3 violations of 2 rules on 3 of 5 screens"
VERDICT = "6 of 6 steps OK · 1 flow · 3 accessibility violations"


def read_suites(mode: AccessibilityMode) -> dict[str, list[TestCase]]:
    xml = JUnitXml.fromstring(render_junit(create_tested_run(mode), Path("out"), Path("out")))
    return {suite.name: list(suite) for suite in xml}


def test_a_rule_belongs_to_its_criteria_and_perhaps_to_section_508() -> None:
    assert (LABEL.standard, TARGET_SIZE.standard) == ("WCAG 4.1.2, Section 508", "WCAG 2.5.8")


def test_the_summary_has_each_rule_with_its_screens() -> None:
    assert format_accessibility(group_flows(steps_with_violations())) == [
        f"accessibility  {TOTALS}",
        "  target-size (serious, WCAG 2.5.8): All touch targets must be 24px large · pacer_login and menu",
        "  label (critical, WCAG 4.1.2, Section 508): Form elements must have labels · link_form",
    ]


def test_a_screen_counts_once_however_many_flows_came_there() -> None:
    flows = group_flows([*steps_with_violations(), *rename_flow("other", steps_with_violations())])
    assert format_accessibility(flows)[0] == f"accessibility  {TOTALS}"
    login = list_tested_screens(flows)[1]
    assert [name for _, name in login.places] == ["link_account, step 2", "other, step 2"]


def test_elements_of_several_states_of_a_screen_are_joined() -> None:
    one, other = (
        TARGET_SIZE.model_copy(update={"elements": (ViolatingElement(selector=name),)}) for name in "ab"
    )
    (merged,) = merge_violations([one, other, one])
    assert ([element.selector for element in merged.elements], merged.count) == (["a", "b"], 2)


def test_a_run_without_the_option_says_nothing_about_accessibility() -> None:
    records = create_run(*good_steps())
    assert format_accessibility(group_flows(good_steps())) == []
    for text in (
        render_report(records, Path("nowhere")).partition("<body>")[2],
        render_junit(records, Path("out"), Path("out")).decode(),
        render_markdown(build_report(records)),
    ):
        assert "ccessibility" not in text


def test_a_run_whose_screens_break_nothing_says_how_many_were_tested() -> None:
    steps = [add_tests(step, screen_with(f"screen_{step.step}")) for step in good_steps()]
    assert format_accessibility(group_flows(steps)) == ["accessibility  no violation on 6 screens"]


@pytest.mark.parametrize(("mode", "state"), [("report", "ok"), ("fail", "failed")])
def test_the_report_fails_only_if_violations_fail_the_run(mode: AccessibilityMode, state: str) -> None:
    summary = summarize_run(build_report(create_tested_run(mode)))
    assert (summary.verdict, summary.state) == (VERDICT, state)


def test_the_report_has_a_section_for_each_screen_and_a_line_at_each_step() -> None:
    page = render_report(create_tested_run(), Path("nowhere"))
    assert f'<a href="#accessibility">{TOTALS}</a>' in page
    assert [screen in page for screen in ('id="accessibility-menu"', 'id="accessibility-court_website"')] == [
        True,
        False,
    ]
    assert '<a href="#accessibility-link_form">1 violation</a>: label' in page
    assert "tested with axe-core 4.12.1 for WCAG 2.2, A and AA" in page
    assert "<code>input[name=&#34;login&#34;]</code>" in page


def test_a_selector_with_markup_is_escaped_in_the_report() -> None:
    evil = TARGET_SIZE.model_copy(update={"elements": (ViolatingElement(selector="<script>x</script>"),)})
    steps = tuple(add_tests(step, screen_with("menu", evil)) for step in good_steps())
    assert "<script>x" not in render_report(create_tested_run(steps=steps), Path("nowhere"))


def test_junit_reports_violations_in_the_output_of_the_steps() -> None:
    suites = read_suites("report")
    assert list(suites) == ["link_account"]
    fourth = suites["link_account"][3]
    assert fourth.result == []
    assert fourth.system_out == (
        "accessibility\n"
        "link_form: label (critical, WCAG 4.1.2, Section 508): Form elements must have labels\n"
        '  input[name="login"] · Element has no label\n'
        '  input[name="key"]'
    )


def test_junit_has_a_failing_case_for_each_screen_if_violations_fail_the_run() -> None:
    suites = read_suites("fail")
    assert [case.result for case in suites["link_account"]] == [[]] * 6
    results = {case.name: [one.message for one in case.result] for case in suites["accessibility"]}
    assert results == {
        "court_website": [],
        "pacer_login": ["1 violation: target-size"],
        "redaction_notice": [],
        "menu": ["1 violation: target-size"],
        "link_form": ["1 violation: label"],
    }


def test_a_pipeline_has_a_line() -> None:
    assert f"Accessibility: {TOTALS}" in render_markdown(build_report(create_tested_run()))


def test_the_terminals_verdict_counts_violations() -> None:
    stream = StringIO()
    terminal = Terminal(stream, live=False, width=100)
    terminal.show_summary(steps_with_violations(), 1.4, None)
    assert stream.getvalue().startswith(f"\n{VERDICT} · 1.4 s\naccessibility  {TOTALS}\n")
