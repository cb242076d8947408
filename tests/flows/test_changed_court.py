"""A court that is not as documented fails the run at the right step, in words that name both sides."""

from dataclasses import dataclass

import pytest

from stage.faults.model import Fault, Requests
from tests.flows.cases import mark_cases
from tests.flows.command import Changes, failure
from tests.flows.faulty_stage import (
    CMECF_LOGIN,
    CMECF_PAGES,
    FRONT_PAGE,
    LINK_FORM,
    LINK_FORM_SENT,
    PACER_LOGIN,
    WEBSITE_HOME,
    FaultyStage,
)
from tests.flows.in_process import Runner


@dataclass(frozen=True)
class Change:
    """A change somebody made to the court, the step that must fail, and what it must say."""

    fault: Fault
    step: str
    message: str


def on_page(requests: Requests, text: str, becomes: str) -> Fault:
    """Return the fault that shows another text on a page."""
    return Fault(on=requests, replace=(text, becomes))


LOG_OUT_ENTRY = (
    '<li class="yuimenubaritem" data-name="Log Out">'
    '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Log Out</a></li>'
)
LINK_FORM_BEGINS = "<p>This utility links"
ECF_ROW = "<tr><td>CM/ECF</td>"
PACER_NAME = "<tr><td>PACER</td><td"
WAY_IN = "{ecf}/cgi-bin/login.pl"

CHANGES = {
    "a menu entry is renamed": Change(
        on_page(CMECF_PAGES, ">Reports<", ">Records<"),
        "3",
        "cmecf_home menu: documented [Query, Reports, Utilities, Help, Log Out]; "
        "seen [Query, Records, Utilities, Help, Log Out] (not seen: [Reports]; not documented: [Records])",
    ),
    "a field is dropped": Change(
        on_page(LINK_FORM, 'type="password"', 'type="hidden"'),
        "4",
        "link_account fields: documented [CM/ECF login:, CM/ECF password:]; "
        "seen [CM/ECF login:] (not seen: [CM/ECF password:])",
    ),
    "a name on the confirmation is swapped": Change(
        Fault(rule="confirmation_shows_ecf_name"), "5", 'link_confirmation rows shows CM/ECF as "'
    ),
    "the Criminal entry is lost": Change(
        on_page(CMECF_PAGES, "Crimi<u>n</u>al", "Cri<u>m</u>es"),
        "6",
        "(not seen: [Criminal]; not documented: [Crimes])",
    ),
    "the notice is changed": Change(
        on_page(PACER_LOGIN, "All activities and access attempts are logged.", "Some activities are logged."),
        "restricted",
        "prosecution under Title 18 of the U.S. Code. Some activities are logged.",
    ),
    "a wrong name stands above the right one": Change(
        on_page(LINK_FORM_SENT, ECF_ROW, f"<tr><td>CM/ECF</td><td>Somebody Else</td></tr>{ECF_ROW}"),
        "5",
        'shows CM/ECF as "Somebody Else and again ',
    ),
    "a name stands in a third cell": Change(
        on_page(LINK_FORM_SENT, ECF_ROW, f"<tr><td>CM/ECF</td><td>No.</td><td>7</td></tr>{ECF_ROW}"),
        "5",
        'shows CM/ECF as "No. | 7 and again ',
    ),
    "a name cannot be seen": Change(
        on_page(LINK_FORM_SENT, PACER_NAME, f'{PACER_NAME} style="display: none"'),
        "5",
        'link_confirmation rows shows PACER as ""',
    ),
    "another account is spoken of beside the rows": Change(
        on_page(
            LINK_FORM_SENT,
            "link these accounts?</p>",
            "link these accounts?</p><p>PACER account of Smith and Partners LLP</p>",
        ),
        "5",
        "not documented: [PACER account of Smith and Partners LLP]",
    ),
    "a link cannot be seen": Change(
        on_page(
            PACER_LOGIN,
            '<a href="/pscof/forgotUserName.jsf">',
            '<a style="display: none" href="/pscof/forgotUserName.jsf">',
        ),
        "2",
        "not seen: [Forgot User Name?]",
    ),
    "a menu entry is no link of the menu's kind": Change(
        on_page(CMECF_PAGES, LOG_OUT_ENTRY, f'{LOG_OUT_ENTRY}<li><a href="/">Civil</a></li>'),
        "3",
        "not documented: [Civil]",
    ),
    "the question is worded otherwise": Change(
        on_page(LINK_FORM_SENT, "Do you want to link", "Do you wish to link"),
        "5",
        "not documented: [Do you wish to link these accounts?]",
    ),
    "the court alerts its users": Change(
        on_page(LINK_FORM, LINK_FORM_BEGINS, f"<script>alert('Closed tonight')</script>{LINK_FORM_BEGINS}"),
        "4",
        'a dialog that is not documented: "Closed tonight"',
    ),
    "what is typed at the login would be sent elsewhere": Change(
        on_page(
            PACER_LOGIN,
            '<form id="loginForm" name="loginForm" method="post"',
            '<form id="loginForm" name="loginForm" method="post" action="http://collector.localhost:9/take"',
        ),
        "2",
        "but a form on the page submits to http://collector.localhost:9/take",
    ),
    "a button of the link form would send it elsewhere": Change(
        on_page(
            LINK_FORM,
            '<input name="reset"',
            '<input type="submit" value="" hidden formaction="//collector.localhost:9/take">'
            '<input name="reset"',
        ),
        "4",
        "link_account submit: nothing was typed; the court's file says http://ecf.ctd.localhost:",
    ),
    "two links with the same words lead to different places": Change(
        on_page(
            WEBSITE_HOME,
            "<p>Attorneys file",
            '<a href="http://elsewhere.localhost:9/">E-Filing (CM/ECF)</a><p>Attorneys file',
        ),
        "1",
        'links with the same words lead to different places, so none was clicked: "E-Filing (CM/ECF) »" -> http://',
    ),
    "the link leads to another host": Change(
        on_page(WEBSITE_HOME, WAY_IN, "http://elsewhere.localhost:9/"),
        "1",
        '"E-Filing (CM/ECF) »" leads to http://elsewhere.localhost:9/; the court\'s file says that CM/ECF is',
    ),
    "the link leads to the training database": Change(
        on_page(WEBSITE_HOME, WAY_IN, "http://ecf-train.ctd.localhost:9/"),
        "1",
        "leads to http://ecf-train.ctd.localhost:9/, a training system; the court's file says",
    ),
    "the front page has no link": Change(
        Fault(
            on=FRONT_PAGE,
            remove='<a href="/cgi-bin/login.pl">District of Connecticut - Document Filing System</a>',
        ),
        "one-login",
        "click_logo should lead to cmecf_front_page, known by a link to the login; shown: no screen",
    ),
    "the menu bar has no way to log out": Change(
        Fault(on=CMECF_LOGIN, remove=LOG_OUT_ENTRY),
        "2",
        "log_in should lead to cmecf_home, known by a menu bar with a link that logs out; shown: no screen",
    ),
    "the court opens another window": Change(
        on_page(
            LINK_FORM,
            LINK_FORM_BEGINS,
            f"<script>window.open('/cgi-bin/CourtInfo.pl?location=main')</script>{LINK_FORM_BEGINS}",
        ),
        "4",
        "link_account: the court opened another tab or window, which is not documented: http://ecf.ctd.localhost:",
    ),
    "the password would be shown as it is typed": Change(
        on_page(PACER_LOGIN, 'type="password"', 'type="text"'),
        "2",
        "pacer_login does not let log_in be done, and nothing was sent",
    ),
}

QUICK = {
    "a menu entry is renamed",
    "a name on the confirmation is swapped",
    "another account is spoken of beside the rows",
    "the court alerts its users",
    "what is typed at the login would be sent elsewhere",
    "a button of the link form would send it elsewhere",
    "two links with the same words lead to different places",
    "the link leads to another host",
    "the court opens another window",
}
HURRIED: Changes = {"limits": {"arrive": 6, "act": 2, "settle": 0.5}}
"""A court that differs is waited for as long as these limits say."""

CHANGES_ONCE_READ = """<script>
const ask = document.querySelectorAll.bind(document);
let readings = 0;
document.querySelectorAll = css => {
    // The rows are read for themselves, and for whether the names agree; then once more.
    const again = css.includes('tr:not(:has(tr))') && ++readings === 3;
    if (again) ask('.accounts td')[3].textContent = 'Somebody Else';
    return ask(css);
};
</script>"""


def test_what_is_submitted_for_good_is_read_again_right_before(stage: FaultyStage, runner: Runner) -> None:
    stage.fail(on_page(LINK_FORM_SENT, "</form>", f"</form>{CHANGES_ONCE_READ}"))
    runner.run()
    failed = failure(runner.folder)
    assert (failed["step"], failed["outcome"]) == ("5", "DRIFT")
    assert 'rows shows PACER as "Somebody Else"' in failed["message"]
    assert stage.count("link_made") == 0


@pytest.mark.parametrize("change", mark_cases(CHANGES, quick=QUICK))
def test_a_court_that_differs_fails_at_the_step_that_documents_it(
    change: Change, stage: FaultyStage, runner: Runner
) -> None:
    stage.fail(change.fault)
    run = runner.run(HURRIED)
    failed = failure(runner.folder)
    assert (failed["step"], failed["outcome"], run.status) == (change.step, "DRIFT", 1)
    assert change.message in failed["message"]
    assert change.message.split("; ")[0] in " ".join(run.said.split())
    assert (runner.folder / "out" / "report.html").is_file()
