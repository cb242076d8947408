"""PACER's front page, and the pages that the login page links to."""

from flask import abort, render_template

from stage.pacer.account_page import LOGIN_PAGE
from stage.settings import PACER_HOST, current_settings
from stage.site import Site

site = Site("pacer_front", PACER_HOST)

# By script: the page's heading and its only paragraph.
SIMPLE_PAGES = {
    "regWizard.jsf": (
        "Register for an Account",
        "On the stage, accounts are made through its control interface.",
    ),
    "forgotPassword.jsf": ("Forgot Your Password?", "The stage cannot send a new password."),
    "forgotUserName.jsf": ("Forgot User Name?", "The stage cannot send a user name."),
}


@site.get("/")
def show_home() -> str:
    """Show PACER's front page; it is public."""
    return render_template("pacer/home.html", account_page=current_settings().pacer_account + LOGIN_PAGE)


@site.get("/pscof/<page>")
def show_simple_page(page: str) -> str:
    """Show a page that the login links to; it is public."""
    heading, text = SIMPLE_PAGES.get(page) or abort(404)
    return render_template("pacer/simple.html", heading=heading, text=text, login="/csologin/login.jsf")
