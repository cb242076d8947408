"""PACER's login page: password, passcode, redaction notice, and the redirect after them."""

import secrets
from collections.abc import Callable

from flask import Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage import events
from stage.courts import BY_PACER_ID, LoginDialog
from stage.pacer import accounts, jsf, login_views, sign_on, wording
from stage.pacer.accounts import PacerAccountRow
from stage.pacer.login_views import LoginView
from stage.settings import PACER_HOST, current_settings
from stage.site import Site

BROWSER_COOKIE = "JSESSIONID"

site = Site("pacer_login", PACER_HOST)


@site.get("/csologin/login.jsf")
def show_login_page() -> ResponseReturnValue:
    """Show the login, or redirect a signed-on browser to its destination (single sign-on).

    For some courts it is shown once more during a sign-on; the next request redirects (facts F4).
    """
    appurl = request.args.get("appurl", "")
    session = request.cookies.get(sign_on.COOKIE, "")
    if appurl and sign_on.keep_alive(session) and not sign_on.take_login_again(session):
        return redirect(sign_on.build_destination(session, appurl))
    return show_login(
        "login", appurl, cancel_address=_find_cancel_address(request.args.get("pscCourtId", ""))
    )


def show_login(template: str, appurl: str = "", **context: object) -> Response:
    """Show one of PACER's login forms in a new view that belongs to this browser."""
    browser = request.cookies.get(BROWSER_COOKIE) or secrets.token_urlsafe(24)
    page = render_template(
        f"pacer/{template}.html",
        view_state=login_views.open_view(browser, appurl),
        wording=wording,
        **context,
    )
    return set_cookie(Response(page), BROWSER_COOKIE, browser)


def find_sent_view() -> LoginView | None:
    """Return the view in which a button was clicked, if it belongs to this browser."""
    browser = request.cookies.get(BROWSER_COOKIE, "")
    return login_views.find_view(browser, request.form.get("javax.faces.ViewState", ""))


@site.post("/csologin/login.jsf")
def handle_button() -> Response:
    """Run the action of a button if it belongs to the step that this browser's view awaits."""
    view = find_sent_view()
    step, action = ACTIONS.get(request.form.get("javax.faces.source", ""), (None, _log_in))
    if view is None or view.awaits != step:
        return jsf.error(wording.TIMEOUT)
    return action(view)


def _log_in(view: LoginView) -> Response:
    """Continue after the right password, unless the court shows a dialog instead."""
    account = check_password()
    if isinstance(account, Response):
        return account
    dialog = _find_dialog(view, account)
    if dialog != "none":
        return _refuse_with_dialog(account, dialog)
    return _continue(view, account, request.form.get(wording.CLIENT_CODE, "").strip())


def check_password() -> PacerAccountRow | Response:
    """Return the account with the posted user name and password, or PACER's refusal.

    Both are required and have a minimum length; the account must exist and be in good standing.
    """
    user_name = request.form.get(wording.LOGIN_NAME, "").strip()
    password = request.form.get(wording.PASSWORD, "")
    events.record(events.LOGIN_TRIED, user_name)
    if problems := accounts.find_format_problems(user_name, password):
        return _refuse_login(user_name, *problems)
    account = accounts.authenticate(user_name, password)
    if isinstance(account, str):
        return _refuse_login(user_name, account)
    return account


def _refuse_login(user_name: str, *texts: str) -> Response:
    """Show the reasons; clear the password and keep the user name."""
    events.record(events.LOGIN_REFUSED, user_name, "; ".join(texts))
    return jsf.update(_build_messages(*texts), _build_fragment(wording.PASSWORD, "password"))


def _find_dialog(view: LoginView, account: PacerAccountRow) -> LoginDialog:
    """Return the dialog to show instead of the court; enrolled accounts need not enroll."""
    court = sign_on.find_court(view.appurl)
    if court is None or (court.login_dialog == "enroll" and account.totp_secret is not None):
        return "none"
    return court.login_dialog


def _refuse_with_dialog(account: PacerAccountRow, dialog: LoginDialog) -> Response:
    """Show the dialog over the login form."""
    events.record(events.LOGIN_REFUSED, account.user_name, wording.ACCOUNT_DISABLED)
    enrollment = current_settings().pacer_account + "/pscof/enroll.xhtml"
    dialog_update = _build_fragment(
        wording.DISABLED_DIALOG, "disabled_dialog", dialog=dialog, enrollment=enrollment
    )
    return jsf.update(_build_messages(), _build_fragment(wording.PASSWORD, "password"), dialog_update)


def _enter_passcode(view: LoginView) -> Response:
    """Check the passcode; after a wrong or used one, the form stays for another try."""
    if accounts.accept_passcode(view.account, request.form.get(wording.PASSCODE, "")):
        return _continue(view, view.account, view.client_code)
    events.record(events.LOGIN_REFUSED, view.account.user_name, wording.WRONG_PASSCODE)
    return jsf.update(_build_messages(wording.WRONG_PASSCODE), _build_passcode_form(view, view.account))


def _skip_passcode(view: LoginView) -> Response:
    """Continue without the passcode, if the account has a skip left."""
    if accounts.skip_passcode(view.account):
        return _continue(view, view.account, view.client_code)
    return jsf.update(_build_messages(), _build_passcode_form(view, view.account))


def _tick_redaction(_view: LoginView) -> Response:
    """Enable Continue while the redaction notice is ticked, and disable it otherwise."""
    ticked = wording.REDACTION_TICK_INPUT in request.form
    return jsf.update(_build_fragment(wording.REDACTION_BUTTON, "redaction_button", ticked=ticked))


def _confirm_redaction(view: LoginView) -> Response:
    """Continue if the redaction notice is ticked."""
    if wording.REDACTION_TICK_INPUT not in request.form:
        return _tick_redaction(view)
    return _continue(view, view.account, view.client_code)


# By the button's id: the step it belongs to, and its action.
ACTIONS: dict[str, tuple[str, Callable[[LoginView], Response]]] = {
    wording.LOGIN_BUTTON: ("password", _log_in),
    wording.PASSCODE_BUTTON: ("passcode", _enter_passcode),
    wording.SKIP_BUTTON: ("passcode", _skip_passcode),
    wording.REDACTION_TICK: ("redaction", _tick_redaction),
    wording.REDACTION_BUTTON: ("redaction", _confirm_redaction),
}


def _continue(view: LoginView, account: PacerAccountRow, client_code: str) -> Response:
    """Show the next step that this account needs, or log it in."""
    step = login_views.find_next_step(view.awaits, account)
    if step is None:
        return _finish(view, account, client_code)
    login_views.advance_view(view, step, account, client_code)
    if step == "passcode":
        empty = jsf.Update(wording.LOGIN_PANEL, f'<div id="{wording.LOGIN_PANEL}"></div>')
        return jsf.update(_build_messages(), empty, _build_passcode_form(view, account))
    return jsf.update(_build_messages(), show=wording.REDACTION_DIALOG)


def _finish(view: LoginView, account: PacerAccountRow, client_code: str) -> Response:
    """End the view and begin a PACER session: a login page works once."""
    if not login_views.close_view(view):
        return jsf.error(wording.TIMEOUT)
    court = sign_on.find_court(view.appurl)
    login_again = court is not None and court.login_twice
    session = sign_on.begin_session(account.id, client_code, login_again=login_again)
    events.record(events.LOGIN_ACCEPTED, account.user_name)
    target = request.url if login_again else sign_on.build_destination(session, view.appurl)
    return set_cookie(jsf.redirect(target), sign_on.COOKIE, session)


def _find_cancel_address(pacer_court_id: str) -> str:
    """Return the address of Cancel: the website of the user's court, or PACER's front page."""
    court = BY_PACER_ID.get(pacer_court_id)
    return current_settings().website(court) + "/" if court else "/"


def _build_messages(*texts: str) -> jsf.Update:
    return _build_fragment(wording.MESSAGES, "messages", texts=texts)


def _build_passcode_form(view: LoginView, account: PacerAccountRow) -> jsf.Update:
    return _build_fragment(
        wording.PASSCODE_PANEL, "passcode", view_state=view.view_state, can_skip=account.can_skip_passcode
    )


def _build_fragment(element: str, template: str, **context: object) -> jsf.Update:
    return jsf.Update(element, render_template(f"pacer/_{template}.html", wording=wording, **context))


def set_cookie(response: Response, name: str, value: str) -> Response:
    """Return the response with a cookie that scripts and other sites cannot read."""
    response.set_cookie(name, value, httponly=True, samesite="Lax")
    return response
