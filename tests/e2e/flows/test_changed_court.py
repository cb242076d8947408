"""A court that differs from its documents fails the right step, and the message names both."""

import pytest

from stage.faults.model import Fault
from tests.helpers.cases import mark_cases
from tests.helpers.court_changes import CHANGES, PACER_NAME, QUICK, Change, replace_on_page, when_read
from tests.helpers.faulty_stage import (
    LINK_CONFIRMED,
    LINK_FORM,
    LINK_FORM_SENT,
    PACER_LOGIN,
    QUERY,
    FaultyStage,
)
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import Changes, read_failure

SHORT_LIMITS: Changes = {"limits": {"arrive": 6, "act": 2, "settle": 0.5}}
"""The run waits this long for a court that differs."""

CHANGES_AFTER_READING = """<script>
const ask = document.querySelectorAll.bind(document);
let readings = 0;
document.querySelectorAll = css => {
    // The rows are read once for the checks `rows` and `agreement`, and then again before submitting.
    const again = css.includes('tr:not(:has(tr))') && ++readings === 2;
    if (again) ask('.accounts td')[3].textContent = 'Somebody Else';
    return ask(css);
};
</script>"""


def test_a_permanent_effect_is_checked_again_right_before_it_is_submitted(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(replace_on_page(LINK_FORM_SENT, "</form>", f"</form>{CHANGES_AFTER_READING}"))
    runner.run()
    failed = read_failure(runner.folder)
    assert (failed["step"], failed["outcome"]) == ("5", "DRIFT")
    assert 'rows shows PACER as "Somebody Else"' in failed["message"]
    assert stage.count("link_made") == 0


FOOTER = '<div style="height: 450px"></div><p>Privacy Policy</p></body>'
LINKING = (LINK_FORM, LINK_FORM_SENT, LINK_CONFIRMED)
LAYOUTS = {
    "a label is in a block of its own": [(LINK_FORM_SENT, PACER_NAME, "<tr><td><div>PACER</div></td><td")],
    "a sentence has a line break": [(LINK_FORM_SENT, "Do you want to link", "Do you want<br>to link")],
    "a footer is below the fold": [(one, "</body>", FOOTER) for one in (*LINKING, PACER_LOGIN)],
    "a banner is above": [
        (one, "<body", '<div style="height: 400px">Welcome</div><body') for one in (*LINKING, PACER_LOGIN)
    ],
    "the ground is a gradient": [
        (one, "</head>", "<style>body { background: linear-gradient(#fff, #ccd) }</style></head>")
        for one in LINKING
    ],
    "all is larger": [(one, "</head>", "<style>body { zoom: 1.7 }</style></head>") for one in LINKING],
}
"""What a court can change while its words stay: pages, a text of theirs, and what it becomes."""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_court_of_another_layout_is_as_documented(
    layout: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    for requests, text, becomes in LAYOUTS[layout]:
        stage.fail(replace_on_page(requests, text, becomes))
    run = runner.run(SHORT_LIMITS)
    assert run.status == 0, run.output


@pytest.mark.parametrize("change", mark_cases(CHANGES, quick=QUICK))
def test_a_changed_court_fails_the_step_that_documents_the_change(
    change: Change, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(change.fault)
    run = runner.run(SHORT_LIMITS)
    failed = read_failure(runner.folder)
    assert (failed["step"], failed["outcome"], run.status) == (change.step, "DRIFT", 1)
    assert change.message in failed["message"]
    assert change.message.split("; ")[0] in " ".join(run.output.split())
    assert (runner.folder / "out" / "report.html").is_file()


def test_a_page_that_leaves_by_itself_is_said_to_have_done_so(stage: FaultyStage, runner: FlowRunner) -> None:
    leaves = when_read("location = '/cgi-bin/iquery.pl'")
    stage.fail(replace_on_page(LINK_FORM_SENT, "</form>", f"</form>{leaves}"))
    runner.run(SHORT_LIMITS)
    failed = read_failure(runner.folder)
    # Steps arrive on the confirmation and document it: the browser reports what it does during one of them.
    assert failed["step"] in {"4", "permanent", "5"}
    assert failed["outcome"] == "DRIFT"
    assert failed["message"].startswith(
        "link_confirmation: the page leaves by itself, which is not documented: it went to"
        " http://ecf.ctd.localhost:"
    )


LINKED = '<!DOCTYPE html><div id="cmecfMainContent">You have successfully linked your account.</div>'


@pytest.mark.parametrize("comes", ["at once", "after the confirmation"])
def test_an_effect_that_the_court_did_without_being_asked_is_called_so(
    comes: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    if comes == "at once":
        stage.fail(Fault(on=LINK_FORM_SENT, page=LINKED))
    else:
        leaves = when_read("location = '/cgi-bin/iquery.pl'")
        confirmation = replace_on_page(LINK_FORM_SENT, "</form>", f"</form>{leaves}")
        stage.fail(Fault(on=QUERY, page=LINKED), confirmation)
    runner.run(SHORT_LIMITS)
    failed = read_failure(runner.folder)
    assert failed["outcome"] == "DRIFT"
    assert "so an effect took place that was not asked for" in failed["message"]
