"""The link procedure as data: what every peer's driver performs and asserts, step by step.

It has the actions and assertions of flows/link_account.yaml. Locators are CSS, or XPath where they begin with
`//`, so that every tool can use them. Values in braces are filled from an account.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.plain_playwright import EXPLANATION, FILER, LINK, NOTICE, PERMANENT, READER
from config.account import Account
from config.court import Court

Operation = Mapping[str, Any]
"""`op` (goto, click, fill, visible, texts, contains, count), and what it needs: css, text, texts, url, n."""

MENU = "#topmenu > .bd > ul:first-of-type > li > a.yuimenubaritemlabel"
LOG_OUT = '#topmenu a[href*="login.pl?logout"]'
CONTENT = "#cmecfMainContent"
LOGIN = '[id="loginForm:loginName"]'
PASSWORD = '[id="loginForm:password"]'  # noqa: S105 - a locator
SUBMIT = f"{CONTENT} input[value=Submit]"
BUTTONS = f"{CONTENT} :is(input[type=submit], input[type=button], input[type=reset])"


def _goto(url: str) -> Operation:
    return {"op": "goto", "url": url}


def _click(css: str, *, popup: bool = False) -> Operation:
    return {"op": "click", "css": css, "popup": popup}


def _fill(css: str, text: str) -> Operation:
    return {"op": "fill", "css": css, "text": text}


def _visible(css: str) -> Operation:
    return {"op": "visible", "css": css}


def _texts(css: str, *texts: str) -> Operation:
    """Return an assertion that the elements have exactly these texts, in order."""
    return {"op": "texts", "css": css, "texts": list(texts)}


def _contains(css: str, text: str) -> Operation:
    return {"op": "contains", "css": css, "text": text}


def _count(css: str, n: int) -> Operation:
    return {"op": "count", "css": css, "n": n}


def _find_link(text: str, within: str = "") -> str:
    scope = f"//*[@id='{within}']" if within else ""
    return f"{scope}//a[normalize-space()='{text}']"


def _find_cell(text: str) -> str:
    return f"//*[@id='cmecfMainContent']//td[normalize-space()='{text}']"


def _log_in(user_name: str, password: str) -> list[Operation]:
    return [_fill(LOGIN, user_name), _fill(PASSWORD, password), _click("//button[normalize-space()='Login']")]


_OWN = ("Change Client Code", "Review Billing History", LINK)
_SECTION = "//*[@id='cmecfMainContent']//td[starts-with(normalize-space(), 'Your Account')]"

PROCEDURE: Mapping[str, Sequence[Operation]] = {
    "open the court's website and follow the link to CM/ECF": [
        _goto("{website}/"),
        _contains("body", "E-Filing (CM/ECF)"),
        _click(_find_link("E-Filing (CM/ECF) »"), popup=True),
    ],
    "log in with the PACER account": [
        _visible("#loginForm"),
        _texts("#loginForm label", "Username *", "Password *", "Client Code"),
        *(_visible(f'[id="loginForm:{name}"]') for name in ("loginName", "password", "clientCode")),
        _texts("#loginForm button", "Login", "Clear", "Cancel"),
        _texts("#content a", "Need an Account?", "Forgot Your Password?", "Forgot User Name?"),
        _contains("body", NOTICE),
        *_log_in("{pacer_user}", "{pacer_password}"),
    ],
    "open Utilities": [
        _visible(LOG_OUT),
        _texts(MENU, *READER),
        _click(_find_link("Utilities", "topmenu")),
    ],
    "choose the link entry": [
        _visible(_SECTION),
        _texts(MENU, *READER),
        _texts(f"{CONTENT} a", "Court Information", *_OWN),
        _texts(f"{_SECTION}//a", *_OWN),
        _click(_find_link(LINK, "cmecfMainContent")),
    ],
    "enter the CM/ECF login": [
        _texts(f"{CONTENT} font > b", LINK),
        *(_contains(CONTENT, sentence) for sentence in EXPLANATION),
        _visible(_find_cell("CM/ECF login:")),
        _visible(_find_cell("CM/ECF password:")),
        _visible(SUBMIT),
        _count(BUTTONS, 2),
        _fill(f"{_find_cell('CM/ECF login:')}/following-sibling::td//input", "{ecf_login}"),
        _fill(f"{_find_cell('CM/ECF password:')}/following-sibling::td//input", "{ecf_password}"),
        _click(SUBMIT),
    ],
    "confirm the names": [
        _contains(CONTENT, "Do you want to link these accounts?"),
        _texts(f"{CONTENT} font > b", LINK),
        _texts(f"{CONTENT} td", "CM/ECF", "{ecf_name}", "PACER", "{pacer_name}"),
        _contains(CONTENT, PERMANENT),
        _count(BUTTONS, 1),
        _click(SUBMIT),
    ],
    "see the success and the filer's menu": [
        _contains(CONTENT, "You have successfully linked your account"),
        _click(_find_link("Query", "topmenu")),
        _contains(CONTENT, "Case Number"),
        _texts(MENU, *FILER),
    ],
    "log out": [
        _click(LOG_OUT),
        _contains("body", "You have been logged out"),
    ],
    "see that the old login is refused": [
        _goto("{website}/cmecf"),
        _click("//a[.//img[@alt='CM/ECF']]"),
        _click("//a[contains(normalize-space(), 'Document Filing System')]"),
        _visible("#loginForm"),
        *_log_in("{ecf_login}", "{ecf_password}"),
        _texts(".ui-messages-error-detail", "Invalid username or password"),
    ],
    "log in with the PACER account again": [
        *_log_in("{pacer_user}", "{pacer_password}"),
        _click('[id="regmsg:chkRedact"] .ui-chkbox-box'),
        _click("//button[normalize-space()='Continue']"),
        _texts(MENU, *FILER),
    ],
    "see the account at PACER": [
        _goto("{pacer_account}"),
        *_log_in("{pacer_user}", "{pacer_password}"),
        _contains("//tr[starts-with(normalize-space(), 'Name')]", "{pacer_name}"),
        _contains("//tr[starts-with(normalize-space(), 'User Name')]", "{pacer_user}"),
    ],
}


def fill_procedure(court: Court, account: Account) -> dict[str, list[dict[str, Any]]]:
    """Return the procedure with an account's values, as JSON can hold it."""
    if account.ecf is None:
        raise ValueError("the procedure needs a CM/ECF account")
    values = {
        "website": court.website,
        "pacer_account": court.pacer_account,
        "pacer_user": account.pacer.user_name,
        "pacer_password": account.pacer.password.get_secret_value(),
        "pacer_name": account.pacer.name,
        "ecf_login": account.ecf.login,
        "ecf_password": account.ecf.password.get_secret_value(),
        "ecf_name": account.ecf.name,
    }
    return {
        step: [{key: _fill_value(value, values) for key, value in op.items()} for op in operations]
        for step, operations in PROCEDURE.items()
    }


def _fill_value(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_fill_value(item, values) for item in value]
    if isinstance(value, str) and value.startswith("{"):
        name, _, rest = value.removeprefix("{").partition("}")
        return f"{values[name]}{rest}"
    return value
