"""Guards for the views behind CM/ECF's login: a request without a session gets the login."""

import functools
from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue

from stage.ecf import legacy_form, refusals, wording
from stage.ecf.users import User, current_user
from stage.settings import current_settings
from stage.site import current_court

View = Callable[[User], ResponseReturnValue]
GuardedView = Callable[[], ResponseReturnValue]


def signed_in(view: View) -> GuardedView:
    """Give the view its user, unless the session is missing or the court refuses the page."""

    @functools.wraps(view)
    def guarded() -> ResponseReturnValue:
        user = current_user()
        if user is None:
            return to_login()
        return refusals.find_refusal(user) or view(user)

    return guarded


def pacer_signed_in(view: View) -> GuardedView:
    """Guard a view about cases or billing: a CM/ECF login alone is asked for a PACER login too."""

    @functools.wraps(view)
    def guarded(user: User) -> ResponseReturnValue:
        return legacy_form.show(wording.PACER_LOGIN_TOO) if user.pacer_id is None else view(user)

    return signed_in(guarded)


def to_login() -> str:
    """Show legacy's login form right here, or the page whose script goes to PACER (facts A1)."""
    settings, court = current_settings(), current_court()
    if not court.live:
        return legacy_form.show()
    return render_template("ecf/to_login.html", court=court, pacer=settings.pacer, ecf=settings.ecf(court))
