"""PACER's account page, Manage My Account: on a host of its own, behind a login of its own (facts F6)."""

from flask import Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage import events
from stage.pacer import account_sessions, jsf, views, wording
from stage.pacer.login import check_password, find_sent_view, show_login, with_cookie
from stage.settings import PACER_ACCOUNT_HOST
from stage.site import Site

LOGIN_PAGE = "/pscof/login.xhtml"
ACCOUNT_PAGE = "/pscof/account.xhtml"  # guess: its address is not known

KINDS = {
    "individual": "Upgraded PACER Account",
    "shared_firm": "Upgraded PACER Account",
    "admin": "PACER Administrative Account",
    "legacy": "Legacy PACER Account",
}

# Where the links of the account page lead: the page's heading and its only paragraph.
CHANGES = {
    "upgrade": ("Upgrade", "The stage upgrades no account."),
    "enroll": ("Multifactor Authentication", "The stage enrolls no account."),
}

site = Site("pacer_account", PACER_ACCOUNT_HOST)


@site.get("/")
def root() -> ResponseReturnValue:
    """This host has nothing but the account page."""
    return redirect(LOGIN_PAGE)


@site.get(LOGIN_PAGE)
def login_page() -> ResponseReturnValue:
    """Ask for a login of this host's own; a browser that is logged in here goes on."""
    if account_sessions.use(request.cookies.get(account_sessions.COOKIE, "")):
        return redirect(ACCOUNT_PAGE)
    return show_login("account_login")


@site.post(LOGIN_PAGE)
def log_in() -> Response:
    """Let an account in by its password alone. Guess: that no passcode is asked for here."""
    view = find_sent_view()
    if view is None or request.form.get("javax.faces.source") != wording.LOGIN_BUTTON:
        return jsf.error(wording.TIMEOUT)
    account = check_password()
    if isinstance(account, Response):
        return account
    if not views.close_view(view):
        return jsf.error(wording.TIMEOUT)
    events.record(events.LOGIN_ACCEPTED, account.user_name)
    session = account_sessions.begin(account.id)
    return with_cookie(jsf.redirect(ACCOUNT_PAGE), account_sessions.COOKIE, session)


@site.get(ACCOUNT_PAGE)
def account_page() -> ResponseReturnValue:
    """Show users their own account; a request without a session gets the login."""
    account = account_sessions.use(request.cookies.get(account_sessions.COOKIE, ""))
    if account is None:
        return redirect(LOGIN_PAGE)
    return render_template("pacer/account.html", account=account, kind=KINDS[account.kind])


@site.get("/pscof/<change>.xhtml")
def change(change: str) -> str:
    """Anyone may read these."""
    heading, text = CHANGES.get(change) or abort(404)
    return render_template("pacer/simple.html", heading=heading, text=text, login=LOGIN_PAGE)
