"""Maintain Your Login/Password: a user changes a CM/ECF login (password notice, c and d)."""

import functools
from collections.abc import Callable
from sqlite3 import Row

from flask import request
from flask.typing import ResponseReturnValue

from stage import database, events
from stage.ecf import ecf_accounts, page, wording
from stage.ecf.access import require_login
from stage.ecf.ecf_accounts import LoginRefusedError
from stage.ecf.menu import MAINTAIN_SCRIPT
from stage.ecf.sessions import LegacyUser, User
from stage.settings import ECF_HOST
from stage.site import Site

ASTERISKS = "*" * 8  # for a password of any length

site = Site("ecf_maintain_login", ECF_HOST)


def require_ecf_login(view: Callable[[User, Row], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Call the view with the user's own CM/ECF account; the page does not exist for others."""

    @functools.wraps(view)
    def guarded(user: User) -> ResponseReturnValue:
        account = ecf_accounts.find(user.court.id, user.user_name) if user.ecf_id is not None else None
        if not isinstance(user, LegacyUser) or account is None:
            return page.render_error(user, wording.NO_SUCH_PAGE)
        return view(user, account)

    return require_login(guarded)


@site.get(f"/cgi-bin/{MAINTAIN_SCRIPT}")
@require_ecf_login
def show_form(user: User, account: Row) -> ResponseReturnValue:
    """Show the login name, and asterisks in place of the password."""
    return page.render(
        "maintain_login", user, script=MAINTAIN_SCRIPT, login=account["login"], asterisks=ASTERISKS
    )


@site.post(f"/cgi-bin/{MAINTAIN_SCRIPT}")
@require_ecf_login
def change_login(user: User, account: Row) -> ResponseReturnValue:
    """Store all changes or none; unchanged asterisks are not a new password."""
    login = request.form.get("login", "").strip()
    password = request.form.get("password", "")
    if not login or not password:
        return page.render_error(user, wording.LOGIN_INCOMPLETE)
    messages = []
    try:
        with database.transaction():
            if login != account["login"]:
                ecf_accounts.rename(account, login)
                events.record(events.LOGIN_RENAMED, account["login"], f"now {login}", user.court.id)
                messages.append(wording.login_changed(login))
            if password != ASTERISKS:
                ecf_accounts.change_password(account, password)
                events.record(events.PASSWORD_CHANGED, account["login"], court=user.court.id)
                messages.append(wording.PASSWORD_CHANGED)
    except LoginRefusedError as refusal:
        return page.render_error(user, str(refusal))
    return page.render("maintain_success", user, messages=messages or [wording.NOTHING_CHANGED])
