"""What a court shows instead of a page: refusals (facts F4) and maintenance."""

from collections.abc import Callable

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage.courts import COURTS, Refusal
from stage.ecf import page, wording
from stage.ecf.sessions import NextGenUser, User
from stage.settings import current_settings

THRESHOLD_PAGE = "/threshold.html"  # guess: its address is not known
CLIENT_CODE_SCRIPT = "RequiredClientCode.pl"  # guess: its name is not known


def refuse_in_maintenance() -> ResponseReturnValue | None:
    """Return the maintenance page for any address of a CM/ECF in maintenance, else None."""
    origin, settings = request.host_url.rstrip("/"), current_settings()
    for court in COURTS:
        if court.in_maintenance and settings.ecf(court) == origin:
            return render_template("ecf/maintenance.html", court=court, text=wording.IN_MAINTENANCE), 503
    return None


def find_refusal(user: User) -> ResponseReturnValue | None:
    """Return the court's refusal of the page that this request asks for, or None."""
    if isinstance(user, NextGenUser) and user.court.client_code_required and not user.client_code:
        return _ask_client_code(user)
    script, refuses = _find_script(), user.court.refuses
    refusal = refuses.get(f"{script}?{request.query_string.decode('latin-1')}") or refuses.get(script)
    return ANSWERS[refusal](user) if refusal else None


def _ask_client_code(user: User) -> str:
    """Show the form that asks for a client code; it has no menu bar."""
    return render_template(
        "ecf/required_client_code.html",
        court=user.court,
        text=wording.CLIENT_CODE_REQUIRED,
        script=CLIENT_CODE_SCRIPT,
        form_suffix=page.make_form_suffix(),
    )


def _refuse_program(user: User) -> ResponseReturnValue:
    return page.render_error(user, wording.security_violation(_find_script()))


def _refuse_document(user: User) -> ResponseReturnValue:
    return page.render_error(user, wording.NO_PERMISSION)


def _refuse_link(user: User) -> ResponseReturnValue:
    return page.render_error(user, wording.NOT_FROM_CMECF)


def _time_out(_user: User) -> ResponseReturnValue:
    return render_template("ecf/request_timeout.html"), 408


def _explain_threshold(_user: User) -> ResponseReturnValue:
    return redirect(THRESHOLD_PAGE)


ANSWERS: dict[Refusal, Callable[[User], ResponseReturnValue]] = {
    "violation": _refuse_program,
    "permission": _refuse_document,
    "csrf": _refuse_link,
    "timeout": _time_out,
    "threshold": _explain_threshold,
}


def _find_script() -> str:
    return request.path.rpartition("/")[2]
