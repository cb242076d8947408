"""CM/ECF's users: who is signed in at this court, and what they may do here."""

import functools
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from stage import database
from stage.courts import Court
from stage.pacer import sign_on
from stage.settings import current_settings
from stage.site import current_court

COOKIE = "NextGenCSO"


@dataclass(frozen=True)
class User:
    """A signed-in user, as they stood when their request came in."""

    session: str
    sign_on: str
    court: Court
    pacer_id: int
    user_name: str
    name: str
    kind: str
    client_code: str
    ecf_id: int | None  # of the CM/ECF account that is linked in this court
    may_file: bool

    @property
    def linked(self) -> bool:
        """Tell whether the PACER account is linked in this court."""
        return self.ecf_id is not None


QUERY = """
    SELECT ecf_session.id AS session, sign_on.id AS sign_on, sign_on.client_code,
           pacer_account.id AS pacer_id, pacer_account.user_name, pacer_account.name, pacer_account.kind,
           ecf_account.id AS ecf_id, coalesce(ecf_account.may_file, 0) AS may_file
      FROM ecf_session
      JOIN sign_on ON sign_on.id = ecf_session.sign_on
      JOIN pacer_account ON pacer_account.id = sign_on.pacer_account
      LEFT JOIN link ON link.pacer_account = pacer_account.id AND link.court = ecf_session.court
      LEFT JOIN ecf_account ON ecf_account.id = link.ecf_account
     WHERE ecf_session.id = ? AND ecf_session.court = ?
"""


def begin_session(sign_on_id: str, court: Court) -> str:
    """Start a session at the court; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    database.current().execute(
        "INSERT INTO ecf_session (id, court, sign_on) VALUES (?, ?, ?)", (session, court.id, sign_on_id)
    )
    return session


def current_user() -> User | None:
    """Return who is asking, and keep their sign-on alive; None without a live session at this court."""
    court = current_court()
    row = database.current().execute(QUERY, (request.cookies.get(COOKIE, ""), court.id)).fetchone()
    if row is None or not sign_on.use(row["sign_on"]):
        return None
    return User(**{**dict(row), "court": court, "may_file": bool(row["may_file"])})


def signed_in(view: Callable[[User], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Give the view its user; who has no session is sent to PACER's login instead."""

    @functools.wraps(view)
    def guarded() -> ResponseReturnValue:
        user = current_user()
        return view(user) if user else to_login()

    return guarded


def to_login() -> str:
    """Return the small page whose script goes to PACER's login (facts A1)."""
    settings, court = current_settings(), current_court()
    return render_template("ecf/to_login.html", court=court, pacer=settings.pacer, ecf=settings.ecf(court))
