"""A run's JUnit file has a suite for each flow and a case, named by its sentence, for each step."""

from collections.abc import Sequence
from pathlib import Path

from junitparser import Error, Failure, JUnitXml, Properties, Skipped, TestCase

from ecfcheck.report.junit import read_key, render_junit
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord
from tests.helpers.run_samples import (
    HEAD,
    SAYS,
    create_run,
    failed_steps,
    good_steps,
    interrupted_run,
    rehearsed_steps,
    retried_steps,
    step,
)

SIXTH = f"6 · {SAYS['6']}"


def render(steps: Sequence[StepRecord], place: Path = Path("out")) -> JUnitXml:
    return JUnitXml.fromstring(render_junit(create_run(*steps), Path("out"), place))


def interrupt_run() -> JUnitXml:
    """Return a run that was interrupted after four steps; another flow had not begun."""
    return JUnitXml.fromstring(
        render_junit(interrupted_run("verify_linked, run 2"), Path("out"), Path("out"))
    )


def read_cases(steps: Sequence[StepRecord]) -> list[TestCase]:
    return [case for suite in render(steps) for case in suite]


def read_properties(case: TestCase) -> list[tuple[str, str]]:
    properties = case.child(Properties)  # type: ignore[no-untyped-call]
    return [(one.name, one.value) for one in properties]


def test_each_run_of_a_flow_is_a_suite() -> None:
    steps = [*good_steps(), *failed_steps(2)]
    firefox = [one.model_copy(update={"browser": "firefox"}) for one in good_steps()]
    assert [suite.name for suite in render(steps)] == ["link_account", "link_account, run 2"]
    assert [suite.name for suite in render([*steps, *firefox])] == [
        "link_account, chromium",
        "link_account, chromium, run 2",
        "link_account, firefox",
    ]
    assert [(suite.tests, suite.failures, suite.skipped) for suite in render(steps)] == [(6, 0, 0), (6, 1, 1)]


def test_a_case_is_named_by_the_sentence_of_its_step() -> None:
    fifth = read_cases(good_steps())[4]
    assert (fifth.name, fifth.classname) == (
        "5 · Ensure that the accounts listed are accurate.",
        "link_account",
    )


def test_a_failed_step_is_a_failure_that_says_where_and_what_to_do() -> None:
    *_, fifth, sixth = read_cases(failed_steps())
    (failure,) = fifth.result
    assert isinstance(failure, Failure)
    assert failure.type == "DRIFT"
    assert failure.message == (
        'DRIFT: link_confirmation shows the row CM/ECF as "Jon Attorney"; documented: "John Attorney" (the'
        " persona's name)"
    )
    assert failure.text.startswith("flows/link_account.yaml:41\n  DRIFT  link_confirmation shows")
    assert "next    names differ: do not submit" in failure.text
    (skipped,) = sixth.result
    assert isinstance(skipped, Skipped)


def test_only_the_rehearsed_step_has_the_property_of_a_rehearsal() -> None:
    has_it = [
        ("ecfcheck_rehearsed", "True") in read_properties(case) for case in read_cases(rehearsed_steps())
    ]
    assert has_it == [False, False, False, False, True, False]
    names = {name for case in read_cases(good_steps()) for name, _ in read_properties(case)}
    assert "ecfcheck_rehearsed" not in names


def test_the_end_of_a_flow_whose_run_was_cut_short_is_skipped_with_the_reason() -> None:
    suites = JUnitXml.fromstring(render_junit([HEAD, *good_steps()[:4]], Path(), Path()))
    *_, (case,) = (list(suite) for suite in suites)
    assert (case.classname, case.name) == ("link_account", "the flow ends")
    assert case.result[0].message == "the run was cut short: 2 steps not on record"


def test_what_an_interrupted_run_did_not_do_is_skipped_with_the_reason() -> None:
    skipped = [case.name for suite in interrupt_run() for case in suite if case.is_skipped]
    assert skipped == ["5 · Ensure that the accounts listed are accurate.", SIXTH, "the flow starts"]
    *_, last = interrupt_run()
    ((case,), name) = (list(last), last.name)
    assert (name, case.classname, case.result[0].message) == (
        "verify_linked, run 2",
        "verify_linked, run 2",
        "not run: the run was interrupted",
    )
    assert read_key(case) is None


def test_what_says_nothing_about_the_court_is_an_error() -> None:
    outcomes = (Outcome.UNAVAILABLE, Outcome.HARNESS)
    steps = [
        step(number).model_copy(update={"outcome": one}) for number, one in zip("12", outcomes, strict=True)
    ]
    results = [result for case in read_cases(steps) for result in case.result]
    assert [(type(one), one.message) for one in results] == [
        (Error, "UNAVAILABLE: the court could not be reached"),
        (
            Error,
            "HARNESS: ecfcheck could not work: a wrong flow, page object or setting, or no browser",
        ),
    ]


def test_properties_name_document_entry_picture_and_trace_with_relative_paths() -> None:
    fifth = step("5")
    part = fifth.parts[0].model_copy(update={"trace": "evidence/a-trace.zip"})
    traced = fifth.model_copy(update={"parts": (part,)})
    ((case,),) = render([traced], Path("reports/today"))
    properties = read_properties(case)
    assert {("ecfcheck_document", "ctd-link-pacer-account"), ("ecfcheck_entry", "5")} <= set(properties)
    assert [value for name, value in properties if name in {"ecfcheck_picture", "ecfcheck_trace"}] == [
        "../../out/evidence/01-5-link_confirmation.jpg",
        "../../out/evidence/a-trace.zip",
    ]


def test_a_case_that_was_retried_says_so_and_why() -> None:
    first, second, *_ = read_cases(retried_steps())
    assert ("ecfcheck_retries", "1") in read_properties(second)
    assert "retried after COURT_ERROR: pacer_login answered with HTTP status 500" in second.system_out
    assert "ecfcheck_retries" not in dict(read_properties(first))
    assert first.system_out is None


def test_a_control_character_in_a_courts_words_leaves_valid_xml() -> None:
    evil = step("1").model_copy(
        update={"outcome": Outcome.DRIFT, "message": "a\x00b\x1b[31m", "says": "Do\x08."}
    )
    ((case,),) = render([evil])
    assert case.name == "1 · Do�."


def test_a_case_says_which_step_it_is() -> None:
    (case,) = read_cases([step("5", run=3)])
    assert read_key(case) == step("5", run=3).key == ("link_account", "chromium", 3, "5")
    assert read_key(TestCase("test_something")) is None
