"""The link procedure's pages: the form, its confirmation, and the success."""

import functools
from collections.abc import Callable

from flask import request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import link_rules, page, wording
from stage.ecf.access import require_login
from stage.ecf.link_rules import LinkRefusedError
from stage.ecf.menu import CONFIRM_SCRIPT, LINK_SCRIPT
from stage.ecf.sessions import NextGenUser, User
from stage.faults.active import is_broken
from stage.pacer import sign_on
from stage.settings import ECF_HOST
from stage.site import Site

site = Site("ecf_link", ECF_HOST)


def require_nextgen(view: Callable[[NextGenUser], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Guard a view of the procedure: before go-live, the page does not exist."""

    @functools.wraps(view)
    def guarded(user: User) -> ResponseReturnValue:
        return view(user) if isinstance(user, NextGenUser) else page.render_error(user, wording.NO_SUCH_PAGE)

    return require_login(guarded)


@site.get(f"/cgi-bin/{LINK_SCRIPT}")
@require_nextgen
def show_form(user: NextGenUser) -> ResponseReturnValue:
    """Ask for the old CM/ECF login (document, step 4)."""
    return page.render("link", user, script=LINK_SCRIPT)


@site.post(f"/cgi-bin/{LINK_SCRIPT}")
@require_nextgen
def ask_confirmation(user: NextGenUser) -> ResponseReturnValue:
    """Show both accounts for confirmation (step 5) if they may be linked; link nothing yet.

    The user decides whether both names belong to one person: a firm's name is shown like any other.
    """
    login = request.form.get("login", "").strip()
    try:
        proposal = link_rules.propose(user, login, request.form.get("key", ""))
    except LinkRefusedError as refusal:
        return _refuse(user, refusal, login)
    confirmation = page.render("link_confirmation", user, script=CONFIRM_SCRIPT, proposal=proposal)
    sign_on.expire_if_walks_away(user.sign_on)
    return confirmation


@site.post(f"/cgi-bin/{CONFIRM_SCRIPT}")
@require_nextgen
def confirm_link(user: NextGenUser) -> ResponseReturnValue:
    """Link permanently (step 6). The new menu appears with the next click, not on this page."""
    try:
        link_rules.confirm(user, request.form.get("proposal", ""))
    except LinkRefusedError as refusal:
        return _refuse(user, refusal)
    return page.render("index" if is_broken("link_shows_success") else "link_success", user)


def _refuse(user: User, refusal: LinkRefusedError, login: str = "") -> str:
    reason = str(refusal)
    detail = f"{reason} ({login})" if login else reason
    events.record(events.LINK_REFUSED, user.user_name, detail, user.court.id)
    return page.render_error(user, reason)
