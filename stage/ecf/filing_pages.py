"""The pages for filing a motion: form, confirmation, and Notice of Electronic Filing."""

from flask import request
from flask.typing import ResponseReturnValue

from stage import events
from stage.ecf import case_rules, filing_rules, page, wording
from stage.ecf.access import require_login
from stage.ecf.case_rules import CaseRefusedError
from stage.ecf.sessions import User
from stage.settings import ECF_HOST
from stage.site import Site

FORM_SCRIPT = "FileMotion.pl"  # the scripts' names are guesses
CONFIRM_SCRIPT = "FileMotionConfirm.pl"

site = Site("ecf_filing", ECF_HOST)


@site.get("/cgi-bin/Dispatch.pl")
@require_login
def show_form(user: User) -> ResponseReturnValue:
    """Show a filing's form to users who may file; only a motion in a civil case is staged."""
    if not user.may_file:
        return page.render_error(user, wording.MAY_NOT_FILE)
    if request.query_string == b"CivilMotions":
        return page.render("motion", user, script=FORM_SCRIPT)
    return page.render("plain", user, heading="File a document", text="This filing is not staged.")


@site.post(f"/cgi-bin/{FORM_SCRIPT}")
@require_login
def ask_confirmation(user: User) -> ResponseReturnValue:
    """Show a filing for confirmation if the case allows it; file nothing yet."""
    number = request.form.get("case_num", "").strip()
    try:
        case = case_rules.find_case(user.court, number)
        proposal = filing_rules.propose(user, case)
    except CaseRefusedError as refusal:
        return _refuse(user, refusal, f" (case {number})")
    return page.render(
        "motion_confirmation",
        user,
        script=CONFIRM_SCRIPT,
        proposal=proposal,
        case=case,
        event=filing_rules.EVENT,
        commits=wording.FILING_COMMITS,
    )


@site.post(f"/cgi-bin/{CONFIRM_SCRIPT}")
@require_login
def confirm_filing(user: User) -> ResponseReturnValue:
    """File the motion permanently, and show the notice."""
    try:
        case, document = filing_rules.confirm(user, request.form.get("proposal", ""))
    except CaseRefusedError as refusal:
        return _refuse(user, refusal)
    return page.render("notice_of_filing", user, case=case, document=document)


def _refuse(user: User, refusal: CaseRefusedError, detail: str = "") -> str:
    events.record(events.FILING_REFUSED, user.user_name, f"{refusal}{detail}", user.court.id)
    return page.render_error(user, str(refusal))
