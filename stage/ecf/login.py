"""CM/ECF's login and logout, on both releases, and the first screen behind the login."""

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from stage import events
from stage.ecf import ecf_accounts, page, refusals, sessions, wording
from stage.ecf.access import require_login, show_legacy_login, show_login
from stage.ecf.ecf_accounts import LoginRefusedError
from stage.ecf.sessions import User, current_user
from stage.pacer import accounts, sign_on
from stage.settings import ECF_HOST
from stage.site import Site, current_court

FIRST_SCREEN = "/cgi-bin/login.pl"

site = Site("ecf_login", ECF_HOST)


@site.get(FIRST_SCREEN)
def handle_login() -> ResponseReturnValue:
    """Log out, begin a NextGen session with a ticket from PACER, or show the first screen."""
    if request.query_string == b"logout":
        return _log_out()
    signed_on = sign_on.redeem_ticket(request.args.get("ticket", ""), current_court().id)
    if signed_on is None:
        return show_first_screen()
    session = sessions.begin_nextgen_session(signed_on, current_court())
    return _set_session(redirect(FIRST_SCREEN), sessions.NEXTGEN_COOKIE, session)


@require_login
def show_first_screen(user: User) -> ResponseReturnValue:
    """Show which court this is, and the time of the user's last login."""
    return page.render("index", user)


@site.post(FIRST_SCREEN)
def log_in_to_legacy() -> ResponseReturnValue:
    """Add a CM/ECF or PACER login to the browser's legacy session, and redirect."""
    court = current_court()
    if court.is_live:  # the form was left open until after go-live
        return show_login()
    login = request.form.get("login", "").strip()
    destination = request.form.get("asked", "")
    events.record(events.LOGIN_TRIED, login, court=court.id)
    try:
        session = _add_to_session(login, request.form.get("key", ""))
    except LoginRefusedError as refusal:
        events.record(events.LOGIN_REFUSED, login, str(refusal), court.id)
        return show_legacy_login(str(refusal), destination)
    events.record(events.LOGIN_ACCEPTED, login, court=court.id)
    response = redirect(destination if destination.startswith("/cgi-bin/") else FIRST_SCREEN)
    return _set_session(response, sessions.LEGACY_COOKIE, session)


@site.post(f"/cgi-bin/{refusals.CLIENT_CODE_SCRIPT}")
def accept_client_code() -> ResponseReturnValue:
    """Continue to the first screen with the client code that the court requires."""
    user = current_user()
    if user is None:
        return show_login()
    user.change_client_code(request.form.get("client_code", "").strip())
    return redirect(FIRST_SCREEN)


def _add_to_session(login: str, password: str) -> str:
    """Check the login; return its session. A name that is not a CM/ECF login is tried at PACER."""
    court = current_court()
    if ecf_account := ecf_accounts.find(court.id, login):
        ecf_accounts.authenticate(ecf_account, password)
        if ecf_account["may_file"] and "redaction" not in request.form:
            raise LoginRefusedError(wording.REDACTION_NOT_TICKED)
        session = _find_or_begin_session()
        sessions.add_ecf_login(session, ecf_account["id"])
        return session
    pacer_account = accounts.authenticate(login, password)
    if isinstance(pacer_account, str):  # only PACER's own login gives the reason
        raise LoginRefusedError(wording.LOGIN_FAILED)
    session = _find_or_begin_session()
    sessions.add_pacer_login(session, pacer_account.id, request.form.get("clcode", "").strip())
    return session


def _find_or_begin_session() -> str:
    user = current_user()
    return user.session if user else sessions.begin_legacy_session(current_court())


def _set_session(response: Response, cookie: str, session: str) -> Response:
    response.set_cookie(cookie, session, httponly=True, samesite="Lax")
    return response


def _log_out() -> ResponseReturnValue:
    """End the session; what else ends with it depends on the release."""
    if user := current_user():
        user.log_out()
        events.record(events.LOGGED_OUT, user.user_name, court=user.court.id)
    response = make_response(
        render_template("ecf/logged_out.html", court=current_court(), text=wording.LOGGED_OUT)
    )
    for cookie in (sessions.NEXTGEN_COOKIE, sessions.LEGACY_COOKIE):
        response.delete_cookie(cookie)
    return response
