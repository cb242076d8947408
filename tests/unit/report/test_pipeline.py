"""A run is shown to a pipeline as Markdown, and as annotations at the lines of its flows."""

from ecfcheck.report.model import build_report
from ecfcheck.report.pipeline import list_annotations, render_markdown
from ecfcheck.runner.outcome import Outcome
from tests.helpers.run_samples import END, HEAD, create_run, failed_steps, good_steps, rehearsed_steps, step


def test_a_failed_step_is_annotated_at_its_line_in_the_flow() -> None:
    (annotation,) = list_annotations(build_report(create_run(*failed_steps())))
    assert annotation == (
        "::error file=flows/link_account.yaml,line=41,title=DRIFT · link_account%2C step 5::link_confirmation"
        ' shows the row CM/ECF as "Jon Attorney"; documented: "John Attorney" (the persona\'s name)'
        "%0Ascreen: http://ecf.ctd.localhost:8400/cgi-bin/linkAccount.pl?4712"
        "%0Apicture: evidence/01-5-link_confirmation.jpg%0Anext: names differ: do not"
        " submit; nothing was linked"
    )


def test_a_courts_words_cannot_begin_another_workflow_command() -> None:
    evil = step("1").model_copy(update={"outcome": Outcome.DRIFT, "message": "100%\n::set-env name=A::b"})
    (annotation,) = list_annotations(build_report(create_run(evil)))
    assert "\n" not in annotation
    assert "::100%25%0A::set-env" in annotation


def test_a_run_that_is_not_complete_is_annotated() -> None:
    cut_short = list_annotations(build_report([HEAD, *good_steps()[:4]]))
    assert list(cut_short) == [
        "::error title=the run is not complete::The run was cut short: its records have no end."
    ]
    end = END.model_copy(update={"interrupted": True, "not_run": ("verify_linked",)})
    interrupted = list_annotations(build_report((HEAD, *good_steps()[:2], end)))
    title = "::error title=the run is not complete::"
    assert [line.removeprefix(title) for line in interrupted] == [
        "The run was interrupted; what follows is complete up to there.",
        "Not run, or not to the end: verify_linked.",
    ]


def test_a_run_without_a_failure_is_a_table_of_its_flows() -> None:
    assert render_markdown(build_report(create_run(*good_steps()))) == (
        "## ✅ District of Connecticut (staged)\n\n6 of 6 steps OK · 1 flow\n\n\n"
        "| | flow | steps | time |\n|---|---|---|---|\n| ✅ | link\\_account | 6 steps | 0.84 s |\n"
    )


def test_a_failure_is_shown_in_full() -> None:
    text = render_markdown(build_report(create_run(*failed_steps())))
    assert "| ❌ | link\\_account | 6 steps, DRIFT at 5, 1 not run |" in text
    assert "### DRIFT: link\\_account, step 5\n\nEnsure that the accounts listed are accurate." in text
    assert "(`flows/link_account.yaml:41`)\n\n```text\nlink_confirmation shows the row" in text


def test_a_fence_in_a_courts_words_does_not_end_the_block() -> None:
    evil = step("1").model_copy(update={"outcome": Outcome.DRIFT, "message": "a\n```\n# not a heading"})
    assert "````text\na\n```\n# not a heading" in render_markdown(build_report(create_run(evil)))


def test_a_flow_whose_run_was_cut_short_is_not_shown_as_passed() -> None:
    lines = render_markdown(build_report([HEAD, *good_steps()[:4]])).splitlines()
    (row,) = (line for line in lines if "link" in line and line.startswith("|"))
    assert "✅" not in row
    assert "4 steps, 2 not on record" in row


def test_a_rehearsed_step_is_counted_in_its_flows_row() -> None:
    text = render_markdown(build_report(create_run(*rehearsed_steps())))
    assert "6 steps, 1 rehearsed, 1 not run" in text


def test_an_interrupted_run_names_the_flows_that_were_not_run() -> None:
    end = END.model_copy(update={"interrupted": True, "not_run": ("verify_linked",)})
    text = render_markdown(build_report((HEAD, *good_steps()[:2], end)))
    assert text.startswith("## ⚠️ District")
    first, second = text.splitlines()[4:6]
    assert first == "The run was interrupted; what follows is complete up to there."
    assert second == "Not run, or not to the end: verify\\_linked."
