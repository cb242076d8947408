"""Guards for the views behind CM/ECF's login: a request without a session gets the login."""

import functools
from collections.abc import Callable

from flask import render_template, request
from flask.typing import ResponseReturnValue

from stage.ecf import page, refusals, wording
from stage.ecf.sessions import User, current_user
from stage.settings import current_settings
from stage.site import current_court

View = Callable[[User], ResponseReturnValue]
GuardedView = Callable[[], ResponseReturnValue]


def require_login(view: View) -> GuardedView:
    """Call the view with its user; without a session show the login, or the court's refusal."""

    @functools.wraps(view)
    def guarded() -> ResponseReturnValue:
        user = current_user()
        if user is None:
            return show_login()
        return refusals.find_refusal(user) or view(user)

    return guarded


def require_pacer_login(view: View) -> GuardedView:
    """Guard a view about cases or billing, which needs a PACER login even after a CM/ECF login."""

    @functools.wraps(view)
    def guarded(user: User) -> ResponseReturnValue:
        return show_legacy_login(wording.PACER_LOGIN_TOO) if user.pacer_id is None else view(user)

    return require_login(guarded)


def show_login() -> str:
    """Show legacy's login form here, or the page with the script that goes to PACER (facts A1)."""
    settings, court = current_settings(), current_court()
    if not court.is_live:
        return show_legacy_login()
    return render_template("ecf/to_login.html", court=court, pacer=settings.pacer, ecf=settings.ecf(court))


def show_legacy_login(message: str = "", destination: str = "") -> str:
    """Show legacy CM/ECF's login form, at any address (facts B5).

    The login leads to `destination`, by default the page that this request asks for.
    """
    return render_template(
        "ecf/legacy_login.html",
        court=current_court(),
        message=message,
        destination=destination or request.full_path.removesuffix("?"),
        form_suffix=page.make_form_suffix(),
    )
