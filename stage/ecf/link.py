"""Linking a CM/ECF account to a PACER account: the form, its confirmation, and the success."""

import functools
from collections.abc import Callable

from flask import request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import linking, page, wording
from stage.ecf.access import signed_in
from stage.ecf.linking import LinkRefusedError
from stage.ecf.menu import CONFIRM_SCRIPT, LINK_SCRIPT
from stage.ecf.sign_in import HOST
from stage.ecf.users import NextGenUser, User
from stage.faults.active import is_broken
from stage.pacer import sign_on
from stage.site import Site

site = Site("ecf_link", HOST)


def may_link(view: Callable[[NextGenUser], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Guard a view of the procedure: before go-live there is no such page."""

    @functools.wraps(view)
    def guarded(user: User) -> ResponseReturnValue:
        return view(user) if isinstance(user, NextGenUser) else page.error_page(user, wording.NO_SUCH_PAGE)

    return signed_in(guarded)


@site.get(f"/cgi-bin/{LINK_SCRIPT}")
@may_link
def form(user: NextGenUser) -> ResponseReturnValue:
    """Ask for the old CM/ECF login (document, step 4)."""
    return page.render("link", user, script=LINK_SCRIPT)


@site.post(f"/cgi-bin/{LINK_SCRIPT}")
@may_link
def check(user: NextGenUser) -> ResponseReturnValue:
    """Ask for confirmation (step 5) of two accounts that may be linked; link nothing yet.

    Whether the names are one individual's is for the user to see: a firm's is shown like any other.
    """
    login = request.form.get("login", "").strip()
    try:
        proposal = linking.propose(user, login, request.form.get("key", ""))
    except LinkRefusedError as refusal:
        return _refuse(user, refusal, login)
    confirmation = page.render("link_confirmation", user, script=CONFIRM_SCRIPT, proposal=proposal)
    sign_on.leave_alone(user.sign_on)
    return confirmation


@site.post(f"/cgi-bin/{CONFIRM_SCRIPT}")
@may_link
def confirm(user: NextGenUser) -> ResponseReturnValue:
    """Link for good (step 6). The menu is still that of the request: the next click shows the new one."""
    try:
        linking.confirm(user, request.form.get("proposal", ""))
    except LinkRefusedError as refusal:
        return _refuse(user, refusal)
    return page.render("index" if is_broken("link_shows_success") else "link_success", user)


def _refuse(user: User, refusal: LinkRefusedError, login: str = "") -> str:
    reason = str(refusal)
    events.record(
        events.LINK_REFUSED, user.user_name, f"{reason} ({login})" if login else reason, user.court.id
    )
    return page.error_page(user, reason)
