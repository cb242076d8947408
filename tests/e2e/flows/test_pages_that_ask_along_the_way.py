"""A page that asks the court by scripts along the way, as JSF pages do, is used as any other."""

import pytest

from stage.faults.model import Fault, Requests
from tests.helpers.court_changes import replace_on_page
from tests.helpers.faulty_stage import (
    LINK_FORM,
    LINK_FORM_SENT,
    PACER_LOGIN,
    FaultyStage,
    match_requests,
)
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import IMPATIENT, LINK_FLOW

ASK = "ask"
"""The query of requests that only ask."""
ASK_COURT = f"""const askCourt = () => {{
    const body = new URLSearchParams([...new FormData(form), ['javax.faces.partial.ajax', 'true']]);
    return fetch(form.action.split('?')[0] + '?{ASK}', {{method: 'POST', body}});
}};"""
ASKS_FIRST = """const button = [...form.querySelectorAll('button, input')].find(one =>
    ['Login', 'Submit'].includes(one.value || one.textContent.trim()));
let isAsked = false;
button.addEventListener('click', event => {
    if (isAsked) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    askCourt().then(() => { isAsked = true; button.click(); });
}, true);"""
ON_BLUR = "form.querySelector('[type=password]').onblur = askCourt;"
ON_CLEAR = """for (const button of form.querySelectorAll('button')) {
    if (/Clear|Cancel/.test(button.textContent)) button.addEventListener('click', askCourt, true);
}"""
PACER_ASKED = Fault(on=match_requests("pacer", "POST", "/csologin/login.jsf", ASK), status=204)
LINK_ASKED = Fault(on=match_requests("ecf", "POST", "/cgi-bin/LinkAccount.pl", ASK), status=204)
CONFIRM_ASKED = Fault(on=match_requests("ecf", "POST", "/cgi-bin/LinkAccountConfirm.pl", ASK), status=204)


def in_form(script: str) -> str:
    wrapped = f"const form = document.querySelector('#cmecfMainContent form, form'); {ASK_COURT} {script}"
    return f"<script>{{ {wrapped} }}</script></body>"


@pytest.mark.parametrize(
    ("page", "asked"),
    [(PACER_LOGIN, PACER_ASKED), (LINK_FORM, LINK_ASKED), (LINK_FORM_SENT, CONFIRM_ASKED)],
    ids=["login", "link form", "confirmation"],
)
def test_a_button_that_asks_the_court_before_it_submits_is_answered(
    page: Requests, asked: Fault, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(asked, replace_on_page(page, "</body>", in_form(ASKS_FIRST)))
    run = runner.run(IMPATIENT)
    assert run.status == 0, run.output
    assert stage.count("link_made") == 1


def test_a_password_that_is_checked_when_its_field_loses_the_focus_is_sent(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(PACER_ASKED, replace_on_page(PACER_LOGIN, "</body>", in_form(ON_BLUR)))
    run = runner.run(IMPATIENT)
    assert run.status == 0, run.output


def test_a_button_that_clears_a_form_may_ask_the_court(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(PACER_ASKED, replace_on_page(PACER_LOGIN, "</body>", in_form(ON_CLEAR)))
    run = runner.run(IMPATIENT, flow=LINK_FLOW.with_name("clear_and_cancel.yaml"))
    assert run.status == 0, run.output


def test_a_login_that_polls_after_a_refusal_is_as_documented(stage: FaultyStage, runner: FlowRunner) -> None:
    polls = "setInterval(() => { if (/Invalid username/.test(document.body.innerText)) askCourt(); }, 50);"
    stage.fail(PACER_ASKED, replace_on_page(PACER_LOGIN, "</body>", in_form(polls)))
    run = runner.run(flow=LINK_FLOW.with_name("wrong_pacer_password.yaml"))
    assert run.status == 0, run.output


MADE_ANEW = """<script>new MutationObserver(([{target}], observer) => {
    if (target.localName !== 'input') return;
    observer.disconnect();
    const button = target.cloneNode(true);
    for (const name of target.getAttributeNames()) if (name.startsWith('data-')) button.removeAttribute(name);
    target.replaceWith(button);
}).observe(document, {attributes: true, subtree: true})</script></form>"""


def test_a_button_that_is_made_anew_right_before_the_click_is_clicked(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(replace_on_page(LINK_FORM_SENT, "</form>", MADE_ANEW))
    run = runner.run(IMPATIENT)
    assert run.status == 0, run.output
    assert stage.count("link_made") == 1
