"""Legacy login: a court's own CM/ECF login or a PACER account's, and on to where the user was going."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import legacy_form, legacy_sessions, logins, wording
from stage.ecf.access import to_login
from stage.ecf.logins import LoginRefusedError
from stage.ecf.sign_in import FIRST_SCREEN, HOST
from stage.ecf.users import current_user
from stage.pacer import accounts
from stage.site import Site, current_court

site = Site("ecf_legacy_login", HOST)


@site.post("/cgi-bin/login.pl")
def log_in() -> ResponseReturnValue:
    """Let a login into this browser's session, beside the other one if it is there already."""
    court = current_court()
    if court.live:  # the form was left open until after go-live
        return to_login()
    login = request.form.get("login", "").strip()
    asked = request.form.get("asked", "")
    events.record(events.LOGIN_TRIED, login, court=court.id)
    try:
        session = _let_in(login, request.form.get("key", ""))
    except LoginRefusedError as refusal:
        events.record(events.LOGIN_REFUSED, login, str(refusal), court.id)
        return legacy_form.show(str(refusal), asked)
    events.record(events.LOGIN_ACCEPTED, login, court=court.id)
    response = redirect(asked if asked.startswith("/cgi-bin/") else FIRST_SCREEN)
    response.set_cookie(legacy_sessions.COOKIE, session, httponly=True, samesite="Lax")
    return response


def _let_in(login: str, password: str) -> str:
    """Return the session that the login is in now; a name that is no CM/ECF login is PACER's."""
    court = current_court()
    if ecf_account := logins.find(court.id, login):
        logins.authenticate(ecf_account, password)
        if ecf_account["may_file"] and "redaction" not in request.form:
            raise LoginRefusedError(wording.REDACTION_NOT_TICKED)
        session = _session()
        legacy_sessions.add_ecf_login(session, ecf_account["id"])
        return session
    pacer_account = accounts.authenticate(login, password)
    if isinstance(pacer_account, str):  # why, only PACER's own login says
        raise LoginRefusedError(wording.LOGIN_FAILED)
    session = _session()
    legacy_sessions.add_pacer_login(session, pacer_account.id, request.form.get("clcode", "").strip())
    return session


def _session() -> str:
    user = current_user()
    return user.session if user else legacy_sessions.begin(current_court().id)
