"""Refusals: what a court shows instead of a page behind its login (facts F4)."""

from collections.abc import Callable

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from stage.courts import Refusal
from stage.ecf import page, wording
from stage.ecf.forms import new_suffix
from stage.ecf.users import NextGenUser, User

THRESHOLD_PAGE = "/threshold.html"  # guess: its address is not known
CLIENT_CODE_SCRIPT = "RequiredClientCode.pl"  # guess: its name is not known


def find_refusal(user: User) -> ResponseReturnValue | None:
    """Return the court's refusal of the page that this request asks for, or None."""
    if isinstance(user, NextGenUser) and user.court.client_code_required and not user.client_code:
        return ask_client_code(user)
    script, refuses = _asked_script(), user.court.refuses
    refusal = refuses.get(f"{script}?{request.query_string.decode('latin-1')}") or refuses.get(script)
    return ANSWERS[refusal](user) if refusal else None


def ask_client_code(user: User) -> str:
    """Show the form that asks for a client code; it has no menu bar."""
    return render_template(
        "ecf/required_client_code.html",
        court=user.court,
        text=wording.CLIENT_CODE_REQUIRED,
        script=CLIENT_CODE_SCRIPT,
        form_suffix=new_suffix(),
    )


def _refuse_program(user: User) -> ResponseReturnValue:
    return page.error_page(user, wording.security_violation(_asked_script()))


def _refuse_document(user: User) -> ResponseReturnValue:
    return page.error_page(user, wording.NO_PERMISSION)


def _refuse_link(user: User) -> ResponseReturnValue:
    return page.error_page(user, wording.NOT_FROM_CMECF)


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


def _asked_script() -> str:
    return request.path.rpartition("/")[2]
