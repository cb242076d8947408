"""The way into CM/ECF and out of it: login.pl, and the first screen behind the login."""

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import legacy_sessions, page, refusals, wording
from stage.ecf.access import signed_in, to_login
from stage.ecf.users import COOKIE, User, begin_session, current_user
from stage.pacer import sign_on
from stage.site import Site, current_court

HOST = "ecf.<court>.localhost"
FIRST_SCREEN = "/cgi-bin/login.pl"

site = Site("ecf_entry", HOST)


@site.get(FIRST_SCREEN)
def login() -> ResponseReturnValue:
    """Log out, begin a session with a ticket from PACER, or show the first screen."""
    if request.query_string == b"logout":
        return _log_out()
    signed_on = sign_on.redeem(request.args.get("ticket", ""), current_court().id)
    if signed_on is None:
        return show_first_screen()
    response = make_response(redirect(FIRST_SCREEN))
    session = begin_session(signed_on, current_court())
    response.set_cookie(COOKIE, session, httponly=True, samesite="Lax")
    return response


@signed_in
def show_first_screen(user: User) -> ResponseReturnValue:
    """Say which court this is, and when the user logged in last."""
    return page.render("index", user)


@site.post(f"/cgi-bin/{refusals.CLIENT_CODE_SCRIPT}")
def take_client_code() -> ResponseReturnValue:
    """Go on to the first screen with the client code that the court requires."""
    user = current_user()
    if user is None:
        return to_login()
    user.change_client_code(request.form.get("client_code", "").strip())
    return redirect(FIRST_SCREEN)


def _log_out() -> ResponseReturnValue:
    """End the session; what else ends with it depends on the release."""
    if user := current_user():
        user.log_out()
        events.record(events.LOGGED_OUT, user.user_name, court=user.court.id)
    response = make_response(
        render_template("ecf/logged_out.html", court=current_court(), text=wording.LOGGED_OUT)
    )
    for cookie in (COOKIE, legacy_sessions.COOKIE):
        response.delete_cookie(cookie)
    return response
