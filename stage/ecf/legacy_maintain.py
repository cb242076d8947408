"""Maintain Your Login/Password: the holder of a CM/ECF login changes it (password notice, steps c, d)."""

import functools
from collections.abc import Callable
from sqlite3 import Row

from flask import request
from flask.typing import ResponseReturnValue

from stage import database, events
from stage.ecf import logins, page, wording
from stage.ecf.access import signed_in
from stage.ecf.logins import LoginRefusedError
from stage.ecf.menu import MAINTAIN_SCRIPT
from stage.ecf.sign_in import HOST
from stage.ecf.users import LegacyUser, User
from stage.site import Site

ASTERISKS = "*" * 8  # whatever the password's length

site = Site("ecf_legacy_maintain", HOST)


def holds_ecf_login(view: Callable[[User, Row], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Give the view the user's own CM/ECF login; for anyone else there is no such page."""

    @functools.wraps(view)
    def guarded(user: User) -> ResponseReturnValue:
        account = logins.find(user.court.id, user.user_name) if user.ecf_id is not None else None
        if not isinstance(user, LegacyUser) or account is None:
            return page.error_page(user, wording.NO_SUCH_PAGE)
        return view(user, account)

    return signed_in(guarded)


@site.get(f"/cgi-bin/{MAINTAIN_SCRIPT}")
@holds_ecf_login
def form(user: User, account: Row) -> ResponseReturnValue:
    """Show the login name, and asterisks for the password."""
    return page.render(
        "maintain_login", user, script=MAINTAIN_SCRIPT, login=account["login"], asterisks=ASTERISKS
    )


@site.post(f"/cgi-bin/{MAINTAIN_SCRIPT}")
@holds_ecf_login
def change(user: User, account: Row) -> ResponseReturnValue:
    """Store what was changed, all or nothing; asterisks that were left are no password."""
    login = request.form.get("login", "").strip()
    password = request.form.get("password", "")
    if not login or not password:
        return page.error_page(user, wording.LOGIN_INCOMPLETE)
    said = []
    try:
        with database.transaction():
            if login != account["login"]:
                logins.rename(account, login)
                events.record(events.LOGIN_RENAMED, account["login"], f"now {login}", user.court.id)
                said.append(wording.login_changed(login))
            if password != ASTERISKS:
                logins.change_password(account, password)
                events.record(events.PASSWORD_CHANGED, account["login"], court=user.court.id)
                said.append(wording.PASSWORD_CHANGED)
    except LoginRefusedError as refusal:
        return page.error_page(user, str(refusal))
    return page.render("maintain_success", user, said=said or [wording.NOTHING_CHANGED])
