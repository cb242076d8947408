"""A password is typed only where the court's file leads: on its own origin, into a form that goes there."""

import pytest

from config.account import Account
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from pages.errors import NotUsableError, WrongOriginError

ELSEWHERE = "http://collector.localhost:9/take"
FORM = "const form = document.getElementById('loginForm');"


@pytest.fixture
def window(window: Window) -> Window:
    window.open("pacer_login", 10)
    assert window.wait_for_screen("pacer_login", 10).is_wanted
    return window


@pytest.fixture
def account(court: CourtSession) -> Account:
    return court.accounts.provide("unlinked_filer")


def log_in(window: Window, account: Account) -> None:
    """Log in as a flow does; CM/ECF comes if what was typed was sent to PACER."""
    typed = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    assert window.act("pacer_login", "log_in", typed)


def fields(window: Window) -> list[str]:
    script = "[...document.querySelectorAll('#loginForm input:not([type=hidden])')].map(one => one.value)"
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
def test_nothing_is_typed_into_a_form_that_leads_elsewhere(
    change: str, window: Window, account: Account
) -> None:
    window.page.evaluate(f"() => {{ {FORM} {change} }}")
    with pytest.raises(WrongOriginError, match="a form of the screen sends what is typed to http"):
        log_in(window, account)
    assert set(fields(window)) == {""}


IMITATION = """<form id=loginForm><input id="loginForm:loginName">
<input type=password id="loginForm:password"><button>Login</button></form>"""
LEADS_AWAY = f"""() => document.getElementById('loginForm:loginName').addEventListener('input', () => {{
    document.getElementById('loginForm:password').disabled = true;
    location.assign('{ELSEWHERE}');
}})"""


def test_nothing_is_typed_into_a_page_that_takes_the_logins_place_while_it_is_filled_in(
    window: Window, account: Account
) -> None:
    window.page.route(ELSEWHERE, lambda route: route.fulfill(body=IMITATION, content_type="text/html"))
    window.page.evaluate(LEADS_AWAY)
    with pytest.raises((WrongOriginError, NotUsableError)):
        log_in(window, account)
    window.page.wait_for_url(ELSEWHERE)
    assert fields(window) == ["", ""]


@pytest.mark.parametrize(
    "change",
    [
        "form.setAttribute('action', '/csologin/login.jsf')",
        "form.setAttribute('action', 'javascript:void(0)')",
        f"document.body.innerHTML += '<form action=\"{ELSEWHERE}\"><button>Search</button></form>'",
        f"document.body.innerHTML += '<form action=\"{ELSEWHERE}\" hidden><input></form>'",
    ],
    ids=["own", "script", "nothing to type in", "not shown"],
)
def test_a_form_that_stays_at_the_court_is_typed_into(change: str, window: Window, account: Account) -> None:
    window.page.evaluate(f"() => {{ {FORM} {change} }}")
    log_in(window, account)
    assert window.wait_for_screen("cmecf_home", 10, leaving="pacer_login").is_wanted


def test_nothing_is_typed_once_a_script_has_led_elsewhere(
    window: Window, account: Account, court: CourtSession
) -> None:
    elsewhere = f"{court.court.website}/"
    window.page.evaluate("there => { setTimeout(() => location.assign(there), 50); }", elsewhere)
    window.page.wait_for_url(elsewhere)
    with pytest.raises(WrongOriginError) as told:
        log_in(window, account)
    assert str(told.value) == (
        f"pacer_login log_in: nothing was typed; the court's file says {court.court.pacer_login},"
        f" and the window is at {elsewhere} by now"
    )
