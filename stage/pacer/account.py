"""PACER's own pages besides the login: the account page, and what the login page's links lead to."""

from urllib.parse import urlencode

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage import database
from stage.pacer import sign_on
from stage.pacer.accounts import account_of
from stage.settings import PACER_HOST, current_settings
from stage.site import Site

site = Site("pacer_account", PACER_HOST)

KINDS = {
    "individual": "Upgraded PACER Account",
    "shared_firm": "Upgraded PACER Account (shared by a firm)",
    "admin": "PACER Administrative Account",
    "legacy": "Legacy PACER Account",
}

# The script's name: the page's heading and its only paragraph.
SIMPLE_PAGES = {
    "regWizard.jsf": (
        "Register for an Account",
        "On the stage, accounts are made through its control interface.",
    ),
    "forgotPassword.jsf": ("Forgot Your Password?", "The stage cannot send a new password."),
    "forgotUserName.jsf": ("Forgot User Name?", "The stage cannot send a user name."),
}


@site.get("/")
def home() -> str:
    """Anyone may read PACER's front page."""
    return render_template("pacer/home.html", account_page=sign_on.ACCOUNT_PAGE)


@site.get(sign_on.ACCOUNT_PAGE)
def manage_account() -> ResponseReturnValue:
    """Show users their own account; who has no session logs in first and comes back."""
    session = request.cookies.get(sign_on.COOKIE, "")
    if not sign_on.use(session):
        back = urlencode({"appurl": current_settings().pacer + sign_on.ACCOUNT_PAGE})
        return redirect(f"/csologin/login.jsf?{back}")
    query = (
        "SELECT pacer_account.* FROM sign_on JOIN pacer_account ON pacer_account.id = sign_on.pacer_account"
        " WHERE sign_on.id = ?"
    )
    account = account_of(database.current().execute(query, (session,)).fetchone())
    return render_template("pacer/account.html", account=account, kind=KINDS[account.kind])


@site.get("/pscof/<page>")
def simple_page(page: str) -> str:
    """Anyone may read these."""
    heading, text = SIMPLE_PAGES.get(page) or abort(404)
    return render_template("pacer/simple.html", heading=heading, text=text)
