"""PACER's account page, Manage My Account: its own host, login and sessions (facts F6)."""

import secrets
from sqlite3 import Row

from flask import Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage import clock, database, events
from stage.pacer import jsf, login_views, wording
from stage.pacer.accounts import PacerAccountRow, find_account
from stage.pacer.login import check_password, find_sent_view, set_cookie, show_login
from stage.settings import PACER_ACCOUNT_HOST, current_settings
from stage.site import Site

LOGIN_PAGE = "/pscof/login.xhtml"
ACCOUNT_PAGE = "/pscof/account.xhtml"  # guess: its address is not known
SESSION_COOKIE = "PscSession"  # guess: its name is not known

KINDS = {
    "individual": "Upgraded PACER Account",
    "shared_firm": "Upgraded PACER Account",
    "admin": "PACER Administrative Account",
    "legacy": "Legacy PACER Account",
}

# By the target of a link on the account page: the page's heading and its only paragraph.
CHANGE_PAGES = {
    "upgrade": ("Upgrade", "The stage does not upgrade accounts."),
    "enroll": ("Multifactor Authentication", "The stage does not enroll accounts."),
}

site = Site("pacer_account", PACER_ACCOUNT_HOST)


@site.get("/")
def show_root() -> ResponseReturnValue:
    """Redirect to the login: this host has only the account page."""
    return redirect(LOGIN_PAGE)


@site.get(LOGIN_PAGE)
def show_login_page() -> ResponseReturnValue:
    """Show this host's own login, or redirect a browser that is logged in here."""
    if _find_signed_in_account():
        return redirect(ACCOUNT_PAGE)
    return show_login("account_login")


@site.post(LOGIN_PAGE)
def log_in() -> Response:
    """Log in with the password alone; guess: no passcode is asked for here."""
    view = find_sent_view()
    if view is None or request.form.get("javax.faces.source") != wording.LOGIN_BUTTON:
        return jsf.error(wording.TIMEOUT)
    account = check_password()
    if isinstance(account, Response):
        return account
    if not login_views.close_view(view):
        return jsf.error(wording.TIMEOUT)
    events.record(events.LOGIN_ACCEPTED, account.user_name)
    session = _begin_session(account)
    return set_cookie(jsf.redirect(ACCOUNT_PAGE), SESSION_COOKIE, session)


@site.get(ACCOUNT_PAGE)
def show_account_page() -> ResponseReturnValue:
    """Show users their own account; a request without a session gets the login."""
    account = _find_signed_in_account()
    if account is None:
        return redirect(LOGIN_PAGE)
    return render_template("pacer/account.html", account=account, kind=KINDS[account.kind])


@site.get("/pscof/<change>.xhtml")
def show_change_page(change: str) -> str:
    """Show a page that the account page links to; it is public."""
    heading, text = CHANGE_PAGES.get(change) or abort(404)
    return render_template("pacer/simple.html", heading=heading, text=text, login=LOGIN_PAGE)


def _begin_session(account: PacerAccountRow) -> str:
    """Start a session, separate from the single sign-on; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    row = {"id": session, "pacer_account": account.id, "seen_at": clock.now()}
    database.insert("account_session", row)
    return session


def _find_signed_in_account() -> PacerAccountRow | None:
    """Return the account of this request's session and keep the session alive, or return None."""
    now = clock.now()
    row: Row | None = (
        database.get_db()
        .execute(
            "UPDATE account_session SET seen_at = ? WHERE id = ? AND seen_at >= ? RETURNING pacer_account",
            (now, request.cookies.get(SESSION_COOKIE, ""), now - current_settings().session_seconds),
        )
        .fetchone()
    )
    return find_account(row["pacer_account"]) if row else None
