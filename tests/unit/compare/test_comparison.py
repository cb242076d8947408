"""Two runs are compared step by step; what breaks the notice is said with its sentence."""

from pathlib import Path

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.compare.comparison import compare_runs
from ecfcheck.compare.model import Kind
from ecfcheck.compare.read import read_run
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import LOGIN_AGAIN, CheckRecord, NormalizedCheck, StepRecord
from ecfcheck.runner.snapshot import Item
from tests.helpers.compared_samples import CHANGED_HOME, CHANGED_MENU, DRIFT, HOME, MENU, compare
from tests.helpers.run_samples import check
from tests.helpers.snapshot_samples import field, part, snapshot, step, text, write_run


def test_two_equal_runs_differ_in_nothing(tmp_path: Path) -> None:
    comparison = compare(tmp_path, (step(), HOME), (step(), HOME))
    assert (comparison.differences, comparison.verdict) == ((), "no difference in 1 screen of 1 step")
    assert comparison.get_exit_status(Kind.TECHNICAL) == 0


def test_a_change_that_a_failed_check_is_about_breaks_the_notice(tmp_path: Path) -> None:
    failed = step(part([CHANGED_MENU]), **DRIFT)
    (found,) = compare(tmp_path, (step(), HOME), (failed, CHANGED_HOME)).differences
    assert (found.kind, found.subject) == (Kind.NOTICE, "menu")
    (sentence,) = found.sentences
    assert str(sentence) == "ctd-link, 3: Open Utilities."
    assert sentence.why == "menu: documented [Query, Reports]; seen [Query, Records]"


def test_a_sentence_that_several_checks_of_one_change_break_is_named_once(tmp_path: Path) -> None:
    names = ("menu", "links")
    good = [check(name, ("Query", "Reports")) for name in names]
    bad = [
        CHANGED_MENU.model_copy(update={"check": name, "difference": f"{name}: no Reports"}) for name in names
    ]
    failed = step(part(bad), **DRIFT)
    (found,) = compare(tmp_path, (step(part(good)), HOME), (failed, CHANGED_HOME)).differences
    (sentence,) = found.sentences
    assert (sentence.entry, sentence.why) == ("3", "menu: no Reports; links: no Reports")


def test_a_change_that_no_check_is_about_is_visible(tmp_path: Path) -> None:
    (found,) = compare(tmp_path, (step(), HOME), (step(), CHANGED_HOME)).differences
    assert (found.kind, found.sentences) == (Kind.VISIBLE, ())


def test_of_two_changes_only_the_documented_one_breaks_the_notice(tmp_path: Path) -> None:
    failed = step(part([CHANGED_MENU]), **DRIFT)
    after = CHANGED_HOME.model_copy(update={"items": (*CHANGED_HOME.items[:2], text("Hello"))})
    found = compare(tmp_path, (step(), HOME), (failed, after)).differences
    assert [(one.kind, one.subject) for one in found] == [(Kind.NOTICE, "menu"), (Kind.VISIBLE, "text")]


def test_a_check_that_no_change_explains_is_a_difference_by_itself(tmp_path: Path) -> None:
    (found,) = compare(tmp_path, (step(), HOME), (step(part([CHANGED_MENU]), **DRIFT), HOME)).differences
    assert (found.kind, found.subject) == (Kind.NOTICE, "check menu")


def test_a_check_that_fails_alike_under_two_names_is_one_difference_without_a_name(tmp_path: Path) -> None:
    def fail(flow: str, name: str) -> StepRecord:
        bad = CheckRecord(
            check="menu",
            documented=("Query",),
            seen=(name,),
            difference=f"menu: {name}",
            normalized=NormalizedCheck(documented=("Query",), seen=("{name}",), difference="menu: {name}"),
        )
        return step(part([bad]), flow=flow, **DRIFT)

    good, flows = step(part([check("menu", ("Query",))])), ("one", "two")
    runs = (good.model_copy(update={"flow": flow}) for flow in flows)
    before = read_run(write_run(tmp_path / "a", *runs, home=HOME))
    failed = [fail(flow, name) for flow, name in zip(flows, ("Jo Public", "Pat Witness"), strict=True)]
    after = read_run(write_run(tmp_path / "b", *failed, home=HOME))
    (found,) = compare_runs(before, after, 1.0).differences
    assert (found.after, found.sentences[0].why) == (("menu: {name}",), "menu: {name}")
    assert len(found.places) == 2


def test_a_screen_that_no_flow_recognizes_any_more_is_one_difference_with_all_places(tmp_path: Path) -> None:
    cause = "opening its address should lead to cmecf_home; shown: an unknown screen"
    flows = {"one": "step 1: Open it.", "two": "the note: It is there."}
    good = [step(flow=flow) for flow in flows]
    bad = [
        step(
            flow=flow,
            outcome=Outcome.DRIFT,
            message=f"{cause}; the document, {rule}",
            normalized_message=cause,
        )
        for flow, rule in flows.items()
    ]
    before = read_run(write_run(tmp_path / "a", *good, home=HOME))
    after = read_run(write_run(tmp_path / "b", *bad, home=HOME))
    (found,) = compare_runs(before, after, 1.0).differences
    assert (found.kind, found.after) == (Kind.NOTICE, (f"DRIFT: {cause}",))
    assert [place.flow for place in found.places] == ["one", "two"]


def test_a_check_that_failed_in_both_runs_is_not_news(tmp_path: Path) -> None:
    failed = step(part([CHANGED_MENU]), **DRIFT)
    assert compare(tmp_path, (failed, HOME), (failed, HOME)).differences == ()


def test_a_paragraph_that_names_a_button_is_not_what_the_check_of_the_buttons_is_about(
    tmp_path: Path,
) -> None:
    good = check("buttons", ("Submit",))
    bad = CheckRecord(check="buttons", documented=("Submit",), seen=("Send",), difference="buttons: Send")
    before = snapshot(text("Enter it and press Submit."), Item(kind="button", words="Submit"))
    after = snapshot(text("Enter it and press Send."), Item(kind="button", words="Send"))
    failed = step(part([bad]), **DRIFT)
    found = compare(tmp_path, (step(part([good])), before), (failed, after)).differences
    assert [(one.kind, one.subject) for one in found] == [(Kind.NOTICE, "button"), (Kind.VISIBLE, "text")]


def test_a_changed_paragraph_is_not_the_reason_why_the_check_of_the_buttons_failed(tmp_path: Path) -> None:
    good = check("buttons", ("Submit",))
    bad = CheckRecord(check="buttons", documented=("Submit",), seen=(), difference="buttons: none")
    failed = step(part([bad]), **DRIFT)
    runs = (step(part([good])), snapshot(text("Welcome"))), (failed, snapshot(text("Hello")))
    found = compare(tmp_path, *runs).differences
    assert [(one.kind, one.subject) for one in found] == [
        (Kind.NOTICE, "check buttons"),
        (Kind.VISIBLE, "text"),
    ]


def test_a_screen_that_came_after_the_one_where_a_run_fails_is_not_missed(tmp_path: Path) -> None:
    passed = step(part([MENU], notes=("redaction_notice interrupted and was passed through",)))
    refused = step(part([MENU]), outcome=Outcome.ACCOUNT, message="the account is disabled")
    (found,) = compare(tmp_path, (passed, HOME), (refused, HOME)).differences
    assert (found.kind, found.after) == (Kind.OUTCOME, ("ACCOUNT: the account is disabled",))


def test_a_step_that_failed_in_one_of_the_runs_is_not_timed(tmp_path: Path) -> None:
    failed, slow = step(outcome=Outcome.ACCOUNT, message="no"), HOME.model_copy(update={"milliseconds": 9000})
    subjects = [one.subject for one in compare(tmp_path, (failed, HOME), (step(), slow)).differences]
    assert subjects == ["outcome"]


def test_steps_that_one_run_did_not_come_to_are_noted_and_not_compared(tmp_path: Path) -> None:
    not_run = step(step="4", outcome=Outcome.NOT_RUN, parts=())
    before = read_run(write_run(tmp_path / "a", step(), step(step="4"), home=HOME))
    after = read_run(write_run(tmp_path / "b", step(), not_run, home=HOME))
    comparison = compare_runs(before, after, 1.0)
    assert comparison.differences == ()
    assert comparison.notes == ("1 step not run in one of the runs, not compared: link_account",)


def test_a_screen_that_comes_in_between_is_a_difference(tmp_path: Path) -> None:
    passed = part([MENU], notes=("redaction_notice interrupted and was passed through",))
    (found,) = compare(tmp_path, (step(), HOME), (step(passed), HOME)).differences
    assert (found.kind, found.subject, found.before) == (Kind.VISIBLE, "screen", ())
    assert found.after == ("redaction_notice comes in between",)


def test_a_login_that_comes_a_second_time_is_a_difference(tmp_path: Path) -> None:
    again = part([MENU], notes=(LOGIN_AGAIN,))
    (found,) = compare(tmp_path, (step(), HOME), (step(again), HOME)).differences
    assert (found.kind, found.after) == (Kind.VISIBLE, ("the login comes a second time",))


def test_a_step_that_was_retried_is_noted(tmp_path: Path) -> None:
    retried = step(earlier_tries=("retried after UNAVAILABLE: HTTP status 503",))
    comparison = compare(tmp_path, (step(), HOME), (retried, HOME))
    assert comparison.differences == ()
    assert comparison.notes == ("1 step retried in the second run: link_account, step 3",)


def test_the_same_move_by_other_pixels_is_one_difference(tmp_path: Path) -> None:
    label, look = text("Case"), "rgb(0, 0, 0)||13px|400"
    home, moved, further = (
        snapshot(label.model_copy(update={"box": (x, 20, 90, 16), "look": look})) for x in (20, 420, 423)
    )
    other = step(part([], snapshot="evidence/other.json", screen="query"), step="6", says="Query.")
    before = read_run(write_run(tmp_path / "a", step(), other, home=home, other=home))
    after = read_run(write_run(tmp_path / "b", step(), other, home=moved, other=further))
    (found,) = compare_runs(before, after, 1.0).differences
    assert (found.after, found.screens) == (
        ("text “Case” (400 px to the right)",),
        ("cmecf_home", "query"),
    )


def test_the_same_change_on_two_screens_is_one_difference_with_two_places(tmp_path: Path) -> None:
    other = step(part([], snapshot="evidence/other.json", screen="query"), step="6", says="Query.")
    before = read_run(write_run(tmp_path / "a", step(), other, home=HOME, other=HOME))
    after = read_run(write_run(tmp_path / "b", step(), other, home=CHANGED_HOME, other=CHANGED_HOME))
    (found,) = compare_runs(before, after, 1.0).differences
    assert found.screens == ("cmecf_home", "query")


@pytest.mark.parametrize(
    ("before", "after", "slower"),
    [
        ([100], [1200], True),
        ([100], [1050], False),
        ([4000], [5500], False),
        ([1200], [100], False),
        ([100, 100], [3000, 110], False),
    ],
)
def test_an_answer_counts_as_slower_beyond_noise_in_every_run(
    before: list[int], after: list[int], *, slower: bool, tmp_path: Path
) -> None:
    def write(name: str, times: list[int]) -> Path:
        steps = [
            step(part([MENU], snapshot=f"evidence/t{number}.json"), run=number + 1)
            for number in range(len(times))
        ]
        shots = {
            f"t{number}": HOME.model_copy(update={"milliseconds": time}) for number, time in enumerate(times)
        }
        return write_run(tmp_path / name, *steps, **shots)

    comparison = compare_runs(read_run(write("a", before)), read_run(write("b", after)), 1.0)
    assert [one.kind for one in comparison.differences] == ([Kind.TIMING] if slower else [])


def test_runs_without_a_common_step_cannot_be_compared(tmp_path: Path) -> None:
    before = read_run(write_run(tmp_path / "a", step(), home=HOME))
    after = read_run(write_run(tmp_path / "b", step(flow="other"), home=HOME))
    with pytest.raises(ProblemsError) as caught:
        compare_runs(before, after, 1.0)
    text = "has no step in common with the other run that both carried out; run the same flows"
    assert str(caught.value) == f"{tmp_path / 'b'}: {text}"


@pytest.mark.parametrize(
    ("fail_on", "status"),
    [(Kind.TECHNICAL, 1), (Kind.TIMING, 1), (Kind.VISIBLE, 1), (Kind.NOTICE, 0), (None, 0)],
)
def test_the_exit_status_depends_on_the_class_from_which_it_fails(
    fail_on: Kind | None, status: int, tmp_path: Path
) -> None:
    comparison = compare(tmp_path, (step(), HOME), (step(), CHANGED_HOME))
    assert comparison.get_exit_status(fail_on) == status


def test_a_broken_notice_is_exit_status_2_unless_it_never_fails(tmp_path: Path) -> None:
    failed = step(part([CHANGED_MENU]), **DRIFT)
    comparison = compare(tmp_path, (step(), HOME), (failed, CHANGED_HOME))
    assert comparison.get_exit_status(Kind.NOTICE) == 2
    assert comparison.get_exit_status(None) == 0


def test_a_field_that_is_gone_is_what_the_check_of_the_fields_is_about(tmp_path: Path) -> None:
    good = check("fields", ("Login", "Code"))
    bad = CheckRecord(check="fields", documented=("Login", "Code"), seen=("Login",), difference="no Code")
    before = snapshot(text("Code"), field("code"), text("Welcome"))
    after = snapshot(text("Code"), text("Hello"))
    failed = step(part([bad]), **DRIFT)
    found = compare(tmp_path, (step(part([good])), before), (failed, after)).differences
    assert [(one.kind, one.subject) for one in found] == [(Kind.NOTICE, "field")]


def test_several_broken_sentences_are_counted_in_the_plural(tmp_path: Path) -> None:
    failed = step(outcome=Outcome.DRIFT, message="other")
    before = read_run(write_run(tmp_path / "a", step(), step(step="4"), home=HOME))
    after = read_run(
        write_run(tmp_path / "b", failed, failed.model_copy(update={"step": "4", "message": "x"}), home=HOME)
    )
    assert compare_runs(before, after, 1.0).verdict == (
        "2 differences in 2 screens of 2 steps: 2 break the notice"
    )
