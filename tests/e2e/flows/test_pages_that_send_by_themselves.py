"""A page that sends its form by itself sends nothing that was not asked for, and nothing twice."""

from collections.abc import Iterator

import pytest

from stage.faults.model import Fault
from tests.helpers.case_search import write_case_search
from tests.helpers.cases import mark_cases
from tests.helpers.court_changes import replace_on_page, when_read
from tests.helpers.faulty_stage import (
    CASE_LOOKED_FOR,
    LINK_CONFIRMED,
    LINK_FORM_SENT,
    PACER_LOGIN,
    PACER_LOGIN_SENT,
    QUERY,
    FaultyStage,
    match_requests,
)
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import IMPATIENT, LINK_FLOW, NOT_STAGED, build_settings, read_failure, read_steps
from tests.helpers.sending_scripts import BEACON, FETCH, LOGIN_BUTTON, SUBMIT, run_script, when_typed

WAYS = {
    "a submission": SUBMIT,
    "a submission soon after": f"setTimeout(() => {SUBMIT}, 20)",
    "a request": FETCH,
    "a beacon": BEACON,
    "another tab": f"form.target = '_blank'; {SUBMIT}; form.target = ''",
}
QUICK = {"a submission", "a request"}
IS_BLOCKED = "the court's page would have sent its form to http://{}:{}{} by itself; the browser blocked it"


@pytest.fixture(autouse=True)
def faults_may_not_apply(stage: FaultyStage) -> Iterator[None]:
    """Forget the faults of a test: those that count what is sent apply only if something is."""
    yield
    stage.control.clear_faults()


def look_for_a_case(
    stage: FaultyStage, runner: FlowRunner, script: str, *faults: Fault, runs: int = 1
) -> None:
    """Look for a case at a real court with a script in the form, and count what the court gets."""
    flow = write_case_search(runner.folder, "unlinked_filer", "3:26-cv-01234")
    typed = replace_on_page(QUERY, "</body>", when_typed("[name=case_num]", script))
    stage.fail(Fault(on=CASE_LOOKED_FOR, event="sent"), *faults, typed)
    settings, allow = build_settings(stage.mint()), ["billable@ecf.ctd.localhost"]
    runner.run(NOT_STAGED, IMPATIENT, flow=flow, settings=settings, allow=allow, runs=runs)


@pytest.mark.parametrize("way", mark_cases(WAYS, quick=QUICK))
def test_an_effect_is_sent_once_if_the_page_sends_it_while_it_is_filled_in(
    way: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    look_for_a_case(stage, runner, way)
    assert stage.count("sent") <= 1
    failed = read_failure(runner.folder)
    assert (failed["outcome"], failed["outcome_without_effect"]) == ("UNKNOWN_STATE", "DRIFT")


def test_what_the_page_sends_before_the_click_is_blocked_and_named(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    disable = "form.querySelector('[type=button]').disabled = true"
    look_for_a_case(stage, runner, f"{FETCH}; {disable}")
    failed = read_failure(runner.folder)
    named = IS_BLOCKED.format("ecf.ctd.localhost", stage.port, "/cgi-bin/iquery.pl")
    assert (failed["outcome"], failed["message"]) == ("DRIFT", named)
    assert failed["next"] == "look at the picture: does the court's page send its form by itself now?"
    assert stage.count("sent") == 0


def test_no_other_flow_sends_an_effect_that_a_page_has_sent_and_that_has_no_answer(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    look_for_a_case(stage, runner, SUBMIT, Fault(on=CASE_LOOKED_FOR, status=204, when="after"), runs=2)
    assert stage.count("sent") == 1
    assert [step["outcome"] for step in read_steps(runner.folder)] == ["UNKNOWN_STATE"] * 2


def test_what_the_page_sent_elsewhere_before_a_click_that_was_not_made_may_be_the_effect(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    elsewhere = FETCH.replace("form.action", "'/cgi-bin/qry_ajax.pl'")
    disable = "form.querySelector('[type=button]').disabled = true"
    sent = Fault(on=match_requests("ecf", "POST", "/cgi-bin/qry_ajax.pl"), event="other")
    look_for_a_case(stage, runner, f"{elsewhere}; {FETCH}; {disable}", sent, runs=2)
    assert (stage.count("sent"), stage.count("other")) == (0, 1)
    assert [step["outcome"] for step in read_steps(runner.folder)] == ["UNKNOWN_STATE"] * 2


def test_an_effect_that_passed_while_its_button_was_awaited_may_have_been_sent(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    moves = (
        "form.querySelector('[type=button]').animate([{translate: '9px'}], {duration: 99, iterations: 99})"
    )
    look_for_a_case(stage, runner, f"{moves}; setTimeout(() => {{ {FETCH}; {FETCH}; }}, 700)", runs=2)
    assert stage.count("sent") == 1
    assert [step["outcome"] for step in read_steps(runner.folder)] == ["UNKNOWN_STATE"] * 2


CONFIRM = "HTMLFormElement.prototype.submit.call(document.forms[0])"
MOMENTS = {
    "when it comes": f"<script>{CONFIRM}</script>",
    "when it is read": when_read(CONFIRM),
    "soon after": f"<script>setTimeout(() => {CONFIRM}, 60)</script>",
    "without leaving": when_read("fetch(document.forms[0].action, {method: 'POST', keepalive: true})"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_confirmation_that_submits_itself_links_nothing(
    moment: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(replace_on_page(LINK_FORM_SENT, "</form>", f"</form>{MOMENTS[moment]}"))
    runner.run(IMPATIENT)
    failed = read_failure(runner.folder)
    named = IS_BLOCKED.format("ecf.ctd.localhost", stage.port, "/cgi-bin/LinkAccountConfirm.pl")
    assert (failed["outcome"], failed["message"]) == ("DRIFT", named)
    assert stage.count("link_made") == 0


AGAIN = """<!DOCTYPE html><title>Link</title><div id="cmecfMainContent"><b>Are you sure?</b>
<form method="POST" action="/cgi-bin/LinkAccountConfirm.pl?1-L_1_0-1">
<input name="button1" value="Submit" type="button" onclick="this.form.submit()"></form></div>"""
LEAVES = "<script>addEventListener('load', () => setTimeout(() => {{ {} }}, {}));</script>"


@pytest.mark.parametrize("delay", [100, 150, 200])
def test_the_click_of_an_effect_is_made_in_no_other_document(
    delay: int, stage: FaultyStage, runner: FlowRunner
) -> None:
    leaves = LEAVES.format("location = '/cgi-bin/iquery.pl'", delay)
    stage.fail(
        Fault(on=CASE_LOOKED_FOR, event="sent"),
        Fault(on=QUERY, delay=0.1),
        replace_on_page(LINK_FORM_SENT, "</form>", f"</form>{leaves}"),
    )
    settings, allow = build_settings(stage.mint()), ["permanent@ecf.ctd.localhost"]
    runner.run(NOT_STAGED, IMPATIENT, settings=settings, allow=allow)
    assert stage.count("sent") == 0, "the button of the query form has the same name"


def test_neither_of_two_clicks_is_made_in_another_document(stage: FaultyStage, runner: FlowRunner) -> None:
    leave = "event => { if (event.target.name === 'button1') location = '/cgi-bin/iquery.pl'; }"
    leaves = f"<script>addEventListener('mouseover', {leave})</script>"
    stage.fail(
        Fault(on=CASE_LOOKED_FOR, event="sent"),
        Fault(on=QUERY, delay=0.1),
        replace_on_page(LINK_FORM_SENT, "</form>", f"</form>{leaves}"),
    )
    settings, allow = build_settings(stage.mint()), ["permanent@ecf.ctd.localhost"]
    flow = LINK_FLOW.with_name("submit_twice.yaml")
    runner.run(NOT_STAGED, IMPATIENT, flow=flow, settings=settings, allow=allow)
    assert stage.count("sent") == 0
    assert read_failure(runner.folder)["outcome"] in {"DRIFT", "UNKNOWN_STATE"}


@pytest.mark.parametrize("flow", ["link_account", "submit_twice"])
def test_an_effect_that_the_court_asks_for_again_is_sent_once(
    flow: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(
        Fault(on=LINK_CONFIRMED, event="sent"),
        Fault(on=LINK_CONFIRMED, page=AGAIN.replace("</form>", f"</form><script>{CONFIRM}</script>")),
    )
    runner.run(IMPATIENT, flow=LINK_FLOW.with_name(f"{flow}.yaml"))
    assert stage.count("sent") == 1
    assert read_failure(runner.folder)["outcome"] == "UNKNOWN_STATE"


PRIMEFACES = "PrimeFaces.ab(form, 'loginForm:fbtnLogin'); PrimeFaces.busy = false"


@pytest.mark.parametrize("script", [SUBMIT, PRIMEFACES, FETCH], ids=["submission", "AJAX", "request"])
def test_a_password_is_sent_once_if_the_page_sends_it_when_it_is_typed(
    script: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    # Until the button can be used, what the page sends has got to the browser.
    disable = f"const button = {LOGIN_BUTTON}; button.disabled = true"
    wait = f"{disable}; setTimeout(() => {{ button.disabled = false }}, 300)"
    typed = replace_on_page(PACER_LOGIN, "</body>", when_typed("[type=password]", f"{script}; {wait}"))
    stage.fail(Fault(on=PACER_LOGIN_SENT, event="sent"), typed)
    runner.run(NOT_STAGED, IMPATIENT, settings=build_settings(stage.mint()), runs=2)
    first, second = (step for step in read_steps(runner.folder) if step["step"] == "2")
    named = IS_BLOCKED.format("pacer.localhost", stage.port, "/csologin/login.jsf")
    assert (first["outcome"], first["message"]) == ("DRIFT", named)
    assert "sent earlier in this run" in second["message"]
    assert stage.count("sent") <= 1


@pytest.mark.parametrize("script", [SUBMIT, PRIMEFACES, FETCH], ids=["submission", "AJAX", "request"])
def test_a_password_is_sent_once_if_the_page_sends_it_right_before_the_click(
    script: str, stage: FaultyStage, runner: FlowRunner
) -> None:
    typed = replace_on_page(PACER_LOGIN, "</body>", when_typed("[type=password]", script))
    stage.fail(Fault(on=PACER_LOGIN_SENT, event="sent"), typed)
    runner.run(IMPATIENT)
    assert stage.count("sent") <= 1


def test_a_passcode_is_sent_once_if_the_page_sends_it_when_it_is_typed(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    sends = "PrimeFaces.ab(event.target.form, 'mfaForm:btnOk'); PrimeFaces.busy = false"
    send = f"event => {{ if (event.target.id === 'mfaForm:mfaInput') {{ {sends} }} }}"
    listens = run_script(f"addEventListener('input', {send});")
    stage.fail(Fault(on=PACER_LOGIN_SENT, event="sent"), replace_on_page(PACER_LOGIN, "</body>", listens))
    runner.run(IMPATIENT, flow=LINK_FLOW.with_name("passcode.yaml"))
    named = IS_BLOCKED.format("pacer.localhost", stage.port, "/csologin/login.jsf")
    assert read_failure(runner.folder)["message"] == named
    assert stage.count("sent") <= 2, "the login and one passcode"


LOGS_IN_AGAIN = """
flow: logs_in_again
title: A second login in the same window
document: ctd-link-pacer-account
release: nextgen
persona: linked_filer
steps:
  - step: "2"
    says: Log in, accept the rules, log out, and log in again.
    open: pacer_login
    do: log_in
    then:
      - screen: redaction_notice
        do: accept
      - screen: cmecf_home
        do: log_out
      - screen: logged_out
      - open: pacer_login
        do: log_in
      - screen: redaction_notice
"""


def test_a_click_on_another_screen_lets_no_password_pass_that_is_typed_later(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    flow = runner.folder / "logs_in_again.yaml"
    flow.write_text(LOGS_IN_AGAIN, encoding="utf-8")
    once = (
        f"if (!globalThis.isSent) {{ globalThis.isSent = true; {FETCH.replace('form.action', '`?itself`')} }}"
    )
    typed = when_typed("[type=password]", once)
    stage.fail(
        Fault(on=match_requests("pacer", "POST", "/csologin/login.jsf", "itself"), event="sent"),
        Fault(on=PACER_LOGIN, replace=("</body>", typed), skip=1),
    )
    runner.run(IMPATIENT, flow=flow)
    assert read_failure(runner.folder)["message"].endswith("by itself; the browser blocked it")
    assert stage.count("sent") == 0


NOTHING = match_requests("pacer", "GET", "/nothing")
GOES_NOWHERE = run_script("addEventListener('load', () => { location = '/nothing'; });")


@pytest.mark.parametrize(
    "faults",
    [
        [Fault(on=NOTHING, status=204)],
        [Fault(on=NOTHING, page="x"), Fault(on=NOTHING, content_type="application/zip")],
    ],
    ids=["no document", "a file"],
)
def test_a_login_that_requests_something_and_stays_can_be_used(
    faults: list[Fault], stage: FaultyStage, runner: FlowRunner
) -> None:
    stage.fail(*faults, replace_on_page(PACER_LOGIN, "</body>", GOES_NOWHERE))
    run = runner.run(IMPATIENT)
    assert run.status == 0, run.output
