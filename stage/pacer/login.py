"""PACER's login page: password, passcode, redaction notice, and on to where the user was going."""

import secrets
from collections.abc import Callable

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage import events
from stage.courts import BY_PACER_ID, LoginDialog
from stage.pacer import accounts, jsf, sign_on, views, wording
from stage.pacer.accounts import PacerAccountRow
from stage.pacer.views import LoginView
from stage.settings import PACER_HOST, current_settings
from stage.site import Site

BROWSER_COOKIE = "JSESSIONID"

site = Site("pacer_login", PACER_HOST)


@site.get("/csologin/login.jsf")
def login_page() -> ResponseReturnValue:
    """Ask for a login, unless the browser has one already and says where it is going (single sign-on).

    For some courts it asks once more although the sign-on is live; the next request leads in (facts F4).
    """
    appurl = request.args.get("appurl", "")
    session = request.cookies.get(sign_on.COOKIE, "")
    if appurl and sign_on.use(session) and not sign_on.take_login_again(session):
        return redirect(sign_on.destination(session, appurl))
    return show_login("login", appurl, came_from=_came_from(request.args.get("pscCourtId", "")))


def show_login(template: str, appurl: str = "", **context: object) -> Response:
    """Show a login form of PACER's in a fresh view of this browser's own."""
    browser = request.cookies.get(BROWSER_COOKIE) or secrets.token_urlsafe(24)
    page = render_template(
        f"pacer/{template}.html", view_state=views.open_view(browser, appurl), wording=wording, **context
    )
    return with_cookie(Response(page), BROWSER_COOKIE, browser)


def find_sent_view() -> LoginView | None:
    """Return the view that a button was pressed in, if it is this browser's own."""
    browser = request.cookies.get(BROWSER_COOKIE, "")
    return views.find_view(browser, request.form.get("javax.faces.ViewState", ""))


@site.post("/csologin/login.jsf")
def act() -> Response:
    """Do what one button asks, if it belongs to the step that this browser's view awaits."""
    view = find_sent_view()
    step, action = ACTIONS.get(request.form.get("javax.faces.source", ""), (None, _log_in))
    if view is None or view.awaits != step:
        return jsf.error(wording.TIMEOUT)
    return action(view)


def _log_in(view: LoginView) -> Response:
    """Continue with an account that may log in, unless its court shows a dialog instead."""
    account = check_password()
    if isinstance(account, Response):
        return account
    dialog = _find_dialog(view, account)
    if dialog != "none":
        return _refuse_with_dialog(account, dialog)
    return _next(view, account, request.form.get(wording.CLIENT_CODE, "").strip())


def check_password() -> PacerAccountRow | Response:
    """Return the account of the user name and password that were sent, or PACER's refusal.

    Both are required and of a least length; then the account must exist and be in good standing.
    """
    user_name = request.form.get(wording.LOGIN_NAME, "").strip()
    password = request.form.get(wording.PASSWORD, "")
    events.record(events.LOGIN_TRIED, user_name)
    if problems := accounts.shape_problems(user_name, password):
        return _refuse_login(user_name, *problems)
    account = accounts.authenticate(user_name, password)
    if isinstance(account, str):
        return _refuse_login(user_name, account)
    return account


def _refuse_login(user_name: str, *texts: str) -> Response:
    """Say why; the password is emptied, the user name stays."""
    events.record(events.LOGIN_REFUSED, user_name, "; ".join(texts))
    return jsf.updates(_messages(*texts), _fragment(wording.PASSWORD, "password"))


def _find_dialog(view: LoginView, account: PacerAccountRow) -> LoginDialog:
    """Return the dialog to show instead of the court; it asks no enrolled account to enroll."""
    court = sign_on.find_court(view.appurl)
    if court is None or (court.login_dialog == "enroll" and account.totp_secret is not None):
        return "none"
    return court.login_dialog


def _refuse_with_dialog(account: PacerAccountRow, dialog: LoginDialog) -> Response:
    """Show the dialog over the login form."""
    events.record(events.LOGIN_REFUSED, account.user_name, wording.ACCOUNT_DISABLED)
    enrollment = current_settings().pacer_account + "/pscof/enroll.xhtml"
    shown = _fragment(wording.DISABLED_DIALOG, "disabled_dialog", dialog=dialog, enrollment=enrollment)
    return jsf.updates(_messages(), _fragment(wording.PASSWORD, "password"), shown)


def _enter_passcode(view: LoginView) -> Response:
    """Check the passcode; a wrong one, or one that was used before, leaves the form for another try."""
    if accounts.accept_passcode(view.account, request.form.get(wording.PASSCODE, "")):
        return _next(view, view.account, view.client_code)
    events.record(events.LOGIN_REFUSED, view.account.user_name, wording.WRONG_PASSCODE)
    return jsf.updates(_messages(wording.WRONG_PASSCODE), _passcode_form(view, view.account))


def _skip_passcode(view: LoginView) -> Response:
    """Go on without the passcode, three times in an account's life."""
    if accounts.skip_passcode(view.account):
        return _next(view, view.account, view.client_code)
    return jsf.updates(_messages(), _passcode_form(view, view.account))


def _tick_redaction(_view: LoginView) -> Response:
    """Continue works only while the redaction notice is ticked."""
    ticked = wording.REDACTION_TICK_INPUT in request.form
    return jsf.updates(_fragment(wording.REDACTION_BUTTON, "redaction_button", ticked=ticked))


def _confirm_redaction(view: LoginView) -> Response:
    """Who may file must have ticked the redaction notice."""
    if wording.REDACTION_TICK_INPUT not in request.form:
        return _tick_redaction(view)
    return _next(view, view.account, view.client_code)


# The button's id: the step it belongs to, and what it does.
ACTIONS: dict[str, tuple[str, Callable[[LoginView], Response]]] = {
    wording.LOGIN_BUTTON: ("password", _log_in),
    wording.PASSCODE_BUTTON: ("passcode", _enter_passcode),
    wording.SKIP_BUTTON: ("passcode", _skip_passcode),
    wording.REDACTION_TICK: ("redaction", _tick_redaction),
    wording.REDACTION_BUTTON: ("redaction", _confirm_redaction),
}


def _next(view: LoginView, account: PacerAccountRow, client_code: str) -> Response:
    """Ask for what this account still owes, or let it in."""
    step = views.step_after(view.awaits, account)
    if step is None:
        return _let_in(view, account, client_code)
    views.move_on(view, step, account, client_code)
    if step == "passcode":
        empty = jsf.Update(wording.LOGIN_PANEL, f'<div id="{wording.LOGIN_PANEL}"></div>')
        return jsf.updates(_messages(), empty, _passcode_form(view, account))
    return jsf.updates(_messages(), show=wording.REDACTION_DIALOG)


def _let_in(view: LoginView, account: PacerAccountRow, client_code: str) -> Response:
    """End the view and begin a PACER session: a login page lets in once."""
    if not views.close_view(view):
        return jsf.error(wording.TIMEOUT)
    court = sign_on.find_court(view.appurl)
    login_again = court is not None and court.login_twice
    session = sign_on.begin(account.id, client_code, login_again=login_again)
    events.record(events.LOGIN_ACCEPTED, account.user_name)
    target = request.url if login_again else sign_on.destination(session, view.appurl)
    return with_cookie(jsf.redirect(target), sign_on.COOKIE, session)


def _came_from(pacer_court_id: str) -> str:
    """Return where Cancel leads: the website of the court that sent the user, or PACER's front page."""
    court = BY_PACER_ID.get(pacer_court_id)
    return current_settings().website(court) + "/" if court else "/"


def _messages(*texts: str) -> jsf.Update:
    return _fragment(wording.MESSAGES, "messages", texts=texts)


def _passcode_form(view: LoginView, account: PacerAccountRow) -> jsf.Update:
    return _fragment(
        wording.PASSCODE_PANEL, "passcode", view_state=view.view_state, may_skip=account.may_skip
    )


def _fragment(element: str, template: str, **context: object) -> jsf.Update:
    return jsf.Update(element, render_template(f"pacer/_{template}.html", wording=wording, **context))


def with_cookie(response: Response, name: str, value: str) -> Response:
    """Return the response with a cookie that scripts and other sites cannot reach."""
    response.set_cookie(name, value, httponly=True, samesite="Lax")
    return response
