"""A page that sends what was clicked more than once gets it to the court once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stage.faults.model import Fault
from tests.helpers.cases import mark_cases
from tests.helpers.court_changes import replace_on_page
from tests.helpers.faulty_stage import (
    LINK_CONFIRMED,
    LINK_FORM_SENT,
    PACER_LOGIN,
    PACER_LOGIN_SENT,
    FaultyStage,
    match_requests,
)
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import IMPATIENT, LINK_FLOW, read_failure, read_steps
from tests.helpers.sending_scripts import BEACON, FETCH, FETCH_PARTS, LOGIN_BUTTON, SUBMIT, run_script

MISTYPE = """
flow: mistypes
title: A wrong password
document: ctd-password-notice
release: legacy
persona: ct_login
steps:
  - step: a
    says: The login accepts only its own password.
    open: legacy_login
    do: mistype
    then:
      - screen: legacy_login
        sees:
          messages:
            - Your ECF or PACER login attempt failed. Either your login name or password is incorrect.
"""
LEGACY_LOGIN = match_requests("ecf", "GET", "/cgi-bin/login.pl")
LEGACY_LOGIN_SENT = match_requests("ecf", "POST", "/cgi-bin/login.pl")


@pytest.fixture(autouse=True)
def faults_may_not_apply(stage: FaultyStage, legacy_stage: FaultyStage) -> Iterator[None]:
    """Forget the faults of a test: those that count what is sent apply only if something is."""
    yield
    stage.control.clear_faults()
    legacy_stage.control.clear_faults()


@pytest.fixture
def legacy_runner(browser: Browser, legacy_stage: FaultyStage, tmp_path: Path) -> FlowRunner:
    return FlowRunner(browser, legacy_stage, tmp_path)


def mistype(runner: FlowRunner, script: str) -> dict[str, str]:
    """Type a wrong password at a login before NextGen with a script in its page; return the step."""
    flow = runner.folder / "mistypes.yaml"
    flow.write_text(MISTYPE, encoding="utf-8")
    page = run_script(script, "form[name=GetPass]")
    sent = Fault(on=LEGACY_LOGIN_SENT, event="sent")
    runner.stage.fail(sent, replace_on_page(LEGACY_LOGIN, "</body>", page))
    runner.run({"release": "legacy"}, IMPATIENT, flow=flow)
    (step,) = read_steps(runner.folder)
    return step


BESIDES = {
    "in the other encoding": FETCH,
    "in parts": FETCH_PARTS,
    "in another order": FETCH_PARTS.replace("new FormData(form)", "reverse(form)"),
    "with the time in its address": FETCH.replace("form.action", "form.action + '&_=' + Date.now()"),
}
REVERSE = """const reverse = form => {
    const reversed = new FormData();
    for (const [name, value] of [...new FormData(form)].reverse()) reversed.append(name, value);
    return reversed;
};"""


@pytest.mark.parametrize("script", mark_cases(BESIDES, quick={"in the other encoding"}))
def test_an_effect_that_a_script_sends_besides_the_form_is_sent_once(
    script: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    on_click = f"form.querySelector('[type=button]').addEventListener('click', () => {{ {script} }}, true);"
    page = run_script(REVERSE + on_click, "form:has([name=proposal])")
    stage.fail(Fault(on=LINK_CONFIRMED, event="sent"), replace_on_page(LINK_FORM_SENT, "</body>", page))
    runner.run(IMPATIENT)
    assert stage.count("sent") == 1
    assert read_failure(runner.folder)["outcome"] == "UNKNOWN_STATE"


LEAVING = f"addEventListener('pagehide', () => {BEACON})"
CALLED_HEAD = f"form.setAttribute('name', 'head'); {LEAVING}"


@pytest.mark.parametrize("script", [LEAVING, CALLED_HEAD], ids=["its form", "a form called head"])
@pytest.mark.parametrize(("flow", "links"), [("link_account", 1), ("names_differ", 0)])
def test_an_effect_that_a_page_sends_when_it_is_left_is_not_sent(
    script: str, flow: str, links: int, stage: FaultyStage, runner: FlowRunner
) -> None:
    page = run_script(script, "form:has([name=proposal])")
    stage.fail(Fault(on=LINK_CONFIRMED, event="sent"), replace_on_page(LINK_FORM_SENT, "</body>", page))
    run = runner.run(flow=LINK_FLOW.with_name(f"{flow}.yaml"))
    assert run.status == 0, run.output
    assert (stage.count("sent"), stage.count("link_made")) == (links, links)


def test_a_wrong_password_is_sent_once_though_the_page_shows_a_text_in_red(
    legacy_runner: FlowRunner,
) -> None:
    red = "document.body.insertAdjacentHTML('afterbegin', '<font color=red>Please wait</font>')"
    later = f"setTimeout(() => {{ {FETCH}; {FETCH}; {SUBMIT} }}, 60)"
    mistype(legacy_runner, f"form.onsubmit = event => {{ event.preventDefault(); {red}; {later}; }};")
    assert legacy_runner.stage.count("login_refused") == 1


def test_a_wrong_password_is_sent_once_after_a_check_though_a_text_in_red_comes_between(
    legacy_runner: FlowRunner,
) -> None:
    red = "document.body.insertAdjacentHTML('afterbegin', '<font color=red>Please wait</font>')"
    check = FETCH.replace("new FormData(form)", "[...new FormData(form), ['check', '1']]")
    later = f"setTimeout(() => {{ {FETCH}; {FETCH}; {SUBMIT} }}, 400)"
    mistype(
        legacy_runner, f"form.onsubmit = event => {{ event.preventDefault(); {check}; {red}; {later}; }};"
    )
    assert legacy_runner.stage.count("sent") == len(["the check", "the login"])


def test_a_password_that_a_script_sends_besides_the_form_is_sent_once(legacy_runner: FlowRunner) -> None:
    with_button = FETCH.replace("new FormData(form)", "new FormData(form, event.submitter)")
    step = mistype(legacy_runner, f"form.onsubmit = event => {{ {with_button} }};")
    assert legacy_runner.stage.count("login_refused") == 1
    assert step["outcome"] == "UNKNOWN_STATE"


def test_a_wrong_password_that_passed_while_the_button_was_awaited_may_have_been_sent(
    legacy_runner: FlowRunner,
) -> None:
    moves = "animate([{translate: '9px'}], {duration: 99, iterations: 99})"
    begin = f"form.querySelector('[name=button1]').{moves}; setTimeout(() => {{ {FETCH}; {FETCH} }}, 700);"
    step = mistype(legacy_runner, f"form.querySelector('[type=checkbox]').onchange = () => {{ {begin} }};")
    assert legacy_runner.stage.count("sent") == 1
    assert (step["outcome"], step["outcome_without_effect"]) == ("UNKNOWN_STATE", "DRIFT")


@pytest.mark.parametrize(
    "delay", [pytest.param(0, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.slow), 600]
)
def test_a_login_that_asks_first_and_comes_again_is_awaited(delay: int, legacy_runner: FlowRunner) -> None:
    ask = "fetch('/cgi-bin/ask.pl', {method: 'POST', body: 'x'})"
    later = f"{ask}.then(() => setTimeout(() => {SUBMIT}, {delay}))"
    step = mistype(legacy_runner, f"form.onsubmit = event => {{ event.preventDefault(); {later}; }};")
    assert step["outcome"] == "OK"
    assert legacy_runner.stage.count("login_refused") == 1


@pytest.mark.parametrize("asks", [True, False], ids=["asks first", "does not ask"])
def test_a_wrong_password_is_sent_once_though_its_screen_stays(asks: bool, legacy_runner: FlowRunner) -> None:
    begin = "fetch('/cgi-bin/ask.pl', {method: 'POST', body: 'x'})" if asks else "Promise.resolve()"
    later = f"{begin}.then(() => setTimeout(() => {{ {FETCH}; {FETCH}; {SUBMIT} }}, 600))"
    step = mistype(legacy_runner, f"form.onsubmit = event => {{ event.preventDefault(); {later}; }};")
    assert legacy_runner.stage.count("login_refused") == 1
    assert step["outcome"] == "UNKNOWN_STATE"


def test_a_login_by_script_that_asks_first_and_is_refused_submits_once(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    twice = "for (const n of [1, 2]) { PrimeFaces.busy = false; PrimeFaces.ab(form, 'loginForm:fbtnLogin'); }"
    ask = "fetch(form.action.split('?')[0] + '?ask', {method: 'POST', body: 'x'})"
    page = run_script(
        f"""{LOGIN_BUTTON}.addEventListener('click', event => {{
            event.stopImmediatePropagation();
            event.preventDefault();
            {ask}.then(() => setTimeout(() => {{ {twice} }}, 400));
        }}, true);"""
    )
    asked = match_requests("pacer", "POST", "/csologin/login.jsf", "ask")
    stage.fail(Fault(on=asked, status=204), replace_on_page(PACER_LOGIN, "</body>", page))
    runner.run(flow=LINK_FLOW.with_name("wrong_pacer_password.yaml"))
    assert stage.count("login_refused") == 1
    assert read_failure(runner.folder)["outcome"] == "DRIFT"


def test_a_password_is_sent_once_by_a_form_that_has_no_field_of_its_own(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    other = "<form method=post action=/csologin/real.jsf><input type=hidden name=p></form>"
    page = run_script(
        f"""form.insertAdjacentHTML('afterend', '{other}');
        const real = form.nextElementSibling;
        form.querySelector('[type=password]').oninput = event => {{
            real.elements.p.value = event.target.value;
            {FETCH.replace("form", "real")};
        }};
        {LOGIN_BUTTON}.addEventListener('click', event => {{
            event.stopImmediatePropagation();
            event.preventDefault();
            real.submit();
        }}, true);"""
    )
    sent = match_requests("pacer", "POST", "/csologin/real.jsf")
    stage.fail(
        Fault(on=sent, event="sent"),
        Fault(on=sent, page="<p>Thank you</p>"),
        replace_on_page(PACER_LOGIN, "</body>", page),
    )
    runner.run(IMPATIENT)
    assert stage.count("sent") == 1
    assert read_failure(runner.folder)["outcome"] == "DRIFT"


def test_another_tab_at_the_login_does_not_let_a_password_pass_twice(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    page = run_script(
        f"""form.querySelector('[type=password]').oninput = event => {{
            const tab = open(''), button = {LOGIN_BUTTON};
            button.disabled = true;
            tab.location = '/csologin/login.jsf?again';
            const timer = setInterval(() => {{
                if (tab.location.search !== '?again' || tab.document.readyState !== 'complete') return;
                clearInterval(timer);
                tab.close();
                {FETCH};
                button.disabled = false;
            }}, 50);
        }};"""
    )
    stage.fail(Fault(on=PACER_LOGIN_SENT, event="sent"), replace_on_page(PACER_LOGIN, "</body>", page))
    runner.run()
    assert stage.count("sent") == 1
    assert read_failure(runner.folder)["outcome"] == "DRIFT"
